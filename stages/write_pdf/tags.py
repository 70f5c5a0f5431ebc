"""The structure tree: what each piece of the page is, in reading order and with its language."""

from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFObjectReference

from stages.write_pdf.objects import array, dictionary, name, string


class Element:
    """A node of the structure tree; its kids are elements, marked content and annotations."""

    __slots__ = ("actual", "kids", "language", "number", "parent", "tag")

    def __init__(self, number: int, tag: str, parent: "Element | None", language: str) -> None:
        self.number = number
        self.tag = tag
        self.parent = parent
        self.language = language
        self.actual = ""
        """The text in logical order, where the page shows it in another."""
        self.kids: list[Element | tuple[int, int] | tuple[int, str]] = []

    @property
    def reference(self) -> PDFObjectReference:
        """The reference by which others name the element."""
        return PDFObjectReference(f"E{self.number}")


class Tree:
    """The structure tree of a document while it is drawn.

    A page numbers its marked content from 0; `parents` tells for each page, and for each
    annotation, to which element it belongs (ISO 32000-1, 14.7.4.4).
    """

    def __init__(self) -> None:
        self._elements: list[Element] = []
        self._pages: list[list[Element]] = []
        self._annotations: list[Element] = []
        self.root = self.element("Document", None)

    def element(self, tag: str, parent: Element | None, language: str = "") -> Element:
        """Add an element as the last kid of another."""
        element = Element(len(self._elements), tag, parent, language)
        self._elements.append(element)
        if parent:
            parent.kids.append(element)
        return element

    def mark(self, page: int, element: Element) -> int:
        """Return the number of a new piece of marked content of an element on a page."""
        while len(self._pages) <= page:
            self._pages.append([])
        self._pages[page].append(element)
        number = len(self._pages[page]) - 1
        element.kids.append((page, number))
        return number

    def annotate(self, page: int, element: Element, annotation: str) -> int:
        """Put an annotation into an element and return its key in the parent tree."""
        element.kids.append((page, annotation))
        self._annotations.append(element)
        return _FIRST_ANNOTATION + len(self._annotations) - 1

    def write(self, document: PDFDocument, pages: list[str]) -> PDFDictionary:
        """Add the elements to the document and return the root of the structure tree."""
        for element in self._elements:
            document.Reference(self._dictionary(element, pages), f"E{element.number}")
        numbers: list[Any] = []
        for page, elements in enumerate(self._pages):
            numbers += [page, document.Reference(array([e.reference for e in elements]))]
        for key, element in enumerate(self._annotations, _FIRST_ANNOTATION):
            numbers += [key, element.reference]
        document.Reference(dictionary(Nums=numbers), "ParentTree")
        return dictionary(
            Type=name("StructTreeRoot"),
            K=self.root.reference,
            ParentTree=PDFObjectReference("ParentTree"),
            ParentTreeNextKey=_FIRST_ANNOTATION + len(self._annotations),
        )

    def _dictionary(self, element: Element, pages: list[str]) -> PDFDictionary:
        home = next((k[0] for k in element.kids if isinstance(k, tuple)), None)
        kids = [_kid(kid, home, pages) for kid in element.kids]
        parent = element.parent.reference if element.parent else PDFObjectReference("StructTree")
        return dictionary(
            Type=name("StructElem"),
            S=name(element.tag),
            P=parent,
            Lang=string(element.language) if element.language else None,
            ActualText=string(element.actual) if element.actual else None,
            Pg=PDFObjectReference(pages[home]) if home is not None else None,
            K=kids[0] if len(kids) == 1 else kids,
        )


_FIRST_ANNOTATION = 1_000_000
"""The parent tree is sorted by key: pages first, then annotations, whatever their number."""


def _kid(
    kid: Element | tuple[int, int] | tuple[int, str], home: int | None, pages: list[str]
) -> Any:
    if isinstance(kid, Element):
        return kid.reference
    page, content = kid
    at = PDFObjectReference(pages[page])
    if isinstance(content, str):
        return dictionary(Type=name("OBJR"), Obj=PDFObjectReference(content), Pg=at)
    if page == home:
        return content
    return dictionary(Type=name("MCR"), Pg=at, MCID=content)
