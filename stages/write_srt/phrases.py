"""What a break costs in languages that put no spaces between words.

Word and phrase borders come from BudouX, small models made for breaking lines; a few words are
added that bind to what follows or to what stands before.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache

from stages.text import subtag
from stages.write_srt.marks import BEFORE_OPENING, NEVER, OPENING, PLAIN, punctuation_cost
from stages.write_srt.words import Words, words_of

Scorer = Callable[[str], list[float]]
"""Of a text: how sure it is that a phrase begins at each offset; negative where none does."""

_FEATURES = (
    ("UW1", -3, -2), ("UW2", -2, -1), ("UW3", -1, 0), ("UW4", 0, 1), ("UW5", 1, 2), ("UW6", 2, 3),
    ("BW1", -2, 0), ("BW2", -1, 1), ("BW3", 0, 2),
    ("TW1", -3, 0), ("TW2", -2, 1), ("TW3", -1, 2), ("TW4", 0, 3),
)  # fmt: skip
"""BudouX's features: name, and the stretch of text around the place that each looks at."""

_ASCII = re.compile(r"[\x00-\x7f]")
_EDGE = "\0"
"""Stands for Latin letters, which the models do not know: to them they are the edge of a text."""

_TRADITIONAL = {"Hant", "TW", "HK", "MO"}


def phrase_costs(text: str, language: str) -> list[float]:
    """Return, for each offset but the first, the cost of a line that ends just before it."""
    scorer, words = phrase_scorer(language), words_of(language)
    scores = scorer(text) if scorer else []
    return [0.0, *(_cost(text, at, scores, words) for at in range(1, len(text)))]


def _cost(text: str, at: int, scores: Sequence[float], words: Words) -> float:
    last, first = text[at - 1], text[at]
    if not last.isalnum():
        before = text[max(0, at - 8) : at].rstrip()
        marked = punctuation_cost(before)
        if marked is not None:
            return marked
        last = before[-1:]
    if first in OPENING:
        return BEFORE_OPENING
    if not scores or last < "\x80" or first < "\x80":
        cost = PLAIN
    else:
        found = scores[at]
        cost = 46.0 - found / 150
        if cost < 10 or found <= 0:
            cost = 10.0 if found > 0 else NEVER - 8
    if _begins(text, at, words.join, scores):
        cost = min(cost, 20.0) - 8
    elif _begins(text, at, words.link, scores):
        cost -= 4
    elif _begins(text, at, words.follow, scores):
        cost += 14
    if _ends(text, at, words.open, scores):
        cost += 14
    return 5.0 if cost < 5 else cost if cost < NEVER - 5 else NEVER - 5


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
    features = [(model[name].get, a, b) for name, a, b in _FEATURES if name in model]

    def scores(text: str) -> list[float]:
        pad = _EDGE * 3
        bare = pad + _ASCII.sub(_EDGE, text) + pad
        columns = [
            [get(bare[at + first : at + last], 0) for at in range(3, len(text) + 3)]
            for get, first, last in features
        ]
        return [base + sum(row) for row in zip(*columns, strict=True)]

    return scores
