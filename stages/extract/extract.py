"""The stage: open a PDF, read its pages, and mark what is not text."""

import hashlib
from pathlib import Path, PurePath

from stages.errors import LimitExceeded
from stages.extract import furniture
from stages.extract.options import Options
from stages.extract.pdfium import Pdfium
from stages.extract.reading import Reading
from stages.extract.source import read_source
from stages.schema import Pages, Source


def extract(path: Path, options: Options) -> Pages:
    """Read a PDF file. Raises NotReadable, PasswordNeeded, NoTextLayer, LimitExceeded."""
    return extract_bytes(read_source(path, options.max_bytes), str(path), options)


def extract_bytes(data: bytes, name: str, options: Options) -> Pages:
    """Read a PDF that is in memory; `name` is where it came from, for messages.

    The last part of `name` becomes `source.file`. Raises as `extract` does.
    """
    with Pdfium(data, name, options.max_characters) as pdf:
        if options.max_pages and pdf.pages > options.max_pages:
            what = f"it has {pdf.pages:,} pages, the limit is {options.max_pages:,}"
            raise LimitExceeded(name, what)
        with Reading(pdf, data, name, options) as reading:
            reading.read()
        return Pages(
            source=Source(
                file=PurePath(name).name,
                sha256=hashlib.sha256(data).hexdigest(),
                pages=pdf.pages,
                producer=pdf.meta("Producer"),
                title=pdf.meta("Title"),
                author=pdf.meta("Author"),
            ),
            pages=tuple(furniture.mark(reading.pages)),
            outline=pdf.outline(),
            findings=tuple(reading.findings),
        )
