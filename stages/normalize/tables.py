"""Tables of turns: which column holds the time, which the speaker, and what the head row says."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from statistics import median
from typing import NamedTuple

from stages.normalize.dialects import Dialects, Form
from stages.normalize.headers import Candidate, joined_note, read_header, shape
from stages.normalize.labels import parse
from stages.normalize.lines import Item
from stages.normalize.names import key, plausible
from stages.normalize.stamps import Stamp, fold
from stages.normalize.stamps import parse as parse_stamp

_MOST = 0.6
_LONGEST_NAME = 40
_LONGEST_HEAD = 30

Row = dict[int, list[Item]]
_Named = tuple[str, str, Stamp | None]
"""A name, its note, and the stamp that stands with it."""


class _Lead(NamedTuple):
    """The columns that hold times, those that hold names, and how often each name stands there."""

    times: set[int]
    names: set[int]
    known: Counter[str]

    def cells(self, row: Row) -> Row:
        """Return the cells of a row that stand in these columns."""
        return {c: row[c] for c in sorted(row) if c in self.times | self.names and 0 not in row}


class Table(NamedTuple):
    """What the tables of a document say: headers and anchors by their first line, head rows.

    `tags` are the languages that the head names for lead. `items` are all lines of the
    document, in each row the header first.
    """

    items: list[Item]
    headers: dict[Item, Candidate]
    anchors: dict[Item, Candidate]
    heads: set[Item]
    tags: dict[int, str]


def read_tables(items: Sequence[Item], dialects: Dialects) -> Table:
    """Find the headers that stand in cells of their own."""
    rows = [part for row in _rows(items) for part in _split_head(row, dialects)]
    tabular = [row for row in rows if _is_row(row)]
    table = Table([], {}, {}, set(), {})
    if not tabular:
        return table._replace(items=list(items))
    times = _columns(tabular, lambda text: bool(_stamp(text)))
    heads = [row for row in tabular if _is_head(row, times, dialects)]
    lead = _lead([row for row in tabular if row not in heads], times, dialects)
    titles = {id(row) for row in heads}
    before: Row = {}
    for row in rows:
        if id(row) in titles:
            table.heads.update(item for cell in row.values() for item in cell)
            table.tags.update(_tags(row, dialects))
            table.items.extend(item for cell in row.values() for item in cell)
        else:
            table.items.extend(
                _continued(before, row, lead, table, dialects)
                or _arranged(row, lead, table, dialects)
            )
            before = row
    return table


def _rows(items: Sequence[Item]) -> list[Row]:
    """Group the lines by table row; a line outside tables is a row of one cell, column 0."""
    rows: list[Row] = []
    last: tuple[int, int] | None = None
    for item in items:
        line = item.line
        place = None if line.row is None else (item.page.number, line.row)
        if place is None or place != last:
            rows.append({})
        rows[-1].setdefault(max(line.column, 1) if place else 0, []).append(item)
        last = place
    return rows


def _split_head(row: Row, dialects: Dialects) -> list[Row]:
    """Take the head off a row that begins with it, where no rule told the two apart."""
    tops = {column: cell[:1] for column, cell in row.items()}
    rest = {column: cell[1:] for column, cell in row.items() if cell[1:]}
    if not _is_row(row) or len(tops) < 2 or not rest:
        return [row]
    if not all(_head_word(_text(cell), dialects) for cell in tops.values()):
        return [row]
    return [tops, rest]


def _is_row(row: Row) -> bool:
    return 0 not in row


def _text(cell: Iterable[Item]) -> str:
    """Join the lines of a cell as those of a header are joined."""
    text = ""
    for item in cell:
        text = joined_note(text, item.text.strip()) if text else item.text.strip()
    return text


def _stamp(text: str) -> Stamp | None:
    """Return the stamp that a cell consists of, if it does."""
    shaped = shape(fold(text).strip())
    if len(shaped.stamps) == 1 and len(shaped.text.strip(" :.")) == 1:
        return parse_stamp(shaped.stamps[0][1])
    return None


def _columns(rows: Sequence[Row], fits: Callable[[str], bool]) -> set[int]:
    """Return the columns of which most cells fit."""
    cells: dict[int, list[bool]] = defaultdict(list)
    for row in rows:
        for column, cell in row.items():
            cells[column].append(fits(_text(cell)))
    return {c for c, found in cells.items() if sum(found) >= max(2, _MOST * len(found))}


def _is_head(row: Row, times: set[int], dialects: Dialects) -> bool:
    """Whether a row names its columns: no time where times stand, words of a table head."""
    texts = [_text(cell) for cell in row.values()]
    if len(texts) < 2 or any(len(text) > _LONGEST_HEAD for text in texts):
        return False
    known = [_head_word(text, dialects) for text in texts]
    if all(known):
        return True
    lead = [_text(row[column]) for column in times if column in row]
    return bool(lead) and not any(map(_stamp, lead)) and sum(known) * 2 >= len(known)


def _head_word(text: str, dialects: Dialects) -> bool:
    plain = text.casefold().strip(" .:：")
    return plain in dialects.heads or parse(plain, dialects.labels) is not None


def _tags(row: Row, dialects: Dialects) -> dict[int, str]:
    found = {
        column: parse(_text(cell).casefold().strip(" .:："), dialects.labels)
        for column, cell in row.items()
    }
    return {column: label[0] or label[1] for column, label in found.items() if label}


def _lead(rows: Sequence[Row], times: set[int], dialects: Dialects) -> _Lead:
    """Find the columns that hold names: short, plausible, and most of them recurring."""
    cells: dict[int, list[str]] = defaultdict(list)
    for row in rows:
        for column, cell in row.items():
            if column not in times:
                cells[column].append(_text(cell))
    lead = _Lead(times, set(), Counter())
    for column, texts in cells.items():
        names = [_name(text, dialects) for text in texts]
        counts = Counter(key(name[0]) for name in names if name)
        known, recurring = counts.total(), sum(n for n in counts.values() if n > 1)
        if len(texts) < 2 or median(map(len, texts)) > _LONGEST_NAME or not recurring:
            continue
        if known >= _MOST * len(texts) and (recurring >= _MOST * len(texts) or times):
            lead.names.add(column)
            lead.known.update(counts)
    return lead if len(cells) > len(lead.names) else lead._replace(names=set())


def _name(text: str, dialects: Dialects) -> _Named | None:
    """Read a cell as a name, with its note, and the stamp that may stand in the cell too."""
    found = read_header(text, dialects.forms)
    if found is not None and plausible(found.name, dialects.never):
        return found.name, found.note, found.stamp
    form = next(form for form in dialects.forms if form.dialect == "name-line")
    match = form.pattern.fullmatch(text.strip().rstrip(":："))
    if not match or not plausible(match["name"].strip(" *"), dialects.never):
        return None
    return match["name"].strip(" *"), (match["note"] or "").strip(" ()[]"), None


def _continued(
    before: Row, row: Row, lead: _Lead, table: Table, dialects: Dialects
) -> list[Item] | None:
    """Complete the header of a row that goes on over the end of a page; None for any other row."""
    header = lead.cells(row)
    first = next((item for cell in lead.cells(before).values() for item in cell), None)
    if not header or first is None or not _over_page(before, row):
        return None
    begun = table.headers.get(first) or table.anchors.get(first)
    if begun is None:
        return None
    stamp, name, note = begun.stamp, begun.name, begun.note
    for column, part in header.items():
        whole = _text([*before.get(column, ()), *part])
        if column in lead.times:
            stamp = _stamp(whole)
        elif named := _whole_name(whole, part, begun, lead, dialects):
            name, note, _ = named
        else:
            return None
    if begun.stamp and not stamp:
        return None
    table.anchors.pop(first, None)
    form = begun.form._replace(stamped=bool(stamp), named=bool(name))
    table.headers[first] = begun._replace(form=form, stamp=stamp, name=name, note=note)
    lines = [item for cell in header.values() for item in cell]
    table.heads.update(lines)
    return lines + [item for column in sorted(row) if column not in header for item in row[column]]


def _over_page(before: Row, row: Row) -> bool:
    """Whether a row is the first of its page, and the one before it the last of its own."""
    pages = [
        max(item.page.number for cell in part.values() for item in cell) for part in (before, row)
    ]
    return _is_row(before) and _is_row(row) and pages[0] + 1 == pages[1]


def _whole_name(
    whole: str, part: Sequence[Item], begun: Candidate, lead: _Lead, dialects: Dialects
) -> _Named | None:
    """Read a name of which the page before holds the beginning, or nothing, and this one the rest.

    What is a name by itself is one, unless a time should stand beside it.
    """
    named = _name(whole, dialects)
    if named is None or not (begun.name or lead.times):
        return None
    alone = _name(_text(part), dialects)
    known = alone is not None and lead.known[key(alone[0])] > 1
    if begun.name and not lead.known[key(named[0])] and (known or not lead.times):
        return None
    return named


def _arranged(row: Row, lead: _Lead, table: Table, dialects: Dialects) -> list[Item]:
    """Return the lines of a row, its header first, and note the header or anchor in the table."""
    if not _is_row(row):
        return row[0]
    cells = lead.cells(row)
    header = [item for cell in cells.values() for item in cell]
    rest = [item for column in sorted(row) if column not in cells for item in row[column]]
    texts = {column: _text(cell) for column, cell in cells.items()}
    stamp = next((s for c in cells if c in lead.times and (s := _stamp(texts[c]))), None)
    named = next((n for c in cells if c in lead.names and (n := _name(texts[c], dialects))), None)
    if not header or not (stamp or named) or (named and _title(named, stamp, rest, lead)):
        return header + rest
    name, note, inside = named or ("", "", None)
    stamp = stamp or inside
    candidate = Candidate(_form(len(header), bool(stamp), bool(name)), stamp, name, note, None)
    if lead.names and lead.times and not named:
        table.anchors[header[0]] = candidate
    else:
        table.headers[header[0]] = candidate
    return header + rest


def _title(named: _Named, stamp: Stamp | None, rest: Sequence[Item], lead: _Lead) -> bool:
    """Whether a name alone in its row is none: a title above the table."""
    return not (stamp or rest) and lead.known[key(named[0])] == 1


def _form(lines: int, stamped: bool, named: bool) -> Form:
    return Form("table", re.compile(""), stamped, named, False, lines, "")
