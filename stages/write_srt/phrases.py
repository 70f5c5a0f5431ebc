"""What a break costs in languages that put no spaces between words.

Word and phrase borders come from BudouX, small models made for breaking lines; a few words are
added that bind to what follows or to what stands before.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache
from importlib.util import find_spec
from itertools import chain, repeat
from operator import add
from pathlib import Path
from struct import Struct, unpack_from
from typing import NamedTuple

import msgspec

from stages.text import subtag
from stages.write_srt.marks import BEFORE_OPENING, NEVER, OPENING, PLAIN, punctuation_cost
from stages.write_srt.words import words_of

Scorer = Callable[[str], list[float]]
"""Of a text: how sure it is that a phrase begins at each offset; negative where none does."""

_NO_MODEL = 150.0 * (46.0 - PLAIN)
"""The score of a place of which no model knows anything."""

_AFTER_NUMBER = 16.0
"""What it costs besides that a line ends with a number, which belongs to what it counts."""

_SURE = 150.0 * (46.0 - 10.0)
"""The score from which on a place is as good as any."""

_LEAST, _MOST = 5.0, NEVER - 5
"""Between these lies the cost of a break where there is no mark."""

_BEGINS = {"link": -4.0, "follow": 14.0}
"""What it costs besides that a line begins with a word of a class."""

_BINDS, _TAIL = 14.0, 8.0
"""What it costs besides that a line ends with a word, or a tail, that belongs to the next one."""

_ODD = re.compile(r"[\x00-\x7f\W\d]+")
"""What is no letter of these languages: Latin letters, digits, marks."""

_ASCII = re.compile(r"[\x00-\x7f]")
_EDGE = "\0"
"""Stands for Latin letters, which the models do not know: to them they are the edge of a text."""

_MODELS = {"zh": ("zh-hans", 1), "yue": ("zh-hant", 1), "ja": ("ja", 4), "th": ("th", 1)}
"""The model of a language, and what its scores count: that of Japanese finds whole phrases, the
others words."""

_ZERO = 1 << 20
"""Stands for no score at all in a lane, since lanes hold no number below zero."""

_TRADITIONAL = {"Hant", "TW", "HK", "MO"}


class _Word(NamedTuple):
    """A word that matters for the breaks beside it: its class, and how it binds to the next."""

    text: str
    begins: str = ""
    ends: float = 0.0


def phrase_costs(text: str, language: str, places: Sequence[int]) -> dict[int, float]:
    """Return the cost of a line that ends just before each of the places in a text."""
    scorer = phrase_scorer(language)
    scores = scorer(text) if scorer else [_NO_MODEL] * len(text)
    begins, ends = _occurrences(text, language, scores)
    fixed, numbers = _beside_marks(text, places, scores, ends)
    costs = {
        at: NEVER - 8 if (score := scores[at]) <= 0 else 10.0 if score > _SURE else 46 - score / 150
        for at in places
    }
    for at in numbers:
        costs[at] += _AFTER_NUMBER
    for at in begins.keys() | ends.keys():
        cost = costs.get(at)
        if cost is not None:
            begin = begins.get(at)
            if begin:
                cost = min(cost, 20.0) - 8 if begin == "join" else cost + _BEGINS[begin]
            cost += ends.get(at, 0.0)
            costs[at] = cost if _LEAST < cost < _MOST else min(max(cost, _LEAST), _MOST)
    costs.update(fixed)
    return costs


def _beside_marks(
    text: str, places: Sequence[int], scores: list[float], ends: dict[int, float]
) -> tuple[dict[int, float], list[int]]:
    """Return the cost of the breaks that a mark decides, and the places behind a number.

    Beside Latin letters and digits, of which the model knows nothing, scores and ends are mended.
    """
    fixed: dict[int, float] = {}
    numbers = []
    odd = {at for m in _ODD.finditer(text) for at in range(m.start(), m.end() + 1)}
    for at in odd.intersection(places):
        last, first, held = text[at - 1], text[at], at
        if not last.isalnum():
            before = text[max(0, at - 8) : at].rstrip()
            cost = punctuation_cost(before)
            if cost is not None:
                fixed[at] = cost
                continue
            last, held = before[-1:], at - 1
        if first in OPENING:
            fixed[at] = BEFORE_OPENING
        if last.isdecimal():
            numbers.append(at)
        if first < "\x80" or last < "\x80":
            scores[at] = _NO_MODEL
        ends[at] = ends.get(held, 0.0)
    return fixed, numbers


def _occurrences(
    text: str, language: str, scores: Sequence[float]
) -> tuple[dict[int, str], dict[int, float]]:
    """Return of which class a word begins at an offset, and how a word binds that ends there.

    Of several the longest counts; one character must be a whole word.
    """
    begins: dict[int, str] = {}
    ends: dict[int, float] = {}
    whole = [*scores[1:], 1.0]
    lexicon = _lexicon(language)
    for word, begin, binds in chain(*map(lexicon.__getitem__, lexicon.keys() & set(text))):
        size = len(word)
        at = text.find(word)
        while at >= 0:
            if begin and (size > 1 or whole[at] > 0):
                begins[at] = begin
            if binds and (size > 1 or scores[at] > 0 or binds == _TAIL):
                ends[at + size] = max(binds, ends.get(at + size, 0.0))
            at = text.find(word, at + 1)
    return begins, ends


@cache
def _lexicon(language: str) -> dict[str, list[_Word]]:
    """Return the words that matter for breaks by the letter they begin with, short ones first."""
    words = words_of(language)
    classes = {"follow": words.follow, "link": words.link, "join": words.join}
    begins = {word: name for name, group in classes.items() for word in group}
    ends = dict.fromkeys(words.tails, _TAIL) | dict.fromkeys(words.open, _BINDS)
    found: dict[str, list[_Word]] = {}
    for text in sorted(begins | ends, key=len):
        found.setdefault(text[0], []).append(_Word(text, begins.get(text, ""), ends.get(text, 0.0)))
    return found


@cache
def phrase_scorer(language: str) -> Scorer | None:
    """Return the scorer of a language, None where there is no model of it."""
    name, scale = _MODELS.get(subtag(language), ("", 0))
    if not name:
        return None
    if name == "zh-hans" and _TRADITIONAL & set(language.split("-")):
        name = "zh-hant"
    return _scorer(_model(name), scale)


def _model(name: str) -> dict[str, dict[str, int]]:
    """Return a model of BudouX: scores by feature. Read here, its own reader loads much else."""
    package = find_spec("budoux")
    assert package
    assert package.origin
    data = Path(package.origin).with_name("models").joinpath(f"{name}.json").read_bytes()
    return msgspec.json.decode(data, type=dict[str, dict[str, int]])


def _scorer(model: dict[str, dict[str, int]], scale: int) -> Scorer:
    """Return BudouX's scores; its own parser tells only where they are positive.

    Its features are characters (UW1 is the third before the place, UW6 the third behind it),
    pairs (BW1 begins two before it) and triples (TW1 begins three before it). What they add up to
    is summed as one big number of which each place has a lane.
    """
    base = -0.5 * sum(sum(group.values()) for group in model.values()) - 13 * _ZERO
    (one, no_one), (two, no_two), (three, no_three) = (
        _records(model, name, count) for name, count in (("UW", 6), ("BW", 3), ("TW", 4))
    )

    def scores(text: str) -> list[float]:
        bare = f"{_EDGE * 3}{_ASCII.sub(_EDGE, text)}{_EDGE * 3}"
        pairs = list(map(add, bare, bare[1:]))
        triples = map(add, pairs, bare[2:])
        total = _laid(list(map(one.get, bare, repeat(no_one)))) + (
            _laid(list(map(two.get, pairs, repeat(no_two))))
            + _laid(list(map(three.get, triples, repeat(no_three))))
            << 2 * 32
        )
        lanes = total.to_bytes(4 * (len(bare) + 5), "little")
        sums = unpack_from(f"<{len(text)}I", lanes, 5 * 4)
        return [scale * (base + lane) for lane in sums]

    return scores


def _records(
    model: dict[str, dict[str, int]], name: str, count: int
) -> tuple[dict[str, bytes], bytes]:
    """Return what each character, pair or triple adds to the places around it, and what others do.

    That is as many lanes as there are features of the kind, the first for the last of them.
    """
    features = [model.get(f"{name}{number}", {}) for number in range(count, 0, -1)]
    grams: set[str] = set().union(*features)
    lanes = Struct(f"<{count}I")
    return {
        gram: lanes.pack(*[_ZERO + feature.get(gram, 0) for feature in features]) for gram in grams
    }, lanes.pack(*[_ZERO] * count)


def _laid(records: list[bytes]) -> int:
    """Return the sum of records laid over each other, each one lane behind the one before."""
    lanes = len(records[0]) // 4
    return sum(
        int.from_bytes(b"".join(records[first::lanes]), "little") << 32 * first
        for first in range(lanes)
    )
