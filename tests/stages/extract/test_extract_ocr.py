"""Scans are read on request, page by page, and marked with how sure the reading is."""

import importlib.util
import io

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from stages.errors import UsageError
from stages.extract import ocr
from stages.extract.extract import extract_bytes
from stages.extract.options import Options
from tests.stages.extract.papers import paper, write

SAID = ["[00:00:14] Leo Park", "About four metres at the pier."]
installed = importlib.util.find_spec("rapidocr") is not None


def scan() -> bytes:
    """Return a PDF with a page of text and a picture of the same page."""

    def page(canvas: Canvas) -> None:
        for k, text in enumerate(SAID):
            write(canvas, 72, 100 + 40 * k, text, size=14)

    document = pypdfium2.PdfDocument(paper(page))
    picture = document[0].render(scale=2.5).to_pil().convert("L")
    room = io.BytesIO()
    picture.save(room, "PDF", resolution=180)
    with pypdfium2.PdfDocument(room.getvalue()) as pictures:
        document.import_pages(pictures)
        both = io.BytesIO()
        document.save(both)
    document.close()
    return both.getvalue()


@pytest.mark.skipif(not installed, reason="the extra diglot[ocr] is not installed")
def test_a_page_without_text_is_recognized_and_marked() -> None:
    pages = extract_bytes(scan(), "scan.pdf", Options(ocr="auto"))
    typed, seen = pages.pages
    assert [line.text for line in seen.lines] == SAID
    assert all(line.confidence == 1 for line in typed.lines)
    assert all(0.5 < line.confidence < 1 for line in seen.lines)
    assert [(f.code, f.page) for f in pages.findings] == [("recognized", 2)]
    for a, b in zip(typed.lines, seen.lines, strict=True):
        assert (a.x0, a.y0, a.size) == pytest.approx((b.x0, b.y0, b.size), abs=6)


def test_without_the_extra_a_request_ends_with_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "rapidocr", None)
    ocr._engine.cache_clear()
    with pytest.raises(UsageError, match=r"pip install 'diglot\[ocr\]'"):
        extract_bytes(scan(), "scan.pdf", Options(ocr="auto"))


def test_pictures_are_left_alone_unless_asked_for() -> None:
    pages = extract_bytes(scan(), "scan.pdf", Options())
    assert [len(page.lines) for page in pages.pages] == [2, 0]
