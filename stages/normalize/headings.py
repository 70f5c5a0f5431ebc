"""Sub-headings: lines set apart before a turn, which become chapters."""

import re
from collections.abc import Sequence

from stages.normalize.geometry import Geometry
from stages.normalize.kinds import is_event
from stages.normalize.labels import Label
from stages.normalize.lines import Item
from stages.normalize.reading import Reading
from stages.normalize.style import body_style, style_of
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
    taken = {j for i, c in reading.headers.items() for j in range(i, i + c.form.lines)}
    taken |= labels.keys() | reading.anchors.keys()
    found: set[int] = set()
    following = False
    for i in range(len(items) - 1, -1, -1):
        if i in taken:
            following = i in reading.headers or (following and i in labels)
            continue
        item = items[i]
        larger = item.line.size >= _LARGER * body[3] > 0
        named = _plain(item.text) in titles
        styled = style_of(item.line) != body and not item.line.runs
        set_apart = i == 0 or geometry.gap(items[i - 1], item) or items[i - 1].page is not item.page
        fits = 0 < len(item.text.strip()) <= _LONGEST and not is_event(item.text)
        if fits and (
            larger
            or (named and following)
            or (
                following
                and styled
                and set_apart
                and item.line.bold
                and not _SENTENCE.search(item.text)
            )
        ):
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


def _leads(i: int, found: set[int], start: int) -> bool:
    """Whether only headings stand between a line and the first header, so that it is one too."""
    return all(j in found for j in range(i, start))


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
