"""Put tags, bookmarks, labels and metadata round the drawn pages, as one PDF file."""

import hashlib
from typing import NamedTuple

from reportlab.pdfbase.pdfdoc import PDFArray, PDFCatalog

from stages.write_pdf.canvas import Outline, TaggedCanvas
from stages.write_pdf.metadata import PRODUCER, output_intent, xmp
from stages.write_pdf.tags import Tree


class About(NamedTuple):
    """What the file says of itself."""

    title: str
    creators: list[str]
    languages: tuple[str, ...]


def assemble(
    about: About, canvas: TaggedCanvas, tree: Tree, outline: tuple[Outline, ...], front: int
) -> bytes:
    """Return the file. The first `front` pages are numbered with Roman numerals."""
    document, catalog = canvas.document, canvas.document.Catalog
    canvas.setTitle(about.title)
    canvas.setAuthor(", ".join(about.creators))
    canvas.setProducer(PRODUCER)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.addPageLabel(0, "ROMAN_LOWER")
    canvas.addPageLabel(front, "ARABIC")
    if outline:
        canvas.outline(outline)
        canvas.showOutline()
    catalog.__NoDefault__ = (*PDFCatalog.__NoDefault__, "OutputIntents")
    catalog.OutputIntents = PDFArray([output_intent()])
    catalog.Metadata = xmp(*about)
    canvas.setCatalogEntry("MarkInfo", {"Marked": "true"})
    catalog.StructTreeRoot = tree.write(document)
    told = "".join(canvas.contents) + repr(about)
    digest = hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:32]
    document._ID = f"[<{digest}> <{digest}>]".encode("ascii")
    return bytes(canvas.getpdfdata())
