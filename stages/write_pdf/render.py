"""Draw what was laid out: blocks with their tags and their links, page by page."""

from collections.abc import Iterator
from itertools import groupby

from stages.text import right_to_left
from stages.write_pdf.blocks import Book, Row
from stages.write_pdf.canvas import Annotation, TaggedCanvas
from stages.write_pdf.draw import PageDrawing
from stages.write_pdf.embed import EmbeddedFont
from stages.write_pdf.furniture import (
    Content,
    draw_furniture,
    draw_rules,
    furniture,
    show,
    stroke,
)
from stages.write_pdf.layout import UNBOUND, Cell, Placed
from stages.write_pdf.lines import Line, break_lines
from stages.write_pdf.settings import LEAD, Setting, settings, start_of
from stages.write_pdf.shaping import Shaper
from stages.write_pdf.tags import Element, Tree

_HAIR = 0.4
"""What a link keeps off its neighbours, in points, so that none of them seems part of it."""


class Renderer:
    """Draws the pages of one document one after the other."""

    def __init__(self, book: Book, shaper: Shaper) -> None:
        self.tree = Tree()
        self._book = book
        self._sheet = book.sheet
        self._shaper = shaper
        self._parents: dict[str | int, Element] = {}
        self._elements: dict[int, Element] = {}
        self._last_link: tuple[int, str, Element | None] = (0, "", None)

    def draw(self, pages: list[Content], folios: dict[str, str]) -> TaggedCanvas:
        """Draw the pages. All text is shaped before the first is drawn, which fixes the fonts."""
        numbers = {key: self._number(folio) for key, folio in folios.items()}
        around = [list(furniture(page, self._book, self._shaper)) for page in pages]
        self._shaper.freeze()
        fonts = map(EmbeddedFont, self._shaper.subsets)
        canvas = TaggedCanvas(self._sheet, fonts, self._book.languages[0])
        for page, lines in zip(pages, around, strict=True):
            drawing = PageDrawing(canvas, self.tree)
            for placed in page.items:
                self._block(drawing, placed, numbers)
            draw_rules(drawing, page, self._sheet)
            for line in lines:
                draw_furniture(drawing, line)
            drawing.finish()
        return canvas

    def _number(self, folio: str) -> Line:
        span = self._book.span()
        [line] = break_lines(((folio, span),), UNBOUND, span.style.language, self._shaper)
        return line

    def _block(self, drawing: PageDrawing, placed: Placed, numbers: dict[str, Line]) -> None:
        cell, block = placed.cell, placed.cell.block
        first = placed.start == 0
        if first and block.key:
            drawing.place(block.key, placed.top + self._sheet.size)
        lead = self._lead_element(placed) if first and block.lead_tag else None
        element = self._element(placed)
        if first and cell.hung:
            self._hang(drawing, placed, cell.hung, element)
        linked = list(self._lines(drawing, placed, lead, element))
        number = numbers.get(block.target) if placed.end == len(cell.lines) else None
        if number:
            show(drawing, number, *self._number_place(placed, number))
        drawing.end()
        for stretch in linked:
            self._link(drawing, cell, *stretch)
        if number:
            self._leader(drawing, placed, number)
        if block.target:
            self._entry_link(drawing, placed, element)

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
        """Return the element of a block, with its text in logical order where lines are turned."""
        cell, block = placed.cell, placed.cell.block
        if id(cell) not in self._elements:
            element = self.tree.element(block.tag, self._parent(placed.row), block.language)
            if any(line.turned for line in cell.lines) and not any(s.href for _, s in block.runs):
                runs = block.runs if block.lead_tag else (*block.lead, *block.runs)
                element.actual = "".join(text for text, _ in runs)
            if block.target:
                element = self.tree.element("Link", self.tree.element("Reference", element))
            self._elements[id(cell)] = element
        return self._elements[id(cell)]

    def _lead_element(self, placed: Placed) -> Element:
        language = placed.cell.block.lead[0][1].style.language
        return self.tree.element(placed.cell.block.lead_tag, self._parent(placed.row), language)

    def _owner(self, owner: str, cell: Cell, lead: Element | None, element: Element) -> Element:
        if not owner or owner == LEAD:
            return lead if owner and lead else element
        number, href, link = self._last_link
        if link is None or (number, href) != (id(cell), owner):
            link = self.tree.element("Link", element)
        self._last_link = (id(cell), owner, link)
        return link

    # Lines

    def _lines(
        self, drawing: PageDrawing, placed: Placed, lead: Element | None, element: Element
    ) -> Iterator[tuple[list[Setting], float]]:
        """Draw the lines and leave their marked content open; yield what is linked."""
        cell, block = placed.cell, placed.cell.block
        owner: str | None = None
        for number in range(placed.start, placed.end):
            line, y = cell.lines[number], _base_line(placed, number)
            start = start_of(cell, line, self._shaper.hyphenate)
            ahead = sum(len(text) for text, _ in block.lead) if lead and number == 0 else 0
            if line.plain and not ahead:
                owner = self._turn_to("", owner, drawing, element)
                drawing.show_line(line, start, y)
                continue
            found = settings(line, ahead, start, right_to_left(block.language))
            for own, group in groupby(found, key=lambda setting: setting.owner):
                stretch = list(group)
                if own != owner:
                    owner = self._turn_to(
                        own, owner, drawing, self._owner(own, cell, lead, element)
                    )
                drawing.show(((s.atom, s.gap) for s in stretch), stretch[0].x, y, start.spread)
                if own not in ("", LEAD):
                    yield stretch, y

    def _turn_to(
        self, owner: str, before: str | None, drawing: PageDrawing, element: Element
    ) -> str:
        """Open marked content of an element unless that is what is open."""
        if owner != before:
            if before is not None:
                drawing.end()
            drawing.begin(element)
        return owner

    def _hang(self, drawing: PageDrawing, placed: Placed, hung: Line, element: Element) -> None:
        """Set a stamp into the margin, so that it ends where the text begins."""
        drawing.begin(element)
        x = self._sheet.left - hung.width - 0.55 * self._sheet.size
        show(drawing, hung, x, _base_line(placed, 0))
        drawing.end()

    # Links

    def _link(self, drawing: PageDrawing, cell: Cell, found: list[Setting], y: float) -> None:
        href, size = found[0].owner, found[0].atom.span.size
        x0, x1 = found[0].x + _HAIR, found[-1].x + found[-1].width - _HAIR
        drawing.rule(stroke(x0, y - 0.16 * size, x1, y - 0.16 * size, 0.3, 0.5))
        element = self._owner(href, cell, None, self._elements[id(cell)])
        text = "".join(setting.atom.word.text for setting in found).strip()
        box = (x0, y - 0.25 * size, x1, y + 0.85 * size)
        drawing.link(element, Annotation(box, text or href, href=href))

    def _entry_link(self, drawing: PageDrawing, placed: Placed, element: Element) -> None:
        cell, block = placed.cell, placed.cell.block
        left = self._sheet.left - self._sheet.gutter
        text = "".join(text for text, _ in (*block.lead, *block.runs))
        box = (left, placed.foot, cell.x + cell.width, placed.top)
        drawing.link(element, Annotation(box, text, target=block.target))

    def _number_place(self, placed: Placed, number: Line) -> tuple[float, float]:
        cell = placed.cell
        backwards = right_to_left(cell.block.language)
        x = cell.x if backwards else cell.x + cell.width - number.width
        return x, _base_line(placed, placed.end - 1)

    def _leader(self, drawing: PageDrawing, placed: Placed, number: Line) -> None:
        """Lead the eye from an entry to its page number."""
        cell, text = placed.cell, placed.cell.lines[placed.end - 1].width
        x, y = self._number_place(placed, number)
        low, high = cell.x + text, x
        if right_to_left(cell.block.language):
            low, high = x + number.width, cell.x + cell.width - text
        if high - low > 2.2 * self._sheet.size:
            room = 0.6 * self._sheet.size
            dots = stroke(low + room, y + 1, high - room, y + 1, 0.5, 0.8)
            drawing.rule(f"[0.1 3.4] 0 d 1 J {dots}")


def _base_line(placed: Placed, number: int) -> float:
    leading, size = placed.cell.block.leading, placed.cell.block.runs[0][1].size
    return placed.top - (number - placed.start + 0.5) * leading - 0.34 * size
