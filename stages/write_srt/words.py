"""What a break between two words costs in languages that put spaces between words.

Never between article and noun, pronoun and verb, auxiliary and verb, first and last name, number
and unit; best before conjunctions and prepositions (Netflix style guides, line treatment).
"""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from stages.text import subtag
from stages.write_srt.marks import BEFORE_OPENING, NEVER, OPENING, PLAIN, punctuation_cost

_NAME = re.compile(r"[A-Z][\w.'’-]*")
_NUMBER = re.compile(r"[$€£¥]?\d[\d.,:%]*$")


class Words(NamedTuple):
    """The word classes of a language; languages.toml says what each is."""

    open: frozenset[str] = frozenset()
    verb: frozenset[str] = frozenset()
    join: frozenset[str] = frozenset()
    link: frozenset[str] = frozenset()
    follow: frozenset[str] = frozenset()
    either: frozenset[str] = frozenset()
    before_to: frozenset[str] = frozenset()
    tails: tuple[str, ...] = ()


@cache
def _languages() -> dict[str, dict[str, str]]:
    return tomllib.loads((files(__package__) / "languages.toml").read_text("utf-8"))


@cache
def words_of(language: str) -> Words:
    """Return the word classes of a language; all empty for one that we know no words of."""
    table = _languages().get(subtag(language), {})
    classes = {key: frozenset(text.split()) for key, text in table.items() if key != "tails"}
    return Words(**classes, tails=tuple(table.get("tails", "").split()))


def word_cost(before: str, after: str, beyond: str, words: Words) -> float:
    """Return the cost of a line that ends with `before` when `after` and `beyond` come next."""
    marked = punctuation_cost(before)
    if marked is not None:
        return marked
    left = before.lower().replace("’", "'")
    right = after.lower().replace("’", "'")
    cost = _beginning_cost(right, beyond.lower().replace("’", "'"), words)
    if left in words.either and right in words.link | words.join:
        pass
    elif left in words.open or left in words.verb:
        cost += 24.0
    elif (left in words.link and right != "to") or left in words.join:
        cost += 20.0
    elif _NUMBER.match(before):
        cost += 16.0
    elif _NAME.fullmatch(before) and _NAME.match(after):
        cost += 24.0
    elif left.endswith(words.tails):
        cost += 8.0
    if right == "to" and left in words.before_to:
        cost += 16.0
    return min(cost, NEVER - 5)


def _beginning_cost(right: str, beyond: str, words: Words) -> float:
    """Return the cost of a line that begins with the word `right`, whatever stands before it."""
    if right.startswith(OPENING):
        return BEFORE_OPENING
    bare = right.rstrip('.,;:?!…"”)')
    if bare in words.either:
        alone = bare != right or beyond in words.link | words.join | words.verb
        return 30.0 if alone else PLAIN - 4 if bare not in words.join else BEFORE_OPENING
    if bare in words.join:
        return BEFORE_OPENING
    if bare in words.link:
        return 9.0
    if bare in words.follow:
        return 30.0
    return PLAIN - 3 if bare in words.verb or bare in words.open else PLAIN
