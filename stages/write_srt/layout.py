"""The lines of a cue: broken where a subtitler would, the lower line the longer one in doubt."""

from stages.write_srt.tracks import Track

_UNEVEN = 14.0
_TOP_HEAVY = 5.0


def layout(track: Track, start: int, end: int, lines: int) -> list[str]:
    """Return a piece of a track in as few lines as hold it; the best breaks of all that fit."""
    if end > start and track.text[end - 1] == " ":
        end -= 1
    if track.size(start, end) <= track.limit or lines == 1:
        return [track.piece(start, end)]
    breaks = _best_breaks(track, start, end, lines)
    edges = [start, *breaks, end]
    return [track.piece(a, b) for a, b in zip(edges, edges[1:], strict=False)]


def _best_breaks(track: Track, start: int, end: int, lines: int) -> list[int]:
    """Return the offsets of the cheapest breaks; dynamic programming over lines and places."""
    places = [*track.breaks(start, end), end]
    ways: dict[int, tuple[float, list[int]]] = {start: (0.0, [])}
    for _ in range(lines):
        if end in ways:
            break
        longer: dict[int, tuple[float, list[int]]] = {}
        for begin, (cost, breaks) in ways.items():
            for place in places:
                size = track.size(begin, place)
                if place <= begin:
                    continue
                if size > track.limit:
                    break
                here = cost + _line_cost(track, begin, place, end)
                if here < longer.get(place, (float("inf"), []))[0]:
                    longer[place] = (here, [*breaks, place] if place < end else breaks)
        ways = longer
    return ways[end][1] if end in ways else _greedy(track, start, end)


def _line_cost(track: Track, begin: int, place: int, end: int) -> float:
    if place == end:
        return 0.0
    above, below = track.size(begin, place), track.size(place, end)
    uneven = abs(above - below) / max(above, below)
    top_heavy = _TOP_HEAVY if above > below * 1.1 else 0.0
    return track.break_cost(place) + _UNEVEN * uneven + top_heavy


def _greedy(track: Track, start: int, end: int) -> list[int]:
    """Return breaks for a piece that does not fit, which no plan makes unless it must."""
    breaks, held = [], start
    places = track.breaks(start, end)
    for place, following in zip(places, [*places[1:], end], strict=True):
        if track.size(held, following) > track.limit:
            breaks.append(place)
            held = place
    return breaks
