"""The glyphs of a page by pdfium: all code points, all boxes, and a style once a text object.

A call per glyph is affordable when `map` makes it with plain integers: a handle or an address as
an integer costs a tenth of a ctypes object.
"""

import ctypes
import math
from array import array
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from itertools import chain, compress, repeat
from operator import ne, sub
from typing import Any, NamedTuple, TypeVar

import pypdfium2.raw as raw

from stages.extract import handles
from stages.extract.characters import GARBLED
from stages.extract.glyphs import Glyph, Style
from stages.extract.names import bold, italic, nameless
from stages.extract.plane import Plane, along
from stages.extract.syllables import complex_script, mend, place_marks
from stages.text import han

Item = TypeVar("Item")
_FLAG_ITALIC, _FLAG_FORCE_BOLD = 1 << 6, 1 << 18
_BOLD_WEIGHT = 600
_LEAN = 0.1
"""A text matrix that leans more than this is a made-up italic; 0.2 to 0.35 are usual."""
_STROKED, _INVISIBLE = {2, 6}, {3, 7}
_SAME_PLACE = 0.02
_FAR = 1e6
"""In points: no page is so large."""
_TAME = bytes(sign | high for sign in (0, 0x80) for high in range(0x49))
"""The last byte of a float (sign, and most of its exponent) that is certainly below `_FAR`."""
_STRING = 32_767
"""Bytes: pdfium reads no more of one string."""
_NOTHING = "\u200b"
_LINE_END = "\x02"
_SIDE_BEARING, _DRAWN_BEARING = 0.12, 0.05
"""In em: how much the pen moves on beyond the ink of a glyph, where only its ink is known; and the
usual figure, for fonts that are drawn."""


Setting = tuple[float, float, float, float, float, int, int, int, int, int, int]
"""How a text object is set: its matrix a b c d, font size, font, render mode, and R G B A."""


class _Face(NamedTuple):
    bold: bool
    italic: bool
    drawn: bool
    """Whether its glyphs are little drawings (Type 3), of which pdfium knows the ink only."""


class _Settings(NamedTuple):
    """By text object: its style, its baseline, whether its font is drawn."""

    styles: list[Style]
    bases: list[float]
    drawn: list[bool]
    turned: bool
    """Whether any of the text does not run from left to right."""


def glyphs(page: Any, text_page: Any, plane: Plane) -> tuple[list[Glyph], bool]:
    """Return what is drawn on a page as glyphs, in the order of the file; spaces included.

    Returns also whether a text was cut because it is longer than pdfium takes.
    """
    text = handles.integer(text_page)
    every = range(max(raw.FPDFText_CountChars(text_page), 0))
    owners = list(map(handles.text_object, repeat(text_page), every))
    # Spaces and line ends that pdfium made up belong to no object.
    indices = list(compress(every, owners))
    if not indices:
        return [], False
    objects = list(compress(owners, owners))
    firsts = [0, *compress(range(1, len(objects)), map(ne, objects[1:], objects))]
    counts = list(map(sub, [*firsts[1:], len(objects)], firsts))
    cut = max(counts) in (_STRING, _STRING // 2)  # with codes of one byte, or of two
    characters = _characters(text_page, indices)
    settings = _settings(text, plane, [indices[k] for k in firsts], [objects[k] for k in firsts])
    styles = _each(settings.styles, counts)
    if plane.rotation or settings.turned:
        return _turned(text, plane, indices, characters, styles), cut
    bases = _each(settings.bases, counts)
    sides = _floats(handles.loose_box, 4, indices, text)
    if any(settings.drawn):
        drawn = compress(range(len(indices)), _each(settings.drawn, counts))
        _place_drawn(text, indices, characters, styles, sides, drawn)
    joined = complex_script(set(characters))
    if joined:
        place_marks(text, indices, characters, sides)
    starts, ends = ([x - plane.left for x in side] for side in (sides[0::4], sides[2::4]))
    found = list(zip(characters, starts, ends, bases, styles, strict=True))
    if joined:
        found = mend(page, found, objects, firsts, plane.left)
    return found, cut


def _each(items: Sequence[Item], counts: Sequence[int]) -> list[Item]:
    """Return what is known of text objects for each of their glyphs."""
    return list(chain.from_iterable(map(repeat, items, counts)))


def _characters(page: Any, indices: Sequence[int]) -> list[str]:
    """Return the character of each glyph, U+FFFD where the font does not say which it is.

    Without a map pdfium gives the number of the glyph, which looks like a character but is none;
    a hyphen at a line end it turns into U+0002.
    """
    found = list(map(chr, map(handles.unicode, repeat(page), indices)))
    unknown = list(map(handles.map_error, repeat(page), indices))
    if any("\ud800" <= character <= "\udfff" for character in set(found)):
        _whole(found)
    if any(unknown) or _LINE_END in found:
        for k, index in enumerate(indices):
            if unknown[k]:
                found[k] = GARBLED
            elif found[k] == _LINE_END and handles.hyphen(page, index) == 1:
                found[k] = "-"
    return found


def _whole(found: list[str]) -> None:
    """Put the halves of characters beyond U+FFFF together; the second half is of no width."""
    for k in range(len(found) - 1):
        pair = found[k] + found[k + 1]
        if "\ud800" <= pair[0] <= "\udbff" and "\udc00" <= pair[1:] <= "\udfff":
            found[k], found[k + 1] = (
                pair.encode("utf-16", "surrogatepass").decode("utf-16"),
                _NOTHING,
            )


def _settings(page: int, plane: Plane, keys: Sequence[int], objects: Sequence[int]) -> _Settings:
    """Ask how text objects are set; `keys` are the indices of the first glyph of each."""
    matrices = _floats(handles.matrix, 6, keys, page)
    sizes = _floats(handles.font_size, 1, objects)
    colors = _colors(objects)
    fonts = list(map(handles.font, objects))
    modes = map(handles.render_mode, objects)
    faces = {font: _face(font) for font in set(fonts)}
    settings = zip(
        matrices[0::6], matrices[1::6], matrices[2::6], matrices[3::6], sizes, fonts, modes,
        colors[0::4], colors[1::4], colors[2::4], colors[3::4], strict=True,
    )  # fmt: skip
    styles = _Styles(faces, plane)
    return _Settings(
        styles=list(map(styles.__getitem__, settings)),
        bases=[plane.top - y for y in matrices[5::6]],
        drawn=[faces[font].drawn for font in fonts],
        turned=any(style.turn for style in styles.values()),
    )


class _Styles(dict[Setting, Style]):
    """The style of each setting, equal ones being one object."""

    def __init__(self, faces: dict[int, _Face], plane: Plane) -> None:
        super().__init__()
        self._faces, self._plane = faces, plane
        self._same: dict[Style, Style] = {}

    def __missing__(self, setting: Setting) -> Style:
        style = _style(setting, self._faces[setting[5]], self._plane)
        style = self[setting] = self._same.setdefault(style, style)
        return style


def _place_drawn(
    text: int,
    indices: Sequence[int],
    characters: Sequence[str],
    styles: Sequence[Style],
    sides: "array[float]",
    drawn: Iterable[int],
) -> None:
    """Correct the sides of glyphs of which only the ink is known, by where the pen starts."""
    room = (ctypes.c_double * 2)()
    spots = [ctypes.addressof(room) + 8 * k for k in range(2)]
    for k in drawn:
        handles.origin(text, indices[k], *spots)
        if abs(sides[4 * k] - room[0]) < _SAME_PLACE:
            continue  # the sides are where the pen starts and stops, not the ink
        size = styles[k].size
        sides[4 * k] = room[0]
        if han(characters[k]):
            sides[4 * k + 2] = room[0] + size
        elif sides[4 * k + 2] > room[0]:
            sides[4 * k + 2] += _DRAWN_BEARING * size


def _style(setting: Setting, face: _Face, plane: Plane) -> Style:
    a, b, c, d, size, _, mode, red, green, blue, alpha = setting
    height = math.hypot(c, d)
    lean = abs(a * c + b * d) > _LEAN * height * math.hypot(a, b)
    return Style(
        size=round(abs(size) * height, 2),
        bold=face.bold or mode in _STROKED,
        italic=face.italic or lean,
        color=f"#{red:02x}{green:02x}{blue:02x}",
        turn=plane.turn(a, b),
        seen=mode not in _INVISIBLE and alpha > 0,
    )


def _face(font: int) -> _Face:
    """Tell a font's weight and slope by its name, its flags and its own figures."""
    room = ctypes.create_string_buffer(256)
    handles.font_name(font, ctypes.addressof(room), 256)
    name = room.value.decode("utf-8", "replace")
    if not name:
        return _Face(bold=False, italic=False, drawn=True)
    flags = max(handles.font_flags(font), 0)
    angle = ctypes.c_int(0)
    handles.font_angle(font, ctypes.addressof(angle))
    # What a font says of its weight is often wrong; it must do where its name says nothing.
    heavy = nameless(name) and handles.font_weight(font) >= _BOLD_WEIGHT
    slanting = flags & _FLAG_ITALIC or angle.value
    return _Face(
        bold=bold(name) or heavy or bool(flags & _FLAG_FORCE_BOLD),
        italic=italic(name) or bool(slanting),
        drawn=False,
    )


def _turned(
    page: int,
    plane: Plane,
    indices: Sequence[int],
    characters: Sequence[str],
    styles: Sequence[Style],
) -> list[Glyph]:
    """Place glyphs of any direction by their origin and their ink, one by one."""
    found = []
    room = (ctypes.c_double * 6)()
    start = ctypes.addressof(room)
    spots = [start + 8 * k for k in range(6)]
    for index, character, style in zip(indices, characters, styles, strict=True):
        handles.origin(page, index, spots[0], spots[1])
        handles.tight_box(page, index, *spots[2:])
        x, base = along(style.turn, *plane.point(room[0], room[1]))
        x0, y0, x1, y1 = plane.box(room[2], room[4], room[3], room[5])
        ink = max(along(style.turn, u, v)[0] for u in (x0, x1) for v in (y0, y1))
        end = max(x, ink + _SIDE_BEARING * style.size) if x0 < x1 else x
        found.append((character, x, end, base, style))
    return found


def _colors(objects: Sequence[int]) -> "array[int]":
    room = array("I", bytes(16 * len(objects)))
    start, _ = room.buffer_info()
    stop = start + 16 * len(objects)
    _call(handles.fill_color, objects, *(range(start + k, stop + k, 16) for k in (0, 4, 8, 12)))
    return room


def _floats(
    function: Callable[..., Any], count: int, keys: Sequence[int], *page: int
) -> "array[float]":
    """Call `function([page,] key, address of floats)` for each key; return `count` floats each.

    What is no number, or beyond all bounds, becomes 0.
    """
    step = 4 * count
    room = array("f", bytes(step * len(keys)))
    start, _ = room.buffer_info()
    _call(function, *map(repeat, page), keys, range(start, start + step * len(keys), step))
    if room.tobytes()[3::4].translate(None, _TAME):
        for k, value in enumerate(room):
            if not -_FAR < value < _FAR:
                room[k] = 0.0
    return room


def _call(function: Callable[..., Any], *arguments: Iterable[int]) -> None:
    """Call a function for its effects, as often as the shortest of the arguments says."""
    deque(map(function, *arguments), maxlen=0)
