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

_NEAR, _FAR = 6.0, 30.0
"""How many cells from its share of the text a language may be cut: a sixth of it, between these."""

_LONG = 600
"""In more cells than this, words that both languages print say little."""

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
    cuts = _matched(lead, stretches)
    if any(labels):
        cuts = [cut for cut in cuts if _behind(cut.at, labels)]
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
    def whole(self) -> int:
        """Its cells, at least one."""
        return max(1, self.track.cells[self.end] - self.track.cells[self.begin])

    def shares(self, places: Sequence[int]) -> list[float]:
        """Return how much of it lies before each offset, from 0 to 1."""
        cells, whole = self.track.cells, self.whole
        first = cells[self.begin]
        return [(cells[at] - first) / whole for at in places]


def _matched(lead: _Stretch, stretches: Sequence[_Stretch]) -> list[Cut]:
    """Return the good breaks of the leading language, each with its best match in the others."""
    places = _promising(lead)
    shares = lead.shares(places)
    rows = [
        [(at, 0.0) for at in places] if other is lead else _partners(lead, other, places, shares)
        for other in stretches
    ]
    costs = lead.track.costs
    return [
        Cut(
            tuple([place for place, _ in matches]),
            _INNER_COST + costs[at] + sum([extra for _, extra in matches]) / 2,
        )
        for at, matches in zip(places, zip(*rows, strict=True), strict=True)
    ]


def _promising(stretch: _Stretch) -> list[int]:
    """Return the offsets at which a break is no worse than at both neighbours.

    Where these lie more than half a line apart, others come between.
    """
    track = stretch.track
    places = track.breaks(stretch.begin, stretch.end)
    costs = [track.costs[at] for at in places]
    following = [*places[1:], stretch.end]
    around = zip([NEVER, *costs], costs, [*costs[1:], NEVER], strict=False)
    kept = []
    held = stretch.begin
    for at, further, (left, cost, right) in zip(places, following, around, strict=True):
        if left >= cost <= right or track.size(held, further) > track.limit // 2:
            kept.append(at)
            held = at
    return kept


def _partners(
    lead: _Stretch, other: _Stretch, places: Sequence[int], shares: Sequence[float]
) -> list[tuple[int, float]]:
    """Return where to cut a language for each cut of another, and what each costs.

    The places never go back.
    """
    if other.begin == other.end:
        return [(other.end, 0.0)] * len(places)
    own = other.track.breaks(other.begin, other.end)
    own_shares = other.shares(own)
    options = list(zip(own, own_shares, [other.track.costs[at] for at in own], strict=True))
    reach = min(max(_NEAR, other.whole / 6), _FAR) / other.whole
    printed = _printed_in_both(lead, other) if own and other.whole < _LONG else []
    latest, found = other.begin, []
    for at, share in zip(places, shares, strict=True):
        best, least = (other.begin, share) if share < 0.5 else (other.end, 1 - share)
        least *= 2 * _APART
        first = bisect_left(own_shares, share - reach)
        for place, place_share, cost in options[first : bisect_right(own_shares, share + reach)]:
            cost += _APART * abs(place_share - share)
            if cost < least:
                cost += _WORD_PARTED * sum([(a < at) != (b < place) for a, b in printed])
                if cost < least:
                    best, least = place, cost
        latest = max(best, latest)
        found.append((latest, least))
    return found


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
    for track, a, b in zip(tracks, begin, end, strict=True):
        cells = track.inked(b)
        if cells > track.cells[a] + track.limit and cells > track.reach(a, lines):
            return False
    return True


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
