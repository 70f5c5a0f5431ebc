"""Pairs into clauses: where a pair can be cut in both languages at the same place of meaning.

A pair is cut in two at the best place, and its halves again, as long as both halves together are
better evidenced than the whole: at marks, and in long stretches also before words that begin a
part of a sentence.
"""

from collections.abc import Sequence
from itertools import accumulate
from math import log
from typing import NamedTuple

from stages.align.evidence import Evidence
from stages.align.phrases import Phrase, phrases
from stages.align.sentence import Sentence
from stages.align.tongues import Tongues
from stages.schema import Clause, Pair
from stages.text import width

CUT = -0.5
"""What each cut costs, so that none is made without evidence."""
HURRIED = -1.5
"""What it costs to leave a half that is too short to be read by itself."""
BRIEF, LINE = 12.0, 42.0
"""Letters of such a half, and of what fits a line of subtitles and is left whole; a full-width
character is worth several letters."""
UNLIKE = -4.0
"""Halves whose lengths fit as badly as this are not looked at any closer."""


class Link(NamedTuple):
    """A key that row phrase `row` shares with column phrase `column`: strength over chance."""

    row: int
    column: int
    key: str
    weight: float


class Box(NamedTuple):
    """Row phrases `top` up to `bottom` with column phrases `left` up to `right`."""

    top: int
    bottom: int
    left: int
    right: int

    def turned(self) -> "Box":
        """Return the box with rows and columns exchanged."""
        return Box(self.left, self.right, self.top, self.bottom)


def cut(pair: Pair, tongues: Tongues) -> tuple[Clause, ...]:
    """Return the clauses of a pair in two languages; none where it is best left whole."""
    names = list(pair.texts)
    if all(2 * width(text) <= LINE for text in pair.texts.values()):
        return ()
    found = [phrases(pair.texts[name], name) for name in names]
    if min(map(len, found)) < 2:
        return ()
    rows, columns = found[::-1] if tongues.turned else found
    boxes = _Grid(tongues, rows, columns).cut()
    if len(boxes) < 2:
        return ()
    return tuple(_clause(box.turned() if tongues.turned else box, pair, found) for box in boxes)


def _clause(box: Box, pair: Pair, found: Sequence[Sequence[Phrase]]) -> Clause:
    ends = ((box.top, box.bottom), (box.left, box.right))
    return Clause(
        texts={
            name: text[parts[start].start : parts[end - 1].end]
            for (name, text), parts, (start, end) in zip(
                pair.texts.items(), found, ends, strict=True
            )
        }
    )


class _Grid:
    """The phrases of a pair in both languages, and the keys that tie them."""

    def __init__(self, tongues: Tongues, rows: Sequence[Phrase], columns: Sequence[Phrase]) -> None:
        self._evidence = tongues.evidence
        self._rows, self._columns = rows, columns
        down = [tongues.row(phrase.text) for phrase in rows]
        across = [tongues.column(phrase.text) for phrase in columns]
        self._down = _sums(self._evidence, down)
        self._across = _sums(self._evidence, across)
        self._links = [
            Link(i, j, key, weight)
            for i, row in enumerate(down)
            for j, column in enumerate(across)
            for key, weight in self._evidence.links(row, column).items()
        ]

    def cut(self) -> list[Box]:
        """Return the smallest boxes that are worth cutting out, in order."""
        whole = Box(0, len(self._rows), 0, len(self._columns))
        return self._halve(whole, self._links)

    def _halve(self, box: Box, links: list[Link]) -> list[Box]:
        if self._fits_line(box):
            return [box]
        best, place = 0.0, None
        undivided = self._worth(box, links)
        for i in range(box.top + 1, box.bottom):
            for j in range(box.left + 1, box.right):
                gain = self._rows[i].cost + self._columns[j].cost + CUT - undivided
                gain += self._halves(box, i, j, links)
                if gain > best:
                    best, place = gain, (i, j)
        if place is None:
            return [box]
        i, j = place
        before = [link for link in links if link.row < i and link.column < j]
        behind = [link for link in links if link.row >= i and link.column >= j]
        return [
            *self._halve(Box(box.top, i, box.left, j), before),
            *self._halve(Box(i, box.bottom, j, box.right), behind),
        ]

    def _halves(self, box: Box, i: int, j: int, links: list[Link]) -> float:
        """Score both halves of a box."""
        first, last = Box(box.top, i, box.left, j), Box(i, box.bottom, j, box.right)
        total = self._fit(first) + self._fit(last)
        if total < UNLIKE:
            return total
        before = [link for link in links if link.row < i and link.column < j]
        behind = [link for link in links if link.row >= i and link.column >= j]
        return total + self._ties(first, before) + self._ties(last, behind)

    def _fits_line(self, box: Box) -> bool:
        row = self._down[box.bottom] - self._down[box.top]
        return max(row, self._across[box.right] - self._across[box.left]) <= LINE

    def _worth(self, box: Box, links: list[Link]) -> float:
        return self._fit(box) + self._ties(box, links)

    def _fit(self, box: Box) -> float:
        row = self._down[box.bottom] - self._down[box.top]
        column = self._across[box.right] - self._across[box.left]
        hurried = HURRIED if row < BRIEF or column < BRIEF else 0.0
        return self._evidence.lengths(row, column) + hurried

    def _ties(self, box: Box, links: list[Link]) -> float:
        strongest: dict[str, float] = {}
        for link in links:
            if link.weight > strongest.get(link.key, 0.0):
                strongest[link.key] = link.weight
        size = self._evidence.size(self._across[box.right] - self._across[box.left])
        odds = 1.0
        for weight in strongest.values():
            odds *= 1.0 + weight / size
        return log(odds)


def _sums(evidence: Evidence, sentences: Sequence[Sentence]) -> list[float]:
    return [0.0, *accumulate(map(evidence.length, sentences))]
