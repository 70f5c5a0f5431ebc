"""Put pages, tags, fonts, bookmarks and links together as one PDF file."""

import hashlib
from collections.abc import Iterable
from typing import NamedTuple

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFObjectReference

from stages.write_pdf.draw import Annotation, PageDrawing
from stages.write_pdf.embed import Subset
from stages.write_pdf.metadata import information, output_intent, xmp
from stages.write_pdf.objects import Document, Stream, array, dictionary, name, string
from stages.write_pdf.render import Spot
from stages.write_pdf.sheets import Sheet
from stages.write_pdf.tags import Tree


class Outline(NamedTuple):
    """An entry of the bookmarks: where it leads, and the entries under it."""

    title: str
    key: str
    kids: "tuple[Outline, ...]" = ()


class About(NamedTuple):
    """What the file says of itself."""

    title: str
    creators: list[str]
    languages: tuple[str, ...]


def assemble(
    about: About,
    sheet: Sheet,
    pages: list[PageDrawing],
    tree: Tree,
    subsets: Iterable[Subset],
    spots: dict[str, Spot],
    outline: list[Outline],
    front: int,
) -> bytes:
    """Return the file. The first `front` pages are numbered with Roman numerals."""
    names = [f"Page{number}" for number in range(len(pages))]
    contents = [page.content for page in pages]
    digest = hashlib.sha256(b"".join(contents) + repr(about).encode("utf-8", "replace"))
    document = Document(digest.hexdigest()[:32])
    fonts = {s.resource: s.add_to(document) for s in subsets}
    document.Reference(dictionary(Font=dictionary(**fonts)), "Resources")
    for page, content, own in zip(pages, contents, names, strict=True):
        document.Reference(_page(document, sheet, page, content, names, spots), own)
    document.Reference(
        dictionary(
            Type=name("Pages"), Kids=[PDFObjectReference(n) for n in names], Count=len(names)
        ),
        "Pages",
    )
    document.Reference(tree.write(document, names), "StructTree")
    places = {key: _destination(spot, names) for key, spot in spots.items()}
    catalog = dictionary(
        Type=name("Catalog"),
        Pages=PDFObjectReference("Pages"),
        Lang=string(about.languages[0]),
        MarkInfo=dictionary(Marked="true"),
        StructTreeRoot=PDFObjectReference("StructTree"),
        ViewerPreferences=dictionary(DisplayDocTitle="true"),
        Metadata=document.Reference(xmp(*about)),
        OutputIntents=[document.Reference(output_intent(document))],
        Outlines=_outlines(document, outline, places),
        PageMode=name("UseOutlines") if outline else None,
        PageLabels=dictionary(Nums=[0, dictionary(S=name("r")), front, dictionary(S=name("D"))]),
    )
    return document.save(catalog, information(about.title, about.creators))


def _page(
    document: PDFDocument,
    sheet: Sheet,
    page: PageDrawing,
    content: bytes,
    names: list[str],
    spots: dict[str, Spot],
) -> PDFDictionary:
    annotations = []
    for link in page.annotations:
        document.Reference(_annotation(link, names, spots), link.name)
        annotations.append(PDFObjectReference(link.name))
    return dictionary(
        Type=name("Page"),
        Parent=PDFObjectReference("Pages"),
        MediaBox=f"[0 0 {sheet.width:.3f} {sheet.height:.3f}]",
        Resources=PDFObjectReference("Resources"),
        Contents=document.Reference(Stream(content)),
        StructParents=page.number,
        Tabs=name("S"),
        Annots=annotations or None,
    )


def _annotation(link: Annotation, names: list[str], spots: dict[str, Spot]) -> PDFDictionary:
    box = " ".join(f"{edge:.2f}" for edge in link.box)
    action = dictionary(S=name("URI"), URI=string(_ascii(link.href))) if link.href else None
    return dictionary(
        Type=name("Annot"),
        Subtype=name("Link"),
        Rect=f"[{box}]",
        Border="[0 0 0]",
        F=4,
        Contents=string(link.text),
        StructParent=link.key,
        A=action,
        Dest=None if link.href else _destination(spots[link.target], names),
    )


def _ascii(href: str) -> str:
    """Return an address as a URI: what is not ASCII is written in per cents."""
    return "".join(
        c if c.isascii() and c > " " else "".join(f"%{b:02X}" for b in c.encode("utf-8", "replace"))
        for c in href
    )


def _destination(spot: Spot, names: list[str]) -> object:
    return array([PDFObjectReference(names[spot.page]), name("XYZ"), 0, round(spot.y, 2), "null"])


def _outlines(
    document: PDFDocument, entries: list[Outline], places: dict[str, object]
) -> PDFObjectReference | None:
    if not entries:
        return None
    numbering = iter(range(1, 1_000_000_000))
    first, last = _branch(document, tuple(entries), "Outlines", numbering, places)
    root = dictionary(
        Type=name("Outlines"),
        First=PDFObjectReference(first),
        Last=PDFObjectReference(last),
        Count=len(entries),
    )
    return document.Reference(root, "Outlines")


def _branch(
    document: PDFDocument,
    entries: tuple[Outline, ...],
    parent: str,
    numbering: Iterable[int],
    places: dict[str, object],
) -> tuple[str, str]:
    """Write the entries of one level, closed where they have others under them."""
    own = [f"Outline{number}" for number, _ in zip(numbering, entries, strict=False)]
    for place, (entry, key) in enumerate(zip(entries, own, strict=True)):
        ends = _branch(document, entry.kids, key, numbering, places) if entry.kids else None
        item = dictionary(
            Title=string(entry.title),
            Parent=PDFObjectReference(parent),
            Dest=places[entry.key],
            Prev=PDFObjectReference(own[place - 1]) if place else None,
            Next=PDFObjectReference(own[place + 1]) if place + 1 < len(own) else None,
            First=PDFObjectReference(ends[0]) if ends else None,
            Last=PDFObjectReference(ends[1]) if ends else None,
            Count=-len(entry.kids) if ends else None,
        )
        document.Reference(item, key)
    return own[0], own[-1]
