"""What the subtitles cannot keep, as findings: counted, not cue by cue."""

from collections.abc import Iterator

from stages.findings import finding
from stages.schema import Finding
from stages.text import clock
from stages.write_srt.measures import speed
from stages.write_srt.subtitles import Subtitles

_NAMED = 3
"""How many of the worst places a finding names."""

_MOVED_MS = 1000


def findings(subtitles: Subtitles) -> Iterator[Finding]:
    """Yield what is odd in the times, and where the cues are read too fast."""
    transcript = subtitles.transcript
    known = {found.code for found in transcript.findings}
    if "no-times" not in known and all(s.start_ms is None for s in transcript.segments):
        yield finding("no-times")
    yield from _moved(subtitles)
    for language in transcript.languages:
        yield from _fast(subtitles, language)


def _moved(subtitles: Subtitles) -> Iterator[Finding]:
    """Yield that turns begin too far from their stamps, where no more words fit between them."""
    far = []
    for cue in subtitles.cues.shared:
        stamp = cue.turn.segment.start_ms
        if cue.number == 1 and stamp is not None:
            off = abs(cue.start_ms - subtitles.change(stamp))
            if off > _MOVED_MS:
                far.append((off, stamp, cue.turn.segment.id))
    if far:
        off, stamp, segment = max(far)
        yield finding(
            "stamp-moved",
            segment=segment,
            count=len(far),
            seconds=round(off / 1000, 1),
            stamp=clock(stamp),
        )


def _fast(subtitles: Subtitles, language: str) -> Iterator[Finding]:
    limit = subtitles.profile.speed_limit(language)
    character = subtitles.profile.cells(1, language)
    cues = subtitles.single(language)
    # With the spaces at which lines break, which are not read, more cues would be fast, not fewer.
    hurried = [shown for shown in cues if shown.cue.speed(shown.number) / character > limit]
    speeds = [(speed(shown, character), shown.cue) for shown in hurried]
    fast = sorted((cue for cue in speeds if cue[0] > limit), key=lambda cue: -cue[0])
    if fast:
        worst = ", ".join(f"{clock(cue.start_ms)} ({rate:.0f})" for rate, cue in fast[:_NAMED])
        yield finding(
            "fast-cue",
            segment=fast[0][1].turn.segment.id,
            language=language,
            count=len(fast),
            total=len(cues),
            limit=f"{limit:g}",
            worst=worst,
        )
