"""Pages and Transcript: the two hand-over formats, typed, frozen and versioned.

Times are integers in milliseconds, lengths are points with the origin top left, offsets count
Unicode code points, languages are BCP 47 tags. An impossible value is refused with its place.
"""

from pathlib import Path
from typing import Any, Final, Literal, TypeVar

import msgspec
from msgspec import Struct, field

from stages.errors import BadHandover

PAGES_FORMAT: Final = "diglot/pages/1"
SEGMENTS_FORMAT: Final = "diglot/segments/1"

Furniture = Literal["", "head", "foot", "page-number", "watermark", "hidden", "duplicate"]
"""What a line is besides text: a running head or foot, a folio, a watermark, text that cannot be
seen (white, off the page), or text drawn a second time (fake bold)."""

MarkKind = Literal["bold", "italic", "link"]
SegmentKind = Literal["speech", "advert", "intro", "outro", "event"]
Severity = Literal["info", "warning", "error"]


class Source(Struct, frozen=True, kw_only=True):
    """The PDF a document was read from, and what it says of itself."""

    file: str
    sha256: str = ""
    pages: int = 0
    producer: str = ""
    title: str = ""
    author: str = ""


class Finding(Struct, frozen=True, kw_only=True):
    """Something odd in a source: its code (see `stages.findings`), and where it is."""

    code: str
    severity: Severity
    message: str
    segment: str | None = None
    language: str | None = None
    page: int | None = None


class Run(Struct, frozen=True, kw_only=True):
    """A stretch of a line set in one style; the runs of a line cover its text without overlap."""

    start: int = field(name="from")
    end: int = field(name="to")
    bold: bool = False
    italic: bool = False
    size: float = 0.0
    color: str = "#000000"

    def __post_init__(self) -> None:
        _require(0 <= self.start <= self.end, "a run ends before it begins")


class Line(Struct, frozen=True, kw_only=True):
    """A line of text on a page, in logical order, with its box and its style.

    `column` is 0 for text across the page, else the column from 1 in reading order; `row` numbers
    the rows of a table down the page and is None outside tables; `confidence` is below 1 only
    for text that was recognized from a picture. `size`, `bold`, `italic` and `color` are those of
    most of its characters; `runs` is empty where the whole line is set in that one style.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float = 0.0
    bold: bool = False
    italic: bool = False
    color: str = "#000000"
    column: int = 0
    row: int | None = None
    furniture: Furniture = ""
    confidence: float = 1.0
    runs: tuple[Run, ...] = ()

    def __post_init__(self) -> None:
        _require(self.x0 <= self.x1 and self.y0 <= self.y1, "a line's box is inside out")
        _require(all(r.end <= len(self.text) for r in self.runs), "a run ends after its line")


class Rule(Struct, frozen=True, kw_only=True):
    """A drawn rule: a thin line, or an edge of a table cell."""

    x0: float
    y0: float
    x1: float
    y1: float


class Link(Struct, frozen=True, kw_only=True):
    """A link annotation with its clickable box."""

    x0: float
    y0: float
    x1: float
    y1: float
    href: str


class Page(Struct, frozen=True, kw_only=True):
    """A page: its lines in reading order. `characters` is what the reader counted as visible."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...] = ()
    rules: tuple[Rule, ...] = ()
    links: tuple[Link, ...] = ()
    characters: int = 0

    def __post_init__(self) -> None:
        _require(self.number >= 1, "pages are numbered from 1")


class Bookmark(Struct, frozen=True, kw_only=True):
    """An entry of the PDF's outline; level 1 is the outermost."""

    title: str
    page: int
    level: int = 1


class Pages(Struct, frozen=True, kw_only=True):
    """The first hand-over format: the text of a PDF, page by page, as it stands there."""

    format: Literal["diglot/pages/1"] = PAGES_FORMAT
    source: Source
    pages: tuple[Page, ...] = ()
    outline: tuple[Bookmark, ...] = ()
    findings: tuple[Finding, ...] = ()


class Mark(Struct, frozen=True, kw_only=True):
    """Bold, italics or a link from code point `start` up to, not including, `end`."""

    kind: MarkKind
    start: int = field(name="from")
    end: int = field(name="to")
    href: str = ""

    def __post_init__(self) -> None:
        _require(0 <= self.start < self.end, "a mark is empty or inside out")


class PageStart(Struct, frozen=True, kw_only=True):
    """A page of the source that begins inside a paragraph, before code point `at`."""

    at: int
    page: int


class Paragraph(Struct, frozen=True, kw_only=True):
    """A paragraph in one language; `start_ms` is an anchor printed in front of it, if any.

    `page` is the source page on which it begins, `page_starts` the later ones on which it goes on.
    """

    text: str
    start_ms: int | None = None
    page: int | None = None
    marks: tuple[Mark, ...] = ()
    page_starts: tuple[PageStart, ...] = ()

    def __post_init__(self) -> None:
        _require(_not_negative(self.start_ms), "a time is negative")
        _require(all(m.end <= len(self.text) for m in self.marks), "a mark ends after its text")
        inside = all(0 < start.at < len(self.text) for start in self.page_starts)
        _require(inside, "a page begins outside its paragraph")


class Clause(Struct, frozen=True, kw_only=True):
    """A part of a pair, cut at the same place of meaning in each language."""

    texts: dict[str, str]
    start_ms: int | None = None
    end_ms: int | None = None
    uncertainty_ms: int = 0


class Pair(Struct, frozen=True, kw_only=True):
    """Sentences that say the same in each language. A language that has no part is left out.

    Texts are stretches of the paragraphs without outer space; over the pairs of a segment they
    use each paragraph's text exactly once, in order. `clauses` does the same for the pair, and is
    empty where the pair is its own only clause. Times are None where the source has no times.
    """

    texts: dict[str, str]
    start_ms: int | None = None
    end_ms: int | None = None
    uncertainty_ms: int = 0
    confidence: float = 1.0
    clauses: tuple[Clause, ...] = ()

    def __post_init__(self) -> None:
        _require(_not_negative(self.start_ms), "a time is negative")
        if self.start_ms is not None and self.end_ms is not None:
            _require(self.start_ms <= self.end_ms, "a pair ends before it begins")


class Segment(Struct, frozen=True, kw_only=True):
    """A turn: who spoke, when, and the paragraphs in each language.

    `speaker` is "" where nobody is named. `start_ms` is as printed, None where nothing is.
    """

    id: str
    start_ms: int | None = None
    end_ms: int | None = None
    speaker: str = ""
    note: str = ""
    kind: SegmentKind = "speech"
    page: int | None = None
    texts: dict[str, tuple[Paragraph, ...]] = {}
    pairs: tuple[Pair, ...] = ()

    def __post_init__(self) -> None:
        _require(_not_negative(self.start_ms) and _not_negative(self.end_ms), "a time is negative")


class Chapter(Struct, frozen=True, kw_only=True):
    """A sub-heading of the source, printed before the segment named, in one or more languages."""

    segment: str
    texts: dict[str, str]
    page: int | None = None


class Credit(Struct, frozen=True, kw_only=True):
    """One who made the source, from its cover."""

    role: str
    name: str
    contact: str = ""


class Ledger(Struct, frozen=True, kw_only=True):
    """Where every visible character of the PDF went; the accounts add up to `characters`.

    `labels` holds speaker lines, stamps, language labels and sub-headings; `front` the title and
    what else stands before the first turn. `omitted` is what a user asked to leave out of the
    products, and is part of `text`, not an account beside it.
    """

    characters: int = 0
    text: int = 0
    labels: int = 0
    credits: int = 0
    front: int = 0
    furniture: int = 0
    unplaced: int = 0
    omitted: int = 0

    @property
    def balanced(self) -> bool:
        """True where the accounts add up to the characters of the PDF."""
        placed = self.text + self.labels + self.credits + self.front + self.furniture
        return placed + self.unplaced == self.characters


class Transcript(Struct, frozen=True, kw_only=True):
    """The second hand-over format, the one document in the middle: all writers read only this.

    `languages[0]` is what was spoken. `titles` holds the title by language where the source
    prints it in several. Every key of a segment's texts is one of `languages`.
    """

    format: Literal["diglot/segments/1"] = SEGMENTS_FORMAT
    title: str = ""
    titles: dict[str, str] = {}
    languages: tuple[str, ...] = ()
    credits: tuple[Credit, ...] = ()
    speakers: tuple[str, ...] = ()
    front: tuple[Paragraph, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    segments: tuple[Segment, ...] = ()
    findings: tuple[Finding, ...] = ()
    ledger: Ledger = Ledger()
    source: Source = Source(file="")

    def __post_init__(self) -> None:
        ids = {s.id for s in self.segments}
        _require(len(ids) == len(self.segments), "two segments have the same id")
        known = set(self.languages)
        _require(all(known >= s.texts.keys() for s in self.segments), "a language is not listed")
        _require(all(c.segment in ids for c in self.chapters), "a chapter names no segment")


class Rendered(Struct, frozen=True, kw_only=True):
    """What a writer made: contents by file-name ending (".epub", ".en.srt"), and what was odd."""

    files: dict[str, bytes]
    findings: tuple[Finding, ...] = ()


Document = TypeVar("Document", Pages, Transcript)


def encode(document: Pages | Transcript) -> bytes:
    """Return the document as UTF-8 JSON, one element a line where that helps a reader."""
    return msgspec.json.format(msgspec.json.encode(document), indent=1) + b"\n"


def decode(data: bytes, kind: type[Document], name: str = "the hand-over file") -> Document:
    """Read a hand-over file. Raises BadHandover with the place of the first fault."""
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise BadHandover(name, str(error)) from error


def load(path: Path, kind: type[Document]) -> Document:
    """Read a hand-over file from disk. Raises BadHandover, also where it cannot be read."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadHandover(str(path), error.strerror or str(error)) from error
    return decode(data, kind, str(path))


def json_schemas() -> dict[str, Any]:
    """Return the JSON Schema of both hand-over formats, by format name."""
    return {
        PAGES_FORMAT: msgspec.json.schema(Pages),
        SEGMENTS_FORMAT: msgspec.json.schema(Transcript),
    }


def _not_negative(time: int | None) -> bool:
    return time is None or time >= 0


def _require(holds: bool, otherwise: str) -> None:
    if not holds:
        raise ValueError(otherwise)
