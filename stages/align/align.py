"""Transcript -> transcript with sentence pairs, each with its time."""

import msgspec

from stages.align import dictionary
from stages.align.clauses import cut
from stages.align.options import Options
from stages.align.pairs import Pairing
from stages.align.times import time_pairs
from stages.schema import Pair, Transcript


def align(transcript: Transcript, options: Options) -> Transcript:
    """Pair the sentences of each turn and give each pair its time."""
    pairing = Pairing(transcript)
    segments = tuple(
        msgspec.structs.replace(
            segment, pairs=tuple(_with_clauses(pair, pairing) for pair in pairing.pairs(segment))
        )
        for segment in transcript.segments
    )
    return time_pairs(msgspec.structs.replace(transcript, segments=segments))


def _with_clauses(pair: Pair, pairing: Pairing) -> Pair:
    if len(pair.texts) != 2:
        return pair
    first, second = pair.texts
    languages = (first, second)
    return msgspec.structs.replace(pair, clauses=cut(pair, pairing.tongues(languages)))


def warm(options: Options) -> None:
    """Load the tables once, so that processes forked from this one share them."""
    dictionary.groups()
