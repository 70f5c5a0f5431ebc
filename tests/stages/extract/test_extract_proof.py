"""The proof shows each line in the colour of what it was taken for."""

import io

import pikepdf
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


def test_boxes_are_where_the_text_is_on_a_turned_and_cropped_page() -> None:
    """The stroke stands outside of the ink on all sides, and near it."""
    upright = paper(lambda canvas: write(canvas, 72, 100, "[00:00:14] Leo Park"))
    with pikepdf.open(io.BytesIO(upright)) as pdf:
        pdf.pages[0].Rotate = 90
        pdf.pages[0].CropBox = [36, 72, 500, 842]
        room = io.BytesIO()
        pdf.save(room)
    data = room.getvalue()
    pages = read(data)
    [(_, drawn)] = draw(data, pages, [("header",)])
    [line] = pages.pages[0].lines
    picture = Image.open(io.BytesIO(drawn))
    above = picture.height - round(pages.pages[0].height * SCALE)
    inside = picture.crop(
        (int(line.x0 * SCALE), above + int(line.y0 * SCALE), int(line.x1 * SCALE) + 1,
         above + int(line.y1 * SCALE) + 1)
    )  # fmt: skip
    ink = inside.convert("L").point(lambda level: 255 * (level < 60)).getbbox()
    assert ink is not None
    assert ink[2] - ink[0] > 0.9 * inside.width
    middle = above + round((line.y0 + line.y1) / 2 * SCALE)
    for x in (round(line.x0 * SCALE) - 1, round(line.x1 * SCALE)):
        assert picture.getpixel((x, middle)) == (0xC2, 0x18, 0x5B)
