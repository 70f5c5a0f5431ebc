"""The margins of a document: where its lines begin and end, and how much room they leave."""

from collections import defaultdict
from collections.abc import Sequence

from stages.normalize.languages import main_script
from stages.normalize.lines import Item
from stages.normalize.widths import advance, first_letter, first_word, ideograph

_MANY = 200
_INDENT_EMS = 0.8
_SLACK = 0.5
"""Ems: no line is surely short by less, since widths are estimated and words part by blanks."""

_NARROWEST = 0.4
_RIGHT_TO_LEFT = ("Arab", "Hebr")


class Margins:
    """Knows for each line of a document where its column begins and ends."""

    def __init__(self, items: Sequence[Item]) -> None:
        """Learn the margins from the lines of text."""
        self._sides: dict[Item, tuple[float, float]] = {}
        self._advances: dict[Item, float] = {}
        self._margins: dict[tuple[int, int], float] = {}
        self._edges: dict[tuple[int, int], float] = {}
        ends: dict[tuple[int, int], list[float]] = defaultdict(list)
        for item in items:
            column, left = (item.page.number, item.line.column), self.span(item)[0]
            self._edges[column] = min(left, self._edges.get(column, left))
            ends[self.place(item)].append(self.span(item)[1])
        for place, values in ends.items():
            values.sort()
            self._margins[place] = values[-1 - len(values) // 100]
        self._widen(items, ends)

    def span(self, item: Item) -> tuple[float, float]:
        """Return where a line begins and ends in its direction of writing."""
        if item not in self._sides:
            line = item.line
            mirrored = not item.text.isascii() and main_script(item.text) in _RIGHT_TO_LEFT
            self._sides[item] = (-line.x1, -line.x0) if mirrored else (line.x0, line.x1)
        return self._sides[item]

    def place(self, item: Item) -> tuple[int, int]:
        """Return the column of a line and where in it the line begins."""
        return item.line.column, round(self.span(item)[0] / 2)

    def indented(self, before: Item, this: Item) -> bool:
        """Whether a line begins farther in than the line before, as a paragraph does."""
        ems = this.line.size or 10
        return _INDENT_EMS * ems < self._from_edge(this) - self._from_edge(before) < 6 * ems

    def flush(self, item: Item) -> bool:
        """Whether a line begins at the edge of its column, as no indented one does."""
        return self._from_edge(item) <= _INDENT_EMS * (item.line.size or 10)

    def inset(self, item: Item) -> int:
        """Return how far in a line begins, as one of some steps."""
        return round(self._from_edge(item) / 2)

    def _from_edge(self, item: Item) -> float:
        """Return how far from the edge of its column on its page a line begins."""
        return self.span(item)[0] - self._edges.get((item.page.number, item.line.column), 0.0)

    def room(self, item: Item) -> float:
        """Return the share of the line that is left blank at its end."""
        left, right = self.span(item)
        margin = self._margin(item)
        return (margin - right) / max(margin - left, 1.0)

    def spare(self, before: Item, this: Item) -> float:
        """Return how many ems more than the first word of a line would fit on the line before.

        Where nothing would have fitted, it does not matter how much was lacking.
        """
        ems = this.line.size or 10
        room = self._margin(before) - self.span(before)[1]
        if room <= _NARROWEST * ems:
            return -_NARROWEST
        return (room - self._first_width(this)) / ems

    def short(self, before: Item, this: Item) -> bool:
        """Whether the first word of a line would still have fitted on the line before."""
        return self.spare(before, this) > _SLACK

    def _first_width(self, item: Item) -> float:
        """Return how wide the first word of a line is set, with what goes with it."""
        word = first_word(item.text)
        if item not in self._advances:
            self._advances[item] = advance(item.text)
        line = item.line
        width = (line.x1 - line.x0) * advance(word) / max(self._advances[item], 0.1)
        start = first_letter(word)
        if ideograph(word[start : start + 1]):
            return max(width, (line.size or 10) * (len(word) - start) * 0.9)
        return max(width, (line.size or 10) * _NARROWEST)

    def _widen(self, items: Sequence[Item], ends: dict[tuple[int, int], list[float]]) -> None:
        """Where no line seems to have been full, expect a right margin as wide as the left one."""
        for item in {self.place(item): item for item in items}.values():
            place = self.place(item)
            left, margin = self.span(item)[0], self._margins[place]
            if place[0] or item.line.row is not None or left < 0 or len(ends[place]) > _MANY:
                continue
            near = sum(end > margin - 0.06 * (margin - left) for end in ends[place])
            if near < max(3, 0.12 * len(ends[place])):
                self._margins[place] = max(margin, item.page.width - left - 2 * item.line.size)

    def _margin(self, item: Item) -> float:
        column, left = self.place(item)
        around = [self._margins.get((column, left + step), -1e9) for step in (-1, 0, 1)]
        if max(around) < self.span(item)[1] + 1:
            # the first line of an indented paragraph: the margin is that of the lines at its left
            around += [self._margins.get((column, left - step), -1e9) for step in range(2, 32)]
        return max(around)
