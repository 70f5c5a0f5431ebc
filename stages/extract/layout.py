"""Layout: the glyphs of a page become its lines, in the order of reading."""

from collections.abc import Sequence

from stages.extract.columns import Columns
from stages.extract.glyphs import Sheet
from stages.extract.lines import line, lines, rows, runs_left
from stages.extract.visibility import sort_out
from stages.extract.words import Word, words
from stages.schema import Furniture, Line, Page
from stages.text import visible


def page(sheet: Sheet, columns: Columns, recognized: Sequence[Word] = ()) -> Page:
    """Lay out an upright page: its lines in the order of reading, and how many characters it shows.

    `columns` remembers from page to page where columns stood. `recognized` are the words of a
    page that has none but pictures of them.
    """
    found = [*words(sheet.glyphs), *recognized]
    kinds = sort_out(found, sheet)
    text = [word for word in kinds[""] if not word.style.turn]
    backwards = runs_left(text)
    laid = [
        each
        for cell in columns.cells(text, sheet.rules)
        for each in lines(cell.words, column=cell.column, number=cell.row, backwards=backwards)
    ]
    turned = [word for word in kinds.pop("") if word.style.turn]
    laid += _apart(turned, "")
    for kind, apart in kinds.items():
        laid += _apart(apart, kind)
    return Page(
        number=sheet.number,
        width=round(sheet.width, 2),
        height=round(sheet.height, 2),
        lines=tuple(laid),
        rules=tuple(sheet.rules),
        links=tuple(sheet.links),
        characters=visible("".join(word.text for word in found)),
    )


def _apart(words: Sequence[Word], kind: Furniture) -> list[Line]:
    """Return the lines of words that stand in no order with the text; slanting ones are marks."""
    found = []
    for turn in sorted({word.style.turn for word in words}):
        slanting: Furniture = "watermark" if turn % 90 and not kind else kind
        alike = [word for word in words if word.style.turn == turn]
        backwards = runs_left(alike)
        found += [line(row, furniture=slanting, backwards=backwards) for row in rows(alike)]
    return found
