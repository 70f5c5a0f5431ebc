"""Headers that the reader took for a running head, because they stood first on several pages."""

import re
from collections.abc import Sequence

from stages.normalize.headers import shape
from stages.normalize.lines import Item
from stages.normalize.stamps import parse

_TIMES = re.compile(r"[0-9]{1,3}:[0-9]{2}")


def without_running_heads(items: Sequence[Item]) -> list[Item]:
    """Return the lines of the text, and with them the running heads that are headers of turns.

    A running head repeats itself or counts pages. A line whose stamp lies between the stamps
    before and after it is the header of a turn.
    """
    stamps = [
        (i, shaped.stamps[0][1])
        for i, item in enumerate(items)
        if _TIMES.search(item.folded) and (shaped := shape(item.folded)).stamps
    ]
    own: set[int] = set()
    repeated: set[str] = set()
    for before, this, after in zip([None, *stamps], stamps, [*stamps[1:], None], strict=False):
        times = [parse(found[1]).start_ms if found else None for found in (before, this, after)]
        if items[this[0]].line.furniture not in ("head", "foot"):
            continue
        if _between(*times):
            own.add(this[0])
        else:
            repeated.add(items[this[0]].text)
    own = {i for i in own if items[i].text not in repeated}
    return [item for i, item in enumerate(items) if not item.line.furniture or i in own]


def _between(before: int | None, time: int | None, after: int | None) -> bool:
    if time is None or (before is not None and before >= time):
        return False
    return after is None or time < after or (before is not None and after < before)
