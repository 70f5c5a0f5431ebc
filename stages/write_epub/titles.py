"""What the book is called, in each of its languages, and what makes it this edition."""

import hashlib
import re
import uuid
from collections.abc import Mapping
from pathlib import PurePath

from stages.schema import Transcript
from stages.words import words
from stages.write_epub.options import Options
from stages.write_epub.tongues import Tongues

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:diglot:epub")

_SETS_OFF = re.compile(r"\s+[-–—|·/]\s+|\s*(?:——|｜)\s*")


def titles(transcript: Transcript, tongues: Tongues) -> dict[str, str]:
    """Return the title by language, the spoken one first; never empty.

    Where the source has none: what its PDF calls itself, the name of the file, or "Transcript".
    """
    languages = tongues.languages
    known = {tag: _line(text) for tag, text in transcript.titles.items()}
    by_text = {known[tag]: tag for tag in reversed(languages) if known.get(tag)}
    if by_text:
        return {by_text[text]: text for text in reversed(by_text)}
    stem = PurePath(transcript.source.file.replace("\\", "/")).stem
    for text in (transcript.title, transcript.source.title, stem):
        if _line(text):
            return {tongues.of(text): _line(text)}
    return words("transcript", languages)


def set_off(titles: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the title and what stands under it, each with its language; at least two lines.

    A title in one piece is cut where a dash or a bar sets something off from it.
    """
    lines = list(titles.items())
    if len(lines) == 1:
        language, title = lines[0]
        lines = [(language, part) for part in _SETS_OFF.split(title, maxsplit=1)]
    return lines if len(lines) > 1 else [*lines, (lines[0][0], "")]


def identifier(transcript: Transcript, options: Options) -> str:
    """Return the URN of this edition: source, languages, what is left out, and layout."""
    source = transcript.source.sha256 or _fingerprint(transcript)
    edition = (*transcript.languages, str(transcript.ledger.omitted), options.layout)
    return uuid.uuid5(_NAMESPACE, "\n".join((source, *edition))).urn


def _fingerprint(transcript: Transcript) -> str:
    digest = hashlib.sha256(transcript.title.encode(errors="replace"))
    for segment in transcript.segments:
        for paragraphs in segment.texts.values():
            for paragraph in paragraphs:
                digest.update(paragraph.text.encode(errors="replace") + b"\n")
    return digest.hexdigest()


def _line(text: str) -> str:
    return " ".join(text.split())
