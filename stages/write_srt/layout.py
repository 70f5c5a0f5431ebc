"""The lines of a cue: broken where a subtitler would, the lower line the longer one in doubt."""

from itertools import pairwise

from stages.write_srt.tracks import Track

_UNEVEN = 36.0
"""What it costs when one of two lines is empty, less by the square where it is not."""

_TOP_HEAVY = 4.0

Way = tuple[float, tuple[int, ...]]
"""A cost, and the offsets at which lines begin."""

_ONE_LINE: Way = (0.0, ())
_NO_WAY: Way = (float("inf"), ())


def layout(track: Track, start: int, end: int) -> list[str]:
    """Return a piece of a track in as few lines as hold it.

    Of all the breaks that fit the cheapest are taken; a word longer than a line is cut.
    """
    size = track.size(start, end)
    if size <= track.limit:
        return [track.piece(start, end)]
    end -= track.text[end - 1] == " "
    count = -(-(size + 1) // (track.limit + 1))  # each break eats a space
    way = _NO_WAY
    while way is _NO_WAY:
        way = _broken(track, start, end, count)
        count += 1
    return [track.piece(a, b) for a, b in pairwise((start, *way[1], end))]


def _broken(track: Track, start: int, end: int, lines: int) -> Way:
    """Return the cheapest way to set a piece in exactly so many lines, two or more."""
    begin, whole = track.cells[start], track.cells[end]
    best = _NO_WAY
    for place in track.line_breaks(begin, whole - track.limit * (lines - 1)):
        here = track.cells[place]
        above, each = here - begin, (whole - here) / (lines - 1)
        uneven = (above - each) / (above + each)
        cost = track.costs[place] + _UNEVEN * uneven * uneven + (_TOP_HEAVY if uneven > 0 else 0)
        if cost < best[0]:
            rest, breaks = _broken(track, place, end, lines - 1) if lines > 2 else _ONE_LINE
            if cost + rest < best[0]:
                best = (cost + rest, (place, *breaks))
    return best
