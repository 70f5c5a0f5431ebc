"""reportlab's canvas with what it lacks for a tagged book: keys into the structure tree."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import (
    LinkAnnotation,
    PDFDictionary,
    PDFDocument,
    PDFInfo,
    PDFObjectReference,
    PDFPage,
    PDFResourceDictionary,
    PDFString,
)
from reportlab.pdfgen.canvas import Canvas

from stages.write_pdf.embed import EmbeddedFont
from stages.write_pdf.objects import Stream
from stages.write_pdf.packing import PackedDocument
from stages.write_pdf.sheets import Sheet


class Outline(NamedTuple):
    """An entry of the bookmarks: where it leads, and the entries under it."""

    title: str
    key: str
    kids: "tuple[Outline, ...]" = ()


class Annotation(NamedTuple):
    """A link on a page: its box, where it leads."""

    box: tuple[float, float, float, float]
    text: str
    """What it is called for those who cannot see it."""
    href: str = ""
    target: str = ""


class TaggedCanvas(Canvas):  # type: ignore[misc]
    """A canvas whose pages and links have their keys in the parent tree.

    The same calls give the same bytes. Fonts are known to the canvas by the names that content
    streams use; a process writes one document at a time, since reportlab keeps fonts by name.
    """

    def __init__(self, sheet: Sheet, fonts: Iterable[EmbeddedFont], language: str) -> None:
        super().__init__(
            None,
            pagesize=(sheet.width, sheet.height),
            pageCompression=1,
            invariant=1,
            pdfVersion=(1, 7),
            lang=language,
        )
        self._doc.__class__ = PackedDocument  # the canvas makes its document itself
        self._doc.info = _Information()
        for font in fonts:
            pdfmetrics.registerFont(font)
            self._doc.getInternalFontName(font.fontName)
        resources = PDFResourceDictionary()
        resources.basicFonts()
        self._resources = self._doc.Reference(resources, "Resources")

    @property
    def document(self) -> PDFDocument:
        """The document that the canvas adds its pages to."""
        return self._doc

    @property
    def code(self) -> list[str]:
        """The operators of the page that is being drawn."""
        code: list[str] = self._code
        return code

    @property
    def contents(self) -> Iterator[str]:
        """The operators of each page that is complete."""
        return (page.stream for page in self._doc.Pages.pages)

    def showPage(self) -> None:  # noqa: N802
        """Complete the page: its number from 0 is its key in the parent tree."""
        number = self.getPageNumber() - 1
        super().showPage()
        page = self._doc.Pages.pages[-1]
        page.__NoDefault__ = (*PDFPage.__NoDefault__, "StructParents", "Tabs")
        page.StructParents, page.Tabs, page.Trans = number, "/S", None
        # as bytes: reportlab would write the codes of glyphs in UTF-8
        page.Contents = Stream(page.stream.encode("latin-1"))
        page.Resources = self._resources

    def link(self, annotation: Annotation, key: int) -> PDFObjectReference:
        """Put a link over the page, with its key in the parent tree; return the reference to it."""
        entries: dict[str, Any] = {"Border": "[0 0 0]", "F": 4, "StructParent": key}
        box = [round(edge, 2) for edge in annotation.box]
        if annotation.href:
            self.linkURL(annotation.href, box, Contents=PDFString(annotation.text), **entries)
        else:
            target = self._bookmarkReference(annotation.target)
            self._addAnnotation(_Link(box, annotation.text, target, **entries))
        return self._annotationrefs[-1]

    def outline(self, entries: Iterable[Outline], level: int = 0) -> None:
        """Add bookmarks, closed where they have others under them."""
        for entry in entries:
            # reportlab keeps one title a place, while a chapter may begin where its turn does
            own = f"{level} {entry.key}"
            self._destinations[own] = self._bookmarkReference(entry.key)
            self.addOutlineEntry(entry.title, own, level, closed=bool(entry.kids))
            self.outline(entry.kids, level + 1)

    def _make_preamble(self) -> None:
        """Begin pages with nothing: reportlab would choose a font for them."""
        self._preamble = ""


class _Link(LinkAnnotation):  # type: ignore[misc]
    permitted = (*LinkAnnotation.permitted, "StructParent")


class _Information(PDFInfo):  # type: ignore[misc]
    """The document information, with what is known alone: no dates, nobody "anonymous"."""

    author = ""

    def format(self, document: PDFDocument) -> bytes:
        """Return the dictionary."""
        known = {"Title": self.title, "Author": self.author, "Producer": self.producer}
        entries = {key: PDFString(text) for key, text in known.items() if text or key == "Title"}
        return bytes(PDFDictionary(entries).format(document))
