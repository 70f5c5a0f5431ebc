"""Put tags, bookmarks, labels and metadata round the drawn pages, as one PDF file."""

from typing import NamedTuple

from stages.write_pdf.canvas import Canvas, Outline
from stages.write_pdf.file import PRODUCER, string
from stages.write_pdf.metadata import add_output_intent, add_xmp
from stages.write_pdf.tags import Tree


class About(NamedTuple):
    """What the file says of itself."""

    title: str
    creators: list[str]
    languages: tuple[str, ...]


def assemble(
    about: About, canvas: Canvas, tree: Tree, outline: tuple[Outline, ...], front: int
) -> bytes:
    """Return the file. The first `front` pages are numbered with Roman numerals."""
    file = canvas.file
    bookmarks = f"/Outlines {canvas.outline(outline)}/PageMode/UseOutlines" if outline else ""
    catalog = file.add(
        f"<</Type/Catalog/Pages {canvas.close()}/Lang{string(about.languages[0])}"
        "/ViewerPreferences<</DisplayDocTitle true>>/MarkInfo<</Marked true>>"
        f"/PageLabels<</Nums[0<</S/r>>{front}<</S/D>>]>>"
        f"/StructTreeRoot {tree.write(file, canvas.pages)}{bookmarks}"
        f"/Metadata {add_xmp(file, *about)}/OutputIntents[{add_output_intent(file)}]>>"
    )
    author = f"/Author{string(', '.join(about.creators))}" if about.creators else ""
    information = file.add(f"<</Title{string(about.title)}{author}/Producer{string(PRODUCER)}>>")
    return file.close(catalog, information)
