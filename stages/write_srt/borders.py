"""The borders of a turn that its source gives: between paragraphs, sentences and clauses."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from stages.schema import Clause, Pair, Segment
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
    end = tuple(len(track.text) for track in tracks)
    stop = found[-1].stop if found and found[-1].at == end else None
    stop = segment.end_ms if stop is None else stop
    last = Cut(end, 0.0, sentence=True, time=segment.end_ms, stop=stop)
    inside = {cut.at: cut for cut in found if any(cut.at) and cut.at != end}
    printed = _printed_times(segment, tracks, labels)
    cuts = [_begin(segment, tracks)]
    for cut, following in pairwise([*inside.values(), last]):
        time = _printed_at(cut.at, following.at, printed)
        cuts.append(cut if time is None else cut._replace(time=time, printed=True))
    return [*cuts, last]


def _begin(segment: Segment, tracks: Sequence[Track]) -> Cut:
    time = segment.start_ms
    printed = time is not None
    if time is None and segment.pairs:
        time = segment.pairs[0].start_ms
    return Cut((0,) * len(tracks), 0.0, sentence=True, time=time, printed=printed)


def _of_pairs(segment: Segment, tracks: Sequence[Track], labels: Sequence[int]) -> list[Cut]:
    """Return the cuts behind each clause, none where the pairs do not make up the text."""
    parts: list[_Part] = [part for pair in segment.pairs for part in _parts(pair)]
    ends = [
        _ends(track, label, [part.texts.get(track.language, "") for part in parts])
        for track, label in zip(tracks, labels, strict=True)
    ]
    if not all(ends):
        return []
    rows = zip(parts, [*parts[1:], None], zip(*ends, strict=True), strict=True)
    return [_cut(part, following, at, tracks) for part, following, at in rows]


class _Part(NamedTuple):
    """A clause, or a pair that is its own only clause."""

    texts: dict[str, str]
    start_ms: int | None
    end_ms: int | None
    uncertainty_ms: int
    ends_pair: bool


def _parts(pair: Pair) -> list[_Part]:
    """Return the clauses of a pair; its own times are those of its first and its last clause."""
    own: tuple[Clause | Pair, ...] = pair.clauses or (pair,)
    parts = []
    for index, clause in enumerate(own, 1):
        first, last = index == 1, index == len(own)
        start = pair.start_ms if first else clause.start_ms
        end = pair.end_ms if last else clause.end_ms
        unsure = pair.uncertainty_ms if first else clause.uncertainty_ms
        parts.append(_Part(clause.texts, start, end, unsure, last))
    return parts


def _cut(part: _Part, following: _Part | None, at: tuple[int, ...], tracks: Sequence[Track]) -> Cut:
    cost = 0.0 if part.ends_pair else _CLAUSE_COST + _worst_break(tracks, at) / 2
    time = following.start_ms if following else None
    silence = part.end_ms is not None and (time is None or part.end_ms < time)
    return Cut(
        at,
        cost,
        sentence=part.ends_pair,
        time=time,
        stop=part.end_ms if silence and part.ends_pair else None,
        uncertainty=following.uncertainty_ms if following else 0,
    )


def _ends(track: Track, label: int, pieces: Sequence[str]) -> list[int]:
    """Return where each piece ends in the track, none where the pieces are not its text."""
    text = track.text
    ends: list[int] = []
    at = label
    for piece in pieces:
        for word in (piece,) if text.startswith(piece, at) else piece.split():
            at += text.startswith(" ", at)
            if not text.startswith(word, at):
                return []
            at += len(word)
        ends.append(at + text.startswith(" ", at))
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
    times = []
    for track, label in zip(tracks, labels, strict=True):
        ends = _paragraph_ends(segment, track, label)
        following = segment.texts.get(track.language, ())[1:]
        times.append(
            {
                at: paragraph.start_ms
                for at, paragraph in zip(ends, following, strict=False)
                if paragraph.start_ms is not None
            }
        )
    return times


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
    return max(
        (
            track.costs.get(offset, NEVER)
            for track, offset in zip(tracks, at, strict=True)
            if 0 < offset < len(track.text)
        ),
        default=0.0,
    )
