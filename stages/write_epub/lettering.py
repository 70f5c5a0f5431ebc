"""Sets short texts in the packaged fonts: a font for each word, line breaks, the size that fits."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import uharfbuzz as hb
from PIL import ImageDraw, ImageFont

from stages.text import subtag
from stages.words import traditional

_EM = 100
_OPENING = re.escape("（「『“‘《〈【〔([{¿¡")
_CLOSING = re.escape("，。！？、；：）」』”’》〉】〕…—·,.!?;:)]}")
_WIDE = "\u2e80-\ua4cf\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
_UNIT = re.compile(
    rf"\s*(?:[{_OPENING}]*(?:[{_WIDE}]|[^\s{_WIDE}{_OPENING}]+)[{_CLOSING}]*|[{_OPENING}]+)"
)
"""What no line break may cut: a word or an ideograph, with the marks that belong to it."""

_PACKAGED = {"ja": ("JP", "SC"), "ko": ("KR", "SC"), "hant": ("TC", "SC"), "": ("SC", "KR")}


class Face(NamedTuple):
    """A font: which characters it has, and how it looks in a size (in pixels)."""

    has: Callable[[str], bool]
    at: Callable[[int], ImageFont.FreeTypeFont]


class Lines(NamedTuple):
    """A text broken into lines in a size."""

    texts: list[str]
    size: int


class Type:
    """The fonts for a language in one weight: the next one where a glyph is missing."""

    def __init__(self, language: str, weight: int) -> None:
        key = "hant" if traditional(language) else subtag(language)
        first, second = _PACKAGED.get(key, _PACKAGED[""])
        self._faces: list[Callable[[], Face]] = [
            lambda: _cjk(first, weight),
            lambda: _latin(weight > 550),
            lambda: _cjk(second, weight),
        ]

    def drawable(self, text: str) -> str:
        """Return the text without the characters that none of the fonts can draw."""
        return " ".join("".join(c for c in text if c.isspace() or self._face(c)).split())

    def width(self, text: str) -> float:
        """Return the width of the text in ems."""
        return sum(face.at(_EM).getlength(part) for face, part in self._pieces(text)) / _EM

    def draw(
        self, on: ImageDraw.ImageDraw, at: tuple[int, int], text: str, size: int, ink: int
    ) -> None:
        """Draw one line; `at` is its left end on the baseline."""
        x = float(at[0])
        for face, part in self._pieces(text):
            font = face.at(size)
            on.text((x, at[1]), part, font=font, fill=ink, anchor="ls")
            x += font.getlength(part)

    def fit(self, text: str, box: tuple[int, int], sizes: range, leading: float) -> Lines:
        """Break the text into even lines in the largest size that fits the box (width, height).

        `sizes` fall. What does not fit in the smallest is cut off with an ellipsis.
        """
        units = [(unit, self.width(unit)) for unit in _UNIT.findall(text)]
        if not units:
            return Lines([], sizes[0])
        widest = max(width for _, width in units)
        for size in sizes:
            lines = _wrapped(units, box[0] / size)
            if widest * size <= box[0] and len(lines) * size * leading <= box[1]:
                return Lines(_even(units, box[0] / size, len(lines)), size)
        size = sizes[-1]
        room = box[0] / size - 1
        parts = [
            part
            for unit, width in units
            for part in ([(unit, width)] if width < room else [(c, self.width(c)) for c in unit])
        ]
        lines = _wrapped(parts, room)[: max(1, int(box[1] / (size * leading)))]
        return Lines([*lines[:-1], lines[-1] + "…"], size)

    def _face(self, text: str) -> Face | None:
        """Return the first font that has all of the text."""
        return next((f for face in self._faces if all(map((f := face()).has, text))), None)

    def _pieces(self, text: str) -> Iterator[tuple[Face, str]]:
        """Cut the text where the font changes: a word in one font if any has all of it."""
        for word in re.findall(r"\s+|\S+", text):
            face = self._face(word)
            if face:
                yield face, word
            else:
                for found, letters in groupby(word, key=self._face):
                    if found:
                        yield found, "".join(letters)


def _wrapped(units: list[tuple[str, float]], limit: float) -> list[str]:
    """Put as many units on each line as `limit` allows (in ems)."""
    lines: list[str] = []
    used = limit + 1
    for unit, width in units:
        if used + width > limit:
            lines.append(unit.lstrip())
            used = width
        else:
            lines[-1] += unit
            used += width
    return lines


def _even(units: list[tuple[str, float]], limit: float, count: int) -> list[str]:
    """Return the lines of the narrowest block that has no more lines than `count`."""
    low, high = max(width for _, width in units), limit
    while high - low > 0.25:
        middle = (low + high) / 2
        if len(_wrapped(units, middle)) <= count:
            high = middle
        else:
            low = middle
    return _wrapped(units, high)


@cache
def _cjk(region: str, weight: int) -> Face:
    """Return Noto Sans of a region (SC, TC, JP, KR), from the package justmytype-intl-cjk."""
    spec = find_spec("justmytype_intl_cjk")
    folder = Path(next(iter(spec.submodule_search_locations or ()))) if spec else Path()
    path = folder / "fonts" / "ofl" / f"notosans{region.lower()}" / f"NotoSans{region}[wght].ttf"

    @cache
    def at(size: int) -> ImageFont.FreeTypeFont:
        font = ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)
        font.set_variation_by_axes([weight])
        return font

    glyphs = hb.Font(hb.Face(hb.Blob.from_file_path(str(path))))
    return Face(lambda character: glyphs.get_nominal_glyph(ord(character)) is not None, at)


@cache
def _latin(bold: bool) -> Face:
    """Return Noto Sans, from the package pymupdf-fonts: letters that the fonts above lack.

    Only scripts that need no shaping: Latin, Greek, Cyrillic and their kin.
    """
    import pymupdf_fonts

    data = pymupdf_fonts.myfont("notosbo" if bold else "notos")

    @cache
    def at(size: int) -> ImageFont.FreeTypeFont:
        return ImageFont.truetype(BytesIO(data), size, layout_engine=ImageFont.Layout.BASIC)

    glyphs = hb.Font(hb.Face(hb.Blob(data)))

    def has(character: str) -> bool:
        simple = ord(character) < 0x590 or 0x1E00 <= ord(character) < 0x2C00
        return simple and glyphs.get_nominal_glyph(ord(character)) is not None

    return Face(has, at)
