"""Turn a transcript into blocks of styled text, in reading order: the book before its pages."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise, zip_longest
from typing import NamedTuple

from stages.chapters import Part
from stages.links import safe_link
from stages.schema import Credit, Paragraph, Segment, Transcript
from stages.text import clock
from stages.words import autonym, words
from stages.write_pdf.choose import Style
from stages.write_pdf.lines import Span
from stages.write_pdf.sheets import Sheet

INK = "0 g"
QUIET = "0.36 g"
"""Grey for stamps, labels and furniture, with a contrast of more than 7 : 1 on white."""
LINK = "0.02 0.25 0.5 rg"

_ADDRESS = re.compile(
    r"https?://[^\s•|,;]+|(?:mailto:)?[a-z0-9.+_-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+"
    r"|(?<![@\w.])(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/[^\s•|,;]*)?",
    re.IGNORECASE | re.ASCII,
)
_SCHEME = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)

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
    lead: Runs = ()
    lead_tag: str = ""
    keep: bool = False
    barred: bool = False
    """Marked at its left edge as a translation."""
    leading: float = 0.0
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


class Composer:
    """Knows the page design and the languages, and sets everything of one book in them."""

    def __init__(self, transcript: Transcript, sheet: Sheet) -> None:
        self.transcript = transcript
        self.sheet = sheet
        self.languages = transcript.languages or ("und",)
        self._scripts = _scripts(transcript)
        starts = [segment.start_ms for segment in transcript.segments[1:]]
        self._starts = dict(zip((s.id for s in transcript.segments), starts, strict=False))

    @property
    def main(self) -> str:
        """The language of the original, which is that of the document."""
        return self.languages[0]

    def titles(self) -> list[tuple[str, str]]:
        """Return the title line by line with its language; never empty."""
        source = self.transcript
        title = source.title or source.source.title
        lines = [(self.main, title)] if title else []
        told = [(tag, source.titles[tag]) for tag in self.languages if source.titles.get(tag)]
        lines += [(tag, text) for tag, text in told if text not in title]
        return lines or [(self.main, next(iter(words("transcript", (self.main,)).values())))]

    @property
    def title(self) -> str:
        """The title on one line."""
        return self.transcript.title or " - ".join(text for _, text in self.titles())

    def head(self, part: Part, number: int) -> str:
        """Return what the bookmarks call a part: its heading, else its time and first words.

        It must not read like a line of the text, or a reader would take that line for a heading.
        """
        label = " · ".join(part.label(self.languages).values())
        if part.heading:
            return label
        start = part.segments[0].start_ms
        return f"{number}. {label}" if start is None else f"{clock(start)} {label}"

    def cover(self) -> list[Row]:
        """The title, and who made the source."""
        size = self.sheet.size
        rows = []
        for number, (language, text) in enumerate(self.titles()):
            scale, tag = (2.6, "H1") if number == 0 else (1.9, "P")
            span = Span(Style(language, bold=True), size * scale)
            before = self.sheet.height * 0.22 if number == 0 else size
            rows.append(Block(tag, language, ((text, span),), before, leading=size * scale * 1.3))
        for credit in self.transcript.credits:
            rows += self._credit(credit)
        return [Row((block,)) for block in rows]

    def _credit(self, credit: Credit) -> Iterator[Block]:
        size, leading = self.sheet.size, self.sheet.size * 1.5
        plain, bold = Style(self.main), Style(self.main, bold=True)
        lines = (
            (((credit.role, Span(bold, size * 0.8, QUIET)),), size * 2.6),
            (((credit.name, Span(plain, size * 1.15)),), size * 0.1),
            (_contact_runs(credit.contact, Span(plain, size * 0.9)), 0.0),
        )
        for runs, before in lines:
            if any(text for text, _ in runs):
                yield Block("P", self.main, runs, before, leading=leading, keep=True)

    def contents(self, parts: list[Part]) -> list[Row]:
        """A table of contents for each language that names two places or more.

        Page numbers come when the pages are known.
        """
        rows: list[Row] = []
        for language in self.languages:
            entries = [
                self._entry(part, language, text)
                for part in parts
                if (text := part.label(self.languages).get(language))
            ]
            if len(entries) > 1:
                rows += [self._contents_heading(language, again=bool(rows)), *entries]
        return rows

    def _contents_heading(self, language: str, again: bool) -> Row:
        size = self.sheet.size
        text = words("contents", (language,)).get(language) or words("contents", ())["en"]
        span = Span(Style(language, bold=True), size * 1.5)
        before = size * 3 if again else 0
        return Row((Block("H2", language, ((text, span),), before, leading=size * 2.4, keep=True),))

    def _entry(self, part: Part, language: str, text: str) -> Row:
        start = part.segments[0].start_ms
        quiet = Span(Style(language), self.sheet.size * 0.85, QUIET)
        block = Block(
            "TOCI",
            language,
            ((text, Span(Style(language), self.sheet.type_size(language))),),
            self.sheet.size * 0.25,
            lead=((clock(start) + " ", quiet),) if start is not None else (),
            leading=self.sheet.size * 1.4,
            target=place(part),
        )
        return Row((block,), chapter=f"contents-{language}")

    def body(self, parts: list[Part]) -> Iterator[Row]:
        """The front paragraphs, then the chapters with their turns."""
        for number, paragraph in enumerate(self.transcript.front):
            before = self.sheet.size * (0.7 if number else 0)
            yield Row((self._paragraph(paragraph, self._language_of(paragraph.text), before),))
        number, chapter = 0, ""
        for part in parts:
            if part.heading:
                chapter = place(part)
                yield from self._heading(part, chapter)
            for segment in part.segments:
                for row in self._turn(segment, inside=bool(chapter)):
                    yield row._replace(section=number, chapter=chapter)
                number += 1

    def _heading(self, part: Part, key: str) -> Iterator[Row]:
        """A sub-heading of the source: one line a language."""
        size = self.sheet.size
        for number, (language, text) in enumerate(part.label(self.languages).items()):
            tag, scale = ("H2", 1.5) if number == 0 else ("P", 1.3)
            span = Span(Style(language, bold=True), size * scale)
            before = size * (0.1 if number else 2.8)
            block = Block(
                tag, language, ((text, span),), before, keep=True, leading=size * scale * 1.4
            )
            yield Row((block._replace(key="" if number else key),), chapter=key)

    def _turn(self, segment: Segment, inside: bool) -> Iterator[Row]:
        """The speaker line, then the paragraphs of each language."""
        tag = "H3" if inside else "H2"
        texts = [(tag_, segment.texts[tag_]) for tag_ in self.languages if segment.texts.get(tag_)]
        stamp = _stamp(segment, self._starts.get(segment.id))
        event = segment.kind == "event" and not segment.speaker and len(texts) == 1
        size = self.sheet.size
        if not (stamp and event):
            yield Row((self._header(segment, stamp, tag),))
            stamp = ""
        labels = self._doubtful(segment)
        columns = [
            self._language_blocks(language, paragraphs, labels) for language, paragraphs in texts
        ]
        if stamp and columns and columns[0]:
            lead = ((stamp + " ", Span(Style(self.main), size * 0.85, QUIET)),)
            first = columns[0][0]
            columns[0][0] = first._replace(
                lead=lead, lead_tag=tag, key=segment.id, before=size * 1.5
            )
        if self.sheet.columns_gap:
            yield from self._side_by_side([language for language, _ in texts], columns)
        elif not labels and len({len(column) for column in columns}) == 1:
            yield from (Row((block,)) for rank in zip(*columns, strict=True) for block in rank)
        else:
            yield from (Row((block,)) for column in columns for block in column)

    def _side_by_side(self, present: list[str], columns: list[list[Block]]) -> Iterator[Row]:
        for rank in zip_longest(*columns):
            cells = dict(zip(present, rank, strict=True))
            yield Row(tuple(cells.get(language) for language in self.languages), across=False)

    def _header(self, segment: Segment, stamp: str, tag: str) -> Block:
        size = self.sheet.size
        quiet = Span(Style(self.main), size * 0.85, QUIET)
        name = Span(Style(self.main, bold=True), size)
        note = f" ({segment.note})" if segment.note else ""
        if not stamp:
            note += ":"
        lead = ((stamp + (" " if segment.speaker or note else ""), quiet),) if stamp else ()
        named = ((segment.speaker, name), (note, Span(Style(self.main), size * 0.9)))
        return Block(
            tag,
            self.main,
            named if segment.speaker or note else lead,
            size * 1.5,
            lead=lead if segment.speaker or note else (),
            keep=bool(segment.texts),
            leading=self.sheet.size * 1.5,
            key=segment.id,
        )

    def _language_blocks(
        self, language: str, paragraphs: tuple[Paragraph, ...], labelled: bool
    ) -> list[Block]:
        size = self.sheet.size
        blocks = []
        if labelled:
            span = Span(Style(language), size * 0.8, QUIET)
            label = ((autonym(language) + ":", span),)
            blocks.append(Block("P", language, label, size * 0.4, keep=True, leading=size * 1.35))
        for paragraph in paragraphs:
            before = size * (0.1 if labelled and len(blocks) == 1 else 0.55)
            blocks.append(self._paragraph(paragraph, language, before))
        return blocks

    def _paragraph(self, paragraph: Paragraph, language: str, before: float) -> Block:
        size = self.sheet.size
        lead: Runs = ()
        if paragraph.start_ms is not None:
            quiet = Span(Style(self.main), size * 0.85, QUIET)
            lead = ((f"({_clock(paragraph.start_ms)}): ", quiet),)
        return Block(
            "P",
            language,
            self._marked(paragraph, Span(Style(language), self.sheet.type_size(language))),
            before,
            lead=lead,
            lead_tag="P" if lead else "",
            barred=language != self.main and not self.sheet.columns_gap,
            leading=self.sheet.leading,
        )

    def _marked(self, paragraph: Paragraph, plain: Span) -> Runs:
        """Cut a paragraph at its marks. A link that is not safe is text."""
        if not paragraph.marks:
            return ((paragraph.text, plain),)
        bounds = {0, len(paragraph.text)}
        bounds |= {edge for mark in paragraph.marks for edge in (mark.start, mark.end)}
        runs = []
        for start, end in pairwise(sorted(bounds)):
            over = [m for m in paragraph.marks if m.start <= start and end <= m.end]
            kinds = {m.kind for m in over}
            href = next((h for m in over if m.kind == "link" and (h := safe_link(m.href))), "")
            style = plain.style._replace(bold="bold" in kinds, italic="italic" in kinds)
            color = LINK if href else plain.color
            runs.append((paragraph.text[start:end], Span(style, plain.size, color, href)))
        return tuple(runs)

    def _doubtful(self, segment: Segment) -> bool:
        """Whether the script does not tell the language of every paragraph of a turn."""
        return (
            any(
                self._languages_in(script(paragraph.text)) != [language]
                for language, paragraphs in segment.texts.items()
                for paragraph in paragraphs
            )
            and len(self.languages) > 1
        )

    def _languages_in(self, wanted: str) -> list[str]:
        return [language for language, own in self._scripts.items() if own == wanted]

    def _language_of(self, text: str) -> str:
        """Return the language of a text that the source does not name: by its script."""
        return next(iter(self._languages_in(script(text))), self.main)


def place(part: Part) -> str:
    """Return the key of the place where a part begins."""
    first = part.segments[0].id
    return f"chapter-{first}" if part.heading else first


@lru_cache(maxsize=4096)
def script(text: str) -> str:
    """Return the script of most letters, as Unicode names them; the Chinese and Japanese as CJK."""
    if text.isascii():
        return "LATIN" if any(c.isalpha() for c in text) else ""
    letters: Counter[str] = Counter()
    for character, count in Counter(text).items():
        if character.isalpha():
            letters[_script(character)] += count
    return letters.most_common(1)[0][0] if letters else ""


@cache
def _script(letter: str) -> str:
    first = unicodedata.name(letter, "?").split()[0].partition("-")[0]
    return "CJK" if first in ("HIRAGANA", "KATAKANA", "FULLWIDTH") else first


def _scripts(transcript: Transcript) -> dict[str, str]:
    """Return the script of each language, by the paragraphs in it."""
    found = {}
    for language in transcript.languages:
        texts = (p.text for s in transcript.segments for p in s.texts.get(language, ()))
        votes = Counter(script(text) for text in texts)
        found[language] = votes.most_common(1)[0][0] if votes else ""
    return found


def _stamp(segment: Segment, following: int | None) -> str:
    """Return the stamp in brackets; a range where the turn ends before the next one begins."""
    if segment.start_ms is None:
        return ""
    stamp = _clock(segment.start_ms)
    if (
        following is not None
        and segment.end_ms is not None
        and segment.start_ms < segment.end_ms < following
    ):
        stamp += f"–{_clock(segment.end_ms)}"
    return f"[{stamp}]"


def _clock(milliseconds: int) -> str:
    rest = milliseconds % 1000
    return clock(milliseconds) + (f".{rest:03d}" if rest else "")


def _contact_runs(contact: str, plain: Span) -> Runs:
    """Cut a contact line so that its addresses are links."""
    runs: list[tuple[str, Span]] = []
    end = 0
    for match in _ADDRESS.finditer(contact):
        address = match[0].rstrip(".")
        runs.append((contact[end : match.start()], plain))
        end = match.start() + len(address)
        runs.append((address, plain._replace(color=LINK, href=_href(address))))
    return (*runs, (contact[end:], plain))


def _href(address: str) -> str:
    if _SCHEME.match(address):
        return safe_link(address)
    return safe_link(("mailto:" if "@" in address else "https://") + address)
