"""How the text objects of a page are set: a style for each, equal ones being one object."""

import ctypes
import math
import struct
from array import array
from collections.abc import Sequence
from itertools import repeat
from typing import Any, NamedTuple

from stages.extract import handles
from stages.extract.glyphs import Style
from stages.extract.names import bold, italic, nameless
from stages.extract.plane import Plane
from stages.extract.records import FAR, Records

_FLAG_ITALIC, _FLAG_FORCE_BOLD = 1 << 6, 1 << 18
_BOLD_WEIGHT = 600
_LEAN = 0.1
"""A text matrix that leans more than this is a made-up italic; 0.2 to 0.35 are usual."""
_STROKED, _INVISIBLE = {2, 6}, {3, 7}
_NAME = 256
"""Bytes of the name of a font."""
_SETTINGS = Records(12, (handles.fill_color, (0, 1, 2, 3)), (handles.matrix, (6,)))
_SETTING, _ALIKE = struct.Struct("4I2Bxxf4f"), struct.Struct("40s8x")
"""How a text object is set: R G B A, face, render mode, font size and its matrix a b c d, one by
one or as bytes. Behind that stand e and f, which are its place."""
_FACE, _MODE, _BYTES = 16, 17, 48
_SIZE, _E, _F, _NUMBERS = 5, 10, 11, 12
"""Where these stand in a record, and how long it is: in bytes, and in numbers of four bytes."""
_BOLD, _ITALIC, DRAWN = 1, 2, 4
"""What a face may be. A drawn one has little drawings for glyphs (Type 3), of which pdfium knows
the ink only."""


class Settings(NamedTuple):
    """By text object: its style, where it begins, its baseline, its face."""

    styles: list[Style]
    starts: Sequence[float]
    bases: list[float]
    faces: bytes
    turned: bool
    """Whether any of the text does not run from left to right."""


def ask_settings(page: Any, plane: Plane, keys: Sequence[int], objects: Sequence[int]) -> Settings:
    """Ask how text objects are set; `keys` are the indices of the first glyph of each."""
    fonts = list(map(handles.font, objects))
    kinds = {font: _face(font) for font in set(fonts)}
    faces = bytes(map(kinds.__getitem__, fonts))
    records = bytearray(_SETTINGS.read(page, keys))
    records[_FACE::_BYTES] = faces
    records[_MODE::_BYTES] = bytes(map(handles.render_mode, objects))
    numbers = array("f", bytes(records))
    numbers[_SIZE::_NUMBERS] = array("f", list(map(handles.font_size, repeat(page), keys)))
    styles = _Styles(plane)
    return Settings(
        styles=[styles[setting] for (setting,) in _ALIKE.iter_unpack(numbers)],
        starts=numbers[_E::_NUMBERS],
        bases=[plane.top - y for y in numbers[_F::_NUMBERS]],
        faces=faces,
        turned=any(style.turn for style in styles.values()),
    )


class _Styles(dict[bytes, Style]):
    """The style of each setting, equal ones being one object."""

    def __init__(self, plane: Plane) -> None:
        super().__init__()
        self._plane = plane
        self._same: dict[Style, Style] = {}

    def __missing__(self, setting: bytes) -> Style:
        style = _style(setting, self._plane)
        style = self[setting] = self._same.setdefault(style, style)
        return style


def _style(setting: bytes, plane: Plane) -> Style:
    red, green, blue, alpha, face, mode, size, a, b, c, d = _SETTING.unpack(setting)
    height = math.hypot(c, d)
    lean = abs(a * c + b * d) > _LEAN * height * math.hypot(a, b)
    return Style(
        size=round(abs(size) * height, 2) if abs(size) < FAR else 0.0,
        bold=bool(face & _BOLD) or mode in _STROKED,
        italic=bool(face & _ITALIC) or lean,
        color=f"#{red:02x}{green:02x}{blue:02x}",
        turn=plane.turn(a, b),
        seen=mode not in _INVISIBLE and alpha > 0,
    )


def _face(font: int) -> int:
    """Tell a font's weight and slope by its name, its flags and its own figures."""
    room = ctypes.create_string_buffer(_NAME)
    if not 1 < handles.font_name(font, ctypes.addressof(room), _NAME) <= _NAME:
        return DRAWN
    name = room.value.decode("utf-8", "replace")
    flags = max(handles.font_flags(font), 0)
    angle = ctypes.c_int(0)
    handles.font_angle(font, ctypes.addressof(angle))
    # What a font says of its weight is often wrong; it must do where its name says nothing.
    heavy = nameless(name) and handles.font_weight(font) >= _BOLD_WEIGHT
    slanting = flags & _FLAG_ITALIC or angle.value
    return _BOLD * (bold(name) or heavy or bool(flags & _FLAG_FORCE_BOLD)) + _ITALIC * (
        italic(name) or bool(slanting)
    )
