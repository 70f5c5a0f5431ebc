"""Set units of text with HarfBuzz: their glyphs, and how wide they are."""

import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

import uharfbuzz as hb

from stages.errors import UsageError
from stages.write_pdf.choose import Chooser, Style
from stages.write_pdf.faces import Face
from stages.write_pdf.families import cjk_form
from stages.write_pdf.subset import Subset

OPENING = frozenset("（［｛〈《「『【〔〖〘“‘")
CLOSING = frozenset("）］｝〉》」』】〕〗〙”’，。、；：！？")
SOFT_HYPHEN = "\u00ad"
"""Ends the head of a word that we hyphenated: drawn as a hyphen, read as none."""
_LIGATURES_OFF = {"liga": False, "clig": False, "dlig": False, "hlig": False}
_JOINERS = frozenset("\u200c\u200d")
_STAND_IN = "\ufffd"
_LOWEST_RISE = 25
"""Marks that stand higher or lower than this, in thousandths of an em, are set so. PDF readers
take them for text of another line, so that their word needs its text beside it."""
_MOST_SUBSETS = 64
"""How many subsets of one face there may be, so that each glyph stands for one text in each."""


class Piece(NamedTuple):
    """Glyphs of one font, column by column, in design units.

    `texts` says what each glyph stands for: a string where that is one character each. `offsets`
    is None where every glyph stands on the pen's place.
    """

    subset: Subset
    numbers: list[int]
    texts: Sequence[str]
    advances: list[int]
    offsets: list[tuple[int, int]] | None
    told: str
    """The text where the glyphs do not tell it one by one, else ""."""


class Run(NamedTuple):
    """Glyphs of one font, ready for a TJ operator: the inside of its brackets.

    `actual` is their text where the glyphs do not tell it one by one, None where a run belongs to
    the text of the run before.
    """

    subset: Subset
    body: str
    rise: int
    actual: str | None = ""


class Word:
    """A unit of text that is never broken, measured in ems and drawn in one style."""

    __slots__ = ("drawn", "han", "pieces", "text", "width")

    def __init__(self, text: str, pieces: list[Piece]) -> None:
        self.text = text
        self.pieces = pieces
        self.width = sum([sum(p.advances) / p.subset.face.upem for p in pieces])
        self.han = sum([len(p.numbers) for p in pieces if p.subset.face.han])
        self.drawn: list[Run] = []
        """What `runs` returned, empty before the first call."""

    def runs(self) -> list[Run]:
        """Return what to draw. The first call of a document freezes its fonts."""
        if not self.drawn:
            self.drawn = [run for piece in self.pieces for run in _runs(piece)]
        return self.drawn


class Shaper:
    """Measures the words of one document, each once, and gathers the glyphs they need."""

    def __init__(self, chooser: Chooser, hyphenate: bool = False, mixed_gap: bool = True) -> None:
        self.hyphenate = hyphenate
        self.mixed_gap = mixed_gap
        self._chooser = chooser
        self.subsets: list[Subset] = []
        self._of: dict[Face, list[Subset]] = {}
        self._words: dict[tuple[Style, bool], dict[str, Word]] = {}
        self.units: dict[object, dict[str, Any]] = {}
        self.spans: dict[Any, Any] = {}
        self._buffer = hb.Buffer()
        self._buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
        self._buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES

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
        if len(bare) < 6 or not bare.isalpha():
            return []
        dictionary = _dictionary(language)
        return dictionary.positions(bare)[::-1] if dictionary else []

    def _split(self, text: str, style: Style) -> Iterable[tuple[str, Face | None]]:
        """Cut text where the face changes; a combining mark stays in the face of its base.

        So does a blank behind a word, for PDF readers overlook a blank that is drawn alone.
        """
        table = self._chooser.table(style)
        faces = [table.get(c) or self._chooser.face(c, style) for c in text]
        if len(set(faces)) == 1 and faces[0]:
            return [(text, faces[0])]
        for place, character in enumerate(text):
            before = faces[place - 1] if place else None
            if before is None:
                continue
            mark = unicodedata.combining(character) or (character == " " and not before.han)
            if character in _JOINERS or (mark and ord(character) in before.covers):
                faces[place] = before
        bounds = [
            n for n, face in enumerate(faces) if not n or not face or face is not faces[n - 1]
        ]
        return [(text[a:b], faces[a]) for a, b in pairwise([*bounds, len(text)])]

    def _shape(self, text: str, face: Face | None, style: Style, backwards: bool) -> Piece:
        if face is None:
            return self._stand_in(text, style)
        if text.endswith(SOFT_HYPHEN):
            piece = self._shape(text[:-1] + "-", face, style, backwards)
            return piece._replace(texts=[*piece.texts[:-1], SOFT_HYPHEN], told=text)
        buffer = self._buffer
        buffer.clear_contents()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.language = style.language
        buffer.direction = "rtl" if backwards else "ltr"
        hb.shape(face.font, buffer, _LIGATURES_OFF)
        infos, positions = buffer.glyph_infos, buffer.glyph_positions
        numbers = [info.codepoint for info in infos]
        advances = [position.x_advance for position in positions]
        offsets = None
        if not text.isascii():
            found = [(position.x_offset, position.y_offset) for position in positions]
            offsets = found if any(x or y for x, y in found) else None
        texts = _texts(text, [info.cluster for info in infos])
        if face.han and len(text) > 1 and cjk_form(style.language) in ("zh-Hans", "ja"):
            advances = _squeezed(texts, advances, face.upem)
        subset, told = self._gather(face, numbers, texts)
        raised = offsets and not backwards and any(_rises(y, face.upem) for _, y in offsets)
        actual = text if raised or not told else ""
        return Piece(subset, numbers, texts, advances, offsets, actual)

    def _stand_in(self, text: str, style: Style) -> Piece:
        """Show the replacement character for what no face has; its text stays what it is."""
        mark = next((m for m in (_STAND_IN, "?") if self._chooser.face(m, style)), "")
        face = self._chooser.face(mark, style) if mark else None
        if face is None:
            raise UsageError("font_files", "no font has even a question mark", "name a text font")
        number = face.font.get_nominal_glyph(ord(mark))
        advance = face.font.get_glyph_h_advance(number)
        subset, told = self._gather(face, [number], [text])
        return Piece(subset, [number], [text], [advance], None, "" if told else text)

    def _gather(self, face: Face, numbers: list[int], texts: Sequence[str]) -> tuple[Subset, bool]:
        """Add glyphs to a subset of the face where they stand for nothing else, if they can."""
        subsets = self._of.setdefault(face, [])
        for subset in subsets:
            if subset.takes(numbers, texts):
                return subset, True
        if "" in texts and subsets:
            return subsets[0], False
        if len(subsets) < _MOST_SUBSETS:
            subset = Subset(face, f"F{len(self.subsets) + 1}")
            self.subsets.append(subset)
            subsets.append(subset)
        return subsets[-1], subsets[-1].takes(numbers, texts)


@cache
def _dictionary(language: str) -> Any:
    import pyphen

    known = pyphen.language_fallback(language.replace("-", "_"))
    return pyphen.Pyphen(lang=known, left=2, right=3) if known else None


def _texts(text: str, clusters: list[int]) -> Sequence[str]:
    """Return what each glyph stands for; the later glyphs of a cluster stand for nothing."""
    if clusters == list(range(len(text))):
        return text
    ends = dict(pairwise([*sorted(set(clusters)), len(text)]))
    told: set[int] = set()
    texts = []
    for cluster in clusters:
        texts.append("" if cluster in told else text[cluster : ends[cluster]])
        told.add(cluster)
    return texts


def _squeezed(texts: Sequence[str], advances: list[int], upem: int) -> list[int]:
    """Take the blank half out between two full-width marks (clreq 3.1.6.1)."""
    squeezed = list(advances)
    for place, (mark, after) in enumerate(pairwise(texts)):
        meets = (mark in CLOSING and after in CLOSING | OPENING) or (
            mark in OPENING and after in OPENING
        )
        if meets and advances[place] > 0.9 * upem:
            squeezed[place] -= upem // 2
    return squeezed


def _runs(piece: Piece) -> list[Run]:
    """Write glyphs as hexadecimal codes with the pen's corrections between them."""
    subset, numbers, _, advances, offsets, told = piece
    subset.freeze()
    actual: str | None = told
    scale = 1000 / subset.face.upem
    if scale != 1:
        advances = [round(advance * scale) for advance in advances]
    widths = [subset.widths[number] for number in numbers]
    codes = [subset.codes[number] for number in numbers]
    if offsets is None:
        if advances != widths:
            pairs = zip(codes, advances, widths, strict=True)
            codes = [code + _kern(advance - width) for code, advance, width in pairs]
        return [Run(subset, "".join(codes), 0, actual)]
    runs: list[Run] = []
    body, rise, pending = "", 0, 0
    for code, advance, width, (x, y) in zip(codes, advances, widths, offsets, strict=True):
        height = round(y * scale) if _rises(y, subset.face.upem) else 0
        shift = round(x * scale)
        if height != rise and body:
            runs.append(Run(subset, body + _kern(pending), rise, actual))
            body, pending = "", 0
            actual = actual and None
        rise = height
        body += _kern(pending + shift) + code
        pending = advance - width - shift
    return [*runs, Run(subset, body + _kern(pending), rise, actual)]


def _rises(y: int, upem: int) -> bool:
    return abs(y) * 1000 > _LOWEST_RISE * upem


def _kern(thousandths: int) -> str:
    """Move the pen inside a TJ string; a positive number there moves it back."""
    return f">{-thousandths}<" if thousandths else ""
