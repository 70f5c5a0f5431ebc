"""Leaves out what a user does not want in the products; what was left out is in the ledger."""

from typing import TypeVar

from msgspec import structs

from stages.schema import Clause, Pair, Segment, Transcript
from stages.select.options import Options
from stages.text import visible

Part = TypeVar("Part", Pair, Clause)


def select(transcript: Transcript, options: Options) -> Transcript:
    """Return the transcript with only the languages and kinds asked for.

    `ledger.omitted` counts the visible characters of the text that was left out.
    """
    languages = tuple(
        language for language in transcript.languages if options.edition in ("both", language)
    )
    kept = tuple(
        _only(segment, languages)
        for segment in transcript.segments
        if segment.kind not in options.without
    )
    ids = {segment.id for segment in kept}
    omitted = _characters(transcript.segments) - _characters(kept)
    return structs.replace(
        transcript,
        languages=languages,
        segments=kept,
        speakers=tuple(
            speaker for speaker in transcript.speakers if any(s.speaker == speaker for s in kept)
        ),
        chapters=tuple(chapter for chapter in transcript.chapters if chapter.segment in ids),
        ledger=structs.replace(transcript.ledger, omitted=omitted),
    )


def _only(segment: Segment, languages: tuple[str, ...]) -> Segment:
    return structs.replace(
        segment,
        texts={tag: segment.texts[tag] for tag in languages if tag in segment.texts},
        pairs=tuple(
            structs.replace(
                part, clauses=tuple(_part(clause, languages) for clause in part.clauses)
            )
            for pair in segment.pairs
            if (part := _part(pair, languages)).texts
        ),
    )


def _part(part: Part, languages: tuple[str, ...]) -> Part:
    texts = {tag: part.texts[tag] for tag in languages if tag in part.texts}
    return structs.replace(part, texts=texts)


def _characters(segments: tuple[Segment, ...]) -> int:
    return sum(
        visible(paragraph.text)
        for segment in segments
        for paragraphs in segment.texts.values()
        for paragraph in paragraphs
    )
