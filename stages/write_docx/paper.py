"""The sizes of paper, and what their margins leave for text. Lengths are twentieths of a point."""

from msgspec import Struct

from stages.write_docx.options import Layout, Page

_SIZES: dict[Page, tuple[int, int]] = {"A4": (11906, 16838), "Letter": (12240, 15840)}
_MARGINS: dict[Layout, int] = {"stacked": 1361, "table": 1021}
"""24 mm round running text, 18 mm round the narrow columns of a table."""

_FOOT = 624
"""The foot stands 11 mm above the edge."""


class Sheet(Struct, frozen=True, kw_only=True):
    """A page and its margins."""

    width: int
    height: int
    margin: int

    @property
    def text_width(self) -> int:
        """Width between the margins."""
        return self.width - 2 * self.margin

    @property
    def text_height(self) -> int:
        """Height between the margins."""
        return self.height - 2 * self.margin

    def section(self, foot: str, *, front: bool) -> str:
        """Return the properties of a section; the first page of the front has no foot."""
        margins = " ".join(
            f'w:{edge}="{self.margin}"' for edge in ("top", "right", "bottom", "left")
        )
        return (
            f'<w:sectPr><w:footerReference w:type="default" r:id="{foot}"/>'
            f'<w:pgSz w:w="{self.width}" w:h="{self.height}"/>'
            f'<w:pgMar {margins} w:header="{_FOOT}" w:footer="{_FOOT}" w:gutter="0"/>'
            f"{'<w:titlePg/>' * front}</w:sectPr>"
        )


def sheet(page: Page, layout: Layout) -> Sheet:
    """Return the page for a layout on a size of paper."""
    width, height = _SIZES[page]
    return Sheet(width=width, height=height, margin=_MARGINS[layout])
