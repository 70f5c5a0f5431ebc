"""Takes out of a transcript what no XML file may hold, and counts it."""

import re
from typing import TypeVar, cast

import msgspec
from msgspec import Struct, structs

from stages.findings import finding
from stages.schema import Finding, Transcript

_UNWRITABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
    )
    + "]"
)
"""Controls, halves of surrogate pairs and noncharacters: not allowed in XML 1.0, or in HTML."""

_REFERENCES = {"id", "segment"}
"""Fields that hold the id of a segment: never written, and distinct only as they are."""

Cleaned = tuple[Transcript, tuple[Finding, ...]]
Value = TypeVar("Value")

_last: tuple[Transcript, Cleaned] | None = None
"""The transcript cleaned last: all the writers of a document ask for the same one."""


def clean(transcript: Transcript) -> Cleaned:
    """Return the transcript with U+FFFD for each character that cannot be written, and findings.

    One character stands for one, so that the offsets of marks stay right. What stands in a pair
    stands in a paragraph too, and is counted there.
    """
    global _last
    last = _last
    if last is None or last[0] is not transcript:
        result = (transcript, ()) if _writable(transcript) else _clean(transcript)
        _last = last = (transcript, result)
    return last[1]


def _clean(transcript: Transcript) -> Cleaned:
    findings = []
    segments = []
    for segment in transcript.segments:
        cleaned, count = _cleaned(structs.replace(segment, pairs=()))
        pairs, _ = _cleaned(segment.pairs)
        segments.append(structs.replace(cleaned, pairs=pairs))
        if count:
            findings.append(finding("unwritable", segment=segment.id, count=count))
    rest, count = _cleaned(structs.replace(transcript, segments=(), chapters=()))
    chapters, more = _cleaned(transcript.chapters)
    if count + more:
        findings.append(finding("unwritable", count=count + more))
    whole = structs.replace(rest, segments=tuple(segments), chapters=chapters)
    return whole, tuple(findings)


def _writable(transcript: Transcript) -> bool:
    """Whether nothing needs cleaning, found out in one pass over the whole text.

    JSON escapes what it may not hold, so what looks like an escape is looked at closely too.
    """
    try:
        text = msgspec.json.encode(transcript).decode()
    except UnicodeError:
        return False
    if any(escape in text for escape in ("\\u00", "\\b", "\\f")):
        return False
    return text.isprintable() or not _UNWRITABLE.search(text)


def _cleaned(value: Value) -> tuple[Value, int]:
    """Return the value with its strings cleaned, the same object where none changed."""
    if isinstance(value, str):
        text, count = _UNWRITABLE.subn("\ufffd", value)
        return cast("Value", text) if count else value, count
    if isinstance(value, tuple):
        parts = [_cleaned(part) for part in value]
        count = sum(n for _, n in parts)
        return cast("Value", tuple(part for part, _ in parts)) if count else value, count
    if isinstance(value, dict):
        pairs = [(_cleaned(key), _cleaned(part)) for key, part in value.items()]
        count = sum(m + n for (_, m), (_, n) in pairs)
        return cast("Value", {k: part for (k, _), (part, _) in pairs}) if count else value, count
    if isinstance(value, Struct):
        fields = {
            name: _cleaned(getattr(value, name))
            for name in value.__struct_fields__
            if name not in _REFERENCES
        }
        count = sum(n for _, n in fields.values())
        changes = {name: part for name, (part, n) in fields.items() if n}
        return structs.replace(value, **changes) if count else value, count
    return value, 0
