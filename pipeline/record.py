"""What is up to date: a record beside the products of what each was made from.

A product is current when its key is: the hash of the PDF, of the options that matter to it and to
the stages before it, and of our own code. File times only save hashing: where they have not moved
since the record was written, the content is taken as the same.
"""

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct, structs

from pipeline.formats import FORMATS
from pipeline.jobs import Job, Summary
from pipeline.storage import Folder, file_stamp, source_stamp

RECORD = ".diglot.json"
HANDOVER = "handover"
"""The key under which pages.json and segments.json are recorded; the other keys are formats."""


class Product(Struct, frozen=True, kw_only=True):
    """A file that was written: what it was made from, its content's hash and its stamp."""

    part: str
    key: str
    sha256: str
    stamp: str | None


class Record(Struct, frozen=True, kw_only=True):
    """The products of one document, by file name, and the source they were made from."""

    source_sha256: str = ""
    source_stamp: str | None = None
    products: dict[str, Product] = {}
    summary: Summary | None = None


def load_record(folder: Folder) -> Record:
    """Return the record of a folder; an empty one where there is none that can be read."""
    data = folder.read(RECORD)
    if data is None:
        return Record()
    try:
        return msgspec.json.decode(data, type=Record)
    except msgspec.DecodeError:
        return Record()


def save_record(folder: Folder, record: Record) -> None:
    """Write the record, after the products it speaks of."""
    folder.write(RECORD, msgspec.json.encode(record))


def stale_parts(job: Job, folder: Folder, record: Record, source_sha256: str) -> tuple[str, ...]:
    """Return which of HANDOVER and the job's formats are not up to date, in that order."""
    keys = part_keys(job, source_sha256)
    if job.force or not record.products:
        return tuple(keys)
    whole: dict[str, list[bool]] = {part: [] for part in keys}
    for name, product in record.products.items():
        if product.part in whole:
            whole[product.part].append(
                product.key == keys[product.part] and _unharmed(folder, name, product)
            )
    return tuple(part for part, files in whole.items() if not files or not all(files))


def is_current(job: Job, folder: Folder, record: Record) -> bool:
    """Whether nothing is to be done for a job, without reading the source where that is sure."""
    stamp = source_stamp(job.source)
    if job.force or stamp is None or stamp != record.source_stamp:
        return False
    return not stale_parts(job, folder, record, record.source_sha256)


def restamped(record: Record, folder: Folder, source_stamp: str | None) -> Record:
    """Return the record with the stamps of now, where only times have moved."""
    products = {
        name: structs.replace(product, stamp=folder.stamp(name))
        for name, product in record.products.items()
    }
    return structs.replace(record, source_stamp=source_stamp, products=products)


def part_keys(job: Job, source_sha256: str) -> dict[str, str]:
    """Return the key of the hand-over files and of each format of the job."""
    options = job.options
    reading = (options.extract, options.normalize, options.align)
    before = _hash(code_digest(), source_sha256, *map(_digest, reading))
    keys = {HANDOVER: before}
    for name in job.formats:
        own = getattr(options, FORMATS[name].section)
        keys[name] = _hash(before, _digest(options.select), _digest(own))
    return keys


@cache
def code_digest() -> str:
    """Return a hash of the stages' own files: other code may make other products."""
    digest = hashlib.sha256()
    stages = Path(__file__).parent.parent / "stages"
    for file in sorted(stages.rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts:
            digest.update(file.relative_to(stages).as_posix().encode() + file.read_bytes())
    return digest.hexdigest()


def _unharmed(folder: Folder, name: str, product: Product) -> bool:
    stamp = folder.stamp(name)
    if stamp is None:
        return False
    if stamp == product.stamp:
        return True
    data = folder.read(name)
    return data is not None and hashlib.sha256(data).hexdigest() == product.sha256


def _digest(options: Struct) -> str:
    return _digest_of_json(msgspec.json.encode(options))


@cache
def _digest_of_json(options: bytes) -> str:
    """Return a hash of options and of the files they name: a changed font is another product."""
    texts = _texts(msgspec.json.decode(options))
    named = [file_stamp(text.partition("#")[0]) or "" for text in texts]  # "font.ttc#2"
    return _hash(options.decode(), *named)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for part in value.values() for text in _texts(part))
    elif isinstance(value, list):
        yield from (text for part in value for text in _texts(part))


def _hash(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
