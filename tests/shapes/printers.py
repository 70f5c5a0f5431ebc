"""From blocks to PDF, by the programs that people make transcripts with."""

from collections.abc import Callable

from tests.shapes.sheet import Sheet
from tests.shapes.typeset import typst
from tests.shapes.web import chromium, weasyprint
from tests.shapes.word import libreoffice

PRINTERS: dict[str, Callable[[Sheet], bytes]] = {
    "chromium": chromium,
    "weasyprint": weasyprint,
    "libreoffice": libreoffice,
    "typst": typst,
}


def make(sheet: Sheet, producer: str) -> bytes:
    """Print a sheet. Raises KeyError for a producer that is not known."""
    return PRINTERS[producer](sheet)
