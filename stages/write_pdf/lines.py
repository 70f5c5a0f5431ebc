"""Break paragraphs into lines: their units, the gaps between these, and how much a line holds."""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import accumulate, groupby, pairwise, repeat
from operator import add, attrgetter
from typing import NamedTuple

from stages.text import right_to_left
from stages.write_pdf.bidi import has_right_to_left, levels
from stages.write_pdf.breaks import CLUSTER, unit_texts
from stages.write_pdf.choose import CHINESE_MARKS, Style
from stages.write_pdf.families import cjk_form
from stages.write_pdf.glyphs import Word
from stages.write_pdf.shaping import CLOSING, OPENING, SOFT_HYPHEN, Shaper

_SQUEEZED = -0.5
_THIN_SPACE = 0.125
"""The gap between Han and Latin, in ems: style, not a character (clreq 3.2.2)."""
_TOLERANCE = 0.01
"""How far a line may be too long, in points."""
_START = "^"
"""Stands before the first unit of a line: an opening mark there is set flush."""
_GAPS = {
    (_START, "O"): _SQUEEZED,
    ("C", "O"): _SQUEEZED,
    ("H", "L"): _THIN_SPACE,
    ("L", "H"): _THIN_SPACE,
}


class Span(NamedTuple):
    """How a stretch of text is set; `href` makes it a link."""

    style: Style
    size: float
    color: str = "0 g"
    href: str = ""


class Atom(NamedTuple):
    """A word in one style; `level` is odd where it runs from right to left."""

    word: Word
    span: Span
    level: int = 0


class Unit(NamedTuple):
    """Text that is not broken: its width, without what a line end takes off, its edges."""

    atoms: tuple[Atom, ...]
    width: float
    trimmed: float
    first: str
    last: str
    word: Word | None
    """Its only word, None where the style changes inside."""


class Line(NamedTuple):
    """A line as it is set: its units, the gap before each, and its width in points."""

    units: tuple[Unit, ...]
    gaps: tuple[float, ...]
    width: float
    ends: bool
    """Whether it is the last of its paragraph."""
    plain: bool
    """Whether it has no link, and nothing in it runs from right to left."""
    turned: bool
    """Whether something in it runs from right to left."""
    span: Span | None = None
    """What all of it is set in, None where that changes."""


_WIDTH, _TRIMMED = attrgetter("width"), attrgetter("trimmed")
_FIRST, _LAST = attrgetter("first"), attrgetter("last")


def break_lines(
    runs: Iterable[tuple[str, Span]], measure: float, language: str, shaper: Shaper
) -> list[Line]:
    """Set runs of text as lines of at most `measure` points."""
    maker = _Units([(text, span) for text, span in runs if text], language, shaper)
    units = maker.units()
    lines = list(_fill(units, measure, maker))
    if any(line.width > measure + _TOLERANCE for line in lines):
        units = [part for unit in maker.units() for part in maker.fitting(unit, measure)]
        lines = list(_fill(units, measure, maker))
    return lines


def learn(paragraphs: Iterable[tuple[Iterable[tuple[str, Span]], str]], shaper: Shaper) -> None:
    """Set the units of all paragraphs together, which takes far less than one by one."""
    units: dict[Style, dict[str, None]] = {}
    for runs, language in paragraphs:
        for text, span in runs:
            if not (right_to_left(language) or has_right_to_left(text)):
                known = units.setdefault(span.style, {})
                known |= dict.fromkeys(_cut(text, language, shaper))
    for style, texts in units.items():
        shaper.words(list(texts), style)


def one_line(text: str, span: Span, measure: float, shaper: Shaper) -> Line:
    """Set a text as one line, shortened where it is too long."""
    lines = break_lines(((text, span),), measure, span.style.language, shaper)
    if len(lines) == 1:
        return lines[0]
    shown = "".join(a.word.text for unit in lines[0].units for a in unit.atoms).rstrip()
    shorter = shown.rpartition(" ")[0] or shown[:-2]
    return one_line(shorter.rstrip("… ") + "…", span, measure, shaper)


def _cut(text: str, language: str, shaper: Shaper) -> list[str]:
    """Return the units of a text, which are cut once in a document."""
    key = (text, language)
    if key not in shaper.parts:
        shaper.parts[key] = unit_texts(text, language, shaper.mixed_gap)
    return shaper.parts[key]


def _fill(units: list[Unit], measure: float, maker: "_Units") -> Iterator[Line]:
    """Fill lines one after the other, each cut out of the paragraph set as one endless line.

    `edges` says where each unit ends there if it ends a line.
    """
    gaps = maker.gaps(units)
    ends = list(accumulate(map(add, gaps, map(_WIDTH, units))))
    starts = map(add, [0.0, *ends], gaps)
    edges = list(map(add, starts, map(_TRIMMED, units)))
    start, place = 0, 0.0
    while start < len(units):
        flush = _GAPS.get((_START, units[start].first), 0.0) * units[start].atoms[0].span.size
        place -= flush
        stop = max(start + 1, bisect_right(edges, place + measure + _TOLERANCE, start))
        line, between = units[start:stop], [flush, *gaps[start + 1 : stop]]
        width, following = edges[stop - 1] - place, ends[stop - 1]
        if stop < len(units):
            following += gaps[stop]
            head, rest = maker.hyphenated(units[stop], measure - following + place)
            if head:
                width = following - place + head.trimmed
                line, between = [*line, head], [*between, gaps[stop]]
                following += units[stop].width - rest.width
                units[stop] = rest
        ends_here = stop == len(units)
        yield Line(
            tuple(line), tuple(between), width, ends_here, maker.plain, maker.turned, maker.span
        )
        start, place = stop, following


class _Units:
    """The units of one paragraph, whose runs may change style inside a unit."""

    def __init__(self, runs: list[tuple[str, Span]], language: str, shaper: Shaper) -> None:
        self._runs = [(text, shaper.spans.setdefault(span, span)) for text, span in runs]
        self._shaper = shaper
        self._language = language
        self._form = cjk_form(language)
        self._text = "".join(text for text, _ in runs)
        self._blanks: dict[Span, float] = {}
        self._levels: list[int] = []
        if right_to_left(language) or has_right_to_left(self._text):
            self._levels = levels(self._text, right_to_left(language))
        self.turned = bool(self._levels)
        self.span = self._runs[0][1] if len(self._runs) == 1 and not self._levels else None
        self.plain = not self._levels and not any(span.href for _, span in runs)

    def units(self) -> list[Unit]:
        """Return the units in order; those of one style and one direction are made once."""
        texts = _cut(self._text, self._language, self._shaper)
        ends = list(accumulate(map(len, texts)))
        if self._levels:
            stretches = zip(texts, [0, *ends], ends, strict=False)
            return [self._unit(text, self._atoms(start, end)) for text, start, end in stretches]
        units: list[Unit] = []
        for (_, span), run_end in zip(
            self._runs, accumulate(len(text) for text, _ in self._runs), strict=True
        ):
            first, stop = len(units), bisect_right(ends, run_end)
            units += self._of_one_style(texts[first:stop], span)
            start = ends[stop - 1] if stop else 0
            if start < run_end and len(units) == stop:
                units.append(self._unit(texts[stop], self._atoms(start, ends[stop])))
        return units

    def _of_one_style(self, texts: list[str], span: Span) -> Iterable[Unit]:
        known = self._shaper.units.setdefault((span, self._form), {})
        new = [text for text in dict.fromkeys(texts) if text not in known]
        for text, word in zip(new, self._shaper.words(new, span.style), strict=True):
            known[text] = self._unit(text, [Atom(word, span)])
        return map(known.__getitem__, texts)

    def _word(self, text: str, span: Span, level: int = 0) -> Word:
        return self._shaper.word(text, span.style, bool(level % 2))

    def _atoms(self, start: int, end: int) -> list[Atom]:
        """Cut a unit where the style or the direction changes, and a blank off its end."""
        atoms, place = [], 0
        for text, span in self._runs:
            low, high = max(start, place), min(end, place + len(text))
            place += len(text)
            if low >= high:
                continue
            bounds = [low, *(i for i in range(low + 1, high) if self._turns(i)), high]
            for a, b in pairwise(bounds):
                level = self._levels[a] if self._levels else 0
                atoms.append(Atom(self._word(self._text[a:b], span, level), span, level))
        return atoms

    def _turns(self, place: int) -> bool:
        if not self._levels:
            return False
        blank = (self._text[place] == " ") != (self._text[place - 1] == " ")
        return blank or self._levels[place] != self._levels[place - 1]

    def gaps(self, units: list[Unit]) -> list[float]:
        """Return the gap before each unit in points; there is none before the first."""
        if not self._form:
            return [0.0] * len(units)
        meeting = zip(map(_LAST, units), map(_FIRST, units[1:]), strict=False)
        ems = [0.0, *map(_GAPS.get, meeting, repeat(0.0))]
        return [em and em * unit.atoms[0].span.size for em, unit in zip(ems, units, strict=False)]

    def _unit(self, text: str, atoms: list[Atom]) -> Unit:
        word, span, _ = atoms[-1]
        width = trimmed = sum([atom.word.width * atom.span.size for atom in atoms])
        bare = text.rstrip(" ")
        if len(bare) < len(text):
            trimmed -= (len(text) - len(bare)) * self._blank(span)
        first = last = ""
        if self._form:
            first, last = _edge(text[0], self._form), _edge(text[-1], self._form)
            if bare and (last if bare is text else _edge(bare[-1], self._form)) == "C":
                trimmed += _SQUEEZED * span.size
        return Unit(tuple(atoms), width, trimmed, first, last, word if len(atoms) == 1 else None)

    def _blank(self, span: Span) -> float:
        """Return the width of a blank in points."""
        if span not in self._blanks:
            self._blanks[span] = self._word(" ", span).width * span.size
        return self._blanks[span]

    def hyphenated(self, unit: Unit, room: float) -> tuple[Unit | None, Unit]:
        """Cut a word so that its head and a hyphen fit into the room; no head where none fits."""
        if self._shaper.hyphenate and len(unit.atoms) == 1 and not self._levels:
            [(word, span, _)] = unit.atoms
            for place in self._shaper.hyphenation(word.text, span.style.language):
                head = word.text[:place] + SOFT_HYPHEN
                cut = self._unit(head, [Atom(self._word(head, span), span)])
                if cut.width <= room:
                    rest = word.text[place:]
                    return cut, self._unit(rest, [Atom(self._word(rest, span), span)])
        return None, unit

    def fitting(self, unit: Unit, measure: float) -> list[Unit]:
        """Break a unit that is longer than a line, between any two characters where it must be."""
        if unit.trimmed <= measure:
            return [unit]
        parts: list[Unit] = []
        text, x = "", 0.0
        atoms: list[Atom] = []
        for atom in unit.atoms:
            for cluster in CLUSTER.findall(atom.word.text):
                word = self._word(cluster, atom.span, atom.level)
                width = word.width * atom.span.size
                if atoms and x + width > measure and cluster != " ":
                    parts.append(self._unit(text, self._joined(atoms)))
                    text, atoms, x = "", [], 0.0
                text, x = text + cluster, x + width
                atoms.append(Atom(word, atom.span, atom.level))
        return [*parts, self._unit(text, self._joined(atoms))]

    def _joined(self, atoms: list[Atom]) -> list[Atom]:
        """Shape the neighbours of one style together again."""
        joined = []
        for (span, level), group in groupby(atoms, key=lambda atom: atom[1:]):
            text = "".join(atom.word.text for atom in group)
            joined.append(Atom(self._word(text, span, level), span, level))
        return joined


@cache
def _edge(character: str, form: str) -> str:
    """Return what stands at the edge of a unit: Han, Latin, an opening or a closing mark."""
    if character in CHINESE_MARKS or unicodedata.east_asian_width(character) in "WF":
        if character in OPENING and form.startswith("zh"):
            return "O"
        if character in CLOSING and form in ("zh-Hans", "ja"):
            return "C"
        return "H" if character.isalpha() else ""
    return "L" if character.isalnum() else ""
