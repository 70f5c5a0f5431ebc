"""What no file may hold is replaced, counted and told; all else stays the same object."""

from msgspec import structs

from stages.clean import clean
from stages.schema import Paragraph


def test_a_clean_transcript_is_left_as_it_is(transcript):
    cleaned, findings = clean(transcript)
    assert cleaned == transcript
    assert findings == ()


def test_asking_again_for_the_same_transcript_is_free_and_never_mixes_two_up(transcript):
    spoiled = structs.replace(transcript, title="\x00")
    first = clean(spoiled)
    assert clean(spoiled) is first
    assert clean(transcript) == (transcript, ())
    assert clean(spoiled) == first


def test_each_bad_character_becomes_one_replacement_and_offsets_stay(transcript):
    paragraph = structs.replace(transcript.segments[0].texts["en"][0], marks=())
    spoiled = paragraph.text.replace(" ", "\x00").replace("?", "\ud800")
    segment = structs.replace(
        transcript.segments[0], texts={"en": (Paragraph(text=spoiled),)}, speaker="A\x1bB"
    )
    cleaned, findings = clean(
        structs.replace(transcript, segments=(segment, *transcript.segments[1:]), title="\ufffe")
    )
    expected = paragraph.text.replace(" ", "\ufffd").replace("?", "\ufffd")
    assert cleaned.segments[0].texts["en"][0].text == expected
    assert cleaned.segments[0].speaker == "A\ufffdB"
    assert cleaned.title == "\ufffd"
    assert cleaned.segments[1:] == transcript.segments[1:]
    bad = sum(c == "\ufffd" for c in expected) + 1
    assert [(f.segment, f.message.split()[0]) for f in findings] == [
        ("s0001", str(bad)),
        (None, "1"),
    ]


def test_ids_stay_distinct_whatever_they_hold(transcript):
    segments = tuple(structs.replace(s, id=f"{n}\x00") for n, s in enumerate(transcript.segments))
    cleaned, _ = clean(structs.replace(transcript, segments=segments, chapters=()))
    assert [s.id for s in cleaned.segments] == [s.id for s in segments]


def test_emoji_rare_han_and_directions_are_no_fault(transcript):
    odd = structs.replace(transcript, title="👩‍👩‍👧 𠮷 \u202eabc\u202c \ufeff\u200b\ue000\t")
    assert clean(odd) == (odd, ())
