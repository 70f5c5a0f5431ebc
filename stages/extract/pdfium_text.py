"""The glyphs of a page by pdfium: all code points, all boxes, and a style once a text object.

A call per glyph is affordable when `map` makes it and nothing is converted (see `handles`).
"""

import ctypes
from array import array
from collections.abc import Iterable, Sequence
from itertools import compress, repeat
from operator import ne, sub
from typing import Any, NamedTuple, TypeVar

import pypdfium2_raw as raw

from stages.extract import handles
from stages.extract.characters import GARBLED
from stages.extract.glyphs import Glyph, Glyphs, Style
from stages.extract.plane import Plane, along
from stages.extract.records import Records
from stages.extract.settings import DRAWN, Settings, ask_settings
from stages.extract.syllables import complex_script, mend, place_marks
from stages.text import han

Item = TypeVar("Item")
_SAME_PLACE = 0.02
_STRING = 32_767
"""Bytes: pdfium reads no more of one string."""
_NOTHING = "\u200b"
_LINE_ENDS = {"\x02", "\ufffe"}
_SIDE_BEARING, _DRAWN_BEARING = 0.12, 0.05
"""In em: how much the pen moves on beyond the ink of a glyph, where only its ink is known; and the
usual figure, for fonts that are drawn."""
_BOXES = Records(4, (handles.loose_box, (0,)))


class Text(NamedTuple):
    """The glyphs of a page, in the order of the file; spaces included; and its text objects.

    `level` says that all of it runs from left to right, `cut` that a text of the page was cut
    because it is longer than pdfium takes.
    """

    glyphs: Iterable[Glyph] = ()
    objects: frozenset[int] = frozenset()
    level: bool = True
    cut: bool = False


class _Objects(NamedTuple):
    """The text objects of a page.

    By glyph: its index in pdfium, and its object. By object: the first of its glyphs, counted from
    0, and how many they are.
    """

    indices: list[int]
    owners: list[int]
    firsts: list[int]
    counts: list[int]


def glyphs(page: Any, text_page: Any, plane: Plane) -> Text:
    """Return what is drawn on a page as glyphs."""
    text = handles.reference(text_page)
    count = max(raw.FPDFText_CountChars(text_page), 0)
    owners = list(map(handles.text_object, repeat(text), range(count)))
    if not any(owners):
        return Text()
    objects = _objects(owners)
    keys = [objects.indices[first] for first in objects.firsts]
    distinct = [objects.owners[first] for first in objects.firsts]
    known = frozenset(distinct)
    cut = max(objects.counts) in (_STRING, _STRING // 2)  # with codes of one byte, or of two
    characters = _characters(text_page, text, owners, objects.indices)
    settings = ask_settings(text, plane, keys, distinct)
    styles = _each(settings.styles, objects.counts)
    found: Iterable[Glyph]
    if plane.rotation or settings.turned:
        found = _turned(text, plane, objects.indices, characters, styles)
        return Text(found, known, level=False, cut=cut)
    starts, ends = _sides(text, objects, characters, settings)
    joined = complex_script(set(characters))
    if joined:
        place_marks(text, objects.indices, characters, starts, ends)
    found = Glyphs(
        characters,
        _shifted(starts, plane.left),
        _shifted(ends, plane.left),
        _each(settings.bases, objects.counts),
        styles,
    )
    if joined:
        found = mend(page, list(found), objects.owners, objects.firsts, plane.left)
    return Text(found, known, cut=cut)


def _objects(owners: Sequence[int | None]) -> _Objects:
    """Gather the objects of a page; spaces and line ends that pdfium made up belong to none."""
    indices = list(compress(range(len(owners)), owners))
    true = [*filter(None, owners)]
    firsts = [0, *compress(range(1, len(true)), map(ne, true[1:], true))]
    return _Objects(indices, true, firsts, list(map(sub, [*firsts[1:], len(true)], firsts)))


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


def _sides(
    text: Any, objects: _Objects, characters: Sequence[str], settings: Settings
) -> tuple["array[float]", "array[float]"]:
    """Return where glyphs start and end.

    Of drawn ones the box may be no more than the ink; they start where the pen does.
    """
    boxes = array("f", _BOXES.read(text, objects.indices))
    starts, ends = boxes[0::4], boxes[2::4]
    if DRAWN not in settings.faces:
        return starts, ends
    room = (ctypes.c_double * 2)()
    spots = [ctypes.byref(room, 8 * k) for k in range(2)]
    set_so = zip(objects.firsts, objects.counts, settings.starts, settings.styles, strict=True)
    for first, count, pen, style in compress(set_so, map(DRAWN.__eq__, settings.faces)):
        for k in range(first, first + count):
            if k > first:
                handles.origin(text, objects.indices[k], *spots)
                pen = room[0]
            if abs(starts[k] - pen) < _SAME_PLACE:
                continue  # the sides are where the pen starts and stops, not the ink
            starts[k] = pen
            if han(characters[k]):
                ends[k] = pen + style.size
            elif ends[k] > pen:
                ends[k] += _DRAWN_BEARING * style.size
    return starts, ends


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
