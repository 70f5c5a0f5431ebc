"""Transcript -> transcript with sentence pairs, each with its time."""

import msgspec

from stages.align import dictionary
from stages.align.clauses import cut
from stages.align.options import Options
from stages.align.pairs import Pairing
from stages.align.report import report
from stages.align.timeline import Timeline
from stages.align.times import lay_out, rates, time_turns
from stages.schema import Pair, Segment, Transcript


def align(transcript: Transcript, options: Options) -> Transcript:
    """Pair the sentences of each turn, and give each pair its time where the source has times."""
    pairing = Pairing(transcript)
    paired = msgspec.structs.replace(
        transcript, segments=tuple(_paired(segment, pairing) for segment in transcript.segments)
    )
    turns = lay_out(paired)
    anchors = [anchor for turn in turns for anchor in turn.anchors]
    if not any(anchor.printed for anchor in anchors):
        return report(paired, [], {})
    by_speaker = rates(turns, anchors)
    last = turns[-1].segment.speaker
    timeline = Timeline(anchors, by_speaker.get(last, by_speaker[""]))
    timed = msgspec.structs.replace(paired, segments=tuple(time_turns(turns, timeline)))
    return report(timed, turns, by_speaker)


def warm(options: Options) -> None:
    """Load the tables once, so that processes forked from this one share them."""
    dictionary.groups()


def _paired(segment: Segment, pairing: Pairing) -> Segment:
    pairs = tuple(_with_clauses(pair, pairing) for pair in pairing.pairs(segment))
    return msgspec.structs.replace(segment, pairs=pairs)


def _with_clauses(pair: Pair, pairing: Pairing) -> Pair:
    if len(pair.texts) != 2:
        return pair
    first, second = pair.texts
    return msgspec.structs.replace(pair, clauses=cut(pair, pairing.tongues((first, second))))
