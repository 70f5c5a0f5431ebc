"""The structure tree: what each piece of the page is, in reading order and with its language."""

from stages.write_pdf.objects import File, Ref, Value, dictionary, string

_FIRST_ANNOTATION = 1_000_000
"""The parent tree is sorted by key: pages first, then annotations, whatever their number."""


class Element:
    """A node of the structure tree.

    Its kids are elements, marked content (the page and the number on it), or annotations (the
    page, "link", and the number).
    """

    __slots__ = ("actual", "kids", "language", "number", "parent", "tag")

    def __init__(self, number: int, tag: str, parent: "Element | None", language: str) -> None:
        self.number = number
        self.tag = tag
        self.parent = parent
        self.language = language
        self.actual = ""
        """The text in logical order, where the page shows it in another."""
        self.kids: list[Element | tuple[int, int] | tuple[int, str, int]] = []


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

    def annotate(self, page: int, element: Element) -> int:
        """Return the number of a new annotation of an element on a page."""
        number = len(self._annotations)
        self._annotations.append(element)
        element.kids.append((page, "link", number))
        return number

    @staticmethod
    def key(annotation: int) -> int:
        """Return the key of an annotation in the parent tree."""
        return _FIRST_ANNOTATION + annotation

    @property
    def annotations(self) -> int:
        """How many annotations there are."""
        return len(self._annotations)

    def write(self, file: File, pages: Ref, annotations: Ref) -> Ref:
        """Add the tree. Pages and annotations have the numbers from those given on."""
        root = file.reserve()
        first = file.reserve(len(self._elements))
        for element in self._elements:
            parent = Ref(first + element.parent.number) if element.parent else root
            kids = [_kid(kid, first, pages, annotations) for kid in element.kids]
            own = dictionary(
                S=f"/{element.tag}",
                P=parent,
                Lang=string(element.language) if element.language else None,
                ActualText=string(element.actual) if element.actual else None,
                Pg=_home(element, pages),
                K=kids[0] if len(kids) == 1 else kids,
            )
            file.add(own, Ref(first + element.number))
        numbers: list[Value] = []
        for page, elements in enumerate(self._pages):
            numbers += [page, [Ref(first + element.number) for element in elements]]
        for number, element in enumerate(self._annotations):
            numbers += [self.key(number), Ref(first + element.number)]
        return file.add(
            dictionary(
                Type="/StructTreeRoot",
                K=first,
                ParentTree=file.add(dictionary(Nums=numbers)),
                ParentTreeNextKey=self.key(len(self._annotations)),
            ),
            root,
        )


def _home(element: Element, pages: Ref) -> Ref | None:
    """Return the page of the first marked content, where its numbers need no page of their own."""
    page = next((kid[0] for kid in element.kids if isinstance(kid, tuple)), None)
    return None if page is None else Ref(pages + page)


def _kid(
    kid: Element | tuple[int, int] | tuple[int, str, int], first: Ref, pages: Ref, annotations: Ref
) -> Value:
    if isinstance(kid, Element):
        return Ref(first + kid.number)
    page = Ref(pages + kid[0])
    if len(kid) == 3:
        return dictionary(Type="/OBJR", Obj=Ref(annotations + kid[2]), Pg=page)
    return dictionary(Type="/MCR", Pg=page, MCID=kid[1])
