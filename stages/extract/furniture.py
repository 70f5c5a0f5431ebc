"""Furniture: running heads and feet, page numbers and watermarks, told by repetition and place."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec

from stages.extract.folios import clock, folio, keys
from stages.schema import Furniture, Line, Page

_EDGE = 0.14
"""Of a page's height: heads and feet stand in this strip at either end."""
_LONGEST = 300
"""Characters: a longer line is no furniture."""
_ROWS = 4
"""Heads and feet have no more rows than this."""
_SLOT = 3.0
"""In points: lines of two pages stand at one place if their heights differ by less."""
_SHARE = 0.6
"""Of the lines at one place so many recur, if the place is one of furniture."""
_ELSEWHERE = 0.25
"""A text that stands inside pages too, this often for each time at an edge, is no furniture."""
_SURE = 4
"""A text on fewer pages than this must be set apart as well."""
_APART, _FAR = 1.0, 2.0
"""In em: the white between a head or foot and the text; and between a lone folio and the text."""
_LARGE = 1.2
"""So many times the size of the text, a line with a number is rather a heading than a head."""
_WATERMARK = 3
"""A line within the text is a watermark where it stands on so many pages, and on every second."""
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Edge:
    """A line near the end of a page: where it is, how far from the end, how far from the text."""

    place: Place
    line: Line
    distance: float
    apart: float


def mark(pages: Sequence[Page]) -> list[Page]:
    """Mark the furniture of a document's pages."""
    edges = {
        name: [e for p in range(len(pages)) for e in _edges(p, pages[p], name)] for name in _ENDS
    }
    at_edges = {edge.place for found in edges.values() for edge in found}
    inside = Counter(_set(line) for p, k, line in _lines(pages) if (p, k) not in at_edges)
    body = _body_size(pages)
    marks: dict[Place, Furniture] = _watermarks(pages, at_edges)
    for name, found in edges.items():
        for slot in _slots(found):
            for edge in _furniture(slot, pages, inside, body):
                number = folio(edge.line.text) is not None
                marks[edge.place] = "page-number" if number else name
        marks |= {edge.place: "page-number" for edge in found if _lone_folio(edge)}
        for edge in _behind_text(found, marks):
            del marks[edge.place]
    return [_marked(page, p, marks) for p, page in enumerate(pages)]


_ENDS: tuple[Furniture, ...] = ("head", "foot")


def _lines(pages: Sequence[Page]) -> Iterator[tuple[int, int, Line]]:
    for p, page in enumerate(pages):
        for k, line in enumerate(page.lines):
            if not line.furniture:
                yield p, k, line


def _edges(p: int, page: Page, name: Furniture) -> Iterator[_Edge]:
    """Yield the lines at the head or the foot of a page, from the end inwards."""
    lines = sorted(
        (
            (line.y0, line.y1, k)
            if name == "head"
            else (page.height - line.y1, page.height - line.y0, k)
            for k, line in enumerate(page.lines)
            if not line.furniture and len(line.text) <= _LONGEST
        )
    )
    rows = 0
    reach = float("-inf")
    for n, (near, far, k) in enumerate(lines):
        rows += near > reach
        if far > _EDGE * page.height or rows > _ROWS:
            return
        reach = max(reach, far)
        inner = min(
            (other for other, _, _ in lines[n + 1 :] if other >= far - 1), default=page.height
        )
        yield _Edge((p, k), page.lines[k], near, inner - far)


def _set(line: Line) -> tuple[str, float, bool]:
    return line.text.strip(), round(line.size), line.bold


def _body_size(pages: Sequence[Page]) -> float:
    sizes: Counter[float] = Counter()
    for _, _, line in _lines(pages):
        sizes[round(line.size)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _slots(edges: Sequence[_Edge]) -> Iterator[list[_Edge]]:
    """Group the lines that stand at one distance from the end of their pages, set alike."""
    alike: dict[tuple[float, bool], list[_Edge]] = defaultdict(list)
    for edge in edges:
        alike[round(edge.line.size), edge.line.bold].append(edge)
    for group in alike.values():
        group.sort(key=lambda edge: edge.distance)
        slot: list[_Edge] = []
        for edge in group:
            if slot and edge.distance - slot[-1].distance > _SLOT:
                yield slot
                slot = []
            slot.append(edge)
        yield slot


def _furniture(
    slot: Sequence[_Edge],
    pages: Sequence[Page],
    inside: Counter[tuple[str, float, bool]],
    body: float,
) -> list[_Edge]:
    """Return the lines of a slot that are furniture."""

    def said(edge: _Edge) -> list[str]:
        # A number that counts up in large letters is one of headings.
        found = keys(edge.line, pages[edge.place[0]].number)
        large = edge.line.size > _LARGE * body and folio(edge.line.text) is None
        return found[:1] if large else found

    counts: Counter[str] = Counter()
    for edge in slot:
        counts.update(set(said(edge)))
    good: list[_Edge] = []
    for edge in slot:
        often = max(counts[key] for key in said(edge))
        apart = edge.apart > _APART * edge.line.size or round(edge.line.size) != body
        if often > 1 and (often >= _SURE or apart) and _free(edge, often, inside):
            good.append(edge)
    if len(good) < _SHARE * len(slot):
        return []
    if round(slot[0].line.size) == body:
        return good
    return [edge for edge in slot if edge in good or _free(edge, 1, inside)]


def _free(edge: _Edge, often: int, inside: Counter[tuple[str, float, bool]]) -> bool:
    """Whether a text is no stamp, and no label or name that stands inside pages too."""
    return not clock(edge.line.text) and inside[_set(edge.line)] <= _ELSEWHERE * often


def _behind_text(edges: Sequence[_Edge], marks: dict[Place, Furniture]) -> list[_Edge]:
    """Return the marked lines between which and the end of the page the header of a turn stands."""
    headers: dict[int, float] = {}
    for edge in edges:
        if edge.place not in marks and clock(edge.line.text):
            page = edge.place[0]
            headers[page] = min(headers.get(page, edge.distance), edge.distance)
    return [
        edge
        for edge in edges
        if edge.place in marks and edge.distance > headers.get(edge.place[0], edge.distance)
    ]


def _lone_folio(edge: _Edge) -> bool:
    """Whether a line is a page number far from all text, be it on one page only."""
    return edge.apart > _FAR * edge.line.size and folio(edge.line.text) is not None


def _watermarks(pages: Sequence[Page], at_edges: set[Place]) -> dict[Place, Furniture]:
    """Return the lines that stand at one place inside every second page, and nowhere else."""
    times = Counter(line.text for _, _, line in _lines(pages))
    least = max(_WATERMARK, len(pages) / 2)
    often = {
        text
        for text, count in times.items()
        if count >= least and len(text) <= _LONGEST and not clock(text)
    }
    places: dict[tuple[str, int, int], list[Place]] = defaultdict(list)
    for p, k, line in _lines(pages) if often else ():
        if line.text in often and (p, k) not in at_edges:
            places[line.text, round(line.x0 / _SLOT), round(line.y0 / _SLOT)].append((p, k))
    return {
        place: "watermark"
        for (text, *_), found in places.items()
        if len(found) == times[text]
        for place in found
    }


def _marked(page: Page, p: int, marks: dict[Place, Furniture]) -> Page:
    if not any((p, k) in marks for k in range(len(page.lines))):
        return page
    lines = tuple(
        msgspec.structs.replace(line, furniture=marks[p, k]) if (p, k) in marks else line
        for k, line in enumerate(page.lines)
    )
    return msgspec.structs.replace(page, lines=lines)
