"""Names of output folders: safe on every system, and never twice in a batch."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import unquote

MOST_BYTES = 120
"""Leaves room for endings such as .zh-Hans.srt and for the name a product has while written;
file systems allow 255 bytes."""

_UNSAFE = re.compile(
    r'[\x00-\x1f\x7f<>:"/\\|?*\ud800-\udfff\u200b-\u200f\u202a-\u202e\u2066-\u2069]+'
)
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?$")


def folder_names(sources: Iterable[str]) -> dict[str, str]:
    """Return a folder name for each source (a path or URL), the same for the same batch.

    The name is the file's own without its ending, made safe; where two sources would share one
    (also by case), the later ones in sorted order carry a mark of their path behind it.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for source in sorted(sources):
        name = safe_name(unquote(source) if "://" in source else source)
        if _folded(name) in taken:
            name = f"{name}-{_mark(source)}"
        taken.add(_folded(name))
        names[source] = name
    return names


def safe_name(file: str) -> str:
    """Return a file's name without folders and .pdf, such that every system takes it.

    It is never empty, hidden, or what looks like an option.
    """
    stem = re.sub(r"(?i)\.pdf$", "", file.rpartition("/")[2])
    stem = unicodedata.normalize("NFC", _UNSAFE.sub("_", stem))
    stem = stem.strip(" .").lstrip("-") or "document"
    if _RESERVED.match(stem):
        stem = f"{stem}_"
    if len(stem.encode()) > MOST_BYTES:
        cut = stem.encode()[: MOST_BYTES - 9].decode(errors="ignore").rstrip(" .")
        stem = f"{cut}-{_mark(file)}"
    return stem


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name.casefold())


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogateescape")).hexdigest()[:8]
