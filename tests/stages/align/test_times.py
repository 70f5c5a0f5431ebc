"""When pairs are said: printed times kept, the others by effort, oddities found."""

import msgspec
import pytest

from stages.align.align import align
from stages.align.effort import effort
from stages.align.options import Options
from stages.align.syllables import acronym, number, syllables
from stages.align.timeline import Anchor, Timeline, steady
from stages.schema import Paragraph, Segment, Transcript

TEN = "The boat goes out at noon and comes back at night. "


def _turn(name: str, start: int | None, text: str, **more: object) -> Segment:
    texts = {"en": (Paragraph(text=text),)}
    return msgspec.structs.replace(Segment(id=name, start_ms=start, texts=texts), **more)


def _aligned(*segments: Segment) -> Transcript:
    return align(Transcript(languages=("en",), segments=segments), Options())


def _codes(transcript: Transcript) -> list[tuple[str, str | None]]:
    return [(found.code, found.segment) for found in transcript.findings]


def test_time_goes_by_effort_and_turns_keep_their_stamps() -> None:
    text = "Yes. We were waiting for the evening ferry all afternoon."
    first, second = _aligned(_turn("a", 1_250, text), _turn("b", 6_250, "So?")).segments
    yes, ferry = first.pairs
    share = effort("Yes.") / (effort("Yes.") + effort(text[5:]) + 0.10)
    assert (yes.start_ms, ferry.end_ms, second.pairs[0].start_ms) == (1_250, 6_250, 6_250)
    assert ferry.start_ms == yes.end_ms == 1_250 + round(5_000 * share)
    assert (yes.uncertainty_ms, second.pairs[0].uncertainty_ms) == (0, 0)
    assert ferry.uncertainty_ms == round(320 * ((ferry.start_ms - 1_250) / 1000) ** 0.5)
    assert (first.end_ms, second.start_ms) == (6_250, 6_250)


def test_stamps_cut_to_seconds_are_taken_to_be_half_a_second_early() -> None:
    turns = [_turn(str(n), 10_000 * n, TEN * 2) for n in range(4)]
    cut = _aligned(*turns).segments[1].pairs[1]
    fine = (
        _aligned(
            *(
                msgspec.structs.replace(turn, start_ms=10_000 * n + 7)
                for n, turn in enumerate(turns)
            )
        )
        .segments[1]
        .pairs[1]
    )
    assert cut.start_ms == fine.start_ms - 7 + 500


def test_an_anchor_in_front_of_a_paragraph_is_kept() -> None:
    paragraphs = (Paragraph(text=TEN + "Right."), Paragraph(text="So it was.", start_ms=12_345))
    segment = Segment(id="a", start_ms=0, texts={"en": paragraphs})
    aligned = align(
        Transcript(languages=("en",), segments=(segment, _turn("b", 20_000, "Yes."))), Options()
    )
    assert aligned.segments[0].pairs[-1].start_ms == 12_345
    assert aligned.segments[0].pairs[-1].uncertainty_ms == 0


def test_a_stamp_inside_a_mark_is_an_anchor() -> None:
    text = f"{TEN}[inaudible 00:00:30] {TEN}"
    first, _ = _aligned(_turn("a", 0, text), _turn("b", 40_000, "Yes.")).segments
    assert first.pairs[1].start_ms == 30_000


@pytest.mark.parametrize("mark", ["[inaudible 00:09:30]", "at 00:00:30 sharp", "[00:00:99x]"])
def test_other_clock_times_are_no_anchors(mark: str) -> None:
    first, _ = _aligned(
        _turn("a", 0, f"{TEN}We met {mark}. {TEN}"), _turn("b", 40_000, "Yes.")
    ).segments
    assert 30_000 not in [pair.start_ms for pair in first.pairs]


def test_the_last_turn_runs_on_at_its_speakers_own_rate() -> None:
    turns = [
        _turn(str(n), start, TEN * 4, speaker=speaker)
        for n, (start, speaker) in enumerate(
            [(0, "Leo"), (12_007, "Mira"), (60_007, "Leo"), (72_014, "Mira"), (120_014, "Leo")]
        )
    ]
    last = _aligned(*turns).segments[-1]
    assert last.end_ms is not None
    assert last.end_ms - 120_014 == pytest.approx(12_007, abs=20)
    assert last.pairs[-1].end_ms == last.end_ms


def test_without_stamps_there_are_no_times() -> None:
    aligned = _aligned(_turn("a", None, TEN * 2), _turn("b", None, TEN))
    assert {(p.start_ms, p.end_ms) for s in aligned.segments for p in s.pairs} == {(None, None)}
    assert _codes(aligned) == [("no-times", None)]


def test_a_stamp_that_goes_back_is_found_and_does_not_bend_the_others() -> None:
    starts = [0, 10_000, 5_000, 30_000, 40_000]
    aligned = _aligned(*(_turn(str(n), start, TEN) for n, start in enumerate(starts)))
    begins = [s.pairs[0].start_ms for s in aligned.segments]
    assert begins == sorted(begins)
    assert (begins[0], begins[3], begins[4]) == (0, 30_000, 40_000)
    assert [s.start_ms for s in aligned.segments] == starts
    assert ("clock-backwards", "2") in _codes(aligned)


def test_two_turns_at_one_second_are_found_and_stay_there() -> None:
    aligned = _aligned(_turn("a", 0, TEN), _turn("b", 9_000, "Yes."), _turn("c", 9_000, TEN))
    assert [s.pairs[0].start_ms for s in aligned.segments] == [0, 9_000, 9_000]
    assert ("clock-repeated", "c") in _codes(aligned)


def test_a_span_much_longer_than_its_words_is_stretched_and_found() -> None:
    turns = [_turn(str(n), 5_000 * n, TEN) for n in range(6)] + [_turn("end", 300_000, TEN)]
    aligned = _aligned(*turns)
    assert aligned.segments[5].pairs[0].end_ms == 300_000
    assert ("clock-gap", "5") in _codes(aligned)


def test_speech_too_fast_to_be_true_is_found() -> None:
    aligned = _aligned(_turn("a", 0, TEN * 4), _turn("b", 4_000, TEN), _turn("c", 9_000, TEN))
    assert ("fast-speech", "a") in _codes(aligned)


def test_a_printed_end_leaves_silence_before_the_next_turn() -> None:
    first, second = _aligned(
        _turn("a", 0, TEN, end_ms=4_000), _turn("b", 60_000, TEN, end_ms=64_000)
    ).segments
    assert (first.pairs[-1].end_ms, second.pairs[0].start_ms) == (4_000, 60_000)


def test_a_turn_without_a_stamp_lies_between_its_neighbours() -> None:
    _, middle, _ = _aligned(
        _turn("a", 0, TEN), _turn("b", None, TEN), _turn("c", 12_000, TEN)
    ).segments
    assert middle.start_ms is None
    assert 4_000 < (middle.pairs[0].start_ms or 0) < 8_000


def test_chinese_speech_goes_by_its_characters() -> None:
    texts = {
        "zh-Hans": (Paragraph(text="好。我们等了整整一个下午。"),),
        "en": (Paragraph(text="Good. We waited."),),
    }
    segments = (Segment(id="a", start_ms=0, texts=texts), Segment(id="b", start_ms=6_500))
    first = align(Transcript(languages=("zh-Hans", "en"), segments=segments), Options()).segments[0]
    assert first.pairs[1].start_ms == pytest.approx(6_500 * 0.41 / (0.41 + 2.5 + 0.1), rel=0.15)


def test_steady_leaves_out_as_few_anchors_as_possible() -> None:
    times = [0, 50, 10, 20, 30, 25, 40]
    kept = steady([Anchor(float(n), time) for n, time in enumerate(times)])
    assert [anchor.time_ms for anchor in kept] in ([0, 10, 20, 30, 40], [0, 10, 20, 25, 40])


def test_a_timeline_goes_on_at_its_rate_outside_the_anchors() -> None:
    timeline = Timeline([Anchor(10.0, 20_000)], rate=2.0)
    assert [timeline.at(spent).time_ms for spent in (0.0, 5.0, 10.0, 15.0)] == [
        0,
        10_000,
        20_000,
        30_000,
    ]


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("the", 1), ("table", 2), ("wanted", 2), ("walked", 1), ("idea", 3), ("media", 3),
        ("going", 2), ("science", 2), ("experience", 4), ("people", 2), ("changes", 2),
        ("OpenAI", 4), ("YouTube", 2), ("piano", 3), ("quiet", 2), ("strength", 1),
    ],
)  # fmt: skip
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


@pytest.mark.parametrize(
    ("text", "language", "count"),
    [
        ("7", "en", 2), ("12", "en", 1), ("42", "en", 3), ("100", "en", 3), ("2025", "en", 5),
        ("1907", "en", 5), ("1,000,000", "en", 3), ("3.5", "en", 3), ("50%", "en", 4),
        ("$5", "en", 3), ("12:30", "en", 3), ("2025", "zh", 4), ("35", "zh", 3),
        ("9" * 400, "en", 400),
    ],
)  # fmt: skip
def test_numbers_count_as_they_are_read_aloud(text: str, language: str, count: int) -> None:
    assert number(text, language) == count


def test_acronyms_are_spelled_out_unless_they_can_be_said() -> None:
    assert [acronym(word) for word in ("AI", "GPT", "CEO", "NASA", "Open", "I")] == [
        True, True, True, False, False, False,
    ]  # fmt: skip
    assert effort("GPT") > effort("top")
