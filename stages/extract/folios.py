"""Folios: page numbers, told by their form and by running with the pages."""

import re

from stages.schema import Line

_WORDS = r"(?:pages?|pag\.?|p\.|seite|s\.|página|pagina|strona|стр\.?|trang|第|- )"
_ENDS = r"(?:页|頁|ページ|쪽|面)"
_OF = r"(?:/|\||of|de|von|di|sur|из|共|・|·|、|，|,)"
_NUMBER = r"([0-9０-９]{1,5}|[ivxlc]{1,7})"
_FOLIO = re.compile(
    rf"[\W_]*{_WORDS}?\s*{_NUMBER}\s*{_ENDS}?\s*(?:(?:{_OF}\s*)+[0-9０-９]{{1,5}}\s*{_ENDS}?)?[\W_]*",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"[0-9０-９]\s*[:：]\s*[0-9０-９]{2}")
_DATE = re.compile(
    r"\b\d{1,4}([/.-])\d{1,2}\1\d{1,4}\b|\d年\s*\d{1,2}\s*月|://|(?<!\d)(?:19|20)\d\d(?!\d)"
)
_DIGITS = re.compile(r"(?<![\d:：.])\d{1,5}(?![\d:：])")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def folio(text: str) -> int | None:
    """Return the page number that a line consists of, None for any other line."""
    match = _FOLIO.fullmatch(text)
    if not match or clock(text):
        return None
    number = match[1].lower()
    return int(number) if number[0].isdigit() else _roman(number)


def clock(text: str) -> bool:
    """Whether a text holds a time as a transcript does; a browser's line with a date does not."""
    return bool(_CLOCK.search(text)) and not _DATE.search(text)


def keys(line: Line, page: int) -> list[str]:
    """Return what a line may have in common with lines of other pages.

    That is its text, and its text with one number in it given as its distance from the page's.
    """
    found = [line.text.strip()]
    for match in _DIGITS.finditer(line.text):
        head, tail = line.text[: match.start()], line.text[match.end() :]
        found.append(f"{head}\0{int(match[0]) - page}\0{tail}")
    return found


def _roman(number: str) -> int | None:
    values = [_ROMAN[letter] for letter in number]
    total = 0
    for value, following in zip(values, [*values[1:], 0], strict=True):
        total += value if value >= following else -value
    return total if total > 0 else None
