"""Turns into pairs: which sentences of each language say the same."""

from collections.abc import Iterator, Mapping, Sequence
from math import exp
from typing import NamedTuple

from stages.align.beads import Bead, Score, string
from stages.align.sentences import Span, split
from stages.align.tongues import Tongues
from stages.schema import Pair, Paragraph, Segment, Transcript
from stages.text import join

STRADDLE = -1.5
"""What it costs a bead to reach over the end of a paragraph."""

NONSENSE = 10.0
"""Paragraphs are not paired in order where the turn as a whole is so much better evidenced."""


class Piece(NamedTuple):
    """A sentence, and the number of the paragraph it stands in."""

    span: Span
    paragraph: int


class Group(NamedTuple):
    """What is said at one place of the turn, by language, and how sure that is."""

    pieces: dict[str, tuple[Piece, ...]]
    score: float = 0.0

    @property
    def first(self) -> tuple[Piece, ...]:
        """The pieces in the foremost of the group's languages."""
        return next(iter(self.pieces.values()))


class Pairing:
    """The sentences of a transcript, and the evidence it gives for each two languages."""

    def __init__(self, transcript: Transcript) -> None:
        self._languages = tuple(dict.fromkeys(transcript.languages))
        self._turns = {
            segment.id: {name: _pieces(found) for name, found in segment.texts.items()}
            for segment in transcript.segments
        }
        self._tongues: dict[tuple[str, str], Tongues] = {}

    def pairs(self, segment: Segment) -> tuple[Pair, ...]:
        """Return the pairs of a turn: each sentence in exactly one, in order."""
        turn = self._turns[segment.id]
        present = [language for language in self._languages if turn.get(language)]
        if not present:
            return ()
        groups = [Group({present[0]: (piece,)}) for piece in turn[present[0]]]
        for language in present[1:]:
            groups = self._thread(groups, (present[0], language), turn[language])
        return tuple(_pair(group, segment.texts, len(present)) for group in groups)

    def tongues(self, languages: tuple[str, str]) -> Tongues:
        """Return the evidence for two languages, from all turns that have both."""
        if languages not in self._tongues:
            self._tongues[languages] = Tongues(
                languages,
                [
                    ([p.span.text for p in texts], [p.span.text for p in others])
                    for turn in self._turns.values()
                    if (texts := turn.get(languages[0])) and (others := turn.get(languages[1]))
                ],
            )
        return self._tongues[languages]

    def _thread(
        self, groups: list[Group], languages: tuple[str, str], pieces: Sequence[Piece]
    ) -> list[Group]:
        """Put the sentences of one more language to the groups, of which some may be joined.

        Paragraphs are paired with paragraphs where there are as many, unless that makes nonsense.
        """
        whole = (groups, pieces)
        blocks = list(_blocks(groups, languages[0], pieces)) or [whole]
        found = [self._string(rows, columns, languages) for rows, columns in blocks]
        worst = min(sum(bead.score for bead in beads) for beads in found)
        if len(blocks) > 1 and worst < 0:
            total = sum(bead.score for beads in found for bead in beads)
            over = self._string(groups, pieces, languages)
            if sum(bead.score for bead in over) > total + NONSENSE:
                blocks, found = [whole], [over]
        return [
            _joined(
                rows[bead.top : bead.bottom], languages[1], columns[bead.left : bead.right], bead
            )
            for (rows, columns), beads in zip(blocks, found, strict=True)
            for bead in beads
        ]

    def _string(
        self, rows: list[Group], columns: Sequence[Piece], languages: tuple[str, str]
    ) -> list[Bead]:
        texts = [join((p.span.text for p in group.first), languages[0]) for group in rows]
        score = self.tongues(languages).scorer(texts, [p.span.text for p in columns])
        score = _within_paragraphs(score, [group.first[-1] for group in rows], columns)
        return string(len(rows), len(columns), score)


def _pieces(paragraphs: Sequence[Paragraph]) -> list[Piece]:
    return [
        Piece(span, number)
        for number, paragraph in enumerate(paragraphs)
        for span in split(paragraph.text)
    ]


def _blocks(
    groups: list[Group], language: str, pieces: Sequence[Piece]
) -> Iterator[tuple[list[Group], Sequence[Piece]]]:
    """Yield paragraphs with paragraphs where there are as many."""
    places = [found[0].paragraph for group in groups if (found := group.pieces.get(language))]
    numbers = sorted(set(places))
    if len(places) < len(groups) or set(numbers) != {piece.paragraph for piece in pieces}:
        return
    for number in numbers:
        yield (
            [group for group, place in zip(groups, places, strict=True) if place == number],
            [piece for piece in pieces if piece.paragraph == number],
        )


def _within_paragraphs(score: Score, rows: Sequence[Piece], columns: Sequence[Piece]) -> Score:
    """Make beads over the end of a paragraph costly, where there are several."""
    if rows[0].paragraph == rows[-1].paragraph and columns[0].paragraph == columns[-1].paragraph:
        return score

    def straddling(top: int, bottom: int, left: int, right: int) -> float:
        gain = score(top, bottom, left, right)
        if top < bottom and left < right:
            gain += STRADDLE * (rows[bottom - 1].paragraph - rows[top].paragraph)
            gain += STRADDLE * (columns[right - 1].paragraph - columns[left].paragraph)
        return gain

    return straddling


def _joined(groups: Sequence[Group], language: str, found: Sequence[Piece], bead: Bead) -> Group:
    pieces: dict[str, tuple[Piece, ...]] = {}
    for group in groups:
        for name, those in group.pieces.items():
            pieces[name] = pieces.get(name, ()) + those
    if found:
        pieces[language] = tuple(found)
    return Group(pieces, bead.score)


def _pair(group: Group, texts: Mapping[str, tuple[Paragraph, ...]], languages: int) -> Pair:
    whole = {
        language: join(_stretches(pieces, texts[language]), language)
        for language, pieces in group.pieces.items()
    }
    sure = 1 / (1 + exp(-group.score)) if len(whole) == languages > 1 else float(languages == 1)
    return Pair(texts=whole, confidence=round(sure, 2))


def _stretches(pieces: Sequence[Piece], paragraphs: tuple[Paragraph, ...]) -> Iterator[str]:
    """Yield what stands between the first and the last piece of each paragraph."""
    if len(pieces) == 1:
        yield pieces[0].span.text
        return
    for number in sorted({piece.paragraph for piece in pieces}):
        here = [piece.span for piece in pieces if piece.paragraph == number]
        yield paragraphs[number].text[here[0].start : here[-1].end]
