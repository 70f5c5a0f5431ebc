"""When each cue starts: printed times kept, the time between them shared out for reading."""

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from stages.write_srt.stamps import place_stamps

_SURE_MS = 100.0
"""No estimate is taken for more exact than this."""


class Slot(NamedTuple):
    """What a cue asks of the clock, in milliseconds.

    `time` is when its words are spoken, `need` what reading it takes, `least` the shortest it may
    last; `printed` where the source prints `time`.
    """

    time: float
    need: float
    least: float
    printed: bool
    uncertainty: float


class Place(NamedTuple):
    """When a cue starts, and the gap that it leaves before the next one."""

    start: float
    gap: float


def places(slots: Sequence[Slot], end: float, gap: float) -> list[Place]:
    """Return the place of each slot, and at last when the last one ends.

    Printed times move only where the span between two of them is too short for its text, see
    `place_stamps`. In a span the starts stay as near to the spoken times as reading allows. Where
    only the gaps are in the way of that, there are none.
    """
    heads = [i for i, slot in enumerate(slots) if slot.printed or i == 0]
    spans = [slots[a:b] for a, b in pairwise([*heads, len(slots)])]
    needs = [sum(slot.need + gap for slot in span) for span in spans]
    leasts = [sum(slot.least + gap for slot in span) for span in spans]
    bounds = place_stamps([slots[i].time for i in heads], needs, leasts)
    bounds.append(max(end, bounds[-1] + needs[-1]))
    found: list[Place] = []
    for span, need, (low, high) in zip(spans, needs, pairwise(bounds), strict=True):
        without = need - gap * len(span)
        own_gap = 0.0 if without <= high - low < need - 1 else gap
        found += [Place(start, own_gap) for start in _share_out(span, low, high, own_gap)]
    return [*found, Place(bounds[-1], gap)]


def _share_out(slots: Sequence[Slot], low: float, high: float, gap: float) -> list[float]:
    """Return the starts of the slots of one span, the first of them at `low`."""
    needs = _affordable(
        [slot.need + gap for slot in slots], [slot.least + gap for slot in slots], high - low
    )
    weights = [1 / max(slot.uncertainty, _SURE_MS) ** 2 for slot in slots]
    wished = _apart([slot.time for slot in slots], needs, weights)
    before = list(accumulate(needs, initial=0.0))
    spare = max(0.0, high - low - before.pop())
    inside = (
        low + done + min(max(time - low - done, 0.0), spare)
        for time, done in zip(wished, before, strict=True)
    )
    return [low, *list(inside)[1:]]


def _affordable(needs: list[float], leasts: list[float], span: float) -> list[float]:
    """Return the needs scaled down to the span where they exceed it, none below its least."""
    if sum(needs) <= span:
        return needs
    floored = [False] * len(needs)
    while not all(floored):
        room = span - sum(least for least, low in zip(leasts, floored, strict=True) if low)
        scale = room / sum(need for need, low in zip(needs, floored, strict=True) if not low)
        below = [
            low or need * scale < least
            for need, least, low in zip(needs, leasts, floored, strict=True)
        ]
        if below == floored:
            break
        floored = below
    return [
        least if low else need * scale
        for need, least, low in zip(needs, leasts, floored, strict=True)
    ]


def _apart(times: Sequence[float], needs: Sequence[float], weights: Sequence[float]) -> list[float]:
    """Return the times nearest to those given (least squares) that lie `needs` apart at least.

    Isotonic regression, by pooling adjacent violators, of the times less the needs before them.
    """
    before = list(accumulate(needs[:-1], initial=0.0))
    pools: list[tuple[float, float, int]] = []
    for time, done, weight in zip(times, before, weights, strict=True):
        mean, total, count = time - done, weight, 1
        while pools and pools[-1][0] > mean:
            other, other_total, other_count = pools.pop()
            mean = (mean * total + other * other_total) / (total + other_total)
            total += other_total
            count += other_count
        pools.append((mean, total, count))
    levels = (mean for mean, _, count in pools for _ in range(count))
    return [level + done for level, done in zip(levels, before, strict=True)]
