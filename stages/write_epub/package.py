"""The EPUB file itself: package document, NCX and archive (EPUB 3.3, OPF 2.0.1 for the NCX).

Written here, not by ebooklib: that is under the AGPL, puts its own version into the bytes, and
takes longer to import than the book takes to write.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from io import BytesIO
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from stages.schema import Transcript
from stages.text import right_to_left
from stages.write_epub.markup import escape
from stages.write_epub.options import Options
from stages.write_epub.people import people
from stages.write_epub.tongues import valid

_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'
_CONTAINER = f"""{_DECLARATION}\
<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
<rootfiles>
<rootfile media-type="application/oebps-package+xml" full-path="EPUB/content.opf"/>
</rootfiles>
</container>
"""
_OPF = 'xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"'
_FEATURES = (
    *("tableOfContents", "readingOrder", "structuralNavigation"),
    *("displayTransformability", "unlocked"),
)
_PAGED = ("pageBreakMarkers", "pageNavigation")
_SUMMARY = (
    "Text only, in reading order, with headings for chapters and turns and every passage marked "
    "with its language."
)
_COVERED = " The cover is the only picture and has a text alternative."
_CREATORS = {"spk", "aut", "hst"}


class Document(NamedTuple):
    """A file of the book: a page (XHTML), its style, or the cover picture."""

    path: str
    content: bytes
    kind: str = "application/xhtml+xml"


class Book(NamedTuple):
    """Everything that goes into the archive, in order."""

    identifier: str
    titles: Mapping[str, str]
    spine: list[Document]
    contents: Document
    style: Document
    cover: Document | None
    entries: Iterable[tuple[str, str]]
    paged: bool


def pack(book: Book, transcript: Transcript, options: Options) -> bytes:
    """Return the EPUB. The same book gives the same bytes."""
    documents = [*([book.cover] if book.cover else []), *book.spine, book.style]
    files: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": _CONTAINER,
        "EPUB/content.opf": _package(book, transcript, options),
        **{f"EPUB/{document.path}": document.content for document in documents},
        "EPUB/toc.ncx": _ncx(book),
    }
    result = BytesIO()
    with ZipFile(result, "w") as archive:
        for name, data in files.items():
            member = ZipInfo(name)  # of the first date that a ZIP file knows
            member.create_system, member.external_attr = 3, 0o644 << 16
            stored = name == "mimetype" or name.endswith(".png")
            member.compress_type = ZIP_STORED if stored else ZIP_DEFLATED
            archive.writestr(member, data)
    return result.getvalue()


def _package(book: Book, transcript: Transcript, options: Options) -> str:
    """Return the package document: what the book is, its files, and their order."""
    language = _languages(transcript)[0]
    items = [*book.spine, book.style]
    manifest = [_item(item.path, item.kind, *_naming(item, book)) for item in items]
    if book.cover:
        cover = ("cover-img", ' properties="cover-image"')
        manifest.insert(0, _item(book.cover.path, book.cover.kind, *cover))
    manifest.append(_item("toc.ncx", "application/x-dtbncx+xml", "ncx"))
    direction = ' page-progression-direction="rtl"' if right_to_left(language) else ""
    spine = [f'<itemref idref="{_naming(page, book)[0]}"/>' for page in book.spine]
    return "\n".join(
        (
            f"{_DECLARATION}<package {_OPF}{_attributes({'xml:lang': language})}>",
            '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">',
            *_described(book, transcript, options),
            "</metadata>\n<manifest>",
            *manifest,
            f'</manifest>\n<spine toc="ncx"{direction}>',
            *spine,
            "</spine>\n</package>\n",
        )
    )


def _naming(item: Document, book: Book) -> tuple[str, str]:
    """Return the id of a file and what it is for the book."""
    if item is book.contents:
        return "nav", ' properties="nav"'
    return item.path.replace(".", "-"), ""


def _item(path: str, kind: str, name: str, properties: str = "") -> str:
    return f'<item href="{path}" id="{name}" media-type="{kind}"{properties}/>'


def _languages(transcript: Transcript) -> list[str]:
    return list(dict.fromkeys(map(valid, transcript.languages))) or ["und"]


def _described(book: Book, transcript: Transcript, options: Options) -> Iterator[str]:
    """Return the metadata. Raises ValueError where the time of the last change is none."""
    instant = datetime.fromisoformat(options.modified).strftime("%Y-%m-%dT%H:%M:%SZ")
    yield _dublin("identifier", book.identifier, id="id")
    yield from _title(book.titles)
    for language in _languages(transcript):
        yield _dublin("language", language)
    for number, (person, roles) in enumerate(people(transcript).items(), 1):
        element = "creator" if _CREATORS & set(roles) else "contributor"
        yield _dublin(element, person, id=f"person{number}")
        for role in roles:
            yield _meta("role", role, refines=f"#person{number}", scheme="marc:relators")
    if source := " ".join(transcript.source.file.split()):
        yield _dublin("source", source)
        if book.paged:
            yield _meta("pageBreakSource", source)
    if options.date:
        yield _dublin("date", options.date)
    yield _meta("dcterms:modified", instant)
    yield from _accessible(book)
    if book.cover:
        yield '<meta name="cover" content="cover-img"/>'


def _title(titles: Mapping[str, str]) -> Iterator[str]:
    """Return the title: of the spoken language first, the others as what it is called in them."""
    first, *others = titles
    tag = {"xml:lang": valid(first)}
    yield _dublin("title", " / ".join(titles.values()), id="title", **tag)
    yield _meta("title-type", "main", refines="#title")
    for other in others:
        tag = {"xml:lang": valid(other)}
        yield _meta("alternate-script", titles[other], refines="#title", **tag)


def _accessible(book: Book) -> Iterator[str]:
    """Return what a reader who cannot see needs to know before buying (schema.org terms)."""
    yield _meta("schema:accessMode", "textual")
    yield _meta("schema:accessModeSufficient", "textual")
    for feature in (*_FEATURES, *(_PAGED if book.paged else ())):
        yield _meta("schema:accessibilityFeature", feature)
    yield _meta("schema:accessibilityHazard", "none")
    yield _meta("schema:accessibilitySummary", _SUMMARY + _COVERED * bool(book.cover))


def _dublin(element: str, text: str, **attributes: str) -> str:
    return f"<dc:{element}{_attributes(attributes)}>{escape(text)}</dc:{element}>"


def _meta(name: str, text: str, **attributes: str) -> str:
    return f'<meta property="{name}"{_attributes(attributes)}>{escape(text)}</meta>'


def _attributes(attributes: Mapping[str, str]) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())


def _ncx(book: Book) -> str:
    """Return the contents for readers of EPUB 2."""
    points = [
        f'<navPoint id="n{number}" playOrder="{number}"><navLabel><text>{escape(text)}</text>'
        f'</navLabel><content src="{escape(href)}"/></navPoint>'
        for number, (href, text) in enumerate(book.entries, 1)
    ]
    return "\n".join(
        (
            f'{_DECLARATION}<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1">',
            f'<head>\n<meta name="dtb:uid" content="{escape(book.identifier)}"/>',
            '<meta name="dtb:depth" content="1"/>',
            '<meta name="dtb:totalPageCount" content="0"/>',
            '<meta name="dtb:maxPageNumber" content="0"/>\n</head>',
            f"<docTitle><text>{escape(' / '.join(book.titles.values()))}</text></docTitle>",
            "<navMap>",
            *points,
            "</navMap>\n</ncx>\n",
        )
    )
