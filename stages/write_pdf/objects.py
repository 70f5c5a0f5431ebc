"""What reportlab's PDF objects lack: streams as PDF/A wants them, and objects already in syntax."""

import zlib
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFObject, PDFStream

_ESCAPES = str.maketrans({"\\": "\\\\", "(": "\\(", ")": "\\)"})


class _Deflate:
    """A filter as reportlab asks for it. A higher level takes longer and saves one byte in 50."""

    pdfname = "FlateDecode"

    @staticmethod
    def encode(data: bytes | str) -> bytes:
        """Return the data compressed."""
        return zlib.compress(data.encode("ascii") if isinstance(data, str) else data, 4)


class Stream(PDFStream):  # type: ignore[misc]
    """A stream with the entries of its dictionary besides Length and Filter."""

    def __init__(self, data: bytes | str, compress: bool = True, **entries: Any) -> None:
        super().__init__(PDFDictionary(entries), data, [_Deflate] if compress else None)

    def format(self, document: PDFDocument) -> bytes:
        """Return the object with the end of line that PDF/A wants before `endstream`."""
        return bytes(super().format(document)).removesuffix(b"endstream\n") + b"\nendstream\n"


class Literal(PDFObject):  # type: ignore[misc]
    """An object in PDF syntax: dictionaries of dictionaries for each tag would take too long."""

    __RefOnly__ = 1

    def __init__(self, body: str = "") -> None:
        self.body = body

    def format(self, document: PDFDocument) -> bytes:  # noqa: ARG002
        """Return the object."""
        return self.body.encode("ascii")


def refer(document: PDFDocument, item: PDFObject) -> str:
    """Give an object its number in the document, and return the reference to it as syntax."""
    return str(document.Reference(item).format(document).decode("ascii"))


def string(text: str) -> str:
    """Return a text string in PDF syntax: ASCII in parentheses, all else in UTF-16."""
    if text.isascii() and text.isprintable():
        return f"({text.translate(_ESCAPES)})"
    return f"<feff{text.encode('utf-16-be', 'replace').hex()}>"
