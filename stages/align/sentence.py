"""A sentence with what of it can be compared with sentences of another language."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import chain
from operator import add
from typing import NamedTuple

from stages.align.dictionary import STRENGTHS, headwords
from stages.align.numbers import numbers
from stages.align.scripts import IDEOGRAPHS, LETTERS, WIDE
from stages.align.stems import STOPWORDS, stem
from stages.text import subtag

Keys = dict[str, float]
"""What a sentence shares with its translation, each with its strength as evidence (1: plain)."""

_WORD = re.compile(f"[{LETTERS}'’]+")
_RUN = re.compile(f"[{IDEOGRAPHS}]+")
_WIDE = re.compile(f"[{WIDE}]+")
_IDEOGRAPHIC = {"zh", "ja", "yue", "wuu", "nan", "lzh"}
_QUOTES = frozenset("\"“”„«»‘’'「」『』‹›")
_QUOTED = re.compile('["“”„«»‘「」『』‹›]')
"""Quotation marks that are no apostrophes."""

_NUMBER, _NAME, _CHARACTER = 2.0, 1.5, 0.4
_SINGLE = 0.6
"""A headword of one character is part of longer words more often than a word by itself."""
_COGNATES = ((4, 0.3), (6, 0.6))
"""How surely words of two languages that begin with as many equal letters are one word."""


QUESTION, EXCLAMATION, OPENS, CLOSES, QUOTED = (1 << place for place in range(5))
"""Marks of a sentence: it asks, exclaims, begins or ends with a quotation mark, or has one."""


class Sentence(NamedTuple):
    """A sentence: `wide` full-width and `narrow` other characters, its keys, its marks."""

    wide: int
    narrow: int
    keys: Keys
    marks: int


def sentence(text: str, keys: Keys) -> Sentence:
    """Measure a sentence whose keys are known."""
    return Sentence(*extent(text), keys, _marks(text))


def extent(text: str) -> tuple[int, int]:
    """Count the full-width and the other characters, but for spaces."""
    wide = 0 if text.isascii() else len("".join(_WIDE.findall(text)))
    return wide, len(text) - wide - text.count(" ")


def ideographic(language: str) -> bool:
    """Whether the language is written in characters that CC-CEDICT may know."""
    return subtag(language) in _IDEOGRAPHIC


def word_keys(text: str) -> Keys:
    """Return the stems, names and numbers that are written in letters and digits."""
    words = _WORD.findall(text)
    keys = dict(chain.from_iterable(map(_stems, words)))
    for number in numbers(text, words):
        keys["#" + number] = _NUMBER
    return keys


def cognate_keys(text: str) -> Keys:
    """Return the word keys, and the beginnings of the words without their accents."""
    keys = word_keys(text)
    for word in _WORD.findall(text):
        plain = _unaccented(word)
        for length, strength in _COGNATES:
            if len(plain) >= length:
                keys["~" + plain[:length]] = strength
    return keys


def character_keys(text: str) -> Keys:
    """Return the word keys and each ideograph, for two languages that share ideographs."""
    return word_keys(text) | {c: _CHARACTER for run in _RUN.findall(text) for c in run}


class Glossary:
    """The dictionary, narrowed down to the English stems that a transcript uses."""

    def __init__(self, wanted: Iterable[str]) -> None:
        self._wanted = {stem: stem for stem in wanted}
        self._glosses = cache(self._narrowed)
        self._alone = cache(self._look_up)
        self._headwords = cache(self._found)

    def keys(self, text: str, among: frozenset[str] | None = None) -> Keys:
        """Return the word keys, and the stems that any headword in the text may stand for.

        Headwords that stand for nothing `among` the keys asked for are left out.
        """
        found: Iterable[Keys] = chain.from_iterable(map(self._headwords, _RUN.findall(text)))
        if among is not None:
            found = (glosses for glosses in found if not among.isdisjoint(glosses))
        keys = {key: strength for glosses in found for key, strength in glosses.items()}
        keys.update(word_keys(text))
        return keys

    def _found(self, run: str) -> list[Keys]:
        """Return what each headword in a run may stand for, overlapping ones too."""
        found = [glosses for glosses in map(self._alone, run) if glosses]
        for place, known in enumerate(map(headwords, map(add, run, run[1:]))):
            for head, line in known:
                if run.startswith(head, place) and (glosses := self._glosses(line)):
                    found.append(glosses)
        return found

    def _look_up(self, character: str) -> Keys:
        """Return what a character by itself may stand for."""
        found = (self._glosses(line) for _, line in headwords(character))
        return {key: _SINGLE * strength for glosses in found for key, strength in glosses.items()}

    def _narrowed(self, line: str) -> Keys:
        wanted = self._wanted
        return {
            wanted[key]: strength
            for strength, column in zip(STRENGTHS, line.split("\t"), strict=False)
            for key in column.split()
            if key in wanted
        }


@lru_cache(maxsize=65536)
def _stems(word: str) -> tuple[tuple[str, float], ...]:
    """Return the stems of a word, with their strengths."""
    word, _, ending = word.lower().replace("’", "'").strip("'").partition("'")
    if not word:
        return ()
    found = [] if word in STOPWORDS else [stem(word)]
    if ending == "t" and word.endswith("n"):
        found = ["not", stem(word[:-1])]
    return tuple((key, _NAME if len(key) > 1 else 1.0) for key in found)


@lru_cache(maxsize=65536)
def _unaccented(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word.lower()) if c.isalpha())


def _marks(text: str) -> int:
    marks = 0
    if "?" in text or "？" in text or "؟" in text:
        marks |= QUESTION
    if "!" in text or "！" in text:
        marks |= EXCLAMATION
    if text[:1] in _QUOTES:
        marks |= OPENS
    if not _QUOTES.isdisjoint(text[-2:]):
        marks |= CLOSES
    if _QUOTED.search(text):
        marks |= QUOTED
    return marks
