"""Packs the parts into a file: a ZIP archive with types and relationships (ISO/IEC 29500-2).

Written here, not by python-docx: its package layer comes with all of its object model, and the
import takes as long as everything else that this stage does.
"""

from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from msgspec import Struct

from stages.write_docx.markup import DECLARATION, escape

_LONGEST_PROPERTY = 255
"""Word takes no longer core property."""
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "application/vnd.openxmlformats-package"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_KINDS = {
    "docProps/core.xml": f"{_PACKAGE}.core-properties+xml",
    "word/document.xml": f"{_WORD}.document.main+xml",
    "word/fontTable.xml": f"{_WORD}.fontTable+xml",
    "word/footer1.xml": f"{_WORD}.footer+xml",
    "word/settings.xml": f"{_WORD}.settings+xml",
    "word/styles.xml": f"{_WORD}.styles+xml",
}
"""The content type of each part."""
_PROPERTIES = (
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
)
_NAMESPACES = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)


class Properties(Struct, frozen=True, kw_only=True):
    """The core properties (ISO/IEC 29500-2, 11): what a shop or a file manager shows."""

    title: str
    author: str
    subject: str
    keywords: str
    comments: str
    language: str
    modified: str


class Parts(Struct, frozen=True, kw_only=True):
    """The parts of a Word document; `links` are relationship ids by address."""

    document: bytes
    styles: bytes
    settings: bytes
    fonts: bytes
    foot: bytes
    links: dict[str, str]


FOOT = "foot"
"""The relationship by which the document's section names its page foot."""


def pack(parts: Parts, properties: Properties) -> bytes:
    """Return the file; the same parts and properties give the same bytes."""
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _root(),
        "word/document.xml": parts.document,
        "word/_rels/document.xml.rels": _around(parts.links),
        "word/styles.xml": parts.styles,
        "word/settings.xml": parts.settings,
        "word/fontTable.xml": parts.fonts,
        "word/footer1.xml": parts.foot,
        "docProps/core.xml": _described(properties),
    }
    result = BytesIO()
    with ZipFile(result, "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            member = ZipInfo(name)  # of the first date that a ZIP file knows
            member.compress_type, member.create_system = ZIP_DEFLATED, 3
            archive.writestr(member, data)
    return result.getvalue()


def _types() -> str:
    parts = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in _KINDS.items()
    )
    return (
        f'{DECLARATION}<Types xmlns="{_TYPES}">'
        f'<Default Extension="rels" ContentType="{_PACKAGE}.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{parts}</Types>'
    )


def _root() -> str:
    """Return what the package relates to: the document and its properties."""
    return _relationships(
        _relationship("rId1", f"{_OFFICE}/officeDocument", "word/document.xml"),
        _relationship("rId2", _PROPERTIES, "docProps/core.xml"),
    )


def _around(links: dict[str, str]) -> str:
    """Return what the document relates to: its other parts, and the addresses it links to."""
    return _relationships(
        _relationship("rId1", f"{_OFFICE}/styles", "styles.xml"),
        _relationship("rId2", f"{_OFFICE}/settings", "settings.xml"),
        _relationship("rId3", f"{_OFFICE}/fontTable", "fontTable.xml"),
        _relationship(FOOT, f"{_OFFICE}/footer", "footer1.xml"),
        *(
            _relationship(name, f"{_OFFICE}/hyperlink", address, ' TargetMode="External"')
            for address, name in links.items()
        ),
    )


def _relationships(*relationships: str) -> str:
    body = "".join(relationships)
    return f'{DECLARATION}<Relationships xmlns="{_RELATIONSHIPS}">{body}</Relationships>'


def _relationship(name: str, kind: str, target: str, mode: str = "") -> str:
    return f'<Relationship Id="{name}" Type="{kind}" Target="{escape(target)}"{mode}/>'


def _described(properties: Properties) -> str:
    """Return the core properties. Raises ValueError where the time is none."""
    instant = datetime.fromisoformat(properties.modified).strftime("%Y-%m-%dT%H:%M:%SZ")
    author = _short(properties.author)
    elements = {
        "dc:title": _short(properties.title),
        "cp:lastModifiedBy": author,
        "cp:revision": "1",
        'dcterms:modified xsi:type="dcterms:W3CDTF"': instant,
        "dc:creator": author,
        "dc:subject": _short(properties.subject),
        "cp:keywords": _short(properties.keywords),
        "dc:description": _short(properties.comments),
        "dc:language": _short(properties.language),
        'dcterms:created xsi:type="dcterms:W3CDTF"': instant,
    }
    body = "".join(
        f"<{element}>{escape(text)}</{element.partition(' ')[0]}>"
        for element, text in elements.items()
    )
    return f"{DECLARATION}<cp:coreProperties {_NAMESPACES}>{body}</cp:coreProperties>"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_PROPERTY else text[: _LONGEST_PROPERTY - 1] + "…"
