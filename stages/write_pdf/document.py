"""Put pages, tags, fonts, bookmarks and links together as one PDF file."""

import hashlib
from collections.abc import Iterable
from typing import NamedTuple

from stages.write_pdf.draw import Annotation, PageDrawing
from stages.write_pdf.embed import Subset
from stages.write_pdf.metadata import information, output_intent, xmp
from stages.write_pdf.objects import File, Ref, Value, dictionary, string
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
    drawn: list[PageDrawing],
    tree: Tree,
    subsets: Iterable[Subset],
    spots: dict[str, Spot],
    outline: list[Outline],
    front: int,
) -> bytes:
    """Return the file. The first `front` pages are numbered with Roman numerals."""
    file = File()
    contents = [drawing.content for drawing in drawn]
    pages = file.reserve(len(drawn))
    annotations = file.reserve(tree.annotations)
    places = {key: _destination(spot, pages) for key, spot in spots.items()}
    node = file.reserve()
    fonts = {subset.resource: subset.add_to(file) for subset in subsets}
    resources = file.add(dictionary(Font=dictionary(**fonts)))
    for drawing, content in zip(drawn, contents, strict=True):
        links = [Ref(annotations + link.number) for link in drawing.annotations]
        page = dictionary(
            Type="/Page",
            Parent=node,
            MediaBox=f"[0 0 {sheet.width:.3f} {sheet.height:.3f}]",
            Resources=resources,
            Contents=file.stream(content),
            StructParents=drawing.number,
            Tabs="/S",
            Annots=[*links] or None,
        )
        file.add(page, Ref(pages + drawing.number))
        for link, number in zip(drawing.annotations, links, strict=True):
            file.add(_annotation(link, places), number)
    kids: list[Value] = [Ref(pages + number) for number in range(len(drawn))]
    file.add(dictionary(Type="/Pages", Kids=kids, Count=len(drawn)), node)
    catalog = dictionary(
        Type="/Catalog",
        Pages=node,
        Lang=string(about.languages[0]),
        MarkInfo="<</Marked true>>",
        StructTreeRoot=tree.write(file, pages, annotations),
        ViewerPreferences="<</DisplayDocTitle true>>",
        Metadata=xmp(file, *about),
        OutputIntents=[output_intent(file)],
        Outlines=_outlines(file, outline, places),
        PageMode="/UseOutlines" if outline else None,
        PageLabels=f"<</Nums [0 <</S /r>> {front} <</S /D>>]>>",
    )
    digest = hashlib.sha256(b"".join(contents) + repr(about).encode("utf-8", "replace"))
    information_ref = information(file, about.title, about.creators)
    return file.save(file.add(catalog), information_ref, digest.hexdigest()[:32])


def _annotation(link: Annotation, places: dict[str, str]) -> str:
    action = dictionary(S="/URI", URI=string(link.href)) if link.href else None
    return dictionary(
        Type="/Annot",
        Subtype="/Link",
        Rect=[f"{edge:.2f}" for edge in link.box],
        Border="[0 0 0]",
        F=4,
        Contents=string(link.text),
        StructParent=Tree.key(link.number),
        A=action,
        Dest=None if link.href else places[link.target],
    )


def _destination(spot: Spot, pages: Ref) -> str:
    return f"[{Ref(pages + spot.page)} /XYZ 0 {spot.y:.2f} null]"


def _outlines(file: File, entries: list[Outline], places: dict[str, str]) -> Ref | None:
    if not entries:
        return None
    root = file.reserve()
    first, last = _branch(file, tuple(entries), root, places)
    return file.add(dictionary(Type="/Outlines", First=first, Last=last, Count=len(entries)), root)


def _branch(
    file: File, entries: tuple[Outline, ...], parent: Ref, places: dict[str, str]
) -> tuple[Ref, Ref]:
    """Write the entries of one level, closed where they have others under them."""
    first = file.reserve(len(entries))
    for place, entry in enumerate(entries):
        own = Ref(first + place)
        ends = _branch(file, entry.kids, own, places) if entry.kids else None
        item = dictionary(
            Title=string(entry.title),
            Parent=parent,
            Dest=places[entry.key],
            Prev=Ref(own - 1) if place else None,
            Next=Ref(own + 1) if place + 1 < len(entries) else None,
            First=ends[0] if ends else None,
            Last=ends[1] if ends else None,
            Count=-len(entry.kids) if ends else None,
        )
        file.add(item, own)
    return first, Ref(first + len(entries) - 1)
