"""Where a paragraph begins, by the place of its lines on the page.

A typesetter leaves a gap, an indent or a short last line. Which of them a document uses is
learnt from the document itself; over the end of a page or column only a short last line tells.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence, Set
from itertools import pairwise
from statistics import median

from stages.normalize.blanks import Blanks
from stages.normalize.languages import main_script
from stages.normalize.lines import Item

_TERMINAL = re.compile(
    r"[.!?。！？…۔؟।॥។:：;；♪~～][\"'”’»）)\]】」』》*]*\s*$|^\s*[\[(（【].*[\])）】]\s*$"
)
_BULLET = re.compile(
    r"\s*(?:[•·▪◦‣●○■□◆–—*-]\s+|[•●▪◦‣]|\(?[0-9]{1,2}[.)](?=\s)|[0-9]{1,2}、|[（(][0-9一二三四五六七八九十]{1,3}[）)]"
    r"|[a-zA-Z][.)]\s|[一二三四五六七八九十]{1,3}、)"
)
_CLOSING = "。，、；：？！…”’）》」』】〉〕.,;:?!)%"
_FIRST_WORD = re.compile(
    r"\s*[“‘（(《「『【〈\[]*([\u2e80-\u2fff\u3041-\u9fff\uf900-\ufaff]|[^\s\u2e80-\u9fff\uff00-\uffef\u2014-]+-?|.)"
)
_WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]")
_GAP = 1.13
_WIDEST_LEADING = 1.5
"""Times the size of type: what is further apart is no leading, where no wrapped line shows it."""
_MANY = 200
_ADVANCES = {
    **dict.fromkeys("ijl.,;:'!|I ", 0.28),
    **dict.fromkeys('frt()[]-/"', 0.36),
    **dict.fromkeys("ABCDEFGHJKLNOPQRSTUVXYZ&", 0.66),
    **dict.fromkeys("mwMW@%—…", 0.86),
}
_WIDE_ROOM = 0.35
_ENOUGH = 5
_LEAST_GAP = 1.06
_INDENT_EMS = 0.8
_RIGHT_TO_LEFT = ("Arab", "Hebr")


class Geometry:
    """What the layout of a document says about its paragraphs."""

    def __init__(self, items: Sequence[Item], apart: Set[int] = frozenset()) -> None:
        """Learn margins, leading and habits from the lines in reading order.

        Nothing is learnt from the lines whose numbers are in `apart`: headers, labels, stamps.
        """
        self._sides: dict[Item, tuple[float, float]] = {}
        self._margins: dict[tuple[int, int], float] = {}
        self._advances: dict[Item, float] = {}
        self._begins: dict[tuple[Item, Item], bool] = {}
        self._learn_margins([item for i, item in enumerate(items) if i not in apart])
        pairs = [
            (a, b)
            for i, (a, b) in enumerate(pairwise(items))
            if i not in apart and i + 1 not in apart and self._adjacent(a, b)
        ]
        self._leading = self._learn_leading(pairs)
        self._thresholds = self._learn_thresholds(pairs)
        self._blanks = Blanks([item.text for item in items])
        self._gaps = self._learn_gaps(pairs)
        self._indents = self._learn_indents(pairs)

    def begins(self, before: Item, this: Item) -> bool:
        """Whether `this` begins a paragraph, where `before` is the line before it in its text."""
        known = self._begins.get((before, this))
        if known is None:
            known = self._begins[before, this] = self._decide(before, this)
        return known

    def _decide(self, before: Item, this: Item) -> bool:
        if not self._adjacent(before, this):
            return self._begins_elsewhere(before, this)
        if this.line.row != before.line.row:
            # rows that no rule parts may be one cell: a sentence goes on in it
            return bool(_TERMINAL.search(before.text)) or self.short(before, this)
        if self.gap(before, this):
            return True
        if before.text.endswith(" ") and self._room(before) < _WIDE_ROOM:
            return False
        if ends_sentence(before) and self._blanks.ends_paragraph(before.text):
            return True
        short = self.short(before, this)
        if short and _BULLET.match(this.text):
            return True
        if self._indents and self._indented(before, this):
            return True
        if not short:
            return False
        if _TERMINAL.search(before.text):
            return not self._gaps or self._room(before) > 0.3
        return not self._gaps and self._room(before) > _WIDE_ROOM and not this.text[:1].islower()

    def gap(self, before: Item, this: Item) -> bool:
        """Whether more than the usual leading stands between two lines of one column."""
        sizes = _size(this), _size(before)
        threshold = max(self._thresholds.get(size, 0.0) for size in sizes)
        return 0 < threshold < this.line.y0 - before.line.y0

    def short(self, before: Item, this: Item) -> bool:
        """Whether the first word of a line would still have fitted on the line before."""
        ems = this.line.size or 10
        room = self._margin(before) - self._span(before)[1] - 0.5 * ems
        if room <= 0.4 * ems:
            return False
        word = _FIRST_WORD.match(this.text)
        return word is None or self._width(word, this) < room

    def _width(self, word: re.Match[str], this: Item) -> float:
        """Return how wide a word is set, with the marks that may not begin a line."""
        end = word.end()
        while end < len(this.text) and this.text[end] in _CLOSING:
            end += 1
        line = this.line
        width = (line.x1 - line.x0) * advance(this.text[:end]) / max(self._advance(this), 0.1)
        if not word[1].isascii() and len(word[1]) == 1:
            return max(width, (line.size or 10) * (end - word.start(1)) * 0.9)
        return width

    def _advance(self, item: Item) -> float:
        if item not in self._advances:
            self._advances[item] = advance(item.text)
        return self._advances[item]

    def _begins_elsewhere(self, before: Item, this: Item) -> bool:
        """Whether a paragraph begins at the top of a page, a column or a cell."""
        if before.text.endswith(" ") and self._room(before) < _WIDE_ROOM:
            return False
        if ends_sentence(before) and self._blanks.ends_paragraph(before.text):
            return True
        if self._indents and self._indented(before, this) and _TERMINAL.search(before.text):
            return True
        short = self.short(before, this)
        if short and _BULLET.match(this.text):
            return True
        return short and bool(_TERMINAL.search(before.text)) and self._room(before) > 0.04

    def _room(self, item: Item) -> float:
        """Return the share of the line that is left blank at its end."""
        left, right = self._span(item)
        margin = self._margin(item)
        return (margin - right) / max(margin - left, 1.0)

    def _indented(self, before: Item, this: Item) -> bool:
        ems = this.line.size or 10
        inset = self._span(this)[0] - self._span(before)[0]
        return _INDENT_EMS * ems < inset < 6 * ems

    def _adjacent(self, before: Item, this: Item) -> bool:
        return (
            before.page is this.page
            and before.line.column == this.line.column
            and this.line.y0 > before.line.y0 - 1
        )

    def _span(self, item: Item) -> tuple[float, float]:
        """Return where a line begins and ends in its direction of writing."""
        if item not in self._sides:
            line = item.line
            mirrored = not item.text.isascii() and main_script(item.text) in _RIGHT_TO_LEFT
            self._sides[item] = (-line.x1, -line.x0) if mirrored else (line.x0, line.x1)
        return self._sides[item]

    def _bucket(self, item: Item) -> tuple[int, int]:
        return item.line.column, round(self._span(item)[0] / 2)

    def _learn_margins(self, items: Sequence[Item]) -> None:
        ends: dict[tuple[int, int], list[float]] = defaultdict(list)
        for item in items:
            ends[self._bucket(item)].append(self._span(item)[1])
        for bucket, values in ends.items():
            values.sort()
            self._margins[bucket] = values[-1 - len(values) // 100]
        self._widen(items, ends)

    def _widen(self, items: Sequence[Item], ends: dict[tuple[int, int], list[float]]) -> None:
        """Where no line seems to have been full, expect a right margin as wide as the left one."""
        for item in {self._bucket(item): item for item in items}.values():
            bucket = self._bucket(item)
            left, margin = self._span(item)[0], self._margins[bucket]
            if bucket[0] or item.line.row is not None or left < 0 or len(ends[bucket]) > _MANY:
                continue
            near = sum(end > margin - 0.06 * (margin - left) for end in ends[bucket])
            if near < max(3, 0.12 * len(ends[bucket])):
                self._margins[bucket] = max(margin, item.page.width - left - 2 * item.line.size)

    def _margin(self, item: Item) -> float:
        column, left = self._bucket(item)
        around = [self._margins.get((column, left + step), -1e9) for step in (-1, 0, 1)]
        if max(around) < self._span(item)[1] + 1:
            # the first line of an indented paragraph: the margin is that of the lines at its left
            around += [self._margins.get((column, left - step), -1e9) for step in range(2, 32)]
        return max(around)

    def _learn_leading(self, pairs: Sequence[tuple[Item, Item]]) -> dict[int, float]:
        """Return the leading inside paragraphs for each size of type."""
        pitches: dict[int, Counter[float]] = defaultdict(Counter)
        smallest: dict[int, float] = {}
        for before, this in pairs:
            pitch = this.line.y0 - before.line.y0
            if _size(before) != _size(this) or not 0.6 < pitch / (this.line.size or 10) < 4:
                continue
            smallest[_size(this)] = min(pitch, smallest.get(_size(this), pitch))
            if not ends_sentence(before) and not self.short(before, this):
                pitches[_size(this)][round(pitch * 4) / 4] += 1
        leading = {size: min(p, _WIDEST_LEADING * size // 2 / 2) for size, p in smallest.items()}
        for size, found in pitches.items():
            leading[size] = max(found, key=lambda pitch: (found[pitch], -pitch))
        return leading

    def _learn_thresholds(self, pairs: Sequence[tuple[Item, Item]]) -> dict[int, float]:
        """Return what is a gap for each size of type: half way to what stands at sure ends."""
        ends: dict[int, list[float]] = defaultdict(list)
        for before, this in pairs:
            if (
                ends_sentence(before)
                and self.short(before, this)
                and self._room(before) > _WIDE_ROOM
            ):
                ends[_size(this)].append(this.line.y0 - before.line.y0)
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
            if _TERMINAL.search(before.text) and self.short(before, this)
        ]
        return sum(self.gap(*pair) for pair in ends) * 2 >= len(ends)

    def _learn_indents(self, pairs: Sequence[tuple[Item, Item]]) -> bool:
        """Whether the first line of a paragraph is indented."""
        steps = [self._indented(*pair) for pair in pairs if _TERMINAL.search(pair[0].text)]
        other = [self._indented(*pair) for pair in pairs if not _TERMINAL.search(pair[0].text)]
        return sum(steps) >= 3 and sum(steps) * len(other) > 4 * sum(other) * len(steps)


def ends_sentence(item: Item) -> bool:
    """Whether a line ends as a sentence does, or is an event in brackets."""
    return bool(_TERMINAL.search(item.text))


def advance(text: str) -> float:
    """Estimate how wide a text is set, in ems of no font in particular."""
    return sum(_ADVANCES.get(c, 0.5) if c < "\u1100" else 1.0 for c in text)


def _size(item: Item) -> int:
    """Return the class of type that sets the leading: its size, and whether it is Han or alike."""
    wide = not item.text.isascii() and bool(_WIDE.search(item.text))
    return round(item.line.size * 2) * 2 + wide
