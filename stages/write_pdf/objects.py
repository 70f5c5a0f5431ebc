"""A PDF file as numbered objects, written compactly (ISO 32000-1, 7.3 and 7.5).

Objects are plain strings of PDF syntax. A library would put a class round each of the thousands
of structure elements of a tagged book, which takes longer than to set the whole text.
"""

import struct
import zlib

_IN_ONE_STREAM = 200
"""How many objects are packed together: a reader unpacks all of them to see one."""
_ESCAPES = str.maketrans({"\\": "\\\\", "(": "\\(", ")": "\\)"})


class Ref(int):
    """The number of an object; as text, a reference to it."""

    def __str__(self) -> str:
        return f"{int(self)} 0 R"


Value = str | int | float | list["Value"] | None


def dictionary(**entries: Value) -> str:
    """Return a dictionary without the entries that are None."""
    return f"<<{' '.join(f'/{k} {_value(v)}' for k, v in entries.items() if v is not None)}>>"


def _value(value: Value) -> str:
    if isinstance(value, list):
        return f"[{' '.join(map(_value, value))}]"
    return str(value)


def string(text: str) -> str:
    """Return a text string: ASCII in parentheses, all else in UTF-16."""
    if text.isascii() and text.isprintable():
        return f"({text.translate(_ESCAPES)})"
    return f"<feff{text.encode('utf-16-be', 'replace').hex()}>"


class File:
    """The objects of a file. Numbers may be reserved before their objects are known."""

    def __init__(self) -> None:
        self._last = 0
        self._plain: dict[int, str] = {}
        self._streams: dict[int, bytes] = {}

    def reserve(self, count: int = 1) -> Ref:
        """Return the first of `count` new numbers that follow one another."""
        first = Ref(self._last + 1)
        self._last += count
        return first

    def add(self, body: str, at: Ref | None = None) -> Ref:
        """Add an object, under a reserved number or a new one."""
        number = at or self.reserve()
        self._plain[number] = body
        return number

    def stream(self, data: bytes, compress: bool = True, **entries: Value) -> Ref:
        """Add a stream with the entries of its dictionary besides Length and Filter."""
        number = self.reserve()
        self._streams[number] = _stream(data, compress, entries)
        return number

    def save(self, root: Ref, info: Ref, file_id: str) -> bytes:
        """Return the file, all objects but streams packed into streams (7.5.7, 7.5.8)."""
        packed = sorted(self._plain.items())
        places: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}
        for start in range(0, len(packed), _IN_ONE_STREAM):
            batch = packed[start : start + _IN_ONE_STREAM]
            number = self.reserve()
            self._streams[number] = _object_stream(batch)
            places |= {n: (2, number, index) for index, (n, _) in enumerate(batch)}
        out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        for own, data in sorted(self._streams.items()):
            places[own] = (1, len(out), 0)
            out += b"%d 0 obj\n%b\nendobj\n" % (own, data)
        table = self.reserve()
        places[table] = (1, len(out), 0)
        rows = b"".join(struct.pack(">BIH", *places[n]) for n in range(self._last + 1))
        entries: dict[str, Value] = {"Type": "/XRef", "Size": self._last + 1, "W": [1, 4, 2]}
        entries |= {"Root": str(root), "Info": str(info), "ID": [f"<{file_id}>", f"<{file_id}>"]}
        start = len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (table, _stream(rows, True, entries))
        return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def _stream(data: bytes, compress: bool, entries: dict[str, Value]) -> bytes:
    if compress:
        data = zlib.compress(data)
        entries = {"Filter": "/FlateDecode", **entries}
    head = dictionary(Length=len(data), **entries).encode("ascii")
    return head + b"\nstream\n" + data + b"\nendstream"


def _object_stream(batch: list[tuple[int, str]]) -> bytes:
    offsets, place = [], 0
    for number, body in batch:
        offsets.append(f"{int(number)} {place}")
        place += len(body) + 1
    head = " ".join(offsets) + "\n"
    text = head + "\n".join(body for _, body in batch)
    entries: dict[str, Value] = {"Type": "/ObjStm", "N": len(batch), "First": len(head)}
    return _stream(text.encode("ascii"), True, entries)
