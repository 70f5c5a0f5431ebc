"""Candidates: every way in which a line could be the header of a turn."""

import re
from collections.abc import Sequence, Set
from typing import NamedTuple

from stages.normalize.dialects import BARE, BRACKETED, BRACKETED_RANGE, RANGE, Form
from stages.normalize.lines import Item
from stages.normalize.stamps import PATTERN, Stamp, fold, parse

_STAMP = re.compile(PATTERN)
_HINT = re.compile(
    r"[0-9][:;hms分ms秒時小분시O]|[0-9] ?(?:min|sec|m|s|분|초|分|秒)|t=[0-9]|PT[0-9]"
)
_LONGEST_NAME_LINE = 120
_NOTES = ("note", "note2")
_BLANK = "\u00a0"
_LONGEST = 400
"""Characters of a line that are looked at: a header stands at its beginning."""


class Candidate(NamedTuple):
    """A line read as a header: in which form, and what the parts of it say.

    `text_from` is where the spoken text begins in the last of its lines, if it holds any.
    """

    form: Form
    stamp: Stamp | None
    name: str
    note: str
    text_from: int | None


class Shaped(NamedTuple):
    """A line in which each stamp is replaced by one character, and what stood there."""

    text: str
    stamps: tuple[tuple[int, str], ...]

    def original(self, offset: int) -> int:
        """Return the place in the line of a place in the shaped text."""
        return offset + sum(len(stamp) - 1 for at, stamp in self.stamps if at < offset)


def shape(text: str) -> Shaped:
    """Replace the stamps of a folded line by one character each."""
    if not _HINT.search(text):
        return Shaped(text, ())
    parts: list[str] = []
    stamps: list[tuple[int, str]] = []
    length = end = 0
    for found in _STAMP.finditer(text, 0, _LONGEST):
        parts.append(text[end : found.start()])
        length += len(parts[-1])
        stamps.append((length, found[0]))
        parts.append(_symbol(found[0]))
        length, end = length + 1, found.end()
    return Shaped("".join(parts) + text[end:], tuple(stamps))


def _symbol(stamp: str) -> str:
    bracketed = stamp[0] in "[(<"
    if parse(stamp).end_ms is not None:
        return BRACKETED_RANGE if bracketed else RANGE
    return BRACKETED if bracketed else BARE


class _Source(NamedTuple):
    text: str
    shaped: Shaped


def candidates(
    items: Sequence[Item], forms: Sequence[Form], labels: Set[int] = frozenset()
) -> list[list[Candidate]]:
    """Return for each line the headers that could begin there, in the order of the forms."""
    sources = [_Source(item.text, shape(item.folded.rstrip())) for item in items]
    plain = [form for form in forms if not form.stamped]
    single = [form for form in forms if form.lines == 1]
    found: list[list[Candidate]] = []
    for i, item in enumerate(items):
        pair = sources[i : i + (1 if i + 1 in labels else 2)]
        likely = plain
        if any(source.shaped.stamps for source in pair):
            likely = list(forms) if len(pair) == 2 else single
        found.append(
            [
                c
                for form in likely
                if _worth_a_look(form, item)
                and (c := _read(form, _bound(item, pair) if form.style == "distinct" else pair))
            ]
            if i not in labels
            else []
        )
        named = any(c.form.named for c in found[-1])
        if not named and (wrapped := _wrapped(pair, forms)) is not None:
            found[-1].insert(0, wrapped)
    return found


def _wrapped(sources: Sequence[_Source], forms: Sequence[Form]) -> Candidate | None:
    """Read a header whose note goes on in the next line, to its closing bracket."""
    if len(sources) < 2 or not sources[0].shaped.stamps:
        return None
    first, second = sources[0].text.rstrip(), sources[1].text.strip()
    opened = fold(first).rfind("(")
    if opened < 0 or ")" in fold(first)[opened:] or not fold(second).rstrip(" :*").endswith(")"):
        return None
    if len(first) + len(second) > _LONGEST_NAME_LINE * 2:
        return None
    text = joined_note(first, second)
    whole = _Source(text, shape(fold(text)))
    for form in forms:
        if form.stamped and form.named and form.lines == 1 and not form.spoken:
            found = _read(form, [whole])
            if found is not None and found.note:
                return found._replace(form=form._replace(lines=2))
    return None


def read_header(text: str, forms: Sequence[Form]) -> Candidate | None:
    """Read a text that stands alone as a header with a stamp and a name."""
    source = _Source(text, shape(fold(text)))
    named = (form for form in forms if form.stamped and form.named and form.lines == 1)
    return next((c for form in named if not form.spoken and (c := _read(form, [source]))), None)


def joined_note(first: str, second: str) -> str:
    """Join the lines of a header; a hyphen before a small letter was the line end's."""
    if first.endswith(("-", "\u2010")):
        return (first[:-1] if second[:1].islower() else first) + second
    return f"{first} {second}"


def _bound(item: Item, sources: Sequence[_Source]) -> list[_Source]:
    """Bind the words of a line that are set in type of their own: a name does not end inside."""
    text = sources[0].shaped.text
    first = item.folded[: item.line.runs[0].end].partition("(")[0].rstrip(" :.-")
    if not text.startswith(first):
        return list(sources)
    bound = sources[0].shaped._replace(text=first.replace(" ", _BLANK) + text[len(first) :])
    return [sources[0]._replace(shaped=bound), *sources[1:]]


def _worth_a_look(form: Form, item: Item) -> bool:
    """Whether the type of a line allows for a form that depends on it."""
    if form.style == "distinct":
        return len(item.line.runs) > 1
    return form.style != "own-line" or len(item.text) < _LONGEST_NAME_LINE


def _read(form: Form, sources: Sequence[_Source]) -> Candidate | None:
    if len(sources) < form.lines:
        return None
    sources = sources[: form.lines]
    if form.stamped and not any(source.shaped.stamps for source in sources):
        return None
    if form.lines > 1 and any(len(source.text) > _LONGEST for source in sources):
        return None
    match = form.pattern.fullmatch("\n".join(source.shaped.text for source in sources))
    return _candidate(form, match, sources) if match else None


def _candidate(form: Form, match: re.Match[str], sources: Sequence[_Source]) -> Candidate:
    has = {name for name, value in match.groupdict().items() if value}
    notes = [_printed(match, "role", sources)] if "role" in has else []
    notes += [_unbracketed(_printed(match, name, sources)) for name in _NOTES if name in has]
    return Candidate(
        form=form,
        stamp=_stamp(match, sources) if "stamp" in has else None,
        name=" ".join(_printed(match, "name", sources).strip(" *").split())
        if "name" in has
        else "",
        note=", ".join(note for note in notes if note),
        text_from=_place(match.start("text"), sources)[1] if "text" in has else None,
    )


def _place(offset: int, sources: Sequence[_Source]) -> tuple[_Source, int]:
    """Return the line and the place in it of a place in the matched text."""
    for source in sources:
        if offset <= len(source.shaped.text):
            return source, source.shaped.original(offset)
        offset -= len(source.shaped.text) + 1
    raise IndexError(offset)


def _printed(match: re.Match[str], group: str, sources: Sequence[_Source]) -> str:
    source, start = _place(match.start(group), sources)
    _, end = _place(match.end(group), sources)
    return source.text[start:end]


def _stamp(match: re.Match[str], sources: Sequence[_Source]) -> Stamp:
    offset = match.start("stamp")
    for source in sources:
        for at, stamp in source.shaped.stamps:
            if at == offset:
                return parse(stamp)
        offset -= len(source.shaped.text) + 1
    raise IndexError(offset)


def _unbracketed(note: str) -> str:
    return ", ".join(re.findall(r"[(\[（［【]\s*(.*?)\s*[)\]）］】]", note))
