"""The glyphs of a page by pdfium: all code points, all boxes, and a style once a text object.

A call per glyph is affordable when `map` makes it and nothing is converted (see `handles`).
"""

import ctypes
import math
import struct
from array import array
from collections.abc import Iterable, Sequence
from itertools import compress, repeat
from operator import ne, sub
from typing import Any, NamedTuple, TypeVar

import pypdfium2_raw as raw

from stages.extract import handles
from stages.extract.characters import GARBLED
from stages.extract.glyphs import Glyph, Glyphs, Style
from stages.extract.names import bold, italic, nameless
from stages.extract.plane import Plane, along
from stages.extract.records import Records
from stages.extract.syllables import complex_script, mend, place_marks
from stages.text import han

Item = TypeVar("Item")
_FLAG_ITALIC, _FLAG_FORCE_BOLD = 1 << 6, 1 << 18
_BOLD_WEIGHT = 600
_LEAN = 0.1
"""A text matrix that leans more than this is a made-up italic; 0.2 to 0.35 are usual."""
_STROKED, _INVISIBLE = {2, 6}, {3, 7}
_SAME_PLACE = 0.02
_STRING = 32_767
"""Bytes: pdfium reads no more of one string."""
_NAME = 256
"""Bytes of the name of a font."""
_NOTHING = "\u200b"
_LINE_ENDS = {"\x02", "\ufffe"}
_SIDE_BEARING, _DRAWN_BEARING = 0.12, 0.05
"""In em: how much the pen moves on beyond the ink of a glyph, where only its ink is known; and the
usual figure, for fonts that are drawn."""
_BOXES = Records(4, (handles.loose_box, (0,)))
_SETTINGS = Records(12, (handles.fill_color, (0, 1, 2, 3)), (handles.matrix, (6,)))
_SETTING, _ALIKE = struct.Struct("4I2Bxxf4f"), struct.Struct("40s8x")
"""How a text object is set: R G B A, face, render mode, font size and its matrix a b c d, one by
one or as bytes. Behind that stand e and f, which are its place."""
_BOLD, _ITALIC, _DRAWN = 1, 2, 4
"""What a face may be. A drawn one has little drawings for glyphs (Type 3), of which pdfium knows
the ink only."""


class _Settings(NamedTuple):
    """By text object: its style, where it begins, its baseline, its face."""

    styles: list[Style]
    starts: Sequence[float]
    bases: list[float]
    faces: bytes
    turned: bool
    """Whether any of the text does not run from left to right."""


class Text(NamedTuple):
    """The glyphs of a page, in the order of the file; spaces included.

    `level` says that all of it runs from left to right, `cut` that a text of the page was cut
    because it is longer than pdfium takes.
    """

    glyphs: Iterable[Glyph]
    level: bool = True
    cut: bool = False


def glyphs(page: Any, text_page: Any, plane: Plane) -> Text:
    """Return what is drawn on a page as glyphs."""
    text = handles.reference(text_page)
    every = range(max(raw.FPDFText_CountChars(text_page), 0))
    owners = list(map(handles.text_object, repeat(text), every))
    # Spaces and line ends that pdfium made up belong to no object.
    indices = list(compress(every, owners))
    if not indices:
        return Text([])
    objects = list(compress(owners, owners))
    firsts = [0, *compress(range(1, len(objects)), map(ne, objects[1:], objects))]
    counts = list(map(sub, [*firsts[1:], len(objects)], firsts))
    cut = max(counts) in (_STRING, _STRING // 2)  # with codes of one byte, or of two
    characters = _characters(text_page, text, owners, indices)
    settings = _settings(text, plane, [indices[k] for k in firsts], [objects[k] for k in firsts])
    styles = _each(settings.styles, counts)
    if plane.rotation or settings.turned:
        return Text(_turned(text, plane, indices, characters, styles), level=False, cut=cut)
    boxes = array("f", _BOXES.read(text, indices))
    starts, ends = boxes[0::4], boxes[2::4]
    if _DRAWN in settings.faces:
        _place_drawn(text, indices, characters, settings, firsts, starts, ends)
    joined = complex_script(set(characters))
    if joined:
        place_marks(text, indices, characters, starts, ends)
    found = Glyphs(
        characters,
        _shifted(starts, plane.left),
        _shifted(ends, plane.left),
        _each(settings.bases, counts),
        styles,
    )
    if joined:
        return Text(mend(page, list(found), objects, firsts, plane.left), cut=cut)
    return Text(found, cut=cut)


def _each(items: list[Item], counts: Sequence[int]) -> list[Item]:
    """Return what is known of text objects for each of their glyphs."""
    found: list[Item] = []
    start = 0
    for k, count in enumerate(counts):
        if count > 1:  # in many files, an object is no more than a glyph
            found += items[start:k]
            found += [items[k]] * count
            start = k + 1
    return found + items[start:]


def _shifted(places: Sequence[float], left: float) -> Sequence[float]:
    return [x - left for x in places] if left else places


def _characters(
    text_page: Any, text: Any, owners: Sequence[int | None], indices: Sequence[int]
) -> list[str]:
    """Return the character of each glyph, U+FFFD where the font does not say which it is.

    Without a map pdfium gives the number of the glyph, which looks like a character but is none;
    a hyphen at a line end it turns into U+0002, or U+FFFE.
    """
    said = _said(text_page, len(owners))
    if said:
        found = list(compress(said, owners))
    else:
        found = _whole(list(map(chr, map(handles.unicode, repeat(text), indices))))
    unknown = list(map(handles.map_error, repeat(text), indices))
    if any(unknown) or any(end in (said or found) for end in _LINE_ENDS):
        for k, index in enumerate(indices):
            if unknown[k]:
                found[k] = GARBLED
            elif found[k] in _LINE_ENDS and handles.hyphen(text, index) == 1:
                found[k] = "-"
    return found


def _said(text_page: Any, count: int) -> str:
    """Return all characters of a page at once, "" where they are not one for each index.

    So it is where pdfium leaves out a control character, or halves one beyond U+FFFF.
    """
    room = (ctypes.c_ushort * (count + 1))()
    length = raw.FPDFText_GetText(text_page, 0, count, room) - 1
    said = bytes(room)[: 2 * length].decode("utf-16-le", "ignore")
    return said if len(said) == length == count else ""


def _whole(found: list[str]) -> list[str]:
    """Put the halves of characters beyond U+FFFF together; the second half is of no width."""
    halved = any("\ud800" <= character <= "\udfff" for character in set(found))
    for k in range(len(found) - 1) if halved else ():
        pair = found[k] + found[k + 1]
        if "\ud800" <= pair[0] <= "\udbff" and "\udc00" <= pair[1:] <= "\udfff":
            found[k], found[k + 1] = (
                pair.encode("utf-16", "surrogatepass").decode("utf-16"),
                _NOTHING,
            )
    return found


def _settings(page: Any, plane: Plane, keys: Sequence[int], objects: Sequence[int]) -> _Settings:
    """Ask how text objects are set; `keys` are the indices of the first glyph of each."""
    fonts = list(map(handles.font, objects))
    kinds = {font: _face(font) for font in set(fonts)}
    faces = bytes(map(kinds.__getitem__, fonts))
    records = bytearray(_SETTINGS.read(page, keys))
    records[16::48] = faces
    records[17::48] = bytes(map(handles.render_mode, objects))
    numbers = array("f", bytes(records))
    numbers[5::12] = array("f", list(map(handles.font_size, repeat(page), keys)))
    styles = _Styles(plane)
    return _Settings(
        styles=[styles[setting] for (setting,) in _ALIKE.iter_unpack(numbers)],
        starts=numbers[10::12],
        bases=[plane.top - y for y in numbers[11::12]],
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
        size=round(abs(size) * height, 2),
        bold=bool(face & _BOLD) or mode in _STROKED,
        italic=bool(face & _ITALIC) or lean,
        color=f"#{red:02x}{green:02x}{blue:02x}",
        turn=plane.turn(a, b),
        seen=mode not in _INVISIBLE and alpha > 0,
    )


def _place_drawn(
    text: Any,
    indices: Sequence[int],
    characters: Sequence[str],
    settings: _Settings,
    firsts: Sequence[int],
    starts: "array[float]",
    ends: "array[float]",
) -> None:
    """Correct the sides of glyphs of which only the ink is known, by where the pen starts."""
    room = (ctypes.c_double * 2)()
    spots = [ctypes.byref(room, 8 * k) for k in range(2)]
    stops = [*firsts[1:], len(indices)]
    objects = zip(firsts, stops, settings.starts, settings.styles, strict=True)
    for first, stop, pen, style in compress(objects, map(_DRAWN.__eq__, settings.faces)):
        for k in range(first, stop):
            if k > first:
                handles.origin(text, indices[k], *spots)
                pen = room[0]
            if abs(starts[k] - pen) < _SAME_PLACE:
                continue  # the sides are where the pen starts and stops, not the ink
            starts[k] = pen
            if han(characters[k]):
                ends[k] = pen + style.size
            elif ends[k] > pen:
                ends[k] += _DRAWN_BEARING * style.size


def _face(font: int) -> int:
    """Tell a font's weight and slope by its name, its flags and its own figures."""
    room = ctypes.create_string_buffer(_NAME)
    if not 1 < handles.font_name(font, ctypes.addressof(room), _NAME) <= _NAME:
        return _DRAWN
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


def _turned(
    page: Any,
    plane: Plane,
    indices: Sequence[int],
    characters: Sequence[str],
    styles: Sequence[Style],
) -> list[Glyph]:
    """Place glyphs of any direction by their origin and their ink, one by one."""
    found = []
    room = (ctypes.c_double * 6)()
    spots = [ctypes.byref(room, 8 * k) for k in range(6)]
    for index, character, style in zip(indices, characters, styles, strict=True):
        handles.origin(page, index, spots[0], spots[1])
        handles.tight_box(page, index, *spots[2:])
        x, base = along(style.turn, *plane.point(room[0], room[1]))
        x0, y0, x1, y1 = plane.box(room[2], room[4], room[3], room[5])
        ink = max(along(style.turn, u, v)[0] for u in (x0, x1) for v in (y0, y1))
        end = max(x, ink + _SIDE_BEARING * style.size) if x0 < x1 else x
        found.append((character, x, end, base, style))
    return found
