"""When each pair is said: stamps are kept, and between them time goes by speech effort."""

from bisect import bisect_right
from itertools import pairwise
from math import sqrt
from typing import NamedTuple

import msgspec

from stages.align.effort import TURN_END, effort
from stages.schema import Pair, Segment, Transcript

RATE = 1.0
"""Seconds a unit of effort takes where the source gives no clue."""


class Stamp(NamedTuple):
    """A printed time, and the effort spent before it since the transcript began."""

    spent: float
    time_ms: int


def time_pairs(transcript: Transcript) -> Transcript:
    """Give each pair its start, end and uncertainty; None throughout where there are no stamps."""
    if all(segment.start_ms is None for segment in transcript.segments):
        return transcript
    efforts = [
        [_effort(pair, transcript.languages) for pair in s.pairs] for s in transcript.segments
    ]
    stamps = _stamps(transcript.segments, efforts)
    spent = 0.0
    segments = []
    for segment, costs in zip(transcript.segments, efforts, strict=True):
        pairs = []
        for pair, cost in zip(segment.pairs, costs, strict=True):
            start, unsure = _time(stamps, spent)
            spent += cost
            end, _ = _time(stamps, spent if pair is not segment.pairs[-1] else spent + TURN_END)
            pairs.append(
                msgspec.structs.replace(
                    pair, start_ms=start, end_ms=max(start, end), uncertainty_ms=unsure
                )
            )
        spent += TURN_END
        segments.append(msgspec.structs.replace(segment, pairs=tuple(pairs)))
    return msgspec.structs.replace(transcript, segments=tuple(segments))


def _effort(pair: Pair, languages: tuple[str, ...]) -> float:
    spoken = next((lang for lang in languages if lang in pair.texts), None)
    return effort(pair.texts[spoken]) if spoken else 0.0


def _stamps(segments: tuple[Segment, ...], efforts: list[list[float]]) -> list[Stamp]:
    stamps: list[Stamp] = []
    spent = 0.0
    for segment, costs in zip(segments, efforts, strict=True):
        if segment.start_ms is not None and (not stamps or segment.start_ms >= stamps[-1].time_ms):
            stamps.append(Stamp(spent, segment.start_ms))
        spent += sum(costs) + TURN_END
    end = segments[-1].end_ms
    if end is None or end < stamps[-1].time_ms:
        end = stamps[-1].time_ms + round(1000 * RATE * (spent - stamps[-1].spent))
    stamps.append(Stamp(spent, end))
    return stamps


def _time(stamps: list[Stamp], spent: float) -> tuple[int, int]:
    after = bisect_right([s.spent for s in stamps], spent + 1e-9)
    if after == len(stamps):
        return stamps[-1].time_ms, 0
    if after == 0:
        return stamps[0].time_ms, 0
    before, behind = stamps[after - 1], stamps[after]
    if spent - before.spent < 1e-9:
        return before.time_ms, 0
    share = (spent - before.spent) / (behind.spent - before.spent)
    time = before.time_ms + round(share * (behind.time_ms - before.time_ms))
    nearest = min(time - before.time_ms, behind.time_ms - time) / 1000
    return time, round(320 * sqrt(max(nearest, 0.0)))
