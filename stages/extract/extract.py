"""The stage: open a PDF, read it page by page, and mark what is not text."""

import hashlib
from pathlib import Path, PurePath

from stages.errors import LimitExceeded, NoTextLayer
from stages.extract import furniture, layout
from stages.extract.columns import Columns
from stages.extract.options import Options
from stages.extract.pdfium import Pdfium
from stages.extract.source import read_source
from stages.findings import finding
from stages.schema import Finding, Page, Pages, Source


def extract(path: Path, options: Options) -> Pages:
    """Read a PDF file. Raises NotReadable, PasswordNeeded, NoTextLayer, LimitExceeded."""
    return extract_bytes(read_source(path, options.max_bytes), str(path), options)


def extract_bytes(data: bytes, name: str, options: Options) -> Pages:
    """Read a PDF that is in memory; `name` is where it came from, for messages.

    The last part of `name` becomes `source.file`.
    """
    pages: list[Page] = []
    findings: list[Finding] = []
    characters = 0
    pictures = 0
    columns = Columns()
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
            pages.append(layout.page(sheet, columns))
            characters += pages[-1].characters
            pictures += not pages[-1].characters and sheet.pictures > 0
            if options.max_characters and characters > options.max_characters:
                raise LimitExceeded(name, f"it has more than {options.max_characters:,} characters")
            garbled = sum(line.text.count("\ufffd") for line in pages[-1].lines)
            if garbled:
                findings.append(finding("garbled", page=index + 1, count=garbled))
        source = Source(
            file=PurePath(name).name,
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
