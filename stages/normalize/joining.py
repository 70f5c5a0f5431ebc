"""Lines put together to a paragraph: what a line end was, and what it leaves in the text."""

import re
from collections.abc import Iterable

from stages.normalize.blanks import Blanks, hangul
from stages.normalize.hyphens import HYPHENS, Hyphens
from stages.normalize.korean import Korean
from stages.normalize.lines import Item
from stages.normalize.vocabulary import frequency, listed
from stages.text import han, spaced

_STOPS = ".!?"
_LONGEST = 120
"""Characters before a line end that bear on it."""

_ADDRESS = re.compile(r"(?:[\w-]\.[a-z]{2,}\S*|:/\S*)[/=&?_]$")
_BEGUN = re.compile(r"[\w-]+(?:@|\.|://)[\w.:/@-]*\w$", re.ASCII)
_REST = re.compile(r"[\w/-]+(?:\.\w+)*", re.ASCII)
_TIES = "/\u2014\u2013"
"""Marks that tie two words, with blanks around them or without; lines may end behind them."""

_KANA = "\u3041"
"""The first of the letters that stand in an em square."""

_WIDE = r"[^\W\x00-\u024f]"
_APART = re.compile(f"{_WIDE} [A-Za-z0-9]|[A-Za-z0-9] {_WIDE}")
_CLOSED = re.compile(f"{_WIDE}[A-Za-z0-9]|[A-Za-z0-9]{_WIDE}")


class Joiner:
    """Knows how a document breaks words, draws blanks, and spaces Han and Latin."""

    def __init__(self, items: Iterable[Item]) -> None:
        """Take the lines of the document in reading order."""
        items = list(items)
        self._lines = [item.text for item in items]
        self._korean = Korean(items)
        self._hyphens = Hyphens([line.rstrip() for line in self._lines])
        self._blanks = Blanks(self._lines)
        self._mixed_gap: bool | None = None
        self._tight: dict[str, bool] = {}
        self._whole = "\n".join(self._lines)

    def between(self, before: str, after: str, language: str) -> tuple[str, bool]:
        """Return what to put between two lines, and whether the hyphen before it goes.

        `before` may end in the blank that the source drew at its line end.
        """
        drawn = before.endswith(" ")
        before, after = before[-_LONGEST:].rstrip(), after[:_LONGEST].lstrip()
        if not before or not after:
            return "", False
        if drawn:
            return " ", False
        if self._hyphens.cut(before, after, language):
            return "", True
        if (
            _unbroken(before, after)
            or self._tied(before, after)
            or self._torn(before, after, language)
        ):
            return "", False
        if self._blanks.drawn_between(before[-1], after[0]) and before[-1] not in _STOPS:
            lost = self._hyphens.two_words(before, after, language)
            return (" " if lost else ""), False
        if hangul(before[-1]) and self._korean.broken(before, after):
            return "", False
        return (" " if self._spaced(before[-1], after[0], language) else ""), False

    def _spaced(self, last: str, first: str, language: str) -> bool:
        """Whether a blank stood between two characters where the line end is now."""
        if hangul(last) or hangul(first):
            return True
        if han(last) and han(first):
            return False
        if not (han(last) or han(first)):
            return spaced(language) or last.isascii() or first.isascii()
        return last.isalnum() and first.isalnum() and self._gap_in_mixed()

    def _tied(self, before: str, after: str) -> bool:
        """Whether a mark before the line end ties two words without a blank, as elsewhere."""
        mark = before[-1]
        if mark not in _TIES or not (before[-2:-1].isalnum() and after[0].isalnum()):
            return False
        if mark not in self._tight:
            tight = sum(len(re.findall(rf"\w{mark}\w", line)) for line in self._lines)
            loose = sum(len(re.findall(rf"\w{mark} \w", line)) for line in self._lines)
            self._tight[mark] = tight >= loose
        return self._tight[mark]

    def _torn(self, before: str, after: str, language: str) -> bool:
        """Whether a line end stands inside an address, as its like elsewhere or no word shows."""
        begun, rest = _BEGUN.search(before), _REST.match(after)
        if not begun or not rest:
            return False
        whole = begun[0] + rest[0]
        inside = {whole, _host(whole)} - {begun[0], _host(begun[0])}
        if any(part in self._whole for part in inside):
            return True
        linked = "@" in begun[0] or "://" in begun[0]
        return (
            linked and rest[0].islower() and listed(language) and not frequency(rest[0], language)
        )

    def _gap_in_mixed(self) -> bool:
        """Whether the document sets a blank between Han and Latin."""
        if self._mixed_gap is None:
            lines = [line for line in self._lines if max(line, default="") >= _KANA]
            apart = sum(len(_APART.findall(line)) for line in lines)
            self._mixed_gap = apart > sum(len(_CLOSED.findall(line)) for line in lines)
        return self._mixed_gap


def _unbroken(before: str, after: str) -> bool:
    """Whether a line end stands inside a compound or an address of the web."""
    if not after[0].isalnum():
        return False
    compound = before[-1] in HYPHENS and before[-2:-1].isalnum()
    return compound or bool(_ADDRESS.search(before))


def _host(address: str) -> str:
    """Return the name of the server in an address."""
    return address.rpartition("://")[2].rpartition("@")[2].partition("/")[0]
