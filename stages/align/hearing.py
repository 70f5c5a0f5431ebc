"""The transcript's words against those that a recognizer heard, and so their exact times."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import combinations
from math import ceil
from statistics import median
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein, Opcode

from stages.align.effort import words
from stages.align.recognizers import Heard
from stages.align.timeline import CUT_MS, GUESSED_MS, HEARD_MS, Anchor

AGREE = 2
"""So many equal words in a row are no accident; a single one counts where few differ around it."""
SWAPPED = 3
"""So many words that were heard as as many others take over the times of those."""
TOLERANCE_MS = 1000
"""Clocks that differ by less show the same time: stamps are seldom better than a second."""
SAMPLE = 60
"""Stamps that the clocks are compared at, spread over the transcript."""
NEAR = 2.0
"""The effort within which a word must be heard to tell when its turn began."""


class Said(NamedTuple):
    """A word of the transcript, and the effort before it and behind it."""

    text: str
    before: float
    behind: float


class Clocks(NamedTuple):
    """How the recognizer's clock goes against the stamps: ahead at 0, and gaining a share."""

    offset_ms: float = 0.0
    drift: float = 0.0

    def differ(self, until_ms: int) -> bool:
        """Whether they show different times somewhere up to a time."""
        last = self.offset_ms + self.drift * until_ms
        return max(abs(self.offset_ms), abs(last)) > TOLERANCE_MS

    def stamped(self, anchor: Anchor) -> Anchor:
        """Return an anchor of the recognizer's clock by the clock of the stamps."""
        time = (anchor.time_ms - self.offset_ms) / (1 + self.drift)
        return anchor._replace(time_ms=max(0, round(time)))


def said(text: str, language: str, before: float) -> Iterator[Said]:
    """Yield the words of a text that begins after so much effort."""
    for word in words(text, language):
        yield Said(word.text, before + word.before, before + word.before + word.cost)


def match(spoken: Sequence[Said], heard: Sequence[Heard]) -> tuple[list[Anchor], int]:
    """Return anchors at the words that were heard, and how many of a hundred words agree.

    A word begins and ends when it was heard to; words heard as as many others take over their
    times; a longer stretch that was heard differently keeps the time at which it begins.
    """
    numbers: dict[str, int] = {}
    blocks = list(Levenshtein.opcodes(_numbered(spoken, numbers), _numbered(heard, numbers)))
    equal = sum(b.src_end - b.src_start for b in blocks if b.tag == "equal")
    anchors: list[Anchor] = []
    for place, block in enumerate(blocks):
        ours = spoken[block.src_start : block.src_end]
        theirs = heard[block.dest_start : block.dest_end]
        if not ours or not theirs:
            continue
        if _certain(blocks, place):
            for mine, yours in zip(ours, theirs, strict=True):
                anchors.append(Anchor(mine.before, yours.start_ms, unsure_ms=HEARD_MS))
                anchors.append(Anchor(mine.behind, yours.end_ms, unsure_ms=HEARD_MS))
        elif block.tag == "replace":
            anchors.append(Anchor(ours[0].before, theirs[0].start_ms, unsure_ms=GUESSED_MS))
    return anchors, round(100 * equal / max(1, len(spoken)))


def compare(starts: Sequence[Anchor], heard: Sequence[Anchor]) -> Clocks:
    """Compare the clocks at the printed starts of turns whose first words were heard.

    The drift is the median of the slopes between any two of them (Theil and Sen), which a few
    wrong ones do not bend.
    """
    spent = [anchor.spent for anchor in heard]
    cut = CUT_MS if starts and not any(start.time_ms % 1000 for start in starts) else 0
    apart = []
    for start in starts[:: max(1, ceil(len(starts) / SAMPLE))]:
        place = bisect_left(spent, start.spent - 1e-9)
        if place < len(spent) and (late := spent[place] - start.spent) < NEAR:
            begun = heard[place].time_ms - 1000 * late
            apart.append((start.time_ms, begun - start.time_ms - cut))
    slopes = [(d2 - d1) / (t2 - t1) for (t1, d1), (t2, d2) in combinations(apart, 2) if t1 != t2]
    drift = median(slopes) if len(slopes) >= SAMPLE / 4 else 0.0
    if not apart:
        return Clocks()
    return Clocks(median(difference - drift * time for time, difference in apart), drift)


def _numbered(listed: Sequence[Said] | Sequence[Heard], numbers: dict[str, int]) -> list[int]:
    """Return a number for each word, equal where words are equal but for case and marks."""
    plain = ("".join(filter(str.isalnum, word.text.casefold())) for word in listed)
    return [numbers.setdefault(word, len(numbers)) for word in plain]


def _certain(blocks: Sequence[Opcode], place: int) -> bool:
    block = blocks[place]
    size = block.src_end - block.src_start
    if block.tag == "replace":
        return size == block.dest_end - block.dest_start <= SWAPPED
    around = [blocks[n] for n in (place - 1, place + 1) if 0 <= n < len(blocks)]
    return block.tag == "equal" and (size >= AGREE or all(_size(b) <= 2 * AGREE for b in around))


def _size(block: Opcode) -> int:
    return block.src_end - block.src_start + block.dest_end - block.dest_start
