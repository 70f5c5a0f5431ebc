"""Bold, italics and links of the printed lines, as marks in the text of a paragraph."""

from collections.abc import Iterable, Sequence

from stages.normalize.lines import Item, Span
from stages.normalize.style import body_style
from stages.normalize.widths import advance
from stages.schema import Link, Mark, MarkKind

_NEAR = 4
"""Characters from the edge of a link within which a change of type is taken for its edge."""


class Marker:
    """Knows the type of most text in a document: what differs from it is marked."""

    def __init__(self, items: Sequence[Item]) -> None:
        """Take the lines of the document."""
        body = body_style(items)
        self._bold, self._italic = body[0], body[1]
        self._linked = {item.page.number for item in items if item.page.links}

    def marks(
        self, placed: Sequence[tuple[Span, int, int]], offsets: Sequence[int], text: str
    ) -> tuple[Mark, ...]:
        """Return the marks of a text put together of stretches of lines.

        Each stretch has been placed somewhere in the text, less some blanks in front; `offsets`
        tells where that place went when blanks were taken out of the text.
        """
        marks: list[tuple[MarkKind, int, int, str]] = []
        for span, at, lead in placed:
            for kind, start, end, href in self._styles(span):
                a = offsets[min(at + max(start - span.start - lead, 0), len(offsets) - 1)]
                b = offsets[min(at + max(end - span.start - lead, 0), len(offsets) - 1)]
                marks.append((kind, a, min(b, len(text)), href))
        return tuple(_merged(marks, text))

    def _styles(self, span: Span) -> Iterable[tuple[MarkKind, int, int, str]]:
        line = span.item.line
        stretches = [(run.start, run.end, run.bold, run.italic) for run in line.runs] or [
            (0, len(span.item.text), line.bold, line.italic)
        ]
        for start, end, bold, italic in stretches:
            a, b = max(start, span.start), min(end, span.end)
            if a >= b:
                continue
            if bold and not self._bold:
                yield "bold", a, b, ""
            if italic and not self._italic:
                yield "italic", a, b, ""
        if span.item.page.number in self._linked:
            for link in span.item.page.links:
                if (found := _under(link, span)) is not None:
                    yield "link", *found, link.href


def _merged(marks: list[tuple[MarkKind, int, int, str]], text: str) -> Iterable[Mark]:
    """Join marks of one kind that touch, over at most a blank; none begins or ends in a blank."""
    done: list[tuple[MarkKind, int, int, str]] = []
    for mark in sorted(marks, key=lambda m: (m[0], m[3], m[1], m[2])):
        kind, start, end, href = mark
        inside = text[start:end]
        start += len(inside) - len(inside.lstrip())
        end = start + len(inside.strip())
        if start >= end:
            continue
        if done and done[-1][0] == kind and done[-1][3] == href and start <= done[-1][2] + 1:
            done[-1] = (kind, done[-1][1], max(end, done[-1][2]), href)
        else:
            done.append((kind, start, end, href))
    for kind, start, end, href in sorted(done, key=lambda m: (m[1], m[2], m[0], m[3])):
        yield Mark(kind=kind, start=start, end=end, href=href)


def _under(link: Link, span: Span) -> tuple[int, int] | None:
    """Return the stretch of a line that lies under a link, by the share of its width."""
    line = span.item.line
    middle = (line.y0 + line.y1) / 2
    if not link.y0 <= middle <= link.y1 or line.x1 <= line.x0:
        return None
    if min(line.x1, link.x1) - max(line.x0, link.x0) < 2 or not link.href.startswith(
        ("http", "mailto")
    ):
        return None
    edges = _edges(span.item)
    inside = [
        i
        for i in range(span.start, span.end)
        if link.x0 - 1 <= (edges[i] + edges[i + 1]) / 2 <= link.x1 + 1
    ]
    return _snapped(span.item, inside[0], inside[-1] + 1, span) if inside else None


def _snapped(item: Item, start: int, end: int, span: Span) -> tuple[int, int]:
    """Move the ends of a link to where the type changes nearby, else to those of words."""
    places = [place for run in item.line.runs for place in (run.start, run.end)]
    near = [
        next((p for p in places if abs(p - at) <= _NEAR and span.start <= p <= span.end), None)
        for at in (start, end)
    ]
    text = item.text
    if near[0] is None:
        while start > span.start and text[start - 1].isalnum() and text[start].isalnum():
            start -= 1
    if near[1] is None:
        while end < span.end and text[end - 1].isalnum() and text[end].isalnum():
            end += 1
    first = start if near[0] is None else near[0]
    last = end if near[1] is None else near[1]
    return (first, last) if first < last else (start, end)


def _edges(item: Item) -> list[float]:
    """Estimate where each character of a line begins, by the widths usual for its kind."""
    widths = [0.0]
    for c in item.text:
        widths.append(widths[-1] + advance(c))
    scale = (item.line.x1 - item.line.x0) / max(widths[-1], 0.01)
    return [item.line.x0 + width * scale for width in widths]
