"""Places to cut a clause that is wider than a line, in all languages at once."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from stages.write_srt.borders import Cut
from stages.write_srt.marks import NEVER
from stages.write_srt.tracks import Track

_INNER_COST = 4.0
"""What a cut inside a clause costs besides the cost of the break itself."""

_APART = 60.0
"""The cost of cutting one language a whole clause away from where the other one is cut."""

_WORD_PARTED = 8.0
"""The cost for each word that both languages print and that the cut puts on different sides."""

_PRINTED_WORD = re.compile(r"[A-Za-z]{2,}|\d+")

Places = tuple[int, ...]
"""An offset in each language."""


def inner_cuts(
    begin: Places, end: Places, tracks: Sequence[Track], labels: Places, lines: int
) -> list[Cut]:
    """Return cuts strictly between two places, none where one line a language holds the text.

    Cut at all of them, the text fits into `lines` a language. No cut parts a label, the first
    characters of a track, from the words behind it.
    """
    stretches = [_Stretch(*found) for found in zip(tracks, begin, end, strict=True)]
    lead = max(stretches, key=lambda stretch: stretch.fullness)
    if lead.fullness <= 1:
        return []
    cuts = [cut for cut in _matched(lead, stretches) if _behind(cut.at, labels)]
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
    partners = [_Partner(lead, other) for other in stretches]
    cuts: list[Cut] = []
    for at in _promising(lead):
        matches = [partner.match(at) for partner in partners]
        cost = lead.track.costs[at] + sum([extra for _, extra in matches]) / 2
        cuts.append(Cut(tuple([place for place, _ in matches]), _INNER_COST + cost))
    return cuts


def _promising(stretch: _Stretch) -> list[int]:
    """Return the offsets at which a break is no worse than at both neighbours.

    Where these lie more than half a line apart, others come between.
    """
    track = stretch.track
    places = track.breaks(stretch.begin, stretch.end)
    costs = [track.costs[at] for at in places]
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
        self._same = other.track is lead.track
        self._latest = other.begin
        track = other.track
        places = [] if self._same else track.breaks(other.begin, other.end)
        self._places = [(at, other.share(at), track.costs[at]) for at in places]
        self._shares = [share for _, share, _ in self._places]
        self._reach = max(6.0 / other.cells, 1 / 6)
        self._printed = _printed_in_both(lead, other) if places else []

    def match(self, at: int) -> tuple[int, float]:
        """Return the best place, and what it costs, for a cut of the leading language."""
        if self._same:
            return at, 0.0
        if self._other.begin == self._other.end:
            return self._latest, 0.0
        share = self._lead.share(at)
        best = self._other.begin if share < 0.5 else self._other.end
        least = 2 * _APART * min(share, 1 - share)
        first = bisect_left(self._shares, share - self._reach)
        last = bisect_right(self._shares, share + self._reach)
        for place, place_share, break_cost in self._places[first:last]:
            cost = break_cost + _APART * abs(place_share - share)
            for a, b in self._printed:
                if (a < at) != (b < place):
                    cost += _WORD_PARTED
            if cost < least:
                best, least = place, cost
        self._latest = max(best, self._latest)
        return self._latest, least


def _printed_in_both(lead: _Stretch, other: _Stretch) -> list[tuple[int, int]]:
    """Return where the names and numbers stand that both languages print once."""
    there = _printed_words(other)
    here = _printed_words(lead) if there else {}
    return [(at, there[word]) for word, at in here.items() if at >= 0 <= there.get(word, -1)]


def _printed_words(stretch: _Stretch) -> dict[str, int]:
    """Return the offset of each Latin word and number, -1 where it stands more than once."""
    found: dict[str, int] = {}
    for match in _PRINTED_WORD.finditer(stretch.track.text, stretch.begin, stretch.end):
        word = match.group().lower()
        found[word] = -1 if word in found else match.start()
    return found


def _behind(at: Places, labels: Places) -> bool:
    return all(not label or offset > label for offset, label in zip(at, labels, strict=True))


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
