"""When cues are shown: printed times kept, time spread for reading, silence borrowed."""

from itertools import pairwise

import pytest
import srt
from hypothesis import given
from hypothesis import strategies as st

from stages.schema import Clause, Pair, Paragraph, Segment, Transcript
from stages.write_srt.clock import Slot, places
from stages.write_srt.options import Options
from stages.write_srt.stamps import BORROW_MS, place_stamps
from stages.write_srt.write import write


def turn(number: int, start: int | None, text: str, **fields: object) -> Segment:
    texts = {"en": (Paragraph(text=text),)}
    return Segment(id=f"s{number}", start_ms=start, texts=texts, **fields)


def shown(*segments: Segment, languages: tuple[str, ...] = ("en",)) -> list[tuple[int, int, str]]:
    rendered = write(Transcript(languages=languages, segments=segments), Options())
    return [
        (ms(cue.start), ms(cue.end), cue.content.replace("\n", " "))
        for cue in srt.parse(rendered.files[".en.srt"].decode())
    ]


def ms(delta) -> int:
    return round(delta.total_seconds() * 1000)


def test_stamps_stay_where_there_is_time_enough():
    assert place_stamps([0, 5000, 9000], [3000, 3000, 3000], [900, 900, 900]) == [0, 5000, 9000]


def test_a_turn_that_is_too_short_borrows_from_both_neighbours_what_they_do_not_need():
    placed = place_stamps([0, 5000, 6000, 12_000], [3000, 2000, 3000, 3000], [900] * 4)
    assert placed[2] - placed[1] == pytest.approx(2000, abs=2)
    assert placed[1] == pytest.approx(4500, abs=20)


def test_a_turn_that_has_just_enough_gives_nothing():
    placed = place_stamps([0, 3000, 4000], [3000, 2000, 3000], [900] * 3)
    assert placed[1] == pytest.approx(3000, abs=1)
    assert placed[2] == pytest.approx(4000 + BORROW_MS, abs=1)


@given(st.lists(st.tuples(st.integers(0, 9000), st.integers(900, 9000)), min_size=1, max_size=12))
def test_no_span_is_shorter_than_its_least(spans):
    printed = [sum(length for length, _ in spans[:n]) for n in range(len(spans))]
    needs = [need for _, need in spans]
    placed = place_stamps(printed, needs, [900.0] * len(spans))
    assert placed[0] >= 0
    assert all(b - a >= 900 - 1e-6 for a, b in pairwise(placed))


@given(
    st.lists(st.tuples(st.integers(1000, 9000), st.integers(900, 9000)), min_size=1, max_size=12)
)
def test_no_stamp_moves_too_far_where_every_span_has_its_least(spans):
    printed = [sum(length for length, _ in spans[:n]) for n in range(len(spans))]
    placed = place_stamps(printed, [need for _, need in spans], [900.0] * len(spans))
    assert all(abs(a - b) <= BORROW_MS + 1e-6 for a, b in zip(placed, printed, strict=True))


@given(
    st.lists(st.tuples(st.integers(0, 3000), st.integers(840, 3000)), min_size=1, max_size=12),
    st.integers(0, 40_000),
)
def test_slots_lie_apart_and_keep_their_needs_where_the_span_allows(parts, end):
    slots, time = [], 0
    for step, need in parts:
        slots.append(Slot(time, need, 840, printed=not slots, uncertainty=500))
        time += step
    found = places(slots, end, 84)
    starts = [place.start for place in found]
    assert starts[0] == 0
    for slot, (a, b) in zip(slots, pairwise(starts), strict=True):
        assert b - a >= slot.need + 84 - 1e-6


def test_times_of_the_pairs_are_kept_where_they_can_be_read():
    texts = ["The tide is high.", "The boats are out at sea.", "We wait."]
    pairs = tuple(
        Pair(texts={"en": text}, start_ms=start, end_ms=end, uncertainty_ms=300)
        for text, start, end in zip(texts, [0, 3210, 7777], [3210, 7777, 10_000], strict=True)
    )
    found = shown(turn(1, 0, " ".join(texts), end_ms=10_000, pairs=pairs))
    assert [start for start, _, _ in found] == [0, 3210, 7777]


def test_a_paragraph_with_a_printed_time_begins_a_cue_at_that_time():
    paragraphs = (
        Paragraph(text="The tide is high and the boats"),
        Paragraph(text="are out at sea.", start_ms=4000),
    )
    segment = Segment(id="s1", start_ms=0, end_ms=9000, texts={"en": paragraphs})
    assert [start for start, _, _ in shown(segment)] == [0, 4000]


def test_a_cue_goes_half_a_second_after_the_speech_before_a_silence():
    pairs = (
        Pair(texts={"en": "The tide is high."}, start_ms=0, end_ms=1500, uncertainty_ms=100),
        Pair(texts={"en": "We wait."}, start_ms=6000, end_ms=7000, uncertainty_ms=100),
    )
    found = shown(turn(1, 0, "The tide is high. We wait.", end_ms=7000, pairs=pairs))
    assert found[0][:2] == (0, 2000)


def test_a_turn_that_ends_before_the_next_begins_is_not_drawn_out():
    found = shown(
        turn(
            1, 0, "When the tide is high, all of the boats in the harbour can leave.", end_ms=4000
        ),
        turn(2, 30_000, "We wait."),
    )
    assert found[-2][1] == 4500


def test_a_turn_without_time_gets_its_least_from_its_neighbours():
    found = shown(
        turn(1, 0, "The tide is high."), turn(2, 5000, "Yes."), turn(3, 5000, "We wait for you.")
    )
    (_, _, _), (yes, gone, _), (after, _, _) = found
    assert abs(yes - 5000) <= 1000
    assert abs(after - 5000) <= 1000
    assert gone - yes >= 833


def test_a_stamp_against_all_others_is_not_believed():
    found = shown(
        turn(1, 0, "One."), turn(2, 5000, "Two."), turn(3, 9_000_000, "Three."),
        turn(4, 12_000, "Four."), turn(5, 16_000, "Five."),
    )  # fmt: skip
    starts = [start for start, _, _ in found]
    assert starts[:2] + starts[3:] == [0, 5000, 12_000, 16_000]
    assert 5000 < starts[2] < 12_000


def test_without_times_the_text_runs_at_reading_speed_from_nought():
    rendered = write(
        Transcript(languages=("en",), segments=(turn(1, None, "The tide is high."),)), Options()
    )
    assert rendered.files[".srt"].startswith(b"1\n00:00:00,000 --> 00:00:00,978\n")
    assert [found.code for found in rendered.findings] == ["no-times"]


def test_a_turn_without_a_time_between_others_is_shared_in():
    found = shown(
        turn(1, 0, "The tide is high now."), turn(2, None, "The tide is low now."),
        turn(3, 10_000, "We wait."),
    )  # fmt: skip
    assert [start for start, _, _ in found] == [0, 5122, 10_000]


def test_clauses_without_times_of_their_own_are_shared_in():
    clauses = (Clause(texts={"en": "When the tide is high,"}), Clause(texts={"en": "we wait."}))
    text = "When the tide is high, we wait."
    pair = Pair(texts={"en": text}, start_ms=0, end_ms=9000, clauses=clauses)
    assert shown(turn(1, 0, text, end_ms=9000, pairs=(pair,))) == [(0, 7000, text)]


speeds = st.lists(st.integers(1, 60), min_size=1, max_size=6)


@given(speeds)
def test_no_cue_is_too_fast_where_the_speed_of_every_turn_allows(lengths):
    segments, start = [], 0
    for number, words in enumerate(lengths):
        text = " ".join(["tide"] * words) + "."
        segments.append(turn(number, start, text))
        start += 1000 + len(text) * 1000 // 18
    found = shown(*segments)
    assert all(len(text) * 1000 / (end - begin) <= 20 for begin, end, text in found)
