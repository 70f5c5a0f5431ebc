"""The best way to string two lists of sentences on one thread: beads of 1-1, 1-2, 2-1 ...

A bead (rows, columns) ties that many sentences of one language to that many of the other.
"""

from collections.abc import Callable
from heapq import nlargest
from typing import NamedTuple

PRIORS = {
    (1, 1): -0.2,
    (1, 2): -2.5,
    (2, 1): -2.5,
    (2, 2): -4.2,
    (1, 3): -4.2,
    (3, 1): -4.2,
    (2, 3): -5.2,
    (3, 2): -5.2,
    (1, 4): -5.2,
    (4, 1): -5.2,
    (1, 0): 0.0,
    (0, 1): 0.0,
}
"""How often each bead is met, as logarithms; the score knows what a missing translation costs."""

BEAM = 8
MARGIN = 15.0
"""How many ways to have strung a given number of sentences are followed up, and how far a way
may be behind the best of them."""


class Bead(NamedTuple):
    """Rows `top` up to `bottom` say what columns `left` up to `right` say, and how surely."""

    top: int
    bottom: int
    left: int
    right: int
    score: float


Score = Callable[[int, int, int, int], float]


def string(
    rows: int, columns: int, score: Score, priors: dict[tuple[int, int], float] = PRIORS
) -> list[Bead]:
    """Return the beads of the best total score, in order; each row and column is in one bead.

    The ways to have strung n sentences of both languages together are kept for each n, and only
    the best of them are followed up, so that the time grows with the number of sentences. Two
    lone sentences are not parted, however unlike they are.
    """
    if rows == columns == 1:
        return [Bead(0, 1, 0, 1, priors[1, 1] + score(0, 1, 0, 1))]
    reached: list[dict[tuple[int, int], tuple[float, Bead | None]]] = [
        {} for _ in range(rows + columns + 1)
    ]
    reached[0][0, 0] = (0.0, None)
    for done, ways in enumerate(reached):
        best = nlargest(BEAM, ways.items(), key=_total)
        for (i, j), (total, _) in best:
            if total < best[0][1][0] - MARGIN:
                break
            for (down, across), prior in priors.items():
                bottom, right = i + down, j + across
                if bottom > rows or right > columns:
                    continue
                gain = prior + score(i, bottom, j, right)
                front = reached[done + down + across]
                if (bottom, right) not in front or total + gain > front[bottom, right][0]:
                    front[bottom, right] = total + gain, Bead(i, bottom, j, right, gain)
    return _trace(reached, rows, columns)


def _total(way: tuple[tuple[int, int], tuple[float, Bead | None]]) -> float:
    return way[1][0]


def _trace(
    reached: list[dict[tuple[int, int], tuple[float, Bead | None]]], rows: int, columns: int
) -> list[Bead]:
    beads = []
    while bead := reached[rows + columns][rows, columns][1]:
        beads.append(bead)
        rows, columns = bead.top, bead.left
    return beads[::-1]
