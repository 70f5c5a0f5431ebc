"""segments.json -> the clean PDF: typeset, tagged for all readers, fit for the archive."""

from collections import Counter

from stages.chapters import Part, cut
from stages.clean import clean
from stages.findings import finding
from stages.links import refused_links
from stages.schema import Finding, Rendered, Segment, Transcript
from stages.text import clock
from stages.write_pdf.blocks import Book, plain
from stages.write_pdf.canvas import Outline
from stages.write_pdf.choose import Chooser
from stages.write_pdf.document import About, assemble
from stages.write_pdf.furniture import Content
from stages.write_pdf.layout import Placed, lay_out
from stages.write_pdf.matter import bookmark, contents, cover, place, running_head, title
from stages.write_pdf.options import Options
from stages.write_pdf.render import Renderer
from stages.write_pdf.scripts import mixed_gap
from stages.write_pdf.shaping import Shaper
from stages.write_pdf.sheets import sheet
from stages.write_pdf.turns import Composer


def write(transcript: Transcript, options: Options) -> Rendered:
    """Return the PDF, with findings for what no font can show and what is no safe link.

    Raises UsageError where a font that the options name cannot be used.
    """
    transcript, unwritable = clean(transcript)
    book = Book(transcript, sheet(options))
    chooser = Chooser(book.languages, options.typeface, options.font_files, options.system_fonts)
    shaper = Shaper(chooser, options.hyphenate, mixed_gap(transcript))
    parts = cut(transcript)
    front = lay_out(cover(book), book.sheet, shaper)
    tables = lay_out(contents(book, parts), book.sheet, shaper)
    body = lay_out(Composer(book).body(parts), book.sheet, shaper)
    renderer = Renderer(book, shaper)
    canvas = renderer.draw(_pages(front, tables, body, book, parts), _folios(body))
    data = assemble(
        About(title(book), [plain(credit.name) for credit in transcript.credits], book.languages),
        canvas,
        renderer.tree,
        _outline(parts, book),
        front=len(front) + len(tables),
    )
    findings = (*unwritable, *_missing(chooser.missing), *refused_links(transcript))
    return Rendered(files={".pdf": data}, findings=findings)


def warm(options: Options) -> None:
    """Open the faces and load the libraries once, for the processes forked from this one."""
    sample = Transcript(languages=("en", "zh-Hans"), titles={"en": "Aa", "zh-Hans": "一"})
    write(sample, options)


def _pages(
    front: list[list[Placed]],
    tables: list[list[Placed]],
    body: list[list[Placed]],
    book: Book,
    parts: list[Part],
) -> list[Content]:
    """Return the pages with their furniture; a head names the chapter that goes on there.

    Only a chapter that goes on over two pages or more, for a head is known by its recurrence.
    """
    running = title(book)
    heads = {place(part): running_head(book, part) for part in parts if part.heading}
    chapters = [items[0].row.chapter if items[0].row.section >= 0 else "" for items in body]
    counts = Counter(chapters)
    pages = [Content(items) for items in front]
    for items in tables:
        pages.append(Content(items, (running, ""), _roman(len(pages) + 1)))
    for number, (items, chapter) in enumerate(zip(body, chapters, strict=True), 1):
        head = heads.get(chapter, "") if counts[chapter] > 1 else ""
        pages.append(Content(items, (running, head), str(number)))
    return pages


def _folios(body: list[list[Placed]]) -> dict[str, str]:
    """Return the page number of each place that something leads to."""
    return {
        placed.cell.block.key: str(number)
        for number, items in enumerate(body, 1)
        for placed in items
        if placed.cell.block.key and placed.start == 0
    }


def _outline(parts: list[Part], book: Book) -> tuple[Outline, ...]:
    """Return the bookmarks: the chapters that the contents name, with their turns."""
    return tuple(
        Outline(
            bookmark(book, part, number),
            place(part),
            tuple(Outline(_turn_title(segment), segment.id) for segment in part.segments),
        )
        for number, part in enumerate(parts, 1)
    )


def _turn_title(segment: Segment) -> str:
    stamp = "" if segment.start_ms is None else clock(segment.start_ms)
    return f"{stamp} {plain(segment.speaker)}".strip() or segment.id


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
