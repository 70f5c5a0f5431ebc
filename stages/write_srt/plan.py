"""Which cuts of a turn become borders between cues: the cheapest way through the whole turn."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from stages.write_srt.borders import Cut
from stages.write_srt.profiles import Profile
from stages.write_srt.tracks import Track
from stages.write_srt.turns import Turn

_CUE = 8.0
_MIXED = 5.0
_NOT_MIXED = 400.0
_LANGUAGE_MISSING = 12.0
_TOO_SHORT = 30.0
_HASTY = 6.0
_HASTY_MS = 1300
_TOO_LONG = 40.0
_TOO_WIDE = 1e6
"""What a cue costs by itself; for each border of sentences inside it; where a language has no
part in it; where it lasts less than it may, less than is pleasant, more than it may; where it
does not fit its lines."""


class Taste(NamedTuple):
    """What a plan likes: the cost of each further line, and how much a cut weighs."""

    further_line: float
    cut: float


ONE_LINE = Taste(30.0, 1.0)
"""Languages share the picture: one line each where the text allows."""

TWO_LINES = Taste(4.0, 1.6)
"""A language has the picture for itself: whole sentences rather than single lines."""


class _Gauge:
    """How a language fills a cue between any two cuts."""

    def __init__(self, track: Track, places: Sequence[int], lines: int, further: float) -> None:
        self._begins = [track.cells[at] for at in places]
        self._ends = [track.inked(at) for at in places]
        self._one_line = [begin + track.limit for begin in self._begins]
        self._most = [track.reach(at, lines) for at in places]
        self._further = further

    def cost(self, a: int, b: int) -> float:
        """Return what the lines of a cue from cut a to cut b cost."""
        end = self._ends[b]
        if end <= self._begins[a]:
            return _LANGUAGE_MISSING
        if end <= self._one_line[a]:
            return 0.0
        if end <= self._most[a]:
            return self._further
        return _TOO_WIDE + end - self._most[a]


def choose(
    turn: Turn, cuts: Sequence[Cut], times: Sequence[float], profile: Profile, taste: Taste
) -> list[int]:
    """Return the indices of the cuts that become borders, from the first cut to the last.

    `times` are when each cut is spoken. Printed times always begin a cue. Dynamic programming:
    the cheapest way to each cut over all cues that may end there.
    """
    gauges = [
        _Gauge(track, [cut.at[number] for cut in cuts], profile.lines, taste.further_line)
        for number, track in enumerate(turn.tracks)
        if track.text
    ]
    best = [0.0] + [float("inf")] * (len(cuts) - 1)
    came_from = [0] * len(cuts)
    for a in range(len(cuts) - 1):
        for b, cost in _cues_from(a, cuts, times, gauges, profile):
            cost += best[a] + cuts[b].cost * taste.cut
            if cost < best[b]:
                best[b] = cost
                came_from[b] = a
    return _path(came_from)


def _cues_from(
    a: int,
    cuts: Sequence[Cut],
    times: Sequence[float],
    gauges: Sequence[_Gauge],
    profile: Profile,
) -> Iterator[tuple[int, float]]:
    """Yield where a cue that begins at cut a may end, and what it costs by itself."""
    mixed = _MIXED if profile.mix_sentences else _NOT_MIXED
    start, sentences = times[a], 0.0
    for b in range(a + 1, len(cuts)):
        shape = sum([gauge.cost(a, b) for gauge in gauges])
        if shape >= _TOO_WIDE and b > a + 1:
            return
        yield b, _CUE + shape + sentences + _time_cost(times[b] - start, profile)
        if cuts[b].printed:
            return
        if cuts[b].sentence:
            sentences += mixed


def _time_cost(lasts: float, profile: Profile) -> float:
    if lasts < _HASTY_MS:
        cost = _HASTY * (1 - lasts / _HASTY_MS)
        return cost + max(0.0, _TOO_SHORT * (1 - lasts / profile.min_ms))
    return max(0.0, _TOO_LONG * (lasts / profile.max_ms - 1))


def _path(came_from: Sequence[int]) -> list[int]:
    path = [len(came_from) - 1]
    while path[-1]:
        path.append(came_from[path[-1]])
    return path[::-1]
