"""A turn's text in one language: measured in cells, with the cost of a break anywhere."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import repeat
from operator import sub

from stages.text import spaced
from stages.write_srt.cells import cells_before
from stages.write_srt.marks import ENCLOSED, NEVER, enclosed
from stages.write_srt.phrases import phrase_costs
from stages.write_srt.units import units
from stages.write_srt.words import WORD_COSTS, traits

_TWO_WORDS = re.compile("([!-~]+) (?=([!-~]+))")
"""Two words of Latin letters, as they stand in Chinese."""


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
        self.cells = cells_before(text)
        self._inside_words: set[int] = set()
        self._starts, self._ends = self._units()
        cells = self.cells
        plain = isinstance(cells, range)
        self._start_cells = self._starts if plain else [cells[start] for start in self._starts]
        self._end_cells = self._ends if plain else [cells[end] for end in self._ends]

    def piece(self, start: int, end: int) -> str:
        """Return the text from one offset to another without the space around it."""
        return self.text[start:end].strip()

    def size(self, start: int, end: int) -> int:
        """Return the width in cells of a piece, without the space behind it."""
        cells = self.cells
        size = cells[end - 1 if end and self.text[end - 1] == " " else end] - cells[start]
        return size if size > 0 else 0

    def inked(self, places: Iterable[int]) -> list[int]:
        """Return the cells before each offset, less those of a space just before it."""
        cells, text = self.cells, self.text
        return [cells[at - (text[at - 1] == " ") if at else 0] for at in places]

    def breaks(self, start: int, end: int) -> list[int]:
        """Return the offsets strictly between two others where a line may begin."""
        first, last = bisect_right(self._starts, start), bisect_left(self._starts, end)
        return self._starts[first:last]

    @cached_property
    def costs(self) -> dict[int, float]:
        """What a line costs that ends before an offset where one may begin."""
        costs = self._word_costs() if self.spaced else self._phrase_costs()
        for at in enclosed(self.text):
            if at in costs:
                costs[at] += ENCLOSED
        costs.update(dict.fromkeys(self._inside_words, NEVER))
        return costs

    def line_breaks(self, begin: int, earliest: int) -> list[int]:
        """Return the offsets at which the line may end that begins at a cell.

        None of them lies before the cell `earliest`.
        """
        first = bisect_left(self._start_cells, max(earliest, begin + 1))
        last = bisect_right(self._end_cells, begin + self.limit)
        return self._starts[first : last + 1]

    def least_break(self, begin: int, end: int) -> float:
        """Return the cost of the cheapest break of what lies between two cells into two lines."""
        places = self.line_breaks(begin, end - self.limit)
        return min(map(self.costs.__getitem__, places), default=NEVER)

    def reach(self, places: Iterable[int], lines: int) -> list[int]:
        """Return the cells up to which a text from each offset on fits so many lines."""
        return [self.cells[at] + self.limit for at in self.next_after(places, lines - 1)]

    def next_after(self, places: Iterable[int], lines: int) -> Iterable[int]:
        """Return where the text goes on after so many full lines from each offset on."""
        following = [*self._starts, len(self.text)]
        for _ in range(lines):
            full = [self.cells[at] + self.limit for at in places]
            places = [following[at] for at in map(bisect_right, repeat(self._end_cells), full)]
        return places

    def _units(self) -> tuple[list[int], list[int]]:
        """Return where the units begin and end; what is longer than a line is cut.

        That happens to addresses, as the last resort.
        """
        starts, ends = units(self.text)
        if max(map(sub, ends, starts), default=0) > self.limit // 2:
            whole = set(starts)
            spans = zip(starts, ends, strict=True)
            parts = [part for span in spans for part in self._short_enough(*span)]
            starts, ends = [start for start, _ in parts], [end for _, end in parts]
            self._inside_words = set(starts) - whole
        return starts, ends

    def _short_enough(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the parts of a unit that fit a line."""
        while self.cells[end] - self.cells[start] > self.limit:
            cut = bisect_right(self.cells, self.cells[start] + self.limit) - 1
            yield start, cut
            start = cut
        yield start, end

    def _word_costs(self) -> dict[int, float]:
        pieces = self.text.split(" ")
        if len(pieces) != len(self._starts):
            spans = zip(self._starts, self._ends, strict=True)
            pieces = [self.text[start:end] for start, end in spans]
        words = list(map(traits, pieces, repeat(self.language)))
        found = map(WORD_COSTS.__getitem__, zip(words, words[1:], [*words[2:], None], strict=False))
        return dict(zip(self._starts[1:], found, strict=True))

    def _phrase_costs(self) -> dict[int, float]:
        costs = phrase_costs(self.text, self.language, self._starts[1:])
        for match in _TWO_WORDS.finditer(self.text):
            before, after = (traits(word, "en") for word in match.groups())
            costs[match.start(2)] = WORD_COSTS[before, after, None]
        return costs
