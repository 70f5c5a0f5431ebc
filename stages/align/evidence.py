"""How strongly stretches of two languages suggest that they say the same.

All scores are logarithms of "how much more likely than by chance". A key found on both sides
weighs log((chance + strength) / chance), where chance is the rate at which it turns up in any
sentence of the whole transcript. Lengths and marks weigh likewise.
"""

from collections.abc import Callable, Sequence
from math import lgamma, log, log1p, pi, sqrt
from typing import NamedTuple

from stages.align.sentence import Sentence


class Weights(NamedTuple):
    """The constants of the model, fitted on aligned English and Chinese of several kinds."""

    smoothing: float = 1.0
    rarity: float = 0.02
    usual_ratio: float = 2.75
    ratio_trust: float = 60.0
    spread: float = 0.05
    spread_short: float = 4.0
    freedom: float = 4.0
    chance_spread: float = 1.0
    offset: float = 6.0
    slack: float = 0.2
    mark: float = 0.9
    question_missed: float = -1.6
    exclamation_missed: float = -0.5
    quote_missed: float = -0.8


FITTED = Weights()
HOPELESS = -8.0
"""Lengths that differ by so much are not looked at any closer."""


class Evidence:
    """What the whole transcript tells of two languages: chance rates and the ratio of lengths."""

    def __init__(
        self, rows: Sequence[Sentence], columns: Sequence[Sentence], weights: Weights = FITTED
    ) -> None:
        self.weights = weights
        self._ratio = _ratio(rows, columns, weights)
        self._mean = max(1.0, sum(map(self.length, columns)) / max(1, len(columns)))
        self._chance = _chances(columns, weights)
        self._marks = _mark_scores(columns, weights)
        freedom = weights.freedom
        self._peak = lgamma((freedom + 1) / 2) - lgamma(freedom / 2) - log(freedom * pi) / 2
        self._base = log(2 * pi) / 2 + log(weights.chance_spread)

    def length(self, sentence: Sentence) -> float:
        """Return a sentence's length in Latin letters, a full-width character counting several."""
        return sentence.wide * self._ratio + sentence.narrow

    def links(self, row: Sentence, column: Sentence) -> dict[str, float]:
        """Return the keys that both share, with strength over chance."""
        found = column.keys
        chance = self._chance
        return {key: found[key] / chance[key] for key in row.keys.keys() & found.keys()}

    def lengths(self, row: float, column: float) -> float:
        """Score two lengths: a t-distribution of their ratio against a broad chance."""
        w = self.weights
        apart = log((column + w.offset) / (row + w.offset))
        scale = sqrt(w.spread + w.spread_short / ((row + column) / 2 + w.offset))
        expected = (
            self._peak - log(scale) - (w.freedom + 1) / 2 * log1p((apart / scale) ** 2 / w.freedom)
        )
        return expected + self._base + (apart / w.chance_spread) ** 2 / 2

    def marks(self, rows: Sequence[Sentence], columns: Sequence[Sentence]) -> float:
        """Score the marks of two stretches."""
        question, exclamation, opens, closes, quoted = self._marks
        return (
            question[any(s.marks.question for s in rows)][any(s.marks.question for s in columns)]
            + exclamation[any(s.marks.exclamation for s in rows)][
                any(s.marks.exclamation for s in columns)
            ]
            + opens[rows[0].marks.opens][columns[0].marks.opens]
            + closes[rows[-1].marks.closes][columns[-1].marks.closes]
            + quoted[any(s.marks.quoted for s in rows)][any(s.marks.quoted for s in columns)]
        )

    def scorer(
        self, rows: Sequence[Sentence], columns: Sequence[Sentence]
    ) -> Callable[[int, int, int, int], float]:
        """Return the score of any stretch of rows against any stretch of columns."""
        down = _sums([self.length(s) for s in rows])
        across = _sums([self.length(s) for s in columns])
        links: dict[tuple[int, int], dict[str, float]] = {}

        def shared(i: int, j: int) -> dict[str, float]:
            if (found := links.get((i, j))) is None:
                found = links[i, j] = self.links(rows[i], columns[j])
            return found

        def score(top: int, bottom: int, left: int, right: int) -> float:
            length = across[right] - across[left]
            total = self.lengths(down[bottom] - down[top], length)
            if total < HOPELESS:
                return total + HOPELESS
            if bottom - top == 1 == right - left:
                found = shared(top, left)
            else:
                found = {}
                for i in range(top, bottom):
                    for j in range(left, right):
                        for key, weight in shared(i, j).items():
                            if weight > found.get(key, 0.0):
                                found[key] = weight
            size = length / self._mean + self.weights.slack
            odds = 1.0
            for weight in found.values():
                odds *= 1.0 + weight / size
            return total + log(odds) + self.marks(rows[top:bottom], columns[left:right])

        return score


def _sums(values: list[float]) -> list[float]:
    sums = [0.0]
    for value in values:
        sums.append(sums[-1] + value)
    return sums


def _ratio(rows: Sequence[Sentence], columns: Sequence[Sentence], weights: Weights) -> float:
    """Return how many letters a full-width character is worth, drawn to the usual where few."""
    wide = sum(s.wide for s in columns) - sum(s.wide for s in rows)
    narrow = sum(s.narrow for s in rows) - sum(s.narrow for s in columns)
    if wide < 0:
        wide, narrow = -wide, -narrow
    trust = weights.ratio_trust
    return max(0.5, (narrow + trust * weights.usual_ratio) / (wide + trust))


def _chances(columns: Sequence[Sentence], weights: Weights) -> dict[str, float]:
    totals: dict[str, float] = {}
    for sentence in columns:
        for key, strength in sentence.keys.items():
            totals[key] = totals.get(key, 0.0) + strength
    prior = weights.smoothing * weights.rarity
    count = len(columns) + weights.smoothing
    return {key: (total + prior) / count for key, total in totals.items()}


Table = tuple[tuple[float, float], tuple[float, float]]


def _mark_scores(columns: Sequence[Sentence], weights: Weights) -> list[Table]:
    missed = (
        weights.question_missed,
        weights.exclamation_missed,
        weights.quote_missed,
        weights.quote_missed,
        weights.quote_missed,
    )
    tables = []
    for place, penalty in enumerate(missed):
        rate = (sum(s.marks[place] for s in columns) + 0.5) / (len(columns) + 5)
        both = weights.mark * log1p(1 / rate)
        tables.append(((-log1p(-rate) / 2, penalty), (penalty, both)))
    return tables
