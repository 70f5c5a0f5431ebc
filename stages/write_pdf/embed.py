"""Embed a face as a subset: one Type0 font each, whatever outlines the face has."""

import hashlib
import struct
from collections.abc import Sequence

import uharfbuzz as hb

from stages.write_pdf.faces import Face
from stages.write_pdf.objects import File, Ref, dictionary, string

_FLAGS = (
    hb.SubsetFlags.NO_HINTING
    | hb.SubsetFlags.NOTDEF_OUTLINE
    | hb.SubsetFlags.DESUBROUTINIZE
    | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    | hb.SubsetFlags.CFF_IDENTITY_CHARSET
    | hb.SubsetFlags.DOWNGRADE_CFF2
)
_DROPPED = ("GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "cmap", "post", "name", "OS/2")


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

    def freeze(self) -> None:
        """Fix the glyphs, at the first call."""
        if self._data is not None:
            return
        wanted = hb.SubsetInput()
        wanted.glyph_set.update(self.texts)
        wanted.flags = _FLAGS
        wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _DROPPED)
        if self.face.weight is not None:
            wanted.pin_all_axes_to_default(self.face.face)
            wanted.pin_axis_location(self.face.face, "wght", self.face.weight)
        plan = hb.SubsetPlan(self.face.face, wanted)
        self._numbers = dict(plan.old_to_new_glyph_mapping.items())
        self.codes = {glyph: f"{code:04x}" for glyph, code in self._numbers.items()}
        self.widths = {glyph: round(self.face.advance(glyph)) for glyph in self._numbers}
        self._data = plan.execute()

    def add_to(self, file: File) -> Ref:
        """Write the font into the file and return the reference to it."""
        self.freeze()
        assert self._data is not None
        base = f"/{self._tag()}+{self.face.name}"
        compact = "CFF " in self._data.table_tags
        in_order = sorted(self._numbers, key=self._numbers.__getitem__)
        descendant = dictionary(
            Type="/Font",
            Subtype="/CIDFontType0" if compact else "/CIDFontType2",
            BaseFont=base,
            CIDSystemInfo="<</Registry (Adobe) /Ordering (Identity) /Supplement 0>>",
            FontDescriptor=file.add(self._descriptor(file, base, compact)),
            W=[0, [self.widths[glyph] for glyph in in_order]],
            DW=1000,
            CIDToGIDMap=None if compact else "/Identity",
        )
        texts = {self._numbers[glyph]: text for glyph, text in self.texts.items()}
        font = dictionary(
            Type="/Font",
            Subtype="/Type0",
            BaseFont=base,
            Encoding="/Identity-H",
            DescendantFonts=[file.add(descendant)],
            ToUnicode=file.stream(_to_unicode(texts).encode()),
        )
        return file.add(font)

    def _tag(self) -> str:
        """Return six letters that differ between subsets, the same for the same glyphs."""
        digest = hashlib.sha256(
            repr((self.face.name, sorted(self.texts.items()))).encode()
        ).digest()
        return "".join(chr(65 + byte % 26) for byte in digest[:6])

    def _descriptor(self, file: File, base: str, compact: bool) -> str:
        assert self._data is not None
        if compact:
            data = self._data.reference_table("CFF ").data
            program = {"FontFile3": file.stream(data, Subtype="/CIDFontType0C")}
        else:
            data = self._data.blob.data
            program = {"FontFile2": file.stream(data, Length1=len(data))}
        scale = 1000 / self.face.upem
        head = self.face.face.reference_table("head").data
        tags = hb.OTMetricsTag
        return dictionary(
            Type="/FontDescriptor",
            FontName=base,
            Flags=4 | 64 * self.face.italic | (1 << 18) * self.face.bold,
            FontBBox=[round(edge * scale) for edge in struct.unpack(">4h", head[36:44])],
            ItalicAngle=-12 if self.face.italic else 0,
            Ascent=self._metric(tags.HORIZONTAL_ASCENDER, 880),
            Descent=self._metric(tags.HORIZONTAL_DESCENDER, -120),
            CapHeight=self._metric(tags.CAP_HEIGHT, 700),
            StemV=140 if self.face.bold else 80,
            FontFamily=string(self.face.family),
            FontWeight=700 if self.face.bold else 400,
            **program,
        )

    def _metric(self, tag: hb.OTMetricsTag, otherwise: int) -> int:
        value = self.face.font.get_metric_position(tag)
        return round(value * 1000 / self.face.upem) if value else otherwise


def _to_unicode(texts: dict[int, str]) -> str:
    """Write a ToUnicode CMap in UTF-16, at most 100 entries a block (ISO 32000-1, 9.10.3)."""
    entries = [f"<{code:04x}> <{t.encode('utf-16-be').hex()}>" for code, t in sorted(texts.items())]
    blocks = [entries[i : i + 100] for i in range(0, len(entries), 100)]
    body = "\n".join(f"{len(b)} beginbfchar\n" + "\n".join(b) + "\nendbfchar" for b in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    )
