"""What a document holds, for a user who wants to know whether it was understood."""

from collections import Counter

from msgspec import Struct

from stages.schema import Finding, Ledger, Transcript
from stages.text import visible


class Inspection(Struct, frozen=True, kw_only=True):
    """A document on one screen. `shares` is each speaker's part of the text, from 0 to 1."""

    title: str
    producer: str
    pages: int
    languages: tuple[str, ...]
    turns: int
    duration_ms: int | None
    shares: dict[str, float]
    ledger: Ledger
    findings: tuple[Finding, ...]
    dialect: str = ""
    subtitles: tuple[str, ...] = ()


def inspect(transcript: Transcript) -> Inspection:
    """Gather the facts of an aligned transcript."""
    spoken = Counter[str]()
    for segment in transcript.segments:
        spoken[segment.speaker] += sum(
            visible(p.text) for p in next(iter(segment.texts.values()), ())
        )
    total = sum(spoken.values()) or 1
    ends = [s.end_ms for s in transcript.segments if s.end_ms is not None]
    return Inspection(
        title=transcript.title,
        producer=transcript.source.producer,
        pages=transcript.source.pages,
        languages=transcript.languages,
        turns=len(transcript.segments),
        duration_ms=max(ends, default=None),
        shares={name: count / total for name, count in spoken.most_common()},
        ledger=transcript.ledger,
        findings=transcript.findings,
    )
