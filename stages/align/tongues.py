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
        self._row_keys, self._column_keys = _readers(*languages, texts)
        self._rows: dict[str, Sentence] = {}
        self._columns: dict[str, Sentence] = {}
        self.evidence = Evidence(
            [self.row(text) for text in texts], [self.column(text) for text in others]
        )

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


def _readers(
    language: str, other: str, texts: Sequence[str]
) -> tuple[Callable[[str], Keys], Callable[[str], Keys]]:
    """Return what finds the keys of each language's sentences."""
    if ideographic(language) and ideographic(other):
        return character_keys, character_keys
    if subtag(language) == "en" and ideographic(other):
        wanted = set().union(*(word_keys(text) for text in texts))
        return word_keys, Glossary(wanted).keys
    return cognate_keys, cognate_keys
