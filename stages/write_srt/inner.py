"""Places to cut a clause that is wider than a line, in all languages at once."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import gt, sub
from typing import NamedTuple

from stages.write_srt.borders import Cut
from stages.write_srt.marks import NEVER
from stages.write_srt.tracks import Track

_INNER_COST = 4.0
"""What a cut inside a clause costs besides the cost of the break itself."""

_GOOD, _POOR = 26.0, 40.0
"""A break in the leading language is good enough up to the one cost; a cut in all languages, from
the other on, is not worth a look where the text fits without it."""

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
    spans = list(zip(tracks, begin, end, strict=True))
    if all(track.size(a, b) <= track.limit for track, a, b in spans):
        return []
    stretches = [_Stretch(*span) for span in spans]
    lead = max(stretches, key=lambda stretch: stretch.fullness)
    cuts = _matched(lead, stretches)
    if any(labels):
        cuts = [cut for cut in cuts if _behind(cut.at, labels)]
    for chosen in ([cut for cut in cuts if cut.cost < _POOR], cuts):
        if _fit(stretches, [cut.at for cut in chosen], lines):
            return chosen
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
    costs = [_INNER_COST + lead.track.costs[at] for at in places]
    rows = []
    for stretch in stretches:
        if stretch is lead:
            rows.append(places)
        else:
            row, extra = _partners(lead, stretch, places)
            rows.append(row)
            costs = [cost + more / 2 for cost, more in zip(costs, extra, strict=True)]
    return list(map(Cut, zip(*rows, strict=True), costs))


def _promising(stretch: _Stretch) -> list[int]:
    """Return the offsets at which a break is good, and no worse than at both neighbours.

    Where these lie more than half a line apart, others come between.
    """
    track = stretch.track
    cells, half = track.cells, track.limit // 2
    places = track.breaks(stretch.begin, stretch.end)
    costs = [track.costs[at] for at in places]
    ends = track.inked([*places[1:], stretch.end])
    around = zip([NEVER, *costs], costs, [*costs[1:], NEVER], strict=False)
    kept = []
    held = cells[stretch.begin]
    for at, end, (left, cost, right) in zip(places, ends, around, strict=True):
        if (cost <= left and cost <= right and cost <= _GOOD) or end - held > half:
            kept.append(at)
            held = cells[at]
    return kept


def _partners(
    lead: _Stretch, other: _Stretch, places: Sequence[int]
) -> tuple[list[int], list[float]]:
    """Return where to cut a language for each cut of another, and what each costs.

    The places never go back.
    """
    if other.begin == other.end:
        return [other.end] * len(places), [0.0] * len(places)
    track, whole = other.track, other.whole
    first, last = track.cells[other.begin], track.cells[other.end]
    own = track.breaks(other.begin, other.end)
    cells = [track.cells[at] for at in own]
    options = list(zip(own, cells, [track.costs[at] for at in own], strict=True))
    printed = _printed_in_both(lead, other) if own and whole < _LONG else []
    reach = min(max(_NEAR, whole / 6), _FAR)
    each = _APART / whole
    latest = other.begin
    found, costs = [], []
    for at, share in zip(places, lead.shares(places), strict=True):
        goal = first + share * whole
        best, least = (other.begin, goal - first) if share < 0.5 else (other.end, last - goal)
        least *= 2 * each
        nearest = bisect_left(cells, goal - reach)
        for place, cell, cost in options[nearest : bisect_right(cells, goal + reach)]:
            cost += each * abs(cell - goal)
            if cost < least:
                cost += _WORD_PARTED * sum([(a < at) != (b < place) for a, b in printed])
                if cost < least:
                    best, least = place, cost
        latest = max(best, latest)
        found.append(latest)
        costs.append(least)
    return found, costs


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


def _fit(stretches: Sequence[_Stretch], cuts: Sequence[Places], lines: int) -> bool:
    """Whether the text between any two neighbours of the cuts fits its lines."""
    for number, (track, begin, end) in enumerate(stretches):
        edges = [begin, *[at[number] for at in cuts], end]
        ends = track.inked(edges[1:])
        widest = max(map(sub, ends, [track.cells[at] for at in edges]))
        if widest > track.limit and any(map(gt, ends, track.reach(edges[:-1], lines))):
            return False
    return True


def _hard(stretches: Sequence[_Stretch], lines: int) -> list[Cut]:
    """Return cuts that give each language full cues, one after the other, until it ends."""
    begin = tuple(stretch.begin for stretch in stretches)
    end = tuple(stretch.end for stretch in stretches)
    cuts: list[Cut] = []
    while True:
        begin = tuple(
            min(*stretch.track.next_after([at], lines), stretch.end)
            for stretch, at in zip(stretches, begin, strict=True)
        )
        if begin == end:
            return cuts
        cuts.append(Cut(begin, NEVER))
