"""How many syllables a word, a number or a sign has when it is read aloud; rules, no dictionary."""

import re
import unicodedata
from functools import lru_cache

_VOWELS = re.compile(r"[aeiouyæœøаеиоуыэюяіїєёαεηιουω]+")
_CAMEL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_SILENT_E = re.compile(r"[^aeiouy]e$|[^aeiouy]es$|[^aeiouytd]ed$")
_MAYBE_SILENT = ("e", "es", "ed")
_SPOKEN_E = re.compile(r"[^aeiouy]les?$|(?:[sxz]|[cs]h|[cg])es$")
_HIATUS = re.compile(
    r"i[ao](?![nlu]\b|ns\b)(?<!ti[ao])(?<!ci[ao])(?<!gi[ao])(?<!si[ao])|[aeiou]ing\b|eo(?![up])"
    r"|iu(?!s)|ua(?=l|t)|(?<=[^qg])uous|^crea(?=t)|oe[mt]|^bei|^re(?:ac|al[^l]|en|o|u|i[nt])|eum"
    r"|^co[oe]p|^[^aeiou]{1,2}ia|(?<!t)(?<!nc)ie(?=n[ct])|^(?:qu|d)iet"
)
_KNOWN = {
    "every": 2,
    "everyone": 3,
    "everything": 3,
    "business": 2,
    "idea": 3,
    "ideas": 3,
    "area": 3,
    "areas": 3,
    "something": 2,
    "somewhere": 2,
    "someone": 2,
    "sometimes": 2,
    "somebody": 3,
}
_GERMANIC_SILENT = ("en", "fr")
_SIGNS = {"&": 1, "@": 1, "+": 1, "=": 2, "#": 2, "%": 2, ".": 1}

_ONES = (2, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 3, 1, 2, 2, 2, 2, 3, 2, 2)
_TENS = (0, 1, 2, 2, 2, 2, 2, 3, 2, 2)
_GROUPS = (0, 2, 2, 2, 2)
"""Syllables of 0-19, of 20, 30 ..., and of thousand, million, billion, trillion."""

_NUMBER = re.compile(r"([$€£¥]?)(\d+(?:[.,:/]\d+)*)\s?(%|st|nd|rd|th|s|[KMBkmb])?")


def acronym(word: str) -> bool:
    """Whether a word is spelled out: GPT and AI, but neither NASA nor OPEN."""
    if not (word.isascii() and word.isupper() and 2 <= len(word) <= 5):
        return False
    return len(word) < 4 or not re.fullmatch(
        r"[^AEIOU]?[AEIOU]+[^AEIOU]{1,2}[AEIOU]+[^AEIOU]*", word
    )


@lru_cache(maxsize=65536)
def syllables(word: str, language: str = "en") -> int:
    """Estimate the syllables of a word written in letters; at least one."""
    if not word.islower() and len(parts := _CAMEL.split(word)) > 1:
        return sum(len(p) if acronym(p) else syllables(p, language) for p in parts if p)
    plain = _plain(word.lower())
    if language == "en" and plain in _KNOWN:
        return _KNOWN[plain]
    vowels = _VOWELS.findall(plain)
    count = len(vowels)
    if language == "en" and len("".join(vowels)) > count:
        count += len(_HIATUS.findall(plain))
    if count > 1 and language in _GERMANIC_SILENT and plain.endswith(_MAYBE_SILENT):
        count -= bool(_SILENT_E.search(plain)) and not _SPOKEN_E.search(plain)
    if not count and not plain.isascii():
        count = round(0.45 * len(plain))  # letters for consonants alone, as in Arabic or Hindi
    return max(count, 1)


def _plain(word: str) -> str:
    """Return a word without its accents."""
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def symbol(sign: str) -> int:
    """Return the syllables of a sign that is read out: "and", "percent", "dot"."""
    return _SIGNS.get(sign, 1)


@lru_cache(maxsize=8192)
def number(text: str, language: str = "en") -> int:
    """Return the syllables of a number as it is read aloud, with its currency and unit."""
    match = _NUMBER.match(text)
    if not match:
        return len(text)
    money, digits, unit = match.groups()
    count = 2 if money else 0
    count += {"%": 2, "s": 0, None: 0, "k": 2, "m": 2, "b": 2}.get(unit and unit.lower(), 0)
    if language in ("zh", "yue", "ko", "ja"):
        return count + sum(_sinic(part) for part in re.findall(r"\d+", digits.replace(",", "")))
    whole, *rest = re.split(r"[:/.]", digits.replace(",", ""))
    if rest and re.search(r"[:/]", digits):
        return count + sum(map(_cardinal, (whole, *rest)))
    decimals = sum(1 + _ONES[int(d)] for part in rest for d in part)
    year = len(whole) == 4 and whole[:2] in ("17", "18", "19", "20") and not rest and not money
    return count + decimals + (_year(whole) if year else _cardinal(whole))


def _year(digits: str) -> int:
    """Read 1984 as nineteen eighty-four, 2007 as two thousand seven, 1907 as nineteen oh seven."""
    if digits[1:3] == "00":
        return _cardinal(digits)
    return _below_hundred(int(digits[:2])) + (digits[2] == "0") + _below_hundred(int(digits[2:]))


def _cardinal(digits: str) -> int:
    if len(digits) > 15 or (len(digits) > 1 and digits[0] == "0"):
        return sum(_ONES[int(digit)] for digit in digits)
    value = int(digits)
    if value < 100:
        return _below_hundred(value) or _ONES[0]
    count = group = 0
    while value:
        value, part = divmod(value, 1000)
        hundreds, small = divmod(part, 100)
        count += (_ONES[hundreds] + 2 if hundreds else 0) + _below_hundred(small)
        count += _GROUPS[min(group, 4)] if part else 0
        group += 1
    return count


def _below_hundred(value: int) -> int:
    if value < 20:
        return _ONES[value] if value else 0
    return _TENS[value // 10] + (_ONES[value % 10] if value % 10 else 0)


def _sinic(digits: str) -> int:
    """Read a number as Chinese does: each digit and most places are a syllable."""
    if len(digits) == 4 or len(digits) > 12:
        return len(digits)
    digits = digits.lstrip("0") or "0"
    filled = sum(digit != "0" for digit in digits[:-1])
    return max(1, filled + sum(digit != "0" for digit in digits))
