"""Leaves out what a user does not want in the products; what was left out is in the ledger."""

from typing import TypeVar

from msgspec import structs

from stages.errors import UsageError
from stages.schema import Chapter, Clause, Pair, Segment, Transcript
from stages.select.options import Options
from stages.text import subtag, visible

Part = TypeVar("Part", Pair, Clause)


def select(transcript: Transcript, options: Options) -> Transcript:
    """Return the transcript with only the languages and kinds asked for.

    `ledger.omitted` counts the visible characters of the text that was left out. Raises
    UsageError where the transcript has nothing in the language asked for.
    """
    languages = _languages(transcript.languages, options.edition)
    kept = tuple(
        _only(segment, languages)
        for segment in transcript.segments
        if segment.kind not in options.without
    )
    named = {name for segment in kept for name in (segment.speaker, *segment.speaker.split(" & "))}
    omitted = _characters(transcript.segments) - _characters(kept)
    return structs.replace(
        transcript,
        languages=languages,
        titles={tag: text for tag, text in transcript.titles.items() if tag in languages},
        segments=kept,
        speakers=tuple(speaker for speaker in transcript.speakers if speaker in named),
        chapters=_chapters(transcript, kept),
        ledger=structs.replace(transcript.ledger, omitted=omitted),
    )


def _languages(languages: tuple[str, ...], edition: str) -> tuple[str, ...]:
    if edition == "both":
        return languages
    chosen = tuple(tag for tag in languages if edition in (tag, subtag(tag)))
    if not chosen:
        there = f"it has {', '.join(languages)}"
        raise UsageError("--edition", f"the transcript has no text in {edition}", there)
    return chosen


def _chapters(transcript: Transcript, kept: tuple[Segment, ...]) -> tuple[Chapter, ...]:
    """Return the chapters, each before the first turn after its heading that was kept."""
    ids = {segment.id for segment in kept}
    following: dict[str, str] = {}
    later = ""
    for segment in reversed(transcript.segments):
        later = segment.id if segment.id in ids else later
        following[segment.id] = later
    moved = [structs.replace(c, segment=following[c.segment]) for c in transcript.chapters]
    return tuple({c.segment: c for c in moved if c.segment}.values())


def _only(segment: Segment, languages: tuple[str, ...]) -> Segment:
    pairs = (
        structs.replace(pair, clauses=tuple(_part(clause, languages) for clause in pair.clauses))
        for pair in segment.pairs
    )
    return structs.replace(
        segment,
        texts={tag: segment.texts[tag] for tag in languages if tag in segment.texts},
        pairs=tuple(part for pair in pairs if (part := _part(pair, languages)).texts),
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
