"""Records: numbers that pdfium writes, a record for each glyph, read all at once."""

import ctypes
from array import array
from collections import deque
from collections.abc import Callable, Sequence
from itertools import repeat
from typing import Any

_ROWS = 1_024
"""Records that are read at a time."""
FAR = 1e6
"""In points: no page is so large."""
_TAME = bytes(sign | high for sign in (0, 0x80) for high in range(0x49))
"""The last byte of a float (sign, and most of its exponent) that is certainly below `FAR`."""


class Records:
    """A kind of record: four bytes a number, and the functions that write them.

    `calls` are functions of a text page, an index and places, with how many numbers come before
    each of the places. References to all places are made here, once.
    """

    def __init__(self, numbers: int, *calls: tuple[Callable[..., Any], Sequence[int]]) -> None:
        self._size = 4 * numbers
        self._room = (ctypes.c_char * (self._size * _ROWS))()
        self._calls = [
            (function, [self._places(4 * before) for before in befores])
            for function, befores in calls
        ]

    def _places(self, start: int) -> list[Any]:
        return [ctypes.byref(self._room, start + self._size * row) for row in range(_ROWS)]

    def read(self, page: Any, indices: Sequence[int]) -> bytes:
        """Return the records of these glyphs; `page` is a reference to their text page.

        What is not known is 0, and so is what is no number or beyond all bounds.
        """
        parts = []
        for start in range(0, len(indices), _ROWS):
            some = indices[start : start + _ROWS]
            ctypes.memset(self._room, 0, self._size * len(some))
            for function, places in self._calls:
                deque(map(function, repeat(page), some, *places), maxlen=0)
            parts.append(bytes(memoryview(self._room)[: self._size * len(some)]))
        return _tamed(b"".join(parts))


def _tamed(data: bytes) -> bytes:
    if not data[3::4].translate(None, _TAME):
        return data
    return array("f", (v if -FAR < v < FAR else 0.0 for v in array("f", data))).tobytes()
