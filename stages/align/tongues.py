"""Two languages of a transcript: how their sentences are made comparable."""

from collections import Counter
from collections.abc import Callable, Sequence

from stages.align.beads import Score
from stages.align.evidence import Evidence
from stages.align.learn import Learnt, learn, names, terms
from stages.align.sentence import (
    Glossary,
    Keys,
    Sentence,
    character_keys,
    cognate_keys,
    ideographic,
    sentence,
    word_keys,
)
from stages.align.ties import Stretches
from stages.text import subtag

Reader = Callable[[str, frozenset[str] | None], Keys]
"""Finds the keys of a text; may leave out what is not among those asked for."""
Turns = Sequence[tuple[Sequence[str], Sequence[str]]]


_OFTEN = 3
"""A name is learnt from so many sentences that have it."""


class Tongues:
    """What a whole transcript tells of the sentences of two languages.

    English words are looked for among the dictionary's translations of Chinese, in whichever
    order the languages come; other languages show each other names, numbers and cognates, and
    words that were learnt from the transcript.
    """

    def __init__(self, languages: tuple[str, str], turns: Turns) -> None:
        self.turned = ideographic(languages[0]) and subtag(languages[1]) == "en"
        if self.turned:
            languages = languages[::-1]
            turns = [(others, texts) for texts, others in turns]
        self._rows: dict[str, Sentence] = {}
        self._columns: dict[str, Sentence] = {}
        self._row_keys = _row_reader(*languages)
        rows = [self.row(text) for texts, _ in turns for text in texts]
        self._column_keys: Reader
        if subtag(languages[0]) == "en" and ideographic(languages[1]):
            self._column_keys = Glossary(frozenset().union(*(row.keys for row in rows))).keys
            self._learn_names(turns)
        else:
            read = _row_reader(*languages[::-1])
            self._column_keys = _taught(lambda text, _: read(text), learn(turns))
        columns = [self.column(text) for _, others in turns for text in others]
        self.evidence = Evidence(rows, columns)

    def _learn_names(self, turns: Turns) -> None:
        """Learn the names that the dictionary does not find anywhere in the other language."""
        found = set().union(*(self.column(text).keys for _, others in turns for text in others))
        missing = names(text for texts, _ in turns for text in texts) - found
        counts = Counter(key for row in self._rows.values() for key in missing & row.keys.keys())
        often = {key for key, count in counts.items() if count >= _OFTEN}
        if often and (learnt := learn(turns, often)):
            self._column_keys = _taught(self._column_keys, learnt)
            self._columns.clear()

    def scorer(self, texts: Sequence[str], others: Sequence[str]) -> Score:
        """Return the score of stretches of `texts` against stretches of `others`."""
        if not self.turned:
            return self.evidence.scorer(
                [self.row(text) for text in texts], [self.column(text) for text in others]
            )
        score = self.evidence.scorer(
            [self.row(text) for text in others], [self.column(text) for text in texts]
        )
        return lambda top, bottom, left, right: score(left, right, top, bottom)

    def row(self, text: str) -> Sentence:
        """Measure a text of the language whose words are looked for."""
        if (known := self._rows.get(text)) is None:
            known = self._rows[text] = sentence(text, self._row_keys(text))
        return known

    def column(self, text: str) -> Sentence:
        """Measure a text of the language in which they are looked for."""
        if (known := self._columns.get(text)) is None:
            known = self._columns[text] = sentence(text, self._column_keys(text, None))
        return known

    def parts(self, rows: Sequence[str], columns: Sequence[str]) -> tuple[Stretches, Stretches]:
        """Return the stretches of parts of a pair, with no more keys than tell something there."""
        asked = [self._row_keys(text) for text in rows]
        among = frozenset().union(*asked)
        extent = self.evidence.extent
        return self.evidence.stretches(
            [(extent(text), keys, 0) for text, keys in zip(rows, asked, strict=True)],
            [(extent(text), self._column_keys(text, among), 0) for text in columns],
        )


def _row_reader(language: str, other: str) -> Callable[[str], Keys]:
    """Return what finds the keys of the sentences whose words are looked for."""
    if not ideographic(other):
        return cognate_keys
    return character_keys if ideographic(language) else word_keys


def _taught(reader: Reader, learnt: Learnt) -> Reader:
    """Let a reader find what was learnt, too."""

    def read(text: str, among: frozenset[str] | None) -> Keys:
        keys = reader(text, among)
        for term in terms(text) & learnt.keys():
            for key, strength in learnt[term].items():
                keys[key] = max(strength, keys.get(key, 0.0))
        return keys

    return read
