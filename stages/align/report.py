"""What alignment found odd: doubtful pairs, gaps of the clock, speech too fast to be true."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import msgspec

from stages.align.timeline import steady
from stages.align.times import Turn
from stages.findings import finding
from stages.schema import Finding, Segment, Transcript
from stages.text import clock, spaced, visible

DOUBT = 0.3
"""Pairs less sure than this are reported."""
GAP, GAP_SECONDS = 3.0, 15.0
"""A gap: so many times as long as the words take at their speaker's rate, and so much longer."""
FASTEST, FAST_WORDS = 330, 20
"""Words a minute that nobody speaks over so many words; the fastest speakers reach 300."""

OWN = {"doubtful-pair", "clock-gap", "fast-speech", "words-clock"}
_EXCERPT = 40


def report(
    transcript: Transcript,
    turns: Sequence[Turn],
    rates: Mapping[str, float],
    heard: Sequence[Finding],
) -> Transcript:
    """Add what was found; a second run finds the same and adds nothing."""
    kept = [found for found in transcript.findings if found.code not in OWN]
    known = {(found.code, found.segment) for found in kept}
    clocks = [found for found in _clock(transcript) if (found.code, found.segment) not in known]
    own = [found for segment in transcript.segments for found in _doubtful(segment, transcript)]
    own += [*heard, *_gaps(turns, rates), *_fast(turns, transcript.languages)]
    return msgspec.structs.replace(transcript, findings=(*kept, *clocks, *own))


def _clock(transcript: Transcript) -> Iterator[Finding]:
    stamped = [s for s in transcript.segments if s.start_ms is not None]
    if not stamped and transcript.segments:
        yield finding("no-times")
    for before, behind in pairwise(stamped):
        first, second = before.start_ms or 0, behind.start_ms or 0
        if second < first:
            yield finding("clock-backwards", segment=behind.id, stamp=clock(second))
        elif second == first:
            yield finding("clock-repeated", segment=behind.id, stamp=clock(second))


def _doubtful(segment: Segment, transcript: Transcript) -> Iterator[Finding]:
    if sum(bool(segment.texts.get(language)) for language in transcript.languages) < 2:
        return
    for pair in segment.pairs:
        if pair.confidence < DOUBT:
            text = next(iter(pair.texts.values()))
            yield finding("doubtful-pair", segment=segment.id, text=_excerpt(text))


def _excerpt(text: str) -> str:
    return text if len(text) <= _EXCERPT else text[: _EXCERPT - 1].rstrip() + "…"


def _gaps(turns: Sequence[Turn], rates: Mapping[str, float]) -> Iterator[Finding]:
    owners = sorted(
        ((anchor, turn) for turn in turns for anchor in turn.anchors),
        key=lambda owner: (owner[0].spent, owner[0].time_ms),
    )
    kept = set(steady([anchor for anchor, _ in owners]))
    owners = [(anchor, turn) for anchor, turn in owners if anchor in kept]
    for (before, turn), (behind, _) in pairwise(owners):
        if not behind.known and turn is turns[-1]:
            continue  # the end of the last turn may be our own estimate
        seconds = (behind.time_ms - before.time_ms) / 1000
        rate = rates.get(turn.segment.speaker, rates[""])
        usual = rate * (behind.spent - before.spent)
        if usual and seconds > max(GAP * usual, usual + GAP_SECONDS):
            count = round((behind.spent - before.spent) / 0.32)
            yield finding("clock-gap", segment=turn.segment.id, seconds=round(seconds), words=count)


def _words(text: str, language: str) -> int:
    """Count words; in scripts without spaces, a word is a character and a half."""
    return len(text.split()) if spaced(language) else round(visible(text) / 1.5)


def _fast(turns: Sequence[Turn], languages: Sequence[str]) -> Iterator[Finding]:
    for turn, following in pairwise(turns if languages else ()):
        start, end = turn.segment.start_ms, following.segment.start_ms
        if start is None or end is None or end <= start:
            continue
        spoken = languages[0]
        count = sum(_words(p.text, spoken) for p in turn.segment.texts.get(spoken, ()))
        rate = round(60_000 * count / (end - start))
        if count >= FAST_WORDS and rate > FASTEST:
            yield finding("fast-speech", segment=turn.segment.id, rate=rate)
