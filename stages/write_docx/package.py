"""Packs the parts into a file, with python-docx's package layer (ISO/IEC 29500-2).

The package is made new: python-docx's own template would bring a theme, a thumbnail, a date.
"""

from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from msgspec import Struct

_LONGEST_PROPERTY = 255
"""Word and python-docx take no longer core property."""


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
    package = OpcPackage()
    document = _part("document", CONTENT_TYPE.WML_DOCUMENT_MAIN, parts.document)
    package.relate_to(document, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
    for name, kind, relation, data in (
        ("styles", CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES, parts.styles),
        ("settings", CONTENT_TYPE.WML_SETTINGS, RELATIONSHIP_TYPE.SETTINGS, parts.settings),
        ("fontTable", CONTENT_TYPE.WML_FONT_TABLE, RELATIONSHIP_TYPE.FONT_TABLE, parts.fonts),
    ):
        document.relate_to(_part(name, kind, data), relation)
    foot = _part("footer1", CONTENT_TYPE.WML_FOOTER, parts.foot)
    document.load_rel(RELATIONSHIP_TYPE.FOOTER, foot, FOOT)
    for address, relation in parts.links.items():
        document.load_rel(RELATIONSHIP_TYPE.HYPERLINK, address, relation, is_external=True)
    _describe(package, properties)
    file = BytesIO()
    package.save(file)
    return _repacked(file)


def _part(name: str, kind: str, data: bytes) -> Part:
    return Part(PackURI(f"/word/{name}.xml"), kind, data)


def _describe(package: OpcPackage, properties: Properties) -> None:
    core = package.core_properties
    for name in ("title", "author", "subject", "keywords", "comments", "language"):
        setattr(core, name, _short(getattr(properties, name)))
    core.last_modified_by = core.author
    core.revision = 1
    core.created = core.modified = datetime.fromisoformat(properties.modified)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_PROPERTY else text[: _LONGEST_PROPERTY - 1] + "…"


def _repacked(file: BytesIO) -> bytes:
    """Return the archive with the first date that a ZIP file knows on every member."""
    result = BytesIO()
    with ZipFile(file) as old, ZipFile(result, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            member = ZipInfo(name)
            member.compress_type, member.create_system = ZIP_DEFLATED, 3
            new.writestr(member, old.read(name))
    return result.getvalue()
