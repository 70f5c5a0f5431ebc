"""Names that recur: which of the labels before a colon, or alone on a line, are speakers."""

from collections import Counter
from collections.abc import Mapping, Set

from stages.normalize.languages import main_script
from stages.normalize.names import key, people
from stages.normalize.reading import Headers

RECURS = 2
"""So often a name stands in a document, if it is one without a time."""
_SHARE_AFTER = 0.6
"""Where so many stamps, as a share, have a name behind them, every speaker has one sometimes."""
_SHARE_OF_SCRIPT = 0.25
"""Of the names in the usual script: so many there are in another, if it is in use for names."""


def recurring(headers: Headers, begins: Set[int]) -> set[str]:
    """Return the names that recur; where most turns begin with one, those that ever begin one."""
    counts = Counter(key(c.name) for c in headers.values())
    names = _of_usual_scripts({n: count for n, count in counts.items() if count >= RECURS})
    first = {key(c.name) for i, c in headers.items() if i in begins}
    if begins and sum(i in headers for i in begins) >= _SHARE_AFTER * len(begins):
        return names & first
    return names


def _of_usual_scripts(counts: Mapping[str, int]) -> set[str]:
    """Leave out names in a script that is rare among names: a phrase with a colon behind it."""
    scripts: Counter[str] = Counter()
    for name, count in counts.items():
        scripts[main_script(name)] += count
    least = max(scripts.values(), default=0) * _SHARE_OF_SCRIPT
    return {name for name in counts if scripts[main_script(name)] >= least}


def knows(names: set[str], label: str) -> bool:
    """Whether each person of a label is known, by the whole name or one word of it."""
    for person in map(key, people(label)):
        words = {word for name in names for word in (name, *name.split())}
        if person not in words:
            return False
    return True
