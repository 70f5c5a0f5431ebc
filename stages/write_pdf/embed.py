"""Embed the subset of a face in a PDF as one Type0 font (ISO 32000-1, 9.7).

Its codes are the glyphs, two bytes each, whatever outlines the face has.
"""

import hashlib
import struct

import uharfbuzz as hb

from stages.write_pdf.file import File, string
from stages.write_pdf.subset import Subset


def add_font(file: File, subset: Subset) -> str:
    """Add a subset to the file as a font; return the reference to it."""
    compact = "CFF " in subset.data.table_tags
    base = f"/{_tag(subset)}+{subset.face.name}"
    kind = "/CIDFontType0" if compact else "/CIDFontType2/CIDToGIDMap/Identity"
    widths = " ".join([str(subset.widths[glyph]) for glyph in subset.glyphs])
    descendant = file.add(
        f"<</Type/Font/Subtype{kind}/BaseFont{base}/CIDSystemInfo"
        "<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        f"/FontDescriptor {_add_descriptor(file, subset, base, compact)}/W[0[{widths}]]/DW 1000>>"
    )
    unicode = file.add_stream(_to_unicode(subset.told).encode("ascii"))
    return file.add(
        f"<</Type/Font/Subtype/Type0/BaseFont{base}/Encoding/Identity-H"
        f"/DescendantFonts[{descendant}]/ToUnicode {unicode}>>"
    )


def _tag(subset: Subset) -> str:
    """Return six letters that differ between subsets, the same for the same glyphs."""
    told = repr((subset.face.name, sorted(subset.texts.items())))
    digest = hashlib.sha256(told.encode()).digest()
    return "".join(chr(65 + byte % 26) for byte in digest[:6])


def _add_descriptor(file: File, subset: Subset, base: str, compact: bool) -> str:
    face, tags = subset.face, hb.OTMetricsTag
    head = face.face.reference_table("head").data
    box = [round(edge * 1000 / face.upem) for edge in struct.unpack(">4h", head[36:44])]
    if compact:
        data = subset.data.reference_table("CFF ").data
        program = f"/FontFile3 {file.add_stream(data, '/Subtype/CIDFontType0C')}"
    else:
        data = subset.data.blob.data
        program = f"/FontFile2 {file.add_stream(data, f'/Length1 {len(data)}')}"
    return file.add(
        f"<</Type/FontDescriptor/FontName{base}/FontFamily{string(face.family)}"
        f"/Flags {4 | 64 * face.italic | (1 << 18) * face.bold}"
        f"/FontBBox[{' '.join(map(str, box))}]"
        f"/ItalicAngle {-12 if face.italic else 0}/StemV {140 if face.bold else 80}"
        f"/FontWeight {700 if face.bold else 400}"
        f"/Ascent {_metric(subset, tags.HORIZONTAL_ASCENDER, 880)}"
        f"/Descent {_metric(subset, tags.HORIZONTAL_DESCENDER, -120)}"
        f"/CapHeight {_metric(subset, tags.CAP_HEIGHT, 700)}{program}>>"
    )


def _metric(subset: Subset, tag: hb.OTMetricsTag, otherwise: int) -> int:
    value = subset.face.font.get_metric_position(tag)
    return round(value * 1000 / subset.face.upem) if value else otherwise


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
