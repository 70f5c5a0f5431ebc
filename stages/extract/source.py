"""The file itself: opened without waiting, and known to be a PDF before anything reads it."""

import os
import stat
from pathlib import Path

from stages.errors import LimitExceeded, NotReadable

_HEAD = 1024
"""Bytes in which a PDF must say that it is one; readers allow rubbish before it."""


def read_source(path: Path, max_bytes: int) -> bytes:
    """Return the bytes of a PDF file, which must be a regular one of at most `max_bytes` (0: any).

    Raises NotReadable where it is missing, closed to us, or no PDF, LimitExceeded where too large.
    """
    try:
        with os.fdopen(os.open(path, _MODE), "rb") as file:
            facts = os.fstat(file.fileno())
            if not stat.S_ISREG(facts.st_mode):
                raise NotReadable(str(path), "it is not a file")
            if max_bytes and facts.st_size > max_bytes:
                what = f"it has {facts.st_size:,} bytes, the limit is {max_bytes:,}"
                raise LimitExceeded(str(path), what)
            data = file.read(facts.st_size)
    except (OSError, ValueError) as error:
        raise NotReadable(str(path), getattr(error, "strerror", None) or str(error)) from error
    return check_source(data, str(path))


def check_source(data: bytes, name: str) -> bytes:
    """Return the data as they are; raises NotReadable where they do not begin like a PDF."""
    if b"%PDF-" not in data[:_HEAD]:
        raise NotReadable(name, "it is not a PDF" if data else "it is empty")
    return data


# A named pipe would block until somebody writes to it.
_MODE = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
