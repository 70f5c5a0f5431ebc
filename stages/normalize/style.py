"""The type that lines are set in: what a reader sees of it."""

from collections import Counter
from collections.abc import Sequence

from stages.normalize.lines import Item
from stages.schema import Line

Style = tuple[bool, bool, str, float]
"""Bold, italic, colour, size."""


def style_of(line: Line) -> Style:
    """Return what a reader sees of a line's type: bold, italic, colour, size."""
    return line.bold, line.italic, line.color, round(line.size, 1)


def style_at(item: Item, at: int) -> Style:
    """Return the type of the character at a place in a line."""
    for run in item.line.runs:
        if run.start <= at < run.end:
            return run.bold, run.italic, run.color, round(run.size, 1)
    return style_of(item.line)


def body_style(items: Sequence[Item]) -> Style:
    """Return the type in which most of the text is set."""
    weights: Counter[Style] = Counter()
    for item in items:
        weights[style_of(item.line)] += len(item.text)
    return max(weights, key=lambda style: weights[style]) if weights else (False, False, "", 0.0)
