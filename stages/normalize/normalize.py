"""pages.json -> segments.json: who said what, when, in which languages."""

from collections.abc import Sequence
from typing import NamedTuple

from msgspec import structs

from stages.errors import NotATranscript
from stages.normalize import dialects
from stages.normalize.acceptance import refusal
from stages.normalize.agreement import settle
from stages.normalize.checks import text_findings
from stages.normalize.clock import order_findings, start_times
from stages.normalize.drafts import Texts
from stages.normalize.evidence import read_headers
from stages.normalize.front import find_contents, read_front
from stages.normalize.geometry import Geometry
from stages.normalize.headings import find_headings
from stages.normalize.joining import Joiner
from stages.normalize.kinds import kind_of
from stages.normalize.labels import read_labels, read_labels_after
from stages.normalize.languages import main_script, script_of
from stages.normalize.ledger import close
from stages.normalize.lines import Item, read
from stages.normalize.mixture import Mixture
from stages.normalize.names import Roster
from stages.normalize.options import Options
from stages.normalize.pairing import Entry, pair_up
from stages.normalize.paragraphs import Composer
from stages.normalize.reading import Reading
from stages.normalize.rescue import without_running_heads
from stages.normalize.roll import call_roll
from stages.normalize.streams import in_streams
from stages.normalize.stretches import has_bracketed
from stages.normalize.style import body_style
from stages.normalize.tables import read_tables
from stages.normalize.tongues import (
    column_languages,
    find_languages,
    read_noted_labels,
    resolve_labels,
    spoken_first,
)
from stages.normalize.turns import Dealt, Heading, Turn, deal
from stages.schema import Chapter, Pages, Paragraph, Segment, Transcript
from stages.text import visible


class Parsed(NamedTuple):
    """A transcript and how it was read, for those who want to see it."""

    transcript: Transcript
    reading: Reading
    items: tuple[Item, ...]


class _Outline(NamedTuple):
    """What the lines are: how headers were read, how type is set, and the turns they make."""

    body: Sequence[Item]
    reading: Reading
    geometry: Geometry
    dealt: Dealt


class _Worded(NamedTuple):
    """What is said: the turns with their paragraphs, the languages, and how lines join."""

    entries: list[Entry]
    languages: tuple[str, ...]
    joiner: Joiner


def normalize(pages: Pages, options: Options) -> Transcript:
    """Return the transcript that the pages hold.

    Raises NotATranscript where no turns are found, UsageError at an unknown or malformed dialect.
    """
    return parse(pages, options).transcript


def parse(pages: Pages, options: Options) -> Parsed:
    """Return the transcript and how each line of the pages was read."""
    known = dialects.load(options)
    everything = read(pages)
    outline = _outlined(pages, everything, known, options)
    worded = _worded(pages, outline, known, options)
    turns = [entry.turn for entry in worded.entries]
    body, languages, joiner = outline.body, worded.languages, worded.joiner

    size = body_style(body)[3]
    dealt = outline.dealt
    front = read_front(dealt.front, known.roles, outline.geometry, pages.source.title, size)
    times, shifts, clock_findings = start_times(turns)
    roster = call_roll(turns, languages, known)
    segments = tuple(
        _segment(i, entry.turn, entry.texts, times[i], shifts[i], roster, languages)
        for i, entry in enumerate(worded.entries)
    )
    ledger, unplaced = close(pages.pages, everything)
    transcript = Transcript(
        title=front.title,
        titles=_titles(front.title, languages),
        languages=languages,
        credits=tuple(front.credits),
        speakers=_speakers(segments),
        front=tuple(_front_paragraph(lines, joiner, languages) for lines in front.paragraphs),
        chapters=_chapters(dealt.headings, worded.entries, languages, joiner),
        segments=segments,
        findings=(
            *pages.findings,
            *clock_findings,
            *order_findings(turns, times),
            *text_findings(segments, languages),
            *unplaced,
        ),
        ledger=ledger,
        source=pages.source,
    )
    return Parsed(transcript, outline.reading, tuple(everything))


def _outlined(
    pages: Pages, everything: list[Item], known: dialects.Dialects, options: Options
) -> _Outline:
    """Part the lines into furniture, contents, headers, labels, sub-headings, and turns of text."""
    body = without_running_heads(everything)
    for item in set(everything) - set(body):
        item.whole("furniture")
    contents = find_contents(body, known.contents)
    for i in contents:
        body[i].whole("contents")
    body = in_streams([item for i, item in enumerate(body) if i not in contents])
    table = read_tables(body, known)
    body = table.items
    labels = read_labels(body, known.labels, table.heads)
    reading = read_headers(body, known, options, labels.keys(), table)
    _require_turns(pages, body, reading)
    labels |= read_labels_after(body, reading.text_starts, known.labels, labels)
    geometry = Geometry(body, reading.headers.keys() | labels.keys() | reading.anchors.keys())
    headings = find_headings(body, reading, labels, pages.outline, geometry)
    return _Outline(body, reading, geometry, deal(body, reading, labels, headings, table))


def _worded(pages: Pages, outline: _Outline, known: dialects.Dialects, options: Options) -> _Worded:
    """Give each turn its paragraphs by language. Raises NotATranscript where it cannot be one."""
    body, reading, geometry, dealt = outline
    tags = find_languages(dealt.turns, options.languages)
    pieces = [piece for turn in dealt.turns for piece in turn.pieces]
    read_noted_labels(dealt.turns, known.labels)
    resolve_labels(pieces, tags)
    mixture = Mixture(tags, geometry, has_bracketed(_turn_texts(dealt.turns)))
    joiner = Joiner(body)
    composer = Composer(body, geometry, mixture, joiner, column_languages(pieces, tags))
    drafts = [composer.drafts(turn) for turn in dealt.turns]
    entries = pair_up(dealt.turns, drafts, tags)
    for entry, settled in zip(entries, settle([entry.drafts for entry in entries]), strict=True):
        entry.texts = composer.texts(settled)
    languages = tuple(options.languages) or spoken_first(tags, dealt.turns, dealt.translations)
    languages = tuple(tag for tag in languages if any(tag in entry.languages for entry in entries))
    if not languages:
        raise NotATranscript(pages.source.file, "its turns hold no words")
    if why := refusal(entries, reading, sum(visible(item.text) for item in dealt.front)):
        raise NotATranscript(pages.source.file, why)
    return _Worded(entries, languages, joiner)


def _require_turns(pages: Pages, body: Sequence[Item], reading: Reading) -> None:
    if not reading.headers:
        raise NotATranscript(pages.source.file, f"no turns found in {len(body)} lines of text")


def _turn_texts(turns: Sequence[Turn]) -> list[str]:
    return ["\n".join(piece.span.text for piece in turn.pieces) for turn in turns]


def _segment(
    i: int,
    turn: Turn,
    texts: Texts,
    time: int | None,
    shift: int,
    roster: Roster,
    languages: Sequence[str],
) -> Segment:
    end = turn.stamp.end_ms if turn.stamp else None
    return Segment(
        id=f"s{i + 1:04d}",
        start_ms=time,
        end_ms=None if end is None else end + shift,
        speaker=roster.name(turn.speaker) if turn.speaker else "",
        note=turn.note,
        kind=kind_of(turn.note, turn.event),
        page=turn.item.page.number,
        texts={
            tag: tuple(_shifted(paragraph, shift) for paragraph in texts[tag])
            for tag in languages
            if tag in texts
        },
    )


def _shifted(paragraph: Paragraph, shift: int) -> Paragraph:
    if paragraph.start_ms is None or not shift:
        return paragraph
    return structs.replace(paragraph, start_ms=max(paragraph.start_ms + shift, 0))


def _speakers(segments: Sequence[Segment]) -> tuple[str, ...]:
    names = (name for s in segments if s.speaker for name in s.speaker.split(" & "))
    return tuple(dict.fromkeys(names))


def _titles(title: str, languages: Sequence[str]) -> dict[str, str]:
    """Split a title printed in several languages by their scripts."""
    parts = [part.strip() for part in _split_title(title)]
    found: dict[str, str] = {}
    for tag in languages:
        mine = [part for part in parts if part and main_script(part) == script_of(tag)]
        if len(mine) == 1:
            found[tag] = mine[0]
    return found if len(found) > 1 and len(found) == len(parts) else {}


def _split_title(title: str) -> list[str]:
    import re

    return re.split(r"\s+[-–—|/·•:]\s+|\s*[｜|：]\s*", title)


def _front_paragraph(lines: Sequence[Item], joiner: Joiner, languages: Sequence[str]) -> Paragraph:
    language = next(
        (tag for tag in languages if script_of(tag) == main_script(lines[0].text)), languages[0]
    )
    return Paragraph(text=_joined(lines, joiner, language), page=lines[0].page.number)


def _joined(lines: Sequence[Item], joiner: Joiner, language: str) -> str:
    text = ""
    for item in lines:
        between, cut = joiner.between(text, item.text, language)
        text = text.rstrip()
        text = (text[:-1] if cut else text) + between + item.text.lstrip()
    return " ".join(text.split())


def _chapters(
    headings: Sequence[Heading], entries: Sequence[Entry], languages: Sequence[str], joiner: Joiner
) -> tuple[Chapter, ...]:
    """Return the chapters; headings before one turn, one a language, are one chapter."""
    place = {source: i for i, entry in enumerate(entries) for source in entry.sources}
    found: dict[int, Chapter] = {}
    for heading in headings:
        i = place[heading.turn]
        texts = _heading_texts(heading, languages, joiner)
        page = heading.items[0].page.number
        if i in found:
            texts = {**texts, **found[i].texts}
            page = found[i].page or page
        found[i] = Chapter(segment=f"s{i + 1:04d}", texts=texts, page=page)
    return tuple(found[i] for i in sorted(found))


def _heading_texts(heading: Heading, languages: Sequence[str], joiner: Joiner) -> dict[str, str]:
    by_tag: dict[str, list[Item]] = {}
    for item in heading.items:
        script = main_script(item.text)
        tag = next((tag for tag in languages if script_of(tag) == script), languages[0])
        by_tag.setdefault(tag, []).append(item)
    return {tag: _joined(by_tag[tag], joiner, tag) for tag in languages if tag in by_tag}
