"""Right-to-left text: from the order seen on the page back to the order of reading.

A page shows an Arabic or Hebrew line from right to left, numbers and Latin words in it from left
to right (Unicode Standard Annex 9). Readers disagree about the order of such glyphs and about
brackets, so that only the places of the glyphs are believed.
"""

import unicodedata
from collections.abc import Sequence
from functools import cache

_PAIRS = (("(", ")"), ("[", "]"), ("{", "}"), ("«", "»"), ("‹", "›"), ("<", ">"), ("【", "】"))
_OTHER = {a: b for pair in _PAIRS for a, b in (pair, pair[::-1])}
_LEAN = 1.0
"""In em: a line that leans less than this to one margin may run either way."""
_LAM = "\u0644"
_OPEN = frozenset(pair[0] for pair in _PAIRS)
_LAST = frozenset(".,:;!?،؛؟。")
"""Marks that stand behind words: no line begins with one of them."""


def rightward(text: str) -> bool:
    """Whether the text begins with a letter that is written from right to left, or its mark."""
    return text[0] > "\u0590" and (
        unicodedata.bidirectional(text[0]) in ("R", "AL") or "\u0591" <= text[0] <= "\u08ff"
    )


@cache
def sits(text: str) -> bool:
    """Whether the text is a mark or vowel sign that follows its letter, from left to right."""
    return text > "\u02ff" and unicodedata.category(text[0])[0] == "M" and not rightward(text)


def mark(text: str) -> bool:
    """Whether the text begins with a mark that sits on another letter."""
    return unicodedata.combining(text[0]) > 0


def ligature(text: str) -> str:
    """Return the letters of a right-to-left ligature in the order of reading.

    pdfium gives them from left to right; but where the file codes lam with alef as one character,
    they come in order, and alef with lam is no ligature.
    """
    return text if text[0] == _LAM or not rightward(text) else text[::-1]


def ends_left(text: str) -> bool:
    """Whether the end of a line is seen before its beginning: `:Mira 00:12`, `00:12】Mira【`.

    So Latin words are set in a paragraph that runs from the right.
    """
    return (text[0] in _LAST and text[1:2].isalnum()) or -1 < text.find("】") < text.find("【")


def reading(shown: Sequence[str], lean: float) -> tuple[list[int], list[str]]:
    """Return the order in which to read what is shown from left to right, and the texts so.

    Each item is one character, or one letter with its marks, or spaces. `lean` is how
    much further the line stands from the left margin than from the right one, in em; but a line
    begins with no mark that closes, and without Latin letters it runs from the right. Brackets are
    turned so that they open before a word and close behind one.
    """
    kinds = _kinds(shown)
    ways = [_backwards(kinds, 0, len(kinds) - 1), _forwards(kinds)]
    even = abs(lean) < _LEAN
    if kinds.count("R") < kinds.count("L") if even else (lean < 0 and "L" in kinds):
        ways.reverse()
    read = [[k for part in parts for k in part] for parts in ways]

    def fitness(order: list[int]) -> tuple[bool, int]:
        return shown[order[0]] not in _LAST, _well_set([shown[k] for k in order])

    order = max(read, key=fitness)
    return order, _bracketed([shown[k] for k in order])


def _kinds(shown: Sequence[str]) -> str:
    """Return a letter an item: Right, Left, Number, Joint or End of a number, or O for others."""
    names = [unicodedata.bidirectional(item[0]) for item in shown]
    kinds = {"R": "R", "AL": "R", "L": "L", "EN": "N", "AN": "N", "CS": "J"}
    if "AL" not in names:  # after Arabic letters, signs are no part of a number (rule W2)
        kinds |= {"ES": "J", "ET": "E"}
    return _paired("".join(kinds.get(name, "O") for name in names), shown)


def _paired(kinds: str, shown: Sequence[str]) -> str:
    """Let brackets behind a left-to-right word that hold nothing else belong to it (rule N0)."""
    opened: int | None = None
    for k, item in enumerate(shown):
        if item not in _OTHER:
            continue
        if opened is not None and {item, _OTHER[item]} == {shown[opened], _OTHER[shown[opened]]}:
            inside = kinds[opened + 1 : k]
            before = "".join(kinds[n] for n in range(opened) if not shown[n].isspace())
            if "R" not in inside and inside.strip("O") and before[-1:] == "L":
                kinds = f"{kinds[:opened]}L{inside}L{kinds[k + 1 :]}"
                opened = None
                continue
        opened = k
    return kinds


def _forwards(kinds: str) -> list[range]:
    """Cut a left-to-right line into parts; only what lies between right-to-left letters turns."""
    parts: list[range] = []
    k = 0
    while k < len(kinds):
        if kinds[k] != "R":
            parts.append(range(k, k + 1))
            k += 1
            continue
        stop = kinds.find("L", k)
        last = kinds.rfind("R", k, stop if stop >= 0 else len(kinds))
        parts += _backwards(kinds, k, last)
        k = last + 1
    return parts


def _backwards(kinds: str, first: int, last: int) -> list[range]:
    """Cut a right-to-left stretch into parts, in the order of reading."""
    parts: list[range] = []
    k = first
    while k <= last:
        end = _kept(kinds, k, last)
        parts.append(range(k, end + 1))
        k = end + 1
    return parts[::-1]


def _kept(kinds: str, k: int, last: int) -> int:
    """Return where the left-to-right words, or the number, that begin here end."""
    if kinds[k] == "E" and kinds[k + 1 : k + 2] == "N" and k < last:
        k += 1
    elif kinds[k] not in "LN":
        return k
    end, words = k, kinds[k] == "L"
    for j in range(k + 1, last + 1):
        kind, gap = kinds[j], kinds[end + 1 : j]
        if kind == "R" or (kind == "L" and not words and gap):
            break
        if kind in "LN" and (words or gap in ("", "J")):
            end, words = j, words or kind == "L"
        elif kind == "E" and not gap and kinds[end] == "N":
            end = j
    return end


def _well_set(items: Sequence[str]) -> int:
    """Count the brackets that have a word on the one side and none on the other."""
    text = f" {''.join(items)} "
    around = zip(text, text[1:], text[2:], strict=False)
    return sum(_side(a, b) != 0 for a, bracket, b in around if bracket in _OTHER)


def _bracketed(items: list[str]) -> list[str]:
    """Turn each bracket the way it stands: opening before a word, closing behind one."""
    found: list[str] = []
    waiting: list[str] = []
    for before, item, after in zip([" ", *items], items, [*items[1:], " "], strict=False):
        if item in _OTHER:
            opening, closing = (item, _OTHER[item]) if item in _OPEN else (_OTHER[item], item)
            side = _side(before[-1], after[0]) or (-1 if opening in waiting else 1)
            item = opening if side > 0 else closing
            if side > 0:
                waiting.append(opening)
            elif opening in waiting:
                waiting.remove(opening)
        found.append(item)
    return found


def _side(before: str, after: str) -> int:
    """Tell whether a bracket between these two opens (1), closes (-1), or may do either (0)."""
    return before.isspace() - (after.isspace() or after in _LAST)
