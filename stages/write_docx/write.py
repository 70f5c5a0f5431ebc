"""segments.json -> DOCX."""

from stages.chapters import Part, cut
from stages.clean import clean
from stages.links import refused_links
from stages.schema import Rendered, Transcript
from stages.words import autonym
from stages.write_docx import frame, markup
from stages.write_docx.draft import Draft
from stages.write_docx.options import Options
from stages.write_docx.package import FOOT, Parts, Properties, pack
from stages.write_docx.pagination import Setting, chapter_pages, contents_apart
from stages.write_docx.paper import Sheet, sheet
from stages.write_docx.settings import fonts_xml, settings_xml
from stages.write_docx.styles import styles_xml
from stages.write_docx.table import column_widths, table
from stages.write_docx.turns import stacked


def write(transcript: Transcript, options: Options) -> Rendered:
    """Return the Word document of a transcript, and what could not be written as it stood."""
    transcript, findings = clean(transcript)
    draft = Draft(transcript)
    page = sheet(options.page, options.written)
    parts = Parts(
        document=_document(draft, page, options).encode(),
        styles=styles_xml(draft.tongues, options.written, page.text_width),
        settings=settings_xml(draft.tongues),
        fonts=fonts_xml(draft.tongues),
        foot=frame.foot_xml(draft),
        links=draft.relations,
    )
    data = pack(parts, _properties(transcript, options))
    return Rendered(files={".docx": data}, findings=(*findings, *refused_links(transcript)))


def _document(draft: Draft, page: Sheet, options: Options) -> str:
    """Return the main part: title block, contents, chapters with their turns, notes."""
    transcript = draft.transcript
    chapters = cut(transcript)
    widths = column_widths(transcript, options.review, page.text_width)
    setting = Setting(layout=options.written, sheet=page, columns=widths)
    body = [*frame.title_block(draft)]
    names, texts = [], []
    for number, part in enumerate(chapters):
        names.append(frame.chapter_name(draft, part))
        printed = part.heading.page if part.heading else None
        texts.append(frame.heading(draft, names[-1], number, printed))
        texts.append(_turns(draft, part, setting))
    if notes := frame.notes(draft):
        names.append(draft.plain(draft.label("notes")))
        texts += [frame.heading(draft, names[-1], len(chapters)), *notes]
    if names:
        pages = chapter_pages(transcript, chapters, setting)
        apart = contents_apart(transcript, chapters, setting)
        body.append(frame.contents(draft, names, pages, apart=apart))
    body.append(frame.source_line(draft, page.section(FOOT, front=True)))
    body += texts
    body.append(page.section(FOOT, front=False))
    return (
        f"{markup.DECLARATION}<w:document {markup.NAMESPACES}><w:body>"
        f"{''.join(body)}</w:body></w:document>"
    )


def _turns(draft: Draft, part: Part, setting: Setting) -> str:
    if setting.layout == "table" and setting.columns:
        return table(draft, part.segments, setting.columns)
    return stacked(draft, part.segments)


def _properties(transcript: Transcript, options: Options) -> Properties:
    names = [credit.name for credit in transcript.credits] or transcript.speakers
    languages = ", ".join(autonym(tag) for tag in transcript.languages)
    source = transcript.source
    return Properties(
        title=transcript.title or " - ".join(frame.titles(transcript)),
        author="; ".join(name for name in names if name) or source.author,
        subject=f"Transcript: {languages}",
        keywords=", ".join(transcript.speakers),
        comments=f"Made from {source.file}" if source.file else "",
        language=transcript.languages[0] if transcript.languages else "",
        modified=options.modified,
    )
