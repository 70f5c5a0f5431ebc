"""A transcript is cut into chapters by its headings, else into parts of 5 to 10 minutes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from stages.chapters import cut
from stages.schema import Chapter, Paragraph, Segment, Transcript


def talk(starts, *, text="This is what is said in about ten words.", seconds=20) -> Transcript:
    """Return a transcript with a turn at each of `starts` (ms)."""
    return Transcript(
        languages=("en", "zh-Hans"),
        segments=tuple(
            Segment(
                id=f"s{n}",
                start_ms=start,
                end_ms=None if start is None else start + seconds * 1000,
                texts={"en": (Paragraph(text=text),), "zh-Hans": (Paragraph(text="说的话。"),)},
            )
            for n, start in enumerate(starts)
        ),
    )


def test_a_short_talk_is_one_part():
    (part,) = cut(talk(range(0, 590_000, 20_000)))
    assert (part.heading, part.clock) == (None, "00:00:00 – 00:10:00")


@pytest.mark.parametrize("minutes", [11, 16, 21, 45, 93, 180])
def test_parts_without_headings_last_five_to_ten_minutes(minutes):
    parts = cut(talk(range(0, minutes * 60_000, 20_000), text="word " * 55))
    lengths = [part.segments[-1].end_ms - part.segments[0].start_ms for part in parts]
    assert all(5 * 60_000 <= length <= 10 * 60_000 for length in lengths)


def test_a_part_whose_end_is_not_known_ends_where_the_next_begins():
    open_ended = talk(range(0, 15 * 60_000, 20_000), text="word " * 55)
    segments = tuple(structs.replace(s, end_ms=None) for s in open_ended.segments)
    first, second = cut(structs.replace(open_ended, segments=segments))
    assert (first.clock, second.clock) == ("00:00:00 – 00:07:20", "00:07:20")


def test_a_part_begins_with_a_question_where_one_is_near():
    plain = talk(range(0, 20 * 60_000, 20_000), text="word " * 55)
    asking = structs.replace(
        plain.segments[17], texts={"en": (Paragraph(text="And why does the water rise?"),)}
    )
    segments = (*plain.segments[:17], asking, *plain.segments[18:])
    assert cut(structs.replace(plain, segments=segments))[1].segments[0].id == "s17"


def test_headings_of_the_source_make_the_chapters(transcript):
    opening, pier = cut(transcript)
    assert opening.heading is None
    assert [s.id for s in pier.segments] == ["s0002", "s0003", "s0004"]
    assert pier.label(("en", "zh-Hans")) == {"en": "The pier", "zh-Hans": "码头"}
    assert pier.label(("zh-Hans",)) == {"zh-Hans": "码头"}


def test_two_headings_of_one_turn_become_one():
    headings = (
        Chapter(segment="s1", texts={"en": "Part Two"}, page=4),
        Chapter(segment="s1", texts={"en": "The sea", "zh-Hans": "海"}, page=5),
    )
    parts = cut(structs.replace(talk([0, 1000]), chapters=headings))
    assert parts[1].label(("en", "zh-Hans")) == {"en": "Part Two · The sea", "zh-Hans": "海"}
    assert parts[1].heading.page == 4


def test_a_single_heading_does_not_hide_two_hours():
    headings = (Chapter(segment="s0", texts={"en": "Full transcript"}),)
    long = talk(range(0, 120 * 60_000, 20_000), text="word " * 55)
    parts = cut(structs.replace(long, chapters=headings))
    assert len(parts) == 15
    assert [part.heading is not None for part in parts] == [True] + [False] * 14


def test_a_label_is_the_first_words_in_each_language_and_no_more_than_a_line():
    (part,) = cut(talk([0], text="The first words, which go on and on, and then some more."))
    assert part.label(("en", "zh-Hans")) == {
        "en": "The first words, which go on and on, and…",
        "zh-Hans": "说的话。",
    }


def test_a_clock_that_cannot_be_true_does_not_make_the_parts():
    starts = [*range(0, 60 * 60_000, 20_000), 99 * 3_600_000]
    parts = cut(talk(starts, text="word " * 55))
    assert max(len(part.segments) for part in parts) < 40


def test_without_times_parts_are_about_even():
    parts = cut(talk([None] * 400, text="word " * 40))
    sizes = [len(part.segments) for part in parts]
    assert len(parts) > 10
    assert max(sizes) - min(sizes) <= 1
    assert {part.clock for part in parts} == {""}


@given(st.lists(st.none() | st.integers(0, 10**8), max_size=60), st.sets(st.integers(0, 59)))
def test_every_segment_is_in_exactly_one_part(starts, headed):
    transcript = talk(starts)
    chapters = tuple(
        Chapter(segment=f"s{n}", texts={"en": f"Heading {n}"}) for n in headed if n < len(starts)
    )
    parts = cut(structs.replace(transcript, chapters=chapters))
    assert [s for part in parts for s in part.segments] == list(transcript.segments)
    assert all(part.segments and part.label(("en", "zh-Hans")) for part in parts)
    shown = [part.heading.segment for part in parts if part.heading]
    assert sorted(shown) == sorted(chapter.segment for chapter in chapters)
