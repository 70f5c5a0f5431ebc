"""What a break costs in languages that put no spaces between words.

Word and phrase borders come from BudouX, small models made for breaking lines; a few words are
added that bind to what follows or to what stands before.
"""

from collections.abc import Callable
from functools import cache

from stages.text import subtag
from stages.write_srt.marks import BEFORE_OPENING, NEVER, OPENING, PLAIN, punctuation_cost
from stages.write_srt.words import Words

Scorer = Callable[[str, int], float]
"""Of a text and an offset: how sure it is that a phrase begins there; negative: none does."""

_FEATURES = (
    ("UW1", -3, -2), ("UW2", -2, -1), ("UW3", -1, 0), ("UW4", 0, 1), ("UW5", 1, 2), ("UW6", 2, 3),
    ("BW1", -2, 0), ("BW2", -1, 1), ("BW3", 0, 2),
    ("TW1", -3, 0), ("TW2", -2, 1), ("TW3", -1, 2), ("TW4", 0, 3),
)  # fmt: skip
"""BudouX's features: name, and the stretch of text around the place that each looks at."""

_TRADITIONAL = {"Hant", "TW", "HK", "MO"}


def phrase_cost(text: str, at: int, score: Scorer | None, words: Words) -> float:
    """Return the cost of a line that ends just before offset `at`."""
    before = text[max(0, at - 8) : at].rstrip()
    marked = punctuation_cost(before)
    if marked is not None:
        return marked
    if text.startswith(OPENING, at):
        return BEFORE_OPENING
    if score is None:
        return PLAIN
    found = score(text, at)
    cost = 52.0 if found <= 0 else max(34.0 - found / 250, 10.0)
    if _begins(text, at, words.join):
        cost = min(cost, 20.0) - 8
    elif _begins(text, at, words.link):
        cost -= 4
    elif _begins(text, at, words.follow):
        cost += 14
    if _ends(before, words.open):
        cost += 14
    return min(max(cost, 5.0), NEVER - 5)


def _begins(text: str, at: int, words: frozenset[str]) -> bool:
    return text[at] in words or text[at : at + 2] in words or text[at : at + 3] in words


def _ends(before: str, words: frozenset[str]) -> bool:
    return before[-1:] in words or before[-2:] in words or before[-3:] in words


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
    """Return BudouX's score of one place; its own parser only cuts whole texts."""
    base = -0.5 * sum(sum(group.values()) for group in model.values())
    features = [(model[name].get, a, b) for name, a, b in _FEATURES if name in model]

    def score(text: str, at: int) -> float:
        around = f"   {text[max(0, at - 3) : at + 3]}   "
        middle = 3 + min(3, at)
        return base + sum([get(around[middle + a : middle + b], 0) for get, a, b in features])

    return score
