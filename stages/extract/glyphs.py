"""Glyphs: what a reader hands on of a page, the same for each reader.

Coordinates are points in the frame of the page as viewed, origin top left, y down.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from stages.schema import Link, Rule


class Style(NamedTuple):
    """How a glyph is set; `size` is its height in points as seen on the page.

    `turn` is the direction of writing in degrees, clockwise from left-to-right, 0 to 359.
    `seen` is False where nothing is painted: render mode 3, or a colour without opacity.
    """

    size: float
    bold: bool = False
    italic: bool = False
    color: str = "#000000"
    turn: int = 0
    seen: bool = True


Glyph = tuple[str, float, float, float, Style]
"""A drawn character: text, x, end, base, style (a plain tuple, there are a hundred thousand).

`text` is several code points for a ligature, or a space. `x` and `end` are where the pen starts
and stops, `base` is the baseline's y, all in the frame of the direction of writing: the page
turned around its origin until the text runs to the right.
"""


@dataclass(slots=True)
class Glyphs:
    """The glyphs of a page, kept column by column: no tuple of them outlives its turn."""

    texts: Sequence[str]
    starts: Sequence[float]
    ends: Sequence[float]
    bases: Sequence[float]
    styles: Sequence[Style]

    def __iter__(self) -> Iterator[Glyph]:
        return zip(self.texts, self.starts, self.ends, self.bases, self.styles, strict=True)


class Area(NamedTuple):
    """A filled area, or a picture, whose `color` is ""."""

    x0: float
    y0: float
    x1: float
    y1: float
    color: str


@dataclass(slots=True)
class Sheet:
    """A page as read: its glyphs in the order of the file, and what else is drawn there.

    `areas` are in the order of drawing. `pictures` is the share of the page that pictures cover,
    0 to 1; `turned` is the direction of writing, in degrees clockwise, from which the page was
    brought upright; `level` says that all text is known to run from left to right, `cut` that not
    all of it could be read.
    """

    number: int
    width: float
    height: float
    glyphs: Iterable[Glyph]
    rules: list[Rule] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    pictures: float = 0.0
    turned: int = 0
    level: bool = False
    cut: bool = False
