"""Divides a transcript into chapters: the source's own, else groups of some minutes."""

from collections.abc import Sequence

from msgspec import Struct

from stages.schema import Segment, Transcript
from stages.text import spaced, width

SPAN_MS = 450_000
"""Length of a group: the middle of 5-10 minutes, which is what a contents page can take in."""

_LABEL_WIDTH = 21.0
"""Full-width characters of first words in a name: about 42 Latin letters."""


class Part(Struct, frozen=True, kw_only=True):
    """A chapter: its name by language, and its turns.

    `start_ms` is set where the name is only the first words, which the time then goes before.
    """

    texts: dict[str, str]
    segments: tuple[Segment, ...]
    start_ms: int | None = None


def divide(transcript: Transcript) -> list[Part]:
    """Return the chapters in order; together they hold every turn once.

    Turns before the first heading of the source make a chapter named by its first words.
    """
    segments = transcript.segments
    if not transcript.chapters:
        cuts = [*_cuts(transcript), len(segments)]
        return [_named(transcript, segments[a:b]) for a, b in zip(cuts, cuts[1:], strict=False)]
    place = {segment.id: index for index, segment in enumerate(segments)}
    chapters = sorted(transcript.chapters, key=lambda chapter: place[chapter.segment])
    starts = [place[chapter.segment] for chapter in chapters]
    parts = [_named(transcript, segments[: starts[0]])] if starts[0] else []
    for chapter, start, end in zip(chapters, starts, [*starts[1:], len(segments)], strict=True):
        parts.append(Part(texts=chapter.texts, segments=segments[start:end]))
    return parts


def _cuts(transcript: Transcript) -> list[int]:
    """Return where groups of equal length begin; empty where there are no turns."""
    positions = _positions(transcript)
    if not positions:
        return []
    first, total = positions[0], positions[-1] - positions[0]
    count = max(1, round(total / SPAN_MS))
    cuts = [0]
    reached = 1
    for index, position in enumerate(positions):
        if (passed := int((position - first) * count / total) if total else 0) >= reached:
            reached = passed + 1
            cuts.append(index)
    return cuts if len(cuts) == 1 or cuts[-1] < len(positions) - 1 else cuts[:-1]


def _positions(transcript: Transcript) -> list[int]:
    """Return where each turn begins, never going back: by the clock, else by the rate of speech."""
    times = [segment.start_ms for segment in transcript.segments]
    if not any(times):
        return _spoken_positions(transcript)
    positions = []
    latest = 0
    for time in times:
        latest = max(latest, time or 0)
        positions.append(latest)
    return positions


def _spoken_positions(transcript: Transcript) -> list[int]:
    """Estimate where each turn begins at 15 letters or 4.5 ideographs a second."""
    language = transcript.languages[0] if transcript.languages else ""
    pace = 1000 / (15 if spaced(language) else 4.5)
    positions = []
    spoken = 0
    for segment in transcript.segments:
        positions.append(round(spoken * pace))
        spoken += sum(len(paragraph.text) for paragraph in segment.texts.get(language, ()))
    return positions


def _named(transcript: Transcript, segments: Sequence[Segment]) -> Part:
    """Name a group by the first words of its first turn that is in every language."""
    whole = len(transcript.languages)
    spoken = [segment for segment in segments if any(segment.texts.values())] or [segments[0]]
    first = next((s for s in spoken if sum(map(bool, s.texts.values())) == whole), spoken[0])
    texts = {
        language: first_words(first.texts[language][0].text, language)
        for language in transcript.languages
        if first.texts.get(language)
    }
    return Part(texts=texts, segments=tuple(segments), start_ms=segments[0].start_ms)


def first_words(text: str, language: str) -> str:
    """Cut the text where a name becomes too long, between words where the language has spaces."""
    text = " ".join(text.split()) if len(text) < 500 else " ".join(text[:500].split())
    if width(text) <= _LABEL_WIDTH:
        return text
    kept = text[: int(2 * _LABEL_WIDTH)]
    while width(kept) > _LABEL_WIDTH:
        kept = kept[:-1]
    if spaced(language) and " " in kept:
        kept = kept[: kept.rindex(" ")]
    return kept.rstrip(" ,;:.，、；：。") + "…"
