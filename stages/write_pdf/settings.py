"""Atoms of a line at their places: in visual order, spread so that the line fills its measure."""

from collections.abc import Iterator
from typing import NamedTuple

from stages.text import right_to_left, spaced
from stages.write_pdf.bidi import visual_order
from stages.write_pdf.layout import Cell
from stages.write_pdf.lines import Atom, Line

LEAD = "lead"
_MOST_STRETCH = 0.12
"""How far the characters of a Chinese line may be spread, in ems; readers of PDFs take more for
a blank."""
_MOST_BLANK = 0.5
"""How far a blank of a justified line may be widened, in ems."""


class Setting(NamedTuple):
    """An atom where it stands on its line, and what it belongs to besides its block.

    `owner` is the address of a link, LEAD, or "".
    """

    atom: Atom
    x: float
    width: float
    gap: float
    owner: str


class Start(NamedTuple):
    """Where a line begins, and what widens its Han characters and its blanks, in points."""

    x: float
    spread: float = 0.0
    blank: float = 0.0


def start_of(cell: Cell, line: Line, justify: bool) -> Start:
    """Return how a line stands in its cell; words are spread only where that is asked for."""
    language = cell.block.language
    if right_to_left(language):
        width = sum(line.gaps) + sum(unit.width for unit in line.units)
        return Start(cell.x + cell.width - width)
    x = cell.x + line.gaps[0]
    if line.ends or cell.block.target:
        return Start(x)
    size = cell.block.runs[0][1].size
    slack = cell.width - line.width
    if not spaced(language):
        count = sum([atom.word.han for unit in line.units for atom in unit.atoms])
        spread = slack / max(1, count - 1)
        return Start(x, round(spread, 3) if 0 < spread <= _MOST_STRETCH * size else 0.0)
    blank = slack / max(1, len(line.units) - 1)
    return Start(x, 0.0, blank if justify and blank <= _MOST_BLANK * size else 0.0)


def atoms(line: Line, blank: float = 0.0) -> Iterator[tuple[Atom, float]]:
    """Return the atoms of a line with the gap before each; that of the first is in its place."""
    for number, (unit, gap) in enumerate(zip(line.units, line.gaps, strict=True)):
        before = gap + blank if number else 0.0
        for atom in unit.atoms:
            yield atom, before
            before = 0.0


def settings(line: Line, ahead: int, start: Start, backwards: bool) -> Iterator[Setting]:
    """Place the atoms of a line from left to right.

    The first `ahead` characters are the lead's. Blanks at the end of a line follow the direction
    of the paragraph (UAX 9, L1).
    """
    owned = []
    for atom, gap in atoms(line, start.blank):
        owned.append((atom, gap, LEAD if ahead > 0 else atom.span.href))
        ahead -= len(atom.word.text)
    levels = [atom.level for atom, _, _ in owned]
    if any(levels):
        for last in range(len(owned) - 1, -1, -1):
            if owned[last][0].word.text.strip(" "):
                break
            levels[last] = int(backwards)
        owned = visual_order(owned, levels)
    x = start.x
    for atom, gap, owner in owned:
        x += gap
        width = atom.word.width * atom.span.size + start.spread * atom.word.han
        yield Setting(atom, x, width, gap, owner)
        x += width
