"""The pages of the source: where each begins in the book."""

from collections.abc import Iterator
from operator import attrgetter

from stages.schema import Paragraph, Transcript

_MOST_SKIPPED = 20
"""Pages without text (pictures, blank ones) that may follow each other in one document."""


class Folios:
    """Hands out the marks of source pages, each once, at the first text that stands on the page."""

    def __init__(self, transcript: Transcript) -> None:
        numbers = {n for n in _numbers(transcript) if n is not None and n > 0}
        if min(numbers, default=0) in range(1, _MOST_SKIPPED):
            numbers.add(1)
        self._due: dict[int, range] = {}
        last = 0
        for number in sorted(numbers):
            first = last + 1 if number - last <= _MOST_SKIPPED else number
            self._due[number] = range(first, number + 1)
            last = number
        self._placed: list[int] = []

    def at(self, page: int | None) -> str:
        """Return the marks that are due where text of this page begins, "" where there are none.

        Pages without any text come with the next one.
        """
        numbers = self._due.pop(page, range(0)) if page is not None else range(0)
        self._placed += numbers
        return "".join(
            f'<span class="page" id="p{n}" role="doc-pagebreak" epub:type="pagebreak" '
            f'aria-label="{n}"></span>'
            for n in numbers
        )

    def inside(self, paragraph: Paragraph) -> list[tuple[int, str]]:
        """Return the marks that are due inside a paragraph, each with the code point it precedes.

        The page on which the paragraph begins is to be asked for before.
        """
        starts = sorted(paragraph.page_starts, key=attrgetter("at"))
        marks = ((start.at, self.at(start.page)) for start in starts)
        return [(at, mark) for at, mark in marks if mark]

    def placed(self) -> list[int]:
        """Return the pages handed out since this was last asked, in their order."""
        placed, self._placed = self._placed, []
        return placed


def _numbers(transcript: Transcript) -> Iterator[int | None]:
    paragraphs = [*transcript.front]
    for segment in transcript.segments:
        yield segment.page
        for texts in segment.texts.values():
            paragraphs += texts
    yield from (chapter.page for chapter in transcript.chapters)
    for paragraph in paragraphs:
        yield paragraph.page
        yield from {start.at: start.page for start in paragraph.page_starts}.values()
