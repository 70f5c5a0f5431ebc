"""The structure tree: what each piece of the page is, in reading order and with its language."""

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObjectReference

from stages.write_pdf.objects import Literal, refer, string

_FIRST_ANNOTATION = 1_000_000
"""The parent tree is sorted by key: pages first, then annotations, whatever their number."""


class Element:
    """A node of the structure tree.

    Its kids are elements, marked content (the page and the number on it), or annotations (the
    page and the reference).
    """

    __slots__ = ("actual", "kids", "language", "number", "parent", "tag")

    def __init__(self, number: int, tag: str, parent: "Element | None", language: str) -> None:
        self.number = number
        self.tag = tag
        self.parent = parent
        self.language = language
        self.actual = ""
        """The text in logical order, where the page shows it in another."""
        self.kids: list[Element | tuple[int, int | PDFObjectReference]] = []


class Tree:
    """The structure tree of a document while it is drawn.

    A page numbers its marked content from 0. The parent tree tells for each page, and for each
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

    def next_key(self) -> int:
        """Return the key in the parent tree that the next annotation gets."""
        return _FIRST_ANNOTATION + len(self._annotations)

    def annotate(self, page: int, element: Element, annotation: PDFObjectReference) -> None:
        """Put an annotation of a page into an element."""
        self._annotations.append(element)
        element.kids.append((page, annotation))

    def write(self, document: PDFDocument) -> Literal:
        """Add the elements to the document of the pages, and return the root of the tree."""
        root = Literal()
        nodes = [Literal() for _ in self._elements]
        top, own = refer(document, root), [refer(document, node) for node in nodes]
        pages = [refer(document, page) for page in document.Pages.pages]
        for element, node in zip(self._elements, nodes, strict=True):
            parent = own[element.parent.number] if element.parent else top
            node.body = _syntax(element, parent, own, pages, document)
        numbers = [
            f"{page}[{' '.join(own[element.number] for element in elements)}]"
            for page, elements in enumerate(self._pages)
        ]
        for key, element in enumerate(self._annotations, _FIRST_ANNOTATION):
            numbers.append(f"{key} {own[element.number]}")
        keys = refer(document, Literal(f"<</Nums[{' '.join(numbers)}]>>"))
        root.body = (
            f"<</Type/StructTreeRoot/K {own[0]}/ParentTree {keys}"
            f"/ParentTreeNextKey {self.next_key()}>>"
        )
        return root


def _syntax(
    element: Element, parent: str, own: list[str], pages: list[str], document: PDFDocument
) -> str:
    """Return an element as a dictionary; marked content on its first page needs no page named."""
    home = next((kid[0] for kid in element.kids if isinstance(kid, tuple)), None)
    kids = []
    for kid in element.kids:
        if isinstance(kid, Element):
            kids.append(own[kid.number])
        elif isinstance(kid[1], PDFObjectReference):
            link = kid[1].format(document).decode("ascii")
            kids.append(f"<</Type/OBJR/Pg {pages[kid[0]]}/Obj {link}>>")
        elif kid[0] == home:
            kids.append(str(kid[1]))
        else:
            kids.append(f"<</Type/MCR/Pg {pages[kid[0]]}/MCID {kid[1]}>>")
    return "".join(
        (
            f"<</S/{element.tag}/P {parent}",
            f"/Lang{string(element.language)}" if element.language else "",
            f"/ActualText{string(element.actual)}" if element.actual else "",
            "" if home is None else f"/Pg {pages[home]}",
            f"/K {kids[0]}>>" if len(kids) == 1 else f"/K[{' '.join(kids)}]>>",
        )
    )
