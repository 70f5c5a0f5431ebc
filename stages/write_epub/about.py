"""The credits page: who made the source, what it was, and what is odd in it."""

from collections.abc import Iterator, Mapping

from stages.schema import Finding, Transcript
from stages.text import clock
from stages.words import words
from stages.write_epub.markup import autonyms, escape, label, name, page, plain
from stages.write_epub.tongues import Tongues

_FOR_EDITORS = {"fast-speech", "paragraphs-differ", "doubtful-pair", "clock-repeated"}
"""Findings that say nothing a reader of the text would miss."""

_MOST_PLACES = 12
"""Places named under one finding; the number of the others follows."""


def about(
    transcript: Transcript,
    tongues: Tongues,
    places: Mapping[str, str],
    folios: Mapping[int, str],
) -> bytes:
    """Return the credits page.

    `places` says under which address each segment is found, `folios` each page of the source.
    """
    own = tongues.attributes(tongues.original)
    lines = [f"<h1 {own}>{label('about', tongues)}</h1>", "<dl>"]
    lines += [f"<dt>{term}</dt><dd>{value}</dd>" for term, value in _facts(transcript, tongues)]
    lines.append("</dl>")
    if notes := list(_notes(transcript, places, folios)):
        lines.append(f"<h2 {own}>{label('notes', tongues)}</h2>")
        lines += ['<ul class="notes">', *notes, "</ul>"]
    inner = "\n".join(lines)
    body = f'<section class="about" epub:type="colophon" role="doc-colophon">\n{inner}\n</section>'
    title = plain(words("about", tongues.languages))
    return page(title, body, tongues.original, tongues)


def _facts(transcript: Transcript, tongues: Tongues) -> Iterator[tuple[str, str]]:
    """Yield terms and what is said of them: credits, speakers, languages, source, omissions."""
    for credit in transcript.credits:
        contact = f' <span class="contact">{escape(credit.contact)}</span>'
        value = name(credit.name, tongues) + contact * bool(credit.contact)
        yield escape(credit.role) or label("source", tongues), value
    if transcript.speakers:
        people = " · ".join(name(speaker, tongues) for speaker in transcript.speakers)
        yield label("speakers", tongues), people
    yield label("languages", tongues), autonyms(tongues)
    source = transcript.source
    if source.file:
        pages = f", {source.pages} p." if source.pages else ""
        yield label("source", tongues), f"<bdi>{escape(source.file)}</bdi>{pages}"
    if omitted := transcript.ledger.omitted:
        count = f'<span lang="en" xml:lang="en">{omitted:,} characters</span>'
        yield label("omitted", tongues), count


def _notes(
    transcript: Transcript, places: Mapping[str, str], folios: Mapping[int, str]
) -> Iterator[str]:
    """Yield a list item for each thing that the findings say, with the places it is said of."""
    starts = {s.id: s.start_ms for s in transcript.segments}
    told: dict[str, dict[str, None]] = {}
    for finding in transcript.findings:
        if finding.code not in _FOR_EDITORS:
            place = _place(finding, starts, places, folios)
            told.setdefault(finding.message, {}).update({place: None} if place else {})
    for message, links in told.items():
        shown = list(links)[:_MOST_PLACES]
        if len(links) > _MOST_PLACES:
            shown.append(f"+ {len(links) - _MOST_PLACES}")
        where = f": {', '.join(shown)}" if shown else ""
        text = escape(message[:1].upper() + message[1:])
        yield f'<li lang="en" xml:lang="en">{text}{where}</li>'


def _place(
    finding: Finding,
    starts: Mapping[str, int | None],
    places: Mapping[str, str],
    folios: Mapping[int, str],
) -> str:
    """Return a link to where a finding is: the time of a turn, or a page; "" for the whole."""
    page_of = f"p. {finding.page}" if finding.page else ""
    if finding.segment is not None and finding.segment in places:
        start = starts[finding.segment]
        text = clock(start) if start is not None else page_of or escape(finding.segment)
        return f'<a href="{places[finding.segment]}">{text}</a>'
    href = folios.get(finding.page or 0)
    return f'<a href="{href}">{page_of}</a>' if href else page_of
