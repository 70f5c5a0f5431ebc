"""Embed the subset of a face in a PDF as one Type0 font (ISO 32000-1, 9.7)."""

import hashlib
import struct
from typing import Any

import uharfbuzz as hb
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFDocument, PDFString

from stages.write_pdf.objects import Stream
from stages.write_pdf.subset import Subset


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
