"""What a break costs in languages that put no spaces between words.

Word and phrase borders come from BudouX, small models made for breaking lines; a few words are
added that bind to what follows or to what stands before.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import chain, repeat
from operator import add

from stages.text import subtag
from stages.write_srt.marks import BEFORE_OPENING, NEVER, OPENING, PLAIN, punctuation_cost
from stages.write_srt.words import Words, words_of

Scorer = Callable[[str], list[float]]
"""Of a text: how sure it is that a phrase begins at each offset; negative where none does."""

_FEATURES = (
    ("UW1", 1, -3), ("UW2", 1, -2), ("UW3", 1, -1), ("UW4", 1, 0), ("UW5", 1, 1), ("UW6", 1, 2),
    ("BW1", 2, -2), ("BW2", 2, -1), ("BW3", 2, 0),
    ("TW1", 3, -3), ("TW2", 3, -2), ("TW3", 3, -1), ("TW4", 3, 0),
)  # fmt: skip
"""BudouX's features: name, how many characters each looks at, and where these begin."""

_NO_MODEL = 150.0 * (46.0 - PLAIN)
"""The score of a place of which no model knows anything."""

_SURE = 150.0 * (46.0 - 10.0)
"""The score from which on a place is as good as any."""

_BEGINS = {"link": -4.0, "follow": 14.0}
"""What it costs besides that a line begins with a word of a class."""

_ASCII = re.compile(r"[\x00-\x7f]")
_EDGE = "\0"
"""Stands for Latin letters, which the models do not know: to them they are the edge of a text."""

_MODELS = {
    "zh": ("simplified_chinese", 1),
    "yue": ("traditional_chinese", 1),
    "ja": ("japanese", 4),
    "th": ("thai", 1),
}
"""The model of a language, and what its scores count: that of Japanese finds whole phrases, the
others words."""

_Grams = tuple[list[str], list[str], list[str]]
_TRADITIONAL = {"Hant", "TW", "HK", "MO"}


def phrase_costs(text: str, language: str) -> list[float]:
    """Return, for each offset, the cost of a line that ends just before it."""
    words = words_of(language)
    scorer = phrase_scorer(language)
    scores = scorer(text) if scorer else [_NO_MODEL] * len(text)
    grams = _grams(text)
    begins, ends = _word_begins(grams, words, scores), _word_ends(grams, words, scores)
    costs = [0.0]
    columns = zip(text, text[1:], scores[1:], begins[1:], ends, strict=False)
    for at, (last, first, score, begin, binds) in enumerate(columns, 1):
        if not last.isalnum():
            before = text[max(0, at - 8) : at].rstrip()
            marked = punctuation_cost(before)
            if marked is not None:
                costs.append(marked)
                continue
            last, binds = before[-1:], ends[at - 2]
        if first in OPENING:
            costs.append(BEFORE_OPENING)
            continue
        if first < "\x80" or last < "\x80":
            score = _NO_MODEL
        cost = NEVER - 8 if score <= 0 else 10.0 if score > _SURE else 46.0 - score / 150
        if last.isdecimal():
            cost += 16
        if begin:
            cost = min(cost, 20.0) - 8 if begin == "join" else cost + _BEGINS[begin]
        if binds:
            cost += 14
        elif last in words.tails:
            cost += 8
        costs.append(cost if 5 < cost < NEVER - 5 else min(max(cost, 5.0), NEVER - 5))
    return costs


def _word_begins(grams: _Grams, words: Words, scores: Sequence[float]) -> list[str | None]:
    """Return of which class a word begins at each offset; one character must be a whole word."""
    classes = words.beginnings()
    one, two, three = (map(classes.get, column) for column in grams)
    behind = chain(scores[1:], (1.0,))
    return [
        triple or double or (single if score > 0 else None)
        for single, double, triple, score in zip(one, two, three, behind, strict=True)
    ]


def _word_ends(grams: _Grams, words: Words, scores: Sequence[float]) -> list[bool]:
    """Return at which characters a word ends that belongs to the next one."""
    one, two, three = (map(words.open.__contains__, column) for column in grams)
    return [
        triple or double or (single and score > 0)
        for single, double, triple, score in zip(
            one, chain((False,), two), chain((False, False), three), scores, strict=False
        )
    ]


def _grams(text: str) -> _Grams:
    """Return the character, the two and the three that begin at each offset."""
    one = list(text)
    two = list(map(add, one, [*one[1:], _EDGE]))
    return one, two, list(map(add, two, [*one[2:], _EDGE, _EDGE]))


@cache
def phrase_scorer(language: str) -> Scorer | None:
    """Return the scorer of a language, None where there is no model of it."""
    name, scale = _MODELS.get(subtag(language), ("", 0))
    if not name:
        return None
    if name == "simplified_chinese" and _TRADITIONAL & set(language.split("-")):
        name = "traditional_chinese"
    import budoux

    return _scorer(getattr(budoux, f"load_default_{name}_parser")().model, scale)


def _scorer(model: dict[str, dict[str, int]], scale: int) -> Scorer:
    """Return BudouX's scores; its own parser tells only where they are positive."""
    base = -0.5 * sum(sum(group.values()) for group in model.values())
    features = [(model[name].get, n, at) for name, n, at in _FEATURES if name in model]

    def scores(text: str) -> list[float]:
        bare = f"{_EDGE * 3}{_ASCII.sub(_EDGE, text)}{_EDGE * 3}"
        grams, size = _grams(bare), len(text)
        columns = [
            list(map(get, grams[length - 1], repeat(0)))[3 + at : 3 + at + size]
            for get, length, at in features
        ]
        return [scale * (base + total) for total in map(sum, zip(*columns, strict=True))]

    return scores
