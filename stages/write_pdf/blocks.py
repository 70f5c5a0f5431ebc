"""Blocks of styled text in rows: what a book consists of before it has pages."""

from typing import NamedTuple

from stages.schema import Transcript
from stages.write_pdf.choose import Style
from stages.write_pdf.lines import Span
from stages.write_pdf.sheets import Sheet

INK = "0 g"
QUIET = "0.36 g"
"""Grey for stamps, labels and furniture, with a contrast of more than 7 : 1 on white."""
LINK = "0.02 0.25 0.5 rg"

Runs = tuple[tuple[str, Span], ...]


class Block(NamedTuple):
    """A paragraph, a heading or an entry: its text, what it is, and how it stands on the page.

    `lead` is set in front of the text and is an element of its own (`lead_tag`), or the first
    part of the same element where `lead_tag` is "". Only the latter hangs in the margin.
    """

    tag: str
    language: str
    runs: Runs
    before: float
    leading: float
    lead: Runs = ()
    lead_tag: str = ""
    keep: bool = False
    """Stays on one page with what follows."""
    barred: bool = False
    """Marked at its edge as a translation."""
    key: str = ""
    """Names the place for bookmarks and links."""
    target: str = ""
    """The key of the place that an entry of the contents leads to."""


class Row(NamedTuple):
    """Blocks side by side: one across the page, or one (or None) for each language."""

    blocks: tuple[Block | None, ...]
    across: bool = True
    section: int = -1
    """The number of the turn it belongs to; -1 outside the turns."""
    chapter: str = ""
    """The key of the chapter it belongs to."""


class Book(NamedTuple):
    """The transcript and the design of its pages, which everything is composed from."""

    transcript: Transcript
    sheet: Sheet

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages, the original first; never empty."""
        return self.transcript.languages or ("und",)

    @property
    def main(self) -> str:
        """The language of the original, which is that of the document."""
        return self.languages[0]

    def span(
        self, language: str = "", scale: float = 1.0, bold: bool = False, color: str = INK
    ) -> Span:
        """Return how text is set in a language (that of the original) at a multiple of its size."""
        tag = language or self.main
        return Span(Style(tag, bold=bold), self.sheet.size * scale, color)


def flat(text: str) -> str:
    """Return a text without line ends or tabs, each a blank, so that no offset moves."""
    return text if text.isprintable() else text.translate(_BLANKS)


def plain(text: str) -> str:
    """Return a name or a title on one line, without the controls that could turn it round."""
    return (text if text.isprintable() else text.translate(_BLANKS | _CONTROLS)).strip()


_BLANKS: dict[int, str] = dict.fromkeys(map(ord, "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029"), " ")
_CONTROLS: dict[int, str] = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)], "")
