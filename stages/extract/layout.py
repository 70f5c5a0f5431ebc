"""Layout: the glyphs of a page become its lines, in the order of reading."""

from stages.extract.columns import cells
from stages.extract.glyphs import Sheet
from stages.extract.lines import line, lines, rows
from stages.extract.plane import upright
from stages.extract.words import words
from stages.schema import Page
from stages.text import visible


def page(sheet: Sheet) -> Page:
    """Lay out a page: its lines in the order of reading, and how many characters it shows."""
    sheet = upright(sheet)
    found = words(sheet.glyphs)
    level = [word for word in found if not word.style.turn]
    found_lines = [
        each
        for cell in cells(level)
        for each in lines(cell.words, column=cell.column, number=cell.row)
    ]
    for turn in sorted({word.style.turn for word in found} - {0}):
        turned = [word for word in found if word.style.turn == turn]
        found_lines += [
            line(row, furniture="watermark" if turn % 90 else "") for row in rows(turned)
        ]
    return Page(
        number=sheet.number,
        width=round(sheet.width, 2),
        height=round(sheet.height, 2),
        lines=tuple(found_lines),
        rules=tuple(sheet.rules),
        links=tuple(sheet.links),
        characters=sum(visible(word.text) for word in found),
    )
