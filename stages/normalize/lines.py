"""The lines of a document as the parser sees them, and the stretches it cuts them into.

Every line is cut without remainder into spans, and every span has one role: that is how each
visible character gets into exactly one account of the ledger.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from msgspec import structs

from stages.normalize.stamps import fold
from stages.schema import Line, Page, Pages, Run

_STRANGE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f"
                      "\ufeff\ufffe\u2e80-\u2fdf\ufb00-\ufb4f\ufb50-\ufdff\ufe70-\ufeff"
                      "\u00a0\u2000-\u200a\u2028\u2029\u202f\u205f\ud800-\udfff]")  # fmt: skip
_KEPT = "\u200c\u200d"
"""Joiners that spell words in Persian and Indic scripts."""


@dataclass(slots=True, eq=False)
class Item:
    """A line with its page, cleaned of what is no character; `folded` is for matching."""

    page: Page
    index: int
    line: Line
    text: str
    folded: str
    spans: list["Span"] = field(default_factory=list)

    def span(self, start: int, end: int, role: str) -> "Span":
        """Cut a stretch out of the line for one account."""
        span = Span(self, start, end, role)
        self.spans.append(span)
        return span

    def whole(self, role: str) -> "Span":
        """Put the whole line into one account."""
        return self.span(0, len(self.text), role)


@dataclass(slots=True, eq=False)
class Span:
    """A stretch of a line and what it was taken for."""

    item: Item
    start: int
    end: int
    role: str
    language: str = ""

    @property
    def text(self) -> str:
        """The characters of the stretch."""
        return self.item.text[self.start : self.end]


def read(pages: Pages) -> list[Item]:
    """Return every line of the document in reading order."""
    return [item for page in pages.pages for item in _lines(page)]


def _lines(page: Page) -> Iterator[Item]:
    for index, line in enumerate(page.lines):
        clean = _clean(line) if _dirty(line.text) else line
        yield Item(page, index, clean, clean.text, fold(clean.text))


def _dirty(text: str) -> bool:
    if text.isascii() and text.isprintable():
        return False
    return bool(_STRANGE.search(text)) or not unicodedata.is_normalized("NFC", text)


def _clean(line: Line) -> Line:
    """Replace what stands for a glyph by its characters, and move the runs along."""
    pieces: list[str] = []
    offsets = [0]
    for character in line.text:
        pieces.append(_plain(character))
        offsets.append(offsets[-1] + len(pieces[-1]))
    runs = tuple(
        structs.replace(run, start=offsets[run.start], end=offsets[run.end]) for run in line.runs
    )
    text = "".join(pieces)
    composed = unicodedata.normalize("NFC", text)
    if len(composed) != len(text):
        runs = _recomposed(text, runs)
    return structs.replace(line, text=composed, runs=runs)


def _recomposed(text: str, runs: tuple[Run, ...]) -> tuple[Run, ...]:
    def at(offset: int) -> int:
        return len(unicodedata.normalize("NFC", text[:offset]))

    moved = (
        structs.replace(run, start=at(run.start), end=max(at(run.start), at(run.end)))
        for run in runs
    )
    return tuple(moved)


def _plain(character: str) -> str:
    if character.isascii():
        return (
            character if character.isprintable() else " " if character in "\t\n\r\x0b\x0c" else ""
        )
    if not _STRANGE.match(character) or character in _KEPT:
        return character
    category = unicodedata.category(character)
    if category in ("Cc", "Cf", "Cs", "Cn"):
        return ""
    if category.startswith("Z"):
        return " "
    return unicodedata.normalize("NFKC", character)
