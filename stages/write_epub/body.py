"""The transcript as files: a chapter each, more where a file would grow too large."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from stages.chapters import Part, cut
from stages.schema import Transcript
from stages.text import clock
from stages.write_epub.folios import Folios
from stages.write_epub.markup import label, page, plain, spans
from stages.write_epub.matter import Entry
from stages.write_epub.options import Options
from stages.write_epub.package import Document
from stages.write_epub.tongues import Tongues
from stages.write_epub.turns import LARGEST, Section, Turns


class Body(NamedTuple):
    """The files of the transcript, and what the contents and the notes need to know of them.

    `folios` says where each source page begins, `places` where each segment is.
    """

    documents: list[Document]
    entries: list[Entry]
    folios: list[tuple[int, str]]
    places: dict[str, str]


def body(transcript: Transcript, tongues: Tongues, folios: Folios, options: Options) -> Body:
    """Return the chapters as files, with one entry of the contents for each chapter."""
    made = Body([], [], [], {})
    turns = Turns(tongues, folios, options.layout)
    parts = cut(transcript)
    for number, part in enumerate(parts, 1):
        texts = part.label(tongues.languages) or {tongues.original: part.clock or str(number)}
        mark = folios.at(part.heading.page) if part.heading else ""
        heading = _heading(part, number, len(parts), texts, tongues)
        begun = folios.placed()
        sections = [section for segment in part.segments for section in turns.sections(segment)]
        for count, group in enumerate(_files(sections), 1):
            path = f"part{number:03d}.xhtml" if count == 1 else f"part{number:03d}-{count}.xhtml"
            again = f' <span class="again">({label("continued", tongues)})</span>'
            own = tongues.attributes(tongues.original)
            inner = f"{mark}{heading}" if count == 1 else f"{heading}{again}"
            head = f"<h1 {own}>{inner}</h1>\n"
            made.documents.append(_document(path, texts, head, group, tongues, options.layout))
            numbers = [*(begun if count == 1 else ()), *(n for s in group for n in s.pages)]
            made.folios.extend((n, f"{path}#p{n}") for n in numbers)
            for section in group:
                made.places.setdefault(section.segment, f"{path}#{section.id}")
        start = part.segments[0].start_ms
        stamp = "" if start is None else clock(start)
        made.entries.append(Entry(f"part{number:03d}.xhtml", texts, stamp))
    return made


def _heading(part: Part, number: int, count: int, texts: dict[str, str], tongues: Tongues) -> str:
    """Return what stands over a part: not its first words, which follow at once."""
    if part.heading:
        return spans(texts, tongues)
    if count == 1:
        return label("transcript", tongues)
    return part.clock or str(number)


def _document(
    path: str,
    texts: dict[str, str],
    head: str,
    sections: Iterable[Section],
    tongues: Tongues,
    layout: str,
) -> Document:
    turns = "".join(section.html for section in sections)
    inner = (
        f'<section class="chapter" epub:type="chapter" role="doc-chapter">\n{head}{turns}</section>'
    )
    return Document(path, page(plain(texts), inner, tongues.original, tongues, layout))


def _files(sections: list[Section]) -> Iterator[list[Section]]:
    """Group the sections so that no group is larger than a file may be."""
    group: list[Section] = []
    size = 0
    for section in sections:
        length = len(section.html.encode())
        if group and size + length > LARGEST:
            yield group
            group, size = [], 0
        group.append(section)
        size += length
    yield group
