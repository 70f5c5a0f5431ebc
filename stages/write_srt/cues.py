"""From turns to cues: planned, timed, and merged where a language has the picture for itself."""

import math
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from stages.write_srt.borders import Cut
from stages.write_srt.clock import Place, Slot, places
from stages.write_srt.plan import FEWEST, ONE_LINE, TWO_LINES, choose
from stages.write_srt.profiles import Profile
from stages.write_srt.spoken import spoken_times
from stages.write_srt.turns import Turn

_LINGER_MS = 500
"""How long a cue may stay after its speech has ended (Netflix timing guidelines)."""

_ROUNDING_MS = 2
"""What rounding to whole milliseconds may take from a cue."""

ClockChange = Callable[[float], float]


class Cue(NamedTuple):
    """A stretch of a turn in every language, and when it is shown, in milliseconds."""

    turn: Turn
    begins: tuple[int, ...]
    ends: tuple[int, ...]
    start_ms: int
    end_ms: int
    number: int
    """Its number within the turn, from 1."""

    def speed(self, language: int) -> float:
        """Return how many cells of a language, named by its number, are shown in a second."""
        size = self.turn.tracks[language].size(self.begins[language], self.ends[language])
        return 1000 * size / (self.end_ms - self.start_ms)


class Cues(NamedTuple):
    """The cues of a transcript: `shared` by all languages in one picture, and `single`."""

    shared: list[Cue]
    single: list[Cue]


def make_cues(turns: Sequence[Turn], profile: Profile, change: ClockChange) -> Cues:
    """Return the cues of all turns; the borders of `single` are some of those of `shared`.

    `change` turns a time of the source into one of the product.
    """
    spoken = [[change(time) for time in times] for times in spoken_times(turns)]
    plans = [_plan(turn, times, profile) for turn, times in zip(turns, spoken, strict=True)]
    slots = [
        _slot(turn, times, a, b, profile, change)
        for turn, times, plan in zip(turns, spoken, plans, strict=True)
        for a, b in pairwise(plan)
    ]
    placed = places(slots, spoken[-1][-1], profile.gap_ms) if slots else []
    shared: list[Cue] = []
    single: list[Cue] = []
    for turn, plan in zip(turns, plans, strict=True):
        at = len(shared)
        own = placed[at : at + len(plan)]
        cuts = [turn.cuts[i] for i in plan]
        shared += _cues(turn, cuts, own, profile, change)
        merged = choose(turn, cuts, [place.start for place in own], profile, TWO_LINES)
        single += _cues(turn, [cuts[i] for i in merged], [own[i] for i in merged], profile, change)
    return Cues(shared, single)


def _plan(turn: Turn, times: Sequence[float], profile: Profile) -> list[int]:
    """Return the cuts between the cues of a turn in which all languages share the picture."""
    taste = ONE_LINE if profile.bilingual_lines == 1 else TWO_LINES
    plan = choose(turn, turn.cuts, times, profile, taste)
    least = (len(plan) - 1) * (profile.min_ms + profile.gap_ms)
    if least <= times[-1] - times[0]:
        return plan
    return choose(turn, turn.cuts, times, profile, FEWEST)


def _slot(
    turn: Turn, times: Sequence[float], a: int, b: int, profile: Profile, change: ClockChange
) -> Slot:
    before, after = turn.cuts[a], turn.cuts[b]
    reading = turn.reading_ms(before, after)
    return Slot(
        time=times[a],
        need=max(reading, profile.min_ms) + _ROUNDING_MS,
        least=profile.min_ms + _ROUNDING_MS,
        printed=before.printed and before.time is not None and times[a] == change(before.time),
        uncertainty=before.uncertainty,
    )


def _cues(
    turn: Turn,
    cuts: Sequence[Cut],
    own: Sequence[Place],
    profile: Profile,
    change: ClockChange,
) -> list[Cue]:
    cues = []
    borders = zip(pairwise(cuts), pairwise(own), strict=True)
    for number, ((before, after), (here, following)) in enumerate(borders, 1):
        start = round(here.start)
        gap = round(here.gap)
        end = latest = round(following.start) - gap
        if after.stop is not None:
            read = start + max(turn.reading_ms(before, after), profile.min_ms)
            end = min(latest, math.ceil(max(change(after.stop) + _LINGER_MS, read)))
        end = _end(start, end, latest, profile.close_ms - gap, profile.max_ms)
        cues.append(Cue(turn, before.at, after.at, start, end, number))
    return cues


def _end(start: int, end: int, latest: int, shortest_pause: int, longest: int) -> int:
    """Return when a cue goes: not too late, and not so soon that the gap is a mere flicker.

    `latest` leaves the smallest gap to the next cue; a pause comes on top of that.
    """
    end = min(end, start + longest)
    if 0 < latest - end < shortest_pause:
        end = latest if latest <= start + longest else latest - shortest_pause
    return end
