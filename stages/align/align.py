"""Transcript -> transcript with sentence pairs, each with its time."""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from stages.align import dictionary
from stages.align.clauses import cut
from stages.align.options import Options
from stages.align.pairs import Pairing
from stages.align.report import report
from stages.align.timeline import Anchor, Timeline
from stages.align.times import Turn, lay_out, rates, time_turns
from stages.findings import finding
from stages.schema import Finding, Pair, Segment, Transcript


def align(transcript: Transcript, options: Options) -> Transcript:
    """Pair the sentences of each turn, and give each pair its time where times are known.

    Raises UsageError where the file of words cannot be read.
    """
    pairing = Pairing(transcript)
    segments = tuple(_paired(segment, pairing) for segment in transcript.segments)
    paired = msgspec.structs.replace(transcript, segments=segments)
    turns = lay_out(paired)
    anchors = [anchor for turn in turns for anchor in turn.anchors]
    found: list[Finding] = []
    if options.words and transcript.languages:
        anchors, found = listen(turns, anchors, Path(options.words), transcript.languages[0])
    if not any(anchor.known for anchor in anchors):
        return report(paired, [], {}, found)
    by_speaker = rates(turns, anchors)
    last = turns[-1]
    rate = by_speaker.get(last.segment.speaker, by_speaker[""])
    end = Timeline(anchors, rate).at(last.behind, end=True).time_ms
    timeline = Timeline([*anchors, Anchor(last.behind, end, known=False)], rate)
    timed = msgspec.structs.replace(paired, segments=tuple(time_turns(turns, timeline)))
    return report(timed, turns, by_speaker, found)


def listen(
    turns: Sequence[Turn], anchors: list[Anchor], path: Path, language: str
) -> tuple[list[Anchor], list[Finding]]:
    """Add anchors at the words that a recognizer heard, by the clock of the stamps."""
    from stages.align import hearing, recognizers

    spoken = [
        word
        for turn in turns
        for unit in turn.flat
        for word in hearing.said(unit.texts.get(language, ""), language, unit.before)
    ]
    heard, percent = hearing.match(spoken, recognizers.read(path, language))
    starts = [turn.anchors[0] for turn in turns if turn.segment.start_ms is not None]
    clocks = hearing.compare(starts, heard)
    if starts and clocks.differ(starts[-1].time_ms):
        heard = [clocks.stamped(anchor) for anchor in heard]
    said = finding(
        "words-clock",
        percent=percent,
        offset=f"{clocks.offset_ms / 1000:z.2f}",
        drift=f"{clocks.drift * 3600:z.2f}",
    )
    return [*anchors, *heard], [said]


def warm(_options: Options) -> None:
    """Load the tables once, so that processes forked from this one share them."""
    dictionary.index()


def _paired(segment: Segment, pairing: Pairing) -> Segment:
    pairs = tuple(_with_clauses(pair, pairing) for pair in pairing.pairs(segment))
    return msgspec.structs.replace(segment, pairs=pairs)


def _with_clauses(pair: Pair, pairing: Pairing) -> Pair:
    if len(pair.texts) != 2:
        return pair
    first, second = pair.texts
    clauses = cut(pair, pairing.tongues((first, second)))
    return msgspec.structs.replace(pair, clauses=clauses) if clauses else pair
