"""Embed a face as a subset: one Type0 font each, whatever outlines the face has."""

import hashlib
import struct
from collections.abc import Sequence
from typing import Any

import uharfbuzz as hb
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFDocument, PDFString

from stages.write_pdf.faces import Face
from stages.write_pdf.objects import Stream

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
        self.freeze()
        assert self._data is not None
        return self._data


class EmbeddedFont:
    """A subset as a font for reportlab: Type0, whose codes are the glyphs, two bytes each.

    reportlab's own fonts take TrueType outlines only, and split them into fonts of 256 glyphs.
    """

    encoding = requiredEncoding = None  # noqa: N815
    builtIn = _dynamicFont = shapable = False  # noqa: N815
    _multiByte = True  # noqa: N815

    def __init__(self, subset: Subset) -> None:
        self.fontName = subset.resource
        self.face = self
        self.name = subset.resource
        self._subset = subset
        self._compact = "CFF " in subset.data.table_tags
        self._base = f"/{self._tag()}+{subset.face.name}"

    def addObjects(self, document: PDFDocument) -> None:  # noqa: N802
        """Write the font into the document, which asks for it by this name."""
        subset = self._subset
        widths = " ".join(str(subset.widths[glyph]) for glyph in subset.glyphs)
        descendant = {
            "Type": "/Font",
            "Subtype": "/CIDFontType0" if self._compact else "/CIDFontType2",
            "BaseFont": self._base,
            "CIDSystemInfo": "<</Registry (Adobe) /Ordering (Identity) /Supplement 0>>",
            "FontDescriptor": document.Reference(PDFDictionary(self._descriptor())),
            "W": f"[0 [{widths}]]",
            "DW": 1000,
        }
        if not self._compact:
            descendant["CIDToGIDMap"] = "/Identity"
        font = {
            "Type": "/Font",
            "Subtype": "/Type0",
            "BaseFont": self._base,
            "Encoding": "/Identity-H",
            "DescendantFonts": PDFArray([document.Reference(PDFDictionary(descendant))]),
            "ToUnicode": Stream(_to_unicode(subset.told)),
        }
        fonts = document.idToObject["BasicFonts"].dict
        fonts[self.fontName] = document.Reference(PDFDictionary(font))
        document.fontMapping[self.fontName] = f"/{self.fontName}"

    def _tag(self) -> str:
        """Return six letters that differ between subsets, the same for the same glyphs."""
        told = repr((self._subset.face.name, sorted(self._subset.texts.items())))
        digest = hashlib.sha256(told.encode()).digest()
        return "".join(chr(65 + byte % 26) for byte in digest[:6])

    def _descriptor(self) -> dict[str, Any]:
        face = self._subset.face
        scale = 1000 / face.upem
        head = face.face.reference_table("head").data
        box = [round(edge * scale) for edge in struct.unpack(">4h", head[36:44])]
        tags = hb.OTMetricsTag
        return {
            "Type": "/FontDescriptor",
            "FontName": self._base,
            "Flags": 4 | 64 * face.italic | (1 << 18) * face.bold,
            "FontBBox": PDFArray(box),
            "ItalicAngle": -12 if face.italic else 0,
            "Ascent": self._metric(tags.HORIZONTAL_ASCENDER, 880),
            "Descent": self._metric(tags.HORIZONTAL_DESCENDER, -120),
            "CapHeight": self._metric(tags.CAP_HEIGHT, 700),
            "StemV": 140 if face.bold else 80,
            "FontFamily": PDFString(face.family),
            "FontWeight": 700 if face.bold else 400,
            **self._program(),
        }

    def _program(self) -> dict[str, Stream]:
        """Return the outlines under the key of their kind."""
        if self._compact:
            data = self._subset.data.reference_table("CFF ").data
            return {"FontFile3": Stream(data, Subtype="/CIDFontType0C")}
        data = self._subset.data.blob.data
        return {"FontFile2": Stream(data, Length1=len(data))}

    def _metric(self, tag: hb.OTMetricsTag, otherwise: int) -> int:
        face = self._subset.face
        value = face.font.get_metric_position(tag)
        return round(value * 1000 / face.upem) if value else otherwise


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
