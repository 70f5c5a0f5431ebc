"""The lines of a cue: broken where a subtitler would, the lower line the longer one in doubt."""

from bisect import bisect_left, bisect_right
from itertools import pairwise

from stages.write_srt.tracks import Track

_UNEVEN = 36.0
"""What it costs when one of two lines is empty, less by the square where it is not."""

_TOP_HEAVY = 4.0

Way = tuple[float, tuple[int, ...]]
"""A cost, and the offsets at which lines begin."""

_NO_WAY: Way = (float("inf"), ())


def layout(track: Track, start: int, end: int) -> list[str]:
    """Return a piece of a track in as few lines as hold it.

    Of all the breaks that fit the cheapest are taken; a word longer than a line is cut.
    """
    if track.size(start, end) <= track.limit:
        return [track.piece(start, end)]
    end -= track.text[end - 1] == " "
    count = max(1, -(-(track.size(start, end) + 1) // (track.limit + 1)))  # each break eats a space
    way = _NO_WAY
    while way is _NO_WAY:
        way = _broken(track, start, end, count)
        count += 1
    return [track.piece(a, b) for a, b in pairwise((start, *way[1], end))]


def _broken(track: Track, start: int, end: int, lines: int) -> Way:
    """Return the cheapest way to set a piece in exactly so many lines."""
    cells, limit = track.cells, track.limit
    if lines == 1:
        return (0.0, ()) if cells[end] - cells[start] <= limit else _NO_WAY
    best = _NO_WAY
    for place in _places(track, start, end, lines):
        above, below = track.size(start, place), cells[end] - cells[place]
        each = below / (lines - 1)
        cost = track.break_cost(place) + _UNEVEN * ((above - each) / (above + each)) ** 2
        if above > each:
            cost += _TOP_HEAVY
        if cost < best[0]:
            rest, breaks = _broken(track, place, end, lines - 1)
            if cost + rest < best[0]:
                best = (cost + rest, (place, *breaks))
    return best


def _places(track: Track, start: int, end: int, lines: int) -> list[int]:
    """Return the offsets at which a first line may end so that the rest can fit."""
    cells, limit = track.cells, track.limit
    earliest = bisect_left(cells, cells[end] - limit * (lines - 1), start + 1, end)
    latest = bisect_right(cells, cells[start] + limit, start, end)
    places = track.breaks(max(start, earliest - 1), min(latest + 1, end))
    return [at for at in places if track.size(start, at) <= limit]
