"""Embed a face as a subset: one Type0 font each, whatever outlines the face has."""

import hashlib
import struct
from collections.abc import Iterable
from typing import Any

import uharfbuzz as hb
from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObjectReference

from stages.write_pdf.faces import Face
from stages.write_pdf.objects import Stream, dictionary, name, string

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

    Glyphs are gathered with `use` while text is measured. `freeze` then fixes their codes, which
    are the glyph numbers of the subset, so that the order of use decides nothing but which text
    a glyph gets that stands for several.
    """

    def __init__(self, face: Face, resource: str) -> None:
        self.face = face
        self.resource = resource
        self.texts: dict[int, str] = {}
        self._codes: dict[int, int] = {}
        self._digits: dict[int, str] = {}
        self._widths: dict[int, int] = {}
        self._data: hb.Face | None = None

    def agrees(self, glyphs: Iterable[tuple[int, str, int, int, int]]) -> bool:
        """Whether glyphs (a number, then its text) stand for nothing else here."""
        return all(not g[1] or self.texts.get(g[0], g[1]) == g[1] for g in glyphs)

    def use(self, glyph: int, text: str) -> None:
        """Remember that a glyph is drawn for `text`."""
        self.texts.setdefault(glyph, text)

    def code(self, glyph: int) -> str:
        """Return the code of a glyph in a content stream, as hexadecimal digits."""
        if not self._codes:
            self._freeze()
        return self._digits[glyph]

    def width(self, glyph: int) -> int:
        """Return the width of a glyph that the font declares, in thousandths of its size."""
        return self._widths[glyph]

    def _freeze(self) -> None:
        wanted = hb.SubsetInput()
        wanted.glyph_set.update(self.texts)
        wanted.flags = _FLAGS
        wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _DROPPED)
        if self.face.weight is not None:
            wanted.pin_all_axes_to_default(self.face.face)
            wanted.pin_axis_location(self.face.face, "wght", self.face.weight)
        plan = hb.SubsetPlan(self.face.face, wanted)
        self._codes = dict(plan.old_to_new_glyph_mapping.items())
        self._digits = {glyph: f"{code:04x}" for glyph, code in self._codes.items()}
        self._widths = {glyph: round(self.face.advance(glyph)) for glyph in self._codes}
        self._data = plan.execute()

    def add_to(self, document: PDFDocument) -> PDFObjectReference:
        """Write the font into the document and return the reference to it."""
        if self._data is None:
            self._freeze()
        assert self._data is not None
        base = f"{self._tag()}+{self.face.name}"
        compact = "CFF " in self._data.table_tags
        in_order = sorted(self._codes, key=self._codes.__getitem__)
        widths = " ".join(str(self._widths[glyph]) for glyph in in_order)
        descendant = dictionary(
            Type=name("Font"),
            Subtype=name("CIDFontType0" if compact else "CIDFontType2"),
            BaseFont=name(base),
            CIDSystemInfo=dictionary(
                Registry=string("Adobe"), Ordering=string("Identity"), Supplement=0
            ),
            FontDescriptor=document.Reference(self._descriptor(document, base, compact)),
            W=f"[0 [{widths}]]",
            DW=1000,
            CIDToGIDMap=None if compact else name("Identity"),
        )
        font = dictionary(
            Type=name("Font"),
            Subtype=name("Type0"),
            BaseFont=name(base),
            Encoding=name("Identity-H"),
            DescendantFonts=[document.Reference(descendant)],
            ToUnicode=document.Reference(Stream(_to_unicode(self._unicode()).encode())),
        )
        return document.Reference(font)

    def _unicode(self) -> dict[int, str]:
        return {self._codes[glyph]: text for glyph, text in self.texts.items()}

    def _tag(self) -> str:
        """Return six letters that differ between subsets, the same for the same glyphs."""
        digest = hashlib.sha256(repr((self.face.name, sorted(self.texts))).encode()).digest()
        return "".join(chr(65 + byte % 26) for byte in digest[:6])

    def _descriptor(self, document: PDFDocument, base: str, compact: bool) -> Any:
        assert self._data is not None
        if compact:
            program = Stream(self._data.reference_table("CFF ").data, Subtype=name("CIDFontType0C"))
        else:
            data = self._data.blob.data
            program = Stream(data, Length1=len(data))
        scale = 1000 / self.face.upem
        head = self.face.face.reference_table("head").data
        box = " ".join(f"{edge * scale:.0f}" for edge in struct.unpack(">4h", head[36:44]))
        tags = hb.OTMetricsTag
        return dictionary(
            Type=name("FontDescriptor"),
            FontName=name(base),
            Flags=4 | 64 * self.face.italic | (1 << 18) * self.face.bold,
            FontBBox=f"[{box}]",
            ItalicAngle=-12 if self.face.italic else 0,
            Ascent=self._metric(tags.HORIZONTAL_ASCENDER, 880),
            Descent=self._metric(tags.HORIZONTAL_DESCENDER, -120),
            CapHeight=self._metric(tags.CAP_HEIGHT, 700),
            StemV=140 if self.face.bold else 80,
            FontFamily=string(self.face.family),
            FontWeight=700 if self.face.bold else 400,
            **{"FontFile3" if compact else "FontFile2": document.Reference(program)},
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
