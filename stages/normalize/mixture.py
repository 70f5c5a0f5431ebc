"""Which language each stretch of a turn is in.

The text of a turn is cut at its line ends, and inside a line where a sentence ends and another
script goes on. The most likely sequence of languages is found for all stretches at once: the
words speak for a language, a change of language costs something, least where a paragraph begins.
"""

import re
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from stages.normalize.geometry import Geometry, ends_sentence
from stages.normalize.identifier import rank
from stages.normalize.languages import runs, script_of, words
from stages.normalize.lines import Item
from stages.normalize.stretches import brackets, switches, with_words
from stages.normalize.turns import Piece

_WIDE_MARKS = re.compile("[，。！？：；（）、《》「」]")
_ASCII_END = re.compile(r"[a-z][.!?][\"')]*\s*$")
_END = r"[.!?。！？…؟।][\"'”’）)」』】»]*"
_SENTENCE = re.compile(rf".*{_END}\s*$", re.DOTALL)
_MOST = 12.0
_SURE_WORDS = 6.0
"""The identifier tells of words as they are on average: so many count in full, fewer for less."""
_LABEL, _COLUMN, _ALONE = 8.0, 3.0, 2.5
_MISSING = 3.0
_MID_LINE, _LINE_END, _MID_SENTENCE, _SHORT_LINE, _PARAGRAPH = 2.0, 4.0, 9.0, 1.5, 0.7


class _Atom(NamedTuple):
    piece: Piece
    start: int
    end: int
    first: bool
    text: str
    opens: bool
    closes: bool


class Mixture:
    """Tells the languages of a document apart, given which there are."""

    def __init__(self, tags: Sequence[str], geometry: Geometry, bracketed: bool = False) -> None:
        """Take the languages of the document, and whether translations stand in brackets."""
        self._tags = tuple(tags)
        self._scripts = tuple(script_of(tag) for tag in tags)
        self._shared = len(set(self._scripts)) < len(self._scripts)
        self._geometry = geometry
        self._bracketed = bracketed

    def assign(self, pieces: list[Piece], column_tag: str = "") -> list[Piece]:
        """Return the pieces cut into stretches of one language each, in order."""
        if len(self._tags) < 2:
            for piece in pieces:
                piece.span.language = self._tags[0] if self._tags else ""
            return pieces
        atoms = self._cut(pieces)
        if not atoms:
            return pieces
        changes = self._changes(atoms)
        costs = [
            self._costs(atom, column_tag, self._stands_alone(atom, k, changes))
            for k, atom in enumerate(atoms)
        ]
        path = self._best(costs, changes)
        if self._shared:
            path = self._evened(costs, changes, path)
        return self._pieces(atoms, path)

    def _evened(
        self, costs: Sequence[list[float]], changes: Sequence[float], path: list[int]
    ) -> list[int]:
        """Let two languages have the same number of paragraphs, where little speaks against it.

        Of words like "No." nobody can tell the language; that each should be there can be told.
        """
        paragraphs = list(accumulate(change <= _PARAGRAPH for change in changes))
        count = 1 + paragraphs[-1] - paragraphs[0]
        firsts = [path[k] for k, change in enumerate(changes) if not k or change <= _PARAGRAPH]
        if count % 2 or len(self._tags) > 2 or 2 * firsts.count(path[0]) == count:
            return path

        def weight(way: Sequence[int]) -> float:
            changed = sum(c for c, (a, b) in zip(changes[1:], pairwise(way), strict=True) if a != b)
            return changed + sum(cost[tag] for cost, tag in zip(costs, way, strict=True))

        turns = [[k % 2 for k in range(count)], [2 * k // count for k in range(count)]]
        ways = [
            [tag ^ turn[p - paragraphs[0]] for p in paragraphs] for turn in turns for tag in (0, 1)
        ]
        best = min(ways, key=weight)
        return best if weight(best) < weight(path) + _MISSING else path

    def _stands_alone(self, atom: _Atom, k: int, changes: Sequence[float]) -> bool:
        """Whether a stretch is a sentence or a paragraph of its own, not a part of another."""
        if changes[k] > _MID_LINE:
            return False
        ends = k + 1 == len(changes) or changes[k + 1] <= _PARAGRAPH
        return ends or bool(_SENTENCE.match(atom.text))

    def _cut(self, pieces: Sequence[Piece]) -> list[_Atom]:
        """Cut the pieces where the language can change, and at the brackets of translations."""
        opens: set[tuple[int, int]] = set()
        closes: set[tuple[int, int]] = set()
        if self._bracketed:
            opens, closes = brackets([piece.span.text for piece in pieces])
        atoms: list[_Atom] = []
        for k, piece in enumerate(pieces):
            text, base = piece.span.text, piece.span.start
            places = {0, len(text)} | switches(text)
            places |= {at for line, at in opens if line == k}
            places |= {at for line, at in closes if line == k}
            for a, b in pairwise(with_words(sorted(places), text)):
                atoms.append(
                    _Atom(
                        piece, base + a, base + b, a == 0, text[a:b],
                        (k, a) in opens, (k, b) in closes,
                    )
                )  # fmt: skip
            if not text:
                atoms.append(_Atom(piece, base, base, True, "", False, False))
        return atoms

    def _costs(self, atom: _Atom, column_tag: str, alone: bool) -> list[float]:
        label = atom.piece.label if atom.piece.label in self._tags else ""
        costs = []
        for tag, script in zip(self._tags, self._scripts, strict=True):
            cost = min(self._foreign(atom.text, tag, script, alone), _MOST)
            cost += _LABEL if label and tag != label else 0.0
            cost += _COLUMN if column_tag and tag != column_tag else 0.0
            costs.append(cost)
        if self._shared:
            costs = [a + b for a, b in zip(costs, self._doubts(atom.text), strict=True)]
        return costs

    def _foreign(self, text: str, tag: str, script: str, alone: bool) -> float:
        """Weigh what speaks against a language: words in the scripts of others, and their marks."""
        counts = words(text)
        wide = 0 if text.isascii() else len(_WIDE_MARKS.findall(text))
        foreign = sum(self._weight(text, n, found, tag, script) for found, n in counts.items())
        if foreign and alone and not wide and script not in counts:
            foreign += _ALONE
        if wide and script not in ("Hani", "Hang"):
            foreign += min(wide * 2.0, _ALONE) + (_ALONE if alone and script not in counts else 0)
        if script == "Hani" and "Latn" in counts and _ASCII_END.search(text):
            foreign += 1.0
        return foreign

    def _weight(self, text: str, count: int, found: str, tag: str, script: str) -> float:
        """Weigh the words of one script against a language written in another."""
        if found == script or (found == "Kana" and script == "Hani"):
            return count * 0.5 if found == "Kana" and tag.startswith("zh") else 0.0
        if found == "Hani" and script == "Hang":
            return count * 0.3
        if found in ("Hani", "Kana"):
            return 0.5 * count + runs(text, found)
        if found not in self._scripts:
            return 0.0
        return count * (1.0 if found == "Latn" else 2.0)

    def _doubts(self, text: str) -> list[float]:
        """Return for languages of one script how much less likely each is than the best."""
        doubts = [0.0] * len(self._tags)
        for script in set(self._scripts):
            among = tuple(t for t, s in zip(self._tags, self._scripts, strict=True) if s == script)
            count = words(text).get(script, 0)
            if len(among) < 2 or not count:
                continue
            ranked = dict(rank(text, script, among))
            best = max(ranked.values())
            for i, tag in enumerate(self._tags):
                if tag in ranked:
                    doubts[i] = min((best - ranked[tag]) * count / _SURE_WORDS, _MOST)
        return doubts

    def _changes(self, atoms: Sequence[_Atom]) -> list[float]:
        """Return what a change of language costs before each atom."""
        changes = [0.0]
        for before, this in pairwise(atoms):
            if not this.first:
                changes.append(0.0 if this.opens or before.closes else _MID_LINE)
            elif (
                this.opens
                or before.closes
                or this.piece.begins
                or self._geometry.begins(before.piece.span.item, this.piece.span.item)
            ):
                changes.append(_PARAGRAPH)
            else:
                changes.append(self._line_end(before.piece.span.item, this.piece.span.item))
        return changes

    def _line_end(self, before: Item, this: Item) -> float:
        """Return what a change costs at a line end that is no paragraph's: least if it is short."""
        short, sentence = self._geometry.short(before, this), ends_sentence(before)
        if short:
            return _SHORT_LINE if sentence else _SHORT_LINE + 0.5
        return _LINE_END if sentence else _MID_SENTENCE

    def _best(self, costs: Sequence[list[float]], changes: Sequence[float]) -> list[int]:
        """Find the cheapest sequence of languages (Viterbi)."""
        total = list(costs[0])
        back: list[list[int]] = []
        for cost, change in zip(costs[1:], changes[1:], strict=True):
            cheapest = min(range(len(total)), key=total.__getitem__)
            came = [
                tag if total[tag] <= total[cheapest] + change else cheapest
                for tag in range(len(total))
            ]
            total = [
                cost[tag] + total[came[tag]] + (change if came[tag] != tag else 0)
                for tag in range(len(total))
            ]
            back.append(came)
        path = [min(range(len(total)), key=total.__getitem__)]
        for came in reversed(back):
            path.append(came[path[-1]])
        return path[::-1]

    def _pieces(self, atoms: Sequence[_Atom], tags: Sequence[int]) -> list[Piece]:
        """Put atoms of one line and language together again, and take brackets off."""
        pieces: list[Piece] = []
        stripping = False
        for k, (atom, tag) in enumerate(zip(atoms, tags, strict=True)):
            span, language = atom.piece.span, self._tags[tag]
            start, end = atom.start, atom.end
            opening = atom.opens and k > 0 and tags[k - 1] != tag
            stripping = opening or (stripping and not atom.opens)
            closing = stripping and atom.closes
            last = pieces[-1].span if pieces else None
            if opening:
                span.item.span(start, start + 1, "label")
                start += 1
            if closing:
                end -= 1 + len(atom.text) - len(atom.text.rstrip())
                span.item.span(end, end + 1, "label")
                stripping = False
            if last and not atom.first and not opening and last.language == language:
                last.end = end
                continue
            if atom.first:
                fresh, piece = atom.piece.span, atom.piece
                fresh.start, fresh.end = start, end
            else:
                fresh = span.item.span(start, end, "text")
                piece = Piece(fresh, atom.piece.label)
            fresh.language = language
            pieces.append(piece)
        return pieces
