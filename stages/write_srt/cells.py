"""Width of text in cells: a full-width character is two cells wide, a combining mark none."""

import unicodedata


class _Widths(dict[str, int]):
    """The width of each character met so far."""

    def __missing__(self, character: str) -> int:
        if unicodedata.category(character) in ("Mn", "Me", "Cf"):
            width = 0
        else:
            width = 2 if unicodedata.east_asian_width(character) in "WF" else 1
        self[character] = width
        return width


_WIDTHS = _Widths()


def cell_widths(text: str) -> list[int]:
    """Return the width of each code point of the text."""
    return list(map(_WIDTHS.__getitem__, text))


def cells(text: str) -> int:
    """Return the width of the text in cells."""
    if text.isascii():
        return len(text)
    return sum(map(_WIDTHS.__getitem__, text))
