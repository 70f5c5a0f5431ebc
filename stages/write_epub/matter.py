"""The pages before the transcript: cover, title page, contents, introduction."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from stages.schema import Transcript
from stages.words import words
from stages.write_epub.folios import Folios
from stages.write_epub.markup import (
    autonyms,
    escape,
    inline,
    label,
    name,
    page,
    plain,
    span,
    spans,
)
from stages.write_epub.titles import set_off
from stages.write_epub.tongues import Tongues


class Entry(NamedTuple):
    """A line of the contents: where it leads, the time in front of it, what it says."""

    href: str
    texts: Mapping[str, str]
    clock: str = ""

    @property
    def plain(self) -> str:
        """The line as plain text."""
        return f"{self.clock} {plain(self.texts)}".strip()


def cover_page(picture: str, titles: Mapping[str, str], tongues: Tongues) -> bytes:
    """Return the page that shows the cover."""
    text = f"{plain(words('cover', (tongues.original,)))}: {plain(titles)}"
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
    called = " ".join(
        span(text, language, tongues, "translation" if number else "original")
        for number, (language, text) in enumerate(set_off(titles))
        if text
    )
    lines = [f"{folios.at(1)}<h1{size} {own}>{called}</h1>"]
    if transcript.speakers:
        people = " · ".join(name(speaker, tongues) for speaker in transcript.speakers[:12])
        more = " …" if len(transcript.speakers) > 12 else ""
        lines.append(f'<p class="people" {own}>{people}{more}</p>')
    lines.append(f'<p class="languages" {own}>{autonyms(tongues)}</p>')
    body = '<section class="titlepage" epub:type="titlepage">\n' + "\n".join(lines) + "\n</section>"
    return page(plain(titles), body, tongues.original, tongues)


def introduction(transcript: Transcript, tongues: Tongues, folios: Folios) -> bytes:
    """Return what stands before the first turn in the source."""
    own = tongues.attributes(tongues.original)
    lines = [f"<h1 {own}>{label('introduction', tongues)}</h1>"]
    for paragraph in transcript.front:
        language = tongues.of(paragraph.text)
        mark = folios.at(paragraph.page)
        text = inline(paragraph, language, tongues, folios.inside(paragraph))
        lines.append(f"<p {tongues.attributes(language)}>{mark}{text}</p>")
    body = (
        '<section class="front" epub:type="introduction" role="doc-introduction">\n'
        + "\n".join(lines)
        + "\n</section>"
    )
    title = plain(words("introduction", tongues.languages))
    return page(title, body, tongues.original, tongues)


def contents(
    entries: Sequence[Entry], first: str, folios: Iterable[tuple[int, str]], tongues: Tongues
) -> bytes:
    """Return the navigation document: contents, landmarks (the text begins in `first`), pages."""
    own = tongues.attributes(tongues.original)
    rows = "\n".join(
        f'<li><a href="{entry.href}">{_entry(entry, tongues)}</a></li>' for entry in entries
    )
    marks = "\n".join(
        f'<li><a epub:type="{kind}" href="{href}">{label(key, tongues)}</a></li>'
        for kind, href, key in (
            ("titlepage", entries[0].href, "title"),
            ("toc", "#toc", "contents"),
            ("bodymatter", first, "start"),
            ("colophon", entries[-1].href, "about"),
        )
    )
    body = (
        '<nav epub:type="toc" role="doc-toc" id="toc">\n'
        f"<h1 {own}>{label('contents', tongues)}</h1>\n<ol>\n{rows}\n</ol>\n</nav>\n"
        f'<nav epub:type="landmarks" hidden="hidden">\n'
        f"<h2 {own}>{label('landmarks', tongues)}</h2>\n<ol>\n{marks}\n</ol>\n</nav>"
    )
    numbers = "\n".join(f'<li><a href="{href}">{number}</a></li>' for number, href in folios)
    if numbers:
        body += (
            '\n<nav epub:type="page-list" role="doc-pagelist" hidden="hidden">\n'
            f"<h2 {own}>{label('pages', tongues)}</h2>\n<ol>\n{numbers}\n</ol>\n</nav>"
        )
    title = plain(words("contents", tongues.languages))
    return page(title, body, tongues.original, tongues, "contents")


def _entry(entry: Entry, tongues: Tongues) -> str:
    stamp = f'<span class="clock">{entry.clock}</span> ' if entry.clock else ""
    return stamp + spans(entry.texts, tongues)
