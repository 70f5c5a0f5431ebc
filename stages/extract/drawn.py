"""What is drawn on a page besides text: rules, and how much of it pictures cover."""

import ctypes
import math
from collections.abc import Collection, Iterator, Sequence
from itertools import compress, filterfalse, islice, repeat
from typing import Any, NamedTuple

import pypdfium2_raw as raw

from stages.extract import handles
from stages.extract.glyphs import Area
from stages.extract.plane import Box, Plane
from stages.schema import Rule

_THIN, _LONG = 2.5, 8.0
"""In points: a box no higher and at least this long is a rule."""
_DEEP, _MANY, _SEGMENTS = 4, 3_000, 500
"""Forms in forms, paths and pictures of a page, and strokes of a path: more is a drawing."""
_NO_TEXT = bytes(kind != raw.FPDF_PAGEOBJ_TEXT for kind in range(256))
Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Drawing(NamedTuple):
    """The rules and the coloured areas of a page, and the share of it that pictures cover."""

    rules: list[Rule]
    areas: list[Area]
    pictures: float


def drawing(page: Any, plane: Plane, texts: Collection[int]) -> Drawing:
    """Look through the objects of a page, forms included, for rules, areas and pictures.

    `texts` are objects that are known to be text: most of them, and they need not be asked.
    """
    found = Drawing([], [], 0.0)
    covered = 0.0
    here = handles.reference(page)
    objects = map(handles.page_object, repeat(here), range(handles.object_count(here)))
    others = list(filterfalse(texts.__contains__, objects))
    for kind, item, matrix in islice(_walk(others, _IDENTITY, _DEEP), _MANY):
        box = _bounds(item, matrix, plane)
        if not math.isfinite(sum(box)):
            continue
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            covered += (box[2] - box[0]) * (box[3] - box[1])
            found.areas.append(Area(*box, ""))
        elif thin := _thin(box):
            found.rules.append(thin)
        else:
            found.rules.extend(_outline(item, matrix, plane))
            if color := _filled(item):
                found.areas.append(Area(*box, color))
    whole = plane.width * plane.height
    return found._replace(pictures=min(covered / whole, 1.0) if whole > 0 else 0.0)


def _walk(objects: Sequence[int], matrix: Matrix, deep: int) -> Iterator[tuple[int, Any, Matrix]]:
    kinds = bytes(map(handles.object_kind, objects))
    others = zip(kinds, objects, strict=True)
    for kind, address in compress(others, kinds.translate(_NO_TEXT)):
        item = ctypes.cast(address, raw.FPDF_PAGEOBJECT)
        if kind in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE):
            yield kind, item, matrix
        elif kind == raw.FPDF_PAGEOBJ_FORM and deep:
            inner = range(max(raw.FPDFFormObj_CountObjects(item), 0))
            members = list(map(handles.form_object, repeat(address), inner))
            yield from _walk(members, _times(_own(item), matrix), deep - 1)


def _filled(path: Any) -> str | None:
    """Return the colour that a path is filled with, "" for a pattern, None for no filling."""
    fill, stroke = ctypes.c_int(0), ctypes.c_int(0)
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    if not fill.value:
        return None
    parts = [ctypes.c_uint(0) for _ in range(4)]
    if not raw.FPDFPageObj_GetFillColor(path, *parts):
        return ""
    red, green, blue, alpha = (part.value for part in parts)
    return f"#{red:02x}{green:02x}{blue:02x}" if alpha else None


def _outline(path: Any, matrix: Matrix, plane: Plane) -> list[Rule]:
    fill, stroke = ctypes.c_int(0), ctypes.c_int(0)
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    if not stroke.value or not 1 < raw.FPDFPath_CountSegments(path) <= _SEGMENTS:
        return []
    found = (_thin(edge) for edge in _edges(path, _times(_own(path), matrix), plane))
    return [rule for rule in found if rule]


def _edges(path: Any, matrix: Matrix, plane: Plane) -> Iterator[Box]:
    """Yield the straight strokes of a path as boxes without thickness."""
    x, y = ctypes.c_float(0), ctypes.c_float(0)
    last = first = (0.0, 0.0)
    for k in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, k)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = _apply(matrix, x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield plane.box(*last, *point)
        last = point
        if raw.FPDFPathSegment_GetClose(segment):
            yield plane.box(*last, *first)
            last = first


def _thin(box: Box) -> Rule | None:
    x0, y0, x1, y1 = box
    width, height = x1 - x0, y1 - y0
    if min(width, height) <= _THIN and max(width, height) >= _LONG:
        return Rule(x0=x0, y0=y0, x1=x1, y1=y1)
    return None


def _bounds(item: Any, matrix: Matrix, plane: Plane) -> Box:
    sides = [ctypes.c_float(0) for _ in range(4)]
    raw.FPDFPageObj_GetBounds(item, *sides)
    left, bottom, right, top = (side.value for side in sides)
    return plane.box(*_apply(matrix, left, bottom), *_apply(matrix, right, top))


def _own(item: Any) -> Matrix:
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, matrix):
        return _IDENTITY
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return (
        a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s,
        e * p + f * r + t, e * q + f * s + u,
    )  # fmt: skip


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
