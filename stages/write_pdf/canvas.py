"""The pages of a document as they are drawn, and all that leads to them: links and bookmarks."""

from collections.abc import Iterable
from typing import NamedTuple

from stages.write_pdf.embed import add_font
from stages.write_pdf.file import File, string
from stages.write_pdf.sheets import Sheet
from stages.write_pdf.subset import Subset


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


class Canvas:
    """The pages of one file. Each page and each link has its key in the parent tree of the tags."""

    def __init__(self, sheet: Sheet, subsets: Iterable[Subset]) -> None:
        self.file = File()
        self.pages: list[str] = []
        """The references to the pages."""
        self._links: list[tuple[str, Annotation, int]] = []
        self._linked = 0
        self._places: dict[str, str] = {}
        [self._tree] = self.file.reserve(1)
        fonts = "".join(f"/{s.resource} {add_font(self.file, s)}" for s in subsets)
        resources = self.file.add(f"<</Font<<{fonts}>>>>")
        self._page = (
            f"<</Type/Page/Parent {self._tree}/MediaBox[0 0 {sheet.width:.4f} {sheet.height:.4f}]"
            f"/Resources {resources}/Tabs/S"
        )

    def begin_page(self) -> None:
        """Begin a page: its number from 0 is its key in the parent tree."""
        self.pages += self.file.reserve(1)

    def end_page(self, operators: list[str]) -> None:
        """Complete the page with its content, whose strings hold two bytes a glyph."""
        content = self.file.add_stream("\n".join(operators).encode("latin-1"))
        links = [reference for reference, _, _ in self._links[self._linked :]]
        self._linked = len(self._links)
        annotations = f"/Annots[{' '.join(links)}]" if links else ""
        self.file.put(
            self.pages[-1],
            f"{self._page}/StructParents {len(self.pages) - 1}/Contents {content}{annotations}>>",
        )

    def place(self, key: str, y: float) -> None:
        """Let links and bookmarks lead to a height of this page."""
        self._places[key] = f"[{self.pages[-1]}/XYZ 0 {y:.2f} null]"

    def link(self, annotation: Annotation, key: int) -> str:
        """Put a link over the page, with its key in the parent tree; return the reference to it."""
        [reference] = self.file.reserve(1)
        self._links.append((reference, annotation, key))
        return reference

    def close(self) -> str:
        """Write the links, which may lead to later pages; return the root of the page tree."""
        for reference, (box, text, href, target), key in self._links:
            edges = " ".join([f"{edge:.2f}" for edge in box])
            leads = f"/Dest{self._places[target]}" if target else f"/A<</S/URI/URI{string(href)}>>"
            self.file.put(
                reference,
                f"<</Type/Annot/Subtype/Link/Rect[{edges}]/Border[0 0 0]/F 4/StructParent {key}"
                f"/Contents{string(text)}{leads}>>",
            )
        pages = f"/Kids[{' '.join(self.pages)}]/Count {len(self.pages)}"
        self.file.put(self._tree, f"<</Type/Pages{pages}>>")
        return self._tree

    def outline(self, entries: tuple[Outline, ...]) -> str:
        """Add the bookmarks, closed where they have others under them; return their root."""
        [root] = self.file.reserve(1)
        self.file.put(root, f"<</Type/Outlines{self._under(root, entries)}>>")
        return root

    def _under(self, parent: str, entries: tuple[Outline, ...], sign: str = "") -> str:
        """Add bookmarks under a parent; return what the parent tells of them."""
        if not entries:
            return ""
        own = self.file.reserve(len(entries))
        around = zip(["", *own], [*own[1:], ""], strict=False)
        for entry, reference, (before, after) in zip(entries, own, around, strict=True):
            beside = f"/Prev {before}" * bool(before) + f"/Next {after}" * bool(after)
            self.file.put(
                reference,
                f"<</Title{string(entry.title)}/Parent {parent}/Dest{self._places[entry.key]}"
                f"{beside}{self._under(reference, entry.kids, '-')}>>",
            )
        return f"/First {own[0]}/Last {own[-1]}/Count {sign}{len(own)}"
