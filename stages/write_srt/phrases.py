"""What a break costs in languages that put no spaces between words.

Word and phrase borders come from BudouX, small models made for breaking lines; a few words are
added that bind to what follows or to what stands before.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import islice, repeat
from operator import add

from stages.text import subtag
from stages.write_srt.marks import BEFORE_OPENING, NEVER, OPENING, PLAIN, punctuation_cost
from stages.write_srt.words import words_of

Scorer = Callable[[str], list[float]]
"""Of a text: how sure it is that a phrase begins at each offset; negative where none does."""

_FEATURES = {
    1: (("UW1", -3), ("UW2", -2), ("UW3", -1), ("UW4", 0), ("UW5", 1), ("UW6", 2)),
    2: (("BW1", -2), ("BW2", -1), ("BW3", 0)),
    3: (("TW1", -3), ("TW2", -2), ("TW3", -1), ("TW4", 0)),
}
"""BudouX's features by how many characters each looks at: its name, and where these begin."""

_ASCII = re.compile(r"[\x00-\x7f]")
_EDGE = "\0"
"""Stands for Latin letters, which the models do not know: to them they are the edge of a text."""

_TRADITIONAL = {"Hant", "TW", "HK", "MO"}


class Phrases:
    """The breaks of a text in a language that puts no spaces between words."""

    def __init__(self, text: str, language: str) -> None:
        self._text = text
        self._words = words_of(language)
        scorer = phrase_scorer(language)
        self._scores = scorer(text) if scorer else []

    def cost(self, at: int) -> float:
        """Return the cost of a line that ends just before offset `at`."""
        text, scores, words = self._text, self._scores, self._words
        last, first = text[at - 1], text[at]
        if not last.isalnum():
            before = text[max(0, at - 8) : at].rstrip()
            marked = punctuation_cost(before)
            if marked is not None:
                return marked
            last = before[-1:]
        if first in OPENING:
            return BEFORE_OPENING
        known = scores and last > "\x7f" and first > "\x7f"
        cost = _by_score(scores[at]) if known else PLAIN
        if last.isdecimal():
            cost += 16
        if _begins(text, at, words.join, scores):
            cost = min(cost, 20.0) - 8
        elif _begins(text, at, words.link, scores):
            cost -= 4
        elif _begins(text, at, words.follow, scores):
            cost += 14
        if _ends(text, at, words.open, scores):
            cost += 14
        return min(max(cost, 5.0), NEVER - 5)


def _by_score(score: float) -> float:
    return max(46.0 - score / 150, 10.0) if score > 0 else NEVER - 8


def _begins(text: str, at: int, words: frozenset[str], scores: Sequence[float]) -> bool:
    """Whether one of the words begins at an offset; a single character must be a whole word."""
    if text[at : at + 2] in words or text[at : at + 3] in words:
        return True
    return text[at] in words and (at + 1 >= len(scores) or scores[at + 1] > 0)


def _ends(text: str, at: int, words: frozenset[str], scores: Sequence[float]) -> bool:
    """Whether one of the words ends at an offset; a single character must be a whole word."""
    end = at - (text[at - 1] == " ")
    if text[end - 2 : end] in words or text[end - 3 : end] in words:
        return True
    return text[end - 1 : end] in words and (not scores or scores[end - 1] > 0)


@cache
def phrase_scorer(language: str) -> Scorer | None:
    """Return the scorer of a language, None where there is no model of it."""
    names = {"zh": "simplified_chinese", "ja": "japanese", "th": "thai"}
    name = names.get(subtag(language))
    if name is None:
        return None
    if name == "simplified_chinese" and _TRADITIONAL & set(language.split("-")):
        name = "traditional_chinese"
    import budoux

    return _scorer(getattr(budoux, f"load_default_{name}_parser")().model)


def _scorer(model: dict[str, dict[str, int]]) -> Scorer:
    """Return BudouX's scores; its own parser tells only where they are positive."""
    base = -0.5 * sum(sum(group.values()) for group in model.values())
    groups = {
        size: [(model[name].get, at) for name, at in _FEATURES[size] if name in model]
        for size in _FEATURES
    }

    def scores(text: str) -> list[float]:
        bare = f"{_EDGE * 3}{_ASCII.sub(_EDGE, text)}{_EDGE * 3}"
        pairs = list(map(add, bare, bare[1:]))
        grams = {1: bare, 2: pairs, 3: list(map(add, pairs, bare[2:]))}
        columns = [
            islice(map(get, grams[size], repeat(0)), 3 + at, 3 + at + len(text))
            for size, group in groups.items()
            for get, at in group
        ]
        return [base + total for total in map(sum, zip(*columns, strict=True))]

    return scores
