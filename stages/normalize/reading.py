"""What was read: the headers of a document, and the evidence that they rest on."""

from collections import Counter
from itertools import pairwise
from typing import NamedTuple

from stages.normalize.headers import Candidate

Headers = dict[int, Candidate]
"""Headers by the number of their line."""


class Evidence(NamedTuple):
    """What speaks for a dialect: the lines it explains, and those that contradict it."""

    dialect: str
    explained: int
    contradicted: int


class Reading(NamedTuple):
    """The headers found, by the number of their line, and the evidence they rest on."""

    headers: Headers
    anchors: Headers
    evidence: tuple[Evidence, ...]

    @property
    def dialects(self) -> tuple[str, ...]:
        """The dialects chosen, the one that explains most lines first."""
        used = Counter(header.form.dialect for header in self.headers.values())
        return tuple(dialect for dialect, _ in used.most_common())

    @property
    def text_starts(self) -> dict[int, int]:
        """Where the text begins on the lines of headers that hold any."""
        return {
            i: header.text_from
            for i, header in self.headers.items()
            if header.text_from is not None and header.form.lines == 1
        }


def covered(headers: Headers) -> set[int]:
    """Return all lines that the headers take up."""
    return {j for i, header in headers.items() for j in range(i, i + header.form.lines)}


def backwards(headers: Headers) -> float:
    """Return the share of times that lie before the one above them."""
    times = [c.stamp.start_ms for c in headers.values() if c.stamp and c.stamp.start_ms is not None]
    steps = list(pairwise(times))
    return sum(b < a for a, b in steps) / len(steps) if steps else 1.0


def without_second_lines(headers: Headers) -> Headers:
    """Leave out the headers that stand in the second line of another."""
    kept: Headers = {}
    last = -1
    for i in sorted(headers):
        if i == last and headers[i].name and not kept[i - 1].name:
            # the number of a cue, and a speaker under its stamp: one header of three lines
            number = kept[i - 1]
            kept[i - 1] = number._replace(form=number.form._replace(lines=1), stamp=None)
            last = i - 1
        if i > last:
            kept[i] = headers[i]
            last = i + headers[i].form.lines - 1
    return kept
