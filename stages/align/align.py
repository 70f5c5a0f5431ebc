"""Transcript -> transcript with sentence pairs, each with its time."""

import msgspec

from stages.align import dictionary
from stages.align.options import Options
from stages.align.pairs import Pairing
from stages.align.times import time_pairs
from stages.schema import Transcript


def align(transcript: Transcript, options: Options) -> Transcript:
    """Pair the sentences of each turn and give each pair its time."""
    pairing = Pairing(transcript)
    segments = tuple(
        msgspec.structs.replace(segment, pairs=pairing.pairs(segment))
        for segment in transcript.segments
    )
    return time_pairs(msgspec.structs.replace(transcript, segments=segments))


def warm(options: Options) -> None:
    """Load the tables once, so that processes forked from this one share them."""
    dictionary.groups()
