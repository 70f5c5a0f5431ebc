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
_QUOTES = "\"'”’）)】」』]"
"""What may stand between a mark and the end of its word."""

_SENTENCE, _STRONG, _COMMA, _WEAK = 0.0, 2.0, 4.0, 9.0
_COSTS = (
    dict.fromkeys(".!?…。！？", _SENTENCE)
    | dict.fromkeys(";:；：—", _STRONG)
    | dict.fromkeys(",，", _COMMA)
    | dict.fromkeys("、/‐-", _WEAK)
)
_DASHES = (" -", " –")
_ABBREVIATION = re.compile(r"(?:[A-Za-z]|[Mm]rs?|Ms|Dr|Prof|St|vs|etc|Jr|Sr|[eE]\.g|i\.e)\.")


def enclosed(text: str) -> frozenset[int]:
    """Return the offsets in a text that lie inside short brackets."""
    return frozenset(at for m in _BRACKETS.finditer(text) for at in range(m.start() + 1, m.end()))


def punctuation_cost(word: str) -> float | None:
    """Return the cost of a break after the mark that ends the word, None where no mark does."""
    if word[-1:].isalnum():
        return None
    if word.endswith(_DASHES):
        return _STRONG
    cost = _COSTS.get(word.rstrip(_QUOTES)[-1:])
    return None if cost == _SENTENCE and _ABBREVIATION.fullmatch(word) else cost
