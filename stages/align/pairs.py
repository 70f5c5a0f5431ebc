"""Turns into pairs: which sentences of each language say the same."""

import re
from collections import Counter
from collections.abc import Sequence
from math import exp, log
from typing import NamedTuple

from stages.align.beads import Bead, string
from stages.align.sentences import split
from stages.schema import Pair, Segment
from stages.text import han, join

_TOKENS = re.compile(r"\d+|[A-Za-z]{2,}")


class Sentence(NamedTuple):
    """A sentence, the paragraph it stands in, and what of it can be compared."""

    text: str
    paragraph: int
    length: float
    tokens: Counter[str]


def pair_turn(segment: Segment, languages: Sequence[str], ratio: float) -> tuple[Pair, ...]:
    """Return the pairs of a turn. `ratio` is how many Latin letters one Han character is worth."""
    present = [language for language in languages if segment.texts.get(language)]
    sentences = {
        language: [
            _sentence(text, number, ratio)
            for number, paragraph in enumerate(segment.texts[language])
            for text in split(paragraph.text)
        ]
        for language in present
    }
    if not present:
        return ()
    base = present[0]
    if len(present) == 1:
        return tuple(Pair(texts={base: s.text}) for s in sentences[base])
    other = present[1]
    pairs: list[Pair] = []
    for rows, columns in _blocks(sentences[base], sentences[other]):
        for bead in _align(rows, columns):
            pairs.append(_pair(bead, {base: rows, other: columns}))
    return tuple(pairs)


def _blocks(
    rows: list[Sentence], columns: list[Sentence]
) -> list[tuple[list[Sentence], list[Sentence]]]:
    paragraphs = rows[-1].paragraph + 1 if rows else 0
    if not rows or not columns or columns[-1].paragraph + 1 != paragraphs:
        return [(rows, columns)]
    return [
        ([s for s in rows if s.paragraph == n], [s for s in columns if s.paragraph == n])
        for n in range(paragraphs)
    ]


def _sentence(text: str, paragraph: int, ratio: float) -> Sentence:
    wide = sum(map(han, text))
    return Sentence(
        text, paragraph, len(text) - wide + wide * ratio, Counter(_TOKENS.findall(text.lower()))
    )


def _align(rows: list[Sentence], columns: list[Sentence]) -> list[Bead]:
    def score(top: int, bottom: int, left: int, right: int) -> float:
        a, b = rows[top:bottom], columns[left:right]
        x, y = sum(s.length for s in a), sum(s.length for s in b)
        apart = log((y + 8) / (x + 8)) ** 2 / (0.04 + 3 / (x + y))
        shared = sum(
            min(sum(s.tokens[token] for s in a), sum(s.tokens[token] for s in b))
            for token in set().union(*(s.tokens for s in b))
        )
        question = (a[-1].text.count("?") > 0) == (b[-1].text.count("？") > 0)
        return 1.5 - apart / 2 + 2.5 * shared + (0.3 if question else -1.0)

    return string(len(rows), len(columns), score)


def _pair(bead: Bead, sentences: dict[str, list[Sentence]]) -> Pair:
    spans = zip(sentences, ((bead.top, bead.bottom), (bead.left, bead.right)), strict=True)
    texts = {
        language: join((s.text for s in sentences[language][start:end]), language)
        for language, (start, end) in spans
        if end > start
    }
    return Pair(texts=texts, confidence=round(1 / (1 + exp(-bead.score)), 2))
