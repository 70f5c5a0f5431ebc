"""Gutters: strips without words that run down a page between columns."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from stages.extract.scripts import RIGHTWARD, script
from stages.extract.words import Word
from stages.schema import Rule

_LEAST, _CLEAR, _FAIR, _WIDE = 0.15, 0.5, 0.8, 1.5
"""In em: how wide a gutter is at least, if much speaks for it, or another script begins behind it,
or some or little speaks for it."""
_NOTABLE = 0.4
"""In em: a gap that makes one look whether there is a gutter at all."""
_STAMP = 1.0
"""In em: a gutter beside time stamps is no narrower (a stamp in front of a line stands nearer)."""
_SET_OFF = 0.6
"""Where so many rows, as a share, have a stamp behind a gap, it is none that parts columns."""
_FEW, _SOME, _MANY = 2, 4, 8
"""How many rows must have words on both sides of a wide, a fair, and a narrow gutter."""
_EDGE, _ALIGNED = 0.4, 0.5
"""Beside a fair gutter so many rows, as a share, begin or end at its edge, to so many em."""
_EXACT, _RAGGED = 1.0, 0.2
"""In points: words behind a narrow gutter begin at one place, as exactly as this; and so many rows
before it, as a share, end well before it, unlike the words of one line."""
_TIMES = 2.0
"""A gutter is so many times as wide as the usual gap of its row."""
_SHORT = 5.0
"""In em: a word, or two, at the end of a line."""
_MOST = 24
"""Gaps of one row that are looked at."""
_PITCH = 1.6
"""In em: lines of one paragraph are no further apart."""
_PLACE = 3.0
"""In points: columns of two pages stand at one place if they begin no further apart."""
_NUMBERS = re.compile(r"[\[(（［]?[\d:：.,，\s–-]+[\])）］]?|[.·…\s\d]+|#?\d+")
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


def gutters(
    bands: Sequence[Band], rules: Sequence[Rule], known: Sequence[int] = ()
) -> list[Gutter]:
    """Return the gutters between the words of a page, whose rows are `bands`, from left to right.

    A gutter that holds an upright rule needs no proof, nor does one that ends at a `known` place,
    where other pages have one.
    """
    found: list[Gutter] = []
    for gutter in filter(_sides, [*_strips(bands), *_edges(bands)]):
        if any(_same(gutter, other) for other in found):
            continue
        ruled = any(
            gutter.x0 <= rule.x0 and rule.x1 <= gutter.x1 and _upright(rule) for rule in rules
        )
        sure = ruled or (_known(gutter, known) and _wide(gutter, bands, _FAIR))
        if (sure or _proven(gutter, bands)) and not _beside_numbers(gutter, bands, ruled=ruled):
            found.append(_stretched(gutter, bands))
    for gutter in filter(_sides, _remembered(bands, known)):
        new = not any(_same(gutter, other) or _same(other, gutter) for other in found)
        fair = _known(gutter, known) and _wide(gutter, bands, _FAIR)
        if new and fair and all(_columns_between(gutter, other, bands) for other in found):
            found.append(_stretched(gutter, bands))
    return sorted(found, key=lambda gutter: gutter.middle)


def _sides(gutter: Gutter) -> bool:
    return bool(gutter.sides)


def _same(gutter: Gutter, other: Gutter) -> bool:
    beside = other.first <= gutter.last and gutter.first <= other.last
    return beside and other.x0 < gutter.middle < other.x1


def _upright(rule: Rule) -> bool:
    return rule.y1 - rule.y0 > rule.x1 - rule.x0


def _known(gutter: Gutter, known: Sequence[int]) -> bool:
    return any(abs(gutter.x1 - place) < _PLACE for place in known)


def _strips(bands: Sequence[Band]) -> list[Gutter]:
    """Follow each gap between words down the page as long as it stays free."""
    done: list[Gutter] = []
    living: list[Gutter] = []
    for k, band in enumerate(bands):
        least = _FAIR * _size(band)
        gaps = _widest(_free(band, least))
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


def _edges(bands: Sequence[Band]) -> Iterator[Gutter]:
    """Yield the strips, narrower than a gutter should be, before words that are aligned."""
    places = Counter(
        round(word.ink)
        for band in bands
        for before, word in pairwise(band)
        if word.x0 - before.x1 >= _NOTABLE * word.style.size
    )
    near = {place: sum(places[place + k] for k in (-1, 0, 1)) for place in places}
    for place, _ in places.most_common(3):
        if near[place] > _FEW:
            yield from _before(place, bands)


def _remembered(bands: Sequence[Band], known: Sequence[int]) -> Iterator[Gutter]:
    """Yield the strips before known places, also those beside which no row shows both columns."""
    inks = Counter(round(word.ink) for band in bands for word in band) if known else Counter()
    for edge in known:
        often = sum(inks[edge + k] for k in (-1, 0, 1))
        if often:
            yield from _before(edge, bands, known=often > _FEW)


def _columns_between(gutter: Gutter, other: Gutter, bands: Sequence[Band]) -> bool:
    """Whether a column stands between two gutters, and not just a page number."""
    x0, x1 = sorted((gutter.middle, other.middle))
    return sum(any(x0 < word.x0 and word.x1 < x1 for word in band) for band in bands) > _FEW


def _before(place: float, bands: Sequence[Band], *, known: bool = False) -> Iterator[Gutter]:
    """Yield the strips left of a place over which no word runs.

    Before a known place the words on either side need not stand in the same rows.
    """
    least = _FEW + 1 if known else 1
    gutter = Gutter(-math.inf, math.inf, 0, 0, {})
    reach = -math.inf
    begun = 0
    for k, band in enumerate(bands):
        left = max((_end(w) for w in band if w.ink < place - _EXACT), default=-math.inf)
        right = min((b for b in (w.ink for w in band) if b >= place - _EXACT), default=math.inf)
        if left > place - _LEAST * band[0].style.size:
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


def _free(band: Band, least: float) -> list[tuple[float, float]]:
    """Return the gaps of a row, the margins on either side of it first and last."""
    found = [(-math.inf, band[0].ink)]
    reach = _end(band[0])
    for word in band[1:]:
        if word.ink - reach >= least:
            found.append((reach, word.ink))
        reach = max(reach, _end(word))
    return [*found, (reach, math.inf)]


def _widest(gaps: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the margins and the widest gaps of a row, if it has more than a table can have."""
    if len(gaps) <= _MOST:
        return gaps
    inner = sorted(gaps[1:-1], key=lambda gap: gap[0] - gap[1])[: _MOST - 2]
    return [gaps[0], *sorted(inner), gaps[-1]]


def _end(word: Word) -> float:
    """Return where the ink of a word ends: full-width marks are half empty."""
    return word.x1 - (word.style.size / 2 if word.text[-1] in _CLOSING else 0.0)


def _wide(gutter: Gutter, bands: Sequence[Band], least: float) -> bool:
    return gutter.x1 - gutter.x0 >= least * _size(bands[gutter.first])


def _proven(gutter: Gutter, bands: Sequence[Band]) -> bool:
    """Whether enough rows speak for a strip, the more the narrower it is."""
    count, size = len(gutter.sides), _size(bands[gutter.first])
    starts = sum(b - gutter.x1 <= _EDGE * size for _, b in gutter.sides.values())
    ends = sum(gutter.x0 - a <= _EDGE * size for a, _ in gutter.sides.values())
    aligned = max(starts, ends) >= _ALIGNED * count
    if count > _FEW and _wide(gutter, bands, _CLEAR) and _long(gutter, bands):
        left, right = _scripts(gutter, bands)
        if left and right and left != right and (aligned or right in RIGHTWARD):
            return True
    if not _wider(gutter, bands):
        return False
    if _wide(gutter, bands, _WIDE) and aligned and _long(gutter, bands):
        return count >= _FEW
    if _wide(gutter, bands, _FAIR):
        return count >= _SOME and (aligned or _wide(gutter, bands, _WIDE))
    ragged = sum(b - a >= _WIDE * size for a, b in gutter.sides.values())
    return count >= _MANY and ragged >= _RAGGED * count


def _long(gutter: Gutter, bands: Sequence[Band]) -> bool:
    """Whether more than a short word stands behind a strip, as in a line that is stretched."""
    return any(
        bands[k][-1].x1 - b >= _SHORT * bands[k][-1].style.size
        for k, (_, b) in gutter.sides.items()
    )


def _wider(gutter: Gutter, bands: Sequence[Band]) -> bool:
    """Whether a strip is clearly wider than the other gaps of its rows, in most of them.

    Gaps as wide as gutters are other gutters, where there are rows enough to tell.
    """
    fits = []
    for k, (a, b) in gutter.sides.items():
        ends = [(_end(left), right.ink) for left, right in pairwise(bands[k])]
        others = [end - start for start, end in ends if start < end and (start, end) != (a, b)]
        if others:
            usual = median(others)
            gutters = len(gutter.sides) >= _SOME and usual >= _WIDE * _size(bands[k])
            fits.append(gutters or b - a >= _TIMES * usual)
    return 2 * sum(fits) >= len(fits)


def _scripts(gutter: Gutter, bands: Sequence[Band]) -> tuple[str, str]:
    """Return the scripts that end and begin at a strip. Lines from the right begin anywhere."""
    inside = [word for band in bands[gutter.first : gutter.last + 1] for word in band]
    left = script(word for word in inside if word.x1 <= gutter.middle)
    return left, script(word for word in inside if word.x0 >= gutter.middle)


def _beside_numbers(gutter: Gutter, bands: Sequence[Band], *, ruled: bool) -> bool:
    """Whether a strip only sets off a stamp, or the page numbers of a list of contents."""
    inside = bands[gutter.first : gutter.last + 1]
    left = [" ".join(w.text for w in band if w.x1 <= gutter.middle) for band in inside]
    right = [" ".join(w.text for w in band if w.x0 >= gutter.middle) for band in inside]
    if ruled:
        return False
    beside = [bool(_NUMBERS.fullmatch(right[k - gutter.first])) for k in gutter.sides]
    if _numbers(right) or sum(beside) > _SET_OFF * len(beside):
        return True
    return _numbers(left) and gutter.x1 - gutter.x0 < _STAMP * _size(inside[0])


def _numbers(texts: Sequence[str]) -> bool:
    filled = [text for text in texts if text]
    return all(_NUMBERS.fullmatch(text) for text in filled)


def _stretched(gutter: Gutter, bands: Sequence[Band]) -> Gutter:
    """Let a gutter run on, up and down, as far as no word crosses its middle.

    The short last lines of a paragraph that does cross it stay with that paragraph.
    """
    sure = gutter.first
    while gutter.first > 0 and _clear(bands[gutter.first - 1], gutter.middle):
        gutter.first -= 1
    while 0 < gutter.first < sure and _close(bands[gutter.first - 1], bands[gutter.first]):
        gutter.first += 1
    while gutter.last + 1 < len(bands) and _clear(bands[gutter.last + 1], gutter.middle):
        gutter.last += 1
    return gutter


def _close(above: Band, band: Band) -> bool:
    return band[0].base - above[0].base < _PITCH * _size(band)


def _clear(band: Band, x: float) -> bool:
    """Whether no words of a row stand over a place, nor run over it."""
    return any(a < x < b for a, b in _free(band, _LEAST * _size(band)))


def _size(band: Band) -> float:
    return max(word.style.size for word in band)
