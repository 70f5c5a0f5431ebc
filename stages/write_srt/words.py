"""What a break between two words costs in languages that put spaces between words.

Never between article and noun, pronoun and verb, auxiliary and verb, first and last name, number
and unit; best before conjunctions and prepositions (Netflix style guides, line treatment).
"""

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from stages.text import subtag
from stages.write_srt.marks import BEFORE_OPENING, NEVER, OPENING, PLAIN, punctuation_cost

_CLINGS = 30.0
"""The cost of a line that begins with a word that belongs to the one before."""

_NAME = re.compile(r"[A-Z][\w.'’-]*")
_NUMBER = re.compile(r"[$€£¥]?\d[\d.,:%]*$")


class Words(NamedTuple):
    """The word classes of a language; languages.toml says what each is."""

    open: frozenset[str] = frozenset()
    number: frozenset[str] = frozenset()
    verb: frozenset[str] = frozenset()
    join: frozenset[str] = frozenset()
    link: frozenset[str] = frozenset()
    follow: frozenset[str] = frozenset()
    either: frozenset[str] = frozenset()
    object: frozenset[str] = frozenset()
    before_to: frozenset[str] = frozenset()
    tails: tuple[str, ...] = ()

    def beginnings(self) -> dict[str, str]:
        """Return the class of each word that a line may like or dislike to begin with."""
        classes = {"follow": self.follow, "link": self.link, "join": self.join}
        return {word: name for name, words in classes.items() for word in words}


@cache
def _languages() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("languages.toml").read_text("utf-8"))


@cache
def words_of(language: str) -> Words:
    """Return the word classes of a language; all empty for one that we know no words of."""
    table = _languages().get(subtag(language), {})
    classes = {key: frozenset(text.split()) for key, text in table.items() if key != "tails"}
    return Words(**classes, tails=tuple(table.get("tails", "").split()))


class Traits(NamedTuple):
    """What matters of a word for the breaks beside it. Costs are as if nothing else mattered."""

    marked: float | None
    """The cost of a line that ends with it, where a punctuation mark ends it."""
    ends: float
    """What a line that ends with it costs besides."""
    begins: float
    """What a line that begins with it costs."""
    alone: float
    """The same, where no noun follows it."""
    linked: float
    """The same, where a preposition or conjunction follows it."""
    closes: bool
    """Whether no noun that a word before it could belong to begins with it."""
    name: bool
    number: bool
    links: bool
    either: bool
    takes_to: bool
    is_to: bool


@lru_cache(maxsize=1 << 15)
def traits(word: str, language: str) -> Traits:
    """Return the traits of a word of a language, with the marks that stand at it."""
    words = words_of(language)
    lower = word.lower().replace("’", "'").lstrip("\"“‘(['")
    bare = lower.rstrip('.,;:?!…"”)')
    links = lower in words.link or lower in words.join
    begins = BEFORE_OPENING if word[:1] in OPENING else _beginning_cost(bare, words)
    clinging = words.either | words.object
    return Traits(
        marked=punctuation_cost(word),
        ends=_ending_cost(word, lower, words, links),
        begins=_CLINGS if bare in clinging and bare != lower else begins,
        alone=_CLINGS if bare in words.either else begins,
        linked=_CLINGS if bare in clinging else begins,
        closes=links or lower in words.verb,
        name=_NAME.fullmatch(word) is not None,
        number=lower in words.number or _NUMBER.match(word) is not None,
        links=links,
        either=lower in words.either,
        takes_to=lower in words.before_to,
        is_to=lower == "to",
    )


def _ending_cost(word: str, lower: str, words: Words, links: bool) -> float:
    if lower in words.open or lower in words.verb:
        return 24.0
    if links:
        return 20.0
    if lower in words.number or _NUMBER.match(word):
        return 16.0
    return 8.0 if lower.endswith(words.tails) else 0.0


def _beginning_cost(bare: str, words: Words) -> float:
    if bare in words.join:
        return BEFORE_OPENING
    if bare in words.link:
        return 9.0
    if bare in words.either:
        return PLAIN - 4
    if bare in words.follow:
        return _CLINGS
    return PLAIN - 3 if bare in words.verb or bare in words.open else PLAIN


def word_cost(before: Traits, after: Traits, beyond: Traits | None) -> float:
    """Return the cost of a line that ends with `before` when `after` and `beyond` come next."""
    if before.marked is not None:
        return before.marked
    cost = after.begins
    if beyond is None or beyond.links:
        cost = after.linked
    elif beyond.closes:
        cost = after.alone
    if (before.either or before.number) and after.links:
        pass
    elif before.name and after.name:
        cost += max(before.ends, 24.0)
    elif not (before.links and after.is_to):
        cost += before.ends
    if after.is_to and before.takes_to:
        cost += 16.0
    return min(cost, NEVER - 5)
