"""The roll of speakers: which labels name one person, told by brackets and by paired turns."""

from collections import Counter
from collections.abc import Sequence

from stages.normalize.dialects import Dialects
from stages.normalize.labels import parse
from stages.normalize.languages import main_script, script_of
from stages.normalize.names import Roster, key, plausible
from stages.normalize.turns import Turn


def call_roll(turns: Sequence[Turn], languages: Sequence[str], dialects: Dialects) -> Roster:
    """Return the roster of a document, and take names out of the notes they were read as.

    `米拉·斯通 (Mira Stone)` is one person, shown by the name in the script of what was spoken.
    """
    spoken = script_of(languages[0]) if languages else "Latn"
    aliases = [_ordered(turn.alias, turn.speaker, spoken) for turn in turns if turn.alias]
    for turn in _with_second_name(turns, dialects):
        aliases.append(_ordered(turn.note, turn.speaker, spoken))
        turn.note = ""
    labels = [turn.speaker for turn in turns if turn.speaker]
    return Roster(labels + [name for pair in aliases for name in pair], aliases)


def _ordered(one: str, other: str, spoken: str) -> tuple[str, str]:
    """Put the name in the script of what was spoken last: it is the one to show."""
    return (other, one) if main_script(one) == spoken != main_script(other) else (one, other)


def _with_second_name(turns: Sequence[Turn], dialects: Dialects) -> list[Turn]:
    """Return the turns whose note is the speaker's name in another script."""
    notes: dict[str, Counter[str]] = {}
    names = {key(turn.speaker) for turn in turns}
    for turn in turns:
        if turn.note and turn.speaker and _second_name(turn, dialects):
            notes.setdefault(key(turn.speaker), Counter())[turn.note] += 1
    return [
        turn
        for turn in turns
        if turn.note in (seen := notes.get(key(turn.speaker), Counter()))
        and (key(turn.note) in names or (len(seen) == 1 and seen[turn.note] > 1))
    ]


def _second_name(turn: Turn, dialects: Dialects) -> bool:
    note = turn.note
    if main_script(note) == main_script(turn.speaker) or note.casefold() in dialects.roles:
        return False
    return plausible(note, dialects.never) and parse(note, dialects.labels) is None
