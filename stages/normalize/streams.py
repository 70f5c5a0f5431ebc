"""Two streams of turns side by side: columns or facing pages with one language each.

Where nearly every stamp is printed twice, each language has its own headers. The lines are then
put in the order of the streams, so that a turn that runs over a page goes on where it should;
`pairing` puts the turns together afterwards.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Sequence
from itertools import pairwise

from msgspec import structs

from stages.normalize.dialects import BARE
from stages.normalize.headers import shape
from stages.normalize.languages import main_script
from stages.normalize.lines import Item
from stages.normalize.stamps import parse

_MOST = 0.6
_LONGEST_HEADER = 80
_IN_TEXT = re.compile(rf"[^\W\d_]{BARE}|[^\W\d_A-Z] {BARE} [^\W\d_A-Z]|{BARE}[^\W\d_]"
                      rf"|^ ?{BARE},? [a-zß-ÿ]")  # fmt: skip
"""A bare stamp that stands between words, as in a sentence."""


def in_streams(items: list[Item]) -> list[Item]:
    """Return the lines stream by stream, where the document holds two; else as they are."""
    times = _times(items)
    counts = Counter(times.values())
    if len(counts) < 2 or sum(n == 2 for n in counts.values()) < _MOST * len(counts):
        return items
    if _one_after_the_other(list(times.values())):
        return items
    scripts = _scripts(items)
    keys: tuple[Callable[[Item], Hashable], ...] = (
        lambda item: item.line.column if item.line.column else 1,
        lambda item: item.page.number % 2,
        lambda item: scripts[item.page.number, item.line.column],
    )
    for key in keys:
        streams: dict[Hashable, list[Item]] = defaultdict(list)
        for item in items:
            streams[key(item)].append(item)
        if _two_of_a_kind(list(streams.values()), times):
            return [_out_of_table(item) for stream in streams.values() for item in stream]
    return items


def _one_after_the_other(times: Sequence[int]) -> bool:
    """Whether the clock goes back once, to run through the same times again."""
    backs = [i + 1 for i, (a, b) in enumerate(pairwise(times)) if b < a]
    if len(backs) != 1:
        return False
    first, second = set(times[: backs[0]]), set(times[backs[0] :])
    return len(first & second) >= _MOST * max(len(first), len(second))


def _times(items: Sequence[Item]) -> dict[Item, int]:
    """Return the time of each line that looks like a header with a stamp, as most of them do."""
    found: dict[str, dict[Item, int]] = defaultdict(dict)
    for item in items:
        if len(item.text) <= _LONGEST_HEADER and (shaped := shape(item.folded)).stamps:
            at, stamp = shaped.stamps[0]
            time = parse(stamp).start_ms
            if time is not None and not _IN_TEXT.search(shaped.text[max(at - 2, 0) : at + 3]):
                found[shaped.text[at]][item] = time
    return max(found.values(), key=len, default={})


def _scripts(items: Sequence[Item]) -> dict[tuple[int, int], str]:
    """Return the script of most words in each column of each page."""
    texts: dict[tuple[int, int], list[str]] = defaultdict(list)
    for item in items:
        texts[item.page.number, item.line.column].append(item.text)
    return {place: main_script(" ".join(lines)) for place, lines in texts.items()}


def _two_of_a_kind(streams: Sequence[Sequence[Item]], times: dict[Item, int]) -> bool:
    """Whether there are two streams, each in the order of time, with the same times."""
    rows = [[times[item] for item in stream if item in times] for stream in streams]
    rows = [row for row in rows if row]
    if len(rows) != 2 or len(streams) != 2:
        return False
    for row in rows:
        if any(b < a for a, b in pairwise(row)):
            return False
    common = set(rows[0]) & set(rows[1])
    return len(common) >= _MOST * max(len(set(row)) for row in rows)


def _out_of_table(item: Item) -> Item:
    if item.line.row is not None:
        item.line = structs.replace(item.line, row=None)
    return item
