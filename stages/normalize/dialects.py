"""Dialects: how headers and labels look, compiled from tables that a user can extend."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from stages.errors import UsageError
from stages.normalize.options import Options
from stages.normalize.stamps import fold

BARE, BRACKETED, RANGE, BRACKETED_RANGE = "\U0010ff00\U0010ff01\U0010ff02\U0010ff03"
"""Private characters that stand for a whole stamp while a header is matched."""

_STAMPS = f"{BARE}-{BRACKETED_RANGE}"
_NAME = (
    rf"(?P<name>[^\W\d_{_STAMPS}][^\n:\[\]()<>|*#。！？!?…“”\"=;{_STAMPS}]{{0,79}}?"
    r"|S[0-9]{1,2}|@\w{1,40})"
)
_INSIDE = rf"[^()\[\]\n{_STAMPS}]{{1,120}}"
_NOTE = rf"(?P<%s>(?: ?(?:\({_INSIDE}\)|\[{_INSIDE}\])){{0,2}})"
PLACES = {
    "stamp": rf"(?P<stamp>[{BARE}-{BRACKETED_RANGE}])",
    "range": rf"(?P<stamp>[{RANGE}{BRACKETED_RANGE}])",
    "bracketed": rf"(?P<stamp>[{BRACKETED}{BRACKETED_RANGE}])",
    "name": _NAME,
    "note": _NOTE % "note",
    "note2": _NOTE % "note2",
    "role": r"(?P<role>[^\n:\[\]()<>|]{1,60}?)",
    "text": r"(?P<text>[^\n]+)",
    "number": r"(?P<number>[0-9]{1,6})",
    "gap": r" *(?:[-,|·•/]+ *)?",
}


class Form(NamedTuple):
    """One way to write a header, and the dialect it belongs to."""

    dialect: str
    pattern: re.Pattern[str]
    stamped: bool
    named: bool
    spoken: bool
    lines: int
    style: str


class Dialects(NamedTuple):
    """The forms in order of preference, what is never a name, and the labels of languages."""

    forms: tuple[Form, ...]
    examples: dict[str, str]
    never: frozenset[str]
    labels: dict[str, str]
    roles: frozenset[str]
    contents: frozenset[str]
    heads: frozenset[str]


def load(options: Options) -> Dialects:
    """Return the dialects that count. Raises UsageError where one is unknown or malformed."""
    table = _built_in()
    added = tuple(_form for dialect in options.dialects for _form in _forms(dialect))
    examples = {**{str(d["name"]): str(d.get("example", "")) for d in options.dialects}}
    dialects = table._replace(
        forms=added + table.forms,
        examples={**examples, **table.examples},
    )
    if options.dialect and options.dialect not in dialects.examples:
        known = ", ".join(dialects.examples)
        raise UsageError(f"dialect {options.dialect}", "not known", f"use one of {known}")
    return dialects


@cache
def _built_in() -> Dialects:
    table = tomllib.loads(
        resources.files(__package__).joinpath("dialects.toml").read_text(encoding="utf-8")
    )
    dialects: list[dict[str, Any]] = table["dialect"]
    return Dialects(
        forms=tuple(form for dialect in dialects for form in _forms(dialect)),
        examples={dialect["name"]: dialect["example"] for dialect in dialects},
        never=frozenset(table["never"]["words"]),
        labels={fold(word): tag for tag, words in table["labels"].items() for word in words},
        roles=frozenset(table["front"]["roles"]),
        contents=frozenset(table["front"]["contents"]),
        heads=frozenset(table["table"]["heads"]),
    )


def _forms(dialect: dict[str, Any]) -> Iterator[Form]:
    """Compile a dialect's headers. Raises UsageError where the table is malformed."""
    name = str(dialect.get("name", ""))
    headers = dialect.get("header", ())
    headers = (headers,) if isinstance(headers, str) else headers
    if not name or not headers or not isinstance(headers, Iterable):
        raise UsageError(f"dialect {name}", "needs a name and a header", "see dialects.toml")
    for header in headers:
        yield _form(name, str(header), str(dialect.get("style", "")))


def _form(dialect: str, header: str, style: str) -> Form:
    try:
        expression = re.sub(r"\{([a-z][a-z0-9]*)\}", lambda place: PLACES[place[1]], header)
        pattern = re.compile(expression)
    except (KeyError, re.error) as error:
        raise UsageError(f"dialect {dialect}", f"{header}: {error}", "see dialects.toml") from error
    groups = pattern.groupindex
    return Form(
        dialect=dialect,
        pattern=pattern,
        stamped="stamp" in groups,
        named="name" in groups,
        spoken="text" in groups,
        lines=1 + header.count(r"\n"),
        style=style,
    )
