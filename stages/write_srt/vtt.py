"""WebVTT (W3C): cues with their speaker as a voice, each language marked, notes between."""

from collections.abc import Iterable
from html import escape
from typing import NamedTuple

from stages.write_srt.srt_file import encoded, stamp

Spoken = tuple[str, list[str]]
"""A language and the lines of a cue in it."""


class VttCue(NamedTuple):
    """A cue, or a note in front of it."""

    name: str
    start_ms: int
    end_ms: int
    speaker: str
    texts: list[Spoken]
    note: str = ""
    """A comment to stand in front of the cue."""


def vtt(cues: Iterable[VttCue], header: str, *, crlf: bool = False) -> bytes:
    """Return the cues as a WebVTT file; `header` is a comment that begins it."""
    blocks = ["WEBVTT", *_note(header)]
    for cue in cues:
        blocks += _note(cue.note)
        timing = f"{stamp(cue.start_ms)} --> {stamp(cue.end_ms)}".replace(",", ".")
        blocks.append(f"{cue.name}\n{timing}\n{_voiced(cue.speaker, cue.texts)}")
    return encoded("\n\n".join(blocks) + "\n", crlf=crlf)


def _note(text: str) -> list[str]:
    """Return a comment block; an arrow would end it, a blank line too."""
    lines = [line.replace("-->", "->") for line in text.splitlines() if line.strip()]
    if not lines:
        return []
    return ["NOTE " + lines[0] if len(lines) == 1 else "NOTE\n" + "\n".join(lines)]


def _voiced(speaker: str, texts: list[Spoken]) -> str:
    spoken = "\n".join(
        [
            f"<lang {language}>{escape(chr(10).join(lines), quote=False)}</lang>"
            for language, lines in texts
        ]
    )
    name = " ".join(speaker.split())
    return f"<v {escape(name, quote=False)}>{spoken}</v>" if name else spoken
