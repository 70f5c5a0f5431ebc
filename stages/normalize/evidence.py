"""Which dialects a document is written in, by the evidence of all its lines.

A dialect explains a line that it reads as a header with a speaker who recurs or carries a stamp;
a line it would read as a header with a speaker who does neither contradicts it. The dialects that
explain more than contradicts them are chosen, several where several explain different lines.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence, Set

from stages.normalize.dialects import Dialects
from stages.normalize.headers import Candidate, candidates
from stages.normalize.kinds import is_event
from stages.normalize.lines import Item
from stages.normalize.looks import Looks
from stages.normalize.names import key, people, plausible
from stages.normalize.options import Options
from stages.normalize.reading import (
    Evidence,
    Headers,
    Reading,
    backwards,
    covered,
    without_second_lines,
)
from stages.normalize.recurring import RECURS, knows, recurring
from stages.normalize.style import style_of
from stages.normalize.tables import Table
from stages.normalize.wrapping import whole_names

_TWO_LINES = ("-over-stamp", "-over-name")
_FEW = 3
_SHARE_OF_RECURRING = 0.3
_SHARE_UNDER = 0.8


def read_headers(
    items: Sequence[Item],
    dialects: Dialects,
    options: Options,
    labels: Set[int],
    table: Table,
) -> Reading:
    """Find the headers of the turns, and the stamps that go on inside a turn."""
    cells, places = _from_cells(items, table)
    found = candidates(items, dialects.forms, labels | places)
    court = _Court(items, found, dialects, cells)
    if options.dialect:
        return court.only(options.dialect)
    return court.judge()


def _from_cells(items: Sequence[Item], table: Table) -> tuple[Reading, set[int]]:
    """Return the headers that stand in table cells, and all lines that they or heads take up."""
    headers = {i: table.headers[item] for i, item in enumerate(items) if item in table.headers}
    anchors = {i: table.anchors[item] for i, item in enumerate(items) if item in table.anchors}
    heads = {i for i, item in enumerate(items) if item in table.heads}
    return Reading(headers, anchors, ()), covered(headers) | covered(anchors) | heads


class _Court:
    """Weighs the candidates of one document."""

    def __init__(
        self,
        items: Sequence[Item],
        found: list[list[Candidate]],
        dialects: Dialects,
        cells: Reading,
    ) -> None:
        self._cells = cells
        self._items = items
        self._found = found
        self._read = [(i, line) for i, line in enumerate(found) if line]
        self._dialects = dialects
        self._looks = Looks(items, found)
        self._evidence: list[Evidence] = []
        self._named = {form.dialect for form in dialects.forms if form.named}
        self._stamped = {form.dialect for form in dialects.forms if form.stamped}

    def only(self, dialect: str) -> Reading:
        """Let one dialect decide alone, as the user asked."""
        headers = self._first(lambda c: c.form.dialect == dialect)
        self._note(dialect, len(headers), 0)
        return self._reading(headers)

    def judge(self) -> Reading:
        """Let the dialects with speakers and stamps decide first, those with neither last."""
        headers = self._stamped_names()
        headers = whole_names(headers, self._items, self._looks.body, self._dialects.never)
        if self._cells.headers:
            self._note("table", len(self._cells.headers), 0)
            headers |= self._cells.headers
        known = {key(p) for c in headers.values() if c.name for p in people(c.name)}
        headers |= self._bare_names(headers, known)
        if not any(c.name for c in headers.values()) or not self._mostly_named(headers):
            headers = self._speakerless() | headers
        else:
            headers |= self._events(headers) | self._cues(headers)
        return self._reading(headers)

    def _first(self, wanted: Callable[[Candidate], bool]) -> Headers:
        return {
            i: candidate
            for i, line in self._read
            if (candidate := next((c for c in line if wanted(c)), None)) is not None
        }

    def _plausible(self, candidate: Candidate) -> bool:
        never = self._dialects.never
        name = candidate.name
        return plausible(name, never) and name.casefold() not in self._dialects.labels

    # speakers with stamps

    def _stamped_names(self) -> Headers:
        best = self._first(lambda c: c.form.named and c.stamp is not None and self._plausible(c))
        counts = Counter(key(c.name) for c in best.values())
        accepted: Headers = {}
        for dialect in _dialects(best.values()):
            mine = {i: c for i, c in best.items() if c.form.dialect == dialect}
            known = {i: c for i, c in mine.items() if counts[key(c.name)] >= RECURS}
            alone = {i: c for i, c in mine.items() if i not in known}
            if self._unique_count(mine, known):
                others = known or accepted
                known |= {i: c for i, c in alone.items() if self._fits(i, c, others)}
                alone = {}
            if dialect.endswith(_TWO_LINES) and not self._explains_stamps(known):
                known, alone = {}, mine
            self._note(dialect, len(known), len(alone))
            if len(known) > len(alone):
                accepted |= known
        return accepted

    def _unique_count(self, mine: Headers, known: Headers) -> bool:
        """Whether speakers who appear once count: most recur, or the headers have text under."""
        if len(known) >= _SHARE_OF_RECURRING * len(mine) and known:
            return True
        under = sum(self._looks.heads(i, c) for i, c in mine.items())
        if under < _SHARE_UNDER * len(mine):
            return False
        styled = sum(style_of(self._items[i].line) != self._looks.body for i in mine)
        upright = sum(" " in c.name and c.name[0].isupper() for c in mine.values())
        return styled >= _SHARE_UNDER * len(mine) or upright * 2 >= len(mine)

    def _fits(self, i: int, candidate: Candidate, others: Headers) -> bool:
        """Whether a header heads text, and is set as those of the speakers who recur are."""
        if knows({key(c.name) for c in others.values()}, candidate.name):
            return True
        # the stamp is Latin in every header, a name may need another font and look unlike the rest
        styles = {self._looks.stamp_style(j) for j in others}
        return (not styles or self._looks.stamp_style(i) in styles) and self._looks.heads(
            i, candidate
        )

    def _explains_stamps(self, headers: Headers) -> bool:
        """Whether most stamps that stand alone on a line are explained by headers of two lines."""
        alone = self._looks.stamps_alone()
        return len(alone & covered(headers)) * 2 >= len(alone)

    # speakers without stamps

    def _bare_names(self, strong: Headers, known: set[str]) -> Headers:
        accepted: Headers = {}
        taken = covered(strong)
        begins = self._after_stamps(strong)
        found = self._unstamped()
        for dialect in self._likeliest_first(found, taken):
            mine = {
                i: c
                for i, c in found[dialect].items()
                if i not in taken and self._looks.style_fits(i, c, bool(accepted or strong))
            }
            trusted = known or recurring(mine, begins)
            good = {
                i: c
                for i, c in mine.items()
                if knows(trusted, c.name) or (strong and self._looks.like_those(strong, i, c))
            }
            if strong or accepted:
                start = min(strong | accepted)
                good = {i: c for i, c in good.items() if i > start}
            if not strong and len(good) < len(begins) and not self._follow(good, begins):
                good = {}  # the stamps part the turns: what recurs is a title, or a turn of speech
            contradicted = 0 if strong or dialect == "name-line" else len(mine) - len(good)
            if mine:
                self._note(dialect, len(good), contradicted)
            if good and len(good) >= contradicted:
                accepted |= good
                taken |= good.keys()
                known = known | {key(p) for c in good.values() for p in people(c.name)}
        return accepted

    def _unstamped(self) -> dict[str, Headers]:
        """Return by dialect the lines that could be headers without a stamp, in one pass."""
        found: dict[str, Headers] = {
            form.dialect: {} for form in self._dialects.forms if form.named
        }
        for i, line in self._read:
            for c in (c for c in line if c.form.named and c.stamp is None):
                mine = found[c.form.dialect]
                if i not in mine and self._plausible(c):
                    mine[i] = c
        return found

    def _likeliest_first(self, found: dict[str, Headers], taken: Set[int]) -> list[str]:
        """Return the dialects with names, first those that read most lines with names that recur.

        The names of the first are those that the others must know.
        """
        weights: dict[str, int] = {}
        for dialect, mine in found.items():
            fitting = {
                i: c
                for i, c in mine.items()
                if i not in taken and self._looks.style_fits(i, c, bool(taken))
            }
            names = recurring(fitting, set())
            weights[dialect] = sum(key(c.name) in names for c in fitting.values())
        return sorted(weights, key=lambda dialect: -weights[dialect])

    def _after_stamps(self, strong: Headers) -> set[int]:
        """Return the lines after stamps that stand alone, and after headers without a name."""
        alone = {i + 1 for i in self._looks.stamps_alone()}
        return alone | {i + c.form.lines for i, c in strong.items() if not c.name}

    def _follow(self, headers: Headers, begins: Set[int]) -> bool:
        """Whether nearly all headers stand right behind a stamp."""
        lines = [i for i, c in headers.items() if c.form.dialect != "name-line"]
        return bool(lines) and sum(i in begins for i in lines) >= _SHARE_UNDER * len(lines)

    # no speakers

    def _mostly_named(self, headers: Headers) -> bool:
        stamps = [i for i, line in enumerate(self._found) if any(c.stamp for c in line)]
        return len(headers) * 5 >= len(stamps) or len(headers) >= _FEW * 4

    def _speakerless(self) -> Headers:
        accepted: Headers = {}
        for dialect in ("subtitles", "stamp-text", "caption-change"):
            mine = self._first(lambda c, d=dialect: c.form.dialect == d)  # type: ignore[misc]
            mine = {i: c for i, c in mine.items() if i not in accepted and i - 1 not in accepted}
            if dialect == "stamp-text" and len(mine) >= RECURS and backwards(mine) > 0.3:
                self._note(dialect, 0, len(mine))
                continue
            if len(mine) >= RECURS:
                self._note(dialect, len(mine), 0)
                accepted |= mine
        return accepted

    def _events(self, headers: Headers) -> Headers:
        """Return the stamped lines that hold nothing but an event, such as `[Music]`."""
        return {
            i: c
            for i, c in self._first(lambda c: c.form.dialect == "stamp-text").items()
            if i not in headers
            and (
                self._event_under(i)
                if c.text_from is None
                else is_event(self._items[i].text[c.text_from :])
            )
        }

    def _event_under(self, i: int) -> bool:
        """Whether the line after a stamp is an event, and a stamp or the end comes after it."""
        if i + 1 >= len(self._items) or not is_event(self._items[i + 1].text):
            return False
        return i + 2 >= len(self._items) or any(c.stamp for c in self._found[i + 2])

    def _cues(self, headers: Headers) -> Headers:
        """Return the stamps of subtitle cues: each begins a turn, also beside named speakers."""
        cues = self._first(lambda c: c.form.dialect == "subtitles")
        return {i: c for i, c in cues.items() if i not in headers} if len(cues) >= _FEW else {}

    def _reading(self, headers: Headers) -> Reading:
        headers = without_second_lines(headers)
        taken = covered(headers)
        anchors = {
            i: c
            for i, c in self._first(lambda c: c.form.dialect == "stamp-text").items()
            if i not in taken and _is_anchor(self._items[i], c)
        } | self._cells.anchors
        return Reading(headers, anchors, tuple(self._evidence))

    def _note(self, dialect: str, explained: int, contradicted: int) -> None:
        self._evidence.append(Evidence(dialect, explained, contradicted))


def _dialects(found: Iterable[Candidate]) -> list[str]:
    return [dialect for dialect, _ in Counter(c.form.dialect for c in found).most_common()]


def _is_anchor(item: Item, candidate: Candidate) -> bool:
    """Whether a stamp without a speaker goes on a turn: alone on its line, or marked off."""
    if candidate.stamp is None or candidate.stamp.start_ms is None:
        return False
    return candidate.text_from is None or item.folded.lstrip()[:1] in ("[", "(", "<")
