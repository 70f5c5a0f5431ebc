"""Gutters: strips without words that run down a page between columns."""

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from stages.extract.grid import is_upright
from stages.extract.scripts import RIGHTWARD, script
from stages.extract.strips import (
    FAIR,
    FEW,
    LEAST,
    Band,
    Gutter,
    edges,
    free,
    ink_end,
    largest,
    remembered,
    strips,
)
from stages.schema import Rule

_CLEAR, _WIDE = 0.5, 1.5
"""In em: how wide a gutter is if another script begins behind it, and if little speaks for it."""
_STAMP = 1.0
"""In em: a gutter beside time stamps is no narrower (a stamp in front of a line stands nearer)."""
_SET_OFF = 0.6
"""Where so many rows, as a share, have a stamp behind a gap, it is none that parts columns."""
_SOME, _MANY = 4, 8
"""How many rows must have words on both sides of a fair, and of a narrow gutter."""
_EDGE, _ALIGNED = 0.4, 0.5
"""Beside a fair gutter so many rows, as a share, begin or end at its edge, to so many em."""
_RAGGED = 0.2
"""So many rows before a narrow gutter, as a share, end well before it, unlike words of one line."""
_TIMES = 2.0
"""A gutter is so many times as wide as the usual gap of its row."""
_SHORT = 5.0
"""In em: a word, or two, at the end of a line."""
_PITCH = 1.6
"""In em: lines of one paragraph are no further apart."""
_PLACE = 3.0
"""In points: columns of two pages stand at one place if they begin no further apart."""
_WHOLE = 0.8
"""Of the rows of a page: a gutter over so many leaves no room for another at its place."""
_NUMBERS = re.compile(r"[\[(（［]?[\d:：.,，\s–-]+[\])）］]?|[.·…\s\d]+|#?\d+")


def gutters(
    bands: Sequence[Band], rules: Sequence[Rule], known: Sequence[int] = ()
) -> list[Gutter]:
    """Return the gutters between the words of a page, whose rows are `bands`, from left to right.

    A gutter that holds an upright rule needs no proof, nor does one that ends at a `known` place,
    where other pages have one.
    """
    found: list[Gutter] = []
    for gutter in filter(_sides, [*strips(bands), *edges(bands)]):
        if any(_same(gutter, other) for other in found):
            continue
        ruled = any(
            gutter.x0 <= rule.x0 and rule.x1 <= gutter.x1 and is_upright(rule) for rule in rules
        )
        sure = ruled or (_known(gutter, known) and _wide(gutter, bands, FAIR))
        if (sure or _proven(gutter, bands)) and not _beside_numbers(gutter, bands, ruled=ruled):
            found.append(_stretched(gutter, bands))
    missing = [place for place in known if not _found(place, found, len(bands))]
    for gutter in filter(_sides, remembered(bands, missing)):
        new = not any(_same(gutter, other) or _same(other, gutter) for other in found)
        fair = _known(gutter, known) and _wide(gutter, bands, FAIR)
        if new and fair and all(_columns_between(gutter, other, bands) for other in found):
            found.append(_stretched(gutter, bands))
    return sorted(found, key=lambda gutter: gutter.middle)


def _found(place: float, found: Sequence[Gutter], bands: int) -> bool:
    """Whether there is a gutter before a known place already, over nearly all the page."""
    return any(
        abs(gutter.x1 - place) < _PLACE and gutter.last - gutter.first > _WHOLE * bands
        for gutter in found
    )


def _sides(gutter: Gutter) -> bool:
    return bool(gutter.sides)


def _same(gutter: Gutter, other: Gutter) -> bool:
    beside = other.first <= gutter.last and gutter.first <= other.last
    return beside and other.x0 < gutter.middle < other.x1


def _known(gutter: Gutter, known: Sequence[int]) -> bool:
    return any(abs(gutter.x1 - place) < _PLACE for place in known)


def _columns_between(gutter: Gutter, other: Gutter, bands: Sequence[Band]) -> bool:
    """Whether a column stands between two gutters, and not just a page number."""
    x0, x1 = sorted((gutter.middle, other.middle))
    return sum(any(x0 < word.x0 and word.x1 < x1 for word in band) for band in bands) > FEW


def _wide(gutter: Gutter, bands: Sequence[Band], least: float) -> bool:
    return gutter.x1 - gutter.x0 >= least * largest(bands[gutter.first])


def _proven(gutter: Gutter, bands: Sequence[Band]) -> bool:
    """Whether enough rows speak for a strip, the more the narrower it is."""
    count, size = len(gutter.sides), largest(bands[gutter.first])
    starts = sum(b - gutter.x1 <= _EDGE * size for _, b in gutter.sides.values())
    ends = sum(gutter.x0 - a <= _EDGE * size for a, _ in gutter.sides.values())
    aligned = max(starts, ends) >= max(_ALIGNED * count, FEW)
    if count > FEW and _wide(gutter, bands, _CLEAR) and _long(gutter, bands):
        left, right = _scripts(gutter, bands)
        if left and right and left != right and (aligned or right in RIGHTWARD):
            return True
    if not _wider(gutter, bands):
        return False
    if _wide(gutter, bands, _WIDE) and aligned and _long(gutter, bands):
        return count >= FEW
    if _wide(gutter, bands, FAIR):
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
        ends = [(ink_end(left), right.ink) for left, right in pairwise(bands[k])]
        others = [end - start for start, end in ends if start < end and (start, end) != (a, b)]
        if others:
            usual = median(others)
            gutters = len(gutter.sides) >= _SOME and usual >= _WIDE * largest(bands[k])
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
    return _numbers(left) and gutter.x1 - gutter.x0 < _STAMP * largest(inside[0])


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
    return band[0].base - above[0].base < _PITCH * largest(band)


def _clear(band: Band, x: float) -> bool:
    """Whether no words of a row stand over a place, nor run over it."""
    return any(a < x < b for a, b in free(band, LEAST * largest(band)))
