"""Lay rows of blocks out on pages: no widows, no orphans, headings with what they head."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from stages.text import right_to_left
from stages.write_pdf.blocks import Block, Row
from stages.write_pdf.families import cjk_form
from stages.write_pdf.lines import Line, break_lines, learn, one_line
from stages.write_pdf.shaping import Shaper
from stages.write_pdf.sheets import Sheet

_BAR_ROOM = 0.9
"""How far a marked translation is set in, in ems."""
_FOLIO_ROOM = 3.4
"""What an entry of the contents leaves free for its page number, in ems."""
UNBOUND = 1e9
_FULL = 0.8
"""A last line that fills more than this of its measure may look like any other line."""
_TOGETHER = 2
"""The fewest lines of a paragraph that may stand alone at the foot or the head of a page."""


class Cell(NamedTuple):
    """A block broken into lines, in its column."""

    block: Block
    lines: list[Line]
    x: float
    width: float
    hung: Line | None = None
    """What hangs in the margin beside the first line."""


class Placed(NamedTuple):
    """Some lines of a cell on a page, with the top edge of the first."""

    cell: Cell
    start: int
    end: int
    top: float
    row: Row

    @property
    def foot(self) -> float:
        """The lower edge of the last line."""
        return self.top - (self.end - self.start) * self.cell.block.leading


class _Band(NamedTuple):
    """A row of cells: what it needs above, and how its lines fit."""

    row: Row
    cells: list[Cell]
    before: float
    leading: float
    length: int
    keep: bool


def lay_out(rows: Iterable[Row], sheet: Sheet, shaper: Shaper) -> list[list[Placed]]:
    """Return what stands on each page."""
    rows = list(rows)
    blocks = [block for row in rows for block in row.blocks if block]
    learn([(runs, b.language) for b in blocks for runs in (b.lead, b.runs)], shaper)
    bands = [_band(row, sheet, shaper) for row in rows]
    pages: list[list[Placed]] = []
    y = sheet.bottom
    for group in _kept_together(bands):
        for number, band in enumerate(group):
            fresh = not pages or (number == 0 and y - _needed(group) < sheet.bottom)
            if fresh and (not pages or pages[-1]):
                carried = _carried(pages[-1], band.cells[0].block) if pages else []
                pages.append([])
                y = _place_again(carried, pages[-1], sheet.height - sheet.top)
            y = _place(band, pages, y, sheet)
    return pages


def _carried(page: list[Placed], following: Block) -> list[Placed]:
    """Take off a page what would end at its foot without being seen to end, for the next page.

    The end of a paragraph shows in a short line, or in the space before what follows. Where
    neither is there, a reader of the PDF takes two paragraphs for one.
    """
    last = page[-1]
    block, line = last.cell.block, last.cell.lines[last.end - 1]
    alike = block.tag == following.tag == "P" and not following.lead
    alike = alike and cjk_form(block.language) == cjk_form(following.language)
    if not (alike and last.row.across and line.width > _FULL * last.cell.width):
        return []
    if last.end - last.start >= 2 * _TOGETHER:
        middle = last.end - _TOGETHER
        page[-1] = last._replace(end=middle)
        return [last._replace(start=middle)]
    start = len(page) - 1
    while start and page[start - 1].cell.block.keep:
        start -= 1
    if start == 0:
        return []
    taken = page[start:]
    del page[start:]
    return _carried(page, taken[0].cell.block) + taken


def _place_again(carried: list[Placed], page: list[Placed], y: float) -> float:
    """Put what was carried over at the head of a page; return where it ends."""
    for placed in carried:
        y -= placed.cell.block.before if page else 0.0
        page.append(placed._replace(top=y))
        y = page[-1].foot
    return y


def _place(band: _Band, pages: list[list[Placed]], y: float, sheet: Sheet) -> float:
    """Put a band on the last page, the rest of it on new ones; return where it ends."""
    full = sheet.height - sheet.top
    if pages[-1] or (len(pages) == 1 and band.before > band.leading * 4):
        y -= band.before
    start = 0
    while start < band.length:
        room = int((y - sheet.bottom) / band.leading + 0.001)
        lines = _fitting(band, start, room, fresh=y == full)
        if lines:
            for cell in band.cells:
                if start < len(cell.lines):
                    end = min(len(cell.lines), start + lines)
                    pages[-1].append(Placed(cell, start, end, y, band.row))
            start += lines
            y -= lines * band.leading
        if start < band.length:
            pages.append([])
            y = full
    return y


def _fitting(band: _Band, start: int, room: int, fresh: bool) -> int:
    """Return how many lines from `start` on may stand in the room, 0 for a new page."""
    lengths = [len(cell.lines) - start for cell in band.cells if len(cell.lines) > start]
    if max(lengths) <= room:
        return max(lengths)
    if not band.keep or fresh:
        for count in range(room, _TOGETHER - 1, -1):
            if all(n <= count or n - count >= _TOGETHER for n in lengths):
                return count
    return max(1, room) if fresh else 0


def _needed(group: list[_Band]) -> float:
    """Return the room that a group needs to begin on a page: all of its heads, then two lines."""
    *heads, last = group
    lengths = [len(cell.lines) for cell in last.cells]
    least = min(last.length, max((n if n <= 3 else _TOGETHER for n in lengths), default=0))
    head_room = sum(band.before + band.length * band.leading for band in heads)
    return head_room + last.before + (last.length if last.keep else least) * last.leading


def _kept_together(bands: list[_Band]) -> Iterator[list[_Band]]:
    group: list[_Band] = []
    for band in bands:
        group.append(band)
        if not band.keep:
            yield group
            group = []
    if group:
        yield group


def _band(row: Row, sheet: Sheet, shaper: Shaper) -> _Band:
    columns = [(sheet.left, sheet.measure)] if row.across else sheet.columns(len(row.blocks))
    cells = [
        _cell(block, x, width, sheet, shaper)
        for block, (x, width) in zip(row.blocks, columns, strict=True)
        if block
    ]
    return _Band(
        row,
        cells,
        max(cell.block.before for cell in cells),
        max(cell.block.leading for cell in cells),
        max(len(cell.lines) for cell in cells),
        any(cell.block.keep for cell in cells),
    )


def _cell(block: Block, x: float, width: float, sheet: Sheet, shaper: Shaper) -> Cell:
    backwards = right_to_left(block.language)
    if block.barred:
        width -= _BAR_ROOM * sheet.size
        x += 0 if backwards else _BAR_ROOM * sheet.size
    if block.target:
        return _entry(block, x, width, sheet, shaper)
    if block.lead and sheet.gutter and not block.lead_tag and not backwards:
        [hung] = break_lines(block.lead, UNBOUND, block.language, shaper)
        return Cell(block, break_lines(block.runs, width, block.language, shaper), x, width, hung)
    runs = (*block.lead, *block.runs)
    return Cell(block, break_lines(runs, width, block.language, shaper), x, width)


def _entry(block: Block, x: float, width: float, sheet: Sheet, shaper: Shaper) -> Cell:
    """Set an entry of the contents as one line, with room for its page number."""
    hung = None
    room = width - _FOLIO_ROOM * sheet.size
    [(text, span)] = block.runs
    if block.lead:
        [hung] = break_lines(block.lead, UNBOUND, block.language, shaper)
        if not sheet.gutter or right_to_left(block.language):
            room, hung = room - hung.width, None
    line = one_line(text, span, room, shaper)
    shown = "".join(atom.word.text for unit in line.units for atom in unit.atoms)
    runs = ((shown, span),) if hung else (*block.lead, (shown, span))
    return Cell(block, break_lines(runs, UNBOUND, block.language, shaper), x, width, hung)
