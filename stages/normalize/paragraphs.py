"""Paragraphs: the lines of a turn joined, language by language, with their marks."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from stages.normalize.geometry import Geometry, advance, ends_sentence
from stages.normalize.joining import Joiner
from stages.normalize.lines import Item, Span
from stages.normalize.mixture import Mixture
from stages.normalize.style import body_style
from stages.normalize.turns import Piece, Turn
from stages.schema import Link, Mark, MarkKind, PageStart, Paragraph
from stages.text import spaced

Texts = dict[str, list[Paragraph]]
_NEAR = 4
_FAR = 0.025
"""The share of a turn by which its paragraphs may end apart in two languages that agree."""

_WORDS = 12
"""The letters of two words, by which they may also end apart."""


@dataclass(slots=True, eq=False)
class _Draft:
    """A paragraph being put together."""

    language: str
    page: int
    anchor_ms: int | None
    spans: list[Span] = field(default_factory=list)
    doubts: list[int] = field(default_factory=list)
    """Before which spans a paragraph might begin: a page ends there, and a sentence."""

    @property
    def length(self) -> int:
        """The number of characters, blanks and all."""
        return sum(span.end - span.start for span in self.spans)

    def split(self, at: int) -> "_Draft":
        """Cut off the spans from a place on, as a paragraph of its own."""
        page = self.spans[at].item.page.number
        rest = _Draft(self.language, page, None, self.spans[at:])
        self.spans = self.spans[:at]
        return rest


class Composer:
    """Makes paragraphs of the pieces of a turn."""

    def __init__(
        self,
        items: Sequence[Item],
        geometry: Geometry,
        mixture: Mixture,
        joiner: Joiner,
        columns: dict[int, str] | None = None,
    ) -> None:
        """Take what is known of the document; `columns` are the languages of table columns."""
        self._geometry = geometry
        self._mixture = mixture
        self._columns = columns or {}
        self._joiner = joiner
        body = body_style(items)
        self._bold, self._italic = body[0], body[1]
        self._linked = {item.page.number for item in items if item.page.links}

    def texts(self, turn: Turn) -> Texts:
        """Return the paragraphs of a turn by language, and leave its pieces cut by them."""
        drafts: list[_Draft] = []
        cut: list[Piece] = []
        for column, flow in flows(turn.pieces):
            assigned = self._mixture.assign(flow, self._columns.get(column, ""))
            drafts += self._drafts(assigned)
            cut += assigned
        turn.pieces = cut
        _settle_doubts(drafts)
        texts: Texts = {}
        for draft in drafts:
            paragraph = self._paragraph(draft)
            if paragraph is not None:
                texts.setdefault(draft.language, []).append(paragraph)
        return texts

    def _drafts(self, pieces: Sequence[Piece]) -> list[_Draft]:
        drafts: list[_Draft] = []
        open_drafts: dict[str, _Draft] = {}
        before: Piece | None = None
        mixed = _mid_line_changes(pieces)
        for piece in pieces:
            if before is not None and self._begins(before, piece, mixed):
                open_drafts = {}
            language = piece.span.language
            draft = open_drafts.get(language)
            if draft is None or piece.anchor_ms is not None:
                draft = _Draft(language, piece.span.item.page.number, piece.anchor_ms)
                drafts.append(draft)
                open_drafts[language] = draft
            if before is not None and draft.spans and _doubtful(draft.spans[-1], piece.span):
                draft.doubts.append(len(draft.spans))
            draft.spans.append(piece.span)
            before = piece
        return drafts

    def _begins(self, before: Piece, this: Piece, mixed: bool) -> bool:
        if this.anchor_ms is not None or this.begins:
            return True
        if this.span.item is before.span.item:
            return False
        if self._geometry.begins(before.span.item, this.span.item):
            return True
        return this.span.language != before.span.language and not mixed

    def _paragraph(self, draft: _Draft) -> Paragraph | None:
        text = ""
        placed: list[tuple[Span, int, int]] = []
        pages = [PageStart(at=0, page=draft.page)]
        for span in draft.spans:
            piece = span.text if span.end == len(span.item.text) else span.text.rstrip()
            lead = len(piece) - len(piece.lstrip())
            if text and piece.strip():
                same = placed[-1][0].item is span.item
                between, cut = (" " if same and spaced(draft.language) else ""), False
                if not same:
                    between, cut = self._joiner.between(text, piece, draft.language)
                text = text.rstrip()
                if cut:
                    text = text[:-1]
                    _give_hyphen(placed[-1][0])
                text += between
                if span.item.page.number > pages[-1].page:
                    pages.append(PageStart(at=len(text), page=span.item.page.number))
            placed.append((span, len(text), lead))
            text += piece.lstrip()
        final, offsets = _squeeze(text)
        if not final:
            return None
        return Paragraph(
            text=final,
            start_ms=draft.anchor_ms,
            page=draft.page,
            marks=self._marks(placed, offsets, final),
            page_starts=tuple(
                PageStart(at=at, page=start.page)
                for start in pages[1:]
                if 0 < (at := offsets[start.at]) < len(final)
            ),
        )

    def _marks(
        self, placed: Sequence[tuple[Span, int, int]], offsets: Sequence[int], text: str
    ) -> tuple[Mark, ...]:
        marks: list[tuple[MarkKind, int, int, str]] = []
        for span, at, lead in placed:
            for kind, start, end, href in self._styles(span):
                a = offsets[min(at + max(start - span.start - lead, 0), len(offsets) - 1)]
                b = offsets[min(at + max(end - span.start - lead, 0), len(offsets) - 1)]
                marks.append((kind, a, min(b, len(text)), href))
        return tuple(_merged(marks, text))

    def _styles(self, span: Span) -> Iterable[tuple[MarkKind, int, int, str]]:
        line = span.item.line
        stretches = [(run.start, run.end, run.bold, run.italic) for run in line.runs] or [
            (0, len(span.item.text), line.bold, line.italic)
        ]
        for start, end, bold, italic in stretches:
            a, b = max(start, span.start), min(end, span.end)
            if a >= b:
                continue
            if bold and not self._bold:
                yield "bold", a, b, ""
            if italic and not self._italic:
                yield "italic", a, b, ""
        if span.item.page.number in self._linked:
            for link in span.item.page.links:
                if (found := _under(link, span)) is not None:
                    yield "link", *found, link.href


def flows(pieces: Sequence[Piece]) -> list[tuple[int, list[Piece]]]:
    """Split the pieces of a turn into the columns of the table they stand in, if they do."""
    if not any(piece.span.item.line.row is not None for piece in pieces):
        return [(0, list(pieces))]
    found: dict[int, list[Piece]] = {}
    for piece in pieces:
        if piece.span.item.line.row is not None:
            found.setdefault(piece.span.item.line.column, [])
    edges = {
        column: min(
            piece.span.item.line.x0
            for piece in pieces
            if piece.span.item.line.row is not None and piece.span.item.line.column == column
        )
        for column in found
    }
    for piece in pieces:
        line = piece.span.item.line
        if line.row is None or line.column not in found:
            left = [column for column in edges if edges[column] <= line.x0 + line.size]
            found[max(left, key=edges.__getitem__) if left else min(edges)].append(piece)
        else:
            found[line.column].append(piece)
    return list(found.items())


def _doubtful(before: Span, this: Span) -> bool:
    """Whether a paragraph might end between two stretches, though nothing shows it."""
    one, other = before.item, this.item
    apart = one.page is not other.page or one.line.column != other.line.column
    return apart and ends_sentence(one)


def _settle_doubts(drafts: list[_Draft]) -> None:
    """Where a language has fewer paragraphs than the other, let doubtful places begin them.

    They do if there are just as many as paragraphs lack, and each lies about as far into the turn
    as a paragraph of the other language.
    """
    counts = Counter(draft.language for draft in drafts)
    if len(counts) != 2 or len(set(counts.values())) == 1:
        return
    (fuller, most), (lacking, least) = counts.most_common()
    doubtful = [draft for draft in drafts if draft.language == lacking and draft.doubts]
    if sum(len(draft.doubts) for draft in doubtful) != most - least:
        return
    for draft in doubtful:
        for at in reversed(draft.doubts):
            rest = draft.split(at)
            drafts.insert(drafts.index(draft) + 1, rest)
    ends, others = (_shares(drafts, language) for language in (lacking, fuller))
    far = _FAR + _WORDS / max(sum(d.length for d in drafts if d.language == fuller), 1)
    if any(abs(a - b) > far for a, b in zip(ends, others, strict=True)):
        for draft in doubtful:
            _heal(drafts, draft)


def _heal(drafts: list[_Draft], draft: _Draft) -> None:
    """Undo the splits of a paragraph."""
    for _ in draft.doubts:
        draft.spans += drafts.pop(drafts.index(draft) + 1).spans


def _shares(drafts: Sequence[_Draft], language: str) -> list[float]:
    """Return how far into its text each paragraph of a language ends."""
    lengths = [draft.length for draft in drafts if draft.language == language]
    return [total / max(sum(lengths), 1) for total in accumulate(lengths)]


def _mid_line_changes(pieces: Sequence[Piece]) -> bool:
    return any(
        a.span.item is b.span.item and a.span.language != b.span.language
        for a, b in pairwise(pieces)
    )


def _give_hyphen(span: Span) -> None:
    """Move the hyphen at the end of a stretch, which only the line end needed, out of the text."""
    end = span.start + len(span.text.rstrip())
    span.item.span(end - 1, end, "furniture")
    if end < span.end:
        span.item.span(end, span.end, "furniture")
    span.end = end - 1


def _squeeze(text: str) -> tuple[str, list[int]]:
    """Strip the text and make every run of blanks one; return also where each place went."""
    if "  " not in text and text == text.strip():
        return text, list(range(len(text) + 1))
    kept: list[str] = []
    offsets: list[int] = []
    for character in text:
        offsets.append(len(kept))
        if character != " " or (kept and kept[-1] != " "):
            kept.append(character)
    offsets.append(len(kept))
    final = "".join(kept).rstrip()
    return final, [min(offset, len(final)) for offset in offsets]


def _merged(marks: list[tuple[MarkKind, int, int, str]], text: str) -> Iterable[Mark]:
    """Join marks of one kind that touch, over at most a blank; none begins or ends in a blank."""
    done: list[tuple[MarkKind, int, int, str]] = []
    for mark in sorted(marks, key=lambda m: (m[0], m[3], m[1], m[2])):
        kind, start, end, href = mark
        inside = text[start:end]
        start += len(inside) - len(inside.lstrip())
        end = start + len(inside.strip())
        if start >= end:
            continue
        if done and done[-1][0] == kind and done[-1][3] == href and start <= done[-1][2] + 1:
            done[-1] = (kind, done[-1][1], max(end, done[-1][2]), href)
        else:
            done.append((kind, start, end, href))
    for kind, start, end, href in sorted(done, key=lambda m: (m[1], m[2], m[0], m[3])):
        yield Mark(kind=kind, start=start, end=end, href=href)


def _under(link: Link, span: Span) -> tuple[int, int] | None:
    """Return the stretch of a line that lies under a link, by the share of its width."""
    line = span.item.line
    middle = (line.y0 + line.y1) / 2
    if not link.y0 <= middle <= link.y1 or line.x1 <= line.x0:
        return None
    if min(line.x1, link.x1) - max(line.x0, link.x0) < 2 or not link.href.startswith(
        ("http", "mailto")
    ):
        return None
    edges = _edges(span.item)
    inside = [
        i
        for i in range(span.start, span.end)
        if link.x0 - 1 <= (edges[i] + edges[i + 1]) / 2 <= link.x1 + 1
    ]
    return _snapped(span.item, inside[0], inside[-1] + 1, span) if inside else None


def _snapped(item: Item, start: int, end: int, span: Span) -> tuple[int, int]:
    """Move the ends of a link to where the type changes nearby, else to those of words."""
    places = [place for run in item.line.runs for place in (run.start, run.end)]
    near = [
        next((p for p in places if abs(p - at) <= _NEAR and span.start <= p <= span.end), None)
        for at in (start, end)
    ]
    text = item.text
    if near[0] is None:
        while start > span.start and text[start - 1].isalnum() and text[start].isalnum():
            start -= 1
    if near[1] is None:
        while end < span.end and text[end - 1].isalnum() and text[end].isalnum():
            end += 1
    first = start if near[0] is None else near[0]
    last = end if near[1] is None else near[1]
    return (first, last) if first < last else (start, end)


def _edges(item: Item) -> list[float]:
    """Estimate where each character of a line begins, by the widths usual for its kind."""
    widths = [0.0]
    for c in item.text:
        widths.append(widths[-1] + advance(c))
    scale = (item.line.x1 - item.line.x0) / max(widths[-1], 0.01)
    return [item.line.x0 + width * scale for width in widths]
