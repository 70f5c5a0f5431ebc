"""What holds of the subtitles of any transcript, whatever its languages, times and words."""

import re
import unicodedata
from itertools import pairwise

import pytest
import srt
from hypothesis import given, settings
from hypothesis import strategies as st

from stages.schema import Clause, Pair, Paragraph, Rendered, Segment, Transcript
from stages.text import join
from stages.write_srt.options import Options
from stages.write_srt.write import write

WIDTHS = {"en": 42, "de": 42, "ar": 42, "xx": 42, "th": 35, "zh-Hans": 16, "ja": 13, "ko": 16}
FULL_WIDTH = {"zh-Hans", "ja", "ko"}
LATIN = ["a", "tide", "harbour", "the", "Mira", "Stone", "4,500", "m", "and", "of", "co-operate"]
ODD = ["{x}", "<b>", r"\N", "-->", "&amp;", "x" * 70, "https://example.org/" + "pier/" * 15, "“so”"]
WORDS = {
    "en": [*LATIN, *ODD],
    "de": ["das", "Wasser", "steigt", "über", "Donaudampfschifffahrtsgesellschaft", *ODD],
    "ar": ["الماء", "في", "الميناء", "مرتفع", *ODD],
    "xx": ["qa", "wo", "riputa", "éè", "n̈", "👩‍👩‍👧", *ODD],
    "th": ["น้ำ", "ขึ้น", "ที่ท่าเรือ", "สูง"],
    "zh-Hans": [
        "潮汐",
        "涨",
        "到",
        "码头",
        "的",
        "“表”",
        "（高）",
        "《海》",
        " GPU ",
        "4",
        "𠀀",
        *ODD,
    ],
    "ja": ["潮が", "満ちる", "っ", "港", "テーブル", "ー", "です"],
    "ko": ["조수가", "항구에", "높다", "그리고", *ODD],
}
ENDS = {"zh-Hans": "。？！", "ja": "。？", "th": "  "}
MARKS = {"zh-Hans": "，、；", "ja": "、", "th": " "}


@st.composite
def sentences(draw, language):
    """A sentence of one to four clauses."""
    spaced = language not in ("zh-Hans", "ja", "th")
    clauses = []
    for _ in range(draw(st.integers(1, 4))):
        words = draw(st.lists(st.sampled_from(WORDS[language]), min_size=1, max_size=12))
        clauses.append((" " if spaced else "").join(words).strip() or "?")
    marks = MARKS.get(language, ",;")
    end = draw(st.sampled_from(ENDS.get(language, ".?!")))
    glue = draw(st.sampled_from(marks)) + (" " if spaced else "")
    return [clause + glue.strip() for clause in clauses[:-1]] + [(clauses[-1] + end).strip()]


@st.composite
def turns(draw, number, start, languages, timed):
    """A segment with paired sentences, unpaired text, or one language only."""
    present = draw(st.sampled_from([languages, languages, languages[:1], languages[-1:]]))
    style = draw(st.sampled_from(["clauses", "pairs", "none", "wrong"]))
    rows = [
        {language: draw(sentences(language)) for language in present}
        for _ in range(draw(st.integers(1, 3)))
    ]
    texts = {
        language: (Paragraph(text=join((join(row[language], language) for row in rows), language)),)
        for language in present
    }
    pairs = ()
    if style in ("pairs", "clauses"):
        pairs = tuple(
            Pair(
                texts={tag: join(parts, tag) for tag, parts in row.items()},
                start_ms=start if timed else None,
                uncertainty_ms=0 if index == 0 else 700,
                clauses=_clauses(row) if style == "clauses" else (),
            )
            for index, row in enumerate(rows)
        )
    elif style == "wrong":
        pairs = (Pair(texts={present[0]: "something else"}, start_ms=start),)
    return Segment(
        id=f"s{number:04d}",
        start_ms=start if timed else None,
        speaker=draw(st.sampled_from(["Mira", "Leo & <Co>", ""])),
        texts=texts,
        pairs=pairs,
    )


def _clauses(row):
    count = max(len(parts) for parts in row.values())
    return tuple(
        Clause(texts={tag: parts[i] for tag, parts in row.items() if i < len(parts)})
        for i in range(count)
    )


@st.composite
def transcripts(draw):
    """Any transcript: repeated stamps, no times, one language or two, odd words."""
    languages = draw(
        st.lists(st.sampled_from(sorted(WORDS)), min_size=1, max_size=2, unique=True).map(tuple)
    )
    timed = draw(st.sampled_from([True, True, True, False]))
    segments, start = [], 0
    for number in range(1, draw(st.integers(1, 8)) + 1):
        segments.append(draw(turns(number, start, languages, timed)))
        start += 1000 * draw(st.sampled_from([0, 0, 1, 2, 5, 9, 30, 400]))
    return Transcript(title="Any", languages=languages, segments=tuple(segments))


def squash(text: str) -> str:
    return re.sub(r"\s+", "", text)


def said(transcript: Transcript, language: str) -> list[str]:
    """The text of each turn in a language."""
    return [
        squash("".join(p.text for p in segment.texts.get(language, ())))
        for segment in transcript.segments
    ]


def cues(rendered: Rendered, ending: str) -> list[srt.Subtitle]:
    return list(srt.parse(rendered.files[ending].decode()))


def width(line: str, language: str) -> float:
    cells = sum(
        0
        if unicodedata.category(c) in ("Mn", "Me", "Cf")
        else 2
        if unicodedata.east_asian_width(c) in "WF"
        else 1
        for c in line
    )
    return cells / 2 if language in FULL_WIDTH else cells


def ms(delta) -> int:
    return round(delta.total_seconds() * 1000)


@given(transcripts())
@settings(max_examples=60, deadline=None)
def test_every_word_stands_once_and_in_order_and_no_cue_crosses_a_turn(transcript):
    rendered = write(transcript, Options())
    for language in transcript.languages:
        left = [text for text in said(transcript, language) if text]
        for cue in cues(rendered, f".{language}.srt"):
            piece = squash(cue.content)
            assert piece
            assert left[0].startswith(piece)
            left[0] = left[0][len(piece) :]
            if not left[0]:
                del left[0]
        assert left == []


@given(transcripts())
@settings(max_examples=60, deadline=None)
def test_limits_of_time_and_space_hold_in_every_file(transcript):
    rendered = write(transcript, Options())
    for ending in [*(f".{language}.srt" for language in transcript.languages), ".srt"]:
        found = cues(rendered, ending)
        assert [cue.index for cue in found] == list(range(1, len(found) + 1))
        for cue in found:
            assert 833 <= ms(cue.end - cue.start) <= 7000
        for before, after in pairwise(found):
            gap = ms(after.start - before.end)
            assert gap in (0, 84) or gap >= 500
    for language in transcript.languages:
        for cue in cues(rendered, f".{language}.srt"):
            lines = cue.content.split("\n")
            assert len(lines) <= 2
            assert max(width(line, language) for line in lines) <= WIDTHS[language]
            assert all(line == line.strip() != "" for line in lines)


@given(transcripts())
@settings(max_examples=40, deadline=None)
def test_languages_share_their_times(transcript):
    rendered = write(transcript, Options())
    shared = [(cue.start, cue.end) for cue in cues(rendered, ".srt")]
    begins = {start for start, _ in shared}
    spans = sorted(
        {
            (cue.start, cue.end)
            for language in transcript.languages
            for cue in cues(rendered, f".{language}.srt")
        }
    )
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert {start for start, _ in spans} <= begins
    assert len(shared) >= len(spans)


@given(st.lists(st.tuples(st.booleans(), st.integers(4, 9)), min_size=1, max_size=9), st.data())
@settings(max_examples=40, deadline=None)
def test_a_printed_stamp_moves_by_less_than_a_second_even_where_two_turns_share_it(steps, data):
    segments = []
    start = 0
    for twice, seconds in steps:
        for _ in range(1 + twice):
            text = data.draw(st.text("tide ", min_size=1, max_size=40).filter(str.strip))
            number = f"s{len(segments):04d}"
            segments.append(
                Segment(id=number, start_ms=start, texts={"en": (Paragraph(text=text),)})
            )
        start += 1000 * seconds
    shown = cues(write(Transcript(languages=("en",), segments=tuple(segments)), Options()), ".srt")
    assert len(shown) == len(segments)
    for cue, segment in zip(shown, segments, strict=True):
        assert abs(ms(cue.start) - segment.start_ms) <= 1000


@given(transcripts())
@settings(max_examples=15, deadline=None)
def test_the_same_transcript_gives_the_same_bytes(transcript):
    options = Options(formats=("srt", "vtt", "json", "chapters"), speaker="name")
    assert write(transcript, options) == write(transcript, options)


@pytest.mark.parametrize("profile", ["bbc", "podcast", "learner"])
@given(transcript=transcripts())
@settings(max_examples=15, deadline=None)
def test_every_profile_keeps_every_word(transcript, profile):
    rendered = write(transcript, Options(profile=profile))
    for language in transcript.languages:
        text = "".join(cue.content for cue in cues(rendered, f".{language}.srt"))
        assert squash(text) == "".join(said(transcript, language))
