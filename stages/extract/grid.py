"""Ruled tables: rules that touch each other and part at least two columns."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from stages.extract.words import Word
from stages.schema import Rule

_TOUCH = 3.0
"""In points: rules nearer than this belong together (cells with a gap between their borders)."""
_CELL = 8.0
"""In points: a column is at least so wide, a row at least so high."""
_COVERED = 0.5
"""Of a row's height or a table's width: a border covers so much of it at least."""
_PADDING = 1.5
"""In em: the text of a cell begins no further behind its border."""
_HEADS = 2
"""Rules under the first column: with fewer it has none of its own."""
_RULES = 1_000
"""A page with more rules than this is a drawing, no table."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: its box, and its rows as (top, bottom, places of the borders between)."""

    x0: float
    y0: float
    x1: float
    y1: float
    rows: tuple[tuple[float, float, tuple[float, ...]], ...]
    columns: tuple[float, ...]

    def holds(self, word: Word) -> bool:
        """Whether the middle of a word lies in the table."""
        x, y = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1

    def cells(self, words: Sequence[Word]) -> dict[tuple[int, int], list[Word]]:
        """Return words by row and column, in order; column 0 is a cell across the whole table."""
        rows: dict[int, list[Word]] = defaultdict(list)
        bottoms = [bottom for _, bottom, _ in self.rows[:-1]]
        for word in words:
            rows[bisect_left(bottoms, (word.y0 + word.y1) / 2)].append(word)
        found: dict[tuple[int, int], list[Word]] = defaultdict(list)
        for row, inside in sorted(rows.items()):
            borders = self.rows[row][2] or self._unseen(inside)
            for word in inside:
                found[row, self._column(word, borders)].append(word)
        return {key: found[key] for key in sorted(found)}

    def _column(self, word: Word, borders: Sequence[float]) -> int:
        if not borders:
            return 0
        x = (word.x0 + word.x1) / 2
        left = borders[bisect_left(borders, x) - 1] if borders[0] < x else self.x0
        return 1 + bisect_right(self.columns, left)

    def _unseen(self, words: Sequence[Word]) -> tuple[float, ...]:
        """Return the borders of a row that shows none (every second row may be without).

        It has them all the same where no word lies on one, and the text of each column begins
        close to its border.
        """
        if any(_crosses(word, x) for word in words for x in self.columns):
            return ()
        starts: dict[int, float] = {}
        for word in words:
            column = self._column(word, self.columns)
            starts[column] = min(word.x0, starts.get(column, word.x0))
        edges = (self.x0, *self.columns)
        most = _PADDING * median(word.style.size for word in words)
        near = all(x - edges[column - 1] <= most for column, x in starts.items())
        return self.columns if near and len(starts) > 1 else ()


def _crosses(word: Word, x: float) -> bool:
    return word.x0 < x - 1 and x + 1 < word.x1


def grids(rules: Sequence[Rule]) -> list[Grid]:
    """Return the ruled tables of a page, down the page."""
    if len(rules) > _RULES:
        return []
    found = (_grid(group) for group in _groups(rules))
    return sorted((grid for grid in found if grid), key=lambda grid: grid.y0)


def _groups(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Gather rules that touch, directly or through others."""
    ordered = sorted(rules, key=lambda rule: rule.y0)
    leader = list(range(len(ordered)))

    def first(k: int) -> int:
        while leader[k] != k:
            leader[k] = leader[leader[k]]
            k = leader[k]
        return k

    for k, rule in enumerate(ordered):
        for n in range(k + 1, len(ordered)):
            if ordered[n].y0 > rule.y1 + _TOUCH:
                break
            if _touch(rule, ordered[n]):
                leader[first(n)] = first(k)
    groups: dict[int, list[Rule]] = {}
    for k, rule in enumerate(ordered):
        groups.setdefault(first(k), []).append(rule)
    return list(groups.values())


def _touch(a: Rule, b: Rule) -> bool:
    if is_upright(a) and is_upright(b) and abs(a.y0 - b.y0) < _TOUCH and abs(a.y1 - b.y1) < _TOUCH:
        return True  # a row that fills the page shows nothing but the borders between its cells
    across = a.x0 - b.x1 <= _TOUCH and b.x0 - a.x1 <= _TOUCH
    return across and a.y0 - b.y1 <= _TOUCH and b.y0 - a.y1 <= _TOUCH


def is_upright(rule: Rule) -> bool:
    """Whether a rule runs down the page."""
    return rule.y1 - rule.y0 > rule.x1 - rule.x0


def _grid(rules: Sequence[Rule]) -> Grid | None:
    upright = [rule for rule in rules if is_upright(rule)]
    level = [rule for rule in rules if not is_upright(rule)]
    x0, x1 = min(rule.x0 for rule in rules), max(rule.x1 for rule in rules)
    y0, y1 = min(rule.y0 for rule in rules), max(rule.y1 for rule in rules)
    columns = _places((rule.x0 + rule.x1) / 2 for rule in upright)
    columns = [x for x in columns if x - x0 > _CELL and x1 - x > _CELL]
    if not columns:
        return None
    ends = [
        y for y in _places((rule.y0 + rule.y1) / 2 for rule in level) if _wide(level, y, x0, x1)
    ]
    heads = [y for y in ends if _wide(level, y, x0, columns[0])]
    if len(heads) >= _HEADS:  # a cell of the first column may span several rows of the others
        ends = heads
    edges = [y0, *(y for y in ends if y - y0 > _CELL and y1 - y > _CELL), y1]
    rows = tuple(
        (top, bottom, tuple(x for x in columns if _high(upright, x, top, bottom)))
        for top, bottom in pairwise(edges)
    )
    return Grid(x0, y0, x1, y1, rows, tuple(columns))


def _places(values: Iterable[float]) -> list[float]:
    """Return the values in order, those that are nearly the same only once."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _TOUCH + 1:
            found.append(value)
    return found


def _wide(level: Sequence[Rule], y: float, x0: float, x1: float) -> bool:
    near = [rule for rule in level if abs((rule.y0 + rule.y1) / 2 - y) <= _TOUCH + 1]
    covered = sum(max(0.0, min(rule.x1, x1) - max(rule.x0, x0)) for rule in near)
    return covered >= _COVERED * (x1 - x0)


def _high(upright: Sequence[Rule], x: float, top: float, bottom: float) -> bool:
    near = [rule for rule in upright if abs((rule.x0 + rule.x1) / 2 - x) <= _TOUCH + 1]
    covered = sum(max(0.0, min(rule.y1, bottom) - max(rule.y0, top)) for rule in near)
    return covered >= _COVERED * (bottom - top)
