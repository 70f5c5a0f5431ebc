"""segments.json -> DOCX."""

from stages.schema import Rendered, Transcript
from stages.write_docx import frame, markup, turns
from stages.write_docx.chapters import divide
from stages.write_docx.clean import clean
from stages.write_docx.draft import Draft
from stages.write_docx.options import Options
from stages.write_docx.package import FOOT, Parts, Properties, pack
from stages.write_docx.pagination import chapter_pages
from stages.write_docx.paper import SHEETS, Sheet
from stages.write_docx.styles import fonts_xml, settings_xml, styles_xml
from stages.write_docx.words import autonym


def write(transcript: Transcript, options: Options) -> Rendered:
    """Return the Word document of a transcript, and what could not be written as it stood."""
    transcript, findings = clean(transcript)
    draft = Draft(transcript)
    sheet = SHEETS[options.paper]
    document = _document(draft, sheet, options)
    parts = Parts(
        document=document.encode(),
        styles=styles_xml(draft.tongues, sheet.text_width),
        settings=settings_xml(draft.tongues),
        fonts=fonts_xml(draft.tongues),
        foot=frame.foot_xml(draft),
        links=draft.relations,
    )
    data = pack(parts, _properties(transcript, options))
    return Rendered(files={".docx": data}, findings=(*findings, *draft.findings))


def _document(draft: Draft, sheet: Sheet, options: Options) -> str:
    """Return the main part: title block, contents, chapters with their turns, notes."""
    chapters = divide(draft.transcript)
    tabular = options.layout == "table"
    columns = len(draft.tongues.all) + options.review if tabular else 1
    pages = chapter_pages(draft.transcript, chapters, sheet, columns)
    body = [*frame.title_block(draft)]
    if chapters:
        body.append(frame.contents(draft, chapters, pages))
    for number, part in enumerate(chapters):
        body.append(frame.chapter_heading(draft, part, number))
        if tabular and part.segments:
            body.append(turns.table(draft, part.segments, sheet.text_width, options.review))
        else:
            body.extend(turns.stacked(draft, part.segments))
    body += [*frame.notes(draft), sheet.section(FOOT)]
    return (
        f"{markup.DECLARATION}<w:document {markup.NAMESPACES}><w:body>"
        f"{''.join(body)}</w:body></w:document>"
    )


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
