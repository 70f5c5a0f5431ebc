"""PDF objects for reportlab's document, and the document written compactly."""

import struct
import zlib
from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFObject,
    PDFString,
)

name = PDFName
string = PDFString

_IN_ONE_STREAM = 200
"""How many objects are packed together: a reader unpacks all of them to see one."""


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
        return bytes(pdfdoc.format(head, document)) + b"\nstream\n" + data + b"\nendstream"


class Document(PDFDocument):  # type: ignore[misc]
    """reportlab's document, written with object streams: a tagged file is a third smaller so."""

    def __init__(self, catalog_id: str) -> None:
        super().__init__(invariant=1, pdfVersion=(1, 7))
        self._file_id = catalog_id

    def save(self, catalog: PDFDictionary, information: PDFDictionary) -> bytes:
        """Return the file (ISO 32000-1, 7.5.7 and 7.5.8)."""
        root, info = self.Reference(catalog), self.Reference(information)
        root.format(self), info.format(self)
        out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        places: list[tuple[int, int, int]] = [(0, 0, 65535)]
        packed: list[tuple[int, bytes]] = []
        while (number := len(places)) in self.numberToId:
            item = self.idToObject[self.numberToId[number]]
            data = item.format(self)
            if isinstance(item, Stream):
                places.append((1, len(out), 0))
                out += b"%d 0 obj\n%b\nendobj\n" % (number, data)
            else:
                places.append((2, 0, 0))
                packed.append((number, data))
        for start in range(0, len(packed), _IN_ONE_STREAM):
            batch = packed[start : start + _IN_ONE_STREAM]
            for index, (number, _) in enumerate(batch):
                places[number] = (2, len(places), index)
            out += self._numbered(_object_stream(batch), places, len(out))
        entries = dictionary(
            Type=name("XRef"),
            Size=len(places) + 1,
            W="[1 4 2]",
            Root=root,
            Info=info,
            ID=f"[<{self._file_id}><{self._file_id}>]",
        ).dict
        start = len(out)
        table = b"".join(struct.pack(">BIH", *p) for p in [*places, (1, start, 0)])
        out += self._numbered(Stream(table, **entries), places, start)
        return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)

    def _numbered(self, stream: Stream, places: list[tuple[int, int, int]], start: int) -> bytes:
        places.append((1, start, 0))
        return b"%d 0 obj\n%b\nendobj\n" % (len(places) - 1, stream.format(self))


def _object_stream(batch: list[tuple[int, bytes]]) -> Stream:
    offsets, body = [], b""
    for number, data in batch:
        offsets.append(f"{number} {len(body)}")
        body += data + b"\n"
    head = " ".join(offsets).encode() + b"\n"
    return Stream(head + body, Type=name("ObjStm"), N=len(batch), First=len(head))
