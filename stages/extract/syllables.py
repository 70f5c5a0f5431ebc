"""Letters that join to syllables: where their marks are, and what pdfium says twice of them."""

import ctypes
import math
import unicodedata
from array import array
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from stages.extract import handles
from stages.extract.glyphs import Glyph

_COMPLEX = range(0x0300, 0x1D00)
"""From the combining marks to the last of the Indian scripts: letters that join to syllables."""
_UNKNOWN_TYPE = 0


def complex_script(characters: set[str]) -> bool:
    """Whether there are marks, or letters of the scripts that join them to syllables."""
    return any(_COMPLEX.start <= ord(character) < _COMPLEX.stop for character in characters)


def place_marks(
    text: Any,
    indices: Sequence[int],
    characters: Sequence[str],
    starts: "array[float]",
    ends: "array[float]",
) -> None:
    """Correct where marks over other letters start and end.

    They are where their ink is; the pen does not move for them.
    """
    marks = {c for c in set(characters) if unicodedata.combining(c)}
    room = (ctypes.c_double * 4)()
    spots = [ctypes.byref(room, 8 * k) for k in range(4)]
    for k, index in enumerate(indices if marks else ()):
        if characters[k] in marks and handles.tight_box(text, index, *spots):
            starts[k], ends[k] = room[0], room[1]


def mend(
    page: Any, found: list[Glyph], objects: Sequence[int], firsts: Sequence[int], left: float
) -> list[Glyph]:
    """Mend the syllables that the file spells out as a whole (Thai, Indian scripts in Chromium).

    pdfium places them on the first of their glyphs and knows nothing of the others; and it says
    them once more where other letters come between their glyphs.
    """
    spelt = _spelt_out(page)
    reach: dict[int, float] = {}
    for item, mark in spelt.items():
        reach[mark] = max(reach.get(mark, -math.inf), _right(item))
    kept: list[Glyph] = []
    said: set[tuple[int, str]] = set()
    for start, stop in pairwise([*firsts, len(objects)]):
        mark = spelt.get(objects[start], 0)
        key = mark, "".join(text for text, *_ in found[start:stop])
        if mark and key in said:
            continue
        said.add(key)
        kept += found[start:stop]
        if mark:
            text, x, end, base, style = kept[-1]
            kept[-1] = text, x, max(end, reach[mark] - left), base, style
    return kept


def _spelt_out(page: Any) -> dict[int, int]:
    """Return the text objects that stand in an ActualText of the file, and in which."""
    found: dict[int, int] = {}
    for k in range(handles.object_count(page)):
        item = handles.page_object(page, k)
        for mark in (handles.mark(item, n) for n in range(max(handles.mark_count(item), 0))):
            if mark and handles.mark_value(mark, b"ActualText") != _UNKNOWN_TYPE:
                found[item] = mark
    return found


def _right(item: int) -> float:
    room = (ctypes.c_float * 4)()
    start = ctypes.addressof(room)
    known = handles.bounds(item, start, start + 4, start + 8, start + 12)
    return room[2] if known else -math.inf
