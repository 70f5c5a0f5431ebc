"""The blanks that a source draws at its line ends, and what one that lacks says.

Some programs draw the blank between two words also where the line ends there. If a document does
so throughout, two lines belong together with a blank exactly where one is drawn, and a sentence
that ends a line without one ends its paragraph.
"""

from collections.abc import Sequence
from itertools import pairwise

from stages.text import han

_ENOUGH, _ALL, _MOST = 8, 0.97, 0.6


class Blanks:
    """Whether a document draws the blanks at its line ends."""

    def __init__(self, lines: Sequence[str]) -> None:
        """Learn it from the lines in reading order."""
        plain = [line for line, after in pairwise(lines) if _goes_on(line, after)]
        mixed = [line for line, after in pairwise(lines) if _mixed(line, after)]
        self._plain = len(plain) >= _ENOUGH and _drawn(plain) >= _ALL
        self._hangul = all(line.endswith(" ") for line in plain) and any(
            line.endswith(" ") and hangul(after[:1]) for line, after in pairwise(lines)
        )
        self._mixed = _drawn(mixed) > _MOST and (self._plain or not plain)

    def drawn_between(self, last: str, first: str) -> bool:
        """Whether a blank between two characters at a line end would have been drawn."""
        if hangul(last) and hangul(first):
            return self._hangul
        return self._mixed if han(last) is not han(first) else self._plain

    def ends_paragraph(self, line: str) -> bool:
        """Whether a line without a blank at its end would have one, if its paragraph went on."""
        if not self._plain or line.endswith(" "):
            return False
        last = next((c for c in reversed(line) if c.isalnum()), "。")
        return not han(last) and not any(map(han, line[-4:]))


def hangul(character: str) -> bool:
    """Whether the character is a Korean syllable; lines may end between any two of a word."""
    return "\uac00" <= character <= "\ud7af"


def _goes_on(before: str, after: str) -> bool:
    """Whether a line surely goes on in the next: a small letter or comma, then a small letter."""
    last = before.rstrip()[-1:]
    return (last.islower() or last == ",") and last.isascii() and "a" <= after[:1] <= "z"


def _mixed(before: str, after: str) -> bool:
    """Whether a line end stands between a Han character and a letter of another script."""
    last, first = before.rstrip()[-1:], after[:1]
    return last.isalnum() and first.isalnum() and han(last) is not han(first)


def _drawn(lines: Sequence[str]) -> float:
    return sum(line.endswith(" ") for line in lines) / max(len(lines), 1)
