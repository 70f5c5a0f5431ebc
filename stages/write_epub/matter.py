"""The pages around the transcript: cover, title page, introduction, contents, about this book."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from stages.schema import Finding, Transcript
from stages.text import clock
from stages.words import autonym, words
from stages.write_epub.folios import Folios
from stages.write_epub.markup import escape, inline, name, page, span, spans
from stages.write_epub.tongues import Tongues

_FOR_EDITORS = {"fast-speech", "paragraphs-differ", "doubtful-pair", "clock-repeated"}
"""Findings that say nothing a reader of the text would miss."""

_MOST_PLACES = 12
"""Turns named under one finding; the number of the others follows."""


class Entry(NamedTuple):
    """A line of the contents: where it leads, the time in front of it, what it says."""

    href: str
    texts: Mapping[str, str]
    clock: str = ""

    @property
    def plain(self) -> str:
        """The line as plain text."""
        return f"{self.clock} {_plain(self.texts)}".strip()


def cover_page(picture: str, titles: Mapping[str, str], tongues: Tongues) -> bytes:
    """Return the page that shows the cover."""
    label = words("cover", (tongues.original,))
    text = f"{' '.join(label.values())}: {' / '.join(titles.values())}"
    body = (
        f'<section class="cover" epub:type="cover">\n'
        f'<img src="{picture}" alt="{escape(text)}" role="doc-cover"/>\n</section>'
    )
    return page(text, body, tongues.original, tongues, "cover")


def title_page(
    transcript: Transcript, titles: Mapping[str, str], tongues: Tongues, folios: Folios
) -> bytes:
    """Return the title page: the title, who speaks, in which languages."""
    own = tongues.attributes(tongues.original)
    size = ' class="long"' if max(map(len, titles.values())) > 120 else ""
    lines = [f"{folios.at(1)}<h1{size} {own}>{spans(titles, tongues)}</h1>"]
    if transcript.speakers:
        people = " · ".join(name(speaker, tongues) for speaker in transcript.speakers[:12])
        more = " …" if len(transcript.speakers) > 12 else ""
        lines.append(f'<p class="people" {own}>{people}{more}</p>')
    lines.append(f'<p class="languages" {own}>{_languages(tongues)}</p>')
    body = '<section class="titlepage" epub:type="titlepage">\n' + "\n".join(lines) + "\n</section>"
    return page(" / ".join(titles.values()), body, tongues.original, tongues)


def introduction(transcript: Transcript, tongues: Tongues, folios: Folios) -> bytes:
    """Return what stands before the first turn in the source."""
    label = words("introduction", tongues.languages)
    own = tongues.attributes(tongues.original)
    lines = [f"<h1 {own}>{spans(label, tongues)}</h1>"]
    for paragraph in transcript.front:
        language = tongues.of(paragraph.text)
        text = inline(paragraph, language, tongues)
        mark = folios.at(paragraph.page)
        lines.append(f"<p {tongues.attributes(language)}>{mark}{text}</p>")
    body = (
        '<section class="front" epub:type="introduction" role="doc-introduction">\n'
        + "\n".join(lines)
        + "\n</section>"
    )
    return page(_plain(label), body, tongues.original, tongues)


def about(transcript: Transcript, tongues: Tongues, places: Mapping[str, str]) -> bytes:
    """Return the credits page: who made the source, what it was, what is odd in it.

    `places` says under which address each segment is found.
    """
    label = words("about", tongues.languages)
    own = tongues.attributes(tongues.original)
    lines = [f"<h1 {own}>{spans(label, tongues)}</h1>", "<dl>"]
    for credit in transcript.credits:
        contact = (
            f' <span class="contact">{escape(credit.contact)}</span>' if credit.contact else ""
        )
        value = f"{name(credit.name, tongues)}{contact}"
        role = escape(credit.role) or spans(words("source", tongues.languages), tongues)
        lines.append(f"<dt>{role}</dt><dd>{value}</dd>")
    speakers = " · ".join(name(speaker, tongues) for speaker in transcript.speakers)
    for key, value in (
        ("speakers", speakers),
        ("languages", _languages(tongues)),
        ("source", _source(transcript)),
        ("omitted", _omitted(transcript)),
    ):
        if value:
            term = spans(words(key, tongues.languages), tongues)
            lines.append(f"<dt>{term}</dt><dd>{value}</dd>")
    lines.append("</dl>")
    if notes := _notes(transcript, places):
        lines.append(f"<h2 {own}>{spans(words('notes', tongues.languages), tongues)}</h2>")
        lines.append(f'<ul class="notes">{notes}</ul>')
    body = (
        '<section class="about" epub:type="colophon" role="doc-colophon">\n'
        + "\n".join(lines)
        + "\n</section>"
    )
    return page(_plain(label), body, tongues.original, tongues)


def contents(
    entries: Sequence[Entry], first: str, folios: Iterable[tuple[int, str]], tongues: Tongues
) -> bytes:
    """Return the navigation document: contents, landmarks (the text begins in `first`), pages."""
    label = words("contents", tongues.languages)
    own = tongues.attributes(tongues.original)
    rows = "\n".join(
        f'<li><a href="{entry.href}">{_entry(entry, tongues)}</a></li>' for entry in entries
    )
    marks = "\n".join(
        f'<li><a epub:type="{kind}" href="{href}">{_words(key, tongues)}</a></li>'
        for kind, href, key in (
            ("titlepage", entries[0].href, "title"),
            ("toc", "#toc", "contents"),
            ("bodymatter", first, "start"),
            ("colophon", entries[-1].href, "about"),
        )
    )
    body = (
        f'<nav epub:type="toc" role="doc-toc" id="toc">\n<h1 {own}>{spans(label, tongues)}</h1>\n'
        f"<ol>\n{rows}\n</ol>\n</nav>\n"
        f'<nav epub:type="landmarks" hidden="hidden">\n'
        f"<h2 {own}>{_words('landmarks', tongues)}</h2>\n<ol>\n{marks}\n</ol>\n</nav>"
    )
    numbers = "\n".join(f'<li><a href="{href}">{number}</a></li>' for number, href in folios)
    if numbers:
        body += (
            '\n<nav epub:type="page-list" role="doc-pagelist" hidden="hidden">\n'
            f"<h2 {own}>{_words('pages', tongues)}</h2>\n<ol>\n{numbers}\n</ol>\n</nav>"
        )
    return page(_plain(label), body, tongues.original, tongues, "contents")


def _entry(entry: Entry, tongues: Tongues) -> str:
    stamp = f'<span class="clock">{entry.clock}</span> ' if entry.clock else ""
    return stamp + spans(entry.texts, tongues)


def _words(key: str, tongues: Tongues) -> str:
    return spans(words(key, tongues.languages), tongues)


def _plain(texts: Mapping[str, str]) -> str:
    return " / ".join(texts.values())


def _languages(tongues: Tongues) -> str:
    return " · ".join(span(autonym(tag), tag, tongues) for tag in tongues.languages)


def _source(transcript: Transcript) -> str:
    source = transcript.source
    pages = f", {source.pages} p." if source.pages else ""
    return f"<bdi>{escape(source.file)}</bdi>{pages}" if source.file else ""


def _omitted(transcript: Transcript) -> str:
    omitted = transcript.ledger.omitted
    return f'<span lang="en" xml:lang="en">{omitted:,} characters</span>' if omitted else ""


def _notes(transcript: Transcript, places: Mapping[str, str]) -> str:
    """Return a list item for each thing that the findings say, with the turns it is said of."""
    told: dict[str, list[Finding]] = {}
    for finding in transcript.findings:
        if finding.code not in _FOR_EDITORS:
            told.setdefault(finding.message, []).append(finding)
    starts = {s.id: s.start_ms for s in transcript.segments}
    items = []
    for message, findings in told.items():
        turns = dict.fromkeys(f.segment for f in findings if f.segment in places)
        links = [
            f'<a href="{places[turn]}">{_where(turn, starts[turn])}</a>'
            for turn in list(turns)[:_MOST_PLACES]
            if turn is not None
        ]
        if len(turns) > _MOST_PLACES:
            links.append(f"+ {len(turns) - _MOST_PLACES}")
        where = f": {', '.join(links)}" if links else ""
        told_so = escape(message[:1].upper() + message[1:])
        items.append(f'<li lang="en" xml:lang="en">{told_so}{where}</li>')
    return "\n".join(items)


def _where(turn: str, start_ms: int | None) -> str:
    return escape(turn) if start_ms is None else clock(start_ms)
