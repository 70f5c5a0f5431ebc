"""The proof shows each line in the colour of what it was taken for."""

import io

from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from stages.extract.proof import draw
from tests.stages.extract.papers import paper, read, write

SCALE = 1.5


def test_lines_are_boxed_in_the_colours_of_the_legend() -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, 72, 100, "[00:00:14] Leo Park")
        write(canvas, 72, 130, "About four metres.")
        write(canvas, 72, 160, "Unos cuatro metros.")

    data = paper(page, page)
    pages = read(data)
    roles = [("header", "en", "es"), ("header", "en", "unplaced")]
    drawn = dict(draw(data, pages, roles))
    assert list(drawn) == ["page-001.png", "page-002.png"]
    picture = Image.open(io.BytesIO(drawn["page-002.png"]))
    above = picture.height - round(pages.pages[1].height * SCALE)
    seen = []
    for line in pages.pages[1].lines:
        x, y = (line.x0 + line.x1) / 2 * SCALE, line.y0 * SCALE - 1 + above
        seen.append("#{:02x}{:02x}{:02x}".format(*picture.getpixel((round(x), round(y)))))
    assert seen == ["#c2185b", "#1565c0", "#ff0000"]
