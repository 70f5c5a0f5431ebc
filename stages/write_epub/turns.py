"""XHTML of the turns: who speaks, when, and what is said in each language."""

from collections.abc import Iterator
from typing import NamedTuple

from stages.schema import Segment
from stages.text import clock
from stages.write_epub.blocks import Block, arrange
from stages.write_epub.folios import Folios
from stages.write_epub.markup import inline, label, name, time
from stages.write_epub.options import Layout
from stages.write_epub.tongues import Tongues

LARGEST = 180_000
"""Bytes of turns in one file; with its frame it stays well under the 250 KB of old readers."""


class Section(NamedTuple):
    """A turn, or a part of a very long one: the segment, its id in the book, its XHTML.

    `pages` are the source pages that begin in it.
    """

    segment: str
    id: str
    html: str
    pages: list[int]


class Turns:
    """Writes turns one after the other; ids and page marks are given out once in a book."""

    def __init__(self, tongues: Tongues, folios: Folios, layout: Layout) -> None:
        self._tongues = tongues
        self._folios = folios
        self._layout = layout
        self._ids: dict[str, int] = {}

    def sections(self, segment: Segment) -> Iterator[Section]:
        """Yield the section of a turn, several where one would be too large for a file."""
        pieces = [self._folios.at(segment.page) + self._header(segment, continued=False)]
        pages = self._folios.placed()
        size = 0
        continued = False
        for group in arrange(segment, self._tongues.languages, self._layout):
            piece = self._group(group)
            length = len(piece.encode())
            if size and size + length > LARGEST:
                yield self._section(segment, pieces, pages, continued)
                pieces, pages = [self._header(segment, continued=True)], []
                size, continued = 0, True
            pieces.append(piece)
            pages += self._folios.placed()
            size += length
        yield self._section(segment, pieces, pages, continued)

    def _section(
        self, segment: Segment, pieces: list[str], pages: list[int], continued: bool
    ) -> Section:
        turn = self._id(segment)
        classes = " ".join(["turn", segment.kind, *(["continued"] if continued else [])])
        html = f'<section class="{classes}" id="{turn}">\n{"".join(pieces)}</section>\n'
        return Section(segment.id, turn, html, pages)

    def _id(self, segment: Segment) -> str:
        """Return an id made from the time of the turn, or from its number where it has none."""
        if segment.start_ms is None:
            stem = "turn"
        else:
            stem = "t-" + clock(segment.start_ms).replace(":", "-")
        self._ids[stem] = number = self._ids.get(stem, 0) + 1
        return stem if number == 1 and segment.start_ms is not None else f"{stem}-{number}"

    def _header(self, segment: Segment, *, continued: bool) -> str:
        parts = []
        if segment.speaker:
            parts.append(f'<span class="speaker">{name(segment.speaker, self._tongues)}</span>')
        if segment.note:
            note = name(segment.note, self._tongues)
            parts.append(f'<span class="note">({note})</span>')
        if continued:
            parts.append(f'<span class="again">({label("continued", self._tongues)})</span>')
        if segment.start_ms is not None:
            parts.append(time(segment.start_ms))
        own = self._tongues.attributes(self._tongues.original)
        return f'<h2 class="who" {own}>{" ".join(parts)}</h2>\n' if parts else ""

    def _group(self, blocks: list[Block]) -> str:
        """Return a paragraph; or a pair of sentences, or a column, in an element of its own."""
        paragraphs = "".join(map(self._paragraph, blocks))
        if len(blocks) == 1:
            return paragraphs
        if self._layout == "sentences":
            name = "pair" if all(block.continued for block in blocks) else "pair start"
        else:
            name = "original" if blocks[0].language == self._tongues.original else "translation"
        return f'<div class="{name}">\n{paragraphs}</div>\n'

    def _paragraph(self, block: Block) -> str:
        language, paragraph, continued = block
        classes = self._tongues.classes(language) + (" continued" if continued else "")
        anchor = ""
        if paragraph.start_ms is not None:
            anchor = time(paragraph.start_ms, "anchor") + " "
        mark = self._folios.at(paragraph.page)
        text = inline(paragraph, language, self._tongues, self._folios.inside(paragraph))
        attributes = self._tongues.attributes(language)
        return f'<p class="{classes}" {attributes}>{mark}{anchor}{text}</p>\n'
