"""When each pair is said: stamps are kept, and between them time goes by speech effort."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

import msgspec

from stages.align.effort import STAMP, TURN_END, effort
from stages.align.timeline import Anchor, Timeline
from stages.schema import Clause, Pair, Paragraph, Segment, Transcript

UNSPOKEN = 0.25
"""Text that only a translation has takes this share of the time its words would take."""
RATES = (0.3, 3.0)
"""Seconds a unit of effort takes where somebody is speaking."""
ENOUGH = 10.0
"""The effort of a speaker from which the own rate is known."""


class Unit(NamedTuple):
    """A clause, or a pair that has none, with the effort before it and on it."""

    texts: dict[str, str]
    before: float
    cost: float


class Turn(NamedTuple):
    """A segment laid on the line of effort: its units by pair, its anchors, and where it lies."""

    segment: Segment
    units: tuple[tuple[Unit, ...], ...]
    anchors: tuple[Anchor, ...]
    before: float
    behind: float

    @property
    def flat(self) -> list[Unit]:
        """All units of the turn, in order."""
        return [unit for units in self.units for unit in units]


def lay_out(transcript: Transcript) -> list[Turn]:
    """Lay all turns behind each other on the line of effort."""
    turns = []
    spent = 0.0
    for segment, following in zip(
        transcript.segments, (*transcript.segments[1:], None), strict=False
    ):
        units, behind = _units(segment, transcript.languages, spent)
        behind += TURN_END
        anchors = tuple(_anchors(segment, following, transcript.languages, units, spent, behind))
        turns.append(Turn(segment, units, anchors, spent, behind))
        spent = behind
    return turns


def time_turns(turns: Sequence[Turn], timeline: Timeline) -> list[Segment]:
    """Give each pair and clause its start, end and uncertainty."""
    return [
        msgspec.structs.replace(
            turn.segment,
            end_ms=end_of(turn, following, timeline),
            pairs=tuple(
                _timed(
                    pair, units, timeline, turn.behind if pair is turn.segment.pairs[-1] else None
                )
                for pair, units in zip(turn.segment.pairs, turn.units, strict=True)
            ),
        )
        for turn, following in zip(turns, (*turns[1:], None), strict=False)
    ]


def end_of(turn: Turn, following: Turn | None, timeline: Timeline) -> int | None:
    """Return the end of a turn: as printed, the start of the next, or for the last an estimate."""
    segment = turn.segment
    if segment.end_ms is not None or segment.start_ms is None:
        return segment.end_ms
    if following is None:
        return timeline.at(turn.behind, end=True).time_ms
    start = following.segment.start_ms
    return start if start is None or start >= segment.start_ms else None


def rates(turns: Sequence[Turn], anchors: Sequence[Anchor]) -> dict[str, float]:
    """Return each speaker's seconds by unit of effort; "" for all who spoke too little."""
    spoken: dict[str, list[float]] = {"": [0.0, 0.0]}
    at = 0
    for before, behind in pairwise(anchors):
        while turns[at].behind <= before.spent + 1e-9 and at + 1 < len(turns):
            at += 1
        cost, seconds = behind.spent - before.spent, (behind.time_ms - before.time_ms) / 1000
        if not behind.known or not RATES[0] * cost < seconds < RATES[1] * cost:
            continue
        for name in {"", turns[at].segment.speaker}:
            sums = spoken.setdefault(name, [0.0, 0.0])
            sums[0] += cost
            sums[1] += seconds
    cost, seconds = spoken[""]
    common = seconds / cost if cost else 1.0
    return {
        name: seconds / cost if cost > ENOUGH else common
        for name, (cost, seconds) in spoken.items()
    }


def _units(
    segment: Segment, languages: Sequence[str], spent: float
) -> tuple[tuple[tuple[Unit, ...], ...], float]:
    by_pair = []
    for pair in segment.pairs:
        units = []
        for part in pair.clauses or (pair,):
            cost = _effort(part, languages)
            units.append(Unit(part.texts, spent, cost))
            spent += cost
        by_pair.append(tuple(units))
    return tuple(by_pair), spent


def _effort(part: Pair | Clause, languages: Sequence[str]) -> float:
    if languages[0] in part.texts:
        return effort(part.texts[languages[0]], languages[0])
    return max((UNSPOKEN * effort(text, name) for name, text in part.texts.items()), default=0.0)


def _anchors(
    segment: Segment,
    following: Segment | None,
    languages: Sequence[str],
    units: Sequence[Sequence[Unit]],
    before: float,
    behind: float,
) -> Iterator[Anchor]:
    if segment.start_ms is not None:
        yield Anchor(before, segment.start_ms)
    flat = [unit for group in units for unit in group]
    inner = list(_inner_anchors(flat, languages))
    for name in languages:
        if any(paragraph.start_ms is not None for paragraph in segment.texts.get(name, ())):
            inner += _paragraph_anchors(segment.texts[name], name, flat)
            break
    yield from (anchor for anchor in inner if _inside(anchor.time_ms, segment, following))
    end = segment.end_ms
    if end is not None and (following is None or following.start_ms not in (None, end)):
        yield Anchor(behind, end, known=False)


def _inside(time: int, segment: Segment, following: Segment | None) -> bool:
    end = segment.end_ms
    if end is None and following is not None:
        end = following.start_ms
    return time >= (segment.start_ms or 0) and (end is None or time <= end)


def _paragraph_anchors(
    paragraphs: Sequence[Paragraph], language: str, units: Sequence[Unit]
) -> Iterator[Anchor]:
    """Yield the anchors printed in front of paragraphs, at the effort spent before them."""
    ends = list(accumulate(_ink(unit.texts.get(language, "")) for unit in units))
    passed = 0
    for paragraph in paragraphs:
        if paragraph.start_ms is not None:
            place = bisect_right(ends, passed)
            ink = passed - (ends[place - 1] if place else 0)
            yield Anchor(_spent(units, place, language, ink), paragraph.start_ms)
        passed += _ink(paragraph.text)


def _spent(units: Sequence[Unit], place: int, language: str, ink: int) -> float:
    """Return the effort before the place in a unit that so many visible characters precede."""
    if place == len(units):
        return units[-1].before + units[-1].cost if units else 0.0
    unit = units[place]
    text = unit.texts.get(language, "")
    spent = effort(_head(text, ink), language) / (effort(text, language) or 1.0)
    return unit.before + unit.cost * spent


def _ink(text: str) -> int:
    return len("".join(text.split()))


def _head(text: str, ink: int) -> str:
    for place, character in enumerate(text):
        if not ink:
            return text[:place]
        ink -= not character.isspace()
    return text


def _inner_anchors(units: Sequence[Unit], languages: Sequence[str]) -> Iterator[Anchor]:
    """Yield the stamps inside marks such as "[inaudible 01:04:47]"."""
    for unit in units:
        text = unit.texts.get(languages[0], "")
        if ":" not in text or not any(bracket in text for bracket in "[(（【"):
            continue
        spent, at = unit.before, 0
        for match in STAMP.finditer(text):
            opening = max(text.rfind(bracket, at, match.start()) for bracket in "[(（【")
            closed = text[match.end() : match.end() + 1] in tuple("])）】")
            if closed and opening >= 0 and not set("])）】") & set(text[opening : match.start()]):
                spent, at = spent + effort(text[at:opening], languages[0]), opening
                yield Anchor(spent, _milliseconds(match))


def _milliseconds(match: re.Match[str]) -> int:
    hours, minutes, seconds, parts = match.groups()
    whole = (int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)
    return 1000 * whole + int((parts or "0").ljust(3, "0"))


def _timed(pair: Pair, units: Sequence[Unit], timeline: Timeline, behind: float | None) -> Pair:
    edge = units[-1].before + units[-1].cost if behind is None else behind
    places = [timeline.around(spent) for spent in (*(unit.before for unit in units), edge)]
    starts = [start for _, start in places[:-1]]
    ends = [
        max(start.time_ms, end.time_ms) for start, (end, _) in zip(starts, places[1:], strict=True)
    ]
    return msgspec.structs.replace(
        pair,
        start_ms=starts[0].time_ms,
        end_ms=ends[-1],
        uncertainty_ms=starts[0].uncertainty_ms,
        clauses=tuple(
            msgspec.structs.replace(
                clause, start_ms=start.time_ms, end_ms=end, uncertainty_ms=start.uncertainty_ms
            )
            for clause, start, end in zip(pair.clauses, starts, ends, strict=False)
        ),
    )
