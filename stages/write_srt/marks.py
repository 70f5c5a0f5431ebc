"""What a break after a punctuation mark costs: marks are the best places to end a line."""

import re

NEVER = 60.0
"""The cost of a break inside a word that is longer than a line."""

PLAIN = 16.0
"""The cost of a break between two words of which nothing is known."""

BEFORE_OPENING = 6.0
"""The cost of a break before an opening mark."""

OPENING = frozenset("“‘（《〈【「『〔［｛〖〝([{\"'")

ENCLOSED = 12.0
"""What a break between two brackets that belong together costs besides."""

_BRACKETS = re.compile(
    r"\([^()]{1,60}\)|（[^（）]{1,30}）|《[^《》]{1,30}》|「[^「」]{1,20}」|『[^『』]{1,20}』|\[[^\[\]]{1,60}\]"
)
_QUOTES = r"[\"'”’）)\]】」』]*$"
_SENTENCE_END = re.compile(r"[.!?…。！？]" + _QUOTES)
_STRONG = re.compile(r"[;:；：—]" + _QUOTES + r"|\s[–-]$")
_COMMA = re.compile(r"[,，]" + _QUOTES)
_WEAK = re.compile(r"[、/‐-]" + _QUOTES)
_ABBREVIATION = re.compile(r"(?:[A-Za-z]|[Mm]rs?|Ms|Dr|Prof|St|vs|etc|Jr|Sr|[eE]\.g|i\.e)\.")


def enclosed(text: str) -> frozenset[int]:
    """Return the offsets in a text that lie inside short brackets."""
    return frozenset(at for m in _BRACKETS.finditer(text) for at in range(m.start() + 1, m.end()))


def punctuation_cost(word: str) -> float | None:
    """Return the cost of a break after the mark that ends the word, None where no mark does."""
    if word[-1:].isalnum():
        return None
    if _SENTENCE_END.search(word):
        return None if _ABBREVIATION.fullmatch(word) else 0.0
    if _STRONG.search(word):
        return 2.0
    if _COMMA.search(word):
        return 4.0
    return 9.0 if _WEAK.search(word) else None
