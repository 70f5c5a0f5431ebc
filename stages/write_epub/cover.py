"""The cover: drawn from the title, the speakers and the languages, or the user's own picture."""

import zlib
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw

from stages.errors import UsageError
from stages.findings import finding
from stages.schema import Finding
from stages.text import right_to_left, subtag
from stages.words import autonym, initial
from stages.write_epub.lettering import Type
from stages.write_epub.titles import set_off

SIZE = (1600, 2560)
"""Pixels: what the shops ask for."""

KINDS = {".png": "image/png", ".jpg": "image/jpeg"}
"""Media types of covers, by the ending of the file."""

_NO_PICTURE, _INSTEAD = "not a PNG or JPEG picture", "choose another cover"
_FOLD, _MARGIN = 1690, 150
_DARK, _LIGHT, _ACCENT = 0, 127, 191
_COLORS = (
    ((0x14, 0x21, 0x3D), (0xF6, 0xF0, 0xE2), (0xF0, 0xA2, 0x3B)),
    ((0x17, 0x35, 0x2C), (0xF3, 0xF0, 0xE4), (0xE3, 0x93, 0x4E)),
    ((0x3A, 0x1B, 0x33), (0xF7, 0xEE, 0xE9), (0xE5, 0x7F, 0x63)),
    ((0x0D, 0x38, 0x48), (0xEF, 0xF3, 0xF0), (0xF2, 0xAA, 0x5E)),
    ((0x23, 0x26, 0x2C), (0xF2, 0xEF, 0xE9), (0xE0, 0x6C, 0x52)),
    ((0x2A, 0x2C, 0x59), (0xF1, 0xF0, 0xF7), (0xE8, 0xA3, 0x40)),
)
"""Dark, light, accent. Dark and light have a contrast of 10:1 at least."""


class Cover:
    """A picture of 8-bit indices: 0-127 from dark to light, 128-191 from dark to the accent.

    Edges are smooth because each text or shape is drawn along one of these two ramps.
    """

    def __init__(self) -> None:
        self._image = Image.new("L", SIZE, _DARK)
        self._draw = ImageDraw.Draw(self._image)
        self.missing: set[str] = set()

    def panel(self, top: int) -> None:
        """Paint everything below `top` light."""
        self._draw.rectangle((0, top, *SIZE), fill=_LIGHT)

    def bar(self, x: int, y: int) -> None:
        """Draw a short bar in the accent colour."""
        self._draw.rectangle((x, y, x + 140, y + 13), fill=_ACCENT)

    def drawable(self, text: str, language: str) -> str:
        """Return what the fonts can draw of a text; what they cannot is kept in `missing`."""
        drawable = Type(language, 400).drawable(text)
        self.missing |= {c for c in text if c not in drawable and not c.isspace()}
        return drawable

    def text(
        self, text: str, language: str, box: tuple[int, int, int, int], sizes: range, weight: int,
        ink: int = _LIGHT,
    ) -> int:  # fmt: skip
        """Set text from the top of the box (left, top, width, height); return where it ends."""
        left, top, width, height = box
        if not text:
            return top
        fonts = Type(language, weight)
        leading = 1.2 if weight > 550 else 1.3
        lines = fonts.fit(text, (width, height), sizes, leading)
        step = round(lines.size * leading)
        for number, line in enumerate(lines.texts):
            baseline = top + number * step + lines.size
            x = left
            if right_to_left(language):
                x += width - round(fonts.width(line) * lines.size)
            fonts.draw(self._image, x, baseline, line, lines.size, ink)
        return top + len(lines.texts) * step

    def bubble(
        self, letter: str, language: str, box: tuple[int, int, int, int], left: bool
    ) -> None:
        """Draw a speech bubble with a letter in it: accent on dark, or dark on light."""
        x0, y0, x1, y1 = box
        fill, ink = (_ACCENT, _DARK) if left else (_DARK, _LIGHT)
        mask = _bubble_mask(x1 - x0, y1 - y0, left)
        low = 128 if left else _LIGHT
        ramp = mask.point([low + (fill - low) * v // 255 for v in range(256)])
        self._image.paste(ramp, (x0, y0), mask.point([255 * (v > 0) for v in range(256)]))
        fonts = Type(language, 700)
        letter = fonts.drawable(letter) or language[0].upper()
        size = 150
        x = round((x0 + x1 - fonts.width(letter) * size) / 2)
        fonts.draw(self._image, x, y0 + round((y1 - y0) * 0.6), letter, size, ink)

    def png(self, colors: Sequence[tuple[int, int, int]]) -> bytes:
        """Return the picture in three colours and what lies between them."""
        dark, light, accent = colors
        ramps = [_between(dark, light, n / 127) for n in range(128)]
        ramps += [_between(dark, accent, n / 63) for n in range(64)]
        self._image.putpalette([channel for color in ramps for channel in color])
        out = BytesIO()
        out.name = "cover.png"  # without a format of its own, Pillow loads the one plugin for it
        self._image.save(out, compress_type=zlib.Z_RLE)
        return out.getvalue()


def draw(
    titles: Mapping[str, str], speakers: Sequence[str], languages: Sequence[str], seed: int
) -> tuple[bytes, tuple[Finding, ...]]:
    """Return the cover as PNG, and a finding for characters that no font has.

    `seed` chooses the colours.
    """
    cover = Cover()
    cover.panel(_FOLD)
    width = SIZE[0] - 2 * _MARGIN
    names = [name for tag in languages if (name := cover.drawable(autonym(tag), tag))]
    cover.text("  ·  ".join(names), languages[0], (_MARGIN, 150, width, 80), range(46, 30, -2), 400)
    drawable = {tag: text for tag in titles if (text := cover.drawable(titles[tag], tag))}
    (language, title), (other, subtitle), *_ = set_off(drawable or {languages[0]: ""})
    box = (_MARGIN, 330, width, 560 if subtitle else 860)
    end = cover.text(title, language, box, range(240, 44, -6), 700)
    cover.bar(_MARGIN + (width - 140) * right_to_left(language), end + 50)
    box = (_MARGIN, end + 120, width, 1290 - end - 120)
    cover.text(subtitle, other, box, range(130, 40, -6), 400)
    _bubbles(cover, languages)
    people = [text for name in speakers[:20] if (text := cover.drawable(name, languages[0]))]
    shown = people if len(people) <= 3 else [*people[:2], f"{people[2]} …"]
    for row, name in enumerate(shown):
        box = (_MARGIN, SIZE[1] - 150 - 104 * (len(shown) - row), width, 104)
        cover.text(name, languages[0], box, range(76, 40, -4), 400, _DARK)
    missing = "".join(sorted(cover.missing))
    findings = (finding("missing-glyph", characters=missing),) if missing else ()
    return cover.png(_COLORS[seed % len(_COLORS)]), findings


def read_picture(path: Path) -> bytes:
    """Return the bytes of the user's picture. Raises UsageError if it cannot be read."""
    try:
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise UsageError(str(path), _NO_PICTURE, _INSTEAD) from error


def ending(data: bytes, where: str) -> str:
    """Return the ending that a picture's file must have. Raises UsageError if it is none."""
    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as image:
            kind = str(image.format)
            image.verify()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise UsageError(where, _NO_PICTURE, _INSTEAD) from error
    return {"PNG": ".png", "JPEG": ".jpg"}[kind]


def _bubbles(cover: Cover, languages: Sequence[str]) -> None:
    """Draw what the book is: one voice above the fold, its translation below."""
    letters = [initial(language) for language in languages[:2]]
    if len(set(letters)) < len(letters):
        letters = [subtag(language).title() for language in languages[:2]]
    corners = ((_MARGIN, _FOLD - 300), (_MARGIN + 370, _FOLD + 40))
    for letter, language, (x, y) in zip(letters, languages, corners, strict=False):
        cover.bubble(letter, language, (x, y, x + 330, y + 270), left=y < _FOLD)


def _bubble_mask(width: int, height: int, left: bool) -> Image.Image:
    """Return a speech bubble with its tail at the left or the right, with smooth edges."""
    scale = 3
    mask = Image.new("L", (width * scale, height * scale))
    draw = ImageDraw.Draw(mask)
    body = round(height * 0.8)
    draw.rounded_rectangle((0, 0, width * scale - 1, body * scale), 60 * scale, fill=255)
    x = 70 if left else width - 70
    tip = x - 25 if left else x + 25
    tail = [(x - 35, body - 5), (x + 35, body - 5), (tip, height - 1)]
    draw.polygon([(a * scale, b * scale) for a, b in tail], fill=255)
    return mask.reduce(scale)


def _between(
    start: tuple[int, int, int], end: tuple[int, int, int], share: float
) -> tuple[int, ...]:
    return tuple(round(a + (b - a) * share) for a, b in zip(start, end, strict=True))
