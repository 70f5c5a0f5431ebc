"""Stretches of sentences, put together once each, and the keys that two of them share."""

from collections.abc import Callable, Sequence
from math import log

from stages.align.sentence import CLOSES, OPENS, Keys

Stretch = tuple[float, Keys, int]
"""The length of several sentences behind each other, what keys they have, and which marks."""


class Stretches(dict[tuple[int, int], Stretch]):
    """The stretches of some sentences, from `start` up to `end`, each made when asked for."""

    def __init__(self, singles: Sequence[Stretch], merge: Callable[[Keys, Keys], Keys]) -> None:
        super().__init__({(at, at + 1): single for at, single in enumerate(singles)})
        self._merge = merge

    def __missing__(self, place: tuple[int, int]) -> Stretch:
        start, end = place
        length, keys, marks = self[start, end - 1]
        more, others, last = self[end - 1, end]
        marks = (marks & ~CLOSES) | (last & ~OPENS)
        self[place] = found = length + more, self._merge(keys, others), marks
        return found


def strongest(before: Keys, last: Keys) -> Keys:
    """Return all keys, each at its strongest."""
    found = before | last
    if len(found) < len(before) + len(last):
        for key in before.keys() & last.keys():
            found[key] = max(before[key], last[key])
    return found


def strength(asked: Keys, told: Keys, room: float) -> float:
    """Return how strongly the keys that two stretches share suggest that they belong.

    `room` is how much room for chance the columns give; each key weighs what it was told with.
    """
    product = 1.0
    for key in asked:
        if key in told:
            product *= 1.0 + told[key] / room
    return log(product)
