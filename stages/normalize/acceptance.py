"""Whether a document is a transcript at all.

Novels hold dialogue, forms hold labels, manuals hold times. In a transcript turns of speech make
up most of the text, they are many for their length, and the less a header says, the more of them
are needed: a stamp and a name say more than a name alone.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from stages.normalize.names import key
from stages.normalize.pairing import Entry
from stages.normalize.reading import Reading
from stages.normalize.stamps import Stamp

_SENTENCE_END = re.compile(r"[.!?。！？…؟।۔♪~～—-][\"'”’»）)\]】」』]*$|[\])）】]$")
_UNMARKED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]{8}")
"""Scripts that close no sentence with a mark: Thai, Lao, Burmese, Khmer."""

_QUOTED = re.compile(r"[\"“„«「『]")
_HOUR = re.compile("[0-9]{1,2}:[0-9]{2}")
_FILL_IN = "____"
_MANY = 6
"""Turns of which some speaker has two, or not all at round times, and not one each second."""

_ROUND = 5000
"""12:05 and 18:20, read as minutes and seconds."""

_LONGEST_TURN = 6000
_SLOWEST, _FASTEST = 12, 900
"""Words a minute between which people can be heard to speak, pauses included."""


class Signs(NamedTuple):
    """What the turns of a document look like, in numbers."""

    turns: int
    stamped: int
    named: int
    bare: bool
    speakers: int
    recurring: int
    alternating: float
    sentences: float
    share: float
    longest: float
    forward: float
    pace: float | None
    quoted: float
    blanks: float
    counting: float
    round: bool


def refusal(entries: Sequence[Entry], reading: Reading, other_characters: int) -> str:
    """Return why the turns found are no transcript, "" where they are one.

    `other_characters` counts the text that stands in no turn.
    """
    if not any(entry.texts for entry in entries):
        return "its turns hold no text"
    signs = _signs(entries, reading, other_characters)
    if signs.longest > _LONGEST_TURN:
        return f"its {signs.turns} turns would be {signs.longest:.0f} characters long"
    if signs.stamped * 2 >= signs.turns:
        return _with_stamps(signs)
    return _without_stamps(signs)


def _with_stamps(signs: Signs) -> str:
    if signs.forward < 0.5:
        return "its times do not run forward"
    if signs.share < 0.25:
        return "most of its text stands outside turns"
    if signs.turns < 2:
        lone = signs.named and signs.sentences == 1 and signs.share > 0.5
        return "" if lone else "it has one time only"
    if signs.named * 2 >= signs.turns:
        if not signs.recurring and signs.round and signs.turns >= _MANY:
            return "no speaker recurs, and its times are round, as in a programme"
        return "" if signs.sentences >= 0.3 else "its turns hold no sentences"
    if signs.counting > 0.8 and signs.turns >= _MANY:
        return "its times only count up, as the numbers of verses do"
    if signs.sentences < 0.4 or (signs.turns < 3 and signs.share < 0.6):
        return "its times head no sentences"
    if signs.pace is not None and not _SLOWEST <= signs.pace <= _FASTEST:
        return f"{signs.pace:.0f} words a minute stand between its times"
    return ""


def _without_stamps(signs: Signs) -> str:
    least = 6 if signs.bare else 3
    if signs.turns < least:
        return f"it has {signs.turns} turns and no times"
    if signs.blanks > 0.1:
        return "it is a form to fill in"
    if signs.named and signs.quoted > 0.6:
        return "its speech is quoted, as in a novel"
    if signs.named and not signs.recurring:
        return "no speaker recurs"
    if signs.named and signs.recurring < 2 and (signs.bare or signs.turns < 4):
        return "only one speaker recurs"
    if signs.bare and signs.turns < 3 * signs.speakers:
        return "its headings name too many for speakers"
    if signs.sentences < (0.7 if signs.bare else 0.5):
        return "its turns hold no sentences"
    if signs.share < (0.6 if signs.bare else 0.4):
        return "most of its text stands outside turns"
    if signs.named and signs.alternating < (0.5 if signs.bare else 0.25):
        return "its speakers do not answer each other"
    return ""


def _signs(entries: Sequence[Entry], reading: Reading, other_characters: int) -> Signs:
    texts = [_text(entry) for entry in entries]
    spoken = [text for text in texts if text]
    names = [key(entry.turn.speaker) for entry in entries if entry.turn.speaker]
    counts = Counter(names)
    characters = sum(map(len, spoken))
    weak = Counter(header.form.dialect for header in reading.headers.values())
    return Signs(
        turns=len(spoken),
        stamped=sum(entry.turn.stamp is not None for entry in entries if entry.texts),
        named=len(names),
        bare=weak["name-line"] + weak["name-run"] > len(entries) / 2,
        speakers=len(counts),
        recurring=sum(count > 1 for count in counts.values()),
        alternating=_share([a != b for a, b in pairwise(names)]),
        sentences=_share([_sentence(text) for text in spoken]),
        share=characters / max(characters + other_characters, 1),
        longest=max(median(map(len, spoken)), characters / len(spoken) / 2),
        forward=_forward(entries),
        pace=_pace(entries, texts),
        quoted=_share([bool(_QUOTED.match(text)) for text in spoken]),
        blanks=_share([_FILL_IN in text for text in spoken]),
        counting=_counting(entries),
        round=all(_round(entry.turn.stamp) for entry in entries if entry.turn.stamp),
    )


def _text(entry: Entry) -> str:
    """Return what is said in one language of a turn, the longest."""
    said = (" ".join(p.text for p in paragraphs) for paragraphs in entry.texts.values())
    return max(said, key=len, default="")


def _sentence(text: str) -> bool:
    if _SENTENCE_END.search(text) or _UNMARKED.search(text):
        return True
    return text.count(" ") >= 12 and not _capitals(text)


def _capitals(text: str) -> bool:
    """Whether most letters are capitals, as in the captions of a form."""
    return sum(map(str.isupper, text)) > sum(map(str.islower, text))


def _share(found: Sequence[bool]) -> float:
    return sum(found) / len(found) if found else 1.0


def _forward(entries: Sequence[Entry]) -> float:
    times = [time for entry in entries if (time := entry.turn.start_ms) is not None]
    return _share([b >= a for a, b in pairwise(times)])


def _round(stamp: Stamp) -> bool:
    """Whether a stamp may be an hour and a round minute: 18:20."""
    return bool(_HOUR.fullmatch(stamp.text)) and (stamp.start_ms or 0) % _ROUND == 0


def _counting(entries: Sequence[Entry]) -> float:
    """Return the share of times that follow the one before by a second: 3:16, 3:17."""
    stamps = [entry.turn.stamp for entry in entries if entry.turn.stamp is not None]
    if not all(_HOUR.fullmatch(stamp.text) for stamp in stamps):
        return 0.0
    times = [stamp.start_ms for stamp in stamps if stamp.start_ms is not None]
    return _share([b - a == 1000 for a, b in pairwise(times)])


def _pace(entries: Sequence[Entry], texts: Sequence[str]) -> float | None:
    """Return the words a minute between the first time and the last, if an hour is not much."""
    times = [entry.turn.start_ms for entry in entries]
    stamped = [i for i, time in enumerate(times) if time is not None]
    if len(stamped) < 3:
        return None
    first, last = stamped[0], stamped[-1]
    minutes = (
        sum(step for a, b in pairwise(stamped) if (step := (times[b] or 0) - (times[a] or 0)) > 0)
        / 60_000
    )
    words = sum(
        len(text.split()) if text.isascii() else len(text) / 3 for text in texts[first:last]
    )
    return words / minutes if minutes > 0.1 else None
