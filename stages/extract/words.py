"""Words: neighbouring glyphs of one style, the atoms of the layout.

A word ends at a space, at a change of style or baseline, and at any gap; whether a gap is a space
is decided later, for a line as a whole.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from stages.extract.characters import SPACES, fold
from stages.extract.glyphs import Glyph, Style

_TOUCH = 0.12
"""In em: glyphs nearer than this stand together, whatever lies between words."""
_BACK = 0.5
"""In em: how far a glyph may reach back over the one before (kerning, marks over letters)."""
_RISE, _FALL = 0.88, 0.22
"""In em: how far a line's box reaches above and below the baseline. Fonts state their own figures,
often wrong ones; equal figures for all make boxes comparable, over fonts and readers."""


@dataclass(slots=True)
class Word:
    """Glyphs that stand together. `before` and `after` say where the file has a space glyph."""

    text: str
    x0: float
    x1: float
    base: float
    style: Style
    before: bool = False
    after: bool = False

    @property
    def y0(self) -> float:
        """The top of the word's box."""
        return self.base - _RISE * self.style.size

    @property
    def y1(self) -> float:
        """The bottom of the word's box."""
        return self.base + _FALL * self.style.size


def words(glyphs: Iterable[Glyph]) -> list[Word]:
    """Join glyphs, in the order of the file, to words. What has no width to show is left out."""
    found: list[Word] = []
    word: Word | None = None
    letters: list[str] = []
    spaced = False
    for text, x, end, base, style in glyphs:
        if text in SPACES:
            spaced = True
            continue
        if (
            word
            and not spaced
            and style is word.style
            and -_BACK * style.size < x - word.x1 < _TOUCH * style.size
            and abs(base - word.base) < _TOUCH * style.size
        ):
            letters.append(text)
            word.x1 = max(word.x1, end)
            continue
        if word:
            word.text = fold("".join(letters))
            word.after = spaced
        word = Word("", x, max(x, end), base, style, before=spaced)
        found.append(word)
        letters = [text]
        spaced = False
    if word:
        word.text = fold("".join(letters))
        word.after = spaced
    return [word for word in found if word.text]
