"""The plane of a page: from PDF user space to the page as viewed, origin top left, y down."""

import math
from collections import Counter
from typing import NamedTuple

from stages.extract.glyphs import Area, Glyph, Sheet
from stages.schema import Link, Rule

Box = tuple[float, float, float, float]
_MOST = 0.5
"""A page is turned when more than this share of its glyphs run in that direction."""


class Plane(NamedTuple):
    """The visible box of a page in user space, and how far a viewer turns it, clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int = 0

    @property
    def width(self) -> float:
        """The width of the page as viewed."""
        return self.top - self.bottom if self.rotation % 180 else self.right - self.left

    @property
    def height(self) -> float:
        """The height of the page as viewed."""
        return self.right - self.left if self.rotation % 180 else self.top - self.bottom

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Move a point from user space to the page as viewed."""
        if self.rotation == 90:
            return y - self.bottom, x - self.left
        if self.rotation == 180:
            return self.right - x, y - self.bottom
        if self.rotation == 270:
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """Move a box from user space to the page as viewed."""
        return _around(self.point(x0, y0), self.point(x1, y1))

    def turn(self, a: float, b: float) -> int:
        """Return the direction, in degrees clockwise, of text that is set along (a, b)."""
        return round(self.rotation - math.degrees(math.atan2(b, a))) % 360


def along(turn: int, x: float, y: float) -> tuple[float, float]:
    """Return a point of the page in the frame of text that runs in direction `turn`."""
    if not turn:
        return x, y
    cos, sin = _cos_sin(turn)
    return x * cos + y * sin, y * cos - x * sin


def seen(turn: int, box: Box) -> Box:
    """Return a box in the frame of turned text as the box around it on the page."""
    if not turn:
        return box
    x0, y0, x1, y1 = box
    cos, sin = _cos_sin(turn)
    corners = [(u * cos - v * sin, u * sin + v * cos) for u in (x0, x1) for v in (y0, y1)]
    return (
        min(x for x, _ in corners),
        min(y for _, y in corners),
        max(x for x, _ in corners),
        max(y for _, y in corners),
    )


def upright(sheet: Sheet) -> Sheet:
    """Turn a page by quarters so that most of its text runs from left to right."""
    if sheet.level or not any(glyph[4].turn for glyph in sheet.glyphs):
        return sheet
    counts = Counter(style for *_, style in sheet.glyphs)
    turns: Counter[int] = Counter()
    for style, count in counts.items():
        turns[style.turn] += count
    quarter = max((90, 180, 270), key=lambda turn: turns[turn])
    if turns[quarter] <= _MOST * turns.total():
        return sheet
    width, height = sheet.width, sheet.height
    shift = _shift(quarter, width, height)
    styles = {style: style._replace(turn=(style.turn - quarter) % 360) for style in counts}

    def moved(box: Box) -> Box:
        return quartered(quarter, box, width, height)

    def glyph(old: Glyph) -> Glyph:
        text, x, end, base, style = old
        style = styles[style]
        du, dv = along(style.turn, *shift)
        return text, x + du, end + du, base + dv, style

    rules = [moved((r.x0, r.y0, r.x1, r.y1)) for r in sheet.rules]
    links = [(moved((k.x0, k.y0, k.x1, k.y1)), k.href) for k in sheet.links]
    sideways = quarter != 180
    return Sheet(
        number=sheet.number,
        width=height if sideways else width,
        height=width if sideways else height,
        glyphs=[glyph(old) for old in sheet.glyphs],
        rules=[Rule(x0=x0, y0=y0, x1=x1, y1=y1) for x0, y0, x1, y1 in rules],
        links=[Link(x0=x0, y0=y0, x1=x1, y1=y1, href=h) for (x0, y0, x1, y1), h in links],
        areas=[Area(*moved(area[:4]), area.color) for area in sheet.areas],
        pictures=sheet.pictures,
        turned=quarter,
        cut=sheet.cut,
    )


def quartered(quarter: int, box: Box, width: float, height: float) -> Box:
    """Return a box of a page of this size once the page is turned back by 90, 180 or 270 degrees.

    To turn it by 360 less that undoes it.
    """
    x0, y0, x1, y1 = _around(along(quarter, *box[:2]), along(quarter, *box[2:]))
    right, down = _shift(quarter, width, height)
    return x0 + right, y0 + down, x1 + right, y1 + down


def _shift(quarter: int, width: float, height: float) -> tuple[float, float]:
    return {90: (0.0, width), 180: (width, height), 270: (height, 0.0)}[quarter]


def _around(one: tuple[float, float], other: tuple[float, float]) -> Box:
    (ax, ay), (bx, by) = one, other
    return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def _cos_sin(turn: int) -> tuple[float, float]:
    exact = {0: (1.0, 0.0), 90: (0.0, 1.0), 180: (-1.0, 0.0), 270: (0.0, -1.0)}
    angle = math.radians(turn)
    return exact.get(turn) or (math.cos(angle), math.sin(angle))
