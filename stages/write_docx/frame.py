"""What stands round the turns: title block, contents, chapter headings, notes, page foot."""

from collections.abc import Iterator
from pathlib import PurePath

from stages.schema import Finding, Transcript
from stages.write_docx import markup
from stages.write_docx.chapters import Part
from stages.write_docx.draft import Draft
from stages.write_docx.styles import HEADING_1, TOC_ENTRY
from stages.write_docx.turns import stamp
from stages.write_docx.words import autonym, label

_BYLINE_SPEAKERS = 12
_FOOT_TITLE = 60


def titles(transcript: Transcript) -> list[str]:
    """Return the title in each language that the source prints it in; never empty."""
    printed = [transcript.titles[tag] for tag in transcript.languages if transcript.titles.get(tag)]
    stem = PurePath(transcript.source.file).stem
    return printed or [transcript.title or transcript.source.title or stem or "Transcript"]


def title_block(draft: Draft) -> Iterator[str]:
    """Give the titles, the speakers, the credits, the front matter and the source."""
    transcript = draft.transcript
    for number, title in enumerate(titles(transcript)):
        first_page = draft.page(1) if transcript.source.pages and not number else ""
        yield markup.paragraph("Subtitle" if number else "Title", first_page + draft.plain(title))
    speakers = transcript.speakers[:_BYLINE_SPEAKERS]
    more = ["…"] if len(transcript.speakers) > _BYLINE_SPEAKERS else []
    if speakers:
        names = [draft.plain(name) for name in (*speakers, *more)]
        yield markup.paragraph("Byline", markup.run(" · ").join(names))
    for credit in transcript.credits:
        runs = (
            draft.plain(credit.role, "Role"),
            draft.plain(credit.name, "CreditName"),
            draft.plain(credit.contact, "Remark"),
        )
        yield markup.paragraph("Credit", markup.run("  ").join(run for run in runs if run))
    for paragraph in transcript.front:
        page = draft.page(paragraph.page)
        yield markup.paragraph("FrontMatter", page + draft.text(paragraph))
    yield markup.paragraph("SourceLine", draft.plain(_source_line(transcript)))


def _source_line(transcript: Transcript) -> str:
    source = transcript.source
    pages = f" ({source.pages} p.)" if source.pages else ""
    name = f"{label('source', transcript.languages)}: {source.file}{pages}"
    languages = " · ".join(autonym(tag) for tag in transcript.languages)
    return " — ".join(part for part in (name if source.file else "", languages) if part)


def contents(draft: Draft, parts: list[Part], pages: list[int]) -> str:
    """Return the contents as a field that is filled in already, in the block Word updates it by."""
    heading = draft.plain(label("contents", draft.transcript.languages))
    begin = markup.field_begin('TOC \\o "1-1" \\h \\z \\u')
    last = len(parts) - 1
    entries = [
        markup.paragraph(
            TOC_ENTRY,
            ("" if number else begin)
            + _entry(draft, part, number, page)
            + (markup.FIELD_END if number == last else ""),
        )
        for number, (part, page) in enumerate(zip(parts, pages, strict=True))
    ]
    return (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
        "<w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>"
        f"{markup.paragraph('TOCHeading', heading)}{''.join(entries)}</w:sdtContent></w:sdt>"
    )


def _entry(draft: Draft, part: Part, number: int, page: int) -> str:
    name = _target(number)
    reference = markup.field(f"PAGEREF {name} \\h", str(page))
    return markup.internal_link(name, f"{_name(draft, part)}<w:r><w:tab/></w:r>{reference}")


def chapter_heading(draft: Draft, part: Part, number: int) -> str:
    """Return the heading of a chapter; the first one begins a page, after the contents."""
    new_page = "" if number else "<w:pageBreakBefore/>"
    content = draft.bookmark(_target(number), _name(draft, part))
    return markup.paragraph(HEADING_1, content, new_page)


def _target(number: int) -> str:
    return f"_Toc{number + 1:09d}"


def _name(draft: Draft, part: Part) -> str:
    """Return the name of a chapter, a line a language, the time before the first."""
    time = "" if part.start_ms is None else draft.plain(stamp(part.start_ms), "Time")
    space = markup.run("  ") if time and part.texts else ""
    lines = [
        markup.run(part.texts[tongue.tag], markup.properties(tongue))
        for tongue in draft.tongues.all
        if part.texts.get(tongue.tag)
    ]
    return f"{time}{space}{'<w:r><w:br/></w:r>'.join(lines)}" or draft.plain("—")


def reader_notes(transcript: Transcript) -> list[Finding]:
    """Return the findings that a reader should know: what may be missing or wrong."""
    return [finding for finding in transcript.findings if finding.severity != "info"]


def notes(draft: Draft) -> Iterator[str]:
    """Give the notes on the source, each with a link to the turn it is about."""
    findings, omitted = reader_notes(draft.transcript), draft.transcript.ledger.omitted
    if not findings and not omitted:
        return
    yield markup.paragraph(HEADING_1, draft.plain(label("notes", draft.transcript.languages)))
    if omitted:
        text = f"Left out on request: {omitted} characters of the text."
        yield markup.paragraph("Note", draft.plain(text))
    for finding in findings:
        place = _place(draft, finding)
        yield markup.paragraph("Note", place + draft.plain(finding.message))


def _place(draft: Draft, finding: Finding) -> str:
    """Return where a finding is: a link to its turn, else the page of the source."""
    number = draft.turn_numbers.get(finding.segment or "")
    if number is None:
        page = f"p. {finding.page}: " if finding.page else ""
        return draft.plain(page)
    segment = draft.transcript.segments[number - 1]
    time = f"#{number}" if segment.start_ms is None else stamp(segment.start_ms)
    words = " ".join(part for part in (time, segment.speaker) if part)
    link = markup.internal_link(f"turn_{number}", draft.plain(words, "Hyperlink"))
    return link + markup.run(": ")


def foot_xml(draft: Draft) -> bytes:
    """Return the page foot: the title, and the page as a field."""
    title = " ".join(titles(draft.transcript)[0].split())
    short = title if len(title) <= _FOOT_TITLE else title[: _FOOT_TITLE - 1].rstrip() + "…"
    page = "<w:r><w:tab/></w:r>" + markup.field("PAGE", "1")
    foot = markup.paragraph("Footer", draft.plain(short) + page)
    return f"{markup.DECLARATION}<w:ftr {markup.NAMESPACES}>{foot}</w:ftr>".encode()
