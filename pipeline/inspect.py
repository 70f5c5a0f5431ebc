"""What a PDF holds, for a user who wants to know whether it was understood."""

from collections import Counter
from pathlib import Path

import msgspec
from msgspec import Struct

from pipeline.build import StageClock, read
from pipeline.isolation import Progress, isolate
from pipeline.options import BuildOptions
from pipeline.storage import location_of, open_folder, read_source, source_size
from stages.normalize.explain import Explanation, explain
from stages.schema import Finding, Ledger, Transcript
from stages.text import visible
from stages.write_srt.report import Report, report


class Inspection(Struct, frozen=True, kw_only=True):
    """A document on one screen. `shares` is each speaker's part of the text, from 0 to 1."""

    source: str
    title: str
    producer: str
    pages: int
    languages: tuple[str, ...]
    turns: int
    duration_ms: int | None
    shares: dict[str, float]
    dialect: str
    reasons: tuple[str, ...]
    ledger: Ledger
    findings: tuple[Finding, ...]
    subtitles: Report
    proof: tuple[str, ...] = ()


def inspect_source(source: str, options: BuildOptions, proof: Path | None) -> Inspection:
    """Read a PDF in a process of its own and say what it holds; draw its pages into `proof`.

    Raises DiglotError where it cannot be read.
    """
    location = location_of(source)

    def task(progress: Progress) -> bytes:
        return msgspec.json.encode(_inspect(location, options, proof, progress))

    result, _ = isolate(task, location, source_size(location), options.limits)
    return msgspec.json.decode(result, type=Inspection)


def _inspect(
    location: str, options: BuildOptions, proof: Path | None, progress: Progress
) -> Inspection:
    data = read_source(location, options.extract.max_bytes)
    pages, transcript = read(data, location, options, StageClock(progress))
    explanation = explain(pages, options.normalize)
    drawn = []
    if proof is not None:
        from stages.extract.proof import draw

        folder = open_folder(location_of(str(proof)))
        for name, picture in draw(data, pages, explanation.roles):
            folder.write(name, picture)
            drawn.append(name)
    subtitles = report(transcript, options.srt)
    return _described(location, transcript, explanation, subtitles, tuple(drawn))


def _described(
    source: str,
    transcript: Transcript,
    explanation: Explanation,
    subtitles: Report,
    proof: tuple[str, ...],
) -> Inspection:
    spoken = Counter[str]()
    for segment in transcript.segments:
        texts = next(iter(segment.texts.values()), ())
        spoken[segment.speaker] += sum(visible(paragraph.text) for paragraph in texts)
    total = sum(spoken.values()) or 1
    ends = [s.end_ms for s in transcript.segments if s.end_ms is not None]
    return Inspection(
        source=source,
        title=transcript.title,
        producer=transcript.source.producer,
        pages=transcript.source.pages,
        languages=transcript.languages,
        turns=len(transcript.segments),
        duration_ms=max(ends, default=None),
        shares={name: count / total for name, count in spoken.most_common()},
        dialect=explanation.dialect,
        reasons=explanation.reasons,
        ledger=transcript.ledger,
        findings=transcript.findings,
        subtitles=subtitles,
        proof=proof,
    )
