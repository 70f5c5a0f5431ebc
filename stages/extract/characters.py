"""Characters: code points that stand for a glyph become the characters they show."""

import unicodedata
from functools import cache

GARBLED = "\ufffd"
SPACES = frozenset(" \t\n\r\f\v\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000") | {
    chr(code) for code in range(0x2000, 0x200B)
}
HYPHENS = ("\u2010", "\u00ad", "\ufffe")
"""What a hyphen at a line end may be coded as, besides "-"."""
_FORMS = ((0x2E80, 0x2FDF), (0xFB00, 0xFDFF), (0xFE70, 0xFEFC))
"""Radicals, ligatures and presentation forms: glyphs, that Unicode holds for old encodings."""


def fold(text: str) -> str:
    """Return text in NFC without code points that stand for glyphs or for nothing at all.

    Ligatures, presentation forms and CJK radicals become plain letters; zero-width and control
    characters go; what Unicode cannot say is U+FFFD. Nothing else is changed.
    """
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", "".join(map(_folded, text)))


@cache
def _folded(character: str) -> str:
    code = ord(character)
    if character in HYPHENS:
        return "-" if code == 0xFFFE else character
    if any(first <= code <= last for first, last in _FORMS):
        return _RADICALS.get(character) or unicodedata.normalize("NFKC", character)
    category = unicodedata.category(character)
    if category == "Co" or category == "Cs" or code in (0xFFFF, 0):
        return GARBLED
    return "" if category in ("Cc", "Cf") and character not in _JOINERS else character


_JOINERS = "\u200c\u200d"
"""Zero-width joiners belong to the spelling of Persian, of Indian scripts and of emoji."""

_RADICALS: dict[str, str] = {}
