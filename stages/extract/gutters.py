"""Gutters: strips without words that run down a page between columns."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stages.extract.words import Word
from stages.schema import Rule

_LEAST, _WIDE, _STAMP = 0.45, 1.5, 1.0
"""In em: how wide a gutter is at least, where it is wide enough to need little proof, and at least
beside a column of time stamps (a stamp in front of a line stands nearer)."""
_FEW, _MANY = 2, 4
"""How many rows must have words on both sides of a wide gutter, and of any other."""
_EDGE, _ALIGNED = 0.4, 0.5
"""Beside a narrow gutter so many rows, as a share, begin or end at its edge, to so many em."""
_EXACT, _SURE, _CLOSE = 1.0, 8, 0.15
"""Words that begin at one place in so many rows, exact to so many points, with a gap of so many em
before them, stand in a column however narrow its gutter is."""
_PLACE = 3.0
"""In points: columns of two pages stand at one place if they begin no further apart."""
_NUMBERS = re.compile(r"[\[(（［]?[\d:：.,，\s–-]+[\])）］]?|[.·…\s\d]+|#?\d+")
Band = Sequence[Word]


@dataclass(slots=True)
class Gutter:
    """A strip from `x0` to `x1`, free from the first to the last band, both included."""

    x0: float
    x1: float
    first: int
    last: int
    sides: list[tuple[float, float]]
    """For each band with words on both sides: where the left ones end, and the right ones begin."""

    @property
    def middle(self) -> float:
        """The place that parts the columns."""
        return (self.x0 + self.x1) / 2


def gutters(
    bands: Sequence[Band], rules: Sequence[Rule], known: Sequence[float] = ()
) -> list[Gutter]:
    """Return the gutters between the words of a page, whose rows are `bands`, from left to right.

    A gutter that holds an upright rule needs no proof, nor does one that ends at a `known` place,
    where other pages have one.
    """
    found: list[Gutter] = []
    for gutter in [*_strips(bands), *_edges(bands, known)]:
        ruled = any(
            gutter.x0 <= rule.x0 and rule.x1 <= gutter.x1 and rule.y1 - rule.y0 > rule.x1 - rule.x0
            for rule in rules
        )
        sure = ruled or any(abs(gutter.x1 - place) < _PLACE for place in known)
        if any(other.x0 < gutter.middle < other.x1 for other in found):
            continue
        if (sure or _proven(gutter, bands)) and not _beside_numbers(gutter, bands, ruled=ruled):
            found.append(_stretched(gutter, bands))
    return sorted(found, key=lambda gutter: gutter.middle)


def _strips(bands: Sequence[Band]) -> list[Gutter]:
    """Follow each gap between words down the page as long as it stays free."""
    done: list[Gutter] = []
    living: list[Gutter] = []
    for k, band in enumerate(bands):
        least = _LEAST * _size(band)
        gaps = _free(band, least)
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
                    gutter.sides.append((a, b))
                    gutter.last = k
        held = {side for gutter in going for side in gutter.sides[-1:] if gutter.last == k}
        going += [Gutter(*gap, k, k, [gap]) for gap in gaps[1:-1] if gap not in held]
        living = going
    return done + living


def _edges(bands: Sequence[Band], known: Sequence[float]) -> Iterator[Gutter]:
    """Yield the strips, narrower than a gutter should be, before words that are aligned."""
    places = Counter(round(word.x0) for band in bands for word in band[1:])
    often = [
        place
        for place, _ in places.most_common(3)
        if sum(places[place + k] for k in (-1, 0, 1)) >= _SURE
    ]
    for place in [*often, *known]:
        least = 1 if place in known else _SURE
        yield from (strip for strip in _before(place, bands) if len(strip.sides) >= least)


def _before(place: float, bands: Sequence[Band]) -> Iterator[Gutter]:
    """Yield the strips left of a place over which no word runs."""
    gutter = Gutter(-math.inf, math.inf, 0, 0, [])
    for k, band in enumerate(bands):
        left = max((word.x1 for word in band if word.x0 < place - _EXACT), default=-math.inf)
        right = min((word.x0 for word in band if word.x0 >= place - _EXACT), default=math.inf)
        if left > place - _CLOSE * band[0].style.size:
            yield gutter
            gutter = Gutter(-math.inf, math.inf, 0, 0, [])
        elif left > -math.inf and right <= place + _EXACT:
            gutter.first = k if not gutter.sides else gutter.first
            gutter.x0, gutter.x1 = max(gutter.x0, left), min(gutter.x1, right)
            gutter.last = k
            gutter.sides.append((left, right))
    yield gutter


def _free(band: Band, least: float) -> list[tuple[float, float]]:
    """Return the gaps of a row, the margins on either side of it first and last."""
    found = [(-math.inf, band[0].x0)]
    reach = band[0].x1
    for word in band[1:]:
        if word.x0 - reach >= least:
            found.append((reach, word.x0))
        reach = max(reach, word.x1)
    return [*found, (reach, math.inf)]


def _proven(gutter: Gutter, bands: Sequence[Band]) -> bool:
    size = _size(bands[gutter.first])
    count = len(gutter.sides)
    if gutter.x1 - gutter.x0 >= _WIDE * size:
        return count >= _FEW
    if count >= _SURE and gutter.x1 - gutter.x0 < _LEAST * size:
        return True
    starts = sum(b - gutter.x1 <= _EDGE * size for _, b in gutter.sides)
    ends = sum(gutter.x0 - a <= _EDGE * size for a, _ in gutter.sides)
    return count >= _MANY and max(starts, ends) >= _ALIGNED * count


def _beside_numbers(gutter: Gutter, bands: Sequence[Band], *, ruled: bool) -> bool:
    """Whether a strip only sets off a stamp, or the page numbers of a list of contents."""
    inside = bands[gutter.first : gutter.last + 1]
    left = [" ".join(w.text for w in band if w.x1 <= gutter.middle) for band in inside]
    right = [" ".join(w.text for w in band if w.x0 >= gutter.middle) for band in inside]
    if ruled:
        return False
    if _numbers(right):
        return True
    return _numbers(left) and gutter.x1 - gutter.x0 < _STAMP * _size(inside[0])


def _numbers(texts: Sequence[str]) -> bool:
    filled = [text for text in texts if text]
    return all(_NUMBERS.fullmatch(text) for text in filled)


def _stretched(gutter: Gutter, bands: Sequence[Band]) -> Gutter:
    """Let a gutter run on, up and down, as far as no word crosses its middle."""
    while gutter.first > 0 and _clear(bands[gutter.first - 1], gutter.middle):
        gutter.first -= 1
    while gutter.last + 1 < len(bands) and _clear(bands[gutter.last + 1], gutter.middle):
        gutter.last += 1
    return gutter


def _clear(band: Band, x: float) -> bool:
    """Whether no words of a row stand over a place, nor run over it."""
    return any(a < x < b for a, b in _free(band, _CLOSE * _size(band)))


def _size(band: Band) -> float:
    return max(word.style.size for word in band)
