"""When each cut of each turn is spoken: the times of the source, and estimates between them."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise

from stages.write_srt.turns import Turn

_COMFORT = 0.8
"""Where there is no time to keep to, text is shown at this share of the highest reading speed."""


def spoken_times(turns: Sequence[Turn]) -> list[list[float]]:
    """Return when each cut of each turn is spoken, in milliseconds, never going back.

    Times that the source lacks are shared out by the amount of text, or run on at a comfortable
    reading speed where there is no time to keep to.
    """
    amounts = [amount for turn in turns for amount in _amounts(turn)]
    filled = iter(_fill(_trusted(turns), amounts))
    return [[next(filled) for _ in turn.cuts] for turn in turns]


def _amounts(turn: Turn) -> list[float]:
    """Return the milliseconds that the text behind each cut takes at a comfortable speed.

    Of several languages the one that was spoken counts, the first that there is text in.
    """
    number, track = next((n, track) for n, track in enumerate(turn.tracks) if track.text)
    cells = [track.cells[cut.at[number]] for cut in turn.cuts]
    pace = 1000 / (track.speed * _COMFORT)
    return [*((b - a) * pace for a, b in pairwise(cells)), 0.0]


def _trusted(turns: Sequence[Turn]) -> list[float | None]:
    """Return the times of all cuts, leaving out those that contradict most of the others."""
    begins = [turn.cuts[0].time for turn in turns]
    rising = _longest_rising(begins)
    nexts: list[float | None] = []
    later = None
    for begin in reversed(begins):
        nexts.append(later)
        later = later if begin is None else begin
    times: list[float | None] = []
    for index, (turn, begin, following) in enumerate(
        zip(turns, begins, reversed(nexts), strict=True)
    ):
        if begin is not None and index not in rising:
            times += [None] * len(turn.cuts)
            continue
        low = begin or 0
        times += [cut.time if (cut.time or 0) >= low else None for cut in turn.cuts[:-1]]
        end = turn.cuts[-1].time
        sound = end is not None and low <= end and (following is None or end <= following)
        times.append(end if sound else None)
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
    total = list(accumulate(amounts, initial=0.0))
    fixed: list[tuple[int, float]] = []
    for index, time in enumerate(known):
        if time is not None:
            fixed.append((index, max(time, fixed[-1][1] if fixed else 0.0)))
    if not fixed:
        return total[:-1]
    first, time = fixed[0]
    times = [max(0.0, time - (total[first] - total[i])) for i in range(first)]
    for (a, from_time), (b, to_time) in pairwise(fixed):
        whole = total[b] - total[a]
        rate = (to_time - from_time) / whole if whole else 0.0
        times += [from_time + rate * (total[i] - total[a]) for i in range(a, b)]
    last, time = fixed[-1]
    return times + [time + total[i] - total[last] for i in range(last, len(known))]
