"""What stands before the text: the cover with title and credits, and the contents."""

import re
from collections.abc import Iterator

from stages.chapters import Part
from stages.links import safe_link
from stages.schema import Credit
from stages.text import clock, width
from stages.words import words
from stages.write_pdf.blocks import LINK, QUIET, Block, Book, Row, Runs, plain
from stages.write_pdf.lines import Span

_ADDRESS = re.compile(
    r"https?://[^\s•|,;]+|(?:mailto:)?[a-z0-9.+_-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+"
    r"|(?<![@\w.])(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/[^\s•|,;]*)?",
    re.IGNORECASE | re.ASCII,
)
_SCHEME = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)


def titles(book: Book) -> list[tuple[str, str]]:
    """Return the title line by line with its language; never empty."""
    source = book.transcript
    title = plain(source.title or source.source.title)
    lines = [(book.main, title)] if title else []
    told = [(tag, plain(source.titles[tag])) for tag in book.languages if tag in source.titles]
    lines += [(tag, text) for tag, text in told if text and text not in title]
    return lines or [(book.main, next(iter(words("transcript", (book.main,)).values())))]


def title(book: Book) -> str:
    """Return the title on one line: that of the source, or its lines put together."""
    lines = [text for _, text in titles(book)]
    return lines[0] if book.transcript.title else " - ".join(lines)


def place(part: Part) -> str:
    """Return the key of the place where a part begins."""
    first = part.segments[0].id
    return f"chapter-{first}" if part.heading else first


def cover(book: Book) -> list[Row]:
    """Compose the title, and who made the source."""
    size = book.sheet.size
    blocks = []
    for number, (language, text) in enumerate(titles(book)):
        tag, scale = ("H1", 2.6) if number == 0 else ("P", 1.9)
        scale = max(1.4, min(scale, 0.85 * book.sheet.measure / (size * width(text) or 1)))
        before = book.sheet.height * 0.22 if number == 0 else size
        runs = ((text, book.span(language, scale, bold=True)),)
        blocks.append(Block(tag, language, runs, before, size * scale * 1.3))
    for credit in book.transcript.credits:
        blocks += _credit(book, credit)
    return [Row((block,)) for block in blocks]


def _credit(book: Book, credit: Credit) -> Iterator[Block]:
    size = book.sheet.size
    lines = (
        (((plain(credit.role), book.span(scale=0.8, bold=True, color=QUIET)),), size * 2.6),
        (((plain(credit.name), book.span(scale=1.15)),), size * 0.1),
        (_contact(plain(credit.contact), book.span(scale=0.9)), 0.0),
    )
    for runs, before in lines:
        if any(text.strip() for text, _ in runs):
            yield Block("P", book.main, runs, before, size * 1.5, keep=True)


def _contact(contact: str, span: Span) -> Runs:
    """Cut a contact line so that its addresses are links."""
    runs: list[tuple[str, Span]] = []
    end = 0
    for match in _ADDRESS.finditer(contact):
        address = match[0].rstrip(".")
        runs.append((contact[end : match.start()], span))
        end = match.start() + len(address)
        href = address if _SCHEME.match(address) else _scheme(address) + address
        linked = span._replace(color=LINK, href=safe_link(href))
        runs.append((address, linked if linked.href else span))
    return (*runs, (contact[end:], span))


def _scheme(address: str) -> str:
    return "mailto:" if "@" in address else "https://"


def contents(book: Book, parts: list[Part]) -> list[Row]:
    """Compose a table of contents for each language that names two places or more.

    Page numbers come when the pages are known.
    """
    rows: list[Row] = []
    for language in book.languages:
        entries = [
            _entry(book, part, language, text)
            for part in parts
            if (text := plain(part.label(book.languages).get(language, "")))
        ]
        if len(entries) > 1:
            entries[-2] = entries[-2]._replace(keep=True)
            heading = _contents_heading(book, language, again=bool(rows))
            rows += [heading, *(Row((e,), chapter=f"contents-{language}") for e in entries)]
    return rows


def _contents_heading(book: Book, language: str, again: bool) -> Row:
    size = book.sheet.size
    text = next(iter(words("contents", (language,)).values()))
    runs = ((text, book.span(language, 1.7, bold=True)),)
    return Row((Block("H2", language, runs, size * 3 * again, size * 2.4, keep=True),))


def _entry(book: Book, part: Part, language: str, text: str) -> Block:
    start, size = part.segments[0].start_ms, book.sheet.size
    quiet = book.span(language, 0.85, color=QUIET)
    return Block(
        "TOCI",
        language,
        ((text, book.span(language, book.sheet.scale(language))),),
        size * 0.25,
        size * 1.4,
        lead=((clock(start) + " ", quiet),) if start is not None else (),
        target=place(part),
    )


def bookmark(book: Book, part: Part, number: int) -> str:
    """Return what the bookmarks call a part: its heading, else its time and first words.

    It must not read like a line of the text, or a reader would take that line for a heading.
    """
    label = plain(" · ".join(part.label(book.languages).values()))
    if part.heading:
        return label
    start = part.segments[0].start_ms
    return f"{number}. {label}" if start is None else f"{clock(start)} {label}"


def running_head(book: Book, part: Part) -> str:
    """Return what the pages of a chapter are headed with: its name in the original language."""
    label = part.label(book.languages)
    return plain(label.get(book.main) or next(iter(label.values()), ""))
