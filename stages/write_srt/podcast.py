"""The JSON files of Podcasting 2.0: a transcript, and chapters.

See github.com/Podcastindex-org/podcast-namespace, docs/examples/transcripts and docs/chapters.
"""

from collections.abc import Iterable
from typing import Any

import msgspec


def transcript_json(cues: Iterable[tuple[str, int, int, str]]) -> bytes:
    """Return cues of speaker, start and end in milliseconds and text as a transcript."""
    segments = [
        {"speaker": speaker, "startTime": start / 1000, "endTime": end / 1000, "body": body}
        if speaker
        else {"startTime": start / 1000, "endTime": end / 1000, "body": body}
        for speaker, start, end, body in cues
    ]
    return _json({"version": "1.0.0", "segments": segments})


def chapters_json(title: str, chapters: Iterable[tuple[int, str]]) -> bytes:
    """Return chapters of start in milliseconds and title as a chapters file."""
    entries = [{"startTime": start / 1000, "title": name} for start, name in chapters]
    return _json({"version": "1.2.0", "title": title, "chapters": entries})


def _json(value: dict[str, Any]) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"
