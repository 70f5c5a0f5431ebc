"""What a break between two words costs in languages that put spaces between words.

Never between article and noun, pronoun and verb, auxiliary and verb, first and last name, number
and unit; best before conjunctions and prepositions (Netflix style guides, line treatment).
"""

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from stages.text import subtag
from stages.write_srt.marks import BEFORE_OPENING, NEVER, OPENING, PLAIN, punctuation_cost

_CLINGS = 30.0
"""The cost of a line that begins with a word that belongs to the one before."""

_BEFORE_UNIT = 16.0
"""What a line that ends with a number costs besides."""

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


@cache
def _languages() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("languages.toml").read_text("utf-8"))


@cache
def words_of(language: str) -> Words:
    """Return the word classes of a language; all empty for one that we know no words of."""
    table = _languages().get(subtag(language), {})
    classes = {key: frozenset(text.split()) for key, text in table.items() if key != "tails"}
    return Words(**classes, tails=tuple(table.get("tails", "").split()))


class _Entry(NamedTuple):
    """What is known of a word without the marks that stand at it."""

    begins: float = PLAIN
    ends: float = 0.0
    number: bool = False
    verb: bool = False
    links: bool = False
    either: bool = False
    clings: bool = False
    takes_to: bool = False


_UNKNOWN = _Entry()


@cache
def _entries(language: str) -> dict[str, _Entry]:
    """Return what is known of the words of a language."""
    words = words_of(language)
    return {word: _entry(word, words) for group in words[:-1] for word in group}


def _entry(word: str, words: Words) -> _Entry:
    links = word in words.link or word in words.join
    return _Entry(
        begins=_beginning_cost(word, words),
        ends=_ending_cost(word, words, links),
        number=word in words.number,
        verb=word in words.verb,
        links=links,
        either=word in words.either,
        clings=word in words.either or word in words.object,
        takes_to=word in words.before_to,
    )


def _ending_cost(word: str, words: Words, links: bool) -> float:
    if word in words.open or word in words.verb:
        return 24.0
    if links:
        return 20.0
    return _BEFORE_UNIT if word in words.number else 0.0


def _beginning_cost(word: str, words: Words) -> float:
    if word in words.join:
        return BEFORE_OPENING
    if word in words.link:
        return 9.0
    if word in words.either:
        return PLAIN - 4
    if word in words.follow:
        return _CLINGS
    return PLAIN - 3 if word in words.verb or word in words.open else PLAIN


class Traits(Struct, frozen=True, eq=False):
    """What matters of a word for the breaks beside it. Costs are as if nothing else mattered.

    Words that are alike in all of it share one object.
    """

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


_shared = cache(Traits)


@lru_cache(maxsize=1 << 15)
def traits(word: str, language: str) -> Traits:
    """Return the traits of a word of a language, with the marks that stand at it."""
    entries = _entries(language)
    lower = word.lower().replace("’", "'").lstrip("\"“‘(['")
    bare = lower.rstrip('.,;:?!…"”)')
    ending, beginning = entries.get(lower, _UNKNOWN), entries.get(bare, _UNKNOWN)
    begins = BEFORE_OPENING if word[:1] in OPENING else beginning.begins
    number = ending.number or (not word.isalpha() and _NUMBER.match(word) is not None)
    tail = _BEFORE_UNIT if number else 8.0 if lower.endswith(words_of(language).tails) else 0.0
    return _shared(
        punctuation_cost(word),
        ending.ends or tail,
        _CLINGS if beginning.clings and bare != lower else begins,
        _CLINGS if beginning.either else begins,
        _CLINGS if beginning.clings else begins,
        ending.links or ending.verb,
        "A" <= word[:1] <= "Z" and _NAME.fullmatch(word) is not None,
        number,
        ending.links,
        ending.either,
        ending.takes_to,
        lower == "to",
    )


class _WordCosts(dict[tuple[Traits, Traits, Traits | None], float]):
    """The cost of a line that ends with a word when two others, or one, come next."""

    def __missing__(self, words: tuple[Traits, Traits, Traits | None]) -> float:
        self[words] = cost = _word_cost(*words)
        return cost


WORD_COSTS = _WordCosts()


def _word_cost(before: Traits, after: Traits, beyond: Traits | None) -> float:
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
