"""The turns of a chapter as paragraphs under each other, and the pieces they are made of."""

from collections.abc import Iterator

from stages.schema import Paragraph, Segment
from stages.text import clock
from stages.write_docx import markup
from stages.write_docx.draft import Draft
from stages.write_docx.language import Tongue
from stages.write_docx.looks import HEADING_2, text_style

Block = dict[str, tuple[Paragraph, ...]]
"""Paragraphs that say the same, by language."""


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


def stacked(draft: Draft, segments: tuple[Segment, ...]) -> str:
    """Return the turns one after the other, each paragraph followed by its translation."""
    parts = []
    for segment in segments:
        parts.append(heading(draft, segment))
        for block in blocks(segment, draft.transcript.languages):
            parts += [spoken(draft, block, index) for index in range(len(draft.tongues.all))]
    return "".join(parts)


def heading(draft: Draft, segment: Segment) -> str:
    """Return the line of a turn: who speaks, when, and what the source remarks."""
    remark = draft.plain(f"({segment.note})" if segment.note else "", "Remark")
    line = draft.parts(draft.plain(segment.speaker, "Speaker"), time(draft, segment), remark)
    turn = draft.bookmark(draft.turn(segment), line)
    style = "EventLine" if segment.kind == "event" else HEADING_2
    return markup.paragraph(style, draft.page(segment.page) + turn)


def time(draft: Draft, segment: Segment) -> str:
    """Return when a turn begins; its number where it would have neither a speaker nor a time."""
    if segment.start_ms is not None:
        return draft.plain(stamp(segment.start_ms), "Time")
    number = draft.turn_numbers[segment.id]
    return draft.plain("" if segment.speaker else f"#{number}", "Time")


def spoken(draft: Draft, block: Block, index: int) -> str:
    """Return the paragraphs of one language of a block, with the times printed before them."""
    tongue = draft.tongues.all[index]
    return "".join(
        _anchor(draft, paragraph, tongue)
        + markup.paragraph(
            text_style(index),
            draft.page(paragraph.page) + draft.text(paragraph, tongue),
            "<w:bidi/>" * tongue.rtl,
        )
        for paragraph in block.get(tongue.tag, ())
    )


def _anchor(draft: Draft, paragraph: Paragraph, tongue: Tongue) -> str:
    if paragraph.start_ms is None:
        return ""
    content = draft.plain(stamp(paragraph.start_ms), "Time")
    return markup.paragraph("Anchor", content, draft.direction(tongue))
