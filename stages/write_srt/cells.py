"""Width of text in cells: a full-width character is two cells wide, a combining mark none."""

import re
import unicodedata
from collections.abc import Sequence
from itertools import accumulate

_NOT_SINGLE = re.compile("[^ -~\u00a0-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e]")
"""Characters that may be of another width than one cell."""


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


def cells_before(text: str) -> Sequence[int]:
    """Return the cells before each offset of the text, and at last those of the whole."""
    if _NOT_SINGLE.search(text) is None:
        return range(len(text) + 1)
    return [0, *accumulate(map(_WIDTHS.__getitem__, text))]


def cells(text: str) -> int:
    """Return the width of the text in cells."""
    if text.isascii() or _NOT_SINGLE.search(text) is None:
        return len(text)
    return sum(map(_WIDTHS.__getitem__, text))
