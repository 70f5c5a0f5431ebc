"""Estimates the page on which each chapter begins, for the contents.

Only a layout engine knows; Word counts anew when the contents are updated. Until then the numbers
should be near: heights come from the styles, widths from the average letter of their font.
"""

from collections.abc import Iterator

from msgspec import Struct

from stages.chapters import Part
from stages.schema import Paragraph, Segment, Transcript
from stages.write_docx.looks import HEADING_1, HEADING_2, TOC_ENTRY, Look, looks, text_look
from stages.write_docx.measure import lines
from stages.write_docx.options import Layout
from stages.write_docx.paper import Sheet
from stages.write_docx.turns import Block, blocks

_CELL_PADDING = 216


class Setting(Struct, frozen=True, kw_only=True):
    """What the heights depend on; `columns` are the widths of the languages in a table."""

    layout: Layout
    sheet: Sheet
    columns: list[int]

    def height(self, style: str, text: str = "") -> float:
        """Return the height of a paragraph across the page, in twentieths of a point."""
        return _height(text, looks(self.layout)[style], self.sheet.text_width)


def contents_apart(transcript: Transcript, parts: list[Part], setting: Setting) -> bool:
    """Whether the contents need a page of their own: below the title they would run over."""
    height = _title_height(transcript, setting) + _contents_height(transcript, parts, setting)
    return height > setting.sheet.text_height


def chapter_pages(transcript: Transcript, parts: list[Part], setting: Setting) -> list[int]:
    """Return the page each chapter begins on, and last the page on which they end.

    The first chapter begins a page of its own.
    """
    page = setting.sheet.text_height
    position = (1 + _title_height(transcript, setting) // page) * page
    if contents_apart(transcript, parts, setting):
        position += (1 + _contents_height(transcript, parts, setting) // page) * page
    pages = []
    for part in parts:
        position = _after(position, 0, setting)
        pages.append(1 + int(position // page))
        position += _name_height(part, transcript, HEADING_1, setting)
        for height in _turn_heights(part.segments, transcript, setting):
            position = _after(position, height, setting)
    return [*pages, 1 + int(position // page)]


def _after(position: float, height: float, setting: Setting) -> float:
    """Return the place after a paragraph, or after a row, which no page break may split."""
    page = setting.sheet.text_height
    if setting.layout == "table" and position % page + height > page:
        position += page - position % page + setting.height("TableHeading")
    return position + height


def _title_height(transcript: Transcript, setting: Setting) -> float:
    titles = transcript.titles.values() or [transcript.title]
    height = sum(setting.height("Title", title) for title in titles)
    height += setting.height("Byline") + setting.height("Credit") * len(transcript.credits)
    return height + sum(setting.height("FrontMatter", p.text) for p in transcript.front)


def _contents_height(transcript: Transcript, parts: list[Part], setting: Setting) -> float:
    """Return the height of the contents with their notes, and of the source line below them."""
    height = sum(map(setting.height, ("TOCHeading", TOC_ENTRY, "SourceLine")))
    return height + sum(_name_height(part, transcript, TOC_ENTRY, setting) for part in parts)


def _name_height(part: Part, transcript: Transcript, style: str, setting: Setting) -> float:
    """Return the height of a chapter's name: a line a language, the space round them once."""
    look = looks(setting.layout)[style]
    texts = part.label(transcript.languages).values()
    return look.before + look.after + look.line * max(len(texts), 1)


def _turn_heights(
    segments: tuple[Segment, ...], transcript: Transcript, setting: Setting
) -> Iterator[float]:
    """Give the heights of paragraphs in a stack, or of the rows of a table."""
    for segment in segments:
        height = setting.height(HEADING_2)
        for block in blocks(segment, transcript.languages):
            heights = _block_heights(block, transcript.languages, setting)
            yield height + (sum(heights) if setting.layout == "stacked" else max(heights))
            height = 0.0
        yield height


def _block_heights(block: Block, languages: tuple[str, ...], setting: Setting) -> list[float]:
    return [
        sum(_paragraph_height(paragraph, index, setting) for paragraph in block[tag])
        for index, tag in enumerate(languages)
        if tag in block
    ]


def _paragraph_height(paragraph: Paragraph, index: int, setting: Setting) -> float:
    anchor = 0.0 if paragraph.start_ms is None else setting.height("Anchor")
    width = setting.sheet.text_width
    if setting.layout == "table":
        width = setting.columns[index] - _CELL_PADDING
    return anchor + _height(paragraph.text, text_look(index, setting.layout), width)


def _height(text: str, look: Look, width: float) -> float:
    return look.before + look.after + look.line * lines(text, look.size, width)
