"""segments.json -> EPUB: the recipe."""

from collections.abc import Mapping
from pathlib import Path

from stages.clean import clean
from stages.errors import UsageError
from stages.links import refused_links
from stages.schema import Finding, Rendered, Transcript
from stages.words import words
from stages.write_epub import matter
from stages.write_epub.about import about
from stages.write_epub.body import body
from stages.write_epub.folios import Folios
from stages.write_epub.matter import Entry
from stages.write_epub.options import FIRST_PAGE, Options
from stages.write_epub.package import Book, Document, pack
from stages.write_epub.titles import identifier, titles
from stages.write_epub.tongues import Tongues, valid

_STYLE = Path(__file__).with_name("book.css")


def write(transcript: Transcript, options: Options, first_page: bytes | None = None) -> Rendered:
    """Return the EPUB of a transcript: accessible, and the same bytes for the same input.

    `first_page` is a picture of the source's first page, for a cover that is to be that. Raises
    UsageError where the cover asked for is no picture.
    """
    transcript, findings = clean(transcript)
    tongues = Tongues(transcript)
    called = titles(transcript, tongues)
    urn = identifier(transcript, options)
    cover, missing = _cover(transcript, called, urn, options, first_page)

    folios = Folios(transcript)
    title = Document("title.xhtml", matter.title_page(transcript, called, tongues, folios))
    pages = [(number, f"{title.path}#p{number}") for number in folios.placed()]
    entries = [Entry(title.path, words("title", tongues.languages))]
    front = []
    if transcript.front:
        front.append(Document("front.xhtml", matter.introduction(transcript, tongues, folios)))
        entries.append(Entry("front.xhtml", words("introduction", tongues.languages)))
        pages += [(number, f"front.xhtml#p{number}") for number in folios.placed()]
    text = body(transcript, tongues, folios, options)
    entries += [*text.entries, Entry("about.xhtml", words("about", tongues.languages))]
    pages += text.folios
    closing = Document("about.xhtml", about(transcript, tongues, text.places, dict(pages)))

    first = text.documents[0].path if text.documents else title.path
    contents = Document("contents.xhtml", matter.contents(entries, first, pages, tongues))
    opening = []
    if cover:
        opening.append(Document("cover.xhtml", matter.cover_page(cover.path, called, tongues)))
    book = Book(
        identifier=urn,
        titles=called,
        spine=[*opening, title, contents, *front, *text.documents, closing],
        contents=contents,
        style=Document("book.css", _STYLE.read_bytes(), "text/css"),
        cover=cover,
        entries=[(entry.href, entry.plain) for entry in entries],
        paged=bool(pages),
    )
    data = pack(book, transcript, options)
    return Rendered(
        files={".epub": data}, findings=(*findings, *refused_links(transcript), *missing)
    )


def _cover(
    transcript: Transcript,
    called: Mapping[str, str],
    urn: str,
    options: Options,
    first_page: bytes | None,
) -> tuple[Document | None, tuple[Finding, ...]]:
    if options.cover == "none":
        return None, ()
    from stages.write_epub import cover

    if options.cover != "drawn":
        data = (
            first_page if options.cover == FIRST_PAGE else cover.read_picture(Path(options.cover))
        )
        if data is None:
            raise UsageError(options.cover, "the PDF is not at hand", "name a picture as the cover")
        ending = cover.ending(data, options.cover)
        return Document(f"cover{ending}", data, cover.KINDS[ending]), ()
    languages = tuple(map(valid, transcript.languages)) or ("und",)
    named = {valid(tag): title for tag, title in called.items()}
    data, findings = cover.draw(named, transcript.speakers, languages, int(urn[-6:], 16))
    return Document("cover.png", data, cover.KINDS[".png"]), findings
