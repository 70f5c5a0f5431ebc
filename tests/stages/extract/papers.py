"""PDFs made for tests: text at given places, in given looks."""

import io
from collections.abc import Callable, Iterable
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from stages.extract.extract import extract_bytes
from stages.extract.options import Options
from stages.schema import Line, Pages

INPUTS = Path(__file__).resolve().parents[3] / "inputs"
SHAPES = Path(__file__).resolve().parents[2] / "shapes" / "pdf"
WIDTH, HEIGHT = A4
HAN = "STSong-Light"
Drawing = Callable[[Canvas], object]
pdfmetrics.registerFont(UnicodeCIDFont(HAN))


def paper(*pages: Drawing, title: str = "") -> bytes:
    """Return a PDF whose pages are drawn by the functions given."""
    room = io.BytesIO()
    canvas = Canvas(room, pagesize=A4, invariant=1)
    canvas.setTitle(title or "untitled")
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return room.getvalue()


def write(
    canvas: Canvas, x: float, y: float, text: str, *, size: float = 11, font: str = "Times-Roman"
) -> None:
    """Write a line; `y` is the height of its baseline, from the top of the page."""
    canvas.setFont(font, size)
    canvas.drawString(x, HEIGHT - y, text)


def paragraph(canvas: Canvas, x: float, y: float, lines: Iterable[str], **look: object) -> None:
    """Write lines below each other, 14 points apart."""
    for k, text in enumerate(lines):
        write(canvas, x, y + 14 * k, text, **look)  # type: ignore[arg-type]


def read(data: bytes, options: Options | None = None) -> Pages:
    """Read a PDF."""
    return extract_bytes(data, "paper.pdf", options or Options())


def lines(data: bytes) -> list[Line]:
    """Return the lines of all pages."""
    return [line for page in read(data).pages for line in page.lines]


def texts(data: bytes) -> list[str]:
    """Return the texts of the lines of all pages, without the spaces at line ends."""
    return [line.text.rstrip() for line in lines(data)]
