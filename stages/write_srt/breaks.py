"""Where a line of subtitles may end: the units of a text, and what a break after each costs.

Costs run from 0 (after a full stop) to `NEVER` (inside a word). They follow the line treatment
of the Netflix style guides: after punctuation, before conjunctions and prepositions, never
between article and noun, first and last name, auxiliary and verb, number and unit.
"""

import re
import tomllib
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from stages.text import subtag

NEVER = 60.0
"""The cost of a break inside a word that is longer than a line."""

PLAIN = 16.0
"""The cost of a break between two words of which nothing is known."""

_CJK = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u3100-\u312f\u31a0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9d\U00020000-\U0003ffff"
)
_THAI = "\u0e01-\u0e2e\u0e30\u0e32\u0e33\u0e45\u0e46\u0e2f"
_THAI_BEFORE = "\u0e40-\u0e44"
_THAI_MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_KANA_TAIL = "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶー々ゝゞヽヾ"
_OPEN = "“‘（《〈【「『〔［｛〖〝"
_CLOSE = "，。、；：？！…—·・”’）》〉】」』〕］｝〗〞％‰℃"
_RUN = (
    rf"[^\s{_CJK}{_THAI}{_THAI_BEFORE}（《〈【「『〔［｛〖〝，。、；：？！）》〉】」』〕］｝〗〞—]"
)

_UNIT = re.compile(
    rf"[{_OPEN}\(\[\{{{_THAI_BEFORE}]*"
    rf"(?:[{_CJK}{_THAI}][{_THAI_MARKS}]*|{_RUN}+)?"
    rf"[{_CLOSE}{_KANA_TAIL}\)\]\}}!?.,;:%~～〜]*\s*"
)
_SENTENCE_END = re.compile(r"(?:[.!?…]|[。！？])[\"'”’）)\]】」』]*$")
_STRONG = re.compile(r"[;:；：—][\"'”’）)\]】」』]*$|\s[–-]$")
_COMMA = re.compile(r"[,，][\"'”’）)\]】」』]*$")
_ENUMERATION = re.compile(r"[、/][\"'”’）)\]】」』]*$|[-‐/]$")
_NAME = re.compile(r"[A-Z][\w.'’-]*$")
_ABBREVIATION = re.compile(r"(?:[A-Za-z]|Mrs?|Ms|Dr|Prof|St|vs|etc|Jr|Sr)\.$")
_NUMBER = re.compile(r"[$€£¥]?\d[\d.,:%]*$")
_OPENING = tuple("“‘（《〈【「『〔［｛〖〝([{\"'")

Scorer = Callable[[str, int], float]


class Unit(NamedTuple):
    """The smallest part of a text that stays on one line: a word, a Han character, marks."""

    start: int
    end: int
    """The end without the space that follows."""


def units(text: str) -> list[Unit]:
    """Cut a text, in which each space stands alone, into the units of a line."""
    found = []
    for match in _UNIT.finditer(text):
        start, end = match.span()
        if start < end:
            found.append(Unit(start, end - (text[end - 1] == " ")))
    return found


def punctuation_cost(word: str) -> float | None:
    """Return the cost of a break after the mark that ends the word, None where no mark does."""
    last = word[-1:]
    if last.isalnum():
        return None
    if _SENTENCE_END.search(word):
        return None if _ABBREVIATION.fullmatch(word) else 0.0
    if _STRONG.search(word):
        return 2.0
    if _COMMA.search(word):
        return 4.0
    if _ENUMERATION.search(word):
        return 8.0
    return None


class Words(NamedTuple):
    """The word classes of a language, see languages.toml."""

    open: frozenset[str]
    join: frozenset[str]
    link: frozenset[str]
    follow: frozenset[str]


_NO_WORDS = Words(frozenset(), frozenset(), frozenset(), frozenset())


@cache
def _languages() -> dict[str, dict[str, str]]:
    return tomllib.loads((files(__package__) / "languages.toml").read_text("utf-8"))


@cache
def words_of(language: str) -> Words:
    """Return the word classes of a language; all empty for one that we know no words of."""
    table = _languages().get(subtag(language))
    if table is None:
        return _NO_WORDS
    return Words(**{key: frozenset(table[key].split()) for key in Words._fields})


def word_cost(before: str, after: str, words: Words) -> float:
    """Return the cost of a line that ends with the word `before` when `after` comes next."""
    marked = punctuation_cost(before)
    if marked is not None:
        return marked
    left = before.lower().replace("’", "'")
    right = after.lower().replace("’", "'").rstrip(".,;:?!")
    cost = PLAIN
    if after.startswith(_OPENING):
        cost = 6.0
    elif right in words.join:
        cost = 6.0
    elif right in words.link:
        cost = 9.0
    elif right in words.follow:
        cost = 30.0
    if left in words.open:
        cost += 24.0
    elif left in words.link or left in words.join:
        cost += 20.0
    elif _NUMBER.match(before):
        cost += 16.0
    elif _NAME.match(after) and _NAME.match(before):
        cost += 24.0
    return min(cost, NEVER - 5)


def phrase_cost(text: str, at: int, score: Scorer | None, words: Words) -> float:
    """Return the cost of a line that ends just before offset `at` of a text without spaces."""
    before = text[:at].rstrip()[-8:]
    marked = punctuation_cost(before)
    if marked is not None:
        return marked
    if text.startswith(_OPENING, at):
        return 6.0
    if score is None:
        return PLAIN
    found = score(text, at)
    cost = 54.0 if found <= 0 else max(34.0 - found / 250, 10.0)
    if _any_of(words.join, text, at):
        cost = min(cost, 20.0) - 8
    elif _any_of(words.link, text, at):
        cost -= 4
    elif _any_of(words.follow, text, at):
        cost += 14
    if before.endswith(("了", "吗", "呢", "吧")):
        cost -= 4
    elif any(before.endswith(word) for word in _endings(words.open, before)):
        cost += 14
    return min(max(cost, 5.0), NEVER - 5)


def _any_of(words: frozenset[str], text: str, at: int) -> bool:
    return text[at : at + 1] in words or text[at : at + 2] in words or text[at : at + 3] in words


def _endings(words: frozenset[str], before: str) -> list[str]:
    return [before[-n:] for n in (1, 2, 3) if before[-n:] in words]


@cache
def phrase_scorer(language: str) -> Scorer | None:
    """Return a scorer of phrase borders in a text without spaces, None where there is no model.

    A positive score marks a border. The models are BudouX's, made for breaking lines.
    """
    loaders = {
        "zh": "load_default_simplified_chinese_parser",
        "ja": "load_default_japanese_parser",
        "th": "load_default_thai_parser",
    }
    name = loaders.get(subtag(language))
    if language.startswith("zh-") and {"Hant", "TW", "HK", "MO"} & set(language.split("-")):
        name = "load_default_traditional_chinese_parser"
    if name is None:
        return None
    import budoux

    parser = getattr(budoux, name)()
    return _scorer(parser.model)


def _scorer(model: dict[str, dict[str, int]]) -> Scorer:
    """Return BudouX's score for one place of a text; its own parser only scores whole texts."""
    base = -0.5 * sum(sum(group.values()) for group in model.values())
    features = [
        (model[name].get, first, last)
        for name, first, last in (
            ("UW1", -3, -2), ("UW2", -2, -1), ("UW3", -1, 0), ("UW4", 0, 1), ("UW5", 1, 2),
            ("UW6", 2, 3), ("BW1", -2, 0), ("BW2", -1, 1), ("BW3", 0, 2), ("TW1", -3, 0),
            ("TW2", -2, 1), ("TW3", -1, 2), ("TW4", 0, 3),
        )
        if name in model
    ]  # fmt: skip

    def score(text: str, at: int) -> float:
        end = len(text)
        total = base
        for get, first, last in features:
            if at + first >= 0 and at + last <= end:
                total += get(text[at + first : at + last], 0)
        return total

    return score
