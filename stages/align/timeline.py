"""From effort to time: a straight line between anchors, which are times that the source prints."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from math import sqrt
from typing import NamedTuple

ERROR = 0.32
"""An estimated time is off by this many seconds times the root of the seconds to the nearest
stamp: measured on 150 hours of word-timed speech."""
CUT_MS = 500
"""Stamps cut to the whole second are half a second early on average."""


class Anchor(NamedTuple):
    """A time that is known, and the effort spent before it since the transcript began.

    `printed` is False for the end of a turn, which may be our own estimate.
    """

    spent: float
    time_ms: int
    printed: bool = True


class Moment(NamedTuple):
    """A time in milliseconds, and by how much it may be off."""

    time_ms: int
    uncertainty_ms: int


class Timeline:
    """All anchors of a transcript; time never runs back along it.

    `rate` is how many seconds a unit of effort takes outside the anchors.
    """

    def __init__(self, anchors: Sequence[Anchor], rate: float) -> None:
        self.anchors = steady(sorted(anchors, key=lambda a: a.spent))
        self._spent = [anchor.spent for anchor in self.anchors]
        self._printed = sorted({anchor.time_ms for anchor in self.anchors if anchor.printed})
        self._cut = (
            CUT_MS
            if len(self._printed) > 2 and not any(time % 1000 for time in self._printed)
            else 0
        )
        self._rate = rate

    def at(self, spent: float, *, end: bool = False) -> Moment:
        """Return when a word is said that so much effort stands before, or when it is over.

        Where two anchors share a place, a word begins at the later and ends at the earlier.
        """
        find = bisect_left if end else bisect_right
        place = find(self._spent, spent - 1e-9 if end else spent + 1e-9)
        if place and not end and spent - self._spent[place - 1] < 1e-9:
            return Moment(self.anchors[place - 1].time_ms, 0)
        if end and place < len(self._spent) and self._spent[place] - spent < 1e-9:
            return Moment(self.anchors[place].time_ms, 0)
        time = self._between(place, spent)
        return Moment(time, self._uncertainty(time))

    def _between(self, place: int, spent: float) -> int:
        if place == 0:
            first = self.anchors[0]
            return max(0, first.time_ms - round(1000 * self._rate * (first.spent - spent)))
        before = self.anchors[place - 1]
        if place == len(self.anchors):
            return before.time_ms + round(1000 * self._rate * (spent - before.spent))
        behind = self.anchors[place]
        share = (spent - before.spent) / (behind.spent - before.spent)
        time = before.time_ms + share * (behind.time_ms - before.time_ms)
        return round(min(time + self._cut, (time + behind.time_ms) / 2) if self._cut else time)

    def _uncertainty(self, time: int) -> int:
        place = bisect_left(self._printed, time)
        near = self._printed[max(0, place - 1) : place + 1]
        if not near:
            return 0
        return round(1000 * ERROR * sqrt(min(abs(time - stamp) for stamp in near) / 1000))


def steady(anchors: Sequence[Anchor]) -> list[Anchor]:
    """Leave out as few anchors as possible so that time never runs back (patience sorting)."""
    ends: list[int] = []
    tails: list[int] = []
    previous: list[int | None] = []
    for number, anchor in enumerate(anchors):
        place = bisect_right(ends, anchor.time_ms)
        previous.append(tails[place - 1] if place else None)
        if place == len(ends):
            ends.append(anchor.time_ms)
            tails.append(number)
        else:
            ends[place] = anchor.time_ms
            tails[place] = number
    kept = []
    at = tails[-1] if tails else None
    while at is not None:
        kept.append(anchors[at])
        at = previous[at]
    return kept[::-1]


def spans(anchors: Sequence[Anchor]) -> list[tuple[Anchor, Anchor]]:
    """Return the stretches between neighbouring anchors."""
    return list(pairwise(anchors))
