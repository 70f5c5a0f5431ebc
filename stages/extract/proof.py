"""Proof: a picture of each page with every line boxed by what it was taken for."""

import io
from collections.abc import Iterator, Sequence

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from stages.extract.pdfium import Pdfium
from stages.extract.plane import upright
from stages.schema import Page, Pages

_SCALE = 1.5
"""Pixels a point."""
_EDGE = 2
_ROLES = {
    "header": "#c2185b",
    "label": "#7b1fa2",
    "anchor": "#ad1457",
    "title": "#e65100",
    "credit": "#8d6e63",
    "front": "#f9a825",
    "chapter": "#ef6c00",
    "contents": "#9e9d24",
    "event": "#00838f",
    "furniture": "#9e9e9e",
    "unplaced": "#ff0000",
}
_LANGUAGES = ("#1565c0", "#2e7d32", "#6a1b9a", "#4e342e")
"""The colours of languages, in the order in which they come up."""
_LETTERS, _SWATCH, _MARGIN = 14, 18, 10
"""Of the legend, in pixels: the size of its letters, of its coloured squares, and its margin."""


def draw(data: bytes, pages: Pages, roles: Sequence[Sequence[str]]) -> Iterator[tuple[str, bytes]]:
    """Yield for each page a file name and a PNG: the page, its lines boxed in colours, a legend.

    `data` is the PDF that `pages` was read from; `roles` holds for each page what each of its
    lines was taken for: one of the names of normalize's explanation, or a language tag.
    """
    colors = _colors(roles)
    digits = max(3, len(str(len(pages.pages))))
    with Pdfium(data, pages.source.file) as pdf, pypdfium2.PdfDocument(data) as document:
        for page, taken in zip(pages.pages, roles, strict=True):
            sheet = pdf.sheet(page.number - 1)
            if sheet is None:
                continue
            picture = _picture(document, page, upright(sheet).turned)
            _box(picture, page, taken, colors)
            room = io.BytesIO()
            _with_legend(picture, {role: colors[role] for role in taken}).save(room, "PNG")
            yield f"page-{page.number:0{digits}d}.png", room.getvalue()


def _colors(roles: Sequence[Sequence[str]]) -> dict[str, str]:
    colors = dict(_ROLES)
    languages = dict.fromkeys(role for taken in roles for role in taken if role not in colors)
    for k, language in enumerate(languages):
        colors[language] = _LANGUAGES[k % len(_LANGUAGES)]
    return colors


def _picture(document: pypdfium2.PdfDocument, page: Page, turned: int) -> Image.Image:
    """Return the page as it was read: upright, whatever the file says."""
    sheet = document[page.number - 1]
    picture: Image.Image = sheet.render(scale=_SCALE).to_pil().convert("RGB")
    sheet.close()
    return picture.rotate(turned, expand=True)


def _box(picture: Image.Image, page: Page, roles: Sequence[str], colors: dict[str, str]) -> None:
    pen = ImageDraw.Draw(picture)
    for line, role in zip(page.lines, roles, strict=True):
        x0, y0, x1, y1 = (side * _SCALE for side in (line.x0, line.y0, line.x1, line.y1))
        pen.rectangle(
            (x0 - _EDGE, y0 - _EDGE, x1 + _EDGE, y1 + _EDGE), outline=colors[role], width=_EDGE
        )


def _with_legend(picture: Image.Image, colors: dict[str, str]) -> Image.Image:
    """Put a strip above a picture that says which colour means what."""
    letters = ImageFont.load_default(_LETTERS)
    places = []
    x, y = _MARGIN, _MARGIN
    for role in colors:
        width = _SWATCH + _MARGIN + round(letters.getlength(role)) + 2 * _MARGIN
        if x > _MARGIN and x + width > picture.width:
            x, y = _MARGIN, y + _SWATCH + _MARGIN
        places.append((role, x, y))
        x += width
    height = y + _SWATCH + _MARGIN
    whole = Image.new("RGB", (picture.width, picture.height + height), "#ffffff")
    whole.paste(picture, (0, height))
    pen = ImageDraw.Draw(whole)
    for role, x, y in places:
        pen.rectangle((x, y, x + _SWATCH, y + _SWATCH), fill=colors[role])
        pen.text((x + _SWATCH + _MARGIN, y), role, fill="#000000", font=letters)
    return whole
