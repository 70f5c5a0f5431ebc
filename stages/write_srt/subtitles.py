"""The subtitles of a transcript: its cues with their lines, ready for any file format."""

import re
from collections.abc import Callable, Iterator
from functools import cached_property

from stages.chapters import cut
from stages.errors import UsageError
from stages.schema import Transcript
from stages.text import subtag
from stages.write_srt.cues import Cue, Cues, make_cues
from stages.write_srt.layout import layout
from stages.write_srt.options import Options
from stages.write_srt.profiles import load_profile
from stages.write_srt.turns import make_turns

_MARK_BEFORE_CLOSING = re.compile(r"[，。]+(?=[”’》〉）」』】])")
_MARK = re.compile(r"[，。]+")


class Shown:
    """What a cue shows in one language."""

    def __init__(self, cue: Cue, number: int, language: str, netflix: bool) -> None:
        self.cue = cue
        self.number = number
        self.language = language
        self._netflix = netflix

    @property
    def start_ms(self) -> int:
        """When the cue appears."""
        return self.cue.start_ms

    @property
    def end_ms(self) -> int:
        """When the cue disappears."""
        return self.cue.end_ms

    @cached_property
    def lines(self) -> list[str]:
        """The lines, with the speaker where the options want the name in the text."""
        return self._lines(self.cue.begins[self.number])

    @cached_property
    def spoken_lines(self) -> list[str]:
        """The lines without the speaker, for formats that name the speaker in another way."""
        label = self.cue.turn.labels[self.number]
        if self.cue.begins[self.number] >= label:
            return self.lines
        return self._lines(label)

    @property
    def spoken_text(self) -> str:
        """The text in one line, without the speaker."""
        cue, number = self.cue, self.number
        start = max(cue.begins[number], cue.turn.labels[number])
        return cue.turn.tracks[number].piece(start, cue.ends[number])

    def _lines(self, start: int) -> list[str]:
        track = self.cue.turn.tracks[self.number]
        lines = layout(track, start, self.cue.ends[self.number])
        return [_without_marks(line) for line in lines] if self._netflix else lines


def _without_marks(line: str) -> str:
    """Return a Chinese line with a space for each full stop and comma, as Netflix has it."""
    bare = _MARK.sub(" ", _MARK_BEFORE_CLOSING.sub("", line)).strip()
    return bare or line


class Subtitles:
    """The cues of a transcript under one profile, laid out once for all formats."""

    def __init__(self, transcript: Transcript, options: Options) -> None:
        self.transcript = transcript
        self.profile = load_profile(options)
        self._options = options
        self.change = clock_change(options)
        turns = make_turns(transcript, self.profile, options)
        self.cues: Cues = make_cues(turns, self.profile, self.change)
        self._shared = [self._show(cue) for cue in self.cues.shared]
        self._single = [self._show(cue) for cue in self.cues.single]

    def _show(self, cue: Cue) -> list[Shown]:
        return [
            Shown(
                cue,
                number,
                language,
                self._options.chinese_marks == "netflix" and subtag(language) == "zh",
            )
            for number, language in enumerate(self.transcript.languages)
            if cue.size(number)
        ]

    def shared(self) -> list[list[Shown]]:
        """Return the cues of all languages in one picture; in each, the spoken language first."""
        return self._shared

    def single(self, language: str) -> Iterator[Shown]:
        """Yield the cues of one language that has the picture for itself."""
        return (shown for group in self._single for shown in group if shown.language == language)

    def chapters(self) -> list[tuple[int, str]]:
        """Return when each chapter begins, and its title in all languages."""
        begins = {cue.turn.segment.id: cue.start_ms for cue in self.cues.shared if cue.number == 1}
        return [
            (begins[segment.id], " / ".join(part.label(self.transcript.languages).values()))
            for part in cut(self.transcript)
            for segment in part.segments[:1]
            if segment.id in begins
        ]


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
