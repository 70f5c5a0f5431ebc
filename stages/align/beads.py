"""The cheapest way to string two lists of sentences on one thread: beads of 1-1, 1-2, 2-1 ...

A bead (rows, columns) ties that many sentences of one language to that many of the other.
"""

from collections.abc import Callable
from math import inf
from typing import NamedTuple

PRIORS = {
    (1, 1): -0.12,
    (1, 2): -3.0,
    (2, 1): -3.0,
    (2, 2): -4.6,
    (1, 3): -5.0,
    (3, 1): -5.0,
    (1, 0): -5.0,
    (0, 1): -5.0,
}


class Bead(NamedTuple):
    """Rows `top` up to `bottom` say what columns `left` up to `right` say, and how surely."""

    top: int
    bottom: int
    left: int
    right: int
    score: float


def string(rows: int, columns: int, score: Callable[[int, int, int, int], float]) -> list[Bead]:
    """Return the beads of the best total score, in order; each row and column is in one bead."""
    best = [[-inf] * (columns + 1) for _ in range(rows + 1)]
    back: list[list[Bead | None]] = [[None] * (columns + 1) for _ in range(rows + 1)]
    best[0][0] = 0.0
    for i in range(rows + 1):
        for j in range(columns + 1):
            for (n, m), prior in PRIORS.items():
                if n > i or m > j or best[i - n][j - m] == -inf:
                    continue
                gain = prior + (score(i - n, i, j - m, j) if n and m else 0.0)
                if best[i - n][j - m] + gain > best[i][j]:
                    best[i][j] = best[i - n][j - m] + gain
                    back[i][j] = Bead(i - n, i, j - m, j, gain)
    beads = []
    i, j = rows, columns
    while bead := back[i][j]:
        beads.append(bead)
        i, j = bead.top, bead.left
    return beads[::-1]
