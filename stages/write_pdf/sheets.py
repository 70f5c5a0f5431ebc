"""The page designs: paper, margins, type sizes. All lengths in points, the origin bottom left."""

from typing import NamedTuple

from stages.text import spaced, subtag
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

    def leading(self, language: str) -> float:
        """Return the distance of base lines: scripts without blanks between words need more."""
        if self.columns_gap:
            return self.size * 1.6
        tall = not spaced(language) or subtag(language) in _TALL
        return self.size * (1.65 if tall else 1.45)


_TALL = {"ar", "fa", "ur", "hi", "mr", "ne", "bn", "ta", "te", "kn", "ml", "ko", "he", "yi"}

_STACKED = {
    "A4": Sheet(210 * _MM, 297 * _MM, 134, 84, 92, 88, size=10, gutter=70),
    "Letter": Sheet(612, 792, 142, 92, 88, 84, size=10, gutter=70),
    "A5": Sheet(148 * _MM, 210 * _MM, 48, 48, 58, 56, size=9.25),
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
