"""Which cuts of a turn become borders between cues: the cheapest way through the whole turn."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import repeat
from operator import add
from typing import NamedTuple

from stages.write_srt.borders import Cut
from stages.write_srt.profiles import Profile
from stages.write_srt.tracks import Track
from stages.write_srt.turns import Turn

# Costs are in the unit of breaks: 0 behind a full stop, 60 inside a word.
_MIXED = 9.0  # for each border of sentences inside a cue
_NOT_MIXED = 400.0  # the same where a profile wants one sentence a cue
_LANGUAGE_MISSING = 12.0  # where one of the languages has no part in a cue
_TOO_SHORT = 30.0  # for the share that a cue lacks of its shortest time
_HASTY, _HASTY_MS = 25.0, 1500  # for the share that it lacks of a pleasant time
_TOO_LONG = 40.0  # for each time that it exceeds its longest time
_TOO_WIDE = 1e6  # where the text does not fit its lines

_SLOWEST = 2.5
"""Nobody speaks slower than this many times the reading time: the rest is silence."""

_PAUSE_MS = 1500
"""A silence that no cue spans."""

_FREE, _FAIR = 8, 14.0
"""With less than so many cells to spare, a second line costs also what its best break costs above
what is fair."""


class Taste(NamedTuple):
    """What a plan likes: what a cue costs, what a further line, and how much a cut weighs."""

    cue: float
    further_line: float
    cut: float


ONE_LINE = Taste(8.0, 35.0, 1.6)
"""Languages share the picture: one line each where the text allows."""

TWO_LINES = Taste(8.0, 4.0, 1.6)
"""A language has the picture for itself: whole sentences rather than single lines."""

FEWEST = Taste(200.0, 4.0, 1.0)
"""There is hardly time for the words: as few cues as hold them."""


class _Gauge:
    """How a language fills a cue between any two cuts."""

    def __init__(self, track: Track, places: Sequence[int], lines: int, further: float) -> None:
        self._track = track
        self._begins = [track.cells[at] for at in places]
        self._ends = track.inked(places)
        self._most = track.reach(places, lines)
        self._further = further

    def lasts(self) -> Iterable[int]:
        """Return for each cut the last one up to which the text from there fits its lines."""
        return [index - 1 for index in map(bisect_right, repeat(self._ends), self._most)]

    def costs(self, a: int, last: int) -> list[float]:
        """Return what the lines cost of the cues from cut a to each one up to the last."""
        begin, further, most = self._begins[a], self._further, self._most[a]
        one_line, free = begin + self._track.limit, most - _FREE
        ends = self._ends[a + 1 : last + 1]
        if begin < ends[0] and ends[-1] <= one_line:
            return [0.0] * len(ends)
        costs = []
        for end in ends:
            if end <= one_line:
                costs.append(0.0 if end > begin else _LANGUAGE_MISSING)
            elif end <= free:
                costs.append(further)
            elif end <= most:
                costs.append(further + max(0.0, self._track.least_break(begin, end) - _FAIR))
            else:
                costs.append(_TOO_WIDE)
        return costs


def choose(
    turn: Turn, cuts: Sequence[Cut], times: Sequence[float], profile: Profile, taste: Taste
) -> list[int]:
    """Return the indices of the cuts that become borders, from the first cut to the last.

    `times` are when each cut is spoken. Printed times and silences always part two cues. Dynamic
    programming: the cheapest way to each cut over all cues that may end there.
    """
    gauges = [
        _Gauge(track, [cut.at[number] for cut in cuts], profile.lines, taste.further_line)
        for number, track in enumerate(turn.tracks)
        if track.text
    ]
    mixed = _MIXED if profile.mix_sentences else _NOT_MIXED
    inside = [mixed if cut.sentence else 0.0 for cut in cuts]
    own = [taste.cue + cut.cost * taste.cut for cut in cuts]
    best = [0.0] + [float("inf")] * (len(cuts) - 1)
    came_from = [0] * len(cuts)
    reaches = map(min, _walls(cuts), *[gauge.lasts() for gauge in gauges])
    for a, (start, reach) in enumerate(zip(times[:-1], reaches, strict=False)):
        last = max(a + 1, reach)
        shapes: Iterable[float] = repeat(0.0)
        for gauge in gauges:
            shapes = map(add, shapes, gauge.costs(a, last))
        so_far = best[a]
        for b, shape in enumerate(shapes, a + 1):
            cost = so_far + own[b] + shape
            lasts = times[b] - start
            if not _HASTY_MS <= lasts <= profile.max_ms:
                cost += _time_cost(lasts, profile, turn, cuts[a], cuts[b])
            if cost < best[b]:
                best[b], came_from[b] = cost, a
            so_far += inside[b]
    return _path(came_from)


def _walls(cuts: Sequence[Cut]) -> list[int]:
    """Return for each cut the next one that parts two cues anyway."""
    walls: list[int] = []
    for index, cut in enumerate(cuts):
        if cut.printed or (cut.stop is not None and cut.pause > _PAUSE_MS):
            walls += [index] * (index - len(walls))
    return walls + [len(cuts) - 1] * (len(cuts) - len(walls))


def _time_cost(lasts: float, profile: Profile, turn: Turn, before: Cut, after: Cut) -> float:
    """Return what it costs that the words between two cuts last so long."""
    if lasts < _HASTY_MS:
        cost = _HASTY * (1 - lasts / _HASTY_MS)
        return cost + max(0.0, _TOO_SHORT * (1 - lasts / profile.min_ms))
    lasts = min(lasts, _SLOWEST * turn.reading_ms(before, after))
    return _TOO_LONG * max(0.0, lasts / profile.max_ms - 1)


def _path(came_from: Sequence[int]) -> list[int]:
    path = [len(came_from) - 1]
    while path[-1]:
        path.append(came_from[path[-1]])
    return path[::-1]
