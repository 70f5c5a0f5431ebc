"""Columns: where a page is set side by side, and in what order it is read.

A table is read row by row and in a row cell by cell, newspaper columns one after the other.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

from stages.extract.grid import Grid, grids
from stages.extract.gutters import gutters
from stages.extract.lines import rows
from stages.extract.scripts import RIGHTWARD, script
from stages.extract.strips import Band, Gutter
from stages.extract.table_rows import block_starts, heads_rows, stamps, table_rows
from stages.extract.words import Word
from stages.schema import Rule

_SAME = 0.4
"""In em: lines of two columns begin at one height if their baselines differ by less."""
_TABLE, _CERTAIN = 0.65, 10.0
"""Of the blocks of a column: in a table so many begin at one height with one of another column.
And what a sure sign weighs, in blocks."""
_PLACE = 3.0
"""In points: columns of two pages stand at one place if they begin no further apart."""
_WORDS = 8_000
"""A page with more words is not looked through for columns."""
_KNOWN, _OFTEN = 20, 4
"""How many gutters are remembered, and in how many rows one must have been seen."""


@dataclass(slots=True)
class Cell:
    """The words of one cell: column from 1 (0 is across the page), row of its table."""

    words: list[Word]
    column: int = 0
    row: int | None = None


@dataclass(slots=True)
class Columns:
    """Cuts pages into cells; remembers from page to page where the gutters stood."""

    known: list[int] = field(default_factory=list)
    tables: float = 0
    """What speaks for tables so far, above zero, or for newspaper columns, below."""
    edges: list[float] = field(default_factory=list)
    """Where the columns of the table with most columns begin."""

    def cells(self, words: Sequence[Word], rules: Sequence[Rule]) -> list[Cell]:
        """Return the words of a page by cells, in the order of reading."""
        found: list[Cell] = []
        count = 0
        rest = list(words)
        for grid in grids(rules):
            inside: list[Word] = []
            outside: list[Word] = []
            for word in rest:
                (inside if grid.holds(word) else outside).append(word)
            above = [word for word in outside if word.base <= grid.y0]
            rest = [word for word in outside if word.base > grid.y0]
            before = self._open(above, rules, count)
            ruled = _ruled(grid, inside, _last(before, count))
            found += [*before, *ruled]
            count = _last(found, count)
        return found + self._open(rest, rules, count)

    def _open(self, words: Sequence[Word], rules: Sequence[Rule], count: int) -> list[Cell]:
        """Return the cells of words that stand in no ruled table."""
        if not words:
            return []
        bands = rows(words)
        strips = gutters(bands, rules, self.known) if len(words) <= _WORDS else []
        places = {round(strip.x1) for strip in strips if len(strip.sides) >= _OFTEN}
        self.known = sorted({*self.known, *places})[:_KNOWN]
        found: list[Cell] = []
        for zone, cuts in _zones(bands, strips):
            count = _last(found, count)
            if not cuts:
                found += self._single([word for band in zone for word in band], count)
                continue
            columns = _split(zone, cuts)
            self.tables += _like_table(columns)
            if self.tables >= 0:
                found += self._numbered(_table(zone, cuts, columns, count), columns)
            else:
                found += _newspaper(columns)
        return found

    def _numbered(self, cells: list[Cell], columns: Sequence[Sequence[Word]]) -> list[Cell]:
        """Return cells with the column numbers of the pages before, where columns are empty."""
        edges = [min(word.x0 for word in column) for column in columns]
        if len(edges) >= len(self.edges):
            self.edges = edges
            return cells
        places = [_nearest(edge, self.edges) for edge in edges]
        if None in places:
            return cells
        return [Cell(c.words, 1 + (places[c.column - 1] or 0), c.row) for c in cells]

    def _single(self, words: list[Word], count: int) -> list[Cell]:
        """Return words below each other; they may be the rest of one cell of a table."""
        column = _nearest(min(word.x0 for word in words), self.edges)
        if self.tables > 0 and column:
            return [Cell(words, column + 1, count + 1)]
        return [Cell(words)]


def _nearest(x: float, places: Sequence[float]) -> int | None:
    """Return which of the places an edge stands at."""
    return next((k for k, place in enumerate(places) if abs(x - place) < _PLACE), None)


def _last(cells: Iterable[Cell], count: int) -> int:
    return max((cell.row for cell in cells if cell.row is not None), default=count)


def _ruled(grid: Grid, words: Sequence[Word], count: int) -> list[Cell]:
    return [
        Cell(inside, column, count + 1 + row) for (row, column), inside in grid.cells(words).items()
    ]


def _zones(
    bands: Sequence[Band], strips: Sequence[Gutter]
) -> Iterable[tuple[Sequence[Band], tuple[float, ...]]]:
    """Yield stretches of a page with the places that part their columns."""
    cuts = [
        tuple(strip.middle for strip in strips if strip.first <= k <= strip.last)
        for k in range(len(bands))
    ]
    start = 0
    for k in range(1, len(bands) + 1):
        if k == len(bands) or cuts[k] != cuts[start]:
            yield bands[start:k], _used(bands[start:k], cuts[start])
            start = k


def _used(zone: Sequence[Band], cuts: tuple[float, ...]) -> tuple[float, ...]:
    """Drop the cuts that only set off an empty column."""
    if not cuts:
        return ()
    filled = [bool(column) for column in _split(zone, cuts)]
    kept = [cut for cut, left in zip(cuts, filled, strict=False) if left]
    return tuple(kept if filled[-1] else kept[:-1])


def _split(bands: Iterable[Band], cuts: Sequence[float]) -> list[list[Word]]:
    columns: list[list[Word]] = [[] for _ in range(len(cuts) + 1)]
    for band in bands:
        for word in band:
            columns[bisect_left(cuts, (word.x0 + word.x1) / 2)].append(word)
    return columns


def _like_table(columns: Sequence[Sequence[Word]]) -> float:
    """Weigh a table, above zero, against newspaper columns, below zero.

    Columns of one script each, or of stamps, make a table; else blocks that begin together.
    """
    filled = [column for column in columns if column]
    scripts = [script(column) for column in filled]
    if (len(set(scripts)) > 1 and "" not in scripts) or any(map(stamps, filled)):
        return _CERTAIN
    if heads_rows(filled[0], filled[1:]) or heads_rows(filled[-1], filled[:-1]):
        return _CERTAIN
    size = median(word.style.size for column in filled for word in column)
    # what stands above or below all the other columns is a running head, or a page number
    top = max(min(word.base for word in column) for column in filled) - _SAME * size
    end = min(max(word.base for word in column) for column in filled) + _SAME * size
    inside = ([y for y in block_starts(column) if top <= y <= end] for column in filled)
    few, *others = sorted(inside, key=len)
    other = [y for starts in others for y in starts]
    together = sum(any(abs(y - z) < _SAME * size for z in other) for y in few)
    return together - _TABLE * len(few) if len(few) > 1 else 0.0


def _newspaper(columns: Sequence[list[Word]]) -> list[Cell]:
    filled = [column for column in columns if column]
    if all(script(column) in RIGHTWARD for column in filled):
        filled.reverse()
    return [Cell(column, k) for k, column in enumerate(filled, start=1)]


def _table(
    zone: Sequence[Band], cuts: Sequence[float], columns: Sequence[Sequence[Word]], count: int
) -> list[Cell]:
    return [
        Cell(words, column, number)
        for number, group in enumerate(table_rows(zone, columns), start=count + 1)
        for column, words in enumerate(_split(group, cuts), start=1)
        if words
    ]
