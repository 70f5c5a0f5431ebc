"""The stage: open a PDF, read it page by page, and mark what is not text."""

import hashlib
import os
import stat
from pathlib import Path

from stages.errors import LimitExceeded, NoTextLayer, NotReadable
from stages.extract import furniture, layout
from stages.extract.options import Options
from stages.extract.pdfium import Pdfium
from stages.findings import finding
from stages.schema import Finding, Page, Pages, Source

_HEAD = 1024
"""Bytes in which a PDF must say that it is one (ISO 32000 wants it first, readers allow this)."""
_GARBLED = 0.02


def extract(path: Path, options: Options) -> Pages:
    """Read a PDF file. Raises NotReadable, PasswordNeeded, NoTextLayer, LimitExceeded."""
    return extract_bytes(read_source(path, options.max_bytes), path.name, options)


def read_source(path: Path, max_bytes: int) -> bytes:
    """Return the bytes of a PDF file, which must be a regular one of at most `max_bytes` (0: any).

    Raises NotReadable where it is missing, closed to us, or no PDF, LimitExceeded where too large.
    """
    try:
        handle = os.open(
            path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        )
        with os.fdopen(handle, "rb") as file:
            facts = os.fstat(file.fileno())
            if not stat.S_ISREG(facts.st_mode):
                raise NotReadable(str(path), "it is not a file")
            if max_bytes and facts.st_size > max_bytes:
                raise LimitExceeded(
                    str(path), f"it has {facts.st_size:,} bytes, the limit is {max_bytes:,}"
                )
            data = file.read()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise NotReadable(str(path), reason) from error
    if b"%PDF-" not in data[:_HEAD]:
        raise NotReadable(str(path), "it is not a PDF")
    return data


def extract_bytes(data: bytes, name: str, options: Options) -> Pages:
    """Read a PDF that is in memory; `name` is its file name, for messages and `source.file`."""
    pages: list[Page] = []
    findings: list[Finding] = []
    characters = 0
    pictures = 0
    with Pdfium(data, name) as pdf:
        if options.max_pages and pdf.pages > options.max_pages:
            raise LimitExceeded(
                name, f"it has {pdf.pages:,} pages, the limit is {options.max_pages:,}"
            )
        for index in range(pdf.pages):
            sheet = pdf.sheet(index)
            if sheet is None:
                findings.append(finding("page-unread", page=index + 1, reason="it is damaged"))
                pages.append(Page(number=index + 1, width=0, height=0))
                continue
            pages.append(layout.page(sheet))
            characters += pages[-1].characters
            pictures += not pages[-1].characters and sheet.pictures > 0
            if options.max_characters and characters > options.max_characters:
                raise LimitExceeded(name, f"it has more than {options.max_characters:,} characters")
            garbled = sum(line.text.count("\ufffd") for line in pages[-1].lines)
            if garbled:
                findings.append(finding("garbled", page=index + 1, count=garbled))
        source = Source(
            file=name,
            sha256=hashlib.sha256(data).hexdigest(),
            pages=pdf.pages,
            producer=pdf.meta("Producer"),
            title=pdf.meta("Title"),
            author=pdf.meta("Author"),
        )
        outline = pdf.outline()
    if not characters:
        raise NoTextLayer(
            name, f"no text on its {len(pages)} pages; {pictures} of them are pictures"
        )
    return Pages(
        source=source, pages=tuple(furniture.mark(pages)), outline=outline, findings=tuple(findings)
    )
