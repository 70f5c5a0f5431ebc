"""Rows of a table without borders: which lines of its columns belong together."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from math import inf
from statistics import median

from stages.extract.lines import rows
from stages.extract.strips import Band
from stages.extract.words import Word

_STAMP = re.compile(r"[\[(（［]?[#\d０-９].*[:：.分m].*")
_GOES_ON = re.compile(r".*[-–—~→>至到]")
_CLOCK = re.compile(r"(?<!\d)\d{1,3}[:：]\d{2}(?:[:：.,]\d{1,3})*[\])）］]?[:：]?$")
_HEADED, _HEAD_LINES, _HEAD_LENGTH = 0.6, 4, 30
"""Of the blocks of a column so many, as a share, end in a stamp, and have no more and no longer
lines than this, where they head the rows of a table: a name, and a time under it."""
_LEAST = 6
"""Words that begin rows: fewer do not make a table."""
_BELOW = 0.3
"""Of the stamps so many, as a share, stand below the first line of their row where centred."""
_PARTED = 1.15
"""In line pitches: baselines further apart than this, in each column, part two rows of a table."""
_PITCH, _PITCH_MOST = 1.4, 1.8
"""In em: the pitch of lines where a column has only one, and the most that is believed."""


def table_rows(zone: Sequence[Band], columns: Sequence[Sequence[Word]]) -> list[list[Band]]:
    """Part a stretch of a page into the rows of its table; `columns` are the same words."""
    groups = _parted(zone, columns)
    heads = ((column, begins) for column in columns if (begins := _begins(column)))
    column, begins = next(heads, ((), set()))
    words = ({id(word) for word in each} for each in (column, max(columns, key=len)))
    return _keyed(groups, begins, *words) if begins else groups


def _begins(column: Sequence[Word]) -> set[int]:
    """Return the words with which rows begin: stamps, or short blocks that hold one each."""
    if not column:
        return set()
    lines = rows(column)
    texts = ["".join(word.text for word in line) for line in lines]
    if stamps(column):
        first = [
            line
            for k, (line, text) in enumerate(zip(lines, texts, strict=True))
            if _STAMP.fullmatch(text) and not (k and _GOES_ON.fullmatch(texts[k - 1]))
        ]
        return {id(word) for line in first for word in line}
    if sum(map(len, texts)) > _HEAD_LENGTH * len(texts):
        return set()
    starts = {*block_starts(column)}
    edges = [k for k, line in enumerate(lines) if max(word.base for word in line) in starts]
    blocks = list(pairwise([*edges, len(lines)]))
    stamped = [a for a, b in blocks if any(_CLOCK.search(text) for text in texts[a:b])]
    if len(stamped) < _HEADED * len(blocks) or median(b - a for a, b in blocks) > _HEAD_LINES:
        return set()
    return {id(word) for k in stamped for word in lines[k]}


def heads_rows(column: Sequence[Word], others: Sequence[Sequence[Word]]) -> bool:
    """Whether a column heads the rows of a table: it alone holds blocks that end in a stamp."""
    least = len(_begins(column)) >= _LEAST
    return least and not any(
        _CLOCK.search("".join(word.text for word in line))
        for other in others
        for line in rows(other)
    )


def stamps(words: Sequence[Word]) -> bool:
    """Whether a column holds time stamps, apart from its heading."""
    texts = ["".join(word.text for word in row) for row in rows(words)]
    return sum(bool(_STAMP.fullmatch(text)) for text in texts) > len(texts) // 2


def block_starts(words: Sequence[Word]) -> list[float]:
    """Return the baselines at which the blocks of a column begin."""
    bases = _bases(words)
    pitch = _pitch(bases, words[0].style.size)
    return bases[:1] + [b for a, b in pairwise(bases) if b - a > _PARTED * pitch]


def _pitch(bases: Sequence[float], size: float) -> float:
    """Return the distance of the lines of a column: that of the nearer ones."""
    steps = sorted(b - a for a, b in pairwise(bases))
    return min(steps[len(steps) // 4], _PITCH_MOST * size) if steps else _PITCH * size


def _parted(zone: Sequence[Band], columns: Sequence[Sequence[Word]]) -> list[list[Band]]:
    """Part a table where the lines of all its columns keep a distance."""
    size = median(word.style.size for band in zone for word in band)
    lines = [_bases(column) for column in columns]
    pitches = [_pitch(bases, size) for bases in lines]
    groups = [[zone[0]]]
    for above, band in pairwise(zone):
        last = max(word.base for word in above)
        distances = [_distance(bases, last) for bases in lines]
        if all(d > _PARTED * p for d, p in zip(distances, pitches, strict=True)):
            groups.append([])
        groups[-1].append(band)
    return groups


def _bases(words: Sequence[Word]) -> list[float]:
    return [max(word.base for word in row) for row in rows(words)]


def _distance(bases: Sequence[float], y: float) -> float:
    """Return how far apart the lines are between which a height lies."""
    k = bisect_right(bases, y)
    return bases[k] - bases[k - 1] if 0 < k < len(bases) else inf


def _keyed(
    groups: Sequence[list[Band]], begins: set[int], key: set[int], text: set[int]
) -> list[list[Band]]:
    """Let rows begin as the key column says; what has nothing there goes on with the row before.

    Where the key column is centred, a row begins above its stamp.
    """
    marks = _marks(groups, begins)
    if _centred(groups, marks, text):
        groups = _gathered(groups, [any(_holds(b, key) for b in group) for group in groups])
        marks = [own if len(own) > 1 else [] for own in _marks(groups, begins)]
    found: list[list[Band]] = []
    for own, group in zip(marks, groups, strict=True):
        parts = [group[a:b] for a, b in pairwise([*dict.fromkeys([0, *own]), len(group)])]
        if found and not any(_holds(band, key) for band in parts[0]):
            found[-1] += parts.pop(0)
        found += parts
    return found


def _marks(groups: Sequence[list[Band]], begins: set[int]) -> list[list[int]]:
    return [[k for k, band in enumerate(group) if _holds(band, begins)] for group in groups]


def _centred(groups: Sequence[list[Band]], marks: Sequence[list[int]], text: set[int]) -> bool:
    """Whether stamps stand beside the middle of cells: below some lines, and between two others.

    `text` are the words of the column that holds most.
    """
    lines = [groups[n][k] for n, own in enumerate(marks) for k in own]
    between = sum(not _holds(line, text) for line in lines)
    below = sum(own[:1] > [0] for own in marks)
    return between > 0 and below > _BELOW * sum(map(bool, marks))


def _gathered(groups: Sequence[list[Band]], fixed: Sequence[bool]) -> list[list[Band]]:
    """Join each group that is not fixed to the nearer neighbour, unless it is as far as a row."""
    gaps = [inf, *(below[0][0].base - above[-1][0].base for above, below in pairwise(groups)), inf]
    apart = min((gaps[n] for n in range(1, len(groups)) if fixed[n - 1] and fixed[n]), default=inf)
    found = [groups[0]]
    for n in range(1, len(groups)):
        up = not fixed[n] and gaps[n] <= gaps[n + 1]
        down = not fixed[n - 1] and gaps[n] < gaps[n - 1]
        if (up or down) and gaps[n] < apart:
            found[-1] = found[-1] + groups[n]
        else:
            found.append(groups[n])
    return found


def _holds(band: Band, words: set[int]) -> bool:
    return any(id(word) in words for word in band)
