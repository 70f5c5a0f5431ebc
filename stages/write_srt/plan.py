"""Which cuts of a turn become borders between cues: the cheapest way through the whole turn."""

from collections.abc import Sequence
from typing import NamedTuple

from stages.write_srt.borders import Cut
from stages.write_srt.profiles import Profile
from stages.write_srt.tracks import Track
from stages.write_srt.turns import Turn

_MIXED = 9.0
_NOT_MIXED = 400.0
_LANGUAGE_MISSING = 12.0
_TOO_SHORT = 30.0
_HASTY = 25.0
_HASTY_MS = 1500
_TOO_LONG = 40.0
_TOO_WIDE = 1e6
_SLOWEST = 2.5
_PAUSE_MS = 1500
_FREE = 8
_FAIR = 14.0
"""What a cue costs for each border of sentences inside it; where a language has no
part in it; where it lasts less than it may, less than is pleasant, more than it may; where it
does not fit its lines. With less than `_FREE` cells to spare, a break of lines is looked at, which
costs what it costs above what is `_FAIR`. What lasts longer than slow speech, so many times the
reading time, is a silence and no reason to cut."""


class Taste(NamedTuple):
    """What a plan likes: what a cue costs, what a further line, and how much a cut weighs."""

    cue: float
    further_line: float
    cut: float


ONE_LINE = Taste(8.0, 34.0, 1.6)
"""Languages share the picture: one line each where the text allows."""

TWO_LINES = Taste(8.0, 4.0, 1.6)
"""A language has the picture for itself: whole sentences rather than single lines."""

FEWEST = Taste(200.0, 4.0, 1.0)
"""There is hardly time for the words: as few cues as hold them."""


class _Gauge:
    """How a language fills a cue between any two cuts."""

    def __init__(self, track: Track, places: Sequence[int], lines: int, further: float) -> None:
        self._track = track
        self._places = places
        self._begins = [track.cells[at] for at in places]
        self._ends = [track.inked(at) for at in places]
        self._lines = lines
        self._further = further

    def costs(self, a: int) -> list[float]:
        """Return what the lines cost of the cues from cut a on that fit, the shortest first.

        The shortest is there even where it does not fit.
        """
        track, begin, further = self._track, self._begins[a], self._further
        one_line = begin + track.limit
        costs = []
        for end in self._ends[a + 1 :]:
            if end > one_line:
                break
            costs.append(0.0 if end > begin else _LANGUAGE_MISSING)
        most = track.reach(self._places[a], self._lines)
        free = most - _FREE
        for end in self._ends[a + 1 + len(costs) :]:
            if end > most:
                break
            forced = 0.0 if end <= free else track.least_break(begin, end) - _FAIR
            costs.append(further + forced if forced > 0 else further)
        return costs or [_TOO_WIDE]


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
    own = [taste.cue + cut.cost * taste.cut for cut in cuts]
    walls = [cut.printed or cut.pause > _PAUSE_MS for cut in cuts]
    best = [0.0] + [float("inf")] * (len(cuts) - 1)
    came_from = [0] * len(cuts)
    for a, start in enumerate(times[:-1]):
        so_far = best[a]
        shapes = [gauge.costs(a) for gauge in gauges]
        for b, shape in enumerate(map(sum, zip(*shapes, strict=False)), a + 1):
            lasts = times[b] - start
            if lasts > profile.max_ms:
                lasts = min(lasts, _SLOWEST * turn.reading_ms(cuts[a], cuts[b]))
            cost = so_far + own[b] + shape
            if not _HASTY_MS <= lasts <= profile.max_ms:
                cost += _time_cost(lasts, profile)
            if cost < best[b]:
                best[b], came_from[b] = cost, a
            if walls[b]:
                break
            if cuts[b].sentence:
                so_far += mixed
    return _path(came_from)


def _time_cost(lasts: float, profile: Profile) -> float:
    if lasts < _HASTY_MS:
        cost = _HASTY * (1 - lasts / _HASTY_MS)
        return cost + max(0.0, _TOO_SHORT * (1 - lasts / profile.min_ms))
    return _TOO_LONG * max(0.0, lasts / profile.max_ms - 1)


def _path(came_from: Sequence[int]) -> list[int]:
    path = [len(came_from) - 1]
    while path[-1]:
        path.append(came_from[path[-1]])
    return path[::-1]
