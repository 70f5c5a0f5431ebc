"""The keys that stretches of two languages share, put together once for every stretch."""

from collections.abc import Callable, Mapping, Sequence
from math import log

from stages.align.sentence import Keys

Stretch = tuple[int, int]


class Ties:
    """What rows ask for and columns tell; in a stretch a key counts once, at its strongest.

    `room` is how much room for chance a stretch of columns gives.
    """

    def __init__(
        self,
        rows: Sequence[Keys],
        columns: Sequence[Keys],
        chance: Mapping[str, float],
        room: Callable[[int, int], float],
    ) -> None:
        asked = set().union(*rows)
        weights = [
            {key: column[key] / chance.get(key, 1.0) for key in column.keys() & asked}
            for column in columns
        ]
        told = set().union(*weights)
        self._weights = {(at, at + 1): found for at, found in enumerate(weights)}
        self._keys = {
            (at, at + 1): {key: None for key in row if key in told} for at, row in enumerate(rows)
        }
        self._odds: dict[Stretch, dict[str, float]] = {}
        self._room = room

    def strength(self, top: int, bottom: int, left: int, right: int) -> float:
        """Return how strongly the keys that two stretches share suggest that they belong."""
        try:
            odds, keys = self._odds[left, right], self._keys[top, bottom]
        except KeyError:
            odds, keys = self._odds_of(left, right), self._asked(top, bottom)
        product = 1.0
        for key in keys:
            if key in odds:
                product *= odds[key]
        return log(product)

    def _asked(self, top: int, bottom: int) -> dict[str, None]:
        """Return the keys of several rows, in order."""
        if (found := self._keys.get((top, bottom))) is None:
            found = self._asked(top, bottom - 1) | self._keys[bottom - 1, bottom]
            self._keys[top, bottom] = found
        return found

    def _odds_of(self, left: int, right: int) -> dict[str, float]:
        """Return how much more likely than by chance each key of several columns is."""
        if (found := self._odds.get((left, right))) is None:
            room = self._room(left, right)
            told = self._told(left, right)
            found = {key: 1.0 + weight / room for key, weight in told.items()}
            self._odds[left, right] = found
        return found

    def _told(self, left: int, right: int) -> dict[str, float]:
        """Return the keys of several columns, each at its strongest."""
        if (found := self._weights.get((left, right))) is None:
            before, last = self._told(left, right - 1), self._weights[right - 1, right]
            found = self._weights[left, right] = before | last
            for key in before.keys() & last.keys():
                found[key] = max(before[key], last[key])
        return found
