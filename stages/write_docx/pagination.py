"""Estimates the page on which each chapter begins, for the contents.

Only a layout engine knows; Word counts anew when the contents are updated. Until then the numbers
should be near: heights come from the styles, widths from the average letter of their font.
"""

from collections.abc import Iterator

from stages.schema import Paragraph, Segment, Transcript
from stages.write_docx.chapters import Part
from stages.write_docx.paper import Sheet
from stages.write_docx.styles import HEADING_1, HEADING_2, TOC_ENTRY, look, text_style
from stages.write_docx.turns import Block, blocks

_LETTER, _IDEOGRAPH = 0.51, 1.0
"""Average widths in em, measured on running text with its spaces."""


def chapter_pages(
    transcript: Transcript, parts: list[Part], sheet: Sheet, columns: int
) -> list[int]:
    """Return the page each chapter begins on; `columns` is 1 where languages are stacked."""
    front = _front_height(transcript, parts, sheet)
    position = (1 + front // sheet.text_height) * sheet.text_height
    pages = []
    for part in parts:
        pages.append(1 + int(position // sheet.text_height))
        position += sum(_name_heights(part, sheet, HEADING_1))
        for segment in part.segments:
            position += _turn_height(segment, transcript.languages, sheet, columns)
    return pages


def _front_height(transcript: Transcript, parts: list[Part], sheet: Sheet) -> float:
    names = transcript.titles.values() or [transcript.title]
    height = sum(_height(name, "Title", sheet.text_width) for name in names)
    height += _height("", "Byline", sheet.text_width) + _height("", "TOCHeading", sheet.text_width)
    height += len(transcript.credits) * _height("", "Credit", sheet.text_width)
    height += sum(_height(p.text, "FrontMatter", sheet.text_width) for p in transcript.front)
    return height + sum(sum(_name_heights(part, sheet, TOC_ENTRY)) for part in parts)


def _name_heights(part: Part, sheet: Sheet, style: str) -> Iterator[float]:
    """Give the height of a chapter's name: its lines, and the space round them once."""
    yield look(style).before + look(style).after
    for text in part.texts.values():
        yield _lines(text, style, sheet.text_width) * look(style).line


def _turn_height(segment: Segment, languages: tuple[str, ...], sheet: Sheet, columns: int) -> float:
    height = _height("", HEADING_2, sheet.text_width)
    for block in blocks(segment, languages):
        heights = _block_heights(block, languages, sheet.text_width // columns)
        height += max(heights) if columns > 1 else sum(heights)
    return height


def _block_heights(block: Block, languages: tuple[str, ...], width: float) -> list[float]:
    return [
        sum(_paragraph_height(paragraph, text_style(index), width) for paragraph in block[tag])
        for index, tag in enumerate(languages)
        if tag in block
    ]


def _paragraph_height(paragraph: Paragraph, style: str, width: float) -> float:
    anchor = 0.0 if paragraph.start_ms is None else _height("", "Anchor", width)
    return anchor + _height(paragraph.text, style, width)


def _height(text: str, style: str, width: float) -> float:
    shape = look(style)
    return shape.before + shape.after + shape.line * _lines(text, style, width)


def _lines(text: str, style: str, width: float) -> int:
    """Return the number of lines: ideographs take three bytes of UTF-8, Latin letters one."""
    wide = (len(text.encode()) - len(text)) / 2
    ems = wide * _IDEOGRAPH + (len(text) - wide) * _LETTER
    return 1 + int(ems * look(style).size * 10 / width)
