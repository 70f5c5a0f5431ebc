"""The pages of the source: where each begins in the book."""

from collections.abc import Iterator

from stages.schema import Transcript

_MOST_SKIPPED = 20
"""A paragraph runs over this many pages at most; a larger hole in the numbers is no paragraph."""


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

        Pages on which nothing begins, inside a long paragraph, come with the next one.
        """
        numbers = self._due.pop(page, range(0)) if page is not None else range(0)
        self._placed += numbers
        return "".join(
            f'<span class="page" id="p{n}" role="doc-pagebreak" epub:type="pagebreak" '
            f'aria-label="{n}"></span>'
            for n in numbers
        )

    def placed(self) -> list[int]:
        """Return the pages handed out since this was last asked, in their order."""
        placed, self._placed = self._placed, []
        return placed


def _numbers(transcript: Transcript) -> Iterator[int | None]:
    yield from (paragraph.page for paragraph in transcript.front)
    yield from (chapter.page for chapter in transcript.chapters)
    for segment in transcript.segments:
        yield segment.page
        for paragraphs in segment.texts.values():
            yield from (paragraph.page for paragraph in paragraphs)
