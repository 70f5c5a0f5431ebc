"""Pairs of words learnt from a transcript itself, for languages that have no dictionary here.

Words that keep turning up at the same place of the turns translate each other. The place is the
share of the turn's text before it, so nothing needs to be aligned for this.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import cache
from math import log

from stages.align.scripts import CJK
from stages.align.sentence import Keys, word_keys

REACH = 1
"""Sentences on either side of the place that may hold the translation."""
OFTEN = 0.2
"""Words in more than this share of the sentences tell nothing."""
CERTAIN = 12.0
"""The log-likelihood ratio (Dunning) from which a pair is no accident."""

_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+")
_MARKS = re.compile(r"[\u3000-\u303f\uff00-\uff65]")

Learnt = dict[str, Keys]
"""Words of the other language, each with the words of the first that it may stand for."""


def terms(text: str) -> set[str]:
    """Return what may be learnt of a text: stems, and pairs of characters without spaces."""
    found = {key for key in word_keys(text) if not key.startswith("#")}
    for run in _runs().findall(_MARKS.sub(" ", text)):
        found.update(run[place : place + 2] for place in range(len(run) - 1))
    return found


@cache
def _runs() -> re.Pattern[str]:
    """Return the pattern of runs without spaces; slow to compile, and not always needed."""
    return re.compile(f"[{CJK}]+")


def names(texts: Iterable[str]) -> set[str]:
    """Return the stems of words that stand with a capital inside a sentence."""
    return {
        key
        for text in texts
        for name in _NAME.findall(text)
        for key in word_keys(name)
        if len(key) > 2
    }


def learn(
    turns: Sequence[tuple[Sequence[str], Sequence[str]]], wanted: Set[str] | None = None
) -> Learnt:
    """Learn from the sentences of each turn in both languages, of `wanted` words or of all."""
    seen: list[tuple[set[str], set[str]]] = []
    repeated: Counter[str] = Counter()
    for texts, others in turns:
        near = [terms(text) for text in others]
        repeated.update(term for found in near for term in found)
        seen += [
            (terms(text), set().union(*near[start:end]))
            for text, (start, end) in zip(texts, _windows(texts, others), strict=True)
        ]
    most = max(3, OFTEN * len(seen))
    ours = Counter(term for first, _ in seen for term in first if not wanted or term in wanted)
    ours = Counter({term: count for term, count in ours.items() if 2 <= count <= most})
    theirs = Counter(term for _, second in seen for term in second if repeated[term] > 1)
    both = Counter(
        (term, other)
        for first, second in seen
        for term in first & ours.keys()
        for other in second & theirs.keys()
    )
    learnt: Learnt = {}
    for (term, other), count in both.items():
        strength = count / ours[term] - theirs[other] / len(seen)
        if (
            count > 1
            and strength > 0
            and _surprise(count, ours[term], theirs[other], len(seen)) > CERTAIN
        ):
            learnt.setdefault(other, {})[term] = round(strength, 3)
    return learnt


def _windows(texts: Sequence[str], others: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield for each text the range of others around the same share of the turn."""
    whole, across = sum(map(len, texts)), [0]
    for other in others:
        across.append(across[-1] + len(other))
    passed = 0
    for text in texts:
        first, last = (across[-1] * end / whole for end in (passed, passed + len(text)))
        touched = [n for n in range(len(others)) if across[n] < last and across[n + 1] > first]
        yield max(0, min(touched, default=0) - REACH), max(touched, default=0) + REACH + 1
        passed += len(text)


def _surprise(both: int, ours: int, theirs: int, total: int) -> float:
    """Return Dunning's log-likelihood ratio of a two-by-two table."""
    table = (both, ours - both, theirs - both, total - ours - theirs + both)
    rows, columns = (ours, total - ours), (theirs, total - theirs)
    expected = [row * column / total for row in rows for column in columns]
    return 2 * sum(n * log(n / e) for n, e in zip(table, expected, strict=True) if n > 0)
