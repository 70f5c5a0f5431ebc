"""Pairs into clauses: where a pair can be cut in both languages at the same place of meaning.

A pair may be cut at marks, and in long stretches also before words that begin a part of a
sentence. It is halved wherever both halves are much better evidenced than the whole; what is left
is cut so that the evidence of all parts together is strongest.
"""

from collections.abc import Iterable, Sequence
from itertools import accumulate
from math import inf, log
from typing import NamedTuple

from stages.align.beads import string
from stages.align.evidence import Evidence
from stages.align.phrases import Phrase, phrases
from stages.align.sentence import Sentence
from stages.align.tongues import Tongues
from stages.schema import Clause, Pair
from stages.text import width

CUT = 0.0
"""What each cut costs by itself."""
HURRIED = -0.7
"""What it costs to make a part that is too short to be read by itself."""
BRIEF, LINE = 12.0, 42.0
"""Letters of such a part, and of what fits a line of subtitles and is left whole; a full-width
character is worth several letters."""
UNLIKE = -3.0
"""Parts whose lengths fit as badly as this are not looked at any closer."""
DISPROPORTION = 5.0
"""Parts of which one is so many times as long as the other are not even measured."""
PLAIN, LESSER = 5.0, -1.0
"""The gain from which a cut is beyond doubt, and the cost from which it never is."""
VAST = 40
"""Pairs of more phrases than this are strung in one pass, lest the time grow with their square."""
MOST = 5
"""A part has at most so many phrases of both languages together."""


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

    @property
    def empty(self) -> bool:
        """Whether it lacks a side."""
        return self.top == self.bottom or self.left == self.right

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
    if max(len(rows), len(columns)) > VAST:
        boxes = _thread(tongues, rows, columns)
    else:
        boxes = _Grid(tongues, rows, columns).cut()
    if len(boxes) < 2:
        return ()
    return tuple(_clause(box.turned() if tongues.turned else box, pair, found) for box in boxes)


def _thread(tongues: Tongues, rows: Sequence[Phrase], columns: Sequence[Phrase]) -> list[Box]:
    """Pair the phrases of an endless sentence like sentences; none stays alone."""
    score = tongues.evidence.scorer(
        [tongues.row(phrase.text) for phrase in rows],
        [tongues.column(phrase.text) for phrase in columns],
    )
    boxes: list[Box] = []
    for bead in string(len(rows), len(columns), score):
        box = Box(*bead[:4])
        if boxes and (box.empty or boxes[-1].empty):
            last = boxes.pop()
            box = Box(last.top, box.bottom, last.left, box.right)
        boxes.append(box)
    return boxes


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
        return self._divide(Box(0, len(self._rows), 0, len(self._columns)), self._links)

    def _divide(self, box: Box, links: list[Link]) -> list[Box]:
        """Halve a box where that is beyond doubt, and string what is left."""
        if min(box.bottom - box.top, box.right - box.left) == 1 or max(self._sizes(box)) <= LINE:
            return [box]
        place = self._plain_cut(box, links)
        if place is None:
            return self._string(box, links)
        i, j = place
        first, last = Box(box.top, i, box.left, j), Box(i, box.bottom, j, box.right)
        return [
            *self._divide(first, [link for link in links if link.row < i and link.column < j]),
            *self._divide(last, [link for link in links if link.row >= i and link.column >= j]),
        ]

    def _plain_cut(self, box: Box, links: list[Link]) -> tuple[int, int] | None:
        best, place = PLAIN, None
        row, column = self._sizes(box)
        undivided = self._fit(row, column) + self._ties(column, _strongest(links))
        for i in range(box.top + 1, box.bottom):
            for j in range(box.left + 1, box.right):
                cost = self._cost(i, j)
                if cost < LESSER:
                    continue
                gain = cost - undivided + self._halves(box, i, j, links)
                if gain > best:
                    best, place = gain, (i, j)
        return place

    def _string(self, box: Box, links: list[Link]) -> list[Box]:
        """Return the boxes of the best total score, by dynamic programming over their ends."""
        best: dict[tuple[int, int], tuple[float, Box | None]] = {(box.top, box.left): (0.0, None)}
        for i in range(box.top + 1, box.bottom + 1):
            bands = [
                (a, self._down[i] - self._down[a], [x for x in links if a <= x[0] < i])
                for a in range(max(box.top, i - MOST + 1), i)
            ]
            last = i == box.bottom
            for j in (box.right,) if last else range(box.left + 1, box.right):
                ways = [
                    (best[a, b][0] + worth, Box(a, i, b, j))
                    for a, row, near in bands
                    for b in range(max(box.left, j - MOST + i - a), j)
                    if (a, b) in best and (worth := self._worth(row, near, b, j)) > UNLIKE
                ]
                if ways:
                    total, part = max(ways)
                    best[i, j] = total + (0.0 if last else self._cost(i, j)), part
        return _trace(best, box)

    def _worth(self, row: float, links: list[Link], left: int, right: int) -> float:
        """Score rows of some length, with their links, against columns from left to right."""
        column = self._across[right] - self._across[left]
        if not row / DISPROPORTION < column + BRIEF < DISPROPORTION * row + 2 * BRIEF:
            return -inf
        fit = self._fit(row, column)
        if fit < UNLIKE:
            return fit
        strongest: dict[str, float] = {}
        for _, place, key, weight in links:
            if left <= place < right and weight > strongest.get(key, 0.0):
                strongest[key] = weight
        return fit + self._ties(column, strongest)

    def _cost(self, i: int, j: int) -> float:
        return CUT + self._rows[i].cost + self._columns[j].cost

    def _halves(self, box: Box, i: int, j: int, links: list[Link]) -> float:
        """Score both halves of a box."""
        across = self._across[j] - self._across[box.left], self._across[box.right] - self._across[j]
        total = self._fit(self._down[i] - self._down[box.top], across[0])
        total += self._fit(self._down[box.bottom] - self._down[i], across[1])
        if total < UNLIKE:
            return total
        before: dict[str, float] = {}
        behind: dict[str, float] = {}
        for row, column, key, weight in links:
            if row < i:
                if column < j and weight > before.get(key, 0.0):
                    before[key] = weight
            elif column >= j and weight > behind.get(key, 0.0):
                behind[key] = weight
        return total + self._ties(across[0], before) + self._ties(across[1], behind)

    def _sizes(self, box: Box) -> tuple[float, float]:
        return (
            self._down[box.bottom] - self._down[box.top],
            self._across[box.right] - self._across[box.left],
        )

    def _fit(self, row: float, column: float) -> float:
        hurried = HURRIED if row < BRIEF or column < BRIEF else 0.0
        return self._evidence.lengths(row, column) + hurried

    def _ties(self, length: float, weights: dict[str, float]) -> float:
        size = self._evidence.size(length)
        odds = 1.0
        for weight in weights.values():
            odds *= 1.0 + weight / size
        return log(odds)


def _trace(best: dict[tuple[int, int], tuple[float, Box | None]], whole: Box) -> list[Box]:
    """Follow the best parts back from the end; the whole where they do not reach it."""
    parts: list[Box] = []
    part = best.get((whole.bottom, whole.right), (0.0, whole))[1]
    while part:
        parts.append(part)
        part = best[part.top, part.left][1] if part != whole else None
    return parts[::-1]


def _strongest(links: Iterable[Link]) -> dict[str, float]:
    found: dict[str, float] = {}
    for _, _, key, weight in links:
        if weight > found.get(key, 0.0):
            found[key] = weight
    return found


def _sums(evidence: Evidence, sentences: Sequence[Sentence]) -> list[float]:
    return [0.0, *accumulate(map(evidence.length, sentences))]
