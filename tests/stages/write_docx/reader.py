"""Reads a DOCX back with zipfile and lxml alone: knows the styles, not the writer's code."""

import re
from dataclasses import dataclass, field
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
DC = "http://purl.org/dc/elements/1.1/"
SLOTS = ("val", "eastAsia", "bidi")


@dataclass
class Text:
    """A paragraph of a turn: its text, its anchor, and its marks as (kind, from, to, address)."""

    text: str
    start_ms: int | None = None
    marks: list[tuple[str, int, int, str]] = field(default_factory=list)


@dataclass
class Turn:
    """A turn as a reader of the document sees it."""

    speaker: str
    start_ms: int | None
    note: str
    kind: str
    chapter: int
    texts: dict[str, list[Text]] = field(default_factory=dict)


@dataclass
class Docx:
    """What a document says: everything that a transcript has, recovered from the file alone."""

    titles: list[str] = field(default_factory=list)
    credits: list[str] = field(default_factory=list)
    front: list[str] = field(default_factory=list)
    chapters: list[str] = field(default_factory=list)
    contents: list[str] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def part(data: bytes, name: str = "word/document.xml") -> etree._Element:
    """Return the root of a part of the file."""
    with ZipFile(BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def core(data: bytes) -> dict[str, str]:
    """Return the core properties by local name."""
    root = part(data, "docProps/core.xml")
    return {etree.QName(element).localname: element.text or "" for element in root}


def text_of(element: etree._Element) -> str:
    """Return the text of an element with its breaks and tabs."""
    signs = {f"{W}br": "\n", f"{W}tab": "\t"}
    found = element.iter(f"{W}t", f"{W}br", f"{W}tab")
    return "".join(signs.get(str(e.tag)) or e.text or "" for e in found if not _tab_stop(e))


def bookmarks(data: bytes) -> list[str]:
    """Return the names of the bookmarks in order."""
    return [e.get(f"{W}name", "") for e in part(data).iter(f"{W}bookmarkStart")]


def read(data: bytes) -> Docx:
    """Return what the document says."""
    names, links = _style_names(data), _links(data)
    result = Docx()
    plain = {
        "Title": result.titles,
        "Subtitle": result.titles,
        "toc 1": result.contents,
        "Credit": result.credits,
        "Front Matter": result.front,
        "heading 1": result.chapters,
        "Source Note": result.notes,
    }
    anchor = None
    for paragraph in part(data).iter(f"{W}p"):
        style = names[_style(paragraph)]
        text = text_of(paragraph)
        if style in plain:
            plain[style].append(text)
        elif style in ("heading 2", "Event Line"):
            result.turns.append(_turn(paragraph, len(result.chapters)))
        elif style == "Anchor":
            anchor = milliseconds(text)
        elif style.startswith(("Original ", "Translation ")):
            tag = style.partition(" ")[2]
            marks = _marks(paragraph, links)
            result.turns[-1].texts.setdefault(tag, []).append(Text(text, anchor, marks))
            anchor = None
    return result


def milliseconds(text: str) -> int:
    """Return the time that a stamp says."""
    hours, minutes, seconds, rest = re.fullmatch(
        r"(\d+):(\d\d):(\d\d)(?:\.(\d{3}))?", text
    ).groups()  # type: ignore[union-attr]
    return ((int(hours) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(rest or 0)


def run_languages(paragraph: etree._Element) -> set[tuple[str, str]]:
    """Return which languages the runs of a paragraph name, each with its kind of script."""
    return {
        (slot, value)
        for lang in paragraph.iter(f"{W}lang")
        for slot in SLOTS
        if (value := lang.get(f"{W}{slot}"))
    }


def paragraphs(data: bytes, style_name: str) -> list[etree._Element]:
    """Return the paragraphs in a style, by the name that Word shows."""
    names = _style_names(data)
    return [p for p in part(data).iter(f"{W}p") if names[_style(p)] == style_name]


def _turn(paragraph: etree._Element, chapter: int) -> Turn:
    found = {
        style.get(f"{W}val"): text_of(run)
        for run in paragraph.iter(f"{W}r")
        if (style := run.find(f"{W}rPr/{W}rStyle")) is not None
    }
    time, note = found.get("Time", "#"), found.get("Remark", "")
    start = None if time.startswith("#") else milliseconds(time)
    names = [mark.get(f"{W}name", "") for mark in paragraph.iter(f"{W}bookmarkStart")]
    kind = names[-1].partition("_")[0]
    return Turn(found.get("Speaker", ""), start, note[1:-1], kind, chapter)


def _marks(paragraph: etree._Element, links: dict[str, str]) -> list[tuple[str, int, int, str]]:
    marks = []
    place = 0
    for run in paragraph.iter(f"{W}r"):
        start, place = place, place + len(text_of(run))
        for kind, element in (("bold", "b"), ("italic", "i")):
            if run.find(f"{W}rPr/{W}{element}") is not None:
                marks.append((kind, start, place, ""))
        parent = run.getparent()
        if parent is not None and parent.tag == f"{W}hyperlink":
            marks.append(("link", start, place, links[parent.get(f"{R}id", "")]))
    return marks


def _links(data: bytes) -> dict[str, str]:
    return {
        relation.get("Id", ""): relation.get("Target", "")
        for relation in part(data, "word/_rels/document.xml.rels")
        if relation.get("TargetMode") == "External"
    }


def _style(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    assert style is not None, "a paragraph without a style"
    return style.get(f"{W}val", "")


def _style_names(data: bytes) -> dict[str, str]:
    return {
        style.get(f"{W}styleId", ""): style.find(f"{W}name").get(f"{W}val")  # type: ignore[union-attr]
        for style in part(data, "word/styles.xml").iter(f"{W}style")
    }


def _tab_stop(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == f"{W}tabs"
