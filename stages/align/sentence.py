"""A sentence with what of it can be compared with sentences of another language."""

import re
import unicodedata
from collections.abc import Container
from functools import lru_cache
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


class Glossary:
    """The dictionary, narrowed down to the English stems that a transcript uses."""

    def __init__(self, wanted: Container[str]) -> None:
        self._wanted = wanted
        self._runs: dict[str, Keys] = {}
        self._glosses: dict[tuple[int, str], list[tuple[str, float]]] = {}

    def keys(self, text: str) -> Keys:
        """Return the word keys, and the stems that ideographs of the text may stand for."""
        keys = word_keys(text)
        for run in _RUN.findall(text):
            for key, strength in self._run(run).items():
                if strength > keys.get(key, 0.0):
                    keys[key] = strength
        return keys

    def _run(self, run: str) -> Keys:
        """Look up each headword of a run of ideographs, overlapping ones too."""
        if (keys := self._runs.get(run)) is None:
            keys = self._runs[run] = {}
            for _, length, line in headwords(run):
                for key, strength in self._gloss(length, line):
                    if strength > keys.get(key, 0.0):
                        keys[key] = strength
        return keys

    def _gloss(self, length: int, line: str) -> list[tuple[str, float]]:
        if (found := self._glosses.get((length, line))) is None:
            factor = _SINGLE if length == 1 else 1.0
            found = self._glosses[length, line] = [
                (key, strength * factor)
                for strength, column in zip(STRENGTHS, line.split("\t"), strict=False)
                for key in column.split()
                if key in self._wanted
            ]
        return found


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
