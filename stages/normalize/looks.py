"""How headers look among the other lines: their type, and whether text stands under them."""

from collections.abc import Sequence

from stages.normalize.headers import Candidate
from stages.normalize.lines import Item
from stages.normalize.reading import Headers
from stages.normalize.style import Style, body_style, style_at, style_of


class Looks:
    """The look of the lines of a document."""

    def __init__(self, items: Sequence[Item], found: Sequence[Sequence[Candidate]]) -> None:
        """Take the lines, and for each the headers that could begin there."""
        self._items = items
        self._found = found
        self.body = body_style(items)
        """The type in which most of the text is set."""
        self._capitals = 2 * sum(item.text.isupper() for item in items) > len(items)

    def stamp_style(self, i: int) -> Style:
        """Return the type that the first digit of a header is set in."""
        item = self._items[i]
        at = next((k for k, c in enumerate(item.folded) if c.isdigit()), 0)
        return style_at(item, at)

    def name_style(self, i: int, candidate: Candidate) -> Style:
        """Return the type that the name in a header is set in."""
        return style_at(self._items[i], self._items[i].text.find(candidate.name))

    def heads(self, i: int, candidate: Candidate) -> bool:
        """Whether there is text that a header heads: on its line or under it."""
        return candidate.text_from is not None or self.text_under(i, candidate)

    def text_under(self, i: int, candidate: Candidate) -> bool:
        """Whether the line after a header is no header with a stamp itself."""
        after = i + candidate.form.lines
        return after < len(self._found) and not any(
            c.stamp and c.form.lines == 1 for c in self._found[after]
        )

    def stamps_alone(self) -> set[int]:
        """Return the lines that hold a stamp and nothing else."""
        return {
            i
            for i, line in enumerate(self._found)
            if any(c.form.dialect == "stamp-text" and c.text_from is None for c in line)
        }

    def like_those(self, strong: Headers, i: int, candidate: Candidate) -> bool:
        """Whether a line with a colon at its end is set as the headers with stamps are."""
        style = self.name_style(i, candidate)
        if style == self.body or candidate.text_from is not None:
            return False
        alike = sum(self.name_style(j, c) == style for j, c in strong.items())
        colon = self._items[i].folded.rstrip(" *").endswith(":")
        return colon and alike * 2 >= len(strong) and self.text_under(i, candidate)

    def style_fits(self, i: int, candidate: Candidate, others: bool) -> bool:
        """Whether a line is set as its form asks for; `others`: there are other headers."""
        style = candidate.form.style
        line = self._items[i].line
        if style == "distinct":
            return _run_is_name(self._items[i], candidate)
        if style == "own-line":
            own = style_of(line) != self.body and not line.runs
            own = own or (candidate.name.isupper() and not self._capitals)
            return self.text_under(i, candidate) and (own or not others)
        return True


def _run_is_name(item: Item, candidate: Candidate) -> bool:
    """Whether the name, and little else, is set in type of its own."""
    runs = item.line.runs
    if len(runs) < 2 or not item.text.startswith(candidate.name):
        return False
    first, second = runs[0], runs[1]
    if (first.bold, first.italic, first.color) == (second.bold, second.italic, second.color):
        return False
    return item.text[: first.end].rstrip(" :：.-–—") == candidate.name
