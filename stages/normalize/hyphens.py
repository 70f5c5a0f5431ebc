"""Whether the hyphen at a line end belongs to the word, by the evidence of the whole document.

In doubt the hyphen stays, for no word may be changed; but in a document that cuts words at its
line ends, a hyphen between two small letters is taken for the cut unless it makes a compound.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from stages.normalize.vocabulary import frequency, listed
from stages.text import subtag

HYPHENS = "-\u2010"
_WORD = re.compile(r"[^\W_]+(?:['’\u2010-][^\W_]+)*")
_TAIL = re.compile(r"([^\W\d_]+)[-\u2010]$")
_LAST = re.compile("[A-Za-zÀ-ÿ]+$")
_HEAD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LETTER = re.compile(r"[^\W\d_,]")
_SMALL = re.compile("[a-zà-ÿа-яёά-ώ]")
_KEPT_PREFIXES = {"self", "ex", "well", "half", "non", "co"}
_SET_OFF = {"non", "multi", "semi", "pseudo", "quasi"}
"""Prefixes that many writers set off by a hyphen, also where others write one word."""

_SELDOM = 2000
"""How often an English word is met that may still be written with a hyphen by some."""

_MET = 1.6e9
"""About how many words were counted for the list of English ones: two of them stand side by side
by chance that much less often than the product of their numbers."""

_FUSED_PREFIXES = {"super", "hyper", "inter", "trans", "over", "under", "counter", "sub", "un"}
_ENDINGS = {
    "ful", "ing", "ed", "er", "est", "ly", "ment", "ness", "tion", "sion", "ation", "able", "ible",
    "ity", "ous", "ive", "ize", "ise", "ism", "ist", "ists", "less",
}  # fmt: skip
_PARTICLES = {"up", "in", "on", "to", "by", "of", "at", "it", "or"}
_SHORT = 2
"""Letters of a word that hardly makes a compound, unless it is a particle."""

_COMPOUNDING = {"de", "nl", "sv", "da", "no", "nb", "nn", "fi", "hu", "et", "is"}
"""Languages that write compounds in one word."""

_LEAST = 2
"""Letters that every hyphenation leaves before the line end."""

_SYLLABLE = 3
"""Letters that a syllable may have which is also a word."""

_FEW, _OFTEN = 2, 0.03
"""The number and the share of line ends with a hyphen that compounds alone do not reach."""


class Hyphens:
    """Knows the words of a document, and whether its line ends cut them."""

    def __init__(self, lines: Sequence[str]) -> None:
        """Take the lines of the document without blanks at their ends."""
        self._lines = lines
        self._words: Counter[str] | None = None
        self._cuts: dict[str, bool] = {}
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
        if not self._cuts_words(language):
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
        if "-" in stem + full:
            # a compound of three: only what is no word by itself was cut
            parts = self._is_word(tail[1].casefold(), language) and self._knows(head[0], language)
            return not parts and self._knows(tail[1].casefold() + head[0], language)
        return not self._compound(tail[1].casefold(), head[0], language)

    def _compound(self, tail: str, head: str, language: str) -> bool:
        """Whether a hyphen joins two parts of a word that the document shows in no other place."""
        if not listed(language):
            words = self._all_words()
            return bool(words[tail] and words[head] and min(len(tail), len(head)) > _SYLLABLE)
        if subtag(language) == "en":
            return self._english_compound(tail, head)
        if frequency(tail + head, language) or subtag(language) in _COMPOUNDING:
            return False
        return self._is_word(tail, language) and self._is_word(head, language)

    def _english_compound(self, tail: str, head: str) -> bool:
        """Whether English writes two parts with a hyphen, rather than in one word."""
        forms = [tail + form for form in (*_stems(head), *_inflected(head))]
        if any(self._all_words()[form] for form in forms):
            return False
        closed = max(frequency(form, "en") for form in forms)
        if closed:
            by_chance = frequency(tail, "en") * frequency(head, "en") / _MET
            set_off = tail in _SET_OFF and self._knows(head, "en")
            return closed < _SELDOM and (set_off or closed < by_chance)
        if head in _ENDINGS or tail in _FUSED_PREFIXES:
            return False
        if tail in _KEPT_PREFIXES:
            return True
        long = len(head) > _SHORT or head in _PARTICLES
        return long and self._is_word(tail, "en") and self._knows(head, "en")

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
        return self._all_words()[word] > 0 or frequency(word, language) > 0

    def _knows(self, word: str, language: str) -> bool:
        """Whether the document or the dictionary holds a word or, in English, its stem."""
        forms = _stems(word) if subtag(language) == "en" else (word,)
        return self._all_words()[word] > 0 or any(frequency(form, language) for form in forms)

    def _has_soft(self) -> bool:
        """Whether line ends that cut words show U+2010, and compounds the other hyphen."""
        if self._soft is None:
            ends = sum(line.endswith("\u2010") for line in self._lines)
            self._soft = ends > 0 and not any("\u2010" in line[:-1] for line in self._lines)
        return self._soft

    def _cuts_words(self, language: str) -> bool:
        """Whether the line ends of this document cut words.

        They do where one line end in four has cut a word that stands whole elsewhere, or where
        more lines end in a hyphen than compounds make them, and not between words alone.
        """
        if language not in self._cuts:
            words = self._all_words()
            wraps = 0
            ends: list[tuple[str, str]] = []
            for before, after in pairwise(self._lines):
                wraps += bool(_LETTER.match(before[-1:]) and _SMALL.match(after))
                if before[-1:] not in HYPHENS:
                    continue
                tail, head = _TAIL.search(before), _HEAD.match(after)
                if tail and head and head[0].islower():
                    ends.append((tail[1].casefold(), head[0]))
            proven = sum(words[tail + head.casefold()] > 0 for tail, head in ends)
            often = len(ends) >= _FEW and len(ends) >= _OFTEN * (wraps + len(ends))
            self._cuts[language] = (proven >= 1 and proven * 4 >= len(ends)) or (
                often and self._torn(ends, language)
            )
        return self._cuts[language]

    def _torn(self, ends: Sequence[tuple[str, str]], language: str) -> bool:
        """Whether one hyphen in four stands between parts that are no words, where that is told."""
        if not listed(language):
            return True
        torn = sum(
            not (self._is_word(tail, language) and self._knows(head, language))
            for tail, head in ends
        )
        return torn * 4 >= len(ends)

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
