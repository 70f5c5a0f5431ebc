"""Right-to-left text: the levels of characters and the order in which a line shows them.

The implicit rules of the Unicode bidirectional algorithm (UAX 9: P2-P3, W1-W7, N1-N2, I1-I2,
L1-L2). Explicit embeddings and overrides are ignored, so that no text can be shown in a false
order; brackets follow the rule for neutral characters.
"""

import re
import unicodedata
from collections.abc import Sequence
from itertools import groupby
from typing import TypeVar

_STRONG_RTL = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_NEUTRAL = {"B", "S", "WS", "ON", "BN"}

Item = TypeVar("Item")


def has_right_to_left(text: str) -> bool:
    """Whether any character of the text runs from right to left."""
    return not text.isascii() and bool(_STRONG_RTL.search(text))


def levels(text: str, right_to_left: bool) -> list[int]:
    """Return the level of each character; odd levels run from right to left."""
    base = int(right_to_left)
    edge = "R" if right_to_left else "L"
    kinds = [unicodedata.bidirectional(c) or "L" for c in text]
    kinds = [
        "ON" if k in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"} else k
        for k in kinds
    ]
    _weak(kinds, edge)
    _neutral(kinds, edge)
    return [_implicit(kind, base) for kind in kinds]


def _weak(kinds: list[str], edge: str) -> None:
    """Resolve marks, numbers and their signs (W1-W7)."""
    before = strong = edge
    for i, kind in enumerate(kinds):
        own = before if kind == "NSM" else kind
        if own in ("L", "R", "AL"):
            strong = own
        before = kinds[i] = "AN" if own == "EN" and strong == "AL" else own
    for i, kind in enumerate(kinds):
        around = {*kinds[max(0, i - 1) : i], *kinds[i + 1 : i + 2]}
        if kind in ("ES", "CS") and around == {"EN"}:
            kinds[i] = "EN"
        elif kind == "CS" and around == {"AN"}:
            kinds[i] = "AN"
    _signs(kinds)
    strong = edge
    for i, kind in enumerate(kinds):
        strong = kind if kind in ("L", "R", "AL") else strong
        plain = {"AL": "R", "ES": "ON", "CS": "ON", "ET": "ON"}.get(kind, kind)
        kinds[i] = "L" if kind == "EN" and strong == "L" else plain


def _signs(kinds: list[str]) -> None:
    """Give signs such as the per cent to the number that they stand beside (W5)."""
    place = 0
    for sign, stretch in groupby(list(kinds), key=lambda kind: kind == "ET"):
        length = len(list(stretch))
        end = place + length
        if sign and "EN" in (*kinds[max(0, place - 1) : place], *kinds[end : end + 1]):
            kinds[place:end] = ["EN"] * length
        place = end


def _neutral(kinds: list[str], edge: str) -> None:
    """Give blanks and marks the direction of what stands on both sides, else the edge's (N1-N2)."""
    place, before = 0, edge
    for neutral, stretch in groupby(list(kinds), key=lambda k: k in _NEUTRAL):
        length = len(list(stretch))
        if neutral:
            after = _direction(kinds[place + length]) if place + length < len(kinds) else edge
            kinds[place : place + length] = [before if before == after else edge] * length
        else:
            before = _direction(kinds[place + length - 1])
        place += length


def _direction(kind: str) -> str:
    return "L" if kind == "L" else "R"


def _implicit(kind: str, base: int) -> int:
    if base:
        return 1 if kind == "R" else 2
    return {"L": 0, "R": 1}.get(kind, 2)


def visual_order(items: Sequence[Item], item_levels: Sequence[int]) -> list[Item]:
    """Return the items of a line from left to right (L2)."""
    order = list(range(len(items)))
    for level in range(max(item_levels, default=0), 0, -1):
        place = 0
        for turned, stretch in groupby(list(order), key=lambda i: item_levels[i] >= level):
            length = len(list(stretch))
            if turned:
                order[place : place + length] = order[place : place + length][::-1]
            place += length
    return [items[i] for i in order]
