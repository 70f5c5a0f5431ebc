"""The stage: open a PDF, read it page by page, and mark what is not text."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath

from stages.errors import LimitExceeded, NoTextLayer
from stages.extract import furniture, layout
from stages.extract.characters import GARBLED
from stages.extract.columns import Columns
from stages.extract.glyphs import Sheet
from stages.extract.options import Options
from stages.extract.pdfium import Pdfium
from stages.extract.source import read_source
from stages.findings import finding
from stages.schema import Finding, Page, Pages, Source
from stages.text import visible


def extract(path: Path, options: Options) -> Pages:
    """Read a PDF file. Raises NotReadable, PasswordNeeded, NoTextLayer, LimitExceeded."""
    return extract_bytes(read_source(path, options.max_bytes), str(path), options)


def extract_bytes(data: bytes, name: str, options: Options) -> Pages:
    """Read a PDF that is in memory; `name` is where it came from, for messages.

    The last part of `name` becomes `source.file`.
    """
    with Pdfium(data, name) as pdf:
        if options.max_pages and pdf.pages > options.max_pages:
            what = f"it has {pdf.pages:,} pages, the limit is {options.max_pages:,}"
            raise LimitExceeded(name, what)
        with _sheets(pdf, data, options) as sheet:
            pages, findings = _read(pdf.pages, sheet, name, options)
        source = Source(
            file=PurePath(name).name,
            sha256=hashlib.sha256(data).hexdigest(),
            pages=pdf.pages,
            producer=pdf.meta("Producer"),
            title=pdf.meta("Title"),
            author=pdf.meta("Author"),
        )
        outline = pdf.outline()
    marked = tuple(furniture.mark(pages))
    return Pages(source=source, pages=marked, outline=outline, findings=tuple(findings))


@contextmanager
def _sheets(pdf: Pdfium, data: bytes, options: Options) -> Iterator[Callable[[int], Sheet | None]]:
    """Give the function that reads a page."""
    if options.reader != "pdfplumber":
        yield pdf.sheet
        return
    from stages.extract.plumber import Plumber

    with Plumber(data) as second:
        yield second.sheet


def _read(
    count: int, read: Callable[[int], Sheet | None], name: str, options: Options
) -> tuple[list[Page], list[Finding]]:
    """Read the pages one by one, and say what is odd about them."""
    pages: list[Page] = []
    findings: list[Finding] = []
    columns = Columns()
    characters = pictures = 0
    for index in range(min(count, options.first_pages or count)):
        sheet = read(index)
        if sheet is None:
            findings.append(finding("page-unread", page=index + 1, reason="it is damaged"))
            pages.append(Page(number=index + 1, width=0, height=0))
            continue
        page = layout.page(sheet, columns)
        pages.append(page)
        findings += _odd(page)
        pictures += sheet.pictures > 0 and not page.characters
        characters += page.characters
        if options.max_characters and characters > options.max_characters:
            what = f"it has more than {options.max_characters:,} characters"
            raise LimitExceeded(name, what)
    if not characters:
        raise NoTextLayer(name, f"no text on {len(pages)} pages, pictures on {pictures} of them")
    return pages, findings


def _odd(page: Page) -> Iterator[Finding]:
    if garbled := sum(line.text.count(GARBLED) for line in page.lines):
        yield finding("garbled", page=page.number, count=garbled)
    if hidden := sum(visible(line.text) for line in page.lines if line.furniture == "hidden"):
        yield finding("hidden-text", page=page.number, count=hidden)
