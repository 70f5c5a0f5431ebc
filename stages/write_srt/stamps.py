"""Where the printed times go: moved a little where a turn is too short for its text."""

from collections.abc import Sequence

BORROW_MS = 950
"""How far a printed time may be moved, in milliseconds: subtitles may be a second off."""

_SWEEPS = 30
_STILL_MS = 0.1
"""A stamp that wishes to move by less stays."""

_STAY = 1e-6
"""The pull of a printed time on its place: next to nothing, but all where nothing else pulls."""


def place_stamps(
    printed: Sequence[float], needs: Sequence[float], leasts: Sequence[float]
) -> list[float]:
    """Return where the stamps go: the k-th begins a span that needs `needs[k]` to be read.

    No span is shorter than its least; a stamp moves by more than `BORROW_MS` only where that
    cannot be had otherwise. A span that is long enough gives of what it does not need itself;
    spans that are all too short share what there is.
    """
    places = _room_for_all(printed, leasts)
    spans = range(len(places) - 1)
    enough = [printed[k + 1] - printed[k] >= needs[k] for k in spans]
    restless = set(range(1, len(places)))
    for _ in range(_SWEEPS):
        wishes = [(k, _wished(k, places, printed, needs, leasts, enough)) for k in restless]
        moved = [(k, wish) for k, wish in wishes if abs(wish - places[k]) >= _STILL_MS]
        for k, wish in moved:
            # Half the way: two neighbours that meet the same lack then share it.
            places[k] = (places[k] + wish) / 2
        restless = {near for k, _ in moved for near in (k - 1, k, k + 1) if 0 < near < len(places)}
    return places


def _wished(
    k: int,
    places: Sequence[float],
    printed: Sequence[float],
    needs: Sequence[float],
    leasts: Sequence[float],
    enough: Sequence[bool],
) -> float:
    """Return where the k-th stamp would best be if no other moved."""
    place, last = places[k], len(places) - 1
    lacks = needs[k - 1] > place - places[k - 1]
    lacks |= k < last and needs[k] > places[k + 1] - place
    if not lacks and place == printed[k]:
        return place
    low, high = printed[k] - BORROW_MS, printed[k] + BORROW_MS
    low = max(low, places[k - 1] + _floor(k - 1, places, needs, leasts, enough))
    if k < last:
        high = min(high, places[k + 1] - _floor(k, places, needs, leasts, enough))
    return min(max(_balanced(k, places, printed, needs), low), high) if low <= high else place


def _floor(
    k: int,
    places: Sequence[float],
    needs: Sequence[float],
    leasts: Sequence[float],
    enough: Sequence[bool],
) -> float:
    """Return how short the k-th span may become in favour of its neighbours."""
    if enough[k]:
        return max(leasts[k], min(needs[k], places[k + 1] - places[k]))
    return leasts[k]


def _balanced(
    k: int, places: Sequence[float], printed: Sequence[float], needs: Sequence[float]
) -> float:
    """Return the place of the k-th stamp at which its two spans lack the same share.

    The least sum of squared lacks, each by its need: a parabola for each set of spans that lack
    anything, of which the one is taken whose lowest point lies where just those lack something.
    """
    left = places[k - 1] + needs[k - 1]
    right = places[k + 1] - needs[k] if k + 1 < len(places) else float("inf")
    left_weight, right_weight = 1 / needs[k - 1], 1 / needs[k]
    for lacks_left, lacks_right in ((False, False), (True, False), (False, True), (True, True)):
        pull, weight = _STAY * printed[k], _STAY
        if lacks_left:
            pull, weight = pull + left * left_weight, weight + left_weight
        if lacks_right:
            pull, weight = pull + right * right_weight, weight + right_weight
        place = pull / weight
        if (place < left) == lacks_left and (place > right) == lacks_right:
            return place
    return places[k]


def _room_for_all(printed: Sequence[float], leasts: Sequence[float]) -> list[float]:
    """Return the stamps moved as little as gives each span its least."""
    latest = [time + BORROW_MS for time in printed]
    for k in range(len(printed) - 2, -1, -1):
        latest[k] = min(latest[k], latest[k + 1] - leasts[k])
    places: list[float] = []
    for k, time in enumerate(printed):
        earliest = max(0.0, time - BORROW_MS)
        if places:
            earliest = max(earliest, places[-1] + leasts[k - 1])
        places.append(max(earliest, min(time, latest[k])))
    return places
