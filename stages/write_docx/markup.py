"""WordprocessingML as strings: runs, paragraphs, fields, bookmarks (ISO/IEC 29500-1, 17).

Strings, not element objects: a transcript has thousands of runs, and this is ten times as fast.
Every text goes through `escape`; nothing else may put text of a document between tags.
"""

import re
from functools import lru_cache

from stages.write_docx.language import Tongue, Tongues

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_BREAKS = re.compile("(\r\n|\r|\n|\t)")
_FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
FIELD_SEPARATE = _FIELD.format("separate")
FIELD_END = _FIELD.format("end")


def escape(text: str) -> str:
    """Return the text as XML character data that is also safe inside a quoted attribute."""
    for character, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(character, entity)
    return text


@lru_cache(maxsize=512)
def properties(tongue: Tongue, style: str = "", bold: bool = False, italic: bool = False) -> str:
    """Return the properties of a run: its style, its emphasis and its language.

    The hint makes Word set quotes, dashes and ellipses in the East Asian font, and the
    direction makes it order digits and marks from right to left. Bold and italics are direct
    formatting on purpose: they are the source's, and an editor's Ctrl+B acts on the same.
    """
    parts = [f'<w:rStyle w:val="{style}"/>'] if style else []
    if tongue.script == "eastAsia":
        parts.append('<w:rFonts w:hint="eastAsia"/>')
    elif tongue.script == "complex":
        parts.append('<w:rFonts w:hint="cs"/>')
    parts += ["<w:b/><w:bCs/>"] * bold + ["<w:i/><w:iCs/>"] * italic
    if tongue.rtl:
        parts.append("<w:rtl/>")
    elif tongue.script == "complex":
        parts.append("<w:cs/>")
    return f"<w:rPr>{''.join(parts)}{language(tongue)}</w:rPr>"


def language(tongue: Tongue) -> str:
    """Return the element that names a run's or a style's language."""
    slot = {"latin": "val", "eastAsia": "eastAsia", "complex": "bidi"}[tongue.script]
    return f'<w:lang w:{slot}="{tongue.word}"/>'


def languages(element: str, tongues: Tongues) -> str:
    """Return an element that names the document's language in each of the three kinds of script."""
    return (
        f'<w:{element} w:val="{tongues.latin.word}" w:eastAsia="{tongues.east_asian.word}" '
        f'w:bidi="{tongues.complex.word}"/>'
    )


def run(text: str, props: str = "") -> str:
    """Return the run of a text; its line ends become breaks, its tabs tabs."""
    if "\n" in text or "\t" in text or "\r" in text:
        pieces = (_piece(piece) for piece in _BREAKS.split(text) if piece)
        return f"<w:r>{props}{''.join(pieces)}</w:r>"
    return f"<w:r>{props}{_piece(text)}</w:r>" if text else ""


def _piece(text: str) -> str:
    if text == "\t":
        return "<w:tab/>"
    if text in ("\n", "\r", "\r\n"):
        return "<w:br/>"
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>'


def paragraph(style: str, content: str, settings: str = "") -> str:
    """Return a paragraph in a style; `settings` are further properties, in schema order."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{settings}</w:pPr>{content}</w:p>'


def field(instruction: str, result: str) -> str:
    """Return a complex field (17.16.18) of our own making, with the result a reader shows."""
    return f"{field_begin(instruction)}{run(result)}{FIELD_END}"


def field_begin(instruction: str) -> str:
    """Return the beginning of a field whose result follows, up to `FIELD_END`."""
    code = f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    return f"{_FIELD.format('begin')}{code}{FIELD_SEPARATE}"


def enclose(begin: str, paragraphs: str, end: str) -> str:
    """Put runs at the beginning of the first of some paragraphs, and at the end of the last."""
    first = paragraphs.index("</w:pPr>") + len("</w:pPr>")
    last = paragraphs.rindex("</w:p>")
    return f"{paragraphs[:first]}{begin}{paragraphs[first:last]}{end}{paragraphs[last:]}"


def internal_link(name: str, content: str) -> str:
    """Return a link to a bookmark of this document."""
    return f'<w:hyperlink w:anchor="{name}" w:history="1">{content}</w:hyperlink>'


def external_link(relation: str, content: str) -> str:
    """Return a link to the target of a relationship."""
    return f'<w:hyperlink r:id="{relation}" w:history="1">{content}</w:hyperlink>'


def bookmark(number: int, name: str, content: str = "") -> str:
    """Return a bookmark round the content; `number` is unique in the document, so is `name`."""
    start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
    return f'{start}{content}<w:bookmarkEnd w:id="{number}"/>'
