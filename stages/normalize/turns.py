"""Turns: the lines of a document dealt out to who speaks them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from stages.normalize.headers import Candidate
from stages.normalize.kinds import is_event
from stages.normalize.labels import Label
from stages.normalize.languages import main_script
from stages.normalize.lines import Item, Span
from stages.normalize.names import key
from stages.normalize.reading import Reading
from stages.normalize.stamps import Stamp, from_link
from stages.normalize.tables import Table


@dataclass(slots=True, eq=False)
class Piece:
    """A stretch of text in a turn, and what was printed about it: its label and its anchor."""

    span: Span
    label: str = ""
    anchor_ms: int | None = None
    begins: bool = False
    """Whether a label, an anchor or a header stood directly before it: a paragraph begins."""


@dataclass(slots=True, eq=False)
class Turn:
    """Who speaks, since when, and the pieces of text in reading order."""

    item: Item
    stamp: Stamp | None = None
    speaker: str = ""
    note: str = ""
    pieces: list[Piece] = field(default_factory=list)
    alias: str = ""

    @property
    def event(self) -> bool:
        """Whether nobody speaks: the turn is one event, such as `[Music]`."""
        return not self.speaker and len(self.pieces) == 1 and is_event(self.pieces[0].span.text)

    @property
    def start_ms(self) -> int | None:
        """The time printed in the header."""
        return self.stamp.start_ms if self.stamp else None


@dataclass(slots=True, eq=False)
class Heading:
    """A sub-heading and the number of the turn that follows it."""

    items: list[Item]
    turn: int


@dataclass(slots=True, eq=False)
class Dealt:
    """A document dealt out: what stands before the first turn, the turns, the sub-headings."""

    front: list[Item]
    turns: list[Turn]
    headings: list[Heading]
    translations: dict[str, int]
    """How often each language was labelled as the translation."""


def deal(
    items: Sequence[Item],
    reading: Reading,
    labels: dict[int, Label],
    headings: set[int],
    table: Table,
) -> Dealt:
    """Walk down the document once and give every line to a turn or to the front."""
    dealer = _Dealer(table.tags)
    skip = 0
    for i, item in enumerate(items):
        if skip:
            skip -= 1
        elif item in table.heads:
            item.whole("label")
        elif i in reading.headers:
            header = reading.headers[i]
            lines = items[i : i + header.form.lines]
            dealer.header(lines, header, labels.get(i))
            skip = len(lines) - 1
        elif i in headings:
            item.whole("chapter")
            dealer.heading(item)
        elif i in labels and (dealer.turns or labels[i].text_from is None):
            dealer.label(item, labels[i])
        elif i in reading.anchors and dealer.turns:
            dealer.anchor(item, reading.anchors[i])
        else:
            dealer.text(item)
    return dealer.dealt()


class _Dealer:
    def __init__(self, columns: dict[int, str]) -> None:
        self._columns = columns
        self.turns: list[Turn] = []
        self._front: list[Item] = []
        self._headings: list[Heading] = []
        self._translations: dict[str, int] = {}
        self._label = ""
        self._anchors: dict[int | None, Stamp] = {}
        self._begins: set[int | None] = set()

    def dealt(self) -> Dealt:
        """Return all that was dealt; headings that no turn follows are text after all."""
        last = len(self.turns)
        kept = [heading for heading in self._headings if heading.turn < last]
        for heading in self._headings:
            if heading.turn >= last and last:
                for item in heading.items:
                    item.spans[0].role = "text"
                    self._piece(item.spans[0])
        return Dealt(self._front, self.turns, kept, self._translations)

    def header(self, lines: Sequence[Item], header: Candidate, label: Label | None = None) -> None:
        """Begin a turn, or complete the header just read.

        `label` stands between the header, in the last of its lines, and its text.
        """
        item, last = lines[0], lines[-1]
        for line in lines[:-1]:
            line.whole("header")
        start = len(last.text) if header.text_from is None else header.text_from
        last.span(0, start, "header")
        if self._repeats(item, header):
            self.turns[-1].alias = header.name
        elif self._completes(header):
            turn = self.turns[-1]
            turn.stamp = turn.stamp or header.stamp
            turn.speaker = turn.speaker or header.name
            turn.note = turn.note or header.note
        else:
            waiting = next(iter(self._anchors.values()), None)
            stamp = header.stamp or waiting or _linked(item)
            turn = Turn(item, stamp, header.name, header.note)
            self.turns.append(turn)
            self._label, self._anchors = "", {}
        if label is not None and label.text_from is not None:
            last.span(start, label.text_from, "label")
            start = label.text_from
            self._label = label.tag or label.role
        if start < len(last.text):
            self._piece(last.span(start, len(last.text), "text"), begins=True)

    def _repeats(self, item: Item, header: Candidate) -> bool:
        """Whether the next cell of a row begins like the one before, in the other language."""
        if not self.turns or item.line.row is None or not (header.name and self.turns[-1].speaker):
            return False
        turn = self.turns[-1]
        last = turn.pieces[-1].span.item if turn.pieces else turn.item
        beside = last.page is item.page and last.line.row == item.line.row == turn.item.line.row
        if not beside or last.line.column == item.line.column:
            return False
        if header.stamp not in (None, turn.stamp):
            return False
        same = key(turn.speaker) == key(header.name)
        return same or main_script(turn.speaker) != main_script(header.name)

    def _completes(self, header: Candidate) -> bool:
        """Whether the header before has no text yet and lacks just what this one says."""
        if not self.turns or self.turns[-1].pieces or self._label:
            return False
        turn = self.turns[-1]
        if turn.speaker and header.name:
            return False
        return (turn.stamp is None) != (header.stamp is None) or not (turn.stamp or header.stamp)

    def heading(self, item: Item) -> None:
        if (
            self._headings
            and self._headings[-1].turn == len(self.turns)
            and (
                not self.turns
                or not self.turns[-1].pieces
                or self._headings[-1].items[-1].page is item.page
            )
        ):
            self._headings[-1].items.append(item)
        else:
            self._headings.append(Heading([item], len(self.turns)))

    def label(self, item: Item, label: Label) -> None:
        start = len(item.text) if label.text_from is None else label.text_from
        item.span(0, start, "label")
        self._label = label.tag or label.role
        self._begins.add(_cell(item))
        if label.tag and label.role == "translation":
            self._translations[label.tag] = self._translations.get(label.tag, 0) + 1
        if start < len(item.text):
            self._piece(item.span(start, len(item.text), "text"))

    def anchor(self, item: Item, anchor: Candidate) -> None:
        assert anchor.stamp is not None
        if self._goes_with_header(anchor):
            self.turns[-1].stamp = anchor.stamp
        else:
            self._anchors[None if anchor.form.dialect == "table" else _cell(item)] = anchor.stamp
        start = len(item.text) if anchor.text_from is None else anchor.text_from
        item.span(0, start, "anchor")
        if start < len(item.text):
            self._piece(item.span(start, len(item.text), "text"))

    def _goes_with_header(self, anchor: Candidate) -> bool:
        turn = self.turns[-1]
        return turn.stamp is None and not turn.pieces and anchor.text_from is None

    def text(self, item: Item) -> None:
        if not self.turns:
            self._front.append(item)
        else:
            self._piece(item.whole("text"))

    def _piece(self, span: Span, begins: bool = False) -> None:
        cell = _cell(span.item)
        label = self._columns.get(cell, "") if cell is not None else ""
        stamp = self._anchors.pop(cell, None) or self._anchors.pop(None, None)
        begins = begins or stamp is not None or cell in self._begins
        self._begins.discard(cell)
        self.turns[-1].pieces.append(
            Piece(span, label or self._label, stamp.start_ms if stamp else None, begins)
        )


def _linked(item: Item) -> Stamp | None:
    """Return the time that a link on a header jumps to, where the header prints none."""
    middle = (item.line.y0 + item.line.y1) / 2
    for link in item.page.links:
        on = link.y0 <= middle <= link.y1 and link.x0 < item.line.x1 and item.line.x0 < link.x1
        if on and (time := from_link(link.href)) is not None:
            return Stamp(link.href, time)
    return None


def _cell(item: Item) -> int | None:
    """Return the column of the table that a line stands in, None outside tables."""
    return None if item.line.row is None else item.line.column
