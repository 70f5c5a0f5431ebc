"""What the name of a font says of its weight and slope, where nothing else does."""

import re
from functools import cache

_BOLD = re.compile(r"bold|black|heavy|demi|cmbx|[-,_+]bd\b", re.IGNORECASE)
_NUMBER = re.compile(r"(CIDFont\+|[A-Z]{6}\+)?[A-Z]{0,3}\d*(_\d+)?")
_ITALIC = re.compile(r"ital|obliq|slanted|cmti|cmsl|[-,_]it\b", re.IGNORECASE)


@cache
def nameless(name: str) -> bool:
    """Whether a name is a mere number, as some printers give: F1, CIDFont+F2, T3_0."""
    return bool(_NUMBER.fullmatch(name))


@cache
def bold(name: str) -> bool:
    """Whether the name is that of a bold font."""
    return bool(_BOLD.search(name))


@cache
def italic(name: str) -> bool:
    """Whether the name is that of an italic or oblique font."""
    return bool(_ITALIC.search(name))
