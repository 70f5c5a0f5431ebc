"""PDF objects for reportlab's document: dictionaries, strings, names and whole streams."""

import zlib
from typing import Any

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFObject,
    PDFString,
    format,
)

name = PDFName
string = PDFString


def dictionary(**entries: Any) -> PDFDictionary:
    """Return a dictionary without the entries that are None; a list becomes an array."""
    return PDFDictionary({k: _value(v) for k, v in entries.items() if v is not None})


def array(items: list[Any]) -> PDFArray:
    """Return an array on one line."""
    result = PDFArray(items)
    result.multiline = False
    return result


def _value(value: Any) -> Any:
    return array(value) if isinstance(value, list) else value


class Stream(PDFObject):  # type: ignore[misc]
    """A stream as PDF/A wants it: reportlab's own ends without an end of line."""

    __RefOnly__ = 1

    def __init__(self, data: bytes, compress: bool = True, **entries: Any) -> None:
        self.data = data
        self.compress = compress
        self.entries = entries

    def format(self, document: PDFDocument) -> bytes:
        """Return the bytes of the object."""
        data = zlib.compress(self.data) if self.compress else self.data
        filters = name("FlateDecode") if self.compress else None
        head = dictionary(Length=len(data), Filter=filters, **self.entries)
        return format(head, document) + b"\nstream\n" + data + b"\nendstream"
