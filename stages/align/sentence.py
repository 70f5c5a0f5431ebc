"""A sentence with what of it can be compared with sentences of another language."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from operator import add
from typing import NamedTuple

from stages.align.dictionary import STRENGTHS, headwords
from stages.align.numbers import numbers
from stages.align.scripts import CJK, HANGUL, IDEOGRAPHS, LETTERS
from stages.align.stems import STOPWORDS, stem
from stages.text import subtag

Keys = dict[str, float]
"""What a sentence shares with its translation, each with its strength as evidence (1: plain)."""

_WORD = re.compile(f"[{LETTERS}]+(?:['’][{LETTERS}]+)*")
_RUN = re.compile(f"[{IDEOGRAPHS}]+")
_WIDE = re.compile(f"[{CJK}{HANGUL}\uff00-\uff65]")
_IDEOGRAPHIC = {"zh", "ja", "yue", "wuu", "nan", "lzh"}
_QUOTES = frozenset("\"“”„«»‘’'「」『』‹›")

_NUMBER, _NAME, _CHARACTER = 2.0, 1.5, 0.4
_SINGLE = 0.6
"""A headword of one character is part of longer words more often than a word by itself."""
_RISING = sorted({*STRENGTHS, *(_SINGLE * strength for strength in STRENGTHS)})
_COGNATES = ((4, 0.3), (6, 0.6))
"""How surely words of two languages that begin with as many equal letters are one word."""


QUESTION, EXCLAMATION, OPENS, CLOSES, QUOTED = (1 << place for place in range(5))
"""Marks of a sentence: it asks, exclaims, begins or ends with a quotation mark, or has one."""


class Sentence(NamedTuple):
    """A sentence: `wide` full-width and `narrow` other characters, its keys, its marks."""

    text: str
    wide: int
    narrow: int
    keys: Keys
    marks: int


def sentence(text: str, keys: Keys) -> Sentence:
    """Measure a sentence whose keys are known."""
    wide = len(_WIDE.findall(text))
    return Sentence(text, wide, len(text) - wide - text.count(" "), keys, _marks(text))


def ideographic(language: str) -> bool:
    """Whether the language is written in characters that CC-CEDICT may know."""
    return subtag(language) in _IDEOGRAPHIC


def word_keys(text: str) -> Keys:
    """Return the stems, names and numbers that are written in letters and digits."""
    words = _WORD.findall(text)
    keys = {"#" + number: _NUMBER for number in numbers(text, words)}
    for word in words:
        for key in _stems(word):
            keys[key] = _NAME if len(key) > 1 else 1.0
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


Glosses = list[tuple[float, list[str]]]
"""The stems of a headword by their strength."""


class Glossary:
    """The dictionary, narrowed down to the English stems that a transcript uses."""

    def __init__(self, wanted: frozenset[str]) -> None:
        self._wanted = wanted
        self._alone = cache(self._look_up_alone)
        self._glosses = cache(self._look_up)

    def keys(self, text: str, among: frozenset[str] | None = None) -> Keys:
        """Return the word keys, and the stems that any headword in the text may stand for.

        Stems that are not `among` those asked for are left out.
        """
        keys: Keys = {}
        if among is None:
            found: dict[float, list[str]] = {strength: [] for strength in _RISING}
            for glosses in self._headwords(text):
                for strength, stems in glosses:
                    found[strength] += stems
            for strength, stems in found.items():
                keys.update(dict.fromkeys(stems, strength))
        else:
            for glosses in self._headwords(text):
                for strength, stems in glosses:
                    if not among.isdisjoint(stems):
                        for key in among.intersection(stems):
                            keys[key] = max(strength, keys.get(key, 0.0))
        return keys | word_keys(text)

    def _headwords(self, text: str) -> Iterator[Glosses]:
        """Yield what each headword in a text may stand for, overlapping ones too."""
        for run in _RUN.findall(text):
            yield from map(self._alone, run)
            for place, known in enumerate(map(self._glosses, map(add, run, run[1:]))):
                for head, glosses in known:
                    if run.startswith(head, place):
                        yield glosses

    def _look_up_alone(self, character: str) -> Glosses:
        """Return the stems of a headword of one character."""
        return [
            (_SINGLE * strength, stems)
            for _, glosses in self._look_up(character)
            for strength, stems in glosses
        ]

    def _look_up(self, beginning: str) -> list[tuple[str, Glosses]]:
        """Return the headwords that begin so and may stand for any of the stems."""
        return [
            (head, glosses)
            for head, line in headwords(beginning)
            if (glosses := self._narrowed(line))
        ]

    def _narrowed(self, line: str) -> Glosses:
        return [
            (strength, stems)
            for strength, column in zip(STRENGTHS, line.split("\t"), strict=False)
            if (stems := [word for word in column.split() if word in self._wanted])
        ]


@lru_cache(maxsize=65536)
def _stems(word: str) -> tuple[str, ...]:
    word, _, ending = word.lower().replace("’", "'").partition("'")
    if ending == "t" and word.endswith("n"):
        return ("not", stem(word[:-1]))
    return () if word in STOPWORDS else (stem(word),)


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
    if not _QUOTES.isdisjoint(text.replace("'", "").replace("’", "")):
        marks |= QUOTED
    return marks
