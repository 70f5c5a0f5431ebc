"""The page designs: paper, margins, type sizes. All lengths in points, the origin bottom left."""

from typing import NamedTuple

from stages.write_pdf.families import cjk_form
from stages.write_pdf.options import Options

_MM = 72 / 25.4


class Sheet(NamedTuple):
    """A page design. `gutter` is the margin column in which stamps hang, 0 where they do not."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    size: float
    gutter: float = 0.0
    columns_gap: float = 0.0
    """More than 0 where the languages stand in columns side by side."""

    @property
    def measure(self) -> float:
        """The width of the text across the page."""
        return self.width - self.left - self.right

    def columns(self, count: int) -> list[tuple[float, float]]:
        """Return the left edge and the width of each column."""
        width = (self.measure - (count - 1) * self.columns_gap) / count
        return [(self.left + i * (width + self.columns_gap), width) for i in range(count)]

    @property
    def leading(self) -> float:
        """The distance of base lines, the same for all languages so that their lines agree."""
        return self.size * 1.55

    @staticmethod
    def scale(language: str) -> float:
        """Return the relative size of a language: Han fills its square and looks larger."""
        return 0.95 if cjk_form(language) else 1.0


_STACKED = {
    "A4": Sheet(210 * _MM, 297 * _MM, 134, 84, 92, 88, size=10, gutter=70),
    "Letter": Sheet(612, 792, 142, 92, 88, 84, size=10, gutter=70),
    "A5": Sheet(148 * _MM, 210 * _MM, 48, 48, 58, 56, size=9.5),
    "e-reader": Sheet(90 * _MM, 122 * _MM, 18, 18, 30, 28, size=8.5),
}
_COLUMNS = {
    "A4": Sheet(210 * _MM, 297 * _MM, 56, 56, 84, 80, size=9.25, columns_gap=26),
    "Letter": Sheet(612, 792, 58, 58, 80, 76, size=9.25, columns_gap=26),
    "A5": Sheet(148 * _MM, 210 * _MM, 38, 38, 54, 52, size=8, columns_gap=18),
    "e-reader": Sheet(90 * _MM, 122 * _MM, 14, 14, 28, 26, size=7, columns_gap=12),
}


def sheet(options: Options) -> Sheet:
    """Return the page design that the options ask for."""
    designs = _COLUMNS if options.layout == "side-by-side" else _STACKED
    return designs[options.page]
