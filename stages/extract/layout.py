"""Layout: the glyphs of a page become its lines, in the order of reading."""

from stages.extract.columns import Columns
from stages.extract.glyphs import Sheet
from stages.extract.lines import line, lines, rows
from stages.extract.plane import upright
from stages.extract.words import words
from stages.schema import Page
from stages.text import visible


def page(sheet: Sheet, columns: Columns) -> Page:
    """Lay out a page: its lines in the order of reading, and how many characters it shows.

    `columns` remembers from page to page where columns stood.
    """
    sheet = upright(sheet)
    found = words(sheet.glyphs)
    level = [word for word in found if not word.style.turn]
    laid = [
        each
        for cell in columns.cells(level, sheet.rules)
        for each in lines(cell.words, column=cell.column, number=cell.row)
    ]
    for turn in sorted({word.style.turn for word in found} - {0}):
        turned = [word for word in found if word.style.turn == turn]
        laid += [line(row, furniture="watermark" if turn % 90 else "") for row in rows(turned)]
    return Page(
        number=sheet.number,
        width=round(sheet.width, 2),
        height=round(sheet.height, 2),
        lines=tuple(laid),
        rules=tuple(sheet.rules),
        links=tuple(sheet.links),
        characters=sum(visible(word.text) for word in found),
    )
