"""Transcript -> transcript with sentence pairs, each with its time."""

import msgspec

from stages.align.options import Options
from stages.align.pairs import pair_turn
from stages.align.times import time_pairs
from stages.schema import Transcript
from stages.text import han


def align(transcript: Transcript, options: Options) -> Transcript:
    """Pair the sentences of each turn and give each pair its time."""
    ratio = _ratio(transcript)
    segments = tuple(
        msgspec.structs.replace(segment, pairs=pair_turn(segment, transcript.languages, ratio))
        for segment in transcript.segments
    )
    return time_pairs(msgspec.structs.replace(transcript, segments=segments))


def warm(options: Options) -> None:
    """Load the tables once, so that processes forked from this one share them."""


def _ratio(transcript: Transcript) -> float:
    wide = narrow = latin = 0
    for segment in transcript.segments:
        for language, paragraphs in segment.texts.items():
            for paragraph in paragraphs:
                found = sum(map(han, paragraph.text))
                if found * 4 > len(paragraph.text):
                    wide += found
                    latin += len(paragraph.text) - found
                else:
                    narrow += len(paragraph.text)
    return min(max((narrow - latin) / wide, 1.5), 5.0) if wide else 1.0
