"""Lines say what stands on the page: words, spaces, looks, links, places."""

import io

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from stages.extract.glyphs import Style
from stages.extract.lines import line, rows
from stages.extract.options import Options
from stages.extract.words import Word
from stages.schema import Bookmark, Run
from tests.stages.extract.papers import HAN, HEIGHT, INPUTS, lines, paper, read, texts, write

PLAIN = Style(10.0)


def words(*placed: tuple[str, float, float]) -> list[Word]:
    """Return words by their text and where they begin and end."""
    return [Word(text, x0, x1, 100.0, PLAIN) for text, x0, x1 in placed]


@pytest.mark.parametrize(
    ("row", "text"),
    [
        (words(("tide", 0, 20), ("table", 22.5, 45)), "tide table"),
        (words(("ti", 0, 10), ("de", 10.9, 20)), "tide"),
        (words(("Mira Stone", 0, 50), ("12:01", 80, 100)), "Mira Stone  12:01"),
        (words(("潮汐", 0, 20), ("表", 21.5, 31.5)), "潮汐表"),
        (words(("使用", 0, 20), ("AI", 21.2, 30)), "使用AI"),
        (words(("使用", 0, 20), ("AI", 22.6, 30)), "使用 AI"),
        (words(("森田", 0, 20), ("結", 23, 33)), "森田 結"),
        (words(("M", 0, 8), ("I", 12, 15), ("R", 19, 26), ("A", 30, 37)), "MIRA"),
    ],
)
def test_a_gap_is_a_space_where_a_reader_sees_one(row: list[Word], text: str) -> None:
    assert line(row).text == text


def test_runs_cover_a_line_that_is_set_in_several_looks() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 72, 100, "Mira Stone", font="Times-Bold")
        canvas.setFillColorRGB(1, 0, 0)
        write(canvas, 128, 100, "12:01", font="Times-Italic")

    (found,) = lines(paper(draw))
    assert found.text == "Mira Stone 12:01"
    assert found.runs == (
        Run(start=0, end=11, bold=True, size=11.0),
        Run(start=11, end=16, italic=True, size=11.0, color="#ff0000"),
    )
    assert (found.bold, found.italic, found.size) == (True, False, 11.0)


def test_a_line_says_where_it_is() -> None:
    (found,) = lines(paper(lambda canvas: write(canvas, 72, 100, "tide", size=10)))
    assert (found.x0, found.y0, found.y1) == (72.0, 91.2, 102.2)
    assert 86 < found.x1 < 92


def test_links_bookmarks_and_the_title_are_handed_on() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 72, 100, "Our harbour page")
        canvas.linkURL("https://example.org/港", (72, HEIGHT - 102, 160, HEIGHT - 90))
        canvas.bookmarkPage("one")
        canvas.addOutlineEntry("The pier 码头", "one", level=0)

    pages = read(paper(draw, title="潮汐表"))
    (link,) = pages.pages[0].links
    assert (link.x0, link.y0, link.x1, link.y1) == pytest.approx((72, 90, 160, 102), abs=0.1)
    assert link.href == "https://example.org/港"
    assert pages.outline == (Bookmark(title="The pier 码头", page=1, level=1),)
    assert pages.source.title == "潮汐表"


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_set_sideways_is_read_upright(turn: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(300, 400)
        canvas.rotate(turn)
        canvas.setFont("Times-Roman", 12)
        canvas.drawString(0, 0, "How high does the water come?")
        canvas.drawString(0, -16, "About four metres at the pier.")

    found = lines(paper(draw))
    assert [f.text for f in found] == [
        "How high does the water come?",
        "About four metres at the pier.",
    ]
    assert found[0].y1 < found[1].y1
    assert found[0].x0 == pytest.approx(found[1].x0, abs=0.5)


def test_text_without_a_map_to_unicode_is_a_finding() -> None:
    room = io.BytesIO()
    with pikepdf.open(INPUTS / "bakery.pdf") as document:
        for item in document.objects:
            if isinstance(item, pikepdf.Dictionary) and "/ToUnicode" in item:
                del item["/ToUnicode"]
        document.save(room)
    pages = read(room.getvalue(), Options(first_pages=1))
    assert [f.code for f in pages.findings] == ["garbled"]
    assert {c for line in pages.pages[0].lines for c in line.text} == {"\ufffd"}


def test_han_text_is_read_as_it_stands() -> None:
    assert texts(paper(lambda canvas: write(canvas, 72, 100, "水会涨到多高？", font=HAN))) == [
        "水会涨到多高？"
    ]


def test_full_width_marks_that_are_drawn_into_each_other_are_read_in_order() -> None:
    row = words(("化", 0, 10), ("”", 10, 13.6), ("（", 8.6, 18.6), ("g", 18.6, 24))
    (sorted_row,) = rows(reversed(row))
    assert line(sorted_row).text == "化”（g"


def test_a_text_that_is_longer_than_the_reader_takes_is_a_finding() -> None:
    data = paper(lambda canvas: write(canvas, 0, 100, "tide " * 8_000, size=2))
    assert "page-unread" in [f.code for f in read(data).findings]


_WORDS = st.lists(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=9), min_size=1)


@settings(max_examples=40, deadline=None)
@given(st.lists(_WORDS.map(" ".join).filter(lambda text: len(text) < 70), min_size=1, max_size=30))
def test_lines_of_one_column_are_read_in_order_and_whole(written: list[str]) -> None:
    def draw(canvas: Canvas) -> None:
        for k, text in enumerate(written):
            write(canvas, 72, 120 + 16 * k, text)

    assert texts(paper(draw)) == written
