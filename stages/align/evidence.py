"""How strongly stretches of two languages suggest that they say the same.

All scores are logarithms of "how much more likely than by chance". A key found on both sides
weighs log((chance + strength) / chance), where chance is the rate at which it turns up in any
sentence of the whole transcript. Lengths and marks weigh likewise.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from math import lgamma, log, log1p, pi
from operator import or_
from typing import NamedTuple

from stages.align.beads import Score
from stages.align.sentence import CLOSES, EXCLAMATION, OPENS, QUESTION, QUOTED, Sentence, extent
from stages.align.ties import Stretch, Stretches, strength, strongest


class Weights(NamedTuple):
    """The constants of the model, fitted on aligned English and Chinese of several kinds.

    `smoothing` sentences of chance `rarity` are added to those counted; a full-width character is
    worth `usual_ratio` letters until many more than `ratio_trust` were seen; the logarithm of the
    ratio of two lengths, of which each counts `offset` letters more, has `freedom` degrees of
    freedom and the variance `spread` plus `spread_short` over the length, by chance the deviation
    `chance_spread`; `slack` is the room that every stretch gives to chance, `mark` what a mark on
    both sides weighs. A sentence without translation costs `missing`, less by `unlinked` if it is
    of mean length, but never less than `missing_least`.
    """

    smoothing: float = 1.5
    rarity: float = 0.015
    usual_ratio: float = 2.75
    ratio_trust: float = 60.0
    spread: float = 0.05
    spread_short: float = 3.0
    freedom: float = 4.0
    chance_spread: float = 0.9
    offset: float = 6.0
    slack: float = 0.2
    mark: float = 0.9
    missing: float = -5.7
    unlinked: float = 1.3
    missing_least: float = -3.0


FITTED = Weights()
WIDEST, WORD, DISMISSED = 3.0, 6.0, -10.0
"""Stretches of which one is so many times as long as the other, give or take a word of so many
letters, are not looked at any closer, and what it costs to pair them."""

_MISSED = {QUESTION: -1.6, EXCLAMATION: -0.6, OPENS: -0.8, CLOSES: -0.8, QUOTED: -0.8}
"""What it costs when only one of the languages has the mark."""


class Evidence:
    """What the whole transcript tells of two languages: chance rates and the ratio of lengths."""

    def __init__(
        self, rows: Sequence[Sentence], columns: Sequence[Sentence], weights: Weights = FITTED
    ) -> None:
        self._weights = weights
        self._ratio = _ratio(rows, columns, weights)
        self._mean = max(1.0, sum(map(self.length, columns)) / max(1, len(columns)))
        self._chance = _chances(columns, weights)
        self._marks = _mark_scores(columns, weights)
        self.lengths = _length_score(weights)

    def scorer(self, rows: Sequence[Sentence], columns: Sequence[Sentence]) -> Score:
        """Return the score of any stretch of rows against any stretch of columns."""
        down, across = self.stretches(
            [(self.length(row), row.keys, row.marks) for row in rows],
            [(self.length(column), column.keys, column.marks) for column in columns],
        )
        alone = [self._alone(row) for row in rows], [self._alone(column) for column in columns]
        lengths, marks = self.lengths, self._marks
        unit, slack = 1 / self._mean, self._weights.slack

        def score(top: int, bottom: int, left: int, right: int) -> float:
            if top == bottom:
                return alone[1][left]
            if left == right:
                return alone[0][top]
            row, asked, mark = down[top, bottom]
            column, told, other = across[left, right]
            if row > WIDEST * (column + WORD) or column > WIDEST * (row + WORD):
                return DISMISSED
            tie = strength(asked, told, column * unit + slack)
            return lengths(row, column) + tie + marks[mark][other]

        return score

    def stretches(
        self, rows: Sequence[Stretch], columns: Sequence[Stretch]
    ) -> tuple[Stretches, Stretches]:
        """Return all stretches of both sides, with the keys that both have and their weights."""
        asked = set().union(*(keys for _, keys, _ in rows))
        chance = self._chance
        across = [
            (
                length,
                {key: keys[key] / chance.get(key, 1.0) for key in keys.keys() & asked},
                marks,
            )
            for length, keys, marks in columns
        ]
        told = set().union(*(keys for _, keys, _ in across))
        down = [
            (length, {key: 0.0 for key in keys if key in told}, marks)
            for length, keys, marks in rows
        ]
        return Stretches(down, or_), Stretches(across, strongest)

    def room(self, length: float) -> float:
        """Return how much room for chance columns of such a length give."""
        return length / self._mean + self._weights.slack

    def length(self, sentence: Sentence) -> float:
        """Return a length in Latin letters, of which a full-width character is worth several."""
        return sentence.wide * self._ratio + sentence.narrow

    def extent(self, text: str) -> float:
        """Return the length of a text that has not been measured."""
        wide, narrow = extent(text)
        return wide * self._ratio + narrow

    def _alone(self, sentence: Sentence) -> float:
        weights = self._weights
        gain = weights.unlinked * self.length(sentence) / self._mean
        return min(weights.missing_least, weights.missing + gain)


def _length_score(w: Weights) -> Callable[[float, float], float]:
    """Return the score of two lengths: a t-distribution of the logarithm of their ratio.

    It is set against a broad normal distribution by chance.
    """
    freedom, offset, spread, spread_short = w.freedom, w.offset, w.spread, w.spread_short
    power, broad = (freedom + 1) / 2, 1 / (2 * w.chance_spread**2)
    peak = lgamma(power) - lgamma(freedom / 2) - log(freedom * pi) / 2
    peak += log(2 * pi) / 2 + log(w.chance_spread)

    def score(row: float, column: float) -> float:
        row, column = row + offset, column + offset
        apart = log(column / row)
        apart *= apart
        variance = spread + 2 * spread_short / (row + column)
        tail = power * log1p(apart / (variance * freedom))
        return peak - log(variance) / 2 - tail + apart * broad

    return score


def _ratio(rows: Sequence[Sentence], columns: Sequence[Sentence], weights: Weights) -> float:
    """Return how many letters a full-width character is worth, drawn to the usual where few."""
    wide = sum(s.wide for s in columns) - sum(s.wide for s in rows)
    narrow = sum(s.narrow for s in rows) - sum(s.narrow for s in columns)
    if wide < 0:
        wide, narrow = -wide, -narrow
    trust = weights.ratio_trust
    return max(0.5, (narrow + trust * weights.usual_ratio) / (wide + trust))


def _chances(columns: Sequence[Sentence], weights: Weights) -> dict[str, float]:
    totals: defaultdict[str, float] = defaultdict(float)
    for sentence in columns:
        for key, weight in sentence.keys.items():
            totals[key] += weight
    prior = weights.smoothing * weights.rarity
    count = len(columns) + weights.smoothing
    return {key: (total + prior) / count for key, total in totals.items()}


def _mark_scores(columns: Sequence[Sentence], weights: Weights) -> list[list[float]]:
    """Return the score of any marks of a row against any marks of a column."""
    both: dict[int, float] = {}
    neither: dict[int, float] = {}
    for mark in _MISSED:
        rate = (sum(bool(s.marks & mark) for s in columns) + 0.5) / (len(columns) + 5)
        both[mark] = weights.mark * log1p(1 / rate)
        neither[mark] = -log1p(-rate) / 2

    def score(row: int, column: int) -> float:
        return sum(
            both[mark]
            if row & column & mark
            else missed
            if (row ^ column) & mark
            else neither[mark]
            for mark, missed in _MISSED.items()
        )

    kinds = range(2 * max(_MISSED))
    return [[score(row, column) for column in kinds] for row in kinds]
