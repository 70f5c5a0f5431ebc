"""The keys that stretches of two languages share, put together once for every stretch."""

from collections.abc import Mapping, Sequence
from math import log

from stages.align.sentence import Keys


class Ties:
    """What rows ask for and columns tell; in a stretch a key counts once, at its strongest."""

    def __init__(
        self, rows: Sequence[Keys], columns: Sequence[Keys], chance: Mapping[str, float]
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

    def strength(self, top: int, bottom: int, left: int, right: int, size: float) -> float:
        """Return how strongly the keys of a stretch speak, given its room for chance."""
        weights = self._told(left, right)
        odds = 1.0
        for key in self._asked(top, bottom):
            if key in weights:
                odds *= 1.0 + weights[key] / size
        return log(odds)

    def _asked(self, top: int, bottom: int) -> dict[str, None]:
        """Return the keys of several rows, in order."""
        if (found := self._keys.get((top, bottom))) is None:
            found = self._keys[top, bottom] = (
                self._asked(top, bottom - 1) | self._keys[bottom - 1, bottom]
            )
        return found

    def _told(self, left: int, right: int) -> dict[str, float]:
        """Return the keys of several columns, each at its strongest."""
        if (found := self._weights.get((left, right))) is None:
            before, last = self._told(left, right - 1), self._weights[right - 1, right]
            found = self._weights[left, right] = before | last
            for key in before.keys() & last.keys():
                found[key] = max(before[key], last[key])
        return found
