"""The languages of a book: which is which, which a stretch of text is in, and how HTML says so."""

import re
import unicodedata
from collections import Counter, defaultdict
from functools import cache
from itertools import islice

from stages.schema import Transcript
from stages.text import right_to_left

_TAG = re.compile(
    r"[A-Za-z]{2,3}(-[A-Za-z]{3}){0,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|\d{3}))?"
    r"(-([A-Za-z0-9]{5,8}|\d[A-Za-z0-9]{3}))*"
)
_LATIN = 0.85
"""Share of Latin letters above which they are a language's own, not names in another script."""

_SAMPLE = 60
"""Paragraphs of each language that are looked at to learn its scripts, and letters of each."""


class Tongues:
    """The languages of a transcript, the spoken one first, with the scripts they are written in."""

    def __init__(self, transcript: Transcript) -> None:
        self.languages = transcript.languages or ("und",)
        self.original = self.languages[0]
        self._scripts = {tag: _scripts(transcript, tag) for tag in self.languages}
        self._both_ways = any(right_to_left(tag) for tag in self.languages)
        latin = max(self.languages, key=self._latin_share)
        self._latin = latin if self._latin_share(latin) > 0.5 else ""
        self.attributes = cache(self._attributes)
        self.of = cache(self._of)

    def foreign(self, language: str) -> str:
        """Return the language of Latin words in `language`, "" where that is Latin itself."""
        return "" if self._latin_share(language) > _LATIN else self._latin

    def _latin_share(self, language: str) -> float:
        return self._scripts.get(language, {}).get("LATIN", 0.0)

    def _of(self, text: str) -> str:
        """Return the language whose scripts fit the text best."""
        counted = _count(text)
        return max(
            self.languages,
            key=lambda tag: sum(n * self._scripts[tag].get(s, 0) for s, n in counted.items()),
        )

    def classes(self, language: str) -> str:
        """Return the classes by which a reader can show or hide a language."""
        role = "original" if language == self.original else "translation"
        return f"{role} cp-{role}"

    def _attributes(self, language: str) -> str:
        tag = valid(language)
        direction = "rtl" if right_to_left(tag) else "ltr"
        way = f' dir="{direction}"' if self._both_ways or direction == "rtl" else ""
        return f'lang="{tag}" xml:lang="{tag}"{way}'


def valid(language: str) -> str:
    """Return a well-formed language tag: itself, or "und" where it is none (BCP 47)."""
    return language if _TAG.fullmatch(language) else "und"


def _scripts(transcript: Transcript, language: str) -> dict[str, float]:
    paragraphs = (p for s in transcript.segments for p in s.texts.get(language, ()))
    counted = _count("".join(p.text[:_SAMPLE] for p in islice(paragraphs, _SAMPLE)))
    total = sum(counted.values())
    return {script: number / total for script, number in counted.items()}


def _count(text: str) -> dict[str, float]:
    """Weigh the letters by script; an ideograph says as much as two or three letters."""
    weights: dict[str, float] = defaultdict(float)
    for character, number in Counter(text).items():
        if character.isalpha():
            script = unicodedata.name(character, "UNKNOWN").partition(" ")[0]
            wide = unicodedata.east_asian_width(character) == "W"
            weights[script] += number * (2.5 if wide else 1.0)
    return weights
