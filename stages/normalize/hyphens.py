"""Whether the hyphen at a line end belongs to the word, by the evidence of the whole document.

In doubt the hyphen stays, for no word may be changed; but in a document that cuts words at its
line ends, a hyphen between two small letters is taken for the cut unless it makes a compound.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from stages.normalize.vocabulary import english_words
from stages.text import subtag

HYPHENS = "-\u2010"
_WORD = re.compile(r"[^\W_]+(?:['’\u2010-][^\W_]+)*")
_TAIL = re.compile(r"([^\W\d_]+)[-\u2010]$")
_LAST = re.compile("[A-Za-zÀ-ÿ]+$")
_HEAD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LETTER = re.compile(r"[^\W\d_,]")
_SMALL = re.compile("[a-zà-ÿа-яёά-ώ]")
_KEPT_PREFIXES = {"non", "self", "ex", "well", "half"}
_ENDINGS = {
    "ful", "ing", "ed", "er", "est", "ly", "ment", "ness", "tion", "sion", "ation", "able", "ible",
    "ity", "ous", "ive", "ize",
}  # fmt: skip
_LEAST = 2
"""Letters that every hyphenation leaves before the line end."""

_LONG = 4
"""Letters of a word whose last s is surely an ending."""

_OFTEN = 0.03
"""The share of line ends with a hyphen that compounds alone do not reach."""


class Hyphens:
    """Knows the words of a document, and whether its line ends cut them."""

    def __init__(self, lines: Sequence[str]) -> None:
        """Take the lines of the document without blanks at their ends."""
        self._lines = lines
        self._words: Counter[str] | None = None
        self._cuts: bool | None = None
        self._soft: bool | None = None

    def cut(self, before: str, after: str, language: str) -> bool:
        """Whether the line end alone put the hyphen that `before` ends in."""
        if before[-1:] not in HYPHENS:
            return False
        tail, head = _TAIL.search(before), _HEAD.match(after)
        if not tail or not head:
            return False
        if self._has_soft():
            return before[-1] == "\u2010"
        if not self._cuts_words():
            return False
        stem = _WORD.findall(before[:-1])[-1].casefold()
        rest = _WORD.match(after)
        full = (rest[0] if rest else head[0]).casefold()
        words = self._all_words()
        whole, kept = words[stem + full], words[f"{stem}-{full}"]
        if whole or kept:
            return whole >= kept
        if not head[0].islower() or len(tail[1]) < _LEAST or tail[1].isupper():
            return False
        if "-" in stem:
            return not self._is_word(tail[1].casefold(), language) or not self._knows(
                head[0], language
            )
        return not self._compound(tail[1].casefold(), head[0], language)

    def _compound(self, tail: str, head: str, language: str) -> bool:
        """Whether two parts are two words, where the document shows them in no other place."""
        if head in _ENDINGS:
            return False
        if subtag(language) != "en":
            words = self._all_words()
            return bool(words[tail] and words[head] and min(len(tail), len(head)) > 3)
        known = english_words()
        if any(tail + form in known for form in (*_stems(head), *_inflected(head))):
            return False
        if tail in _KEPT_PREFIXES:
            return True
        plural = len(tail) > _LONG and tail.endswith("s") and tail[:-1] in known
        return (tail in known or plural) and any(stem in known for stem in _stems(head))

    def two_words(self, before: str, after: str, language: str) -> bool:
        """Whether two words meet at a line end, rather than the halves of one."""
        tail, head = _LAST.search(before), _HEAD.match(after)
        if not tail or not head:
            return False
        first, second = tail[0].casefold(), head[0].casefold()
        return (
            self._is_word(first, language)
            and self._knows(second, language)
            and not self._knows(first + second, language)
        )

    def _is_word(self, word: str, language: str) -> bool:
        """Whether the document or the dictionary holds just this word."""
        if self._all_words()[word]:
            return True
        return subtag(language) == "en" and word in english_words()

    def _knows(self, word: str, language: str) -> bool:
        if self._all_words()[word]:
            return True
        return subtag(language) == "en" and any(stem in english_words() for stem in _stems(word))

    def _has_soft(self) -> bool:
        """Whether line ends that cut words show U+2010, and compounds the other hyphen."""
        if self._soft is None:
            ends = sum(line.endswith("\u2010") for line in self._lines)
            self._soft = ends > 0 and not any("\u2010" in line[:-1] for line in self._lines)
        return self._soft

    def _cuts_words(self) -> bool:
        """Whether the line ends of this document cut words.

        They do where one line end in four has cut a word that stands whole elsewhere, or where
        more lines end in a hyphen than compounds make them.
        """
        if self._cuts is None:
            words = self._all_words()
            wraps = ends = proven = 0
            for before, after in pairwise(self._lines):
                wraps += bool(_LETTER.match(before[-1:]) and _SMALL.match(after))
                if before[-1:] not in HYPHENS:
                    continue
                tail, head = _TAIL.search(before), _HEAD.match(after)
                if tail and head and head[0].islower():
                    ends += 1
                    proven += words[(tail[1] + head[0]).casefold()] > 0
            often = ends >= 2 and ends >= _OFTEN * (wraps + ends)
            self._cuts = often or (proven >= 1 and proven * 4 >= ends)
        return self._cuts

    def _all_words(self) -> Counter[str]:
        """Count the words that stand whole on a line."""
        if self._words is None:
            self._words = Counter()
            broken = False
            for line in self._lines:
                words = _WORD.findall(line.casefold())[1 if broken else 0 :]
                broken = line[-1:] in HYPHENS and bool(line)
                self._words.update(
                    word.replace("\u2010", "-") for word in words[: -1 if broken else None]
                )
        return self._words


def _stems(word: str) -> tuple[str, ...]:
    """Return an English word and what it may be without an ending of inflection."""
    endings = ("s", "es", "ed", "d", "ing", "ly", "r", "er")
    cut = [word[: -len(end)] for end in endings if word.endswith(end)]
    single = [stem[:-1] for stem in cut if stem[-2:-1] == stem[-1:]]
    return word, *cut, *single, *(stem + "e" for stem in cut)


def _inflected(word: str) -> tuple[str, ...]:
    """Return an English verb or noun with its endings: automate, automated."""
    root = word.removesuffix("e")
    return word + "s", root + "ed", root + "ing"
