"""Set units of text with HarfBuzz: their glyphs, and how wide they are."""

import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

import uharfbuzz as hb

from stages.errors import UsageError
from stages.write_pdf.choose import Chooser, Style
from stages.write_pdf.embed import Subset
from stages.write_pdf.faces import Face
from stages.write_pdf.families import cjk_form

OPENING = frozenset("（［｛〈《「『【〔〖〘“‘")
CLOSING = frozenset("）］｝〉》」』】〕〗〙”’，。、；：！？")
SOFT_HYPHEN = "\u00ad"
"""Ends the head of a word that we hyphenated: drawn as a hyphen, read as none."""
_LIGATURES_OFF = {"liga": False, "clig": False, "dlig": False, "hlig": False}
_JOINERS = frozenset("\u200c\u200d")
_STAND_IN = "\ufffd"
_MOST_SUBSETS = 64
"""How many subsets of one face there may be, so that each glyph stands for one text in each."""


class Glyph(NamedTuple):
    """A glyph in design units: where the pen stands before it, how far it moves on."""

    number: int
    text: str
    advance: int
    x: int
    y: int


class Run(NamedTuple):
    """Glyphs of one font, ready for a TJ operator: the inside of its brackets."""

    subset: Subset
    body: str
    rise: int


class Word:
    """A unit of text that is never broken, measured in ems and drawn in one style."""

    __slots__ = ("_runs", "actual", "han", "pieces", "text", "width")

    def __init__(self, text: str, pieces: list[tuple[Subset, list[Glyph]]]) -> None:
        self.text = text
        self.pieces = pieces
        self.width = sum(
            sum([g.advance for g in glyphs]) / subset.face.upem for subset, glyphs in pieces
        )
        self.han = sum(len(glyphs) for subset, glyphs in pieces if subset.face.han)
        self._runs: list[Run] = []
        self.actual = ""

    def runs(self) -> list[Run]:
        """Return what to draw. The first call of a document freezes its fonts.

        Where the glyphs do not stand for their text one by one, `actual` is set to the text.
        """
        if not self._runs:
            self._runs = [r for subset, glyphs in self.pieces for r in _runs(subset, glyphs)]
            if any(s.texts[g.number] != g.text for s, glyphs in self.pieces for g in glyphs):
                self.actual = self.text
        return self._runs


class Shaper:
    """Measures the words of one document, each once, and gathers the glyphs they need."""

    def __init__(self, chooser: Chooser, hyphenate: bool = False) -> None:
        self.hyphenate = hyphenate
        self._chooser = chooser
        self.subsets: list[Subset] = []
        self._of: dict[Face, list[Subset]] = {}
        self._words: dict[tuple[Style, bool], dict[str, Word]] = {}
        self.units: dict[object, dict[str, Any]] = {}
        self.spans: dict[Any, Any] = {}

    def word(self, text: str, style: Style, backwards: bool = False) -> Word:
        """Return a unit of text as it is set; `backwards` for text that runs right to left."""
        words = self._words.setdefault((style, backwards), {})
        if (word := words.get(text)) is None:
            pieces = [
                self._shape(piece, face, style, backwards)
                for piece, face in self._split(text, style)
            ]
            words[text] = word = Word(text, pieces[::-1] if backwards else pieces)
        return word

    def hyphenation(self, word: str, language: str) -> list[int]:
        """Return where a word may be hyphenated, the last place first."""
        bare = word.rstrip(" .,;:!?…)”’\"'")
        if not self.hyphenate or len(bare) < 6 or not bare.isalpha():
            return []
        dictionary = _dictionary(language)
        return dictionary.positions(bare)[::-1] if dictionary else []

    def _split(self, text: str, style: Style) -> Iterator[tuple[str, Face | None]]:
        """Cut text where the face changes; a combining mark stays in the face of its base."""
        table = self._chooser.table(style)
        piece, current = "", None
        for character in text:
            face = table.get(character) or self._chooser.face(character, style)
            if piece and character not in _JOINERS and unicodedata.combining(character):
                face = current if current and ord(character) in current.covers else face
            elif character in _JOINERS:
                face = current
            if piece and (face is not current or face is None):
                yield piece, current
                piece = ""
            piece, current = piece + character, face
        if piece:
            yield piece, current

    def _shape(
        self, text: str, face: Face | None, style: Style, backwards: bool
    ) -> tuple[Subset, list[Glyph]]:
        if face is None:
            return self._stand_in(text, style)
        if text.endswith(SOFT_HYPHEN):
            subset, glyphs = self._shape(text[:-1] + "-", face, style, backwards)
            return subset, [*glyphs[:-1], glyphs[-1]._replace(text=SOFT_HYPHEN)]
        buffer = hb.Buffer()
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
        buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.language = style.language
        buffer.direction = "rtl" if backwards else "ltr"
        hb.shape(face.font, buffer, _LIGATURES_OFF)
        glyphs = _glyphs(text, buffer)
        if len(glyphs) > 1 and face.han and cjk_form(style.language) in ("zh-Hans", "ja"):
            glyphs = _squeeze(glyphs, face.upem)
        return self._gather(face, glyphs, text), glyphs

    def _stand_in(self, text: str, style: Style) -> tuple[Subset, list[Glyph]]:
        """Show the replacement character for what no face has; its text stays what it is."""
        mark = next((m for m in (_STAND_IN, "?") if self._chooser.face(m, style)), "")
        face = self._chooser.face(mark, style) if mark else None
        if face is None:
            raise UsageError("font_files", "no font has even a question mark", "name a text font")
        number = face.font.get_nominal_glyph(ord(mark))
        advance = face.font.get_glyph_h_advance(number)
        glyphs = [Glyph(number, text, advance, 0, 0)]
        return self._gather(face, glyphs, text), glyphs

    def _gather(self, face: Face, glyphs: list[Glyph], text: str) -> Subset:
        """Note that glyphs are used, in a subset of the face where they stand for nothing else."""
        subsets = self._of.setdefault(face, [])
        subset = next((s for s in subsets if s.agrees(glyphs)), None)
        if subset is None and len(subsets) < _MOST_SUBSETS:
            subset = Subset(face, f"F{len(self.subsets) + 1}")
            self.subsets.append(subset)
            subsets.append(subset)
        subset = subset or subsets[0]
        for glyph in glyphs:
            subset.use(glyph.number, glyph.text or text[-1])
        return subset


@cache
def _dictionary(language: str) -> Any:
    import pyphen

    known = pyphen.language_fallback(language.replace("-", "_"))
    return pyphen.Pyphen(lang=known, left=2, right=3) if known else None


def _glyphs(text: str, buffer: hb.Buffer) -> list[Glyph]:
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    if len(infos) == len(text) and [info.cluster for info in infos] == list(range(len(text))):
        return [
            Glyph(info.codepoint, character, place.x_advance, place.x_offset, place.y_offset)
            for info, character, place in zip(infos, text, positions, strict=True)
        ]
    starts = sorted({info.cluster for info in infos})
    ends = dict(pairwise([*starts, len(text)]))
    told: set[int] = set()
    glyphs = []
    for info, position in zip(infos, positions, strict=True):
        cluster = info.cluster
        own = "" if cluster in told else text[cluster : ends[cluster]]
        told.add(cluster)
        x, y = position.x_offset, position.y_offset
        glyphs.append(Glyph(info.codepoint, own, position.x_advance, x, y))
    return glyphs


def _squeeze(glyphs: list[Glyph], upem: int) -> list[Glyph]:
    """Take the blank half out between two full-width marks (clreq 3.1.6.1)."""
    result = []
    for glyph, following in zip(glyphs, [*glyphs[1:], None], strict=True):
        mark, after = glyph.text, following.text if following else ""
        wide = glyph.advance > 0.9 * upem
        meets = (mark in CLOSING and after in CLOSING | OPENING) or (
            mark in OPENING and after in OPENING
        )
        squeezed = bool(mark and after) and wide and meets
        result.append(glyph._replace(advance=glyph.advance - upem // 2) if squeezed else glyph)
    return result


def _runs(subset: Subset, glyphs: list[Glyph]) -> Iterator[Run]:
    """Write glyphs as hexadecimal codes with the pen's corrections between them."""
    scale = 1000 / subset.face.upem
    body: list[str] = []
    rise, pending = 0, 0
    for number, _, advance, x, y in glyphs:
        height = round(y * scale) if y else 0
        if height != rise and body:
            yield Run(subset, "".join(body) + _kern(pending), rise)
            body, pending = [], 0
        rise = height
        shift = round(x * scale) if x else 0
        if pending + shift:
            body.append(_kern(pending + shift))
        body.append(subset.code(number))
        pending = round(advance * scale) - subset.width(number) - shift
    yield Run(subset, "".join(body) + _kern(pending), rise)


def _kern(thousandths: int) -> str:
    """Move the pen inside a TJ string; a positive number there moves it back."""
    return f">{-thousandths}<" if thousandths else ""
