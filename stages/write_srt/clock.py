"""When each cue is shown: printed times kept, the time between them shared out for reading."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from stages.write_srt.turns import COMFORT, Cut, Turn

BORROW_MS = 950
"""How far a printed time may be moved to give a fast turn time to be read."""


def spoken_times(turns: Sequence[Turn]) -> list[list[float]]:
    """Return when each cut of each turn is spoken, never going back.

    Times that the source lacks are shared out by the amount of text, or run on at a comfortable
    reading speed where there is no time to keep to.
    """
    amounts = [
        amount
        for turn in turns
        for amount in [*(_amount(turn, a, b) / COMFORT for a, b in pairwise(turn.cuts)), 0.0]
    ]
    filled = _fill(_trusted(turns), amounts)
    times, at = [], 0
    for turn in turns:
        times.append(filled[at : at + len(turn.cuts)])
        at += len(turn.cuts)
    return times


def _amount(turn: Turn, a: Cut, b: Cut) -> float:
    """Return the milliseconds that reading the text between two cuts takes, at full speed."""
    return max(
        1000 * track.size(start, end) / track.speed
        for track, start, end in zip(turn.tracks, a.at, b.at, strict=True)
    )


def _trusted(turns: Sequence[Turn]) -> list[float | None]:
    """Return the times of all cuts, leaving out those that contradict most of the others."""
    starts = [turn.cuts[0].time for turn in turns]
    keep = _longest_rising(starts)
    times: list[float | None] = []
    for index, turn in enumerate(turns):
        trusted = index in keep
        begin = starts[index]
        for cut in turn.cuts[:-1]:
            sound = trusted and cut.time is not None and begin is not None and cut.time >= begin
            times.append(cut.time if sound or (begin is None and cut.time is not None) else None)
        end = turn.cuts[-1].time if trusted and index == len(turns) - 1 else None
        stop = turn.cuts[-1].stop
        times.append(end if end is not None or index < len(turns) - 1 else stop)
    return times


def _longest_rising(values: Sequence[float | None]) -> set[int]:
    """Return the indices of a longest subsequence that never falls; None belongs to none."""
    tails: list[float] = []
    ends: list[int] = []
    before: dict[int, int] = {}
    for index, value in enumerate(values):
        if value is None:
            continue
        place = bisect_right(tails, value)
        if place:
            before[index] = ends[place - 1]
        tails[place : place + 1] = [value]
        ends[place : place + 1] = [index]
    found = set()
    last = ends[-1] if ends else None
    while last is not None:
        found.add(last)
        last = before.get(last)
    return found


def _fill(known: Sequence[float | None], amounts: Sequence[float]) -> list[float]:
    """Return times for all places: known ones never falling, the others by amount between."""
    total = [0.0, *accumulate(amounts)]
    fixed: list[tuple[int, float]] = []
    for index, time in enumerate(known):
        if time is not None:
            fixed.append((index, max(time, fixed[-1][1] if fixed else 0.0)))
    if not fixed:
        return total[:-1]
    times: list[float] = []
    first, time = fixed[0]
    times += [max(0.0, time - (total[first] - total[i])) for i in range(first)]
    for (a, from_time), (b, to_time) in pairwise(fixed):
        whole = total[b] - total[a]
        rate = (to_time - from_time) / whole if whole else 0.0
        times += [from_time + rate * (total[i] - total[a]) for i in range(a, b)]
    last, time = fixed[-1]
    times += [time + total[i] - total[last] for i in range(last, len(known))]
    return times


class Slot(NamedTuple):
    """What a cue asks of the clock, in milliseconds.

    `time` is when its words are spoken, `need` what reading it takes with the gap behind it,
    `least` the shortest it may last with the gap; `anchor` where the source prints `time`.
    """

    time: float
    need: float
    least: float
    anchor: bool
    uncertainty: float


def starts(slots: Sequence[Slot], end: float) -> list[float]:
    """Return when each slot starts, and at last when the last one ends.

    Anchors move by at most `BORROW_MS`, and only where a span between two of them is too short
    for its text. Inside a span the starts stay as near to the spoken times as reading allows.
    """
    heads = [i for i, slot in enumerate(slots) if slot.anchor or i == 0]
    bounds = [*heads, len(slots)]
    needs = [sum(slot.need for slot in slots[a:b]) for a, b in pairwise(bounds)]
    leasts = [sum(slot.least for slot in slots[a:b]) for a, b in pairwise(bounds)]
    printed = [slots[i].time for i in heads]
    placed = _place_anchors(printed, needs, leasts)
    placed.append(max(end, placed[-1] + needs[-1]))
    times: list[float] = []
    for (a, b), (low, high) in zip(pairwise(bounds), pairwise(placed), strict=True):
        times += _share_out(slots[a:b], low, high)
    times.append(placed[-1])
    return times


def _place_anchors(
    printed: Sequence[float], needs: Sequence[float], leasts: Sequence[float]
) -> list[float]:
    """Return where the anchors go so that each span holds its text, as near as may be."""
    wished = _spread(printed, needs, [1.0] * len(printed))
    low = [max(0.0, time - BORROW_MS) for time in printed]
    high = [time + BORROW_MS for time in printed]
    for i in range(len(printed) - 2, -1, -1):
        high[i] = min(high[i], high[i + 1] - leasts[i])
    placed: list[float] = []
    for i, time in enumerate(wished):
        floor = max(low[i], placed[-1] + leasts[i - 1]) if i else low[i]
        placed.append(max(floor, min(time, high[i])))
    return placed


def _share_out(slots: Sequence[Slot], low: float, high: float) -> list[float]:
    """Return the starts of the slots of one span, the first of them at `low`."""
    needs = _affordable([s.need for s in slots], [s.least for s in slots], high - low)
    weights = [1 / max(slot.uncertainty, 100.0) ** 2 for slot in slots]
    wished = _spread([slot.time for slot in slots], needs, weights)
    before = list(accumulate(needs, initial=0.0))
    latest = high - before[-1]
    return [
        low,
        *(max(low + done, min(time, latest + done)) for time, done in zip(wished[1:], before[1:])),
    ]


def _affordable(needs: list[float], leasts: list[float], span: float) -> list[float]:
    """Return the needs scaled down to the span where they exceed it, none below its least."""
    if sum(needs) <= span:
        return needs
    if sum(leasts) >= span:
        return [least * span / sum(leasts) for least in leasts]
    floored: set[int] = set()
    while True:
        room = span - sum(leasts[i] for i in floored)
        scale = room / sum(need for i, need in enumerate(needs) if i not in floored)
        below = {i for i, need in enumerate(needs) if i not in floored and need * scale < leasts[i]}
        if not below:
            return [leasts[i] if i in floored else n * scale for i, n in enumerate(needs)]
        floored |= below


def _spread(
    times: Sequence[float], needs: Sequence[float], weights: Sequence[float]
) -> list[float]:
    """Return the times nearest to those given (least squares) that lie `needs` apart at least.

    Isotonic regression by pooling adjacent violators, of the times less the needs before them.
    """
    before = list(accumulate(needs, initial=0.0))
    pools: list[tuple[float, float, int]] = []
    for time, done, weight in zip(times, before, weights, strict=False):
        mean, total, count = time - done, weight, 1
        while pools and pools[-1][0] > mean:
            other, other_total, other_count = pools.pop()
            mean = (mean * total + other * other_total) / (total + other_total)
            total += other_total
            count += other_count
        pools.append((mean, total, count))
    levels = [mean for mean, _, count in pools for _ in range(count)]
    return [level + done for level, done in zip(levels, before, strict=False)]
