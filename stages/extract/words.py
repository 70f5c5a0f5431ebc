"""Words: neighbouring glyphs of one style, the atoms of the layout.

A word ends at a space, at a change of style or baseline, and at any gap; whether a gap is a space
is decided later, for a line as a whole.
"""

from collections.abc import Iterable
from math import inf

from msgspec import Struct

from stages.extract.bidi import ligature, rightward, sits
from stages.extract.characters import JOINERS, SOFT_HYPHEN, SPACES, fold
from stages.extract.glyphs import Glyph, Style

_TOUCH = 0.12
"""In em: glyphs nearer than this stand together, whatever lies between words."""
_BACK = -0.2
"""In em: how far a glyph may start before the one before it (marks, parts of a ligature)."""
_OVERLAP = -0.1
"""In em: glyphs that lie further upon each other are put in order by their ink, as words."""
_BLANK = 0.03
"""In em: a space narrower than this is none (LibreOffice puts such ones between digits)."""
_NEAR = 0.1
"""In em: a space touches words that are nearer than this."""
_BLANKS = SPACES | {SOFT_HYPHEN}
_FIRST_RIGHTWARD = "\u0590"
_OPENING = frozenset("（「『【《〈［")
_RISE, _FALL = 0.88, 0.22
"""In em: how far a line's box reaches above and below the baseline. Fonts state their own figures,
often wrong ones; equal figures for all make boxes comparable, over fonts and readers."""


_Blank = tuple[float, float, float, Style]
"""A space glyph: where it starts and ends, its baseline, its style."""


class _Plain(dict[str, bool]):
    """Whether a character is no more than a letter or a mark behind the one before it."""

    def __missing__(self, text: str) -> bool:
        plain = text < _FIRST_RIGHTWARD or not rightward(text)
        self[text] = plain = plain and text not in _BLANKS and text not in _OPENING
        return plain


_PLAIN = _Plain()


class Word(Struct, gc=False):
    """Glyphs that stand together. `before` and `after` say where the file has a space glyph.

    `confidence` is below 1 where the text was recognized from a picture.
    """

    text: str
    x0: float
    x1: float
    base: float
    style: Style
    before: bool = False
    after: bool = False
    confidence: float = 1.0

    @property
    def ink(self) -> float:
        """Where the ink of the word begins: full-width opening brackets are half empty."""
        return self.x0 + (self.style.size / 2 if self.text[0] in _OPENING else 0.0)

    @property
    def y0(self) -> float:
        """The top of the word's box."""
        return self.base - _RISE * self.style.size

    @property
    def y1(self) -> float:
        """The bottom of the word's box."""
        return self.base + _FALL * self.style.size


def words(glyphs: Iterable[Glyph]) -> list[Word]:
    """Join glyphs, in the order of the file, to words. What has nothing to show is left out."""
    found: list[Word] = []
    letters: list[str] = []
    word = Word("", 0, 0, 0, Style(0))
    style, last, reach, base = word.style, 0.0, 0.0, 0.0
    size = touch = back = lap = 0.0
    blank: _Blank | None = None
    blanks: list[_Blank] = []
    for text, x, end, y, set_in in glyphs:
        if set_in is style and y == base and lap < x - reach < touch and _PLAIN[text]:
            # So it is with nearly every glyph; what follows tells the others apart.
            letters.append(text)
            last = x
            if end > reach:
                reach = end
        elif text in _BLANKS and end - x < _BLANK * set_in.size:
            continue
        elif text in SPACES:
            if blank is None:
                word.after = -size < x - reach < size and abs(y - base) < size / 2
            blank, touch = (x, end, y, set_in), -inf
            blanks.append(blank)
        elif (
            blank is None
            and set_in is style
            and x - reach < touch
            and x - last > back
            and (x - reach > lap or x == last)
            and text not in _OPENING
            and -touch < y - base < touch
            and (
                text < _FIRST_RIGHTWARD
                or "\u08ff" < text < "\ufb1d"
                or not rightward(text)
                or (x == last and end <= reach)
            )
        ) or (blank is None and set_in is style and sits(text) and abs(x - last) < size):
            if end < reach and x == last and rightward(text):
                letters.insert(0, text)  # parts of a ligature that the file spells out in order
            else:
                letters.append(text)
            last = x
            if end > reach:
                reach = end
        else:
            word.text, word.x1 = "".join(letters), reach
            style, last, reach, base = set_in, x, max(x, end), y
            size = style.size
            touch, back, lap = _TOUCH * size, _BACK * size, _OVERLAP * size
            before = blank is not None and abs(blank[2] - y) < size / 2
            word, letters, blank = Word("", x, reach, base, style, before), [text], None
            found.append(word)
    word.text, word.x1 = "".join(letters), reach
    return _folded(found, blanks)


def _folded(found: list[Word], blanks: list[_Blank]) -> list[Word]:
    right = False
    for word in found:
        if not word.text.isascii():
            right = right or rightward(word.text)
            word.text = fold(ligature(word.text) if right else word.text)
        elif not word.text.isprintable():
            word.text = fold(word.text)
    kept = [word for word in found if word.text.strip(JOINERS)]
    if right:
        _touch(kept, blanks)
    return kept


def _touch(found: list[Word], blanks: list[_Blank]) -> None:
    """Note on which sides of a word spaces are seen; the order of the file does not tell here."""
    level: dict[int, list[Word]] = {}
    for word in found:
        word.before = word.after = False
        level.setdefault(round(word.base), []).append(word)
    for x, end, base, style in blanks:
        near = _NEAR * style.size
        for word in (w for k in (-1, 0, 1) for w in level.get(round(base) + k, ())):
            word.after = word.after or abs(x - word.x1) < near
            word.before = word.before or abs(end - word.x0) < near
