"""Places to cut a clause that is wider than a line, in all languages at once."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from stages.write_srt.borders import Cut
from stages.write_srt.marks import NEVER
from stages.write_srt.tracks import Track

_INNER_COST = 14.0
"""What a cut inside a clause costs besides the cost of the break itself."""

_APART = 60.0
"""The cost of cutting one language a whole clause away from where the other one is cut."""

_WORD_PARTED = 8.0
"""The cost for each word that both languages print and that the cut puts on different sides."""

_PRINTED_WORD = re.compile(r"[A-Za-z]{2,}|\d+")

Places = tuple[int, ...]
"""An offset in each language."""


def inner_cuts(begin: Places, end: Places, tracks: Sequence[Track], lines: int) -> list[Cut]:
    """Return cuts strictly between two places, none where one line a language holds the text.

    Cut at all of them, the text fits into `lines` a language.
    """
    stretches = [_Stretch(*found) for found in zip(tracks, begin, end, strict=True)]
    lead = max(stretches, key=lambda stretch: stretch.fullness)
    if lead.fullness <= 1:
        return []
    cuts = _matched(lead, stretches)
    edges = [begin, *(cut.at for cut in cuts), end]
    if all(_fits(tracks, a, b, lines) for a, b in pairwise(edges)):
        return cuts
    return _hard(stretches, lines)


class _Stretch(NamedTuple):
    """What lies between two offsets of a track."""

    track: Track
    begin: int
    end: int

    @property
    def fullness(self) -> float:
        """How many lines it would fill."""
        return self.track.size(self.begin, self.end) / self.track.limit

    @property
    def cells(self) -> int:
        return max(1, self.track.cells[self.end] - self.track.cells[self.begin])

    def share(self, at: int) -> float:
        """Return how much of it lies before an offset, from 0 to 1."""
        return (self.track.cells[at] - self.track.cells[self.begin]) / self.cells


def _matched(lead: _Stretch, stretches: Sequence[_Stretch]) -> list[Cut]:
    """Return the good breaks of the leading language, each with its best match in the others."""
    cuts: list[Cut] = []
    partners = [_Partner(lead, other) for other in stretches]
    for at in _promising(lead):
        cost = _INNER_COST + lead.track.break_cost(at)
        places = []
        for partner in partners:
            place, extra = partner.match(at)
            places.append(place)
            cost += extra / 2
        cuts.append(Cut(tuple(places), cost))
    return cuts


def _promising(stretch: _Stretch) -> list[int]:
    """Return the offsets at which a break is no worse than at both neighbours.

    Where these lie more than half a line apart, others come between.
    """
    track = stretch.track
    places = track.breaks(stretch.begin, stretch.end)
    costs = [track.break_cost(at) for at in places]
    kept = []
    held = stretch.begin
    for index, (at, cost) in enumerate(zip(places, costs, strict=True)):
        lowest = min(costs[max(0, index - 1) : index + 2])
        following = places[index + 1] if index + 1 < len(places) else stretch.end
        if cost <= lowest or track.size(held, following) > track.limit // 2:
            kept.append(at)
            held = at
    return kept


class _Partner:
    """Finds where to cut one language for each cut of another; the places never go back."""

    def __init__(self, lead: _Stretch, other: _Stretch) -> None:
        self._lead = lead
        self._other = other
        self._latest = other.begin
        same = other.track is lead.track
        self._printed = [] if same else _printed_in_both(lead, other)

    def match(self, at: int) -> tuple[int, float]:
        """Return the best place, and what it costs, for a cut of the leading language."""
        lead, other = self._lead, self._other
        if other.track is lead.track:
            return at, 0.0
        if other.begin == other.end:
            return other.end, 0.0
        share = lead.share(at)
        best = other.begin if share < 0.5 else other.end
        least = 2 * _APART * min(share, 1 - share)
        for place in self._near(share):
            parted = sum([(a < at) != (b < place) for a, b in self._printed])
            cost = other.track.break_cost(place) + _APART * abs(other.share(place) - share)
            cost += _WORD_PARTED * parted
            if cost < least:
                best, least = place, cost
        self._latest = max(best, self._latest)
        return self._latest, least

    def _near(self, share: float) -> list[int]:
        """Return the breaks near a share of the stretch."""
        other, cells = self._other, self._other.track.cells
        goal = cells[other.begin] + share * other.cells
        reach = max(6.0, other.cells / 6)
        low = bisect_left(cells, goal - reach, other.begin + 1, other.end)
        high = bisect_right(cells, goal + reach, other.begin + 1, other.end)
        return other.track.breaks(max(other.begin, low - 1), high)


def _printed_in_both(lead: _Stretch, other: _Stretch) -> list[tuple[int, int]]:
    """Return where the names and numbers stand that both languages print once."""
    here, there = _printed_words(lead), _printed_words(other)
    return [(at, there[word]) for word, at in here.items() if at >= 0 <= there.get(word, -1)]


def _printed_words(stretch: _Stretch) -> dict[str, int]:
    """Return the offset of each Latin word and number, -1 where it stands more than once."""
    found: dict[str, int] = {}
    for match in _PRINTED_WORD.finditer(stretch.track.text, stretch.begin, stretch.end):
        word = match.group().lower()
        found[word] = -1 if word in found else match.start()
    return found


def _fits(tracks: Sequence[Track], begin: Places, end: Places, lines: int) -> bool:
    return all(
        track.inked(b) <= track.reach(a, lines)
        for track, a, b in zip(tracks, begin, end, strict=True)
    )


def _hard(stretches: Sequence[_Stretch], lines: int) -> list[Cut]:
    """Return cuts that give each language full cues, one after the other, until it ends."""
    begin = tuple(stretch.begin for stretch in stretches)
    end = tuple(stretch.end for stretch in stretches)
    cuts: list[Cut] = []
    while True:
        begin = tuple(
            min(stretch.track.next_after(at, lines), stretch.end)
            for stretch, at in zip(stretches, begin, strict=True)
        )
        if begin == end:
            return cuts
        cuts.append(Cut(begin, NEVER))
