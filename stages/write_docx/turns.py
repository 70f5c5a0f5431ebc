"""The turns of a chapter as paragraphs under each other, or as the rows of a table."""

from collections.abc import Iterator

from stages.schema import Paragraph, Segment
from stages.text import clock
from stages.write_docx import markup
from stages.write_docx.draft import Draft
from stages.write_docx.language import Tongue
from stages.write_docx.styles import HEADING_2, TABLE, text_style
from stages.write_docx.words import autonym, label

Block = dict[str, tuple[Paragraph, ...]]
"""Paragraphs that say the same, by language."""

_GAP = "  "
"""Between the parts of a speaker line, as transcripts print it."""


def blocks(segment: Segment, languages: tuple[str, ...]) -> list[Block]:
    """Return the paragraphs of a turn in groups that say the same, as small as can be told.

    Where the languages have equally many paragraphs, each is a group with its counterpart. Else
    groups end where the sentence pairs end a paragraph in every language at once.
    """
    texts = {tag: segment.texts[tag] for tag in languages if segment.texts.get(tag)}
    if len({len(paragraphs) for paragraphs in texts.values()}) <= 1:
        rows = zip(*texts.values(), strict=True)
        return [{tag: (part,) for tag, part in zip(texts, row, strict=True)} for row in rows]
    result: list[Block] = []
    done = dict.fromkeys(texts, 0)
    for ends in (*_common_ends(segment, texts), {tag: len(texts[tag]) for tag in texts}):
        block = {tag: texts[tag][done[tag] : ends[tag]] for tag in texts}
        done = ends
        result += [block] if any(block.values()) else []
    return result


def _common_ends(segment: Segment, texts: Block) -> Iterator[dict[str, int]]:
    """Give the numbers of paragraphs that are complete where a pair ends one in each language."""
    ends = {tag: _paragraph_ends(paragraphs) for tag, paragraphs in texts.items()}
    read = dict.fromkeys(texts, 0)
    for pair in segment.pairs:
        for tag in texts:
            read[tag] += _letters(pair.texts.get(tag, ""))
        if all(read[tag] in ends[tag] for tag in texts):
            yield {tag: ends[tag][read[tag]] for tag in texts}


def _paragraph_ends(paragraphs: tuple[Paragraph, ...]) -> dict[int, int]:
    """Return how many paragraphs are complete, by the number of letters read."""
    ends = {}
    read = 0
    for number, paragraph in enumerate(paragraphs, 1):
        read += _letters(paragraph.text)
        ends[read] = number
    return ends


def _letters(text: str) -> int:
    return len("".join(text.split()))


def stamp(milliseconds: int) -> str:
    """Write a time to the second, with its milliseconds where it has any: "00:12:01.250"."""
    rest = milliseconds % 1000
    return clock(milliseconds) + (f".{rest:03d}" if rest else "")


def stacked(draft: Draft, segments: tuple[Segment, ...]) -> Iterator[str]:
    """Give the turns one after the other, each paragraph followed by its translation."""
    for segment in segments:
        yield heading(draft, segment)
        for block in blocks(segment, draft.transcript.languages):
            yield from (spoken(draft, block, index) for index in range(len(draft.tongues.all)))


def heading(draft: Draft, segment: Segment) -> str:
    """Return the line of a turn: who speaks, when, and what the source remarks."""
    number = draft.turn_numbers[segment.id]
    time = f"#{number}" if not segment.speaker else ""
    time = time if segment.start_ms is None else stamp(segment.start_ms)
    parts = [
        draft.plain(segment.speaker, "Speaker"),
        draft.plain(time, "Time"),
        draft.plain(f"({segment.note})" if segment.note else "", "Remark"),
    ]
    line = markup.run(_GAP).join(part for part in parts if part)
    style = "EventLine" if segment.kind == "event" else HEADING_2
    return markup.paragraph(
        style, draft.page(segment.page) + draft.bookmark(f"turn_{number}", line)
    )


def spoken(draft: Draft, block: Block, index: int) -> str:
    """Return the paragraphs of one language of a block, with the times printed before them."""
    tongue = draft.tongues.all[index]
    return "".join(
        _anchor(draft, paragraph)
        + markup.paragraph(
            text_style(index),
            draft.page(paragraph.page) + draft.text(paragraph, tongue),
            "<w:bidi/>" if tongue.rtl else "",
        )
        for paragraph in block.get(tongue.tag, ())
    )


def _anchor(draft: Draft, paragraph: Paragraph) -> str:
    if paragraph.start_ms is None:
        return ""
    return markup.paragraph("Anchor", draft.plain(stamp(paragraph.start_ms), "Time"))


def table(draft: Draft, segments: tuple[Segment, ...], text_width: int, review: bool) -> str:
    """Return the turns as a table: a column a language, a row a paragraph, none of them merged."""
    tongues = draft.tongues.all
    columns = len(tongues) + review
    column = text_width // max(columns, 1)
    grid = f'<w:gridCol w:w="{column}"/>' * columns
    order = "<w:bidiVisual/>" if tongues and tongues[0].rtl else ""
    names = ", ".join(autonym(tongue.tag) for tongue in tongues)
    settings = (
        f'<w:tblStyle w:val="{TABLE}"/>{order}<w:tblW w:w="{column * columns}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" '
        'w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{markup.escape(names)}"/>'
    )
    rows = [_header_row(draft, column, review)]
    empty = markup.paragraph("Normal", "")
    for segment in segments:
        rows.append(_row([heading(draft, segment)] + [empty] * (columns - 1), column))
        for block in blocks(segment, draft.transcript.languages):
            cells = [spoken(draft, block, index) or empty for index in range(len(tongues))]
            rows.append(_row(cells + [empty] * review, column))
    return (
        f"<w:tbl><w:tblPr>{settings}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _header_row(draft: Draft, column: int, review: bool) -> str:
    names = [autonym(tongue.tag) for tongue in draft.tongues.all]
    names += [label("review", draft.transcript.languages)] * review
    cells = [markup.paragraph("TableHeading", draft.plain(name)) for name in names]
    return _row(cells, column, header=True)


def _row(cells: list[str], width: int, header: bool = False) -> str:
    """Return a row that stays on one page; a header row is repeated on every page."""
    settings = "<w:cantSplit/>" + "<w:tblHeader/>" * header
    content = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>' for cell in cells
    )
    return f"<w:tr><w:trPr>{settings}</w:trPr>{content}</w:tr>"
