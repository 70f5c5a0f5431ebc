"""Turns made ready for cutting: the text of each language, and the places to cut all at once."""

from itertools import pairwise
from typing import NamedTuple

from stages.schema import Segment, Transcript
from stages.text import join, spaced
from stages.write_srt.borders import Cut, borders, single_spaced
from stages.write_srt.cells import cells
from stages.write_srt.inner import inner_cuts
from stages.write_srt.options import Options
from stages.write_srt.profiles import Profile
from stages.write_srt.tracks import Track

_LONGEST_NAME = 24
"""A name that is longer, in cells, is left out: it would leave no room for words in the line."""


class Turn(NamedTuple):
    """A segment made ready: a track a language, the labels in front, the cuts in order.

    The first cut is the begin of the turn and the last its end. A language without text has an
    empty track.
    """

    segment: Segment
    tracks: tuple[Track, ...]
    labels: tuple[int, ...]
    """How many characters of each track name the speaker."""
    cuts: tuple[Cut, ...]

    def reading_ms(self, before: Cut, after: Cut) -> float:
        """Return how long it takes to read what stands between two cuts, in any language."""
        longest = 0.0
        for track, start, end in zip(self.tracks, before.at, after.at, strict=True):
            longest = max(longest, 1000 * track.size(start, end) / track.speed)
        return longest


def make_turns(transcript: Transcript, profile: Profile, options: Options) -> list[Turn]:
    """Return the turns that have any text."""
    turns: list[Turn] = []
    for segment in transcript.segments:
        last = turns[-1].segment.speaker if turns else ""
        labels = [_label(segment.speaker, last, tag, options) for tag in transcript.languages]
        tracks = tuple(
            _track(segment, language, label, profile)
            for language, label in zip(transcript.languages, labels, strict=True)
        )
        if any(track.text for track in tracks):
            spans = tuple(
                len(label) if track.text else 0 for label, track in zip(labels, tracks, strict=True)
            )
            cuts = _cuts(segment, tracks, spans, profile.lines)
            turns.append(Turn(segment, tracks, spans, cuts))
    return turns


def _label(speaker: str, last: str, language: str, options: Options) -> str:
    """Return what stands in front of a turn's text to tell who speaks."""
    name = single_spaced(speaker)
    if options.speaker == "dash":
        return "" if speaker == last else "-"
    if options.speaker == "name" and 0 < cells(name) <= _LONGEST_NAME:
        return f"{name}: " if spaced(language) else f"{name}："
    return ""


def _track(segment: Segment, language: str, label: str, profile: Profile) -> Track:
    paragraphs = segment.texts.get(language, ())
    text = join((single_spaced(p.text) for p in paragraphs), language)
    limit = int(profile.cells(profile.width_limit(language), language))
    speed = profile.cells(profile.speed_limit(language), language)
    return Track(label + text if text else "", language, limit, speed)


def _cuts(
    segment: Segment, tracks: tuple[Track, ...], labels: tuple[int, ...], lines: int
) -> tuple[Cut, ...]:
    found = borders(segment, tracks, labels)
    cuts = found[:1]
    for before, after in pairwise(found):
        cuts += inner_cuts(before.at, after.at, tracks, labels, lines)
        cuts.append(after)
    return tuple(cuts)
