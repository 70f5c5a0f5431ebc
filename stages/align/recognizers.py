"""Word times in the forms that speech recognizers write them, read into one list.

Known are the JSON of Whisper (also whisper.cpp and the OpenAI service), WhisperX, AssemblyAI,
Deepgram and YouTube (json3), Apple's TTML, and VTT and SRT with or without times of words.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import unescape
from itertools import pairwise
from math import inf
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from stages.align.effort import effort, words
from stages.errors import UsageError

LARGEST = 256 * 1024 * 1024
ADVICE = (
    "give JSON of Whisper, WhisperX, AssemblyAI or Deepgram, YouTube json3, Apple TTML, VTT or SRT"
)

_CLOCK = r"(?:(\d+):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?"
_ARROW = re.compile(rf"{_CLOCK}[ \t]*-->[ \t]*{_CLOCK}")
_TAG = re.compile(rf"<{_CLOCK}>")
_MARKUP = re.compile(r"<[^<>]*>|\{\\[^{}]*\}")
_OFFSET = re.compile(r"(\d+(?:\.\d+)?)(h|ms|m|s)?")


class Heard(NamedTuple):
    """A word as a recognizer heard it: from when to when, in milliseconds."""

    text: str
    start_ms: int
    end_ms: int


class Stretch(NamedTuple):
    """Text with its times in seconds: a word, or several whose own times are not known."""

    text: str
    start: float
    end: float | None = None


def read(path: Path, language: str) -> list[Heard]:
    """Read a recognizer's output, in order of time. Raises UsageError where it holds no words."""
    try:
        if path.stat().st_size > LARGEST:
            raise UsageError(str(path), "is too large for a list of words", ADVICE)
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(str(path), error.strerror or str(error), "name a file of words") from error
    try:
        stretches = list(_stretches(data))
        heard = list(_split(_closed(stretches), language))
    except (
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        OverflowError,
        RecursionError,
    ) as error:
        raise UsageError(str(path), "is no recognizer's output that we know", ADVICE) from error
    if not heard:
        raise UsageError(str(path), "holds no words with times", ADVICE)
    return heard


def _stretches(data: bytes) -> Iterable[Stretch]:
    text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    beginning = text.lstrip()[:1]
    if beginning in ("{", "["):
        return _from_json(msgspec.json.decode(text))
    if beginning == "<":
        return _from_ttml(text)
    return _from_cues(text)


def _from_json(document: Any) -> Iterable[Stretch]:
    if isinstance(document, list):
        return _whisper(document)
    for key, reader in _READERS.items():
        if document.get(key):
            return reader(document[key])
    raise ValueError("no list of words")


def _whisper(segments: Iterable[Mapping[str, Any]]) -> Iterator[Stretch]:
    """Read segments with words, or without them; also a bare list of words."""
    for segment in segments:
        timed = [word for word in segment.get("words") or () if word.get("start") is not None]
        if timed:
            yield from (_word(word) for word in timed)
        elif segment.get("start") is not None:
            yield _word(segment)


def _word(word: Mapping[str, Any]) -> Stretch:
    text = word.get("punctuated_word") or word.get("word") or word["text"]
    return Stretch(text, float(word["start"]), _seconds(word.get("end")))


def _seconds(value: Any) -> float | None:
    return None if value is None else float(value)


def _words(listed: Iterable[Mapping[str, Any]]) -> Iterator[Stretch]:
    """Read a list of words; AssemblyAI calls a word "text" and counts milliseconds."""
    for word in listed:
        if word.get("start") is None:
            continue
        stretch = _word(word)
        if "word" not in word:
            end = None if stretch.end is None else stretch.end / 1000
            stretch = Stretch(stretch.text, stretch.start / 1000, end)
        yield stretch


def _deepgram(results: Mapping[str, Any]) -> Iterator[Stretch]:
    for word in results["channels"][0]["alternatives"][0]["words"]:
        yield _word(word)


def _youtube(events: Iterable[Mapping[str, Any]]) -> Iterator[Stretch]:
    for event in events:
        start = float(event.get("tStartMs", 0))
        pieces = [piece for piece in event.get("segs") or () if piece.get("utf8", "").strip()]
        end = start + float(event.get("dDurationMs", 0))
        for number, piece in enumerate(pieces):
            own = start + float(piece.get("tOffsetMs", 0))
            last = number + 1 == len(pieces)
            following = end if last else start + float(pieces[number + 1].get("tOffsetMs", 0))
            yield Stretch(piece["utf8"], own / 1000, max(own, following) / 1000)


def _whisper_cpp(parts: Iterable[Mapping[str, Any]]) -> Iterator[Stretch]:
    for part in parts:
        offsets = part["offsets"]
        yield Stretch(part["text"], offsets["from"] / 1000, offsets["to"] / 1000)


_READERS: dict[str, Callable[[Any], Iterable[Stretch]]] = {
    "words": _words,
    "word_segments": _words,
    "segments": _whisper,
    "results": _deepgram,
    "events": _youtube,
    "transcription": _whisper_cpp,
}


def _from_ttml(text: str) -> Iterator[Stretch]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from error
    for element in root.iter("{*}span", "{*}p"):
        begin = element.get("begin")
        inner = any(child.get("begin") for child in element.iter("{*}span") if child is not element)
        if begin is None or inner:
            continue
        end = element.get("end")
        spoken = " ".join("".join(element.itertext()).split())
        yield Stretch(spoken, _ttml_time(begin), None if end is None else _ttml_time(end))


def _ttml_time(value: str) -> float:
    if match := re.fullmatch(_CLOCK, value.strip()):
        return _clock(match.groups())
    if match := _OFFSET.fullmatch(value.strip()):
        return float(match[1]) * {"h": 3600, "m": 60, "ms": 0.001}.get(match[2], 1)
    raise ValueError(value)


def _clock(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, fraction = parts
    whole = (int(hours or 0) * 60 + int(minutes or 0)) * 60 + int(seconds or 0)
    return whole + float(f"0.{fraction or 0}")


def _from_cues(text: str) -> Iterator[Stretch]:
    """Read SRT and VTT; where words carry times, lines without are YouTube's repetitions."""
    timed = _TAG.search(text) is not None
    matches = list(_ARROW.finditer(text))
    for number, match in enumerate(matches):
        until = matches[number + 1].start() if number + 1 < len(matches) else len(text)
        body = text[match.end() : until].partition("\n")[2]
        lines = re.split(r"\n[ \t]*\r?\n", body.replace("\r\n", "\n"))[0].split("\n")
        start, end = _clock(match.groups()[:4]), _clock(match.groups()[4:])
        if timed:
            for line in lines:
                yield from _timed_line(line, start, end)
        else:
            yield Stretch(_plain(" ".join(lines)), start, end)


def _timed_line(line: str, start: float, end: float) -> Iterator[Stretch]:
    tags = list(_TAG.finditer(line))
    if not tags:
        return
    times = [start, *(_clock(tag.groups()) for tag in tags), end]
    places = [0, *(place for tag in tags for place in tag.span()), len(line)]
    for (begin, stop), (left, right) in zip(pairwise(times), _pairs(places), strict=True):
        yield Stretch(_plain(line[left:right]), begin, max(begin, stop))


def _pairs(places: list[int]) -> Iterator[tuple[int, int]]:
    return zip(places[::2], places[1::2], strict=True)


def _plain(text: str) -> str:
    return " ".join(unescape(_MARKUP.sub("", text)).split())


def _closed(stretches: Iterable[Stretch]) -> Iterator[tuple[str, float, float]]:
    """Put the stretches in order and give each an end: at the latest where the next begins."""
    ordered = sorted((s for s in stretches if s.text.strip()), key=lambda s: s.start)
    if not all(0 <= s.start < inf and 0 <= (s.end or 0) < inf for s in ordered):
        raise ValueError("a time that is none")
    for stretch, following in zip(ordered, (*ordered[1:], None), strict=False):
        end = stretch.end
        if end is None:
            usual = stretch.start + effort(stretch.text)
            end = usual if following is None else min(usual, following.start)
        yield stretch.text, stretch.start, max(stretch.start, end)


def _split(stretches: Iterable[tuple[str, float, float]], language: str) -> Iterator[Heard]:
    """Cut stretches of several words into words, by their effort."""
    for text, start, end in stretches:
        found = list(words(text, language))
        whole = max(effort(text, language), 1e-9)
        for word in found:
            begin = start + (end - start) * word.before / whole
            stop = start + (end - start) * (word.before + word.cost) / whole
            if len(found) == 1:
                begin, stop = start, end
            yield Heard(word.text, round(1000 * begin), round(1000 * stop))
