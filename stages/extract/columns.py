"""Columns: where a page is set side by side, and in what order it is read.

A gutter is a strip without words that runs down over several rows with words on either side.
A table is read row by row and in a row cell by cell, newspaper columns one after the other.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from stages.extract.lines import rows
from stages.extract.words import Word

_GAP = 0.6
"""In em: a gutter is at least this wide..."""
_WIDE, _FEW, _MANY = 1.5, 2, 4
"""...and needs this many rows with words on both sides: few if it is wide, else many."""
_BREAK = 1.75
"""In em: baselines further apart than this, in all columns at once, part two rows of a table."""


@dataclass(slots=True)
class Cell:
    """The rows of words of one cell: column from 1 (0 is across the page), row of its table."""

    column: int
    row: int | None
    words: list[Word]


@dataclass(slots=True)
class _Gutter:
    x0: float
    x1: float
    first: int
    last: int
    both: int = 0
    rows: list[int] = field(default_factory=list)


def cells(words: Sequence[Word]) -> list[Cell]:
    """Return the words of a page in the order of reading, by columns and rows of tables."""
    bands = rows(words)
    gutters = _gutters(bands)
    found: list[Cell] = []
    start = 0
    number = 0
    while start < len(bands):
        cuts = _cuts(gutters, start)
        end = start + 1
        while end < len(bands) and _cuts(gutters, end) == cuts:
            end += 1
        if cuts:
            table, number = _table(bands[start:end], cuts, number)
            found += table
        else:
            found.append(Cell(0, None, [w for band in bands[start:end] for w in band]))
        start = end
    return found


def _gutters(bands: Sequence[Sequence[Word]]) -> list[_Gutter]:
    living: list[_Gutter] = []
    done: list[_Gutter] = []
    for k, band in enumerate(bands):
        free = _free(band)
        size = max(w.style.size for w in band)
        kept = []
        used = set()
        for gutter in living:
            best = None
            for i, (a, b, inner) in enumerate(free):
                x0, x1 = max(a, gutter.x0), min(b, gutter.x1)
                if x1 - x0 >= _GAP * size and (best is None or x1 - x0 > best[1] - best[0]):
                    best = (x0, x1, inner, i)
            if best is None:
                done.append(gutter)
                continue
            gutter.x0, gutter.x1 = best[0], best[1]
            if best[2]:
                gutter.both += 1
                gutter.last = k
                used.add(best[3])
            kept.append(gutter)
        for i, (a, b, inner) in enumerate(free):
            if inner and i not in used:
                kept.append(_Gutter(a, b, k, k, both=1))
        living = kept
    done += living
    sizes = [max(w.style.size for w in band) for band in bands]
    good = []
    for g in done:
        wide = g.x1 - g.x0 >= _WIDE * sizes[g.first]
        if g.both >= (_FEW if wide else _MANY):
            good.append(g)
    return good


def _free(band: Sequence[Word]) -> list[tuple[float, float, bool]]:
    """Return the strips of a row without words, and whether words stand on both sides."""
    found = [(float("-inf"), band[0].x0, False)]
    reach = band[0].x1
    for word in band[1:]:
        if word.x0 - reach >= _GAP * word.style.size:
            found.append((reach, word.x0, True))
        reach = max(reach, word.x1)
    return [*found, (reach, float("inf"), False)]


def _cuts(gutters: Sequence[_Gutter], band: int) -> tuple[float, ...]:
    middles = sorted((g.x0 + g.x1) / 2 for g in gutters if g.first <= band <= g.last)
    return tuple(round(x, 1) for x in middles)


def _table(
    bands: Sequence[Sequence[Word]], cuts: Sequence[float], number: int
) -> tuple[list[Cell], int]:
    found = []
    for row in _table_rows(bands):
        number += 1
        columns: list[list[Word]] = [[] for _ in range(len(cuts) + 1)]
        for band in row:
            for word in band:
                middle = (word.x0 + word.x1) / 2
                columns[sum(middle > cut for cut in cuts)].append(word)
        found += [Cell(k + 1, number, c) for k, c in enumerate(columns) if c]
    return found, number


def _table_rows(bands: Sequence[Sequence[Word]]) -> list[list[Sequence[Word]]]:
    found = [[bands[0]]]
    for last, band in zip(bands, bands[1:]):
        size = max(w.style.size for w in band)
        if max(w.base for w in band) - max(w.base for w in last) > _BREAK * size:
            found.append([])
        found[-1].append(band)
    return found
