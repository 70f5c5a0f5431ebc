"""Set units of text with HarfBuzz: their glyphs, and how wide they are."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import accumulate, pairwise
from typing import Any

import uharfbuzz as hb

from stages.errors import UsageError
from stages.write_pdf.choose import Chooser, Style
from stages.write_pdf.faces import Face
from stages.write_pdf.families import cjk_form
from stages.write_pdf.glyphs import Piece, Row, Word, rises
from stages.write_pdf.subset import Subset

OPENING = frozenset("（［｛〈《「『【〔〖〘“‘")
CLOSING = frozenset("）］｝〉》」』】〕〗〙”’，。、；：！？")
SOFT_HYPHEN = "\u00ad"
"""Ends the head of a word that we hyphenated: drawn as a hyphen, read as none."""
_LIGATURES_OFF = {"liga": False, "clig": False, "dlig": False, "hlig": False}
_JOINERS = frozenset("\u200c\u200d")
_STAND_IN = "\ufffd"
_LATIN = re.compile("[ -\u024f\u2010-\u205e]+")
_ONE_BY_ONE = (("\u3400", "\u9fff"), ("\u3041", "\u30ff"), ("\uac00", "\ud7a3"))
"""The first and last characters of Han, kana and Hangul."""
_MARKS = "".join(sorted(OPENING | CLOSING)) + "…"
_FEW = 32
"""Words that cannot be set together are set one by one when they are so few."""
_MOST_SUBSETS = 64
"""How many subsets of one face there may be, so that each glyph stands for one text in each."""


class Shaper:
    """Measures the words of one document, each once, and gathers the glyphs they need."""

    def __init__(self, chooser: Chooser, hyphenate: bool = False, mixed_gap: bool = True) -> None:
        self.hyphenate = hyphenate
        self.mixed_gap = mixed_gap
        self._chooser = chooser
        self.subsets: list[Subset] = []
        self._of: dict[Face, list[Subset]] = {}
        self._words: dict[tuple[Style, bool], dict[str, Word]] = {}
        self.parts: dict[tuple[str, str], list[str]] = {}
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
            width = sum([sum(row.advances) / row.subset.face.upem for row, _, _, _ in pieces])
            words[text] = word = Word(text, pieces[::-1] if backwards else pieces, width)
        return word

    def words(self, texts: list[str], style: Style) -> list[Word]:
        """Return units of text as they are set. New ones of a simple script are set together."""
        words = self._words.setdefault((style, False), {})
        groups: dict[str, list[str]] = {}
        for text in texts:
            if text not in words and (script := _simple_script(text)):
                groups.setdefault(script, []).append(text)
        for group in groups.values():
            words.update(self._together(group, style))
        return [words.get(text) or self.word(text, style) for text in texts]

    def freeze(self) -> None:
        """Fix the glyphs of the fonts, when all text is measured and none is drawn."""
        for subset in self.subsets:
            subset.freeze()
        for words in self._words.values():
            for word in words.values():
                word.freeze()

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
        faces = [table[character] for character in text]
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

    def _together(self, texts: list[str], style: Style) -> dict[str, Word]:
        """Set units of one simple script in one go, as far as each character is one plain glyph.

        A line end parts them, which joins with no glyph. What is left out is in no great number.
        """
        if len(texts) == 1:
            return {}
        text = "\n".join(texts)
        faces = {c: self._chooser.face(c, style) for c in dict.fromkeys(text) if c != "\n"}
        [(face, count), *_] = Counter(faces.values()).most_common(1)
        if count < len(faces):
            others = {character for character, own in faces.items() if own is not face}
            of_face = [text for text in texts if others.isdisjoint(text)]
            return self._together(of_face, style) if of_face else {}
        row = self._row(text, face, style) if face else None
        if row:
            return _words(texts, row)
        if len(texts) <= _FEW:
            return {}
        half = len(texts) // 2
        return self._together(texts[:half], style) | self._together(texts[half:], style)

    def _row(self, text: str, face: Face, style: Style) -> Row | None:
        """Shape lines of text as one row, where each character is one glyph that tells it."""
        numbers, advances, clusters, offsets = self._glyphs(text, face, style, False)
        if offsets or clusters != list(range(len(text))):
            return None
        told = dict(zip(numbers, text, strict=True))
        if [told[number] for number in numbers] != [*text]:
            return None
        parting = numbers[text.index("\n")]
        del told[parting]
        if not self._only_subset(face).takes_all(told):
            return None
        if parting:
            numbers = [0 if number == parting else number for number in numbers]
        return Row(self._only_subset(face), numbers, _squeezed(text, advances, face, style))

    def _glyphs(
        self, text: str, face: Face, style: Style, backwards: bool
    ) -> tuple[list[int], list[int], list[int], list[tuple[int, int]] | None]:
        """Shape a text: its glyphs, their advances, their first characters, their offsets."""
        buffer = self._buffer
        buffer.clear_contents()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.language = style.language
        buffer.direction = "rtl" if backwards else "ltr"
        hb.shape(face.font, buffer, _LIGATURES_OFF)
        infos, positions = buffer.glyph_infos, buffer.glyph_positions
        numbers = [info.codepoint for info in infos]
        clusters = [info.cluster for info in infos]
        advances = [position.x_advance for position in positions]
        offsets = None
        if not text.isascii():
            found = [(position.x_offset, position.y_offset) for position in positions]
            offsets = found if any(x or y for x, y in found) else None
        return numbers, advances, clusters, offsets

    def _shape(self, text: str, face: Face | None, style: Style, backwards: bool) -> Piece:
        if face is None:
            return self._stand_in(text, style)
        if text.endswith(SOFT_HYPHEN):
            return self._hyphenated(text, face, style, backwards)
        numbers, advances, clusters, offsets = self._glyphs(text, face, style, backwards)
        texts = _texts(text, clusters)
        subset, told = self._gather(face, numbers, texts)
        raised = offsets and not backwards and any(rises(y, face.upem) for _, y in offsets)
        row = Row(subset, numbers, _squeezed(texts, advances, face, style), offsets)
        return Piece(row, 0, len(numbers), text if raised or not told else "")

    def _hyphenated(self, text: str, face: Face, style: Style, backwards: bool) -> Piece:
        """Show a hyphen at the end that is read as none."""
        piece = self._shape(text[:-1] + "-", face, style, backwards)
        return piece._replace(told=text)

    def _stand_in(self, text: str, style: Style) -> Piece:
        """Show the replacement character for what no face has; its text stays what it is."""
        mark = next((m for m in (_STAND_IN, "?") if self._chooser.face(m, style)), "")
        face = self._chooser.face(mark, style) if mark else None
        if face is None:
            raise UsageError("font_files", "no font has even a question mark", "name a text font")
        number = face.font.get_nominal_glyph(ord(mark))
        advance = face.font.get_glyph_h_advance(number)
        subset, told = self._gather(face, [number], [text])
        return Piece(Row(subset, [number], [advance]), 0, 1, "" if told else text)

    def _only_subset(self, face: Face) -> Subset:
        """Return the subset of a face that its first glyphs went to."""
        subsets = self._of.setdefault(face, [])
        return subsets[0] if subsets else self._new_subset(face)

    def _new_subset(self, face: Face) -> Subset:
        subset = Subset(face, f"F{len(self.subsets) + 1}")
        self.subsets.append(subset)
        self._of[face].append(subset)
        return subset

    def _gather(self, face: Face, numbers: list[int], texts: Sequence[str]) -> tuple[Subset, bool]:
        """Add glyphs to a subset of the face where they stand for nothing else, if they can."""
        subsets = self._of.setdefault(face, [])
        for subset in subsets:
            if subset.takes(numbers, texts):
                return subset, True
        if "" in texts and subsets:
            return subsets[0], False
        subset = self._new_subset(face) if len(subsets) < _MOST_SUBSETS else subsets[-1]
        return subset, subset.takes(numbers, texts)


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


def _words(texts: list[str], row: Row) -> dict[str, Word]:
    """Cut a row of glyphs into the words that it was shaped from."""
    upem = row.subset.face.upem
    ends = [0, *accumulate(row.advances)]
    words, start = {}, 0
    for text in texts:
        end = start + len(text)
        words[text] = Word(text, [Piece(row, start, end)], (ends[end] - ends[start]) / upem)
        start = end + 1
    return words


def _simple_script(text: str) -> str:
    """Return a key of the script if its glyphs do not depend on their neighbours, else ""."""
    if not text.isprintable():
        return ""
    if text.isascii() or _LATIN.fullmatch(text):
        return "latin"
    core = text.strip(_MARKS) or text
    low, high = min(core), max(core)
    for first, last in _ONE_BY_ONE:
        if first <= low and high <= last:
            return first
    return ""


def _squeezed(texts: Sequence[str], advances: list[int], face: Face, style: Style) -> list[int]:
    """Take the blank half out between two full-width marks (clreq 3.1.6.1)."""
    if not face.han or len(texts) < 2 or cjk_form(style.language) not in ("zh-Hans", "ja"):
        return advances
    squeezed = list(advances)
    for place, (mark, after) in enumerate(pairwise(texts)):
        meets = (mark in CLOSING and after in CLOSING | OPENING) or (
            mark in OPENING and after in OPENING
        )
        if meets and advances[place] > 0.9 * face.upem:
            squeezed[place] -= face.upem // 2
    return squeezed
