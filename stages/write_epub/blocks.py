"""Puts the paragraphs of a turn in the order of a layout, and cuts them where it asks for it."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from msgspec import structs

from stages.schema import PageStart, Paragraph, Segment
from stages.write_epub.options import Layout

LONGEST = 12_000
"""Code points of a paragraph that any file can hold, with whatever spans they need."""


class Block(NamedTuple):
    """A paragraph or a part of one; `continued` where it goes on with the paragraph before."""

    language: str
    paragraph: Paragraph
    continued: bool = False


def arrange(segment: Segment, languages: tuple[str, ...], layout: Layout) -> list[list[Block]]:
    """Return the blocks of a turn in groups: each for itself, or what stays together.

    That is a pair of sentences, unless the pairs do not hold all of the text; and side by side,
    where the paragraphs do not match one to one, all of a language.
    """
    if layout == "sentences":
        cut = {tag: _sentences(segment, tag) for tag in languages}
        if segment.pairs and all(parts is not None for parts in cut.values()):
            groups = [
                [block for tag in languages for block in (cut[tag] or {}).get(n, ())]
                for n in range(len(segment.pairs))
            ]
            return [part for group in groups for part in _small(group)]
    columns = [
        [block for paragraph in segment.texts.get(tag, ()) for block in _short(tag, paragraph)]
        for tag in languages
    ]
    if layout == "side-by-side" and len(set(map(len, columns))) > 1:
        return [group for column in columns for group in _small(column)]
    return [[block] for column in columns for block in column]


def _small(group: list[Block]) -> list[list[Block]]:
    """Return the blocks as one group, in groups of one where they are too long for it."""
    if sum(len(block.paragraph.text) for block in group) <= LONGEST:
        return [group] if group else []
    return [
        [Block(block.language, short.paragraph, block.continued or short.continued)]
        for block in group
        for short in _short(block.language, block.paragraph)
    ]


def _short(language: str, paragraph: Paragraph) -> Iterator[Block]:
    """Yield the paragraph, in parts where it is too long for one file."""
    text = paragraph.text
    start = 0
    while start < len(text):
        end = min(start + LONGEST, len(text))
        if end < len(text):
            end = max(text.rfind(" ", start + LONGEST // 2, end) + 1, start + LONGEST // 2 + 1)
        yield Block(language, _part(paragraph, start, end), continued=start > 0)
        start = end


def _sentences(segment: Segment, language: str) -> Mapping[int, list[Block]] | None:
    """Return the blocks of each pair by its number, None where texts and pairs do not agree."""
    wanted = [len("".join(pair.texts.get(language, "").split())) for pair in segment.pairs]
    paragraphs = segment.texts.get(language, ())
    if sum(wanted) != sum(len("".join(p.text.split())) for p in paragraphs):
        return None
    blocks: dict[int, list[Block]] = {}
    number = 0
    for paragraph in paragraphs:
        start = 0
        while start < len(paragraph.text):
            while number < len(wanted) - 1 and not wanted[number]:
                number += 1
            end, used = _advance(paragraph.text, start, wanted[number])
            wanted[number] -= used
            blocks.setdefault(number, []).append(
                Block(language, _part(paragraph, start, end), continued=start > 0)
            )
            start = end
    return blocks


def _advance(text: str, start: int, visible: int) -> tuple[int, int]:
    """Return where `visible` characters that are no white space end, with the space behind them."""
    used = 0
    place = start
    while place < len(text) and (used < visible or text[place].isspace()):
        used += not text[place].isspace()
        place += 1
    return place, used


def _part(paragraph: Paragraph, start: int, end: int) -> Paragraph:
    """Return paragraph.text[start:end] with its marks and pages; its time goes with the first."""
    if (start, end) == (0, len(paragraph.text)):
        return paragraph
    marks = tuple(
        structs.replace(mark, start=max(mark.start, start) - start, end=min(mark.end, end) - start)
        for mark in paragraph.marks
        if mark.start < end and mark.end > start
    )
    begun = {0: paragraph.page} | {begin.at: begin.page for begin in paragraph.page_starts}
    inside = tuple(
        PageStart(at=begin.at - start, page=begin.page)
        for begin in paragraph.page_starts
        if start < begin.at < end
    )
    return structs.replace(
        paragraph,
        text=paragraph.text[start:end],
        marks=marks,
        start_ms=None if start else paragraph.start_ms,
        page=begun.get(start),
        page_starts=inside,
    )
