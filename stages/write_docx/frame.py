"""What stands round the turns: title block, contents, chapter headings, notes, page foot."""

from collections.abc import Iterator
from pathlib import PurePath

from stages.chapters import Part
from stages.schema import Finding, Transcript
from stages.words import autonym
from stages.write_docx import markup
from stages.write_docx.draft import Draft
from stages.write_docx.looks import HEADING_1, TOC_ENTRY
from stages.write_docx.turns import stamp

_BYLINE_SPEAKERS = 12
_FOOT_TITLE = 60


def titles(transcript: Transcript) -> list[str]:
    """Return the title in each language that the source prints it in; never empty."""
    printed = [transcript.titles[tag] for tag in transcript.languages if transcript.titles.get(tag)]
    stem = PurePath(transcript.source.file).stem
    return printed or [transcript.title or transcript.source.title or stem or "Transcript"]


def title_block(draft: Draft) -> Iterator[str]:
    """Give the titles, the speakers, the credits and the front matter."""
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
        line = draft.parts(
            draft.plain(credit.role, "Role"),
            draft.plain(credit.name, "CreditName"),
            draft.plain(credit.contact, "Remark"),
        )
        yield markup.paragraph("Credit", line)
    for paragraph in transcript.front:
        page = draft.page(paragraph.page)
        direction = draft.direction(draft.tongues.of(paragraph.text))
        yield markup.paragraph("FrontMatter", page + draft.text(paragraph), direction)


def source_line(draft: Draft, section: str) -> str:
    """Return the line that names the source; it ends the section before the text."""
    transcript, source = draft.transcript, draft.transcript.source
    pages = f" ({source.pages} p.)" if source.pages else ""
    name = draft.plain(f"{draft.label('source')}: {source.file}{pages}") if source.file else ""
    languages = markup.run(" · ").join(draft.plain(autonym(tag)) for tag in transcript.languages)
    line = markup.run(" — ").join(part for part in (name, languages) if part)
    return markup.paragraph("SourceLine", line, section)


def contents(draft: Draft, names: list[str], pages: list[int], *, apart: bool) -> str:
    """Return the contents as a field that is filled in already, in the block Word updates it by.

    They begin a page of their own where they stand `apart`.
    """
    label = draft.plain(draft.label("contents"))
    heading = markup.paragraph("TOCHeading", label, "<w:pageBreakBefore/>" * apart)
    entries = [
        markup.paragraph(TOC_ENTRY, _entry(name, number, page))
        for number, (name, page) in enumerate(zip(names, pages, strict=False))
    ]
    begin = markup.field_begin('TOC \\o "1-1" \\h \\z \\u')
    field = markup.enclose(begin, "".join(entries), markup.FIELD_END)
    return (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
        "<w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>"
        f"{heading}{field}</w:sdtContent></w:sdt>"
    )


def _entry(name: str, number: int, page: int) -> str:
    target = _target(number)
    reference = markup.field(f"PAGEREF {target} \\h", str(page))
    return markup.internal_link(target, f"{name}<w:r><w:tab/></w:r>{reference}")


def heading(draft: Draft, name: str, number: int, page: int | None = None) -> str:
    """Return the heading of a chapter, with the bookmark that the contents point to.

    `page` is that of the source on which it stands.
    """
    return markup.paragraph(HEADING_1, draft.page(page) + draft.bookmark(_target(number), name))


def _target(number: int) -> str:
    return f"_Toc{number + 1:09d}"


def chapter_name(draft: Draft, part: Part) -> str:
    """Return the name of a chapter, a line a language; first words follow their time."""
    label = part.label(draft.transcript.languages)
    lines = [draft.name(text, tag) for tag, text in label.items()]
    start = part.segments[0].start_ms if part.segments else None
    time = draft.plain(stamp(start), "Time") if start is not None and not part.heading else ""
    return draft.parts(time, "<w:r><w:br/></w:r>".join(lines)) or draft.plain("—")


def notes(draft: Draft) -> list[str]:
    """Return what a reader should know of the source, each with a link to the turn it is about."""
    omitted = draft.transcript.ledger.omitted
    lines = [draft.plain(f"{draft.label('omitted')}: {omitted}")] if omitted else []
    lines += [
        _place(draft, finding) + draft.plain(finding.message)
        for finding in draft.transcript.findings
        if finding.severity != "info"
    ]
    return [markup.paragraph("Note", line) for line in lines]


def _place(draft: Draft, finding: Finding) -> str:
    """Return where a finding is: a link to its turn, else the page of the source."""
    number = draft.turn_numbers.get(finding.segment or "")
    if number is None:
        page = f"p. {finding.page}: " if finding.page else ""
        return draft.plain(page)
    segment = draft.transcript.segments[number - 1]
    time = f"#{number}" if segment.start_ms is None else stamp(segment.start_ms)
    words = draft.parts(draft.plain(time, "Hyperlink"), draft.plain(segment.speaker, "Hyperlink"))
    return markup.internal_link(draft.turn(segment), words) + markup.run(": ")


def foot_xml(draft: Draft) -> bytes:
    """Return the page foot: the title, and the page as a field."""
    title = " ".join(titles(draft.transcript)[0].split())
    short = title if len(title) <= _FOOT_TITLE else title[: _FOOT_TITLE - 1].rstrip() + "…"
    page = "<w:r><w:tab/></w:r>" + markup.field("PAGE", "1")
    foot = markup.paragraph("Footer", draft.plain(short) + page)
    return f"{markup.DECLARATION}<w:ftr {markup.NAMESPACES}>{foot}</w:ftr>".encode()
