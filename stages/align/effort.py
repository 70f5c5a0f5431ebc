"""How long words take to say: speech effort in seconds at a common rate, by syllables and pauses.

W(word) = 0.20 * syllables + 0.02 + pause. Only ratios matter: the stamps give the real rate.
"""

import re
from functools import lru_cache

SYLLABLE = 0.20
WORD = 0.02
TURN_END = 0.10
_PAUSES = {
    **dict.fromkeys(",،、，", 0.11),
    **dict.fromkeys(".!。！।۔", 0.20),
    **dict.fromkeys("?？؟", 0.15),
    **dict.fromkeys(";:；：", 0.30),
    **dict.fromkeys("…—–", 0.30),
}
_TOKEN = re.compile(
    r"(?P<money>[$€£¥]\s?\d[\d.,]*\d|[$€£¥]\s?\d)|(?P<number>\d(?:[\d.,:]*\d)?)(?P<unit>%|st\b|nd\b|rd\b|th\b|s\b)?"
    r"|(?P<dash>--+|—+|–|\s-\s|-(?=[\s\"'”’]|$))|(?P<ellipsis>…+|\.{2,})"
    r"|(?P<han>[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])"
    r"|(?P<kana>[\u3040-\u30ff])|(?P<hangul>[\uac00-\ud7af])"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)"
    r"|(?P<symbol>[&@+=#])|(?P<mark>[^\w\s])"
)


def effort(text: str) -> float:
    """Return the speech effort of a stretch of text, in seconds of unhurried speech."""
    return sum(_piece(match[0], match.lastgroup) for match in _TOKEN.finditer(text))


@lru_cache(maxsize=65536)
def _piece(token: str, kind: str | None) -> float:
    if kind in ("dash", "ellipsis"):
        return 0.30
    if kind == "mark":
        return _PAUSES.get(token, 0.0)
    if kind in ("han", "hangul"):
        return SYLLABLE
    if kind == "kana":
        return 0.0 if token in "ゃゅょャュョー" else 0.13
    return SYLLABLE * _syllables(token, kind) + WORD


def _syllables(token: str, kind: str | None) -> int:
    if kind in ("number", "unit", "money"):
        return _number(token)
    if kind == "symbol":
        return 1
    if token.isascii() and token.isupper() and 2 <= len(token) <= 5:
        return sum(3 if letter == "W" else 1 for letter in token)
    return syllables(token)


def _number(token: str) -> int:
    digits = sum(c.isdigit() for c in token)
    return 2 * digits + (2 if not token[0].isdigit() else 0)


_VOWELS = re.compile(
    r"[aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüýÿœаеёиоуыэюяіїєαεηιουωάέήίόύώ]+", re.IGNORECASE
)
_SILENT = re.compile(r"(?:[^aeiouyl]|[aeiouy]l)e$|[^aeiouytd]ed$|[^aeiouysxz]es$", re.IGNORECASE)


@lru_cache(maxsize=65536)
def syllables(word: str) -> int:
    """Estimate the syllables of a word written with letters; at least one."""
    count = len(_VOWELS.findall(word))
    if count > 1 and _SILENT.search(word):
        count -= 1
    return max(count, 1)
