"""Cuts a transcript into chapters: by the headings of the source, else by time."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import NamedTuple

from stages.schema import Chapter, Segment, Transcript
from stages.text import clock, join, spaced, width

_LONGEST_MS = 10 * 60_000
_USUAL_MS = 8 * 60_000
"""A talk that lasts longer than the first is cut into parts of about the second."""

_HEADED_MS = 20 * 60_000
"""A chapter under a heading of the source may be this long before it is cut."""

_MS_PER_CHARACTER = {True: 65, False: 230}
"""How long a character takes to say, by `spaced`: 160 words, 260 Han a minute."""

_DIRECTIONS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_EXCERPT = {True: 21, False: 16}
"""Widths of the first words in the contents, in full-width characters, by `spaced`."""


class Part(NamedTuple):
    """A chapter of a product; its heading is None where the source prints none.

    It ends with its last segment, or where the next part begins.
    """

    heading: Chapter | None
    segments: tuple[Segment, ...]
    end_ms: int | None = None

    def label(self, languages: tuple[str, ...]) -> dict[str, str]:
        """Return what the contents call it by language: its heading, else its first words."""
        if self.heading:
            texts = {tag: text for tag, text in self.heading.texts.items() if text.strip()}
            return {tag: texts[tag] for tag in languages if tag in texts} or texts
        telling = next((s for s in self.segments[:4] if _telling(s)), self.segments[0])
        return {
            tag: _excerpt(join((p.text for p in telling.texts[tag]), tag), tag)
            for tag in languages
            if telling.texts.get(tag)
        }

    @property
    def clock(self) -> str:
        """The time it covers, "" where the source prints none."""
        start, end = self.segments[0].start_ms, self.end_ms
        if start is None:
            return ""
        return f"{clock(start)} – {clock(end)}" if end is not None and end > start else clock(start)


def cut(transcript: Transcript) -> list[Part]:
    """Return the chapters in order; every segment is in exactly one, and none is empty."""
    headings: dict[str, Chapter] = {}
    for chapter in transcript.chapters:
        above = headings.get(chapter.segment)
        headings[chapter.segment] = _joined(above, chapter) if above else chapter
    parts: list[Part] = []
    stretch: list[Segment] = []
    heading = None
    for segment in transcript.segments:
        if segment.id in headings:
            parts += _parts(stretch, heading)
            stretch, heading = [], headings[segment.id]
        stretch.append(segment)
    parts += _parts(stretch, heading)
    starts = [part.segments[0].start_ms for part in parts]
    ends = [part.segments[-1].end_ms for part in parts]
    return [
        part._replace(end_ms=following if end is None else end)
        for part, end, following in zip(parts, ends, [*starts, None][1:], strict=True)
    ]


def _joined(above: Chapter, below: Chapter) -> Chapter:
    """Return two headings of one segment as one."""
    tags = dict.fromkeys((*above.texts, *below.texts))
    both = {tag: (above.texts.get(tag, ""), below.texts.get(tag, "")) for tag in tags}
    texts = {tag: " · ".join(filter(None, pair)) for tag, pair in both.items()}
    return Chapter(segment=above.segment, texts=texts, page=above.page or below.page)


def _parts(segments: list[Segment], heading: Chapter | None) -> Iterator[Part]:
    """Cut the segments under one heading; what follows the first part has no heading."""
    bounds = [0, *_bounds(segments, _HEADED_MS if heading else _LONGEST_MS), len(segments)]
    for start, end in pairwise(bounds):
        if start < end:
            yield Part(None if start else heading, tuple(segments[start:end]))


def _bounds(segments: list[Segment], longest: int) -> list[int]:
    """Return the segments with which a new part begins, so that the parts are about even.

    Where there is one near the even place, a turn that asks begins the part.
    """
    places = _places(segments)
    total = places[-1] - places[0]
    if total <= longest:
        return []
    count = min(-(-total // _USUAL_MS), len(segments))
    near = total // count // 4
    bounds = set()
    for number in range(1, count):
        target = places[0] + total * number // count
        window = range(
            max(bisect_left(places, target - near) - 1, 1),
            min(bisect_left(places, target + near) + 1, len(segments)),
        )
        asking = [n for n in window if abs(places[n] - target) <= near and _asks(segments[n])]
        bounds.add(min(asking or window, key=lambda n: abs(places[n] - target), default=0))
    return sorted(bounds - {0})


def _places(segments: list[Segment]) -> list[int]:
    """Return when each segment begins, and when the last one ends.

    From the clock, run on where it goes back; from the length of the texts where there is no
    clock, or where it cannot be that of what is said.
    """
    said = list(accumulate((_length(s) for s in segments), initial=0))
    starts = [s.start_ms for s in segments if s.start_ms is not None]
    if not segments or 2 * len(starts) < len(segments):
        return said
    ends = [s.end_ms for s in segments[-1:] if s.end_ms is not None]
    clocks = [0 if s.start_ms is None else s.start_ms for s in segments] + ends
    if not ends:
        clocks.append(clocks[-1] + _length(segments[-1]))
    clocks[0] = starts[0]
    places = list(accumulate(clocks, max))
    plausible = said[-1] // 4 <= places[-1] - places[0] <= 6 * said[-1]
    return places if plausible else said


def _length(segment: Segment) -> int:
    """Return how long it takes to say the longer one of the texts of a segment, in ms."""
    return max(
        (
            sum(len(p.text) for p in paragraphs) * _MS_PER_CHARACTER[spaced(tag)]
            for tag, paragraphs in segment.texts.items()
        ),
        default=0,
    )


def _asks(segment: Segment) -> bool:
    """Whether the turn ends with a question in any of its languages, and says more than a word."""
    ends = (ps[-1].text.rstrip() for ps in segment.texts.values() if ps)
    return _telling(segment) and any(text.endswith(("?", "？", "؟")) for text in ends)


def _telling(segment: Segment) -> bool:
    words = (p.text[:40] for paragraphs in segment.texts.values() for p in paragraphs)
    return segment.kind != "event" and any(width(text) >= 8 for text in words)


def _excerpt(text: str, language: str) -> str:
    """Return the first words, with an ellipsis where more follows."""
    limit = _EXCERPT[spaced(language)]
    text = " ".join(_DIRECTIONS.sub("", text[:200]).split())
    if width(text) <= limit:
        return text
    end = next(n for n in range(len(text)) if width(text[: n + 1]) > limit)
    cut_at = text.rfind(" ", 0, end + 1) if spaced(language) else end
    return text[: cut_at if cut_at > 0 else end].rstrip(" ,.;:!?-–—，。；：！？、") + "…"
