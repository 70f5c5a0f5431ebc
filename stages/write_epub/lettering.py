"""Sets short texts in the packaged fonts: shaping, fallback, line breaks, the size that fits."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import uharfbuzz as hb
from PIL import Image

from stages.text import right_to_left, subtag
from stages.words import traditional

_OPENING = re.escape("（「『“‘《〈【〔([{¿¡")
_CLOSING = re.escape("，。！？、；：）」』”’》〉】〕…—·,.!?;:)]}")
_WIDE = "\u2e80-\ua4cf\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
_UNIT = re.compile(
    rf"\s*(?:[{_OPENING}]*(?:[{_WIDE}]|[^\s{_WIDE}{_OPENING}]+)[{_CLOSING}]*|[{_OPENING}]+)"
)
"""What no line break may cut: a word or an ideograph, with the marks that belong to it."""

_ALONE = 0.65
"""A text that fits into one line is not broken for a size that is larger by less than this."""

_SPACE = 0.25
"""Width of a space, in ems."""

_PACKAGED = {"ja": ("JP", "SC"), "ko": ("KR", "SC"), "hant": ("TC", "SC"), "": ("SC", "KR")}


class Lines(NamedTuple):
    """A text broken into lines in a size."""

    texts: list[str]
    size: int


class Glyph(NamedTuple):
    """A glyph of a font and where it stands from the begin of its line, in ems."""

    font: Any
    number: int
    x: float
    y: float


class Type:
    """The fonts for a language in one weight: the next one where a glyph is missing.

    Noto Sans of the language's region, Noto Sans for what it lacks of Latin, Greek and Cyrillic,
    FiraGO for Arabic, Hebrew, Devanagari, Thai and Georgian, and another region of Noto Sans.
    """

    def __init__(self, language: str, weight: int) -> None:
        key = "hant" if traditional(language) else subtag(language)
        first, second = _PACKAGED.get(key, _PACKAGED[""])
        bold = "bo" if weight > 550 else ""
        self._rtl = right_to_left(language)
        self._fonts: list[Callable[[], Any]] = [
            lambda: _cjk(first, weight),
            lambda: _other(f"notos{bold}"),
            lambda: _other(f"fig{bold}" if bold else "figo"),
            lambda: _cjk(second, weight),
        ]

    def drawable(self, text: str) -> str:
        """Return the text without the characters that none of the fonts can draw."""
        return " ".join("".join(c for c in text if c.isspace() or self._font(c)).split())

    def width(self, text: str) -> float:
        """Return the width of the text in ems."""
        return self._set(text)[1]

    def draw(self, on: Image.Image, x: int, baseline: int, text: str, size: int, ink: int) -> None:
        """Draw one line with its left end at `x`."""
        raster = hb.RasterDraw()
        for font, number, right, up in self._set(text)[0]:
            scale = size / font.scale[0]
            raster.transform = (scale, 0, 0, scale, right * size, up * size)
            raster.draw_glyph(font, number)
        drawn = raster.render()
        box = drawn.extents
        if box.width and box.height:
            size_of = (box.width, box.height)
            mask = Image.frombytes("L", size_of, drawn.buffer, "raw", "L", box.stride, -1)
            on.paste(ink, (x + box.x_origin, baseline - box.y_origin - box.height), mask)

    def fit(self, text: str, box: tuple[int, int], sizes: range, leading: float) -> Lines:
        """Break the text into even lines in the largest size that fits the box (width, height).

        `sizes` fall. What does not fit in the smallest is cut off with an ellipsis.
        """
        units = [
            (unit, self.width(unit) + _SPACE * unit[:1].isspace()) for unit in _UNIT.findall(text)
        ]
        if not units:
            return Lines([], sizes[0])
        whole = sum(width for _, width in units)
        alone = next((size for size in sizes if whole * size <= box[0]), 0)
        if alone > sizes[0] * _ALONE and alone * leading <= box[1]:
            return Lines([text], alone)
        widest = max(width for _, width in units)
        for size in sizes:
            lines = _wrapped(units, box[0] / size)
            if widest * size <= box[0] and len(lines) * size * leading <= box[1]:
                return Lines(_even(units, box[0] / size, len(lines)), size)
        size = sizes[-1]
        room = box[0] / size - 1
        parts = [part for unit in units for part in self._broken(*unit, room)]
        lines = _wrapped(parts, room)
        most = max(1, int(box[1] / (size * leading)))
        if len(lines) > most:
            lines = [*lines[: most - 1], lines[most - 1] + "…"]
        return Lines(lines, size)

    def _broken(self, unit: str, width: float, room: float) -> list[tuple[str, float]]:
        """Return the unit, letter by letter where it is too wide for a line."""
        return [(unit, width)] if width <= room else [(c, self.width(c)) for c in unit]

    def _set(self, text: str) -> tuple[list[Glyph], float]:
        """Return the glyphs of a line as they stand from left to right, and its width in ems."""
        glyphs = []
        x = 0.0
        for place, word in enumerate(self._visual(text.split())):
            x += _SPACE if place else 0
            for font, part in self._runs(word):
                buffer = hb.Buffer()
                buffer.add_str(part)
                buffer.guess_segment_properties()
                hb.shape(font, buffer)
                em = font.scale[0]
                for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
                    at = (x + position.x_offset / em, position.y_offset / em)
                    glyphs.append(Glyph(font, info.codepoint, *at))
                    x += position.x_advance / em
        return glyphs, x

    def _visual(self, words: list[str]) -> Iterator[str]:
        """Return the words of a line in the order in which they stand from left to right."""
        groups = [
            (leftwards, list(group)) for leftwards, group in groupby(words, key=self._leftwards)
        ]
        for leftwards, group in reversed(groups) if self._rtl else groups:
            yield from reversed(group) if leftwards else group

    def _leftwards(self, word: str) -> bool:
        """Whether a word runs from right to left; one without letters goes with its line."""
        kinds = {unicodedata.bidirectional(c) for c in word}
        return bool(kinds & {"R", "AL"}) or (self._rtl and not kinds & {"L", "EN", "AN"})

    def _font(self, text: str) -> Any:
        """Return the first font that has all of the text, None where there is none."""
        return next((f for font in self._fonts if _has(f := font(), text)), None)

    def _runs(self, word: str) -> Iterator[tuple[Any, str]]:
        """Cut a word where the font changes: nowhere, if any font has all of it."""
        if font := self._font(word):
            yield font, word
            return
        for found, letters in groupby(word, key=self._font):
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


def _has(font: Any, text: str) -> bool:
    """Whether a font has glyphs for all of a text; what is never drawn needs none."""
    return all(
        font.get_nominal_glyph(ord(c)) is not None or unicodedata.category(c) == "Cf" for c in text
    )


@cache
def _cjk(region: str, weight: int) -> Any:
    """Return Noto Sans of a region (SC, TC, JP, KR), from the package justmytype-intl-cjk."""
    spec = find_spec("justmytype_intl_cjk")
    folder = Path(next(iter(spec.submodule_search_locations or ()))) if spec else Path()
    path = folder / "fonts" / "ofl" / f"notosans{region.lower()}" / f"NotoSans{region}[wght].ttf"
    font = hb.Font(hb.Face(hb.Blob.from_file_path(str(path))))
    font.set_variations({"wght": weight})
    return font


@cache
def _other(name: str) -> Any:
    """Return a font of the package pymupdf-fonts, by the name it has there."""
    import pymupdf_fonts

    return hb.Font(hb.Face(hb.Blob(pymupdf_fonts.myfont(name))))
