"""Glyphs of one font in a row, the words that are cut out of them, and how these are drawn."""

from collections.abc import Iterator
from typing import NamedTuple

from stages.write_pdf.subset import Subset

_LOWEST_RISE = 25
"""Marks that stand higher or lower than this, in thousandths of an em, are set so. PDF readers
take them for text of another line, so that their word needs its text beside it."""


class Row:
    """Glyphs of one font that were shaped together, column by column, in design units.

    `offsets` is None where every glyph stands on the pen's place.
    """

    __slots__ = ("_codes", "advances", "numbers", "offsets", "subset")

    def __init__(
        self,
        subset: Subset,
        numbers: list[int],
        advances: list[int],
        offsets: list[tuple[int, int]] | None = None,
    ) -> None:
        self.subset = subset
        self.numbers = numbers
        self.advances = advances
        self.offsets = offsets
        self._codes: list[str] = []

    @property
    def codes(self) -> list[str]:
        """The glyphs for a TJ operator, each with the pen's correction behind it."""
        if not self._codes:
            subset, advances = self.subset, self.scaled
            self._codes = [subset.codes[number] for number in self.numbers]
            widths = [subset.widths[number] for number in self.numbers]
            if advances != widths:
                columns = zip(self._codes, advances, widths, strict=True)
                self._codes = [code + pen(advance - width) for code, advance, width in columns]
        return self._codes

    @property
    def scaled(self) -> list[int]:
        """The advances in thousandths of the font size."""
        upem = self.subset.face.upem
        return [round(a * 1000 / upem) for a in self.advances] if upem != 1000 else self.advances


class Piece(NamedTuple):
    """Some glyphs of a row."""

    row: Row
    start: int
    end: int
    told: str = ""
    """The text where the glyphs do not tell it one by one, else ""."""


class Run(NamedTuple):
    """Glyphs of one font, ready for a TJ operator: the inside of a string in its brackets.

    `actual` is their text where the glyphs do not tell it one by one, None where a run belongs to
    the text of the run before.
    """

    subset: Subset
    body: str
    rise: int
    actual: str | None = ""


class Word:
    """A unit of text that is never broken, measured in ems and drawn in one style."""

    __slots__ = ("_runs", "body", "han", "pieces", "subset", "text", "width")

    def __init__(self, text: str, pieces: list[Piece], width: float) -> None:
        self.text = text
        self.pieces = pieces
        self.width = width
        self.han = 0
        self.subset: Subset | None = None
        """The font of all its glyphs, where they stand on the base line and tell their text."""
        for row, start, end, told in pieces:
            self.subset = None if told or row.offsets or len(pieces) > 1 else row.subset
            if row.subset.face.han:
                self.han += end - start
        self.body = ""
        """What to draw where all glyphs are of `subset`, once the fonts are frozen."""
        self._runs: list[Run] = []

    def freeze(self) -> None:
        """Fix what to draw where all glyphs are of one font."""
        if self.subset:
            row, start, end, _ = self.pieces[0]
            self.body = "".join(row.codes[start:end])

    def runs(self) -> list[Run]:
        """Return what to draw, once the fonts are frozen."""
        if not self._runs:
            self._runs = [run for piece in self.pieces for run in _runs(piece)]
        return self._runs


def _runs(piece: Piece) -> list[Run]:
    """Write glyphs as codes with the pen's corrections between them."""
    row, start, end, actual = piece
    if row.offsets is None:
        return [Run(row.subset, "".join(row.codes[start:end]), 0, actual)]
    return list(_raised(row, actual))


def _raised(row: Row, told: str) -> Iterator[Run]:
    """Write a row of glyphs some of which stand off the pen's place."""
    subset, upem = row.subset, row.subset.face.upem
    actual: str | None = told
    body, rise, pending = "", 0, 0
    for number, advance, (x, y) in zip(row.numbers, row.scaled, row.offsets or (), strict=True):
        height = round(y * 1000 / upem) if rises(y, upem) else 0
        shift = round(x * 1000 / upem)
        if height != rise and body:
            yield Run(subset, body + pen(pending), rise, actual)
            body, pending = "", 0
            actual = actual and None
        rise = height
        body += pen(pending + shift) + subset.codes[number]
        pending = advance - subset.widths[number] - shift
    yield Run(subset, body + pen(pending), rise, actual)


def rises(y: int, upem: int) -> bool:
    """Whether a glyph stands so far off the base line that it is drawn there."""
    return abs(y) * 1000 > _LOWEST_RISE * upem


def pen(thousandths: float) -> str:
    """Move the pen inside the string of a TJ; a positive number there moves it back."""
    return f"){-thousandths:.0f}(" if thousandths else ""
