"""The best way to string two lists of sentences on one thread: beads of 1-1, 1-2, 2-1 ...

A bead (rows, columns) ties that many sentences of one language to that many of the other.
"""

from collections.abc import Callable
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
Place = tuple[int, int]
Way = tuple[float, float, Place]
"""The total of a way to some place, what its last bead gains, and where this began."""


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
    reached: list[dict[Place, Way]] = [{} for _ in range(rows + columns + 1)]
    reached[0][0, 0] = 0.0, 0.0, (0, 0)
    beads = [(down, across, down + across, prior) for (down, across), prior in priors.items()]
    for done, ways in enumerate(reached):
        best = sorted(ways.items(), key=_total, reverse=True)[:BEAM]
        for (i, j), (total, _, _) in best:
            if total < best[0][1][0] - MARGIN:
                break
            for down, across, size, prior in beads:
                bottom, right = i + down, j + across
                if bottom > rows or right > columns:
                    continue
                gain = prior + score(i, bottom, j, right)
                front = reached[done + size]
                known = front.get((bottom, right))
                if known is None or total + gain > known[0]:
                    front[bottom, right] = total + gain, gain, (i, j)
    return _trace(reached, rows, columns)


def _total(reached: tuple[Place, Way]) -> float:
    return reached[1][0]


def _trace(reached: list[dict[Place, Way]], rows: int, columns: int) -> list[Bead]:
    beads = []
    while rows or columns:
        _, gain, (top, left) = reached[rows + columns][rows, columns]
        beads.append(Bead(top, rows, left, columns, gain))
        rows, columns = top, left
    return beads[::-1]
