"""The text: front paragraphs, chapter headings, and the turns in all their languages."""

from collections.abc import Iterator
from itertools import pairwise, zip_longest

from stages.chapters import Part
from stages.links import safe_link
from stages.schema import Paragraph, Segment
from stages.text import clock, width
from stages.words import autonym
from stages.write_pdf.blocks import LINK, QUIET, Block, Book, Row, Runs, flat, plain
from stages.write_pdf.lines import Span
from stages.write_pdf.matter import place, title
from stages.write_pdf.scripts import Scripts


class Composer:
    """Composes the text of one book."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._size = book.sheet.size
        self._scripts = Scripts(book.transcript)
        self._quiet = book.span(scale=0.85, color=QUIET)
        segments = book.transcript.segments
        self._next = {one.id: other.start_ms for one, other in pairwise(segments)}

    def body(self, parts: list[Part]) -> Iterator[Row]:
        """Compose the front paragraphs (or the title again), then the chapters and turns."""
        if len(parts) > 1 and not self._book.transcript.front:
            yield from self._drop_title()
        for number, paragraph in enumerate(self._book.transcript.front):
            language = next(iter(self._scripts.languages(paragraph.text)), self._book.main)
            yield Row((self._paragraph(paragraph, language, self._size * 0.7 * bool(number)),))
        number, chapter = 0, ""
        for part in parts:
            if part.heading:
                chapter = place(part)
                yield from self._heading(part, chapter)
            for segment in part.segments:
                for row in self._turn(segment, "H3" if chapter else "H2"):
                    yield row._replace(section=number, chapter=chapter)
                number += 1

    def _drop_title(self) -> Iterator[Row]:
        """Compose the title again, so that the text is set off from the contents before it.

        Only where one line holds it, for a reader knows it again by its wording.
        """
        text, scale = title(self._book), 1.35
        if width(text) * self._size * scale * 1.15 < self._book.sheet.measure:
            runs = ((text, self._book.span(scale=scale, bold=True)),)
            yield Row((Block("P", self._book.main, runs, 0, self._size * 1.8, keep=True),))

    def _heading(self, part: Part, key: str) -> Iterator[Row]:
        """Compose a sub-heading of the source: one line a language."""
        for number, (language, text) in enumerate(part.label(self._book.languages).items()):
            tag, scale = ("H2", 1.5) if number == 0 else ("P", 1.3)
            block = Block(
                tag,
                language,
                ((plain(text), self._book.span(language, scale, bold=True)),),
                self._size * (0.1 if number else 2.8),
                self._size * scale * 1.4,
                keep=True,
                key="" if number else key,
            )
            yield Row((block,), chapter=key)

    def _turn(self, segment: Segment, tag: str) -> Iterator[Row]:
        """Compose the speaker line, then the paragraphs of each language."""
        labelled = self._scripts.doubtful(segment)
        columns = {
            language: blocks
            for language in self._book.languages
            if (blocks := self._column(segment, language, labelled))
        }
        stamp = _stamp(segment, self._next.get(segment.id))
        named = bool(segment.speaker.strip() or segment.note.strip())
        event = segment.kind == "event" and len(columns) == 1
        if not columns or named or (stamp and not event):
            yield Row((self._header(segment, stamp, tag, keep=bool(columns)),))
        else:
            first = next(iter(columns.values()))
            first[0] = first[0]._replace(key=segment.id, before=self._size * 1.5)
            if stamp:
                first[0] = first[0]._replace(lead=((stamp + " ", self._quiet),), lead_tag=tag)
        yield from self._arranged(columns, labelled)

    def _arranged(self, columns: dict[str, list[Block]], labelled: bool) -> Iterator[Row]:
        """Put the languages side by side, in turn, or one after the other."""
        lengths = {len(blocks) for blocks in columns.values()}
        if self._book.sheet.columns_gap:
            for rank in zip_longest(*columns.values()):
                cells = dict(zip(columns, rank, strict=True))
                yield Row(tuple(map(cells.get, self._book.languages)), across=False)
        elif not labelled and len(lengths) == 1:
            yield from (
                Row((block,)) for rank in zip(*columns.values(), strict=True) for block in rank
            )
        else:
            yield from (Row((block,)) for blocks in columns.values() for block in blocks)

    def _header(self, segment: Segment, stamp: str, tag: str, keep: bool) -> Block:
        """Compose `[00:12:01] Name (note)`, as most transcripts print it, or `Name (note):`.

        All of one size and weight, for that is how readers of the PDF know a header.
        """
        name, note = plain(segment.speaker), plain(segment.note)
        rest = f" ({note})" if note else ""
        quiet = self._book.span(bold=True, color=QUIET)
        runs: Runs = (
            (name, self._book.span(bold=True)),
            (rest if stamp else rest + ":", quiet),
        )
        lead: Runs = ((stamp, quiet),) if stamp else ()
        if lead and not (name or note):
            runs, lead = lead, ()
        elif lead and name:
            lead = ((stamp + " ", quiet),)
        return Block(
            tag,
            self._book.main,
            runs,
            self._size * 1.5,
            self._size * 1.5,
            lead=lead,
            keep=keep,
            key=segment.id,
        )

    def _column(self, segment: Segment, language: str, labelled: bool) -> list[Block]:
        """Compose the paragraphs of one language, under its name where that is needed."""
        blocks: list[Block] = []
        for paragraph in segment.texts.get(language, ()):
            if paragraph.text.strip():
                first = labelled and not blocks
                before = self._size * (0.1 if first else 0.55)
                blocks.append(self._paragraph(paragraph, language, before))
        if labelled and blocks:
            span = self._book.span(language, 0.8, color=QUIET)
            label = ((autonym(language) + ":", span),)
            size = self._size
            blocks.insert(0, Block("P", language, label, size * 0.4, size * 1.35, keep=True))
        return blocks

    def _paragraph(self, paragraph: Paragraph, language: str, before: float) -> Block:
        """Compose a paragraph, with the anchor that is printed in front of it."""
        sheet = self._book.sheet
        anchor = paragraph.start_ms
        lead: Runs = () if anchor is None else ((f"({_clock(anchor)}): ", self._quiet),)
        return Block(
            "P",
            language,
            _marked(paragraph, self._book.span(language, sheet.scale(language))),
            before,
            sheet.leading,
            lead=lead,
            lead_tag="P" if lead else "",
            barred=language != self._book.main and not sheet.columns_gap,
        )


def _marked(paragraph: Paragraph, span: Span) -> Runs:
    """Cut a paragraph at its marks. A link that is not safe is text."""
    text = flat(paragraph.text)
    if not paragraph.marks:
        return ((text, span),)
    bounds = {0, len(text)}
    bounds |= {edge for mark in paragraph.marks for edge in (mark.start, mark.end)}
    runs = []
    for start, end in pairwise(sorted(bounds)):
        over = [m for m in paragraph.marks if m.start <= start and end <= m.end]
        kinds = {m.kind for m in over}
        href = next((h for m in over if m.kind == "link" and (h := safe_link(m.href))), "")
        style = span.style._replace(bold="bold" in kinds, italic="italic" in kinds)
        runs.append((text[start:end], Span(style, span.size, LINK if href else span.color, href)))
    return tuple(runs)


def _stamp(segment: Segment, following: int | None) -> str:
    """Return the stamp in brackets; a range where the turn ends before the next one begins."""
    start, end = segment.start_ms, segment.end_ms
    if start is None:
        return ""
    if following is not None and end is not None and start < end < following:
        return f"[{_clock(start)}–{_clock(end)}]"
    return f"[{_clock(start)}]"


def _clock(milliseconds: int) -> str:
    rest = milliseconds % 1000
    return clock(milliseconds) + (f".{rest:03d}" if rest else "")
