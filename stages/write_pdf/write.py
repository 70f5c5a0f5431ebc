"""segments.json -> the clean PDF: typeset, tagged for all readers, fit for the archive."""

from stages.chapters import Part, cut
from stages.clean import clean
from stages.findings import finding
from stages.links import refused_links
from stages.schema import Finding, Rendered, Segment, Transcript
from stages.text import clock
from stages.write_pdf.choose import Chooser
from stages.write_pdf.compose import Composer, place
from stages.write_pdf.document import About, Outline, assemble
from stages.write_pdf.layout import Placed, lay_out
from stages.write_pdf.options import Options
from stages.write_pdf.render import Content, Renderer
from stages.write_pdf.shaping import Shaper
from stages.write_pdf.sheets import sheet


def write(transcript: Transcript, options: Options) -> Rendered:
    """Return the PDF, with findings for what no font can show and what is no safe link.

    Raises UsageError where a font that the options name cannot be used.
    """
    transcript, unwritable = clean(transcript)
    design = sheet(options)
    composer = Composer(transcript, design)
    chooser = Chooser(
        composer.languages, options.typeface, options.font_files, options.system_fonts
    )
    shaper = Shaper(chooser, options.hyphenate)
    parts = cut(transcript)
    front = lay_out(composer.cover(), design, shaper)
    contents = lay_out(composer.contents(parts), design, shaper)
    body = lay_out(composer.body(parts), design, shaper)
    renderer = Renderer(design, shaper, composer.main)
    renderer.draw(_pages(front, contents, body, composer, parts), _folios(body))
    data = assemble(
        About(composer.title, [credit.name for credit in transcript.credits], composer.languages),
        design,
        renderer.pages,
        renderer.tree,
        shaper.subsets,
        renderer.spots,
        _outline(parts, composer),
        front=len(front) + len(contents),
    )
    return Rendered(
        files={".pdf": data},
        findings=(*unwritable, *_missing(chooser.missing), *refused_links(transcript)),
    )


def warm(options: Options) -> None:
    """Open the faces and load the libraries once, for the processes forked from this one."""
    sample = Transcript(languages=("en", "zh-Hans"), titles={"en": "Aa", "zh-Hans": "一"})
    write(sample, options)


def _pages(
    cover: list[list[Placed]],
    contents: list[list[Placed]],
    body: list[list[Placed]],
    composer: Composer,
    parts: list[Part],
) -> list[Content]:
    """Return the pages with their furniture: none on the cover, the chapter at the right."""
    title = composer.title
    heads = {place(part): composer.head(part, 0) for part in parts if part.heading}
    pages = [Content(items) for items in cover]
    for items in contents:
        pages.append(Content(items, (title, ""), _roman(len(pages) + 1)))
    for number, items in enumerate(body, 1):
        chapter = next((i.row.chapter for i in items if i.row.section >= 0), items[0].row.chapter)
        pages.append(Content(items, (title, heads.get(chapter, "")), str(number)))
    return pages


def _folios(body: list[list[Placed]]) -> dict[str, str]:
    """Return the page number of each place that something leads to."""
    return {
        placed.cell.block.key: str(number)
        for number, items in enumerate(body, 1)
        for placed in items
        if placed.cell.block.key and placed.start == 0
    }


def _outline(parts: list[Part], composer: Composer) -> list[Outline]:
    """Return the bookmarks: the chapters that the contents name, with their turns."""
    return [
        Outline(
            composer.head(part, number),
            place(part),
            tuple(Outline(_turn_title(segment), segment.id) for segment in part.segments),
        )
        for number, part in enumerate(parts, 1)
    ]


def _turn_title(segment: Segment) -> str:
    stamp = "" if segment.start_ms is None else clock(segment.start_ms)
    return f"{stamp} {segment.speaker}".strip() or segment.id


def _roman(number: int) -> str:
    tens, ones = divmod(number, 10)
    units = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
    return "x" * tens + units[ones]


def _missing(missing: dict[str, str]) -> list[Finding]:
    """Name what no font can show, language by language."""
    found: dict[str, list[str]] = {}
    for character, language in missing.items():
        found.setdefault(language, []).append(f"U+{ord(character):04X}")
    return [
        finding("missing-glyph", language=language, characters=" ".join(sorted(codes)))
        for language, codes in sorted(found.items())
    ]
