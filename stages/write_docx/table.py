"""The turns of a chapter as a table: a column a language, a row a paragraph, no cell merged."""

from stages.schema import Segment, Transcript
from stages.words import autonym
from stages.write_docx import markup
from stages.write_docx.draft import Draft
from stages.write_docx.measure import ems
from stages.write_docx.styles import TABLE
from stages.write_docx.turns import blocks, heading, spoken, time

_REVIEW_SHARE = 0.22
"""Part of the width that the column for remarks takes."""

_EMPTY = markup.paragraph("Normal", "")
"""A cell must end in a paragraph (17.4.65)."""


def column_widths(transcript: Transcript, review: bool, text_width: int) -> list[int]:
    """Return the widths of the columns: those of the languages, then a narrow one for remarks.

    A language whose text is longer gets more, half way to what would make all equally high.
    Without a language there is no column.
    """
    if not transcript.languages:
        return []
    remarks = [int(text_width * _REVIEW_SHARE)] * review
    lengths = [_length(transcript, tag) for tag in transcript.languages]
    total, room = sum(lengths) or 1.0, text_width - sum(remarks)
    shares = [(1 / len(lengths) + length / total) / 2 for length in lengths]
    return [int(room * share) for share in shares] + remarks


def _length(transcript: Transcript, language: str) -> float:
    texts = (segment.texts.get(language, ()) for segment in transcript.segments)
    return sum(ems(paragraph.text) for paragraphs in texts for paragraph in paragraphs)


def table(draft: Draft, segments: tuple[Segment, ...], widths: list[int]) -> str:
    """Return the turns as a table whose head is repeated on each page and whose rows never split.

    The speaker stands over the first paragraph in the first column, and the time beside it, so
    that what says the same begins on one line.
    """
    tongues = draft.tongues.all
    rows = [_head(draft, widths)]
    for segment in segments:
        when = time(draft, segment)
        starts = [heading(draft, segment)]
        starts += [
            markup.paragraph("TurnTime", when, draft.direction(tongue)) for tongue in tongues[1:]
        ]
        for block in blocks(segment, draft.transcript.languages) or [{}]:
            cells = [spoken(draft, block, index) for index in range(len(tongues))]
            cells = [start + cell for start, cell in zip(starts, cells, strict=True)]
            starts = [""] * len(starts)
            rows.append(_row(cells, widths))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    settings = _settings(draft, sum(widths))
    return f"<w:tbl>{settings}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _settings(draft: Draft, width: int) -> str:
    caption = markup.escape(", ".join(autonym(tag) for tag in draft.transcript.languages))
    order = "<w:bidiVisual/>" * draft.tongues.rtl
    return (
        f'<w:tblPr><w:tblStyle w:val="{TABLE}"/>{order}<w:tblW w:w="{width}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" '
        'w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{caption}"/></w:tblPr>'
    )


def _head(draft: Draft, widths: list[int]) -> str:
    cells = [
        markup.paragraph("TableHeading", draft.plain(autonym(tongue.tag)), draft.direction(tongue))
        for tongue in draft.tongues.all
    ]
    review = markup.paragraph("TableHeading", draft.plain(draft.label("review")))
    return _row(cells + [review] * (len(widths) - len(cells)), widths, head=True)


def _row(cells: list[str], widths: list[int], head: bool = False) -> str:
    """Return a row; cells that are missing at its end are empty."""
    settings = "<w:cantSplit/>" + "<w:tblHeader/>" * head
    cells = cells + [""] * (len(widths) - len(cells))
    content = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell or _EMPTY}</w:tc>'
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr>{settings}</w:trPr>{content}</w:tr>"
