"""From effort to time: a straight line between anchors, which are times that the source prints."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from math import sqrt
from typing import NamedTuple

ERROR = 0.32
"""An estimated time is off by this many seconds times the root of the seconds to the nearest
stamp: measured on 150 hours of word-timed speech."""
CUT_MS = 500
"""Stamps cut to the whole second are half a second early on average."""


HEARD_MS, GUESSED_MS = 60, 300
"""By how much the time of a heard word may be off, and that of one heard as something else."""
PAUSE = 0.41
"""The most effort that a pause behind a word is worth, at the end of a turn."""
TINY = 1e-9
"""Sums of effort that differ by less are equal."""


class Anchor(NamedTuple):
    """A time that is known, and the effort spent before it since the transcript began.

    `known` is False for the end of a turn, which may be our own estimate; `unsure_ms` is by how
    much a time that was heard may be off, and 0 for one that is printed.
    """

    spent: float
    time_ms: int
    known: bool = True
    unsure_ms: int = 0


class Moment(NamedTuple):
    """A time in milliseconds, and by how much it may be off."""

    time_ms: int
    uncertainty_ms: int


class Timeline:
    """All anchors of a transcript; time never runs back along it.

    `rate` is how many seconds a unit of effort takes outside the anchors.
    """

    def __init__(self, anchors: Sequence[Anchor], rate: float) -> None:
        self.anchors = steady(sorted(anchors, key=lambda a: (a.spent, a.time_ms)))
        self._spent = [anchor.spent for anchor in self.anchors]
        self._known = sorted({anchor.time_ms for anchor in self.anchors if anchor.known})
        self._cut = CUT_MS if _cut(self._known) else 0
        self._rate = rate

    def at(self, spent: float, *, end: bool = False) -> Moment:
        """Return when a word is said that so much effort stands before, or when it is over.

        Where several anchors share a place, a word begins at the last and ends at the first; it is
        over where it was heard to end, not after the pause behind it.
        """
        return self.around(spent)[not end]

    def around(self, spent: float) -> tuple[Moment, Moment]:
        """Return when the word before a place is over, and when the word behind it is said."""
        place = bisect_left(self._spent, spent - TINY)
        behind = bisect_right(self._spent, spent + TINY, place)
        if place < behind:
            first, last = self.anchors[place], self.anchors[behind - 1]
            begins = Moment(last.time_ms, last.unsure_ms)
            ends = Moment(first.time_ms, first.unsure_ms)
        else:
            time = self._between(place, spent)
            begins = ends = Moment(time, self._uncertainty(time))
        if place and self._just_heard(self.anchors[place - 1], spent):
            ends = Moment(self.anchors[place - 1].time_ms, HEARD_MS)
        return ends, begins

    def _just_heard(self, anchor: Anchor, spent: float) -> bool:
        """Whether only a pause is left behind a word that was heard to its end."""
        return anchor.unsure_ms == HEARD_MS and spent - anchor.spent < PAUSE

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
        place = bisect_left(self._known, time)
        near = self._known[max(0, place - 1) : place + 1]
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


def _cut(stamps: Sequence[int]) -> bool:
    """Whether stamps were cut to the whole second."""
    return len(stamps) > 2 and not any(stamp % 1000 for stamp in stamps)
