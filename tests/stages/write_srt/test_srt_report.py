"""What the report and the findings say of the subtitles."""

from stages.schema import Paragraph, Segment, Transcript
from stages.write_srt.options import Options
from stages.write_srt.report import report
from stages.write_srt.write import write


def fast(seconds: int) -> Transcript:
    """A turn of 120 characters that has the seconds before the next one, and one at its ease."""
    long = Segment(id="s1", start_ms=0, texts={"en": (Paragraph(text="tide " * 23 + "tides."),)})
    calm = Segment(id="s2", start_ms=seconds * 1000, texts={"en": (Paragraph(text="We wait."),)})
    return Transcript(languages=("en",), segments=(long, calm))


def test_report_of_a_calm_transcript(transcript):
    found = report(transcript, Options())
    assert found.profile == "netflix"
    assert found.shared_cues == 6
    assert [(part.language, part.cues) for part in found.languages] == [("en", 5), ("zh-Hans", 6)]
    for part in found.languages:
        assert set(part.within.values()) == {1.0}
        assert sum(bar.cues for bar in part.speeds) == part.cues
    assert found.languages[0].limits == {"width": 42.0, "speed": 20.0}
    assert found.languages[1].limits == {"width": 16.0, "speed": 9.0}


def test_the_worst_cues_come_first_with_their_times():
    found = report(fast(2), Options())
    assert len(found.worst) <= 10
    assert found.worst[0].excess > 1
    assert found.worst[0].excess >= found.worst[-1].excess
    assert (
        found.worst[0].speed
        == round(
            len(found.worst[0].text.replace("  ", " "))
            * 1000
            / (found.worst[0].end_ms - found.worst[0].start_ms),
            1,
        )
        or " " in found.worst[0].text
    )
    assert found.languages[0].within["speed"] < 1


def test_cues_that_are_too_fast_are_one_finding_with_the_worst_place():
    (found,) = [f for f in write(fast(2), Options()).findings if f.code == "fast-cue"]
    assert found.severity == "info"
    assert found.segment == "s1"
    assert found.language == "en"
    assert "00:00:0" in found.message
    assert "20 characters a second" in found.message


def test_a_calm_transcript_has_no_findings():
    assert write(fast(30), Options()).findings == ()


def test_stamps_that_leave_no_room_are_found():
    segments = tuple(
        Segment(id=f"s{n}", start_ms=5000, texts={"en": (Paragraph(text="Yes."),)})
        for n in range(6)
    )
    rendered = write(Transcript(languages=("en",), segments=segments), Options())
    (found,) = [f for f in rendered.findings if f.code == "stamp-moved"]
    assert found.segment == "s5"


def test_report_of_nothing():
    found = report(Transcript(languages=("en",)), Options())
    assert found.shared_cues == 0
    assert found.worst == ()
    assert found.languages[0].cues == 0
