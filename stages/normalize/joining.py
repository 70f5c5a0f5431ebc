"""Lines put together to a paragraph: what a line end was, and what it leaves in the text.

A word that a line end cut in two is made whole where the document itself shows it whole; in doubt
the hyphen stays, for a word must never be changed.
"""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from stages.normalize.lines import Item
from stages.text import han, spaced

_HYPHENS = "-\u2010"
_WORD = re.compile(r"[^\W_]+(?:['’\u2010-][^\W_]+)*")
_TAIL = re.compile(r"([^\W\d_]+)[-\u2010]$")
_HEAD = re.compile(r"[^\W\d_]+")
_PREFIXES = set("non self ex all well half anti semi multi cross low high long short".split())
_BEGINNINGS = set(
    "over under out up down fore back some any every with in on off by be for to after inter super "
    "trans en im un dis mis re pre pro con com de ad ab sub per".split()
)
_ENDINGS = set(
    "less able ful man men ness ship hood ward wards wise some day out up work land ever thing one "
    "body where how ing ed er est ly ment age ant port form time self selves ally al ity sion tion "
    "ation ic ous ive ize en an or is ar at it us as".split()
)
_ENOUGH, _ALL = 8, 0.97
_OFTEN = 0.03
_LETTER = re.compile(r"[^\W\d_,]")
_LOWER = re.compile("[a-zà-ÿа-яёά-ώ]")
_ADDRESS = re.compile(r"(?:[\w-]\.[a-z]{2,}|://)\S*[/=&?_]$")


class Joiner:
    """Knows the words of a document and how it spaces Han and Latin."""

    def __init__(self, items: Iterable[Item]) -> None:
        """Read all words that stand whole on one line."""
        self._raw = [item.text for item in items]
        self._lines = [line.rstrip() for line in self._raw]
        self._drawn: bool | None = None
        self._words: Counter[str] | None = None
        self._mixed_gap: bool | None = None
        self._cuts: bool | None = None
        self._true_hyphen: bool | None = None
        self._soft: bool | None = None

    def between(self, before: str, after: str, language: str) -> tuple[str, bool]:
        """Return what to put between two lines, and whether the hyphen before it goes.

        `before` may end in the blank that the source drew at its line end.
        """
        drawn = before.endswith(" ")
        before, after = before.rstrip(), after.lstrip()
        if not before or not after:
            return "", False
        if drawn or self._draws_blanks():
            return (" " if drawn else ""), not drawn and self._cut_here(before, after)
        if self._cut_here(before, after):
            return "", True
        if before[-1] in _HYPHENS and before[-2:-1].isalnum() and after[0].isalnum():
            return "", False
        if _ADDRESS.search(before) and after[0].isalnum():
            return "", False
        return (" " if self._spaced(before[-1], after[0], language) else ""), False

    def _cut_here(self, before: str, after: str) -> bool:
        if before[-1] not in _HYPHENS:
            return False
        tail = _TAIL.search(before)
        return bool(tail and _HEAD.match(after)) and self._hyphenated(before, tail[1], after)

    def _draws_blanks(self) -> bool:
        """Whether the source draws the blank at every line end that has one."""
        if self._drawn is None:
            ends = [line for line, after in pairwise(self._raw) if _goes_on(line, after)]
            drawn = sum(line.endswith(" ") for line in ends)
            self._drawn = len(ends) >= _ENOUGH and drawn >= _ALL * len(ends)
        return self._drawn

    def _spaced(self, last: str, first: str, language: str) -> bool:
        if han(last) and han(first):
            return _hangul(last) or _hangul(first)
        if not (han(last) or han(first)):
            return spaced(language) or last.isascii() or first.isascii()
        if _hangul(last) or _hangul(first):
            return True
        if not (last.isalnum() and first.isalnum()):
            return False
        return self._gap_in_mixed()

    def _gap_in_mixed(self) -> bool:
        """Whether the document sets a blank between Han and Latin."""
        if self._mixed_gap is None:
            apart = closed = 0
            for line in self._lines:
                if not line.isascii():
                    apart += len(_APART.findall(line))
                    closed += len(_CLOSED.findall(line))
            self._mixed_gap = apart > closed
        return self._mixed_gap

    def _hyphenated(self, before: str, tail: str, after: str) -> bool:
        """Whether the hyphen was put there by the line end alone."""
        head = _HEAD.match(after)
        assert head is not None
        words = self._all_words()
        whole, kept = (tail + head[0]).casefold(), f"{tail}-{head[0]}".casefold()
        if not self._words_of_hyphen() and self._prints_soft_hyphens():
            return before.endswith("\u2010")
        if not self._hyphenates():
            return False
        words = self._all_words()
        if words[whole] or words[kept]:
            return words[whole] >= words[kept]
        compound = _WORD.findall(before[:-1])
        if not head[0].islower() or tail.casefold() in _PREFIXES:
            return False
        if compound and "-" in compound[-1]:
            return not words[tail.casefold()]
        if tail.casefold() in _BEGINNINGS or head[0].casefold() in _ENDINGS:
            return True
        # neither stands elsewhere: two words that both do are a compound, else it is one word
        return not (words[tail.casefold()] and words[head[0].casefold()])

    def _prints_soft_hyphens(self) -> bool:
        """Whether line ends that cut words show U+2010, unlike the hyphen of compounds."""
        if self._soft is None:
            self._soft = any(line.endswith("\u2010") for line in self._lines)
        return self._soft

    def _words_of_hyphen(self) -> bool:
        """Whether U+2010 stands inside lines, as the hyphen of compounds."""
        if self._true_hyphen is None:
            self._true_hyphen = any("\u2010" in line[:-1] for line in self._lines)
        return self._true_hyphen

    def _hyphenates(self) -> bool:
        """Whether the line ends of this document cut words.

        They do where the document shows one line end in four to have cut a word it has whole
        elsewhere, or where more lines end in a hyphen than compounds make them.
        """
        if self._cuts is None:
            words = self._all_words()
            wraps = ends = proven = 0
            for before, after in pairwise(self._lines):
                wraps += bool(_LETTER.match(before[-1:]) and _LOWER.match(after))
                tail, head = _TAIL.search(before), _HEAD.match(after)
                if tail and head and head[0].islower():
                    ends += 1
                    proven += words[(tail[1] + head[0]).casefold()] > 0
            often = ends >= 2 and ends >= _OFTEN * (wraps + ends)
            self._cuts = often or (proven >= 1 and proven * 4 >= ends)
        return self._cuts

    def _all_words(self) -> Counter[str]:
        if self._words is None:
            self._words = Counter()
            broken = False
            for line in self._lines:
                words = _WORD.findall(line.casefold())[1 if broken else 0 :]
                broken = line.endswith(tuple(_HYPHENS))
                self._words.update(
                    word.replace("\u2010", "-") for word in words[: -1 if broken else None]
                )
        return self._words


def _goes_on(before: str, after: str) -> bool:
    """Whether a line surely goes on in the next: a small letter or comma, then a small letter."""
    last = before.rstrip()[-1:]
    return (last.islower() or last == ",") and last.isascii() and "a" <= after[:1] <= "z"


_APART = re.compile(r"[\u3400-\u9fff] [A-Za-z0-9]|[A-Za-z0-9] [\u3400-\u9fff]")
_CLOSED = re.compile(r"[\u3400-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u3400-\u9fff]")


def _hangul(character: str) -> bool:
    return "\uac00" <= character <= "\ud7af"
