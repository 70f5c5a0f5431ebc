"""Numbers by value, however they are written: "12.4 million", 1240万, "three hundred", 三百."""

import re
from collections.abc import Iterator, Sequence

_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SHORT = {"k": 10**3, "m": 10**6, "b": 10**9, "bn": 10**9}
_TO_NINETEEN = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
)
_BY_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL = {name: value for value, name in enumerate(_TO_NINETEEN.split(), 1)}
_TENS = {name: 10 * value for value, name in enumerate(_BY_TENS.split(), 2)}
_HAN_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2, "兩": 2, "〇": 0}
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000}
_HAN_SCALES = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}

_DIGITS = re.compile(
    r"(\d+(?:[.,]\d+)*)\s?(百|千)?"
    r"([万萬亿億]|(?:thousand|million|billion|trillion|bn|[kmb])\b)?",
    re.IGNORECASE,
)
_WORDS = re.compile(
    rf"(?<!\d\s)\b(?:(?:{'|'.join((*_SMALL, *_TENS, 'hundred', *_SCALES))})\b"
    r"(?:-|\s+and\s+|\s+)?)+",
    re.IGNORECASE,
)
_NAMES = {
    form for name in (*_SMALL, *_TENS, "hundred", *_SCALES) for form in (name, name.capitalize())
}
_FIGURE = re.compile(r"[\d零〇一二三四五六七八九十百千万萬亿億两兩]")
_HAN = re.compile(r"(?<!\d)[零〇一二三四五六七八九十百千两兩万萬亿億]{2,}|[二三四五六七八九十]")


def numbers(text: str, words: Sequence[str]) -> Sequence[str]:
    """Return each number of a text with these words in one canonical form: "1.24e+07", "24.3"."""
    figures = _FIGURE.search(text)
    if not figures and _NAMES.isdisjoint(words):
        return ()
    spelled = [word for word in words if word in _NAMES]
    if len(spelled) > 1 or (spelled and figures):
        spelled = [match[0] for match in _WORDS.finditer(text)]
    found = [_spelled(number.lower()) for number in spelled]
    if figures:
        found += _in_figures(text)
    return [f"{value:.6g}" for value in found]


def _in_figures(text: str) -> Iterator[float]:
    for match in _DIGITS.finditer(text):
        scale = _scale(match[3]) * _HAN_UNITS.get(match[2] or "", 1)
        yield _plain(match[1]) * scale
    for match in _HAN.finditer(text):
        yield _han(match[0])


def _scale(unit: str | None) -> int:
    unit = (unit or "").lower()
    return _HAN_SCALES.get(unit) or _SCALES.get(unit) or _SHORT.get(unit) or 1


def _plain(digits: str) -> float:
    """Read "4,200", "4.200" and "24.3": groups of three are thousands, else a decimal mark."""
    if re.fullmatch(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*", digits):
        return float(digits.replace(",", "").replace(".", ""))
    head, _, tail = digits.replace(",", ".").rpartition(".")
    return float(f"{head.replace('.', '') or '0'}.{tail}") if head else float(tail)


def _spelled(words: str) -> float:
    total = part = 0.0
    for word in re.findall(r"[a-z]+", words):
        if word in _SCALES:
            total, part = total + (part or 1.0) * _SCALES[word], 0
        elif word == "hundred":
            part = (part or 1.0) * 100
        else:
            part += _SMALL.get(word) or _TENS.get(word, 0)
    return total + part


def _han(text: str) -> float:
    if len(text) > 1 and all(c in _HAN_DIGITS for c in text):
        return float("".join(str(_HAN_DIGITS[c]) for c in text))
    total = part = digit = 0.0
    for character in text:
        if character in _HAN_SCALES:
            total, part, digit = (total + part + digit or 1.0) * _HAN_SCALES[character], 0, 0
        elif character in _HAN_UNITS:
            part, digit = part + (digit or 1.0) * _HAN_UNITS[character], 0
        else:
            digit = _HAN_DIGITS[character]
    return total + part + digit
