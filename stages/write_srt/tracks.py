"""A turn's text in one language: measured in cells, with the cost of a break anywhere."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate

from stages.text import spaced
from stages.write_srt.cells import cell_widths
from stages.write_srt.marks import ENCLOSED, NEVER, enclosed, punctuation_cost
from stages.write_srt.phrases import Phrases
from stages.write_srt.units import units
from stages.write_srt.words import traits, word_cost


class Track:
    """A turn's text in one language.

    `limit` is the longest line in cells, `speed` the highest reading speed in cells a second;
    `cells[n]` are the cells before offset n.
    """

    def __init__(self, text: str, language: str, limit: int, speed: float) -> None:
        self.text = text
        self.language = language
        self.limit = limit
        self.speed = speed
        self.spaced = spaced(language)
        self.cells = [0, *accumulate(cell_widths(text))]
        self._spans = [part for unit in units(text) for part in self._short_enough(*unit)]
        self._starts = [start for start, _ in self._spans]
        self._start_cells = [self.cells[start] for start in self._starts]
        self._end_cells = [self.cells[end] for _, end in self._spans]
        self._costs: dict[int, float] = {}

    def piece(self, start: int, end: int) -> str:
        """Return the text from one offset to another without the space around it."""
        return self.text[start:end].strip()

    def size(self, start: int, end: int) -> int:
        """Return the width in cells of a piece, without the space behind it."""
        return max(0, self.inked(end) - self.cells[start])

    def inked(self, at: int) -> int:
        """Return the cells before an offset, less those of a space just before it."""
        return self.cells[at - 1 if at and self.text[at - 1] == " " else at]

    def break_cost(self, at: int) -> float:
        """Return the cost of a line that ends before offset `at`, the start of a unit."""
        cost = self._costs.get(at)
        if cost is None:
            cost = self._costs[at] = self._break_cost(at)
        return cost

    def breaks(self, start: int, end: int) -> list[int]:
        """Return the offsets strictly between two others where a line may begin."""
        first, last = bisect_right(self._starts, start), bisect_left(self._starts, end)
        return self._starts[first:last]

    def least_break(self, start: int, end: int) -> float:
        """Return the cost of the cheapest break of what lies between two cells into two lines."""
        first = bisect_left(self._start_cells, end - self.limit)
        last = bisect_right(self._end_cells, start + self.limit)
        return min(map(self.break_cost, self._starts[first : last + 1]), default=NEVER)

    def reach(self, start: int, lines: int) -> int:
        """Return the cell up to which a text from `start` on can be set in so many lines."""
        return self.cells[self.next_after(start, lines - 1)] + self.limit

    def next_after(self, start: int, lines: int) -> int:
        """Return where the text goes on after so many full lines from `start` on."""
        for _ in range(lines):
            index = bisect_right(self._end_cells, self.cells[start] + self.limit)
            if index == len(self._starts):
                return len(self.text)
            start = self._starts[index]
        return start

    def _short_enough(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield a unit, in parts where it is longer than a line: an address, as the last resort."""
        while self.cells[end] - self.cells[start] > self.limit:
            cut = bisect_right(self.cells, self.cells[start] + self.limit) - 1
            yield start, cut
            start = cut
        yield start, end

    @cached_property
    def _phrases(self) -> Phrases:
        return Phrases(self.text, self.language)

    @cached_property
    def _enclosed(self) -> frozenset[int]:
        return enclosed(self.text)

    def _break_cost(self, at: int) -> float:
        extra = ENCLOSED if at in self._enclosed else 0.0
        index = bisect_left(self._starts, at)
        start, end = self._spans[index - 1]
        if not self.spaced and not (self.text[at].isascii() and self.text[end - 1].isascii()):
            return extra + self._phrases.cost(at)
        if end == at and punctuation_cost(self.text[start:end]) is None:
            return NEVER
        language = self.language if self.spaced else "en"
        words = [traits(self.text[a:b], language) for a, b in self._spans[index - 1 : index + 2]]
        return extra + word_cost(words[0], words[1], words[2] if len(words) > 2 else None)
