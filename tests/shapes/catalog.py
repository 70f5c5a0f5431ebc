"""The entries of shapes.toml: which script, how changed, how printed, and what must be read."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tests.shapes.script import JSON, Passage, Script, Turn, load, milliseconds, parse

HERE = Path(__file__).parent
_CHECKS = ("restart", "whole_seconds", "front_holds", "hidden", "speakers")


@dataclass(frozen=True)
class Shape:
    """One document: its name, the kinds it shows, what it says and how it is printed."""

    name: str
    shapes: tuple[int, ...]
    producer: str
    script: Script
    settings: JSON

    def expected(self) -> JSON:
        """Return what `segments.json` must say, and how loosely where that cannot be sharp."""
        said = self.script.expected()
        people = [turn.speaker for turn in self.script.turns if turn.speaker]
        said["speakers"] = list(dict.fromkeys(people))
        timed = any(turn.start_ms is not None for turn in self.script.turns)
        odd = [] if timed else ["no-times"]
        said["findings"] = sorted([*odd, *self.settings.get("findings", [])])
        if "opening" in self.settings:
            del said["front"]
        for key in _CHECKS:
            if key in self.settings:
                said[key] = self.settings[key]
        return said


def shapes() -> list[Shape]:
    """Return every entry of shapes.toml."""
    data = tomllib.loads((HERE / "shapes.toml").read_text(encoding="utf-8"))
    return [_shape(entry) for entry in data["shape"]]


def samples() -> list[Shape]:
    """Return the sample transcripts of inputs/."""
    found = []
    for path in sorted((HERE.parents[1] / "inputs" / "sources").glob("*.toml")):
        script, settings = load(path)
        found.append(Shape(path.stem, (), settings["producer"], script, settings))
    return found


def _shape(entry: JSON) -> Shape:
    if "text" in entry:
        script, _ = load(HERE / "texts" / f"{entry['text']}.toml")
    else:
        script = parse(entry)
    for key, change in _CHANGES.items():
        if key in entry:
            script = change(script, entry[key])
    return Shape(entry["id"], tuple(entry["shapes"]), entry["producer"], script, entry)


def _each(script: Script, change: Callable[[Turn], Turn]) -> Script:
    return replace(script, turns=tuple(change(turn) for turn in script.turns))


def _called(script: Script, names: dict[str, str]) -> Script:
    return _each(script, lambda turn: replace(turn, speaker=names.get(turn.speaker, turn.speaker)))


def _labelled(script: Script, names: dict[str, str]) -> Script:
    return _each(script, lambda turn: replace(turn, label=names.get(turn.speaker)))


def _notes(script: Script, notes: dict[str, str]) -> Script:
    return _each(script, lambda turn: replace(turn, note=notes.get(turn.speaker, "")))


def _shift(script: Script, by: int) -> Script:
    return _each(script, lambda turn: replace(turn, start_ms=(turn.start_ms or 0) + by))


def _from(script: Script, start: str) -> Script:
    return _shift(script, milliseconds(start) - (script.turns[0].start_ms or 0))


def _day(script: Script, start: str) -> Script:
    """The time of day is printed; what is read counts from the first turn."""
    first = script.turns[0].start_ms or 0

    def change(turn: Turn) -> Turn:
        at = (turn.start_ms or 0) - first
        return replace(turn, start_ms=at, printed_ms=at + milliseconds(start))

    return _each(script, change)


def _ends(script: Script, _: bool) -> Script:
    starts = [turn.start_ms or 0 for turn in script.turns]
    ends = [*starts[1:], starts[-1] + 4_000]
    return replace(
        script,
        turns=tuple(replace(t, end_ms=end) for t, end in zip(script.turns, ends, strict=True)),
    )


def _no_times(script: Script, _: bool) -> Script:
    return _each(script, lambda turn: replace(turn, start_ms=None))


def _no_speakers(script: Script, _: bool) -> Script:
    return _each(script, lambda turn: replace(turn, speaker=""))


def _one_paragraph(script: Script, mixed: bool) -> Script:
    """Paragraphs become one; where languages are mixed, "|" marks where their sentences meet."""

    def joined(passages: tuple[Passage, ...], language: str) -> Passage:
        space = "" if language[:2] in ("zh", "ja", "th") else " "
        parts = [passage.text for passage in passages]
        return Passage(space.join(parts), printed="|".join(parts) if mixed else "")

    def change(turn: Turn) -> Turn:
        texts = {language: (joined(ps, language),) for language, ps in turn.texts.items()}
        return replace(turn, texts=texts)

    return _each(script, change)


def _only(script: Script, language: str) -> Script:
    alone = _each(
        script, lambda turn: replace(turn, texts={language: turn.texts.get(language, ())})
    )
    return replace(alone, languages=(language,))


def _order(script: Script, order: list[str]) -> Script:
    """Nothing but their order on the page tells which language was spoken."""
    return replace(script, languages=tuple(order))


def _retitle(script: Script, title: str) -> Script:
    return replace(script, title=title)


def _half_width(script: Script, _: bool) -> Script:
    marks = str.maketrans({"，": ",", "？": "?", "！": "!", "：": ":"})

    def change(turn: Turn) -> Turn:
        texts = {
            language: tuple(replace(p, text=p.text.translate(marks)) for p in passages)
            for language, passages in turn.texts.items()
        }
        return replace(turn, texts=texts)

    return _each(script, change)


_CHANGES: dict[str, Callable[[Script, Any], Script]] = {
    "called": _called,
    "notes": _notes,
    "labelled": _labelled,
    "from": _from,
    "add_ms": _shift,
    "day": _day,
    "ends": _ends,
    "no_times": _no_times,
    "no_speakers": _no_speakers,
    "one_paragraph": _one_paragraph,
    "only": _only,
    "order": _order,
    "retitle": _retitle,
    "half_width": _half_width,
}
