"""How wide text is set, estimated by the kinds of its characters: no font is looked into."""

import re

_CLOSING = "。，、；：？！…”’）》」』】〉〕.,;:?!)%"
_OPENING = "“‘（(《「『【〈["
_WORD = re.compile(r"(?:[^\s\u2014-]|-(?=[0-9]))+-?|.", re.DOTALL)
_HUNDREDTHS = bytearray([50] * 256)
"""How wide the ASCII characters are set, in hundredths of an em."""

for _characters, _width in (
    (b"ijl.,;:'!|I ", 28),
    (b'frt()[]-/"', 36),
    (b"ABCDEFGHJKLNOPQRSTUVXYZ&", 66),
    (b"mwMW@%", 86),
):
    for _character in _characters:
        _HUNDREDTHS[_character] = _width


def advance(text: str) -> float:
    """Estimate how wide a text is set, in ems of no font in particular."""
    plain = text.encode("ascii", "ignore")
    width = sum(plain.translate(_HUNDREDTHS)) / 100
    if len(plain) < len(text):
        width += sum(0.5 if c < "\u1100" else 1.0 for c in text if c > "\x7f")
    return width


def first_word(text: str) -> str:
    """Return what of a text cannot be parted from its beginning by a line end.

    That is its first word, or its first Han character, with the marks that may not begin a line.
    """
    start = first_letter(text)
    if ideograph(text[start : start + 1]):
        end = start + 1
    elif match := _WORD.match(text, start):
        word = match[0]
        cut = 0 if word.isascii() else next((i for i, c in enumerate(word) if ideograph(c)), 0)
        end = start + (cut or len(word))
    else:
        return text
    while end < len(text) and text[end] in _CLOSING:
        end += 1
    return text[:end]


def first_letter(text: str) -> int:
    """Return where a text begins behind blanks and opening marks."""
    return len(text) - len(text.lstrip().lstrip(_OPENING))


def ideograph(character: str) -> bool:
    """Whether lines may end before a character in any word: it is Han, kana or a mark like them."""
    return "\u2e80" <= character <= "\u9fff" or "\uf900" <= character <= "\uffef"
