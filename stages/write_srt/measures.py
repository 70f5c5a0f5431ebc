"""What the cues of a language measure, as a viewer sees them."""

from itertools import pairwise
from typing import NamedTuple

from stages.write_srt.cells import cells
from stages.write_srt.subtitles import Shown, Subtitles


class Measure(NamedTuple):
    """A cue in one language; widths and speeds count characters as the limits do."""

    start_ms: int
    end_ms: int
    gap_ms: int | None
    """The time to the next cue, None for the last."""
    lines: int
    width: float
    """That of the widest line."""
    speed: float
    """In characters a second."""
    text: str
    segment: str


def speed(shown: Shown, character: float) -> float:
    """Return how fast a cue is read, in characters a second; `character` is one in cells."""
    cue = shown.cue
    return sum(map(cells, shown.lines)) / character / (cue.end_ms - cue.start_ms) * 1000


def measures(subtitles: Subtitles, language: str) -> list[Measure]:
    """Return the measures of the cues of a language that has the picture for itself."""
    shown = subtitles.single(language)
    gaps: list[int | None] = [b.cue.start_ms - a.cue.end_ms for a, b in pairwise(shown)]
    character = subtitles.profile.cells(1, language)
    found = []
    for one, gap in zip(shown, [*gaps, None], strict=False):
        cue, lines = one.cue, one.lines
        found.append(
            Measure(
                start_ms=cue.start_ms,
                end_ms=cue.end_ms,
                gap_ms=gap,
                lines=len(lines),
                width=max(map(cells, lines)) / character,
                speed=speed(one, character),
                text=" ".join(lines),
                segment=cue.turn.segment.id,
            )
        )
    return found
