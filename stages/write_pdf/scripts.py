"""Scripts: whether the look of a text tells its language among those of a transcript."""

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from stages.schema import Segment, Transcript

_MEETING = re.compile("([^\\0-~])( ?)(?=[A-Za-z0-9])|[A-Za-z0-9](?=( ?)([^\\0-~]))")


class Scripts:
    """The script of each language, learnt from the paragraphs in it."""

    def __init__(self, transcript: Transcript) -> None:
        self._of: dict[str, str] = {}
        for language in transcript.languages:
            texts = (p.text for s in transcript.segments for p in s.texts.get(language, ()))
            votes = Counter(script(text) for text in texts)
            self._of[language] = votes.most_common(1)[0][0] if votes else ""

    def languages(self, text: str) -> list[str]:
        """Return the languages that a text may be in, by its script."""
        own = script(text)
        return [language for language, known in self._of.items() if known == own]

    def doubtful(self, segment: Segment) -> bool:
        """Whether the script does not tell the language of every paragraph of a turn."""
        return len(self._of) > 1 and any(
            self.languages(paragraph.text) != [language]
            for language, paragraphs in segment.texts.items()
            for paragraph in paragraphs
        )


def mixed_gap(transcript: Transcript) -> bool:
    """Whether a transcript sets blanks between Han and Latin more often than not."""
    blanks = Counter(
        bool(gap or space)
        for segment in transcript.segments
        for paragraphs in segment.texts.values()
        for paragraph in paragraphs
        if not paragraph.text.isascii()
        for before, gap, space, after in _MEETING.findall(paragraph.text)
        if _SCRIPTS[before or after] == "CJK"
    )
    return blanks[True] > blanks[False]


@lru_cache(maxsize=4096)
def script(text: str) -> str:
    """Return the script of most letters, as Unicode names them; Chinese and Japanese are CJK."""
    plain = text.encode("ascii", "ignore")
    latin = len(plain.translate(None, _NO_LETTERS))
    if latin > len(text) - len(plain):
        return "LATIN"
    letters = Counter(map(_SCRIPTS.__getitem__, text))
    del letters[""]
    return letters.most_common(1)[0][0] if letters else ""


class _Scripts(dict[str, str]):
    """The script of each character that was met; "" for what is no letter."""

    def __missing__(self, character: str) -> str:
        first = unicodedata.name(character, "?").split()[0].partition("-")[0]
        found = "CJK" if first in ("HIRAGANA", "KATAKANA", "FULLWIDTH") else first
        self[character] = found = found if character.isalpha() else ""
        return found


_SCRIPTS = _Scripts()
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalpha())
