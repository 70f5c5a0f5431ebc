"""The picture of the first page shows what a viewer shows, in the size of a cover."""

import io

import pikepdf
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from stages.errors import NotReadable
from stages.extract.picture import first_page
from tests.stages.extract.papers import HEIGHT, WIDTH, paper

RED, GREEN, WHITE = (255, 0, 0), (0, 128, 0), (255, 255, 255)


def corner(canvas: Canvas) -> None:
    """Paint the upper left quarter of the page red."""
    canvas.setFillColorRGB(1, 0, 0)
    canvas.rect(0, HEIGHT / 2, WIDTH / 2, HEIGHT / 2, stroke=0, fill=1)


def green(canvas: Canvas) -> None:
    canvas.setFillColorRGB(0, 0.5, 0)
    canvas.rect(0, 0, WIDTH, HEIGHT, stroke=0, fill=1)


def seen(data: bytes) -> tuple[tuple[int, int], list[object]]:
    """Return the size of the picture, and the colours of its quarters, row by row."""
    picture = Image.open(io.BytesIO(first_page(data, "paper.pdf"))).convert("RGB")
    width, height = picture.size
    places = [(x, y) for y in (height // 4, height * 3 // 4) for x in (width // 4, width * 3 // 4)]
    return picture.size, [picture.getpixel(place) for place in places]


def changed(data: bytes, **entries: object) -> bytes:
    """Return the PDF with other entries in the dictionary of its first page."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for key, value in entries.items():
            pdf.pages[0].obj[f"/{key}"] = value
        room = io.BytesIO()
        pdf.save(room)
    return room.getvalue()


def test_it_is_the_first_page_as_large_as_a_cover() -> None:
    assert seen(paper(corner, green)) == ((1600, 2263), [RED, WHITE, WHITE, WHITE])
    assert seen(paper(green, corner))[1] == [GREEN] * 4


def test_a_page_that_is_turned_is_shown_as_viewed() -> None:
    assert seen(changed(paper(corner), Rotate=90)) == ((1600, 1132), [WHITE, RED, WHITE, WHITE])


def test_a_huge_or_a_narrow_page_is_no_larger() -> None:
    assert seen(changed(paper(corner), MediaBox=[0, 0, 14400, 14400]))[0] == (1600, 1600)
    width, height = seen(changed(paper(corner), MediaBox=[0, 0, 1, 14400]))[0]
    assert (width, height) == (1, 2560)


def test_the_same_page_gives_the_same_bytes() -> None:
    data = paper(corner)
    assert first_page(data, "a.pdf") == first_page(data, "b.pdf")


def test_text_is_png_and_photographs_are_jpeg() -> None:
    def noise(canvas: Canvas) -> None:
        picture = Image.effect_noise((1200, 1700), 90)
        canvas.drawInlineImage(picture, 0, 0, WIDTH, HEIGHT)

    assert first_page(paper(corner), "a.pdf").startswith(b"\x89PNG")
    photograph = first_page(paper(noise), "a.pdf")
    assert photograph.startswith(b"\xff\xd8")
    assert Image.open(io.BytesIO(photograph)).size == (1600, 2263)


def test_what_cannot_be_drawn_is_refused_with_its_name() -> None:
    with pytest.raises(NotReadable, match=r"talk\.pdf.*another cover"):
        first_page(b"%PDF-1.7 and nothing else", "talk.pdf")
