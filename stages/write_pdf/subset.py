"""Take the glyphs that a document uses out of a face, whatever outlines the face has."""

from collections.abc import Sequence

import uharfbuzz as hb

from stages.write_pdf.faces import Face

_FLAGS = (
    hb.SubsetFlags.NO_HINTING
    | hb.SubsetFlags.NOTDEF_OUTLINE
    | hb.SubsetFlags.DESUBROUTINIZE
    | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    | hb.SubsetFlags.CFF_IDENTITY_CHARSET
    | hb.SubsetFlags.DOWNGRADE_CFF2
)
_DROPPED = ("GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "cmap", "post", "name", "OS/2")
_ESCAPES = str.maketrans({"\\": "\\\\", "(": "\\(", ")": "\\)", "\r": "\\r"})


class Subset:
    """The glyphs of one face that a document uses, and the text each stands for.

    Glyphs are gathered while text is measured. `freeze` then fixes their codes, which are the
    glyph numbers of the subset, and their widths in thousandths of the font size.
    """

    def __init__(self, face: Face, resource: str) -> None:
        self.face = face
        self.resource = resource
        self.texts: dict[int, str] = {}
        self.codes: dict[int, str] = {}
        self.widths: dict[int, int] = {}
        self._numbers: dict[int, int] = {}
        self._data: hb.Face | None = None

    def takes(self, numbers: list[int], texts: Sequence[str]) -> bool:
        """Add glyphs; return whether each stands for just its text here, and all for some text.

        A glyph that stands for no text of its own gets that of the one before.
        """
        own, before, told = self.texts, "", True
        for number, text in zip(numbers, texts, strict=True):
            if not text:
                own.setdefault(number, before)
                told = False
            elif own.setdefault(number, text) != text:
                told = False
            before = text or before
        return told

    def takes_all(self, told: dict[int, str]) -> bool:
        """Add glyphs with their texts, unless one of them stands for another text here."""
        own = self.texts
        if told.items() <= own.items():
            return True
        if any(own.get(number, text) != text for number, text in told.items()):
            return False
        own.update(told)
        return True

    def freeze(self) -> None:
        """Fix the glyphs."""
        wanted = hb.SubsetInput()
        wanted.glyph_set.update(self.texts)
        wanted.flags = _FLAGS
        wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _DROPPED)
        if self.face.weight is not None:
            wanted.pin_all_axes_to_default(self.face.face)
            wanted.pin_axis_location(self.face.face, "wght", self.face.weight)
        plan = hb.SubsetPlan(self.face.face, wanted)
        self._numbers = dict(plan.old_to_new_glyph_mapping.items())
        self.codes = {glyph: _code(number) for glyph, number in self._numbers.items()}
        self.widths = {glyph: round(self.face.advance(glyph)) for glyph in self._numbers}
        self._data = plan.execute()

    @property
    def glyphs(self) -> list[int]:
        """The glyphs of the face by their codes."""
        return sorted(self._numbers, key=self._numbers.__getitem__)

    @property
    def told(self) -> dict[int, str]:
        """The text of each code."""
        return {self._numbers[glyph]: text for glyph, text in self.texts.items()}

    @property
    def data(self) -> hb.Face:
        """The font that holds the glyphs and no others."""
        assert self._data is not None
        return self._data


def _code(number: int) -> str:
    """Return the two bytes of a glyph as part of a string (ISO 32000-1, 7.3.4.2)."""
    return f"{chr(number >> 8)}{chr(number & 255)}".translate(_ESCAPES)
