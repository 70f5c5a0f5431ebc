"""Pack the objects of reportlab's document into streams of many (ISO 32000-1, 7.5.7 and 7.5.8)."""

import struct
from collections.abc import Iterator

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import PDFDocument, PDFFile, PDFStream

from stages.write_pdf.objects import Stream, refer

_PACKED = 400
"""How many objects are packed into one stream."""


class PackedDocument(PDFDocument):  # type: ignore[misc]
    """reportlab's document as a file with object streams, a quarter smaller than without."""

    def format(self) -> bytes:
        """Return the file: streams as they are, all else packed, then the table of both."""
        self.encrypt.prepare(self)
        root, information = refer(self, self.Catalog), refer(self, self.info)
        file = PDFFile(self._pdfVersion)
        places = {0: (0, 0, 0xFFFF)}
        plain: list[tuple[int, bytes]] = []
        for number, body, is_stream in self._bodies(1):
            if is_stream:
                places[number] = (1, file.add(_numbered(number, body)), 0)
            else:
                plain.append((number, body))
        first = len(self.numberToId) + 1
        for start in range(0, len(plain), _PACKED):
            group = plain[start : start + _PACKED]
            self.Reference(_packed(group))
            own = len(self.numberToId)
            places |= {number: (2, own, rank) for rank, (number, _) in enumerate(group)}
        for number, body, _ in self._bodies(first):
            places[number] = (1, file.add(_numbered(number, body)), 0)
        number, end = len(places), file.offset
        places[number] = (1, end, 0)
        entries = {"Root": root, "Info": information, "ID": self.ID(), "Size": number + 1}
        rows = b"".join([struct.pack(">BIH", *places[n]) for n in range(number + 1)])
        table = Stream(rows, Type="/XRef", W="[1 4 2]", **entries)
        file.add(_numbered(number, table.format(self)))
        file.add(f"startxref\n{end}\n%%EOF\n")
        return bytes(file.format(self))

    def _bodies(self, number: int) -> Iterator[tuple[int, bytes, bool]]:
        """Return the objects from a number on, also those that come while others are written."""
        while number in self.numberToId:
            item = self.idToObject[self.numberToId[number]]
            yield number, pdfdoc.format(item, self, toplevel=1), isinstance(item, PDFStream)
            number += 1


def _numbered(number: int, body: bytes) -> bytes:
    return b"%d 0 obj\n%b\nendobj\n" % (number, body.rstrip(b"\n"))


def _packed(group: list[tuple[int, bytes]]) -> Stream:
    """Return objects as one stream: their numbers and offsets, then the objects."""
    index, end = [], 0
    for number, body in group:
        index.append(b"%d %d" % (number, end))
        end += len(body) + 1
    head = b" ".join(index) + b"\n"
    data = head + b"\n".join([body for _, body in group])
    return Stream(data, Type="/ObjStm", N=len(group), First=len(head))
