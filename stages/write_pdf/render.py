"""Draw what was laid out: blocks with their tags and links, margins with title and folio."""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from stages.text import right_to_left, spaced
from stages.write_pdf.bidi import visual_order
from stages.write_pdf.choose import Style
from stages.write_pdf.compose import QUIET, Row
from stages.write_pdf.draw import Annotation, PageDrawing
from stages.write_pdf.layout import Cell, Placed
from stages.write_pdf.lines import Atom, Line, Span, break_lines
from stages.write_pdf.shaping import Shaper
from stages.write_pdf.sheets import Sheet
from stages.write_pdf.tags import Element, Tree

_MOST_STRETCH = 0.12
"""How far the characters of a Chinese line may be spread, in ems."""
_MOST_BLANK = 0.5
"""How far a blank of a justified line may be widened, in ems."""
_LEAD = "lead"
_UNBOUND = 1e9
_HAIR = 0.4
"""What a link keeps off its neighbours, in points, so that none of them seems part of it."""


class Spot(NamedTuple):
    """Where a place that others lead to stands: its page, and the height on it."""

    page: int
    y: float


class Content(NamedTuple):
    """What stands on a page: its blocks, its running head (left and right), its folio."""

    items: list[Placed]
    head: tuple[str, str] = ("", "")
    folio: str = ""


class _Furniture(NamedTuple):
    """A line of furniture at its place."""

    line: Line
    x: float
    y: float
    kind: str


class _Setting(NamedTuple):
    """An atom where it stands on its line, and what it belongs to besides its block."""

    atom: Atom
    x: float
    width: float
    gap: float
    owner: str


class Renderer:
    """Draws the pages of one document one after the other."""

    def __init__(self, sheet: Sheet, shaper: Shaper, language: str) -> None:
        self.tree = Tree()
        self.spots: dict[str, Spot] = {}
        self.pages: list[PageDrawing] = []
        self._sheet = sheet
        self._shaper = shaper
        self._language = language
        self._parents: dict[str | int, Element] = {}
        self._elements: dict[int, Element] = {}
        self._last_link: tuple[int, str, Element | None] = (0, "", None)
        self._leaders: list[tuple[float, float, float]] = []

    def draw(self, pages: list[Content], folios: dict[str, str]) -> None:
        """Draw the pages. All text is shaped before the first is drawn, which fixes the fonts."""
        furniture = [list(self._furniture(page)) for page in pages]
        for number, (page, lines) in enumerate(zip(pages, furniture, strict=True)):
            drawing = PageDrawing(number, self.tree)
            self.pages.append(drawing)
            for placed in page.items:
                self._block(drawing, placed, folios)
            self._rules(drawing, page)
            for line in lines:
                self._artifact(drawing, line)

    def _block(self, drawing: PageDrawing, placed: Placed, folios: dict[str, str]) -> None:
        cell, block = placed.cell, placed.cell.block
        first = placed.start == 0
        if first and block.key:
            self.spots[block.key] = Spot(drawing.number, placed.top + self._sheet.size)
        lead = self._lead_element(placed) if first and block.lead_tag else None
        element = self._element(placed)
        if first and cell.hung:
            self._hang(drawing, placed, cell.hung, element)
        linked = list(self._lines(drawing, placed, lead, element))
        if block.target:
            self._leader(drawing, placed, folios.get(block.target, ""))
        drawing.end()
        for stretch in linked:
            self._link(drawing, cell, *stretch)
        if block.target:
            self._entry_link(drawing, placed, element)

    def _lines(
        self, drawing: PageDrawing, placed: Placed, lead: Element | None, element: Element
    ) -> Iterator[tuple[list[_Setting], float]]:
        """Draw the lines and leave their marked content open; yield what is linked."""
        cell, block = placed.cell, placed.cell.block
        ahead = sum(len(t) for t, _ in block.lead) if lead else 0
        owner = None
        for number in range(placed.start, placed.end):
            line = cell.lines[number]
            x, y, spread, blank = self._place(placed, number)
            if line.plain and not (ahead and number == 0):
                if owner != "":
                    self._switch(drawing, owner, element)
                    owner = ""
                drawing.show(_atoms(line, blank), x, y, spread)
                continue
            backwards = right_to_left(block.language)
            settings = _settings(line, ahead if number == 0 else 0, (x, spread, blank), backwards)
            for own, group in groupby(settings, key=lambda setting: setting.owner):
                stretch = list(group)
                if own != owner:
                    self._switch(drawing, owner, self._owner(own, cell, lead, element))
                    owner = own
                drawing.show(((s.atom, s.gap) for s in stretch), stretch[0].x, y, spread)
                if own not in ("", _LEAD):
                    yield stretch, y

    def _switch(self, drawing: PageDrawing, before: str | None, element: Element) -> None:
        if before is not None:
            drawing.end()
        drawing.begin(element)

    # Elements

    def _parent(self, row: Row) -> Element:
        """Return the section that a row belongs to: its turn, its chapter, or the document."""
        parent = self.tree.root
        for key in (row.chapter, row.section):
            if key not in ("", -1):
                kind = "TOC" if row.blocks[0] and row.blocks[0].target else "Sect"
                parent = self._parents.get(key) or self.tree.element(kind, parent)
                self._parents[key] = parent
        return parent

    def _element(self, placed: Placed) -> Element:
        block = placed.cell.block
        if id(placed.cell) not in self._elements:
            parent = self._parent(placed.row)
            element = self.tree.element(block.tag, parent, block.language)
            if any(
                atom.level for line in placed.cell.lines for u in line.units for atom in u.atoms
            ):
                element.actual = "".join(text for text, _ in block.runs)
            if block.target:
                element = self.tree.element("Link", self.tree.element("Reference", element))
            self._elements[id(placed.cell)] = element
        return self._elements[id(placed.cell)]

    def _lead_element(self, placed: Placed) -> Element:
        language = placed.cell.block.lead[0][1].style.language
        return self.tree.element(placed.cell.block.lead_tag, self._parent(placed.row), language)

    def _owner(self, own: str, cell: Cell, lead: Element | None, element: Element) -> Element:
        if own == _LEAD:
            return lead or element
        if not own:
            return element
        number, href, link = self._last_link
        if link is None or (number, href) != (id(cell), own):
            link = self.tree.element("Link", element)
        self._last_link = (id(cell), own, link)
        return link

    # Lines

    def _place(self, placed: Placed, number: int) -> tuple[float, float, float, float]:
        """Return where a line begins, and what fills it: between Han, and between words."""
        cell, block = placed.cell, placed.cell.block
        line = cell.lines[number]
        x = cell.x + line.gaps[0]
        if right_to_left(block.language):
            x += cell.width - sum(line.gaps) - sum(unit.width for unit in line.units)
        spread = blank = 0.0
        if not spaced(block.language):
            spread = _spread(line, cell)
        elif self._shaper.hyphenate and not right_to_left(block.language):
            blank = _blank(line, cell)
        return x, self._base_line(placed, number), spread, blank

    def _base_line(self, placed: Placed, number: int) -> float:
        leading, size = placed.cell.block.leading, placed.cell.block.runs[0][1].size
        return placed.top - (number - placed.start + 0.5) * leading - 0.34 * size

    def _hang(self, drawing: PageDrawing, placed: Placed, hung: Line, element: Element) -> None:
        """Set a stamp into the margin, so that it ends where the text begins."""
        x = self._sheet.left - hung.width - 0.55 * self._sheet.size
        drawing.begin(element)
        _show(drawing, hung, x, self._base_line(placed, 0))
        drawing.end()

    def _leader(self, drawing: PageDrawing, placed: Placed, folio: str) -> None:
        """Set the page number of an entry at the right edge, in the open marked content."""
        cell = placed.cell
        span = Span(Style(self._language), self._sheet.size)
        [line] = break_lines(((folio or "?", span),), _UNBOUND, self._language, self._shaper)
        y = self._base_line(placed, placed.end - 1)
        text = cell.lines[placed.end - 1].width
        if right_to_left(cell.block.language):
            x = cell.x
            self._leaders.append((x + line.width + 6, y + 1, x + cell.width - text - 6))
        else:
            x = cell.x + cell.width - line.width
            self._leaders.append((cell.x + text + 6, y + 1, x - 6))
        _show(drawing, line, x, y)

    # Links

    def _link(self, drawing: PageDrawing, cell: Cell, settings: list[_Setting], y: float) -> None:
        href, size = settings[0].owner, settings[0].atom.span.size
        x0, x1 = settings[0].x + _HAIR, settings[-1].x + settings[-1].width - _HAIR
        drawing.rule(
            f"0.5 w 0.02 0.25 0.5 RG {x0:.2f} {y - 0.16 * size:.2f} m {x1:.2f} {y - 0.16 * size:.2f} l S"
        )
        box = (x0, y - 0.25 * size, x1, y + 0.85 * size)
        element = self._owner(href, cell, None, self._elements[id(cell)])
        text = "".join(setting.atom.word.text for setting in settings).strip()
        drawing.link(element, Annotation(box, text or href, href=href))

    def _entry_link(self, drawing: PageDrawing, placed: Placed, element: Element) -> None:
        block, cell = placed.cell.block, placed.cell
        low = placed.top - (placed.end - placed.start) * block.leading
        box = (self._sheet.left - self._sheet.gutter, low, cell.x + cell.width, placed.top)
        text = "".join(text for text, _ in (*block.lead, *block.runs))
        drawing.link(element, Annotation(box, text, target=block.target))

    # Rules and furniture

    def _rules(self, drawing: PageDrawing, page: Content) -> None:
        """Mark translations at their edge, part the columns, set off the running head."""
        sheet = self._sheet
        for placed in page.items:
            if placed.cell.block.barred:
                x = placed.cell.x - sheet.size * 0.6
                if right_to_left(placed.cell.block.language):
                    x = placed.cell.x + placed.cell.width + sheet.size * 0.6
                drawing.rule(_stroke(x, _foot(placed) + 2, x, placed.top - 2, 0.6, 0.7))
        for _, group in groupby(page.items, key=lambda placed: id(placed.row)):
            row = list(group)
            if not row[0].row.across and len(row[0].row.blocks) > 1:
                top, low = max(p.top for p in row), min(_foot(p) for p in row)
                for x, _ in sheet.columns(len(row[0].row.blocks))[1:]:
                    at = x - sheet.columns_gap / 2
                    drawing.rule(_stroke(at, low, at, top, 0.7, 0.5))
        for x0, y, x1 in self._leaders:
            if x1 - x0 > sheet.size:
                drawing.rule("[0.1 3.4] 0 d 1 J " + _stroke(x0, y, x1, y, 0.5, 0.8))
        self._leaders.clear()
        if any(page.head):
            y = sheet.height - sheet.top * 0.6 - sheet.size * 0.65
            drawing.rule(_stroke(sheet.left, y, sheet.width - sheet.right, y, 0.7, 0.4))

    def _furniture(self, page: Content) -> Iterator[_Furniture]:
        sheet = self._sheet
        span = Span(Style(self._language), sheet.size * 0.8, QUIET)
        widest = sheet.measure * (0.48 if all(page.head) else 1)
        y = sheet.height - sheet.top * 0.6
        for text, place in zip(page.head, (0.0, 1.0), strict=True):
            if text:
                line = self._cut(text, span, widest)
                x = sheet.left + place * (sheet.measure - line.width)
                yield _Furniture(line, x, y, "Header")
        if page.folio:
            line = self._cut(page.folio, span, sheet.measure)
            x = sheet.left + (sheet.measure - line.width) / 2
            yield _Furniture(line, x, sheet.bottom * 0.5, "Footer")

    def _artifact(self, drawing: PageDrawing, furniture: _Furniture) -> None:
        drawing.begin_artifact(f"/Type/Pagination/Subtype/{furniture.kind}")
        _show(drawing, furniture.line, furniture.x, furniture.y)
        drawing.end()

    def _cut(self, text: str, span: Span, widest: float) -> Line:
        """Set a text as one line, shortened where it is too long."""
        lines = break_lines(((text, span),), widest, self._language, self._shaper)
        if len(lines) == 1:
            return lines[0]
        shown = "".join(a.word.text for unit in lines[0].units for a in unit.atoms).rstrip()
        shorter = shown.rpartition(" ")[0] or shown[:-2]
        return self._cut(shorter.rstrip("… ") + "…", span, widest)


def _atoms(line: Line, blank: float = 0.0) -> Iterator[tuple[Atom, float]]:
    """Return the atoms of a line with the gap before each; that of the first is in its place."""
    for number, (unit, gap) in enumerate(zip(line.units, line.gaps, strict=True)):
        before = gap + blank if number else 0.0
        for atom in unit.atoms:
            yield atom, before
            before = 0.0


def _settings(
    line: Line, ahead: int, place: tuple[float, float, float], backwards: bool
) -> Iterator[_Setting]:
    """Place the atoms of a line from left to right.

    The first `ahead` characters are the lead's. Blanks at the end of a line follow the direction
    of the paragraph (UAX 9, L1).
    """
    x, spread, blank = place
    owned = []
    for atom, gap in _atoms(line, blank):
        owned.append((atom, gap, _LEAD if ahead > 0 else atom.span.href))
        ahead -= len(atom.word.text)
    levels = [atom.level for atom, _, _ in owned]
    if any(levels):
        for last in range(len(owned) - 1, -1, -1):
            if owned[last][0].word.text.strip(" "):
                break
            levels[last] = int(backwards)
        owned = visual_order(owned, levels)
    for atom, gap, owner in owned:
        x += gap
        width = atom.word.width * atom.span.size + spread * atom.word.han
        yield _Setting(atom, x, width, gap, owner)
        x += width


def _show(drawing: PageDrawing, line: Line, x: float, y: float) -> None:
    """Draw a line that stands by itself."""
    if line.plain:
        drawing.show(_atoms(line), x, y, 0.0)
    else:
        settings = _settings(line, 0, (x, 0.0, 0.0), False)
        drawing.show(((s.atom, s.gap) for s in settings), x, y, 0.0)


def _stroke(x0: float, y0: float, x1: float, y1: float, grey: float, width: float) -> str:
    return f"{width} w {grey} G {x0:.2f} {y0:.2f} m {x1:.2f} {y1:.2f} l S"


def _spread(line: Line, cell: Cell) -> float:
    """Return what each Han character of a line is spread by, so that it fills the measure."""
    if line.ends or cell.block.target:
        return 0.0
    count = sum([atom.word.han for unit in line.units for atom in unit.atoms])
    slack = (cell.width - line.width) / max(1, count - 1)
    return round(slack, 3) if 0 < slack <= _MOST_STRETCH * cell.block.runs[0][1].size else 0.0


def _blank(line: Line, cell: Cell) -> float:
    """Return what each blank of a line is widened by, so that it fills the measure."""
    slack = (cell.width - line.width) / max(1, len(line.units) - 1)
    return 0.0 if line.ends or slack > _MOST_BLANK * cell.block.runs[0][1].size else slack


def _foot(placed: Placed) -> float:
    return placed.top - (placed.end - placed.start) * placed.cell.block.leading
