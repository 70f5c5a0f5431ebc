"""Pairs into clauses: where a pair can be cut in both languages at the same place of meaning.

A pair may be cut at marks, and in long stretches also before words that begin a part of a
sentence. It is halved wherever both halves are much better evidenced than the whole; what is left
is cut so that the evidence of all parts together is strongest.
"""

from collections.abc import Sequence
from math import inf
from typing import NamedTuple

from stages.align.beads import string
from stages.align.phrases import Phrase, phrases
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
    if all(2 * width(text) <= LINE for text in pair.texts.values()):
        return ()
    found = []
    for name, text in pair.texts.items():
        found.append(phrases(text, name))
        if len(found[-1]) < 2:
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
    parts = tongues.parts([p.text for p in rows], [p.text for p in columns])
    score = tongues.evidence.scorer(*parts)
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
        evidence = tongues.evidence
        self._lengths = evidence.lengths
        self._rows, self._columns = rows, columns
        down, across = tongues.parts([p.text for p in rows], [p.text for p in columns])
        self._down, self._across = evidence.sums(down), evidence.sums(across)
        self._ties = evidence.ties(down, across)

    def cut(self) -> list[Box]:
        """Return the smallest boxes that are worth cutting out, in order."""
        return self._divide(Box(0, len(self._rows), 0, len(self._columns)))

    def _divide(self, box: Box) -> list[Box]:
        """Halve a box where that is beyond doubt, and string what is left."""
        if min(box.bottom - box.top, box.right - box.left) == 1 or max(self._sizes(*box)) <= LINE:
            return [box]
        place = self._plain_cut(box)
        if place is None:
            return self._string(box)
        i, j = place
        return [
            *self._divide(Box(box.top, i, box.left, j)),
            *self._divide(Box(i, box.bottom, j, box.right)),
        ]

    def _plain_cut(self, box: Box) -> tuple[int, int] | None:
        best, place = PLAIN, None
        undivided = self._fit(*self._sizes(*box)) + self._ties.strength(*box)
        for i in range(box.top + 1, box.bottom):
            for j in range(box.left + 1, box.right):
                cost = self._cost(i, j)
                if cost < LESSER:
                    continue
                gain = cost - undivided + self._halves(box, i, j)
                if gain > best:
                    best, place = gain, (i, j)
        return place

    def _string(self, box: Box) -> list[Box]:
        """Return the boxes of the best total score, by dynamic programming over their ends."""
        best: dict[tuple[int, int], tuple[float, Box | None]] = {(box.top, box.left): (0.0, None)}
        for i in range(box.top + 1, box.bottom + 1):
            last = i == box.bottom
            for j in (box.right,) if last else range(box.left + 1, box.right):
                ways = [
                    (best[a, b][0] + worth, Box(a, i, b, j))
                    for a in range(max(box.top, i - MOST + 1), i)
                    for b in range(max(box.left, j - MOST + i - a), j)
                    if (a, b) in best and (worth := self._worth(a, i, b, j)) > UNLIKE
                ]
                if ways:
                    total, part = max(ways)
                    best[i, j] = total + (0.0 if last else self._cost(i, j)), part
        return _trace(best, box)

    def _worth(self, top: int, bottom: int, left: int, right: int) -> float:
        """Score rows against columns."""
        row, column = self._sizes(top, bottom, left, right)
        if not row / DISPROPORTION < column + BRIEF < DISPROPORTION * row + 2 * BRIEF:
            return -inf
        fit = self._fit(row, column)
        return fit if fit < UNLIKE else fit + self._ties.strength(top, bottom, left, right)

    def _cost(self, i: int, j: int) -> float:
        return CUT + self._rows[i].cost + self._columns[j].cost

    def _halves(self, box: Box, i: int, j: int) -> float:
        """Score both halves of a box."""
        top, bottom, left, right = box
        total = self._fit(*self._sizes(top, i, left, j))
        total += self._fit(*self._sizes(i, bottom, j, right))
        if total < UNLIKE:
            return total
        total += self._ties.strength(top, i, left, j)
        return total + self._ties.strength(i, bottom, j, right)

    def _sizes(self, top: int, bottom: int, left: int, right: int) -> tuple[float, float]:
        return self._down[bottom] - self._down[top], self._across[right] - self._across[left]

    def _fit(self, row: float, column: float) -> float:
        hurried = HURRIED if row < BRIEF or column < BRIEF else 0.0
        return self._lengths(row, column) + hurried


def _trace(best: dict[tuple[int, int], tuple[float, Box | None]], whole: Box) -> list[Box]:
    """Follow the best parts back from the end; the whole where they do not reach it."""
    parts: list[Box] = []
    part = best.get((whole.bottom, whole.right), (0.0, whole))[1]
    while part:
        parts.append(part)
        part = best[part.top, part.left][1] if part != whole else None
    return parts[::-1]
