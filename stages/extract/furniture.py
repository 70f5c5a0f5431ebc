"""Furniture: running heads and feet, page numbers and watermarks, told by repetition and place."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

import msgspec

from stages.schema import Furniture, Line, Page

_EDGE = 0.12
"""Of the page's height: where heads and feet stand."""
_SLOT = 3.0
"""In points: lines of two pages stand at the same place if their heights differ by less."""
_SHARE = 0.6
"""Of the lines at one place: so many must recur before the place is one of furniture."""
_NUMBER = re.compile(
    r"\W*(page|seite|p\.|第)?\s*(\d+|[ivxlc]+)\s*((/|of|von|\||·|共|页|頁)\s*)*(\d+)?\s*(页|頁)?\W*",
    re.I,
)


def mark(pages: Sequence[Page]) -> list[Page]:
    """Mark the furniture of a document's pages."""
    slots: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    for p, page in enumerate(pages):
        for k, line in enumerate(page.lines):
            if line.furniture:
                continue
            if line.y1 < _EDGE * page.height:
                slots["head", round(line.y1 / _SLOT)].append((p, k))
            elif line.y0 > (1 - _EDGE) * page.height:
                slots["foot", round((page.height - line.y0) / _SLOT)].append((p, k))
    marks: dict[tuple[int, int], Furniture] = {}
    for (edge, _), places in slots.items():
        keys = [_key(pages[p].lines[k]) for p, k in places]
        counts = Counter(keys)
        repeated = sum(n for n in counts.values() if n > 1)
        if len(places) < 2 or repeated < _SHARE * len(places):
            continue
        for (p, k), key in zip(places, keys, strict=True):
            if counts[key] > 1:
                number = _NUMBER.fullmatch(pages[p].lines[k].text)
                marks[p, k] = "page-number" if number else "head" if edge == "head" else "foot"
    return [
        msgspec.structs.replace(
            page,
            lines=tuple(
                msgspec.structs.replace(line, furniture=marks[p, k]) if (p, k) in marks else line
                for k, line in enumerate(page.lines)
            ),
        )
        for p, page in enumerate(pages)
    ]


def _key(line: Line) -> tuple[str, float, bool]:
    return re.sub(r"\d+", "#", line.text), round(line.size), line.bold
