"""Reading: pages one by one, by the reader that the options name, and what is odd about them."""

from collections.abc import Iterator
from contextlib import ExitStack

from stages.errors import LimitExceeded, NoTextLayer
from stages.extract import layout
from stages.extract.characters import GARBLED
from stages.extract.columns import Columns
from stages.extract.glyphs import Sheet
from stages.extract.options import Options
from stages.extract.pdfium import Pdfium
from stages.extract.plane import upright
from stages.extract.words import Word
from stages.findings import finding
from stages.schema import Finding, Page
from stages.text import visible


class Reading:
    """The pages of a PDF as far as they were read, and the findings. A context manager."""

    def __init__(self, pdf: Pdfium, data: bytes, name: str, options: Options) -> None:
        self.pages: list[Page] = []
        self.findings: list[Finding] = []
        self._pdf, self._data, self._name, self._options = pdf, data, name, options
        self._columns = Columns()
        self._characters = self._pictures = 0
        self._open = ExitStack()

    def __enter__(self) -> "Reading":
        if self._options.reader == "pdfplumber":
            from stages.extract.plumber import Plumber

            self._sheet = self._open.enter_context(Plumber(self._data, self._name)).sheet
        else:
            self._sheet = self._pdf.sheet
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def read(self) -> None:
        """Read all pages, or the first ones. Raises NoTextLayer, LimitExceeded."""
        count = self._pdf.pages
        for index in range(min(count, self._options.first_pages or count)):
            sheet = self._sheet(index)
            if sheet is None:
                self.findings.append(_unread(index + 1, "it is damaged"))
                self.pages.append(Page(number=index + 1, width=0, height=0))
            else:
                self._add(upright(sheet))
        if not self._characters:
            pages = len(self.pages)
            what = f"it has no text; {self._pictures:,} of {pages:,} pages show pictures"
            raise NoTextLayer(self._name, what)

    def _add(self, sheet: Sheet) -> None:
        page = layout.page(sheet, self._columns)
        if not page.characters and (sheet.areas or sheet.pictures):
            self._pictures += 1
            if self._options.ocr == "auto":
                page = layout.page(sheet, self._columns, self._recognized(sheet))
        self.pages.append(page)
        self.findings += _odd(page)
        if sheet.cut:
            self.findings.append(_unread(sheet.number, "a text on it is too long, its end is lost"))
        self._characters += page.characters
        most = self._options.max_characters
        if most and self._characters > most:
            raise LimitExceeded(self._name, f"it has more than {most:,} characters")

    def _recognized(self, sheet: Sheet) -> list[Word]:
        from stages.extract.ocr import Recognizer

        with Recognizer(self._data) as recognizer:
            return recognizer.words(sheet.number - 1, sheet.turned)


def _unread(number: int, reason: str) -> Finding:
    return finding("page-unread", page=number, reason=reason)


def _odd(page: Page) -> Iterator[Finding]:
    if garbled := sum(line.text.count(GARBLED) for line in page.lines):
        yield finding("garbled", page=page.number, count=garbled)
    if hidden := sum(visible(line.text) for line in page.lines if line.furniture == "hidden"):
        yield finding("hidden-text", page=page.number, count=hidden)
    sure = [line.confidence for line in page.lines if line.confidence < 1]
    if sure:
        yield finding("recognized", page=page.number, percent=round(100 * sum(sure) / len(sure)))
