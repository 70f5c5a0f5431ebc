"""Pairs into clauses: where a pair can be cut in both languages at the same place of meaning.

A pair may be cut at marks, and in long stretches also before words that begin a part of a
sentence. It is halved wherever both halves are much better evidenced than the whole; what is left
is cut so that the evidence of all parts together is strongest.
"""

from collections.abc import Sequence
from math import inf

from stages.align.beads import string
from stages.align.evidence import WORD
from stages.align.phrases import Phrase, phrases
from stages.align.ties import Stretches, strength
from stages.align.tongues import Tongues
from stages.schema import Clause, Pair
from stages.text import width

HURRIED = -0.7
"""What it costs to make a part that is too short to be read by itself."""
BRIEF, LINE = 12.0, 42.0
"""Letters of such a part, and of what fits a line of subtitles and is left whole; a full-width
character is worth several letters."""
UNLIKE = -3.0
"""Parts whose lengths fit as badly as this are not looked at any closer."""
DISPROPORTION = 4.0
"""Parts of which one is so many times as long as the other are not even measured."""
PLAIN, LESSER = 5.0, -1.0
"""The gain from which a cut is beyond doubt, and the cost from which it never is."""
SHIFT = 0.4
"""A cut never has so much more of one language before it than of the other, as a share of all."""
VAST = 40
"""Pairs of more phrases than this are strung in one pass, lest the time grow with their square."""
MOST = 5
"""A part has at most so many phrases of both languages together."""


Box = tuple[int, int, int, int]
"""Row phrases from the first up to the second number, column phrases likewise."""
Places = list[tuple[int, int, float]]
"""Where a box may be cut, in order: the row and the column behind, and what a cut there gains."""
Best = dict[tuple[int, int], tuple[float, tuple[int, int]]]
"""The best total up to a place, and where its last part begins."""


def cut(pair: Pair, tongues: Tongues) -> tuple[Clause, ...]:
    """Return the clauses of a pair in two languages; none where it is best left whole."""
    if all(2 * width(text) <= LINE for text in pair.texts.values()):
        return ()
    found = []
    for name, text in pair.texts.items():
        found.append(phrases(text, name))
        if len(found[-1]) < 2:
            return ()
    if max(map(len, found)) > VAST:
        boxes = _thread(tongues, *found)
    elif tongues.turned:
        turned = _Grid(tongues, *found[::-1]).cut()
        boxes = [(left, right, top, bottom) for top, bottom, left, right in turned]
    else:
        boxes = _Grid(tongues, *found).cut()
    if len(boxes) < 2:
        return ()
    return tuple(_clause(box, pair, found) for box in boxes)


def _thread(tongues: Tongues, rows: Sequence[Phrase], columns: Sequence[Phrase]) -> list[Box]:
    """Pair the phrases of an endless sentence like sentences; none stays alone."""
    score = tongues.scorer([p.text for p in rows], [p.text for p in columns])
    boxes: list[Box] = []
    for top, bottom, left, right, _ in string(len(rows), len(columns), score):
        if boxes and (top == bottom or left == right or _empty(boxes[-1])):
            top, _, left, _ = boxes.pop()
        boxes.append((top, bottom, left, right))
    return boxes


def _empty(box: Box) -> bool:
    """Whether a box lacks a side."""
    top, bottom, left, right = box
    return top == bottom or left == right


def _clause(box: Box, pair: Pair, found: Sequence[Sequence[Phrase]]) -> Clause:
    (name, text), (other, translation) = pair.texts.items()
    phrases, others = found
    top, bottom, left, right = box
    return Clause(
        texts={
            name: text[phrases[top].start : phrases[bottom - 1].end],
            other: translation[others[left].start : others[right - 1].end],
        }
    )


class _Worths(dict[Box, float]):
    """How strongly the rows of each box suggest the columns, reckoned when asked for."""

    def __init__(self, tongues: Tongues, down: Stretches, across: Stretches) -> None:
        super().__init__()
        self._lengths, self._room = tongues.evidence.lengths, tongues.evidence.room
        self._down, self._across = down, across

    def __missing__(self, box: Box) -> float:
        top, bottom, left, right = box
        row, asked, _ = self._down[top, bottom]
        column, told, _ = self._across[left, right]
        worth = -inf
        if row < DISPROPORTION * (column + WORD) and column < DISPROPORTION * (row + WORD):
            fit = self._lengths(row, column)
            if row < BRIEF or column < BRIEF:
                fit += HURRIED
            if fit >= UNLIKE:
                worth = fit + strength(asked, told, self._room(column))
        self[box] = worth
        return worth


class _Grid:
    """The phrases of a pair in both languages, and what each box of them is worth."""

    def __init__(self, tongues: Tongues, rows: Sequence[Phrase], columns: Sequence[Phrase]) -> None:
        self._rows = [phrase.cost for phrase in rows]
        self._columns = [phrase.cost for phrase in columns]
        self._down, self._across = tongues.parts(
            [phrase.text for phrase in rows], [phrase.text for phrase in columns]
        )
        self._worths = _Worths(tongues, self._down, self._across)

    def cut(self) -> list[Box]:
        """Return the smallest boxes that are worth cutting out, in order."""
        return self._divide((0, len(self._rows), 0, len(self._columns)))

    def _divide(self, box: Box) -> list[Box]:
        """Halve a box where that is beyond doubt, and string what is left."""
        top, bottom, left, right = box
        if min(bottom - top, right - left) == 1:
            return [box]
        if max(self._down[top, bottom][0], self._across[left, right][0]) <= LINE:
            return [box]
        places = self._places(box)
        place = self._plain_cut(box, places)
        if place is None:
            return self._string(box, places)
        i, j = place
        return [*self._divide((top, i, left, j)), *self._divide((i, bottom, j, right))]

    def _places(self, box: Box) -> Places:
        """Return where a box may be cut, in order, and what that gains or costs."""
        top, bottom, left, right = box
        height, length = self._down[top, bottom][0], self._across[left, right][0]
        shares = [(j, self._across[left, j][0] / length) for j in range(left + 1, right)]
        places = []
        for i in range(top + 1, bottom):
            share = self._down[top, i][0] / height
            places += [
                (i, j, self._rows[i] + self._columns[j])
                for j, other in shares
                if -SHIFT < share - other < SHIFT
            ]
        return places

    def _plain_cut(self, box: Box, places: Places) -> tuple[int, int] | None:
        top, bottom, left, right = box
        worths, found = self._worths, None
        most = PLAIN + max(UNLIKE, worths[box])
        for i, j, cost in places:
            if cost < LESSER:
                continue
            total = cost + worths[top, i, left, j]
            if total > UNLIKE and (total := total + worths[i, bottom, j, right]) > most:
                most, found = total, (i, j)
        return found

    def _string(self, box: Box, places: Places) -> list[Box]:
        """Return the boxes of the best total score, by dynamic programming over their ends."""
        top, bottom, left, right = box
        best: Best = {(top, left): (0.0, (top, left))}
        worths = self._worths
        for i, j, cost in (*places, (bottom, right, 0.0)):
            most, found = -inf, None
            for a in range(max(top, i - MOST + 1), i):
                for b in range(max(left, j - MOST + i - a), j):
                    if known := best.get((a, b)):
                        total = known[0] + worths[a, i, b, j]
                        if total > most:
                            most, found = total, (a, b)
            if found:
                best[i, j] = most + cost, found
        return _trace(best, box)


def _trace(best: Best, whole: Box) -> list[Box]:
    """Follow the best parts back from the end; the whole where they do not reach it."""
    top, bottom, left, right = whole
    if (bottom, right) not in best:
        return [whole]
    parts: list[Box] = []
    while (bottom, right) != (top, left):
        i, j = best[bottom, right][1]
        parts.append((i, bottom, j, right))
        bottom, right = i, j
    return parts[::-1]
