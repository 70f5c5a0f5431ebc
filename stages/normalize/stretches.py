"""Where the language of a text can change: between sentences, scripts, and at brackets."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from stages.normalize.languages import words

_OPEN = "“‘\"'（(「《【\\[¿¡"
_ABROAD = "[^\\x00-\u036f\u1d00-\u2e7f\u2fe0-\u3004\uff00-\uffff]"
"""A character of a script other than Latin, by what it is not: a class is compiled by its size."""
_SWITCH = re.compile(
    rf"(?<=[A-Za-z\u00c0-\u024f0-9.!?…\"'”’)])[.!?…][\"'”’)]*\s+(?=[{_OPEN}]?{_ABROAD})"
    rf"|(?<=[.!?…\"”])(?=[{_OPEN}]?{_ABROAD})"
    rf"|(?:(?<=[。！？…؟।”」』）])|(?<={_ABROAD}[.!?])|(?<={_ABROAD}[.!?][\"”)]))\s*(?=[{_OPEN}]?[A-Za-z\u00c0-\u024f])"
)
_BRACKETED = re.compile(
    r"(?<=[^\W\d_]|[.!?。！？…”\"]|[\u0900-\u0e7f])\s*([（(\[［])([^（()）\[\]［］]{2,})([）)\]］])"
)


def switches(text: str) -> set[int]:
    """Return the places inside a line where a sentence ends and another script goes on."""
    return set() if text.isascii() else {match.end() for match in _SWITCH.finditer(text)}


def stretches(text: str) -> list[str]:
    """Cut a line where its language can change."""
    if text.isascii():
        return [text]
    places = sorted({0, len(text), *switches(text)})
    return [text[a:b] for a, b in pairwise(places)] or [text]


def with_words(places: Sequence[int], text: str) -> list[int]:
    """Leave out the places before which nothing but marks would stand alone."""
    kept = [places[0]]
    for b in places[1:]:
        if b == places[-1] or any(c.isalnum() for c in text[kept[-1] : b]):
            kept.append(b)
    return kept


def brackets(texts: Sequence[str]) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """Return where brackets behind sentences open and close: line, and place in it."""
    stream = "\n".join(texts)
    starts = [0]
    for text in texts:
        starts.append(starts[-1] + len(text) + 1)

    def place(offset: int) -> tuple[int, int]:
        line = bisect_right(starts, offset) - 1
        return line, offset - starts[line]

    opens: set[tuple[int, int]] = set()
    closes: set[tuple[int, int]] = set()
    for match in _BRACKETED.finditer(stream):
        opens.add(place(match.start(1)))
        line, at = place(match.end(3) - 1)
        closes.add((line, at + 1))
    return opens, closes


def has_bracketed(texts: Sequence[str]) -> bool:
    """Whether translations stand in brackets behind their sentences, and regularly so."""
    hits = 0
    for text in texts:
        if text.isascii():
            continue
        for match in _BRACKETED.finditer(text):
            inner, outer = words(match[2]), words(text[: match.start()].rsplit("\n", 1)[-1])
            if inner and outer and _carrier(inner) != _carrier(outer) and sum(inner.values()) >= 2:
                hits += 1
                break
    return hits >= 2 and hits * 3 >= len(texts)


def _carrier(counts: dict[str, int]) -> str:
    return max(counts, key=lambda script: counts[script])
