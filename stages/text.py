"""What every stage asks of text: its scripts, its width, how a language joins its sentences."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_UNSPACED = {"zh", "ja", "th", "lo", "km", "my", "bo", "yue", "wuu", "nan"}
_RIGHT_TO_LEFT = {"ar", "he", "fa", "ur", "ps", "sd", "ug", "yi", "dv", "ckb"}
_INVISIBLE = {"Cc", "Cf", "Zs", "Zl", "Zp"}


def subtag(language: str) -> str:
    """Return the primary language of a BCP 47 tag: "zh" for "zh-Hans"."""
    return language.partition("-")[0].lower()


@lru_cache(maxsize=256)
def spaced(language: str) -> bool:
    """Whether the language puts spaces between its words, and so between its sentences."""
    return subtag(language) not in _UNSPACED


@lru_cache(maxsize=256)
def right_to_left(language: str) -> bool:
    """Whether the language is written from right to left."""
    return subtag(language) in _RIGHT_TO_LEFT


def join(parts: Iterable[str], language: str) -> str:
    """Put sentences of one language behind each other as that language does."""
    return (" " if spaced(language) else "").join(part for part in parts if part)


def han(character: str) -> bool:
    """Whether the character is a Han ideograph, kana, or a full-width mark set like one."""
    return unicodedata.east_asian_width(character) in "WF"


def width(text: str) -> float:
    """Return the width in full-width characters: Han 1, Latin and half-width 0.5, combining 0."""
    if text.isascii():
        return len(text) / 2
    return sum(
        0 if unicodedata.combining(c) else 1 if unicodedata.east_asian_width(c) in "WF" else 0.5
        for c in text
    )


def visible(text: str) -> int:
    """Count the code points that leave ink: no spaces, controls or format characters."""
    if text.isascii() and text.isprintable():
        return len(text) - text.count(" ")
    unseen = [c for c in set(text) if unicodedata.category(c) in _INVISIBLE]
    return len(text) - sum(map(text.count, unseen))


def clock(milliseconds: int) -> str:
    """Write a time as a transcript prints it: 724000 is "00:12:04"."""
    seconds = milliseconds // 1000
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
