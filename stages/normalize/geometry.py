"""Where a paragraph begins, by the place of its lines on the page.

A typesetter leaves a gap, an indent or a short last line. Which of them a document uses is
learnt from the document itself. What speaks for a paragraph and what against it is added up, in
natural logarithms of odds: where neither is sure, the other language of the turn may decide.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence, Set
from itertools import pairwise
from math import copysign
from statistics import median

from stages.normalize.blanks import Blanks
from stages.normalize.languages import main_script
from stages.normalize.lines import Item
from stages.normalize.margins import Margins

_STOPS = frozenset(".!?。！？…۔؟।॥។:：;；♪~～")
_CLOSERS = "\"'”’»）)]】」』》*"
_BRACKETS = (tuple("[(（【"), tuple("])）】"))
_OPEN_ENDS = tuple(":：;；,，")
_BULLET = re.compile(
    r"\s*(?:[•·▪◦‣●○■□◆–—*-]\s+|[•●▪◦‣]|\(?[0-9]{1,2}[.)](?=\s)|[0-9]{1,2}、|[（(][0-9一二三四五六七八九十]{1,3}[）)]"
    r"|[a-zA-Z][.)]\s|[一二三四五六七八九十]{1,3}、)"
)
_WIDE = "\u2e80"
"""The first of the characters that are as wide as high."""

_GAP = 1.13
_WIDEST_LEADING = 1.5
"""Times the size of type: what is further apart is no leading, where no wrapped line shows it."""
_WIDE_ROOM = 0.35
_FEW, _ENOUGH = 3, 5
_LEAST_GAP = 1.06
_STRAY = 0.03
_SURE = 10.0
_FULL, _PER_EM, _MOST = -2.0, 6.0, 4.0
"""What a full line speaks, each em that it is short of the next word, and any number of them."""

_ROOMY, _MUCH_ROOM = 2.0, 0.3
_OPEN, _INSIDE, _UNINDENTED, _NO_GAP = 4.0, 4.2, 4.0, 1.8


_Type = tuple[int, str]
"""What sets the leading of lines: their size, and their script, whose face may be another."""


class Geometry:
    """What the layout of a document says about its paragraphs."""

    def __init__(self, items: Sequence[Item], apart: Set[int] = frozenset()) -> None:
        """Learn margins, leading and habits from the lines in reading order.

        Nothing is learnt from the lines whose numbers are in `apart`: headers, labels, stamps.
        """
        self._margins = Margins([item for i, item in enumerate(items) if i not in apart])
        self._ended = {item: ends_sentence(item) for item in items}
        self._types = {item: _type(item) for item in items}
        self._weights: dict[tuple[Item, Item], float] = {}
        pairs = [
            (a, b)
            for i, (a, b) in enumerate(pairwise(items))
            if i not in apart and i + 1 not in apart and self._adjacent(a, b)
        ]
        self._leading = self._learn_leading(pairs)
        self._thresholds = self._learn_thresholds(pairs)
        self._closed = _closed([items[i - 1].text for i in apart if i and i - 1 not in apart])
        self._blanks = Blanks([item.text for item in items])
        self._gaps = self._learn_gaps(pairs)
        self._insets = self._learn_insets(pairs)

    def begins(self, before: Item, this: Item) -> bool:
        """Whether `this` begins a paragraph, where `before` is the line before it in its text."""
        return self.weight(before, this) > 0

    def weight(self, before: Item, this: Item) -> float:
        """Return what speaks for a paragraph to begin at `this`: the logarithm of its odds."""
        known = self._weights.get((before, this))
        if known is None:
            known = self._weights[before, this] = self._weigh(before, this)
        return known

    def gap(self, before: Item, this: Item) -> bool:
        """Whether more than the usual leading stands between two lines of one column."""
        sizes = self._types[this], self._types[before]
        threshold = max(self._thresholds.get(size, 0.0) for size in sizes)
        return 0 < threshold < this.line.y0 - before.line.y0

    def short(self, before: Item, this: Item) -> bool:
        """Whether the first word of a line would still have fitted on the line before."""
        return self._margins.short(before, this)

    def _weigh(self, before: Item, this: Item) -> float:
        adjacent, ended = self._adjacent(before, this), self._ended[before]
        if adjacent and this.line.row != before.line.row:
            # rows that no rule parts may be one cell: a sentence goes on in it
            return _SURE if ended or self.short(before, this) else -_SURE
        if adjacent and self.gap(before, this):
            return _SURE
        if before.text.endswith(" ") and (self._closed or self._margins.room(before) < _WIDE_ROOM):
            return -_SURE
        close = adjacent and self._gaps
        if ended and not close and self._blanks.ends_paragraph(before.text):
            return _SURE
        if _BULLET.match(this.text) and self.short(before, this):
            return _SURE
        insets = self._insets.get(self._types[this][1])
        set_in = insets is not None and (
            self._margins.indented(before, this) or self._margins.inset(this) in insets
        )
        if set_in and (ended or adjacent):
            return _SURE
        if not ended:
            return _SURE if adjacent and self._breaks_off(before, this) else -_SURE
        weight = self._shortness(before, this)
        weight -= _OPEN if before.text.rstrip().endswith(_OPEN_ENDS) else 0
        weight -= _UNINDENTED if insets is not None and self._margins.flush(this) else 0
        weight -= _INSIDE if adjacent else 0
        weight -= _NO_GAP if close else 0
        if close or (adjacent and insets is not None):
            return copysign(_SURE, weight)
        return weight

    def _breaks_off(self, before: Item, this: Item) -> bool:
        """Whether a paragraph ends without a mark, as the room after it shows."""
        if self._gaps or this.text[:1].islower() or not self.short(before, this):
            return False
        return self._margins.room(before) > _WIDE_ROOM

    def _shortness(self, before: Item, this: Item) -> float:
        """Weigh the room that a line leaves before the next."""
        spare = self._margins.spare(before, this)
        weight = min(_FULL + max(spare, 0) * _PER_EM, _MOST)
        return weight + _ROOMY * min(max(self._margins.room(before), 0) / _MUCH_ROOM, 1)

    def _adjacent(self, before: Item, this: Item) -> bool:
        return (
            before.page is this.page
            and before.line.column == this.line.column
            and this.line.y0 > before.line.y0 - 1
        )

    def _learn_leading(self, pairs: Sequence[tuple[Item, Item]]) -> dict[_Type, float]:
        """Return the leading inside paragraphs for each size of type."""
        pitches: dict[_Type, Counter[float]] = defaultdict(Counter)
        smallest: dict[_Type, float] = {}
        for before, this in pairs:
            pitch, size = this.line.y0 - before.line.y0, self._types[this]
            if self._types[before] != size or not 0.6 < pitch / (this.line.size or 10) < 4:
                continue
            smallest[size] = min(pitch, smallest.get(size, pitch))
            if not self._ended[before] and not self.short(before, this):
                pitches[size][round(pitch * 4) / 4] += 1
        leading = {size: min(p, _WIDEST_LEADING * size[0] / 2) for size, p in smallest.items()}
        for size, found in pitches.items():
            leading[size] = max(found, key=lambda pitch: (found[pitch], -pitch))
        return leading

    def _learn_thresholds(self, pairs: Sequence[tuple[Item, Item]]) -> dict[_Type, float]:
        """Return what is a gap for each size of type: half way to what stands at sure ends."""
        ends: dict[_Type, list[float]] = defaultdict(list)
        for before, this in pairs:
            if (
                self._ended[before]
                and self.short(before, this)
                and self._margins.room(before) > _WIDE_ROOM
            ):
                ends[self._types[this]].append(this.line.y0 - before.line.y0)
        found = {size: _GAP * usual for size, usual in self._leading.items()}
        for size, pitches in ends.items():
            usual = self._leading.get(size, 0.0)
            middle = median(pitches)
            if len(pitches) >= _ENOUGH and usual * _LEAST_GAP < middle:
                found[size] = min(found.get(size, middle), (usual + middle) / 2)
        return found

    def _learn_gaps(self, pairs: Sequence[tuple[Item, Item]]) -> bool:
        """Whether paragraphs are set apart by gaps."""
        ends = [
            (before, this)
            for before, this in pairs
            if self._ended[before] and self.short(before, this)
        ]
        return sum(self.gap(*pair) for pair in ends) * 2 >= len(ends)

    def _learn_insets(self, pairs: Sequence[tuple[Item, Item]]) -> dict[str, frozenset[int]]:
        """Return by script how far in first lines are set; only where they are indented."""
        by_kind: dict[str, list[tuple[Item, Item]]] = defaultdict(list)
        for before, this in pairs:
            if self._types[before] == self._types[this]:
                by_kind[self._types[this][1]].append((before, this))
        found = {}
        for kind, alike in by_kind.items():
            steps = [self._margins.indented(a, b) for a, b in alike if self._ended[a]]
            other = [self._margins.indented(a, b) for a, b in alike if not self._ended[a]]
            if sum(steps) >= _FEW and sum(steps) * len(other) > 4 * sum(other) * len(steps):
                found[kind] = self._first_insets(alike)
        return {kind: insets for kind, insets in found.items() if insets}

    def _first_insets(self, pairs: Sequence[tuple[Item, Item]]) -> frozenset[int]:
        """Return how far in first lines are set and no others are."""
        inset = self._margins.inset
        firsts = Counter(inset(b) for a, b in pairs if self._margins.indented(a, b))
        others = Counter(inset(b) for a, b in pairs if not self._ended[a])
        return frozenset(
            near
            for at, n in firsts.items()
            if n >= _FEW and n > 4 * sum(others[at + step] for step in (-1, 0, 1))
            for near in (at - 1, at, at + 1)
        )


def ends_sentence(item: Item) -> bool:
    """Whether a line ends as a sentence does, or is an event in brackets."""
    text = item.text.strip()
    inner = text.rstrip(_CLOSERS)
    if not inner or inner[-1] in _STOPS:
        return bool(text)
    return text.startswith(_BRACKETS[0]) and text.endswith(_BRACKETS[1])


def _closed(lasts: Sequence[str]) -> bool:
    """Whether the lines before headers and labels, where paragraphs end, end without a blank."""
    return len(lasts) >= _ENOUGH and sum(text.endswith(" ") for text in lasts) <= _STRAY * len(
        lasts
    )


def _type(item: Item) -> _Type:
    """Return the size of a line, in half points, and what kind of script it is set in."""
    if item.text.isascii():
        return round(item.line.size * 2), "Latn"
    wide = max(item.text) >= _WIDE
    return round(item.line.size * 2), "wide" if wide else main_script(item.text)
