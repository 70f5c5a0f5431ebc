"""A turn made ready for cutting: its text in each language, and where all may be cut at once."""

from bisect import bisect_right
from itertools import accumulate

from stages.text import spaced
from stages.write_srt.cells import cell_widths
from stages.write_srt.marks import NEVER, punctuation_cost
from stages.write_srt.phrases import phrase_cost, phrase_scorer
from stages.write_srt.units import Unit, units
from stages.write_srt.words import word_cost, words_of


class Track:
    """A turn's text in one language, measured in cells, with the cost of a break anywhere.

    `limit` is the longest line in cells, `speed` the highest reading speed in cells a second.
    """

    def __init__(self, text: str, language: str, limit: int, speed: float) -> None:
        self.text = text
        self.language = language
        self.limit = limit
        self.speed = speed
        self.spaced = spaced(language)
        self.words = words_of(language)
        self.score = None if self.spaced else phrase_scorer(language)
        self.cells = [0, *accumulate(cell_widths(text))]
        self.units = [part for unit in units(text) for part in self._short_enough(unit)]
        self.starts = [unit.start for unit in self.units]
        self._ends = [self.cells[unit.end] for unit in self.units]
        self._costs: dict[int, float] = {}

    def piece(self, start: int, end: int) -> str:
        """Return the text from one offset to another without the space around it."""
        return self.text[start:end].strip()

    def size(self, start: int, end: int) -> int:
        """Return the width in cells of a piece, without the space behind it."""
        return max(0, self.inked(end) - self.cells[start])

    def break_cost(self, at: int) -> float:
        """Return the cost of a line that ends before offset `at`, the start of a unit."""
        cost = self._costs.get(at)
        if cost is None:
            cost = self._costs[at] = self._break_cost(at)
        return cost

    def _short_enough(self, unit: Unit) -> list[Unit]:
        """Cut a word that is longer than a line, such as an address, as the last resort."""
        parts = []
        start, end = unit
        while self.cells[end] - self.cells[start] > self.limit:
            cut = bisect_right(self.cells, self.cells[start] + self.limit) - 1
            parts.append(Unit(start, cut))
            start = cut
        return [*parts, Unit(start, end)]

    def _break_cost(self, at: int) -> float:
        index = bisect_right(self.starts, at) - 1
        before, after = self.units[index - 1], self.units[index]
        left = self.text[before.start : before.end]
        if not self.spaced and not (self.text[at].isascii() and left[-1].isascii()):
            return phrase_cost(self.text, at, self.score, self.words)
        if before.end == after.start and punctuation_cost(left) is None:
            return NEVER
        right = self.text[after.start : after.end]
        last = self.units[index + 1] if index + 1 < len(self.units) else Unit(0, 0)
        words = self.words if self.spaced else words_of("en")
        return word_cost(left, right, self.text[last.start : last.end], words)

    def breaks(self, start: int, end: int) -> list[int]:
        """Return the offsets strictly between two others where a line may begin."""
        first, last = bisect_right(self.starts, start), bisect_right(self.starts, end - 1)
        return self.starts[first:last]

    def inked(self, at: int) -> int:
        """Return the cells before an offset, less those of a space just before it."""
        return self.cells[at - 1 if at and self.text[at - 1] == " " else at]

    def reach(self, start: int, lines: int) -> int:
        """Return the cell up to which a text from `start` on can be set in so many lines."""
        last = self._line_starts(start, lines - 1)
        return self.cells[last] + self.limit

    def next_after(self, start: int, lines: int) -> int:
        """Return where the text goes on after so many full lines from `start` on."""
        return self._line_starts(start, lines)

    def _line_starts(self, start: int, lines: int) -> int:
        for _ in range(lines):
            index = bisect_right(self._ends, self.cells[start] + self.limit)
            if index == len(self.starts):
                return len(self.text)
            start = self.starts[index]
        return start
