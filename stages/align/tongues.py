"""Two languages of a transcript: how their sentences are made comparable."""

from collections.abc import Callable, Sequence

from stages.align.beads import Score
from stages.align.evidence import Evidence
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
from stages.text import subtag


Reader = Callable[[str], Keys]


class Tongues:
    """What a whole transcript tells of the sentences of two languages.

    English words are looked for among the dictionary's translations of Chinese, in whichever
    order the languages come; other languages show each other names, numbers and cognates.
    """

    def __init__(
        self, languages: tuple[str, str], texts: Sequence[str], others: Sequence[str]
    ) -> None:
        self.turned = ideographic(languages[0]) and subtag(languages[1]) == "en"
        if self.turned:
            languages, texts, others = languages[::-1], others, texts
        self._rows: dict[str, Sentence] = {}
        self._columns: dict[str, Sentence] = {}
        self._row_keys = _row_reader(*languages)
        rows = [self.row(text) for text in texts]
        self._column_keys = _column_reader(*languages, rows)
        self.evidence = Evidence(rows, [self.column(text) for text in others])

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
            known = self._columns[text] = sentence(text, self._column_keys(text))
        return known


def _row_reader(language: str, other: str) -> Reader:
    """Return what finds the keys of the sentences whose words are looked for."""
    if not ideographic(other):
        return cognate_keys
    return character_keys if ideographic(language) else word_keys


def _column_reader(language: str, other: str, rows: Sequence[Sentence]) -> Reader:
    """Return what finds the keys of the sentences in which they are looked for."""
    if subtag(language) == "en" and ideographic(other):
        return Glossary(set().union(*(row.keys for row in rows))).keys
    return _row_reader(other, language)
