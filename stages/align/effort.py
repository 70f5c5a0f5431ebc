"""How long words take to say: speech effort in seconds at a common rate, by syllables and pauses.

W(word) = 0.20 * syllables + 0.02 + pause, fitted on word-timed speech. Only ratios matter: the
stamps give the real rate.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from stages.align.scripts import HANGUL, IDEOGRAPHS, KANA, LETTERS
from stages.align.syllables import acronym, number, syllables, symbol
from stages.text import subtag

SYLLABLE, WORD, MORA = 0.20, 0.02, 0.13
TURN_END = 0.10
"""The pause at the end of a turn, on top of that of its last mark."""

_PAUSES = {
    **dict.fromkeys(",،、，", 0.11),
    **dict.fromkeys(".!。！।۔", 0.20),
    **dict.fromkeys("?？؟", 0.15),
    **dict.fromkeys(";:；：", 0.30),
    **dict.fromkeys("…—–", 0.30),
}
_UNHEARD = 0.60
"""What a mark such as [inaudible 01:04:47] stands for."""

STAMP = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{2})(?:[.,](\d{1,3}))?")


def _tokens(letters: str, unspaced: str) -> re.Pattern[str]:
    """Return the pattern of what takes time, with these letters and signs of unspaced scripts."""
    return re.compile(
        rf"(?P<unheard>[\[(（【][^\])）】]{{0,40}}?{STAMP.pattern}[\])）】]:?)"
        r"|(?P<number>[$€£¥]?\d+(?:[.,:/]\d+)*(?:\s?%|st\b|nd\b|rd\b|th\b|s\b|[KMBkmb]\b)?)"
        r"|(?P<dash>--+|[—–]+|(?<=\s)-(?=\s)|-(?=[\s\"'”’]|$))|(?P<ellipsis>…+|\.{2,})"
        rf"{unspaced}|(?P<word>[{letters}]+(?:['’][{letters}]+)*)"
        r"|(?P<symbol>[&@+=#%]|(?<=\w)\.(?=\w))|(?P<mark>[^\w\s])"
    )


_LATIN = "A-Za-z\u00c0-\u024f"
_FOREIGN = re.compile("[^\x00-\u024f\u2000-\u206f]")
_LATIN_TOKEN = _tokens(_LATIN, "")
_DIGIT = re.compile(r"\d")
_MOST = 65536
"""So many pieces of text are remembered for each language."""


class Word(NamedTuple):
    """A word as it stands in a text, and the effort spent before it and on it."""

    text: str
    start: int
    before: float
    cost: float


def effort(text: str, language: str = "en") -> float:
    """Return the speech effort of a stretch of text, in seconds of unhurried speech."""
    tongue = subtag(language)
    if _DIGIT.search(text):
        return _spent(text, tongue)
    return sum(map(_pieces(tongue).__getitem__, text.split()))


def words(text: str, language: str = "en") -> Iterator[Word]:
    """Yield the words and numbers of a text, each with the effort spent before it."""
    tongue = subtag(language)
    spent = 0.0
    for match in _token(text).finditer(text):
        cost = _cost(match[0], match.lastgroup, tongue)
        if match.lastgroup in ("number", "word", "han", "kana", "hangul"):
            yield Word(match[0], match.start(), spent, cost)
        spent += cost


class _Pieces(dict[str, float]):
    """The effort of what stands between spaces: only tokens with digits reach over one."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, piece: str) -> float:
        if len(self) >= _MOST:
            self.clear()
        word, mark = (piece, "") if piece.isalpha() else (piece[:-1], piece[-1])
        if word.isascii() and word.isalpha() and (not mark or mark in _PAUSES):
            cost = _cost(word, "word", self._language) + _PAUSES.get(mark, 0.0)
        else:
            cost = _spent(piece, self._language)
        self[piece] = cost
        return cost


@cache
def _pieces(language: str) -> _Pieces:
    return _Pieces(language)


def _token(text: str) -> re.Pattern[str]:
    """Return the pattern for a text; that for every script is slow to compile."""
    return _every_token() if _FOREIGN.search(text) else _LATIN_TOKEN


@cache
def _every_token() -> re.Pattern[str]:
    return _tokens(LETTERS, rf"|(?P<han>[{IDEOGRAPHS}])|(?P<kana>[{KANA}])|(?P<hangul>[{HANGUL}])")


def _spent(text: str, language: str) -> float:
    return sum(_cost(match[0], match.lastgroup, language) for match in _token(text).finditer(text))


@lru_cache(maxsize=65536)
def _cost(piece: str, kind: str | None, language: str) -> float:
    if kind == "mark":
        return _PAUSES.get(piece, 0.0)
    if kind in ("dash", "ellipsis"):
        return 0.30
    if kind == "unheard":
        return _UNHEARD
    if kind == "han":
        return SYLLABLE + (MORA if language == "ja" else WORD) / 2
    if kind == "kana":
        return 0.0 if piece in "ゃゅょャュョ" else MORA
    if kind == "hangul":
        return SYLLABLE
    return SYLLABLE * _count(piece, kind, language) + WORD


def _count(piece: str, kind: str | None, language: str) -> int:
    if kind == "number":
        return number(piece, language)
    if kind == "symbol":
        return symbol(piece)
    if acronym(piece):
        return sum(3 if letter == "W" else 1 for letter in piece)
    return syllables(piece, language)
