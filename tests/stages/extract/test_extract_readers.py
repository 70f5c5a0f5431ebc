"""Two independent readers agree on the lines, and no character gets lost on the way to them."""

import unicodedata
from pathlib import Path

import pypdfium2
import pytest

from stages.extract.extract import extract
from stages.extract.options import Options
from stages.schema import Pages
from stages.text import visible
from tests.stages.extract.papers import INPUTS, SHAPES

SAMPLES = sorted(INPUTS.glob("*.pdf"))
ALIKE = [
    *(SHAPES / f"{name}.pdf" for name in (
        "arabic-table", "four-columns-no-rules-short-stamps", "korean", "newspaper-columns",
        "rotated-pages", "three-columns", "turn-over-the-page", "watermark",
    )),
]  # fmt: skip


def name(path: Path) -> str:
    return path.stem


def _said(pages: Pages) -> list[tuple[int, int, str, str]]:
    """Return page, column, furniture and text of each line that both readers should give.

    pdfium keeps to itself what is drawn twice. Where a font has one glyph for two code points, the
    readers may choose differently: U+3B35 and U+80F6 look the same.
    """
    return [
        (page.number, line.column, line.furniture, line.text.replace("\u3b35", "\u80f6"))
        for page in pages.pages
        for line in page.lines
        if line.furniture != "duplicate"
    ]


@pytest.mark.parametrize("path", [*SAMPLES, *ALIKE], ids=name)
def test_both_readers_give_the_same_lines(path: Path) -> None:
    first = extract(path, Options(first_pages=3))
    second = extract(path, Options(first_pages=3, reader="pdfplumber"))
    assert _said(second) == _said(first)


@pytest.mark.parametrize("path", SAMPLES, ids=name)
def test_boxes_and_sizes_of_both_readers_are_the_same(path: Path) -> None:
    first = extract(path, Options(first_pages=2))
    second = extract(path, Options(first_pages=2, reader="pdfplumber"))
    for page, other in zip(first.pages, second.pages, strict=True):
        for a, b in zip(page.lines, other.lines, strict=True):
            assert (a.x0, a.y0, a.x1, a.y1) == pytest.approx((b.x0, b.y0, b.x1, b.y1), abs=1.5)
            assert a.size == pytest.approx(b.size, abs=0.1)


@pytest.mark.parametrize("path", [*SAMPLES, *ALIKE], ids=name)
def test_every_visible_character_of_the_raw_text_is_in_a_line(path: Path) -> None:
    """The law that the ledger stands on, with the raw text counted by pdfium itself."""
    pages = extract(path, Options())
    document = pypdfium2.PdfDocument(path)
    for page in pages.pages:
        text = document[page.number - 1].get_textpage().get_text_range()
        raw = unicodedata.normalize("NFC", text.replace("\ufffe", "-"))
        assert sum(visible(line.text) for line in page.lines) == page.characters == visible(raw)
    document.close()
