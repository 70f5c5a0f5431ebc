"""The subtitles of a transcript: its cues with their lines, ready for any file format."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from stages.chapters import cut
from stages.errors import UsageError
from stages.schema import Transcript
from stages.text import subtag
from stages.write_srt.cues import Cue, Cues, make_cues
from stages.write_srt.layout import layout
from stages.write_srt.options import Options
from stages.write_srt.profiles import Profile, load_profile
from stages.write_srt.tracks import Track
from stages.write_srt.turns import make_turns

_MARK_BEFORE_CLOSING = re.compile(r"[，。]+(?=[”’》〉）」』】])")
_MARK = re.compile(r"[，。]+")


class Shown(NamedTuple):
    """What a cue shows in one language."""

    cue: Cue
    number: int
    """That of the language."""
    language: str
    lines: list[str]
    """With the speaker where the options want the name in the text."""
    spoken_lines: list[str]
    """Without, for formats that name the speaker in another way."""

    @property
    def spoken_text(self) -> str:
        """The text in one line, without the speaker."""
        cue, number = self.cue, self.number
        start = max(cue.begins[number], cue.turn.labels[number])
        return cue.turn.tracks[number].piece(start, cue.ends[number])


class Subtitles:
    """The cues of a transcript under one profile, laid out once for all formats."""

    def __init__(self, transcript: Transcript, options: Options) -> None:
        self.transcript = transcript
        self.profile = load_profile(options)
        self.change = clock_change(options)
        self._netflix = options.chinese_marks == "netflix"
        self._laid_out: dict[tuple[Track, int, int], list[str]] = {}
        turns = make_turns(transcript, self.profile, options)
        self.cues: Cues = make_cues(turns, self.profile, self.change)
        order = _top_down(transcript.languages, self.profile, options)
        self._shared = [
            [self._show(cue, number) for number in order if cue.ends[number] > cue.begins[number]]
            for cue in self.cues.shared
        ]
        self._single = [
            [
                self._show(cue, number)
                for cue in self.cues.single
                if cue.ends[number] > cue.begins[number]
            ]
            for number in range(len(transcript.languages))
        ]

    def shared(self) -> list[list[Shown]]:
        """Return the cues of all languages in one picture; in each, the top line first."""
        return self._shared

    def single(self, language: str) -> list[Shown]:
        """Return the cues of one language that has the picture for itself."""
        return self._single[self.transcript.languages.index(language)]

    def chapters(self) -> list[tuple[int, str]]:
        """Return when each chapter begins, and its title in all languages."""
        begins = {cue.turn.segment.id: cue.start_ms for cue in self.cues.shared if cue.number == 1}
        return [
            (begins[segment.id], " / ".join(part.label(self.transcript.languages).values()))
            for part in cut(self.transcript)
            for segment in part.segments[:1]
            if segment.id in begins
        ]

    def _show(self, cue: Cue, number: int) -> Shown:
        turn = cue.turn
        track, label = turn.tracks[number], turn.labels[number]
        begin, end = cue.begins[number], cue.ends[number]
        lines = self._lines(track, begin, end)
        spoken = lines if begin >= label else self._lines(track, label, end)
        return Shown(cue, number, track.language, lines, spoken)

    def _lines(self, track: Track, begin: int, end: int) -> list[str]:
        """Return the lines of a piece, which most often is in both kinds of cues."""
        key = (track, begin, end)
        lines = self._laid_out.get(key)
        if lines is None:
            lines = layout(track, begin, end)
            if self._netflix and subtag(track.language) == "zh":
                lines = [_without_marks(line) for line in lines]
            self._laid_out[key] = lines
        return lines


def _top_down(languages: Sequence[str], profile: Profile, options: Options) -> list[int]:
    """Return the numbers of the languages in the order in which they stand in the picture."""
    upwards = sorted(
        range(len(languages)), key=lambda number: profile.counts_full_width(languages[number])
    )
    return upwards if options.order == "swapped" else upwards[::-1]


def _without_marks(line: str) -> str:
    """Return a Chinese line with a space for each full stop and comma, as Netflix has it."""
    bare = _MARK.sub(" ", _MARK_BEFORE_CLOSING.sub("", line)).strip()
    return bare or line


def clock_change(options: Options) -> Callable[[float], float]:
    """Return the function from a time of the source to a time of the product.

    Raises UsageError where the frame rate is not of the form FROM:TO.
    """
    factor = _factor(options.frame_rate) if options.frame_rate else 1.0
    return lambda time: max(0.0, time * factor + options.offset_ms)


def _factor(frame_rate: str) -> float:
    before, _, after = frame_rate.partition(":")
    try:
        factor = float(before) / float(after)
    except (ValueError, ZeroDivisionError):
        factor = 0.0
    if not 0.1 < factor < 10:
        raise UsageError("frame_rate", f"{frame_rate!r} is not FROM:TO, such as 25:23.976")
    return factor
