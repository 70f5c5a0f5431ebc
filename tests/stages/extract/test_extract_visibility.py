"""Text that nobody sees is kept and marked, and never mixed into the text that is seen."""

import pytest
from reportlab.pdfgen.canvas import Canvas

from stages.text import visible
from tests.stages.extract.papers import HEIGHT, lines, paper, read, write

SAID = "How high does the water come?"


def marked(data: bytes) -> list[tuple[str, str]]:
    """Return furniture and text of each line."""
    return [(line.furniture, line.text.rstrip()) for line in lines(data)]


def white(canvas: Canvas) -> None:
    canvas.setFillColorRGB(1, 1, 1)
    write(canvas, 72, 130, "tide tide tide")


def white_on_an_area(canvas: Canvas) -> None:
    canvas.setFillColorRGB(0.2, 0.2, 0.6)
    canvas.rect(60, HEIGHT - 150, 300, 40, stroke=0, fill=1)
    white(canvas)


def black_on_black(canvas: Canvas) -> None:
    canvas.rect(60, HEIGHT - 150, 300, 40, stroke=0, fill=1)
    write(canvas, 72, 130, "tide tide tide")


def off_the_page(canvas: Canvas) -> None:
    write(canvas, 72, -40, "tide tide tide")


def invisible(canvas: Canvas) -> None:
    text = canvas.beginText(72, HEIGHT - 130)
    text.setTextRenderMode(3)
    text.textOut("tide tide tide")
    canvas.drawText(text)


def tiny(canvas: Canvas) -> None:
    write(canvas, 72, 130, "tide tide tide", size=0.5)


@pytest.mark.parametrize("draw", [white, black_on_black, off_the_page, invisible, tiny])
def test_unseen_text_is_hidden_and_a_finding(draw) -> None:  # type: ignore[no-untyped-def]
    def both(canvas: Canvas) -> None:
        write(canvas, 72, 100, SAID)
        draw(canvas)

    data = paper(both)
    assert marked(data) == [("", SAID), ("hidden", "tide tide tide")]
    assert [f.code for f in read(data).findings] == ["hidden-text"]
    assert read(data).pages[0].characters == visible(SAID) + 12


def test_white_text_on_a_dark_area_is_seen() -> None:
    assert marked(paper(white_on_an_area)) == [("", "tide tide tide")]


def test_text_that_was_recognized_under_a_scan_is_read() -> None:
    def draw(canvas: Canvas) -> None:
        from PIL import Image
        from reportlab.lib.utils import ImageReader

        picture = ImageReader(Image.new("RGB", (50, 70), "#dddddd"))
        canvas.drawImage(picture, 0, 0, 595, 842)
        invisible(canvas)

    assert marked(paper(draw)) == [("", "tide tide tide")]


def test_fake_bold_is_read_once() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 72, 100, SAID)
        write(canvas, 73.5, 100, SAID)

    found = marked(paper(draw))
    assert [text for kind, text in found if not kind] == [SAID]
    assert {kind for kind, _ in found} <= {"", "duplicate"}


def test_large_text_over_the_text_is_a_watermark_and_leaves_the_lines_whole() -> None:
    def draw(canvas: Canvas) -> None:
        for k in range(10):
            write(canvas, 72, 100 + 14 * k, SAID)
        canvas.setFillColorRGB(0.8, 0.8, 0.8)
        write(canvas, 80, 170, "DRAFT", size=60)

    assert marked(paper(draw)) == [("", SAID)] * 10 + [("watermark", "DRAFT")]


def test_slanting_text_is_a_watermark() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 72, 100, SAID)
        canvas.translate(200, 300)
        canvas.rotate(45)
        canvas.drawString(0, 0, "DRAFT COPY")

    assert marked(paper(draw)) == [("", SAID), ("watermark", "DRAFT COPY")]
