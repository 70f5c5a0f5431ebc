"""What a transcript says, before it is laid out: the truth that a reader must recover."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

JSON = dict[str, Any]


@dataclass(frozen=True)
class Passage:
    """A paragraph in one language; `printed` is its text as set, where that is not `text`."""

    text: str
    start_ms: int | None = None
    printed: str = ""
    marks: tuple[JSON, ...] = ()

    def expected(self) -> JSON:
        """Return the paragraph as `segments.json` must have it."""
        said: JSON = {"text": self.text}
        if self.start_ms is not None:
            said["start_ms"] = self.start_ms
        if self.marks:
            said["marks"] = list(self.marks)
        return said


@dataclass(frozen=True)
class Turn:
    """Who spoke, when and what. `label` is the name as printed; `kind` "" is left untested."""

    start_ms: int | None = None
    end_ms: int | None = None
    speaker: str = ""
    label: str | None = None
    printed_ms: int | None = None
    printed_stamp: str = ""
    note: str = ""
    kind: str = "speech"
    chapter: str = ""
    texts: dict[str, tuple[Passage, ...]] = field(default_factory=dict)

    def expected(self) -> JSON:
        """Return the segment as `segments.json` must have it, without what cannot be promised."""
        said: JSON = {"start_ms": self.start_ms, "speaker": self.speaker, "note": self.note}
        if self.end_ms is not None:
            said["end_ms"] = self.end_ms
        if self.kind:
            said["kind"] = self.kind
        said["texts"] = {
            lang: [passage.expected() for passage in passages]
            for lang, passages in self.texts.items()
        }
        return said


@dataclass(frozen=True)
class Script:
    """A whole transcript: `languages[0]` is what was spoken."""

    title: str
    languages: tuple[str, ...]
    turns: tuple[Turn, ...]
    titles: dict[str, str] = field(default_factory=dict)
    front: tuple[str, ...] = ()
    cover: tuple[str, ...] = ()
    credits: tuple[JSON, ...] = ()
    source: str = ""

    def expected(self) -> JSON:
        """Return what `segments.json` must say, value for value."""
        said: JSON = {"title": self.title, "languages": list(self.languages)}
        if self.credits:
            said["credits"] = [dict(credit) for credit in self.credits]
        # a cover holds lines besides, that are no paragraph
        said["front_holds" if self.cover else "front"] = list(self.front)
        if chapters := [
            [number, turn.chapter] for number, turn in enumerate(self.turns, 1) if turn.chapter
        ]:
            said["chapters"] = chapters
        said["segments"] = [turn.expected() for turn in self.turns]
        return said


def milliseconds(stamp: str) -> int:
    """Turn "00:12:01" or "12:01.250" into milliseconds."""
    whole, _, fraction = stamp.partition(".")
    seconds = 0
    for part in whole.split(":"):
        seconds = seconds * 60 + int(part)
    return seconds * 1000 + int(fraction.ljust(3, "0")[:3] or 0)


def load(path: Path) -> tuple[Script, JSON]:
    """Read a script and its print settings from a TOML file."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return parse(data), data.get("print", {})


def parse(data: JSON) -> Script:
    """Read a script from the data of a TOML file."""
    languages = tuple(data["languages"])
    cover = data.get("cover", {})
    return Script(
        title=data.get("title", ""),
        titles=data.get("titles", {}),
        languages=languages,
        front=tuple(data.get("front", ())),
        cover=tuple(cover.get("lines", ())),
        credits=tuple(cover.get("credits", ())),
        turns=tuple(_turn(turn, languages) for turn in data["turn"]),
    )


def _turn(data: JSON, languages: tuple[str, ...]) -> Turn:
    stamps = {
        key: milliseconds(data[name])
        for key, name in (("start_ms", "start"), ("end_ms", "end"), ("printed_ms", "printed"))
        if name in data
    }
    plain = {
        key: data[key]
        for key in ("speaker", "label", "note", "kind", "chapter", "printed_stamp")
        if key in data
    }
    texts = {
        language: tuple(_passage(passage) for passage in data[language])
        for language in languages
        if language in data
    }
    return Turn(**stamps, **plain, texts=texts)


def _passage(data: str | JSON) -> Passage:
    """Read a paragraph: text with an anchor "(00:12:49): " in front, or a table of its fields."""
    if not isinstance(data, str):
        return Passage(
            text=data["text"],
            start_ms=milliseconds(data["start"]) if "start" in data else None,
            printed=data.get("printed", ""),
            marks=tuple(data.get("marks", ())),
        )
    stamp, colon, rest = data.partition("): ")
    if colon and stamp.startswith("(") and stamp[1:].replace(":", "").isdigit():
        return Passage(text=rest, start_ms=milliseconds(stamp[1:]))
    return Passage(text=data)
