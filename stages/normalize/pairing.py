"""Turns printed once in each language, put together again.

A transcript can hold all turns in one language first and all in the other after, or both side by
side, each with its own headers. Turns that say the same carry the same stamp; where there are no
stamps, they have the same place in the row of turns.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from stages.normalize.drafts import Draft, Texts
from stages.normalize.names import key
from stages.normalize.turns import Turn

_MOSTLY = 0.8
_MATCHED = 0.6


@dataclass(slots=True, eq=False)
class Entry:
    """A turn with its paragraphs, and the numbers of the turns that went into it."""

    turn: Turn
    drafts: list[Draft]
    sources: list[int]
    texts: Texts = field(default_factory=dict)

    @property
    def languages(self) -> set[str]:
        """The languages of the paragraphs."""
        return {draft.language for draft in self.drafts}


def pair_up(
    turns: Sequence[Turn], drafts: Sequence[list[Draft]], tags: Sequence[str]
) -> list[Entry]:
    """Return the entries of the transcript; turns in one language each are put together."""
    entries = [Entry(turn, drafts[i], [i]) for i, turn in enumerate(turns)]
    spoken = [entry for entry in entries if entry.drafts]
    single = [entry for entry in spoken if len(entry.languages) == 1]
    if len(tags) != 2 or len(single) < _MOSTLY * len(spoken) or len(spoken) < 2:
        return entries
    halves = {tag: [e for e in single if tag in e.languages] for tag in tags}
    first, second = (halves[tag] for tag in tags)
    if second and first and entries.index(second[0]) < entries.index(first[0]):
        first, second = second, first
    if 3 * len(first) < len(single) or 3 * len(second) < len(single):
        return entries
    return _by_stamp(entries, first, second) or _by_place(entries, first, second) or entries


def _by_stamp(
    entries: list[Entry], first: Sequence[Entry], second: Sequence[Entry]
) -> list[Entry] | None:
    by_time: dict[int, list[Entry]] = {}
    for entry in first:
        if entry.turn.start_ms is not None:
            by_time.setdefault(entry.turn.start_ms, []).append(entry)
    partners: dict[int, Entry] = {}
    for entry in second:
        waiting = by_time.get(-1 if entry.turn.start_ms is None else entry.turn.start_ms)
        if waiting:
            partners[id(entry)] = waiting.pop(0)
    if len(partners) < _MATCHED * min(len(first), len(second)):
        return None
    return _merged(entries, partners)


def _by_place(
    entries: list[Entry], first: Sequence[Entry], second: Sequence[Entry]
) -> list[Entry] | None:
    """Pair turns without stamps one by one, where both rows have the same pattern of speakers."""
    if len(first) != len(second) or any(e.turn.start_ms is not None for e in entries):
        return None
    if _pattern(first) != _pattern(second):
        return None
    return _merged(entries, {id(b): a for a, b in zip(first, second, strict=True)})


def _pattern(entries: Sequence[Entry]) -> list[int]:
    numbers: dict[str, int] = {}
    return [numbers.setdefault(key(entry.turn.speaker), len(numbers)) for entry in entries]


def _merged(entries: Sequence[Entry], partners: dict[int, Entry]) -> list[Entry]:
    """Put each entry that has a partner into it; one without goes where its time belongs."""
    merged: list[Entry] = []
    for entry in entries:
        partner = partners.get(id(entry))
        if partner is None:
            merged.append(entry)
            continue
        partner.drafts += entry.drafts
        partner.sources += entry.sources
        partner.turn.alias = entry.turn.speaker
        partner.turn.note = partner.turn.note or entry.turn.note
    return _in_time(merged) if partners else merged


def _in_time(entries: list[Entry]) -> list[Entry]:
    """Move the entries that found no partner behind the one whose time they follow."""
    kept = [e for e in entries if len(e.sources) > 1 or e.turn.start_ms is None]
    if not kept:
        return entries
    single = [e for e in entries if e not in kept]
    for entry in single:
        time = entry.turn.start_ms or 0
        later = [i for i, e in enumerate(kept) if (e.turn.start_ms or 0) > time]
        kept.insert(later[0] if later else len(kept), entry)
    return kept
