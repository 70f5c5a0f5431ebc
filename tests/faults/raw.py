"""Write PDFs by hand, object by object, so that any of them can be wrong."""

import zlib
from collections.abc import Mapping, Sequence

CATALOG, PAGES, FONT, FIRST_PAGE = 1, 2, 3, 10
TALK = (
    "Slow Hands",
    "[00:00:00] Mira Stone",
    "So the plan was to repair one clock a week.",
    "[00:00:08] Leo Park",
    "And what happened to the plan?",
    "[00:00:11] Mira Stone",
    "I have eleven more clocks than when I started, and I know them all by name.",
    "[00:00:20] Leo Park",
    "Thank you, Mira.",
)


def pdf(objects: Mapping[int, bytes], trailer: bytes = b"", head: bytes = b"%PDF-1.7\n") -> bytes:
    """Return a file of these objects, with a right cross-reference table."""
    out = bytearray(head)
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        place = places.get(number)
        out += b"%010d 00000 n \n" % place if place is not None else b"0000000000 00000 f \n"
    out += b"trailer\n<</Size %d/Root %d 0 R%s>>\n" % (size, CATALOG, trailer)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def talk(
    lines: Sequence[str] = TALK,
    *,
    font: bytes = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    box: str = "0 0 595 842",
    catalog: bytes = b"",
    page: bytes = b"",
    trailer: bytes = b"",
    extra: Mapping[int, bytes] | None = None,
    a_page: int = 40,
) -> bytes:
    """Return a transcript of these lines; each part of the file can be changed."""
    sheets = [lines[at : at + a_page] for at in range(0, max(len(lines), 1), a_page)]
    numbers = [FIRST_PAGE + 2 * place for place in range(len(sheets))]
    objects = {
        CATALOG: b"<</Type/Catalog/Pages %d 0 R%s>>" % (PAGES, catalog),
        PAGES: tree(numbers),
        FONT: font,
    }
    for number, sheet in zip(numbers, sheets, strict=True):
        objects[number] = leaf(number + 1, box, page)
        objects[number + 1] = stream(content(sheet))
    objects |= extra or {}
    return pdf(objects, trailer)


def tree(kids: Sequence[int], count: int | None = None) -> bytes:
    """Return a node of the page tree."""
    names = b" ".join(b"%d 0 R" % kid for kid in kids)
    return b"<</Type/Pages/Kids[%s]/Count %d>>" % (names, len(kids) if count is None else count)


def leaf(contents: int, box: str = "0 0 595 842", more: bytes = b"") -> bytes:
    """Return a page."""
    return (
        b"<</Type/Page/Parent %d 0 R/MediaBox[%s]/Contents %d 0 R"
        b"/Resources<</Font<</F %d 0 R>>>>%s>>" % (PAGES, box.encode(), contents, FONT, more)
    )


def content(lines: Sequence[str], size: float = 11) -> bytes:
    """Return the operators that write the lines down the page; headers and the title are larger."""
    rows = ["BT 60 790 Td 17 TL"]
    for line in lines:
        large = size + 2 if line.startswith("[") or line == TALK[0] else size
        text = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        rows.append(f"/F {large} Tf ({text}) Tj T*")
    return "\n".join([*rows, "ET"]).encode("cp1252", "replace")


def stream(data: bytes, more: bytes = b"") -> bytes:
    """Return a compressed stream."""
    packed = zlib.compress(data)
    return b"<</Length %d/Filter/FlateDecode%s>>stream\n%s\nendstream" % (len(packed), more, packed)


def bomb(megabytes: int) -> bytes:
    """Return a stream of about 1 kB a megabyte that inflates to so many megabytes of spaces."""
    block, check = b" " * (1 << 20), 1
    packer = zlib.compressobj(9)
    first = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    for _ in range(megabytes):
        check = zlib.adler32(block, check)
    packed = first + again * (megabytes - 1) + b"\x03\x00" + check.to_bytes(4, "big")
    return b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed)


def mapping(pairs: Mapping[int, str]) -> bytes:
    """Return a ToUnicode map from codes to hexadecimal UTF-16."""
    rows = "\n".join(f"<{code:02x}> <{text}>" for code, text in pairs.items())
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def "
        "/CMapType 2 def 1 begincodespacerange <00> <ff> endcodespacerange "
        f"{len(pairs)} beginbfchar\n{rows}\nendbfchar endcmap end end"
    ).encode()
