"""The furniture of a page: running heads, folios and rules. None of it is part of the text."""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from stages.text import right_to_left
from stages.write_pdf.blocks import QUIET, Book
from stages.write_pdf.draw import PageDrawing
from stages.write_pdf.layout import Placed
from stages.write_pdf.lines import Line, one_line
from stages.write_pdf.settings import Start, settings
from stages.write_pdf.shaping import Shaper
from stages.write_pdf.sheets import Sheet


class Content(NamedTuple):
    """What stands on a page: its blocks, its running head (left and right), its folio."""

    items: list[Placed]
    head: tuple[str, str] = ("", "")
    folio: str = ""


class Furniture(NamedTuple):
    """A line of furniture at its place."""

    line: Line
    x: float
    y: float
    kind: str


def furniture(page: Content, book: Book, shaper: Shaper) -> Iterator[Furniture]:
    """Set the running head and the folio of a page."""
    sheet, span = book.sheet, book.span(scale=0.8, color=QUIET)
    widest = sheet.measure * (0.48 if all(page.head) else 1)
    for text, place in zip(page.head, (0.0, 1.0), strict=True):
        if text:
            line = one_line(text, span, widest, shaper)
            x = sheet.left + place * (sheet.measure - line.width)
            yield Furniture(line, x, _head_line(sheet), "Header")
    if page.folio:
        line = one_line(page.folio, span, sheet.measure, shaper)
        x = sheet.left + (sheet.measure - line.width) / 2
        yield Furniture(line, x, sheet.bottom * 0.5, "Footer")


def _head_line(sheet: Sheet) -> float:
    return sheet.height - sheet.top * 0.6


def draw_furniture(drawing: PageDrawing, line: Furniture) -> None:
    """Draw a line of furniture as an artifact."""
    drawing.begin_artifact(f"/Type/Pagination/Subtype/{line.kind}")
    show(drawing, line.line, line.x, line.y)
    drawing.end()


def show(drawing: PageDrawing, line: Line, x: float, y: float) -> None:
    """Draw a line that stands by itself."""
    if line.plain:
        drawing.show_line(line, Start(x), y)
    else:
        drawing.show(((s.atom, s.gap) for s in settings(line, 0, Start(x), False)), x, y, 0.0)


def draw_rules(drawing: PageDrawing, page: Content, sheet: Sheet) -> None:
    """Mark translations at their edge, part the columns, set off the running head."""
    for placed in page.items:
        if placed.cell.block.barred:
            x = placed.cell.x - sheet.size * 0.6
            if right_to_left(placed.cell.block.language):
                x = placed.cell.x + placed.cell.width + sheet.size * 0.6
            drawing.rule(stroke(x, placed.foot + 2, x, placed.top - 2, 0.6, 0.7))
    for _, group in groupby(page.items, key=lambda placed: id(placed.row)):
        row = list(group)
        if not row[0].row.across and len(row[0].row.blocks) > 1:
            top, low = max(p.top for p in row), min(p.foot for p in row)
            for x, _ in sheet.columns(len(row[0].row.blocks))[1:]:
                at = x - sheet.columns_gap / 2
                drawing.rule(stroke(at, low, at, top, 0.7, 0.5))
    if any(page.head):
        y = _head_line(sheet) - sheet.size * 0.65
        drawing.rule(stroke(sheet.left, y, sheet.width - sheet.right, y, 0.7, 0.4))


def stroke(x0: float, y0: float, x1: float, y1: float, grey: float, width: float) -> str:
    """Return the operators of a straight rule."""
    return f"{width} w {grey} G {x0:.2f} {y0:.2f} m {x1:.2f} {y1:.2f} l S"
