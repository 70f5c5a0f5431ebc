"""The EPUB file itself: package document, NCX and archive, by ebooklib."""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from ebooklib import epub

from stages.schema import Transcript
from stages.text import right_to_left
from stages.write_epub.options import Options
from stages.write_epub.people import people
from stages.write_epub.tongues import valid

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
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


class _Still(zipfile.ZipFile):
    """An archive whose members carry no time of writing and no attributes of this machine."""

    def writestr(  # type: ignore[override]
        self, name: str, data: bytes | str, compress_type: int = zipfile.ZIP_DEFLATED
    ) -> None:
        """Write a member. ebooklib gives names, never ZipInfo."""
        info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
        info.create_system = 3
        info.external_attr = 0o644 << 16
        info.compress_type = zipfile.ZIP_STORED if name.endswith(".png") else compress_type
        super().writestr(info, data)


class _Writer(epub.EpubWriter):  # type: ignore[misc]
    """ebooklib's writer with our own contents page, `xml:lang`, and a still archive."""

    def _get_nav(self, item: Any) -> bytes:
        return bytes(item.content)

    def _write_opf_file(self, root: Any) -> None:
        root.set(_XML_LANG, self.book.language)
        super()._write_opf_file(root)

    def write(self) -> None:
        with _Still(self.file_name, "w", zipfile.ZIP_DEFLATED) as self.out:
            mimetype = "application/epub+zip"
            self.out.writestr("mimetype", mimetype, compress_type=zipfile.ZIP_STORED)
            self._write_container()
            self._write_opf()
            self._write_items()


def pack(book: Book, transcript: Transcript, options: Options) -> bytes:
    """Return the EPUB. The same book gives the same bytes."""
    made = epub.EpubBook()
    _describe(made, book, transcript, options)
    if book.cover:
        _add_cover(made, book.cover)
    nav = epub.EpubNav(file_name=book.contents.path)
    nav.content = book.contents.content
    for document in (*book.spine, book.style):
        uid = re.sub(r"[^\w-]", "-", document.path)
        item = epub.EpubItem(uid, document.path, document.kind, document.content)
        made.add_item(nav if document is book.contents else item)
        if document is not book.style:
            made.spine.append(nav if document is book.contents else item)
    made.add_item(epub.EpubNcx())
    made.toc = [epub.Link(href, text, f"n{n}") for n, (href, text) in enumerate(book.entries, 1)]
    out = io.BytesIO()
    settings = {
        "mtime": datetime.fromisoformat(options.modified).replace(tzinfo=None),
        "play_order": {"enabled": True, "start_from": 1},
    }
    _Writer(out, made, settings).write()
    return out.getvalue()


def _add_cover(made: Any, cover: Document) -> None:
    """Put in the cover picture, for new readers and for old ones."""
    item = epub.EpubCover("cover-img", cover.path)
    item.content, item.media_type = cover.content, cover.kind
    made.add_item(item)
    made.add_metadata(None, "meta", "", {"name": "cover", "content": item.id})


def _describe(made: Any, book: Book, transcript: Transcript, options: Options) -> None:
    """Put the metadata into the book."""
    languages = list(dict.fromkeys(map(valid, transcript.languages))) or ["und"]
    made.set_identifier(book.identifier)
    made.language = languages[0]
    made.direction = "rtl" if right_to_left(languages[0]) else None
    _title(made, book.titles)
    for language in languages:
        made.add_metadata("DC", "language", language)
    for number, (person, roles) in enumerate(people(transcript).items(), 1):
        element = "creator" if _CREATORS & set(roles) else "contributor"
        made.add_metadata("DC", element, person, {"id": f"person{number}"})
        for role in roles:
            refines = {"refines": f"#person{number}", "property": "role", "scheme": "marc:relators"}
            made.add_metadata("OPF", "meta", role, refines)
    if source := " ".join(transcript.source.file.split()):
        made.add_metadata("DC", "source", source)
        if book.paged:
            made.add_metadata("OPF", "meta", source, {"property": "pageBreakSource"})
    if options.date:
        made.add_metadata("DC", "date", options.date)
    _accessible(made, book)


def _title(made: Any, titles: Mapping[str, str]) -> None:
    """Put in the title: of the spoken language first, the others as what it is called in them."""
    text = " / ".join(titles.values())
    made.title = text
    first, *others = titles
    made.add_metadata("DC", "title", text, {"id": "title", _XML_LANG: valid(first)})
    made.add_metadata("OPF", "meta", "main", {"refines": "#title", "property": "title-type"})
    for tag in others:
        details = {"refines": "#title", "property": "alternate-script", _XML_LANG: valid(tag)}
        made.add_metadata("OPF", "meta", titles[tag], details)


def _accessible(made: Any, book: Book) -> None:
    """Put in what a reader who cannot see needs to know before buying (schema.org terms)."""
    described = [
        ("accessMode", "textual"),
        ("accessModeSufficient", "textual"),
        *(("accessibilityFeature", feature) for feature in _FEATURES),
        *(("accessibilityFeature", feature) for feature in _PAGED if book.paged),
        ("accessibilityHazard", "none"),
        ("accessibilitySummary", _SUMMARY + _COVERED * bool(book.cover)),
    ]
    for name, value in described:
        made.add_metadata("OPF", "meta", value, {"property": f"schema:{name}"})
