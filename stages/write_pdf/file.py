"""A PDF file: its objects by number, packed into streams where they are none (ISO 32000-1, 7.5).

The libraries that draw pages know no structure tree and no object streams, and those that edit
files would have to read the pages again.
"""

import hashlib
import struct
import zlib

PRODUCER = "diglot"
_LEVEL = 4
"""How hard to compress: more takes half as long again and saves two bytes in a hundred."""
_PACKED = 400
"""How many objects are packed into one stream."""
_ESCAPES = str.maketrans({"\\": "\\\\", "(": "\\(", ")": "\\)"})


class File:
    """The objects of one PDF file. A reference to an object is its syntax, such as `12 0 R`."""

    def __init__(self) -> None:
        self._bodies: list[str | bytes] = []

    def reserve(self, count: int) -> list[str]:
        """Return references to objects that are yet to be put."""
        first = len(self._bodies) + 1
        self._bodies += ["null"] * count
        return [f"{number} 0 R" for number in range(first, first + count)]

    def put(self, reference: str, body: str) -> None:
        """Give a reserved object its body."""
        self._bodies[int(reference.partition(" ")[0]) - 1] = body

    def add(self, body: str) -> str:
        """Add an object; return the reference to it."""
        self._bodies.append(body)
        return f"{len(self._bodies)} 0 R"

    def add_stream(self, data: bytes, entries: str = "", compress: bool = True) -> str:
        """Add a stream with the entries of its dictionary besides Length and Filter."""
        self._bodies.append(_stream(data, entries, compress))
        return f"{len(self._bodies)} 0 R"

    def close(self, catalog: str, information: str) -> bytes:
        """Return the file. Its identifier tells its contents and nothing else."""
        parts = [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"]
        places = self._write(parts)
        digest = hashlib.sha256(b"".join(parts)).hexdigest()[:32]
        start = sum(map(len, parts))
        places[0] = (0, 0, 0xFFFF)
        number = len(places)
        places[number] = (1, start, 0)
        table = b"".join([struct.pack(">BIH", *places[n]) for n in range(number + 1)])
        entries = (
            f"/Type/XRef/Size {number + 1}/W[1 4 2]/Root {catalog}/Info {information}"
            f"/ID[<{digest}><{digest}>]"
        )
        parts += [
            _numbered(number, _stream(table, entries)),
            f"startxref\n{start}\n%%EOF\n".encode(),
        ]
        return b"".join(parts)

    def _write(self, parts: list[bytes]) -> dict[int, tuple[int, int, int]]:
        """Write the objects; return for each number the entry of the table that leads to it."""
        places: dict[int, tuple[int, int, int]] = {}
        end = len(parts[0])
        numbered = list(enumerate(self._bodies, 1))
        streams = [(number, body) for number, body in numbered if isinstance(body, bytes)]
        others = [(number, body) for number, body in numbered if isinstance(body, str)]
        for first in range(0, len(others), _PACKED):
            group = others[first : first + _PACKED]
            own = len(numbered) + 1 + first // _PACKED
            places |= {number: (2, own, rank) for rank, (number, _) in enumerate(group)}
            streams.append((own, _packed(group)))
        for number, body in streams:
            places[number] = (1, end, 0)
            parts.append(_numbered(number, body))
            end += len(parts[-1])
        return places


def string(text: str) -> str:
    """Return a text string in PDF syntax: ASCII in parentheses, all else in UTF-16."""
    if text.isascii() and text.isprintable():
        return f"({text.translate(_ESCAPES)})"
    return f"<feff{text.encode('utf-16-be', 'replace').hex()}>"


def _numbered(number: int, body: bytes) -> bytes:
    return b"%d 0 obj\n%b\nendobj\n" % (number, body)


def _stream(data: bytes, entries: str, compress: bool = True) -> bytes:
    if compress:
        data = zlib.compress(data, _LEVEL)
        entries += "/Filter/FlateDecode"
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (entries.encode("ascii"), len(data), data)


def _packed(group: list[tuple[int, str]]) -> bytes:
    """Return objects as one stream: their numbers and offsets, then the objects."""
    index, end = [], 0
    for number, body in group:
        index.append(f"{number} {end}")
        end += len(body) + 1
    head = " ".join(index) + "\n"
    data = head + "\n".join([body for _, body in group])
    entries = f"/Type/ObjStm/N {len(group)}/First {len(head)}"
    return _stream(data.encode("ascii"), entries)
