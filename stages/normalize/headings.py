"""Sub-headings: lines set apart before a turn, which become chapters."""

import re
from collections.abc import Sequence, Set

from stages.normalize.geometry import Geometry
from stages.normalize.kinds import is_event
from stages.normalize.labels import Label
from stages.normalize.lines import Item
from stages.normalize.reading import Reading, covered
from stages.normalize.style import Style, body_style, style_of
from stages.schema import Bookmark

_LONGEST = 120
_LARGER = 1.12
_SENTENCE = re.compile(r"[.。,，;；、]\s*$")


def find_headings(
    items: Sequence[Item],
    reading: Reading,
    labels: dict[int, Label],
    outline: Sequence[Bookmark],
    geometry: Geometry,
) -> set[int]:
    """Return the lines that are sub-headings between the turns.

    A heading is named in the PDF's outline or set larger than the text anywhere, or set bold
    and apart directly before a header.
    """
    if not reading.headers:
        return set()
    start = min(reading.headers)
    body = body_style(items)
    titles = {_plain(entry.title) for entry in outline}
    taken = covered(reading.headers) | labels.keys() | reading.anchors.keys()
    found: set[int] = set()
    following = False
    for i in range(len(items) - 1, -1, -1):
        if i in taken:
            following = i in reading.headers or (following and i in labels)
            continue
        if _is_heading(i, items, body, titles, geometry, following):
            if i > start or following:
                found.add(i)
        else:
            following = False
    later = {style_of(items[i].line) for i in found if i > start}
    return {
        i
        for i in found
        if i > start or (style_of(items[i].line) in later and _leads(i, found, start))
    }


def _is_heading(
    i: int,
    items: Sequence[Item],
    body: Style,
    titles: Set[str],
    geometry: Geometry,
    following: bool,
) -> bool:
    """Whether a line is set as a heading; `following` says that a header comes directly after."""
    item = items[i]
    if not 0 < len(item.text.strip()) <= _LONGEST or is_event(item.text):
        return False
    if item.line.size >= _LARGER * body[3] > 0:
        return True
    if not following:
        return False
    if _plain(item.text) in titles:
        return True
    styled = item.line.bold and style_of(item.line) != body and not item.line.runs
    apart = i == 0 or geometry.gap(items[i - 1], item) or items[i - 1].page is not item.page
    return styled and apart and not _SENTENCE.search(item.text)


def _leads(i: int, found: set[int], start: int) -> bool:
    """Whether only headings stand between a line and the first header, so that it is one too."""
    return all(j in found for j in range(i, start))


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
