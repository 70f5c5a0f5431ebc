"""Pages: no widow, no orphan, no heading alone at the foot, nothing lost or out of order."""

from functools import cache
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from stages.write_pdf.blocks import Block, Row
from stages.write_pdf.choose import Chooser, Style
from stages.write_pdf.layout import Placed, lay_out
from stages.write_pdf.lines import Span
from stages.write_pdf.options import Options
from stages.write_pdf.shaping import Shaper
from stages.write_pdf.sheets import Sheet, sheet

SPAN = Span(Style("en"), 10)


@cache
def shaper() -> Shaper:
    return Shaper(Chooser(("en",), "sans", (), system=False))


def block(lines: int, keep: bool = False) -> Block:
    """A block of that many lines of one word each, in a narrow column."""
    text = " ".join(["Extraordinarily"] * lines)
    return Block("H2" if keep else "P", "en", ((text, SPAN),), 8, 15, keep=keep)


NARROW = Sheet(160, 320, 30, 30, 30, 30, size=10)
COLUMNS = Sheet(280, 320, 30, 30, 30, 30, size=10, columns_gap=20)
ROWS = st.lists(
    st.one_of(
        st.integers(1, 40).map(lambda n: [Row((block(1, keep=True),)), Row((block(n),))]),
        st.integers(1, 12).map(lambda n: [Row((block(n),))]),
    ),
    min_size=1,
    max_size=12,
).map(lambda groups: [row for group in groups for row in group])


def stretches(pages: list[list[Placed]]) -> list[tuple[int, Placed]]:
    return [(number, placed) for number, page in enumerate(pages) for placed in page]


@settings(max_examples=80, deadline=None)
@given(ROWS)
def test_every_line_is_placed_once_in_order_and_inside_the_margins(rows: list[Row]) -> None:
    pages = lay_out(rows, NARROW, shaper())
    assert all(pages)
    placed = [p for _, p in stretches(pages)]
    cells = list(dict.fromkeys(id(p.cell) for p in placed))
    assert len(cells) == len(rows)
    for cell in cells:
        own = [p for p in placed if id(p.cell) == cell]
        assert [n for p in own for n in range(p.start, p.end)] == list(
            range(len(own[0].cell.lines))
        )
    for page in pages:
        assert page[0].top <= NARROW.height - NARROW.top + 0.01
        assert page[-1].foot >= NARROW.bottom - 0.01
        assert all(b.top <= a.foot + 0.01 for a, b in pairwise(page))


@settings(max_examples=80, deadline=None)
@given(ROWS)
def test_no_line_of_a_paragraph_stands_alone_at_foot_or_head(rows: list[Row]) -> None:
    for _, placed in stretches(lay_out(rows, NARROW, shaper())):
        whole = len(placed.cell.lines)
        if placed.end - placed.start < whole and whole > 3:
            assert placed.end - placed.start >= 2


@settings(max_examples=80, deadline=None)
@given(ROWS)
def test_a_heading_stays_with_what_it_heads(rows: list[Row]) -> None:
    for page in lay_out(rows, NARROW, shaper()):
        assert not page[-1].cell.block.keep or page[-1].row is rows[-1]


@settings(max_examples=80, deadline=None)
@given(st.lists(st.integers(1, 12), min_size=1, max_size=16))
def test_no_page_ends_where_nobody_could_see_that_the_paragraph_does(lengths: list[int]) -> None:
    """With a full last line, before another paragraph: where the page holds any other."""
    texts = [" ".join(["Extraordinariness,"] * lines) for lines in lengths]
    rows = [Row((Block("P", "en", ((text, SPAN),), 8, 15),)) for text in texts]
    pages = lay_out(rows, NARROW, shaper())
    for page in pages[:-1]:
        last = page[-1]
        assert last.cell.lines[-1].width > 0.85 * last.cell.width
        assert last.end < len(last.cell.lines) or len(page) == 1
    placed = [p for _, p in stretches(pages)]
    assert sum(p.end - p.start for p in placed) == sum(lengths)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 30), st.integers(0, 30)), min_size=1, max_size=8))
def test_columns_side_by_side_begin_together_and_lose_nothing(
    lengths: list[tuple[int, int]],
) -> None:
    rows = [Row((block(a), block(b) if b else None), across=False) for a, b in lengths]
    placed = [p for _, p in stretches(lay_out(rows, COLUMNS, shaper()))]
    for row in rows:
        own = [p for p in placed if p.row is row]
        assert sum(p.end - p.start for p in own) == sum(
            len(cell.lines) for cell in {id(p.cell): p.cell for p in own}.values()
        )
        assert len({p.top for p in own if p.start == 0}) == 1


def test_a_measure_holds_a_readable_line() -> None:
    """45 to 85 characters of English on the pages of paper, the pages of a reader excepted."""
    line = "The tide table hangs at the end of the pier, where the wind has faded it a little more"
    for page in ("A4", "Letter", "A5"):
        design = sheet(Options(page=page))
        width = shaper().word(line, Style("en")).width * design.size
        assert 45 <= len(line) * design.measure / width <= 85, page
