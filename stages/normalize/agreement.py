"""Where a paragraph may end but nothing on the page is sure of it, the other language decides.

The paragraphs of two languages are laid beside each other as sentences are in Gale and Church, "A
program for aligning sentences in bilingual corpora" (1993): one usually answers to one, and a
text and its translation are about as long in the same measure. Of all ways to cut a turn, the one
is taken for which most speaks: what the page says of each cut, and how well the languages agree.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import chain, combinations
from math import inf, log, log2
from typing import NamedTuple

from stages.normalize.drafts import Doubt, Draft

_MOST_WORK = 10_000
"""Pairs of paragraphs that are compared for one turn: so many doubts are weighed together as that
allows, the weakest first. The page alone decides the others."""

_USUAL, _SELDOM = 10.0, 0.5
"""Turns of equal numbers of paragraphs, and of unequal ones, that are expected beforehand."""

_LEAST_MERGE, _MOST_MERGE, _LONE = 0.5, 2.7, 3.0
"""What two paragraphs for one cost at least and at most, and how much more one without its like."""

_SPREAD, _SHORT_SPREAD, _MOST_STRAIN = 0.15, 3.0, 6.0
"""The spread of the logarithm of a ratio of lengths, how much wider it is for a single character,
and the most that unlike lengths cost."""

_AGREED = 2.0
"""What speaks for a place that lies as far into the turn as a paragraph of the other language: by
chance it would lie anywhere."""


class _Habits(NamedTuple):
    """How the paragraphs of two languages answer to each other in a document."""

    first: str
    second: str
    ratio: float
    merge: float


def settle(turns: Sequence[Sequence[Draft]]) -> list[list[Draft]]:
    """Return the drafts of each turn, cut where a paragraph most likely begins."""
    if not any(draft.doubts for drafts in turns for draft in drafts):
        return [list(drafts) for drafts in turns]
    habits = _learn(turns)
    return [_settled(drafts, habits) for drafts in turns]


def _learn(turns: Iterable[Sequence[Draft]]) -> _Habits | None:
    """Learn the habits of a document from all its turns; None unless it has two languages."""
    lengths: Counter[str] = Counter()
    equal, unequal = _USUAL, _SELDOM
    for drafts in turns:
        counts = Counter(draft.language for draft in drafts)
        if len(counts) != 2:
            continue
        for draft in drafts:
            lengths[draft.language] += sum(draft.lengths(frozenset()))
        if max(counts.values()) > 1 and not any(draft.doubts for draft in drafts):
            alike = len(set(counts.values())) == 1
            equal, unequal = equal + alike, unequal + (not alike)
    if len(lengths) != 2 or not min(lengths.values()):
        return None
    (first, one), (second, other) = lengths.items()
    merge = min(max(log(equal / unequal), _LEAST_MERGE), _MOST_MERGE)
    return _Habits(first, second, other / one, merge)


def _settled(drafts: Sequence[Draft], habits: _Habits | None) -> list[Draft]:
    doubts = [doubt for draft in drafts for doubt in draft.doubts]
    cuts = frozenset(doubt for doubt in doubts if doubt.weight > 0)
    if doubts and habits and {draft.language for draft in drafts} == {habits.first, habits.second}:
        cuts = _best(drafts, doubts, cuts, habits)
    return [part for draft in drafts for part in draft.parts(cuts)]


def _best(
    drafts: Sequence[Draft], doubts: list[Doubt], cuts: Set[Doubt], habits: _Habits
) -> frozenset[Doubt]:
    """Return the cuts for which most speaks, beginning with those the page speaks for."""
    doubts.sort(key=lambda doubt: abs(doubt.weight))
    one, other = (
        len(_lengths(drafts, tag, frozenset(doubts))) for tag in (habits.first, habits.second)
    )
    weighed = doubts[: int(log2(max(_MOST_WORK / (one * other), 1)))]
    sure = cuts - set(weighed)
    best, most = frozenset(cuts), -inf
    for some in _subsets(weighed):
        tried = sure | set(some)
        weight = sum(doubt.weight for doubt in some)
        weight -= _discord(
            _lengths(drafts, habits.first, tried), _lengths(drafts, habits.second, tried), habits
        )
        if weight > most:
            best, most = frozenset(tried), weight
    return best


def _subsets(doubts: Sequence[Doubt]) -> Iterator[tuple[Doubt, ...]]:
    return chain.from_iterable(combinations(doubts, n) for n in range(len(doubts) + 1))


def _lengths(drafts: Sequence[Draft], language: str, cuts: Set[Doubt]) -> list[int]:
    return [
        length for draft in drafts if draft.language == language for length in draft.lengths(cuts)
    ]


def _discord(ones: Sequence[int], others: Sequence[int], habits: _Habits) -> float:
    """Return the least that it costs to lay paragraphs of these lengths beside each other."""
    costs = {(0, 0): 0.0}
    for i in range(len(ones) + 1):
        for j in range(len(others) + 1):
            if i or j:
                costs[i, j] = min(
                    costs[i - m, j - n] + cost + _strain(ones[i - m : i], others[j - n : j], habits)
                    for m, n, cost in (
                        (1, 1, 0.0),
                        (1, 2, habits.merge),
                        (2, 1, habits.merge),
                        (1, 0, habits.merge + _LONE),
                        (0, 1, habits.merge + _LONE),
                    )
                    if m <= i and n <= j
                )
    return costs[len(ones), len(others)]


def _strain(ones: Sequence[int], others: Sequence[int], habits: _Habits) -> float:
    """Return what the lengths of paragraphs cost that are said to be the same."""
    one, other = sum(ones) * habits.ratio, sum(others)
    if not ones or not others:
        return 0.0
    agreed = _AGREED if len(ones) == len(others) else 0.0
    spread = _SPREAD + _SHORT_SPREAD / max(min(one, other), 1)
    return min(log(max(other, 1) / max(one, 1)) ** 2 / (2 * spread**2), _MOST_STRAIN) - agreed
