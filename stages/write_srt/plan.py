"""Which cuts of a turn become borders between cues: the cheapest way through, over the whole turn."""

from collections.abc import Sequence
from typing import NamedTuple

from stages.write_srt.profiles import Profile
from stages.write_srt.turns import Cut, Turn

_CUE = 8.0
_MIXED = 5.0
_NOT_MIXED = 400.0
_LANGUAGE_MISSING = 12.0
_TOO_SHORT = 30.0
_HASTY = 6.0
_HASTY_MS = 1300
_TOO_LONG = 40.0
_TOO_WIDE = 1e6


class Taste(NamedTuple):
    """What a plan likes: the cost of each further line, and how much a cut weighs."""

    further_line: float
    cut: float


ONE_LINE = Taste(30.0, 1.0)
"""Languages share the picture: one line each where the text allows."""

TWO_LINES = Taste(4.0, 1.6)
"""A language has the picture for itself: whole sentences rather than single lines."""


def choose(
    turn: Turn, cuts: Sequence[Cut], times: Sequence[float], profile: Profile, taste: Taste
) -> list[int]:
    """Return the indices of the cuts that become borders, from the first cut to the last.

    `times` are when each cut is spoken. Anchors are always chosen. Dynamic programming: the
    cheapest way to each cut over all cues that may end there.
    """
    best = [0.0] + [float("inf")] * (len(cuts) - 1)
    came_from = [0] * len(cuts)
    tracks = [
        (
            track,
            index,
            [track.cells[cut.at[index]] for cut in cuts],
            [track.cells[_inked(track.text, cut.at[index])] for cut in cuts],
            track.limit,
        )
        for index, track in enumerate(turn.tracks)
        if track.text
    ]
    lines = profile.lines
    shortest, longest = profile.min_ms, profile.max_ms
    mixed = _MIXED if profile.mix_sentences else _NOT_MIXED
    for b in range(1, len(cuts)):
        base = _CUE + cuts[b].cost * taste.cut
        end_time = times[b]
        sentences = 0.0
        for a in range(b - 1, -1, -1):
            cost = base + sentences
            too_wide = False
            for track, index, begins, ends, limit in tracks:
                size = ends[b] - begins[a]
                if size <= 0:
                    cost += _LANGUAGE_MISSING
                elif size > limit:
                    if size > limit * lines:
                        too_wide = True
                        cost += _TOO_WIDE * size / limit
                    elif track.fits(cuts[a].at[index], cuts[b].at[index], lines):
                        cost += taste.further_line
                    else:
                        cost += _TOO_WIDE * size / limit
            lasts = end_time - times[a]
            if lasts < _HASTY_MS:
                cost += _HASTY * (1 - lasts / _HASTY_MS)
                if lasts < shortest:
                    cost += _TOO_SHORT * (1 - lasts / shortest)
            elif lasts > longest:
                cost += _TOO_LONG * (lasts / longest - 1)
            if best[a] + cost < best[b]:
                best[b] = best[a] + cost
                came_from[b] = a
            if too_wide or cuts[a].anchor:
                break
            sentences += mixed if cuts[a].sentence else 0.0
    return _path(came_from)


def _inked(text: str, at: int) -> int:
    return at - 1 if at and text[at - 1] == " " else at


def _path(came_from: list[int]) -> list[int]:
    path = [len(came_from) - 1]
    while path[-1]:
        path.append(came_from[path[-1]])
    return path[::-1]
