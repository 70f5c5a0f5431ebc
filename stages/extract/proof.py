"""Proof: a picture of each page with every line boxed by what it was taken for."""

import io
from collections.abc import Iterator, Sequence

from pdfplumber.display import PageImage
from PIL import Image, ImageDraw, ImageFont

from stages.extract.pdfium import Pdfium
from stages.extract.plane import quartered, upright
from stages.extract.plumber import Plumber
from stages.schema import Page, Pages

_DOTS = 108
"""Pixels an inch."""
_STROKE, _OUT = 2, 1.34
"""The stroke of a box in pixels, and how far outside its line the box is asked for, in points:
the library draws it half a stroke further inside."""
_TINT = "1f"
"""The opacity of a box, of ff."""
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
    Raises NotReadable.
    """
    colors = _colors(roles)
    digits = max(3, len(str(len(pages.pages))))
    name = pages.source.file
    with Pdfium(data, name) as pdf, Plumber(data, name) as plumber:
        for page, taken in zip(pages.pages, roles, strict=True):
            sheet, picture = pdf.sheet(page.number - 1), plumber.picture(page.number - 1, _DOTS)
            if sheet is None or picture is None:
                continue
            turned = upright(sheet).turned
            _box(picture, page, taken, colors, turned)
            # The page as it was read: upright, whatever the file says.
            boxed = picture.annotated.rotate(turned, expand=True)
            room = io.BytesIO()
            _with_legend(boxed, {role: colors[role] for role in taken}).save(room, "PNG")
            yield f"page-{page.number:0{digits}d}.png", room.getvalue()


def _colors(roles: Sequence[Sequence[str]]) -> dict[str, str]:
    colors = dict(_ROLES)
    languages = dict.fromkeys(role for taken in roles for role in taken if role not in colors)
    for k, language in enumerate(languages):
        colors[language] = _LANGUAGES[k % len(_LANGUAGES)]
    return colors


def _box(
    picture: PageImage, page: Page, roles: Sequence[str], colors: dict[str, str], turned: int
) -> None:
    """Box the lines of a page that was turned to be read, in a picture as the file has it."""
    left, top, *_ = picture.bbox
    for line, role in zip(page.lines, roles, strict=True):
        box = line.x0, line.y0, line.x1, line.y1
        if turned:
            box = quartered(360 - turned, box, page.width, page.height)
        x0, y0, x1, y1 = box
        picture.draw_rect(
            (left + x0 - _OUT, top + y0 - _OUT, left + x1 + _OUT, top + y1 + _OUT),
            fill=colors[role] + _TINT,
            stroke=colors[role],
            stroke_width=_STROKE,
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
