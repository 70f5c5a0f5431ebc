"""Where a sentence may be cut: at its marks, and before words that begin a part of it."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from stages.align.dictionary import headwords
from stages.align.sentences import spans, split, whole
from stages.text import spaced, subtag, width

_ROOMY = 21.0, 16.0
"""Phrases wider than this, in full-width characters, are cut before words as well: what fits a
line, in scripts with spaces between words and in those without."""
_LOOSE = 1.5
"""Phrases wider than so many lines are cut before lesser words, too."""
_STOP, _MARK, _LIST, _CLAUSE, _WORD = 0.5, 0.0, -1.0, -1.5, -3.0
"""What a cut gains or costs at the end of a sentence, at a mark, in a list, before a word that
begins a clause, and before one that begins a smaller part."""

_BEHIND = re.compile(
    r"[-,;:，；：—–…)）](?:(?<=[,;:—–)])\s+|(?<=[，；：])(?![”’」』）)])"
    r"|(?<=[—–…])(?![—–…”’」』\"')，。])|(?<=）)(?![，。；：、？！…”’」』])|(?<=\s-)\s+)"
)
_BEFORE = re.compile(r"[—–(（](?:(?<=（)|(?<=\s.))")
"""Marks behind which and before which a text may be cut; a pattern that begins with a set of
characters skips all others fast."""
_LISTS = re.compile("、")


def _table(text: str) -> dict[str, frozenset[str]]:
    """Read lines of a language and its words; a line may go on behind the same language."""
    table: dict[str, frozenset[str]] = {}
    for language, *words in map(str.split, text.strip().splitlines()):
        table[language] = table.get(language, frozenset()) | frozenset(words)
    return table


_LINKING = _table("""
    en and but or so because that which who when where while if than until before after whether
    es y e o pero porque que cuando donde si mientras
    fr et ou mais parce que qui quand où si
    de und oder aber weil dass wenn als ob denn
    it e o ma perché che quando dove se mentre
    pt e ou mas porque que quando onde se enquanto
    ru и а но или что чтобы когда где если потому
""")
_LESSER = _table("""
    en as how what why to for with from in on at into about like
    es como para con sin desde hasta
    fr comme pour avec sans depuis pendant
    de wie um mit für von nach bis
    it come per con senza da fino
    pt como para com sem desde até
    ru как для с от до пока
""")
_BINDING = _table("""
    en such even now rather other well out not just only of the a an is was are be s re
    de der die das ein eine nicht
    fr le la les un une de des ne
    es el la los las un una de no
    it il la i le un una di non
    pt o a os as um uma de não
""")
"""Words that belong to what stands behind them: "even | if", "is | what" are never cut."""
_LINKING_HAN = re.compile(
    "(?=但是|但|而且|而|并且|并|因为|所以|如果|然后|以及|或者|还是|以便|直到|除非|虽然|尽管|由于)"
)
_LESSER_HAN = re.compile(
    "(?=就是|就|才|却|关于|如何|为什么|让|使|把|被|对|向|从|在|当|和|与|跟|给|为|是|会|能|要|可以|都|也|还)"
)
_NONE: frozenset[str] = frozenset()
_JOINED = {
    language: _LINKING[language] | _LESSER[language] | _BINDING.get(language, _NONE)
    for language in _LINKING
}
"""Words behind which nothing is cut."""


class Phrase(NamedTuple):
    """A part of a text, where it stands there, and what it costs to cut in front of it."""

    text: str
    start: int
    end: int
    cost: float


def phrases(text: str, language: str) -> list[Phrase]:
    """Cut a text wherever a clause may end, each phrase with the cost of a cut in front of it."""
    costs = {match.end(): _MARK for match in _BEHIND.finditer(text)}
    for match in _BEFORE.finditer(text):
        costs[match.start()] = _MARK
    if not whole(text):
        costs.update((sentence.end, _STOP) for sentence in split(text))
    places = [place for place in sorted(costs) if 0 < place < len(text)]
    roomy = _ROOMY[not spaced(language)]
    for start, end in pairwise((0, *places, len(text))):
        if _wider(text[start:end], roomy):
            for place, cost in _inner(text[start:end], language, roomy).items():
                costs.setdefault(start + place, cost)
    places = [place for place in sorted(costs) if 0 < place < len(text)]
    return [
        Phrase(*span, costs.get(span.start, costs.get(span.start - 1, _MARK)))
        for span in spans(text, places)
    ]


def _inner(text: str, language: str, roomy: float) -> dict[int, float]:
    """Return the weaker places within a long phrase, with their costs."""
    places = {match.end(): _LIST for match in _LISTS.finditer(text)}
    for place in _starts(text, language, _LINKING, _LINKING_HAN):
        places.setdefault(place, _CLAUSE)
    for start, end in pairwise((0, *sorted(places), len(text))):
        if _wider(text[start:end], _LOOSE * roomy):
            for place in _starts(text[start:end], language, _LESSER, _LESSER_HAN):
                places.setdefault(start + place, _WORD)
    return places


def _wider(text: str, room: float) -> bool:
    """Whether a text needs more room than this, of which no character takes more than 1."""
    return len(text) > room and width(text.strip()) > room


def _starts(
    text: str, language: str, listed: dict[str, frozenset[str]], ideographs: re.Pattern[str]
) -> Iterator[int]:
    """Yield the places before such words, unless the word before belongs to them."""
    if not spaced(language):
        for match in ideographs.finditer(text):
            if match.end() and not _inside_word(text, match.end()):
                yield match.end()
        return
    tongue = subtag(language)
    if tongue not in listed:
        return
    for match in _before_words(listed[tongue]).finditer(text):
        space = text.rfind(" ", 0, match.start())
        before = text[space + 1 : match.start()].lower() if space >= 0 else ""
        if match.start() and before not in _JOINED[tongue]:  # the first word binds nothing
            yield match.end()


@cache
def _before_words(words: frozenset[str]) -> re.Pattern[str]:
    """Return the pattern of the space before any of these words."""
    return re.compile(rf"\s+(?=(?:{'|'.join(sorted(words))})\b)", re.IGNORECASE)


def _inside_word(text: str, place: int) -> bool:
    """Whether a cut would go through a word that the dictionary knows."""
    return any(
        len(head) > place - start and text.startswith(head, start, place + 4)
        for start in range(max(0, place - 3), place)
        for head, _ in headwords(text[start : start + 2])
    )
