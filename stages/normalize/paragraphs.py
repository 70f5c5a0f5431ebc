"""Paragraphs: the lines of a turn joined, language by language, with their marks."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import inf

from stages.normalize.drafts import Doubt, Draft, Texts
from stages.normalize.geometry import Geometry
from stages.normalize.joining import Joiner
from stages.normalize.lines import Item, Span
from stages.normalize.marking import Marker
from stages.normalize.mixture import Mixture
from stages.normalize.turns import Piece, Turn
from stages.schema import PageStart, Paragraph
from stages.text import spaced

_DOUBTFUL = 8.0
"""What the page says for or against a paragraph with less weight leaves a doubt."""


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
        self._marker = Marker(items)

    def drafts(self, turn: Turn) -> list[Draft]:
        """Deal the pieces of a turn out to paragraphs, and leave them cut by languages."""
        drafts: list[Draft] = []
        cut: list[Piece] = []
        for column, flow in flows(turn.pieces):
            assigned = self._mixture.assign(flow, self._columns.get(column, ""))
            drafts += self._drafts(assigned)
            cut += assigned
        turn.pieces = cut
        return [draft for draft in drafts if draft.visible]

    def texts(self, drafts: Iterable[Draft]) -> Texts:
        """Return the paragraphs of a turn by language."""
        texts: Texts = {}
        for draft in drafts:
            texts.setdefault(draft.language, []).append(self._paragraph(draft))
        return texts

    def _drafts(self, pieces: Sequence[Piece]) -> list[Draft]:
        drafts: list[Draft] = []
        open_drafts: dict[str, Draft] = {}
        before: Piece | None = None
        mixed = _mid_line_changes(pieces)
        for piece in pieces:
            weight = self._weight(before, piece, mixed) if before is not None else 0.0
            doubtful = not mixed and abs(weight) < _DOUBTFUL
            if weight > 0 and not doubtful:
                open_drafts = {}
            language = piece.span.language
            draft = open_drafts.get(language)
            if draft is None:
                draft = Draft(language, piece.span.item.page.number, piece.anchor_ms)
                drafts.append(draft)
                open_drafts[language] = draft
            elif doubtful:
                draft.doubts.append(Doubt(len(draft.spans), weight))
            draft.spans.append(piece.span)
            before = piece
        return drafts

    def _weight(self, before: Piece, this: Piece, mixed: bool) -> float:
        """Return what speaks for a paragraph to begin: the logarithm of its odds."""
        if this.anchor_ms is not None or this.begins:
            return inf
        if this.span.item is before.span.item:
            return -inf
        if this.span.language != before.span.language and not mixed:
            return inf
        return self._geometry.weight(before.span.item, this.span.item)

    def _paragraph(self, draft: Draft) -> Paragraph:
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
        return Paragraph(
            text=final,
            start_ms=draft.anchor_ms,
            page=draft.page,
            marks=self._marker.marks(placed, offsets, final),
            page_starts=tuple(
                PageStart(at=at, page=start.page)
                for start in pages[1:]
                if 0 < (at := offsets[start.at]) < len(final)
            ),
        )


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
