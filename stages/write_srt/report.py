"""The subtitle report of `diglot inspect`: how well the limits are kept, and where they are not."""

from collections import Counter
from collections.abc import Callable

from msgspec import Struct

from stages.schema import Transcript
from stages.write_srt.measures import Measure, measures
from stages.write_srt.options import Options
from stages.write_srt.profiles import Profile
from stages.write_srt.subtitles import Subtitles

_WORST = 10
_BIN = {True: 1, False: 2}
"""The width of a bar of the histogram in characters a second, by whether they are full-width."""


class Bar(Struct, frozen=True, kw_only=True):
    """A bar of the histogram: cues read at `start` up to `end` characters a second."""

    start: int
    end: int
    cues: int


class LanguageReport(Struct, frozen=True, kw_only=True):
    """The cues of one language. `within` is the share of them that keeps each limit, 0 to 1."""

    language: str
    cues: int
    within: dict[str, float]
    limits: dict[str, float]
    median_speed: float
    speeds: tuple[Bar, ...]


class WorstCue(Struct, frozen=True, kw_only=True):
    """A cue that is read too fast or comes near to it; `excess` is its speed by the limit."""

    language: str
    start_ms: int
    end_ms: int
    speed: float
    excess: float
    text: str


class Report(Struct, frozen=True, kw_only=True):
    """The subtitles of a transcript under a profile, language by language, and the worst cues."""

    profile: str
    shared_cues: int
    languages: tuple[LanguageReport, ...]
    worst: tuple[WorstCue, ...]


def report(transcript: Transcript, options: Options) -> Report:
    """Return how well the subtitles keep their limits. Raises UsageError as `write` does."""
    subtitles = Subtitles(transcript, options)
    found = {language: measures(subtitles, language) for language in transcript.languages}
    worst = [
        _worst_cue(measure, language, subtitles.profile)
        for language, cues in found.items()
        for measure in cues
    ]
    worst.sort(key=lambda cue: (-cue.excess, cue.start_ms))
    return Report(
        profile=options.profile,
        shared_cues=len(subtitles.shared()),
        languages=tuple(_language(tag, cues, subtitles.profile) for tag, cues in found.items()),
        worst=tuple(worst[:_WORST]),
    )


def _worst_cue(measure: Measure, language: str, profile: Profile) -> WorstCue:
    return WorstCue(
        language=language,
        start_ms=measure.start_ms,
        end_ms=measure.end_ms,
        speed=round(measure.speed, 1),
        excess=round(measure.speed / profile.speed_limit(language), 3),
        text=measure.text,
    )


def _language(language: str, cues: list[Measure], profile: Profile) -> LanguageReport:
    width, speed = profile.width_limit(language), profile.speed_limit(language)
    keeps: dict[str, Callable[[Measure], bool]] = {
        "width": lambda cue: cue.width <= width,
        "lines": lambda cue: cue.lines <= profile.lines,
        "shortest": lambda cue: cue.end_ms - cue.start_ms >= profile.min_ms,
        "longest": lambda cue: cue.end_ms - cue.start_ms <= profile.max_ms,
        "gap": lambda cue: not cue.gap_ms or cue.gap_ms >= profile.gap_ms,
        "speed": lambda cue: cue.speed <= speed,
    }
    speeds = sorted(cue.speed for cue in cues)
    step = _BIN[profile.counts_full_width(language)]
    bars = Counter(int(value // step) for value in speeds)
    return LanguageReport(
        language=language,
        cues=len(cues),
        within={
            name: sum(map(holds, cues)) / len(cues) if cues else 1.0
            for name, holds in keeps.items()
        },
        limits={"width": width, "speed": speed},
        median_speed=round(speeds[len(speeds) // 2], 1) if speeds else 0.0,
        speeds=tuple(
            Bar(start=step * n, end=step * (n + 1), cues=bars[n])
            for n in range(max(bars, default=-1) + 1)
        ),
    )
