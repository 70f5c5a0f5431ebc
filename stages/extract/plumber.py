"""pdfplumber: the second reader, slow and independent of the first, and its pictures of pages."""

import io
import logging
import math
import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pdfplumber
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException
from pdfplumber.display import PageImage
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException
from pypdfium2 import PdfiumError

from stages.errors import NotReadable
from stages.extract.characters import GARBLED
from stages.extract.glyphs import Area, Glyph, Sheet, Style
from stages.extract.names import bold, italic
from stages.extract.plane import Plane, along
from stages.schema import Link, Rule

_DAMAGE = (
    MalformedPDFException, PdfiumError, PdfminerException, PDFException, PSException,
    ArithmeticError, AttributeError, LookupError, TypeError, ValueError, struct.error,
)  # fmt: skip
"""What damaged files make the library raise."""
_THIN = 2.5
_LEAN = 0.1
Item = dict[str, Any]


class Plumber:
    """A PDF opened by pdfplumber, to be used as a context manager. Raises NotReadable."""

    def __init__(self, data: bytes, name: str) -> None:
        with _quiet():
            try:
                self._pdf = pdfplumber.open(io.BytesIO(data))
            except _DAMAGE as error:
                raise NotReadable(
                    name, "pdfplumber, which draws and rereads, cannot open it"
                ) from error

    def __enter__(self) -> "Plumber":
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(*_DAMAGE):  # it looks at all pages once more
            self._pdf.close()

    def sheet(self, index: int) -> Sheet | None:
        """Read the page with this index, from 0; None where it is damaged."""
        with _quiet():
            try:
                page = self._pdf.pages[index]
                sheet = _sheet(page)
                page.close()
            except _DAMAGE as error:
                if isinstance(error.__context__, (MemoryError, RecursionError)):
                    raise error.__context__ from error
                return None
        return sheet

    def picture(self, index: int, dots: int) -> PageImage | None:
        """Draw the page with this index, from 0, at so many pixels an inch; None as in `sheet`."""
        with _quiet():
            try:
                return self._pdf.pages[index].to_image(resolution=dots, antialias=True)
            except _DAMAGE:
                return None


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep pdfminer from logging what fonts lack: it is of no use to anybody."""
    logger = logging.getLogger("pdfminer")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


def _sheet(page: Any) -> Sheet:
    left, top, right, bottom = (float(side) for side in page.bbox)
    # pdfplumber turns a page as a viewer does, and counts y from its top.
    plane = Plane(left, bottom - page.height, right, bottom)
    styles: dict[Style, Style] = {}
    images = [_box(image, left, top) for image in page.images]
    rules = [_rule(item, left, top) for item in page.lines + page.rects if _thin(item)]
    for table in page.find_tables():
        rules += [rule for cell in table.cells for rule in _edges(cell, left, top)]
    areas = [
        Area(*_box(item, left, top), _color(item["non_stroking_color"]))
        for item in page.rects
        if item.get("fill") and not _thin(item)
    ]
    covered = sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in images)
    return Sheet(
        number=page.page_number,
        width=plane.width,
        height=plane.height,
        glyphs=[_glyph(char, page, styles) for char in page.chars],
        rules=rules,
        links=[_link(item, left, top) for item in page.hyperlinks if item.get("uri")],
        areas=areas,
        pictures=min(covered / (plane.width * plane.height), 1.0),
    )


def _glyph(char: Item, page: Any, styles: dict[Style, Style]) -> Glyph:
    a, b, c, d, e, f = char["matrix"]
    lean = abs(a * c + b * d) > _LEAN * math.hypot(a, b) * math.hypot(c, d)
    turn = round(-math.degrees(math.atan2(b, a))) % 360
    style = Style(
        size=round(char["size"], 2),
        bold=bold(char["fontname"]),
        italic=italic(char["fontname"]) or lean,
        color=_color(char["non_stroking_color"]),
        turn=turn,
    )
    style = styles.setdefault(style, style)
    text = GARBLED if char["text"].startswith("(cid:") else char["text"]
    left, top, _, bottom = (float(side) for side in page.bbox)
    corners = [
        (x - left, y - top) for x in (char["x0"], char["x1"]) for y in (char["top"], char["bottom"])
    ]
    ends = [along(turn, x, y)[0] for x, y in corners]
    _, base = along(turn, e - left, bottom - f)
    return text, min(ends), max(ends), base, style


def _color(color: Any) -> str:
    """Return a colour of one, three or four parts as #rrggbb, "" for a pattern."""
    parts = [color] if isinstance(color, (int, float)) else list(color or ())
    if not all(isinstance(part, (int, float)) for part in parts):
        return ""
    if len(parts) == 4:
        *inks, black = parts
        parts = [(1 - ink) * (1 - black) for ink in inks]
    elif len(parts) != 3:
        parts = parts[:1] * 3 or [0.0] * 3
    return "#" + "".join(f"{round(255 * min(max(part, 0), 1)):02x}" for part in parts)


def _box(item: Item, left: float, top: float) -> tuple[float, float, float, float]:
    return item["x0"] - left, item["top"] - top, item["x1"] - left, item["bottom"] - top


def _thin(item: Item) -> bool:
    return min(float(item["width"]), float(item["height"])) <= _THIN


def _rule(item: Item, left: float, top: float) -> Rule:
    x0, y0, x1, y1 = _box(item, left, top)
    return Rule(x0=x0, y0=y0, x1=x1, y1=y1)


def _edges(cell: tuple[float, float, float, float], left: float, top: float) -> list[Rule]:
    x0, x1 = cell[0] - left, cell[2] - left
    y0, y1 = cell[1] - top, cell[3] - top
    sides = ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1))
    return [Rule(x0=a, y0=b, x1=c, y1=d) for a, b, c, d in sides]


def _link(item: Item, left: float, top: float) -> Link:
    x0, y0, x1, y1 = _box(item, left, top)
    return Link(x0=x0, y0=y0, x1=x1, y1=y1, href=str(item["uri"]))
