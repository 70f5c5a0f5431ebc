"""What holds for every transcript that was aligned, whatever stands in it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stages.align.align import align
from stages.align.options import Options
from stages.schema import Clause, Pair, Paragraph, Segment, Transcript, decode, encode

WORDS = {
    "en": ["tide", "Mira", "3.5", "Dr.", "went", "home", "e.g.", "...", "I", "$12", '"well', "no?"],
    "zh-Hans": [
        "潮水",
        "米拉",
        "３",
        "回家",
        "，",
        "“好",
        "吗？",
        "……",
        "AI",
        "的",
        "12.4万",
        "—— ",
    ],
    "es": ["marea", "Sr.", "¿qué", "casa", "4.200", "«sí»", "—no", "Mira"],
}
ENDS = [".", "?", "!", '."', "。", "？”", "…", ",", "", " [inaudible 00:01:07]", "\u3000"]


@st.composite
def paragraphs(draw: st.DrawFn, language: str) -> tuple[Paragraph, ...]:
    """Draw up to three paragraphs of words and marks, some with an anchor."""
    found = []
    for _ in range(draw(st.integers(0, 3))):
        parts = draw(st.lists(st.sampled_from(WORDS[language] + ENDS), min_size=1, max_size=25))
        joint = draw(st.sampled_from(["", " "]))
        text = joint.join(parts).strip() or "x"
        anchor = draw(st.none() | st.integers(0, 200_000))
        found.append(Paragraph(text=text, start_ms=anchor))
    return tuple(found)


@st.composite
def transcripts(draw: st.DrawFn) -> Transcript:
    """Draw a transcript of one to three languages, with stamps in and out of order, or without."""
    languages = draw(
        st.sampled_from(
            [("en", "zh-Hans"), ("zh-Hans", "en"), ("en", "es"), ("en",), ("en", "zh-Hans", "es")]
        )
    )
    times = st.none() | st.sampled_from([0, 1000, 30_000, 60_000]) | st.integers(0, 200_000)
    segments = [
        Segment(
            id=f"s{number}",
            start_ms=draw(times),
            end_ms=draw(st.none() | times),
            speaker=draw(st.sampled_from(["Mira", "Leo"])),
            texts={language: draw(paragraphs(language)) for language in languages},
        )
        for number in range(draw(st.integers(0, 5)))
    ]
    return Transcript(languages=languages, segments=tuple(segments))


LAWS = settings(
    max_examples=70, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


def _ink(text: str) -> str:
    return "".join(text.split())


def _whole(parts: tuple[Pair, ...] | tuple[Clause, ...], language: str) -> str:
    return "".join(_ink(part.texts.get(language, "")) for part in parts)


@LAWS
@given(transcripts())
def test_pairs_and_clauses_use_each_text_once_in_order(transcript: Transcript) -> None:
    for segment in align(transcript, Options()).segments:
        for language, texts in segment.texts.items():
            assert _whole(segment.pairs, language) == _ink("".join(p.text for p in texts))
        for pair in segment.pairs:
            assert all(text == text.strip() and text for text in pair.texts.values())
            for language in pair.texts if pair.clauses else ():
                assert _whole(pair.clauses, language) == _ink(pair.texts[language])


@LAWS
@given(transcripts())
def test_times_never_run_back_and_none_is_missing(transcript: Transcript) -> None:
    aligned = align(transcript, Options())
    pairs = [pair for segment in aligned.segments for pair in segment.pairs]
    parts = [part for pair in pairs for part in (pair.clauses or (pair,))]
    starts = [part.start_ms for part in parts]
    if None in starts:
        assert not any(p.start_ms or p.end_ms for p in parts)
        return
    assert starts == sorted(starts)
    for part in parts:
        assert 0 <= (part.start_ms or 0) <= (part.end_ms or 0)
        assert part.end_ms is not None
    for pair in pairs:
        if pair.clauses:
            assert (pair.clauses[0].start_ms, pair.clauses[-1].end_ms) == (
                pair.start_ms,
                pair.end_ms,
            )


@LAWS
@given(transcripts())
def test_aligning_again_changes_nothing(transcript: Transcript) -> None:
    once = align(transcript, Options())
    assert encode(align(once, Options())) == encode(once)


@LAWS
@given(transcripts())
def test_printed_times_are_kept(transcript: Transcript) -> None:
    aligned = align(transcript, Options())
    for before, after in zip(transcript.segments, aligned.segments, strict=True):
        assert after.start_ms == before.start_ms
        assert before.end_ms in (None, after.end_ms)
        assert after.texts == before.texts


def test_same_input_gives_the_same_bytes(transcript: Transcript) -> None:
    data = encode(transcript)
    first, second = (align(decode(data, Transcript), Options()) for _ in range(2))
    assert encode(first) == encode(second)


def test_minimal_fields_are_enough() -> None:
    data = (
        '{"format": "diglot/segments/1", "languages": ["en", "zh-Hans"], "segments": [{"id": "a",'
        ' "texts": {"en": [{"text": "Good morning. How are you?"}],'
        ' "zh-Hans": [{"text": "早上好。你好吗？"}]}}]}'
    )
    (segment,) = align(decode(data.encode(), Transcript), Options()).segments
    assert [pair.texts for pair in segment.pairs] == [
        {"en": "Good morning.", "zh-Hans": "早上好。"},
        {"en": "How are you?", "zh-Hans": "你好吗？"},
    ]
    assert [(pair.start_ms, pair.end_ms) for pair in segment.pairs] == [(None, None)] * 2


@pytest.mark.parametrize("languages", [(), ("en",), ("en", "zh-Hans")])
def test_a_transcript_without_text_stays_as_it_is(languages: tuple[str, ...]) -> None:
    empty = Transcript(languages=languages, segments=(Segment(id="a"),))
    assert align(empty, Options()).segments == empty.segments
