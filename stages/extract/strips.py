"""Strips without words that run down a page: what may be gutters between columns."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from stages.extract.words import Word

LEAST, FAIR = 0.15, 0.8
"""In em: how wide a gutter is at least if much speaks for it, and if some does."""
FEW = 2
"""How many rows must have words on both sides of a wide gutter."""
_NOTABLE = 0.4
"""In em: a gap that makes one look whether there is a gutter at all."""
_EXACT = 1.0
"""In points: words behind a narrow gutter begin at one place, as exactly as this."""
_MOST = 24
"""Gaps of one row that are looked at."""
_CLOSING = frozenset("）」』】》〉］、。，．；：！？")
Band = Sequence[Word]


@dataclass(slots=True)
class Gutter:
    """A strip from `x0` to `x1`, free from the first to the last band, both included."""

    x0: float
    x1: float
    first: int
    last: int
    sides: dict[int, tuple[float, float]]
    """By band with words on both sides: where the left ones end, and the right ones begin."""

    @property
    def middle(self) -> float:
        """The place that parts the columns."""
        return (self.x0 + self.x1) / 2


def strips(bands: Sequence[Band]) -> list[Gutter]:
    """Follow each gap between words down the page as long as it stays free."""
    done: list[Gutter] = []
    living: list[Gutter] = []
    for k, band in enumerate(bands):
        least = FAIR * largest(band)
        gaps = _widest(free(band, least))
        going: list[Gutter] = []
        for gutter in living:
            narrowed = [(max(a, gutter.x0), min(b, gutter.x1)) for a, b in gaps]
            x0, x1 = max(narrowed, key=lambda gap: gap[1] - gap[0])
            if x1 - x0 < least:
                done.append(gutter)
                continue
            gutter.x0, gutter.x1 = x0, x1
            going.append(gutter)
            for a, b in gaps[1:-1]:
                if a <= x0 and x1 <= b:
                    gutter.sides[k] = (a, b)
                    gutter.last = k
        held = {gutter.sides[k] for gutter in going if k in gutter.sides}
        going += [Gutter(*gap, k, k, {k: gap}) for gap in gaps[1:-1] if gap not in held]
        living = going
    return done + living


def edges(bands: Sequence[Band]) -> Iterator[Gutter]:
    """Yield the strips, narrower than a gutter should be, before words that are aligned."""
    places = Counter(
        round(word.ink)
        for band in bands
        for before, word in pairwise(band)
        if word.x0 - before.x1 >= _NOTABLE * word.style.size
    )
    near = {place: sum(places[place + k] for k in (-1, 0, 1)) for place in places}
    for place, _ in places.most_common(3):
        if near[place] > FEW:
            yield from _before(place, bands)


def remembered(bands: Sequence[Band], known: Sequence[int]) -> Iterator[Gutter]:
    """Yield the strips before known places, also those beside which no row shows both columns."""
    inks = Counter(round(word.ink) for band in bands for word in band) if known else Counter()
    for edge in known:
        often = sum(inks[edge + k] for k in (-1, 0, 1))
        if often:
            yield from _before(edge, bands, known=often > FEW)


def _before(place: float, bands: Sequence[Band], *, known: bool = False) -> Iterator[Gutter]:
    """Yield the strips left of a place over which no word runs.

    Before a known place the words on either side need not stand in the same rows.
    """
    least = FEW + 1 if known else 1
    gutter = Gutter(-math.inf, math.inf, 0, 0, {})
    reach = -math.inf
    begun = 0
    for k, band in enumerate(bands):
        left = max((ink_end(w) for w in band if w.ink < place - _EXACT), default=-math.inf)
        right = min((b for b in (w.ink for w in band) if b >= place - _EXACT), default=math.inf)
        if left > place - LEAST * band[0].style.size:
            if begun >= least:
                yield gutter
            gutter = Gutter(-math.inf, math.inf, 0, 0, {})
            begun = 0
            continue
        at = right <= place + _EXACT
        begun += at
        reach = max(reach, left) if gutter.sides else left
        if left > -math.inf and (at or known):
            gutter.first = k if not gutter.sides else gutter.first
            gutter.x0 = max(gutter.x0, reach)
            gutter.last = k
            gutter.sides[k] = (left, right if right < math.inf else place)
        if gutter.sides and right < math.inf:
            gutter.x1 = min(gutter.x1, right)
    if begun >= least:
        yield gutter


def free(band: Band, least: float) -> list[tuple[float, float]]:
    """Return the gaps of a row, the margins on either side of it first and last."""
    found = [(-math.inf, band[0].ink)]
    reach = ink_end(band[0])
    for word in band[1:]:
        if word.ink - reach >= least:
            found.append((reach, word.ink))
        reach = max(reach, ink_end(word))
    return [*found, (reach, math.inf)]


def _widest(gaps: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the margins and the widest gaps of a row, if it has more than a table can have."""
    if len(gaps) <= _MOST:
        return gaps
    inner = sorted(gaps[1:-1], key=lambda gap: gap[0] - gap[1])[: _MOST - 2]
    return [gaps[0], *sorted(inner), gaps[-1]]


def ink_end(word: Word) -> float:
    """Return where the ink of a word ends: full-width marks are half empty."""
    return word.x1 - (word.style.size / 2 if word.text[-1] in _CLOSING else 0.0)


def largest(band: Band) -> float:
    """Return the size of the largest type in a row, in points."""
    return max(word.style.size for word in band)
