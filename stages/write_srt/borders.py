"""The borders of a turn that its source gives: between paragraphs, sentences and clauses."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from stages.schema import Pair, Segment
from stages.write_srt.marks import NEVER
from stages.write_srt.tracks import Track

_CLAUSE_COST = 3.0
"""What a cut between two clauses of a sentence costs at least."""


class Cut(NamedTuple):
    """A place where a cue may end and the next begin, in every language.

    `at` are offsets, one a language. `time` is when what follows is spoken, None where that is
    to be interpolated; `stop` is when the speech before ends, None where that is the same time.
    """

    at: tuple[int, ...]
    cost: float
    sentence: bool = False
    """Whether a sentence ends here."""
    time: float | None = None
    stop: float | None = None
    printed: bool = False
    """Whether the source prints the time."""
    uncertainty: int = 0

    @property
    def pause(self) -> float:
        """The silence between what ends here and what begins, in milliseconds."""
        return self.time - self.stop if self.time is not None and self.stop is not None else 0.0


def single_spaced(text: str) -> str:
    """Return the text with single spaces."""
    return " ".join(text.split())


def borders(segment: Segment, tracks: Sequence[Track], labels: Sequence[int]) -> list[Cut]:
    """Return the begin of the turn, the borders inside it, and its end.

    They are those of the pairs and their clauses; where the pairs are missing, or are not of
    this text, those of the paragraphs.
    """
    found = _of_pairs(segment, tracks, labels) or _of_paragraphs(segment, tracks, labels)
    end = tuple([len(track.text) for track in tracks])
    stop = found[-1].stop if found and found[-1].at == end else None
    stop = segment.end_ms if stop is None else stop
    last = Cut(end, 0.0, sentence=True, time=segment.end_ms, stop=stop)
    inside = {cut.at: cut for cut in found if any(cut.at) and cut.at != end}
    cuts = [_begin(segment, tracks), *inside.values(), last]
    printed = _printed_times(segment, tracks, labels)
    if any(printed):
        times = [None, *[_printed_at(a.at, b.at, printed) for a, b in pairwise(cuts[1:])], None]
        cuts = [
            cut if time is None else cut._replace(time=time, printed=True)
            for cut, time in zip(cuts, times, strict=True)
        ]
    return cuts


def _begin(segment: Segment, tracks: Sequence[Track]) -> Cut:
    time = segment.start_ms
    printed = time is not None
    if time is None and segment.pairs:
        time = segment.pairs[0].start_ms
    return Cut((0,) * len(tracks), 0.0, sentence=True, time=time, printed=printed)


def _of_pairs(segment: Segment, tracks: Sequence[Track], labels: Sequence[int]) -> list[Cut]:
    """Return the cuts behind each clause, none where the pairs do not make up the text.

    A pair without clauses is its own only clause.
    """
    clauses = [clause for pair in segment.pairs for clause in pair.clauses or (pair,)]
    ends = [
        _ends(track, label, [clause.texts.get(track.language, "") for clause in clauses])
        for track, label in zip(tracks, labels, strict=True)
    ]
    if not all(ends):
        return []
    places = zip(*ends, strict=True)
    pairs = zip(segment.pairs, [*segment.pairs[1:], None], strict=True)
    return [cut for pair, following in pairs for cut in _cuts(pair, following, places, tracks)]


def _cuts(
    pair: Pair, following: Pair | None, places: Iterator[tuple[int, ...]], tracks: Sequence[Track]
) -> list[Cut]:
    """Return the cuts behind each clause of a pair, and behind the pair itself."""
    cuts = [
        Cut(
            at := next(places),
            _CLAUSE_COST + _worst_break(tracks, at) / 2,
            time=clause.start_ms,
            uncertainty=clause.uncertainty_ms,
        )
        for clause in pair.clauses[1:]
    ]
    time = following.start_ms if following else None
    silence = pair.end_ms is not None and (time is None or pair.end_ms < time)
    stop = pair.end_ms if silence else None
    unsure = following.uncertainty_ms if following else 0
    cuts.append(Cut(next(places), 0.0, sentence=True, time=time, stop=stop, uncertainty=unsure))
    return cuts


def _ends(track: Track, label: int, pieces: Sequence[str]) -> list[int]:
    """Return where each piece ends in the track, none where the pieces are not its text."""
    text = track.text
    ends: list[int] = []
    at = label
    for piece in pieces:
        if text.startswith(piece, at):
            at += len(piece)
        else:
            for word in piece.split():
                at += text.startswith(" ", at)
                if not text.startswith(word, at):
                    return []
                at += len(word)
        at += text.startswith(" ", at)
        ends.append(at)
    return ends if at == len(text) else []


def _of_paragraphs(segment: Segment, tracks: Sequence[Track], labels: Sequence[int]) -> list[Cut]:
    """Return the cuts behind each paragraph, where all languages have the same number of them.

    A single language is cut behind its sentences too.
    """
    ends = [
        _paragraph_ends(segment, track, label) for track, label in zip(tracks, labels, strict=True)
    ]
    counts = {len(own) for own in ends if own}
    if sum(map(bool, ends)) == 1:
        ends = [
            sorted({*own, *_sentence_ends(track)}) if own else []
            for own, track in zip(ends, tracks, strict=True)
        ]
    elif len(counts) != 1:
        return []
    longest = max(map(len, ends))
    rows = [own or [0] * longest for own in ends]
    return [Cut(at, 0.0, sentence=True) for at in zip(*rows, strict=True)]


def _sentence_ends(track: Track) -> list[int]:
    return [at for at in track.breaks(0, len(track.text)) if track.costs[at] == 0]


def _paragraph_ends(segment: Segment, track: Track, label: int) -> list[int]:
    ends = []
    at = label
    for paragraph in segment.texts.get(track.language, ()):
        text = single_spaced(paragraph.text)
        at = min(at + len(text) + (track.spaced and bool(text)), len(track.text))
        ends.append(at)
    return ends if track.text else []


def _printed_times(
    segment: Segment, tracks: Sequence[Track], labels: Sequence[int]
) -> list[dict[int, int]]:
    """Return the times printed inside the turn, by where their paragraphs begin, by language."""
    found = []
    for track, label in zip(tracks, labels, strict=True):
        times = [paragraph.start_ms for paragraph in segment.texts.get(track.language, ())[1:]]
        known = any(time is not None for time in times)
        ends = _paragraph_ends(segment, track, label) if known else []
        found.append({at: time for at, time in zip(ends, times, strict=False) if time is not None})
    return found


def _printed_at(
    at: tuple[int, ...], following: tuple[int, ...], printed: Sequence[dict[int, int]]
) -> int | None:
    """Return the time of the paragraph that begins at a cut and goes on before the next one."""
    for offset, next_offset, times in zip(at, following, printed, strict=True):
        if offset in times and next_offset > offset:
            return times[offset]
    return None


def _worst_break(tracks: Sequence[Track], at: Sequence[int]) -> float:
    """Return the cost of a break at these offsets, in the language where it is worst."""
    worst = 0.0
    for track, offset in zip(tracks, at, strict=True):
        if 0 < offset < len(track.text):
            worst = max(worst, track.costs.get(offset, NEVER))
    return worst
