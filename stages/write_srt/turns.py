"""Turns made ready for cutting: the text of each language, and the places to cut all at once."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from stages.schema import Clause, Pair, Segment, Transcript
from stages.text import join, spaced
from stages.write_srt.options import Options
from stages.write_srt.profiles import Profile
from stages.write_srt.tracks import Track

CLAUSE_COST = 3.0
"""What the cut between two clauses of a sentence costs at least."""

INNER_COST = 14.0
"""What a cut inside a clause costs besides the cost of the break itself."""

_APART = 60.0
"""The cost of cutting one language a whole clause away from where the other one is cut."""


class Cut(NamedTuple):
    """A place where a cue may end and the next begin, in every language.

    `at` are offsets, one a language. `time` is None where it is to be interpolated; `stop` is
    when the speech before the cut ends. `printed` is set where the source prints it.
    """

    at: tuple[int, ...]
    cost: float
    sentence: bool = False
    time: float | None = None
    stop: float | None = None
    printed: bool = False
    uncertainty: int = 0


class Turn(NamedTuple):
    """A segment made ready: a track a language, the labels in front, the cuts in order.

    The first cut is the begin of the turn and the last its end.
    """

    segment: Segment
    tracks: tuple[Track, ...]
    labels: tuple[int, ...]
    cuts: tuple[Cut, ...]


def make_turns(transcript: Transcript, profile: Profile, options: Options) -> list[Turn]:
    """Return the turns that have any text."""
    turns = []
    last_speaker = ""
    for segment in transcript.segments:
        labels = [
            _label(segment.speaker, last_speaker, language, options.speaker)
            for language in transcript.languages
        ]
        tracks = tuple(
            _track(segment, language, label, profile)
            for language, label in zip(transcript.languages, labels, strict=True)
        )
        if any(track.text for track in tracks):
            spans = tuple(
                len(label) if track.text else 0 for label, track in zip(labels, tracks, strict=True)
            )
            turns.append(Turn(segment, tracks, spans, _cuts(segment, tracks, spans)))
            last_speaker = segment.speaker
    return turns


def _label(speaker: str, last: str, language: str, style: str) -> str:
    speaker = " ".join(speaker.split())
    if style == "dash" and speaker != last:
        return "-"
    if style == "name" and speaker:
        return f"{speaker}: " if spaced(language) else f"{speaker}："
    return ""


_CONTROLS = dict.fromkeys(c for c in range(32) if not chr(c).isspace()) | {127: None, 0xFEFF: None}


def _clean(text: str) -> str:
    """Return the text with single spaces and without control characters."""
    return " ".join(text.translate(_CONTROLS).split())


def _track(segment: Segment, language: str, label: str, profile: Profile) -> Track:
    paragraphs = segment.texts.get(language, ())
    text = join((_clean(p.text) for p in paragraphs), language)
    return Track(
        label + text if text else "",
        language,
        profile.cells(language),
        profile.cells_a_second(language),
    )


def _cuts(segment: Segment, tracks: tuple[Track, ...], labels: tuple[int, ...]) -> tuple[Cut, ...]:
    borders = _borders(segment, tracks, labels)
    cuts = [borders[0]]
    for before, after in pairwise(borders):
        cuts += _inner_cuts(before, after, tracks)
        cuts.append(after)
    return tuple(cuts)


def _borders(segment: Segment, tracks: tuple[Track, ...], labels: tuple[int, ...]) -> list[Cut]:
    """Return the cuts between sentences and clauses, with the begin and the end of the turn."""
    parts = _parts(segment, tracks, labels) or _paragraph_parts(segment, tracks, labels)
    anchors = _anchors(segment, tracks, labels)
    start = tuple(0 for _ in tracks)
    cuts = [Cut(start, 0.0, True, segment.start_ms, None, segment.start_ms is not None)]
    for at, stop, following in parts:
        if at == cuts[-1].at:
            continue
        time, sentence, uncertainty = following
        printed = next((anchors[i][o] for i, o in enumerate(at) if o in anchors[i]), None)
        cost = 0.0 if sentence else CLAUSE_COST + _break_cost(tracks, at) / 2
        if printed is not None:
            time = printed
        cuts.append(Cut(at, cost, sentence, time, stop, printed is not None, uncertainty))
    end = tuple(len(track.text) for track in tracks)
    last = cuts.pop() if len(cuts) > 1 and cuts[-1].at == end else None
    stop = last.stop if last else None
    cuts.append(Cut(end, 0.0, True, segment.end_ms, stop))
    return cuts


Following = tuple[float | None, bool, int]
"""Of the part behind a border: its time, whether it begins a sentence, its uncertainty."""

Border = tuple[tuple[int, ...], float | None, Following]


def _parts(
    segment: Segment, tracks: tuple[Track, ...], labels: tuple[int, ...]
) -> list[Border] | None:
    """Return the borders that the pairs and clauses give, None where they do not fit the text."""
    clauses = [
        (clause, clause is first)
        for pair in segment.pairs
        for first in [next(iter(pair.clauses), pair)]
        for clause in (pair.clauses or (pair,))
    ]
    if not clauses:
        return None
    offsets = []
    for track, label in zip(tracks, labels, strict=True):
        found = _offsets(track, label, [c.texts.get(track.language, "") for c, _ in clauses])
        if found is None:
            return None
        offsets.append(found)
    borders: list[Border] = []
    for (before, _), (after, sentence), at in zip(
        clauses, clauses[1:], list(zip(*offsets, strict=True)), strict=False
    ):
        borders.append((at, _stop(before, after), (after.start_ms, sentence, after.uncertainty_ms)))
    end = tuple(len(track.text) for track in tracks)
    borders.append((end, clauses[-1][0].end_ms, (None, True, 0)))
    return borders


def _stop(before: Clause | Pair, after: Clause | Pair) -> float | None:
    return before.end_ms if before.end_ms != after.start_ms else None


def _offsets(track: Track, label: int, pieces: Sequence[str]) -> list[int] | None:
    """Return where each piece ends in the track, None where the pieces are not its text."""
    text = track.text
    ends: list[int] = []
    at = label
    for piece in pieces:
        for word in _clean(piece).split(" "):
            if text.startswith(" ", at) and word:
                at += 1
            if not text.startswith(word, at):
                return None
            at += len(word)
        ends.append(at + text.startswith(" ", at))
    return ends if at == len(text) else None


def _anchors(
    segment: Segment, tracks: tuple[Track, ...], labels: tuple[int, ...]
) -> list[dict[int, int]]:
    """Return the printed times inside the turn, by the offset of their paragraph, by language."""
    found = []
    for track, label in zip(tracks, labels, strict=True):
        times, at = {}, label
        for paragraph in segment.texts.get(track.language, ()):
            if paragraph.start_ms is not None and at > label:
                times[at] = paragraph.start_ms
            text = _clean(paragraph.text)
            at += len(text) + (track.spaced and bool(text))
        found.append(times)
    return found


def _paragraph_parts(
    segment: Segment, tracks: tuple[Track, ...], labels: tuple[int, ...]
) -> list[Border]:
    """Return the borders between paragraphs, where the languages have the same number of them."""
    ends = []
    for track, label in zip(tracks, labels, strict=True):
        if not track.text:
            continue
        texts = [_clean(p.text) for p in segment.texts[track.language]]
        at, own = label, []
        for text in texts:
            at += len(text) + (track.spaced and bool(text))
            own.append(min(at, len(track.text)))
        ends.append(own)
    if len({len(own) for own in ends}) != 1:
        ends = [own[-1:] for own in ends]
    rows = iter(zip(*ends, strict=True))
    present = [bool(track.text) for track in tracks]
    borders: list[Border] = []
    for row in rows:
        values = iter(row)
        at_all = tuple(next(values) if has else 0 for has in present)
        borders.append((at_all, None, (None, True, 0)))
    return borders


def _break_cost(tracks: tuple[Track, ...], at: tuple[int, ...]) -> float:
    """Return the cost of a break at these offsets, that of the language where it is worst."""
    return max(
        (
            track.break_cost(offset)
            for track, offset in zip(tracks, at, strict=True)
            if 0 < offset < len(track.text)
        ),
        default=0.0,
    )


def _inner_cuts(before: Cut, after: Cut, tracks: tuple[Track, ...]) -> list[Cut]:
    """Return places to cut a stretch that is wider than a line, in all languages at once.

    The language that fills its lines most leads; the others are cut at their best place near
    the same share of their text.
    """
    sizes = [t.size(a, b) / t.limit for t, a, b in zip(tracks, before.at, after.at, strict=True)]
    fullest = max(sizes)
    if fullest <= 1:
        return []
    lead = sizes.index(fullest)
    track = tracks[lead]
    start, end = before.at[lead], after.at[lead]
    begin, whole = track.cells[start], max(1, track.cells[end] - track.cells[start])
    cuts: list[Cut] = []
    for at in _promising(track, start, end):
        share = (track.cells[at] - begin) / whole
        cost = track.break_cost(at)
        offsets = list(before.at)
        for other, size in enumerate(sizes):
            if other == lead:
                offsets[other] = at
            elif size:
                place, extra = _partner(tracks[other], before.at[other], after.at[other], share)
                offsets[other] = max(place, cuts[-1].at[other] if cuts else 0)
                cost += extra / 2
        cuts.append(Cut(tuple(offsets), INNER_COST + cost))
    return cuts


def _promising(track: Track, start: int, end: int) -> Iterable[int]:
    """Return the offsets of a stretch at which a break is not worse than at both neighbours."""
    places = track.breaks(start, end)
    costs = [track.break_cost(at) for at in places]
    kept = []
    held = start
    for index, (at, cost) in enumerate(zip(places, costs, strict=True)):
        left = costs[index - 1] if index else cost
        right = costs[index + 1] if index + 1 < len(costs) else cost
        following = places[index + 1] if index + 1 < len(places) else end
        if cost <= min(left, right) or track.size(held, following) > track.limit // 2:
            kept.append(at)
            held = at
    return kept


def _partner(track: Track, start: int, end: int, share: float) -> tuple[int, float]:
    """Return the best place to cut a stretch near a share of it, and its cost."""
    cells = track.cells
    whole = max(1, cells[end] - cells[start])
    goal = cells[start] + share * whole
    reach = max(6.0, whole / 6)
    low = bisect_left(cells, goal - reach, start + 1, end)
    high = bisect_right(cells, goal + reach, start + 1, end)
    places = track.breaks(max(start, low - 1), high)
    best, cost = (start if share < 0.5 else end), _APART * min(share, 1 - share) * 2
    for at in places:
        here = track.break_cost(at) + _APART * abs(cells[at] - goal) / whole
        if here < cost:
            best, cost = at, here
    return best, cost
