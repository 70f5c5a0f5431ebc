"""The sizes of paper, and what their margins leave for text. Lengths are twentieths of a point."""

from msgspec import Struct

from stages.write_docx.options import Paper

_MARGIN, _FOOT = 1361, 700
"""Margins of 24 mm; the foot stands 12 mm above the edge."""


class Sheet(Struct, frozen=True, kw_only=True):
    """A page and its text area."""

    width: int
    height: int

    @property
    def text_width(self) -> int:
        """Width between the margins."""
        return self.width - 2 * _MARGIN

    @property
    def text_height(self) -> int:
        """Height between the margins."""
        return self.height - 2 * _MARGIN

    def section(self, foot: str) -> str:
        """Return the properties of the section: paper, margins, and no foot on the first page."""
        margins = " ".join(f'w:{edge}="{_MARGIN}"' for edge in ("top", "right", "bottom", "left"))
        return (
            f'<w:sectPr><w:footerReference w:type="default" r:id="{foot}"/>'
            f'<w:pgSz w:w="{self.width}" w:h="{self.height}"/>'
            f'<w:pgMar {margins} w:header="{_FOOT}" w:footer="{_FOOT}" w:gutter="0"/>'
            "<w:titlePg/></w:sectPr>"
        )


SHEETS: dict[Paper, Sheet] = {
    "a4": Sheet(width=11906, height=16838),
    "letter": Sheet(width=12240, height=15840),
}
