"""Records: what pdfium writes for each glyph, read at once."""

import ctypes
import math
import struct
from array import array
from typing import Any

from stages.extract.records import Records

MANY = 3_000
"""More records than are read at a time."""


def _write(page: Any, index: int, *places: Any) -> None:
    """Write as pdfium does: nothing for what it does not know."""
    for place in places if index % 3 else ():
        ctypes.memmove(place, struct.pack("f", page + index), 4)


def test_each_number_of_each_record_is_read_and_what_is_not_known_is_nought() -> None:
    read = Records(3, (_write, (0,)), (_write, (2,))).read(0.5, range(MANY))
    expected = [[k + 0.5, 0.0, k + 0.5] if k % 3 else [0.0] * 3 for k in range(MANY)]
    assert array("f", read).tolist() == [number for record in expected for number in record]


def test_no_number_is_beyond_all_bounds() -> None:
    wild = [math.inf, -math.inf, math.nan, 3e38, -1e6]

    def write(_: Any, index: int, place: Any) -> None:
        ctypes.memmove(place, struct.pack("f", [*wild, 7.25][index]), 4)

    read = Records(1, (write, (0,))).read(None, range(len(wild) + 1))
    assert array("f", read).tolist() == [0.0] * len(wild) + [7.25]
