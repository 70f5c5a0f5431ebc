"""One document through the stages, in order."""

import hashlib
import time
from importlib import import_module

from msgspec import structs

from pipeline.formats import FORMATS, format_of
from pipeline.isolation import Progress
from pipeline.jobs import Job, Outcome, Summary
from pipeline.options import BuildOptions
from pipeline.record import (
    HANDOVER,
    Product,
    Record,
    load_record,
    part_keys,
    restamped,
    save_record,
    stale_parts,
)
from pipeline.storage import Folder, open_folder, read_source, source_stamp
from stages.schema import Finding, Pages, Rendered, Transcript, decode, encode
from stages.write_epub.options import FIRST_PAGE

PAGES, SEGMENTS = "pages.json", "segments.json"
GLANCE = 150
"""Pages of a longer book that are read first, so that one that is no transcript ends early."""

READING_STAGES = ("extract", "normalize", "align")


class StageClock:
    """Tells a watcher which stage begins, and counts the CPU seconds of each."""

    def __init__(self, progress: Progress = lambda *_: None) -> None:
        self._progress = progress
        self._stage = ""
        self._since = time.process_time()
        self.seconds: dict[str, float] = {}

    def begin(self, stage: str, characters: int = 0) -> None:
        """End the stage before and begin this one."""
        now = time.process_time()
        if self._stage:
            self.seconds[self._stage] = self.seconds.get(self._stage, 0.0) + now - self._since
        self._since = now
        self._stage = stage
        self._progress(stage, characters)


def build(job: Job, clock: StageClock | None = None) -> Outcome:
    """Build what is out of date of one document. Raises DiglotError; what was built stays whole."""
    clock = clock or StageClock()
    folder = open_folder(job.output)
    with folder.locked():
        stamp = source_stamp(job.source)
        data = read_source(job.source, job.options.extract.max_bytes)
        sha256 = hashlib.sha256(data).hexdigest()
        record = load_record(folder)
        stale = stale_parts(job, folder, record, sha256)
        if not stale:
            record = restamped(record, folder, stamp)
            save_record(folder, record)
            return _outcome(job, record, clock)
        made = {}
        transcript = _handed_over(folder) if HANDOVER not in stale else None
        if transcript is None:
            pages, transcript = read(data, job.source, job.options, clock)
            made = {PAGES: encode(pages), SEGMENTS: encode(transcript)}
        products, odd = render(transcript, data, job, stale, clock)
        clock.begin("save")
        record = Record(
            source_sha256=sha256,
            source_stamp=stamp,
            products=_save(folder, record, part_keys(job, sha256), job.formats, made | products),
            summary=summarize(transcript, odd),
        )
        save_record(folder, record)
        clock.begin("")
        return _outcome(job, record, clock, tuple(made | products))


def read(
    data: bytes, source: str, options: BuildOptions, clock: StageClock
) -> tuple[Pages, Transcript]:
    """Take the bytes of a PDF at the location `source` through the reading stages."""
    clock.begin("extract")
    from stages.extract.extract import extract_bytes
    from stages.normalize.normalize import normalize

    glance = structs.replace(options.extract, first_pages=GLANCE)
    pages = extract_bytes(data, source, glance)
    if pages.source.pages > GLANCE:
        normalize(pages, options.normalize)  # raises where a long book is no transcript
        pages = extract_bytes(data, source, options.extract)
    clock.begin("normalize", sum(page.characters for page in pages.pages))
    transcript = normalize(pages, options.normalize)
    clock.begin("align")
    from stages.align.align import align

    return pages, align(transcript, options.align)


def render(
    transcript: Transcript, data: bytes, job: Job, parts: tuple[str, ...], clock: StageClock
) -> tuple[dict[str, bytes], list[Finding]]:
    """Write the formats among `parts`; return products by file name, and what was found odd.

    Of `data`, the PDF, writers get no more than the picture of a page that an option asks for.
    """
    from stages.select.select import select

    chosen = select(transcript, job.options.select)
    files: dict[str, bytes] = {}
    odd: list[Finding] = []
    for (stage, section), formats in writers(parts).items():
        clock.begin(stage)
        options = getattr(job.options, section)
        if hasattr(options, "formats"):
            options = structs.replace(options, formats=formats)
        pictures = _pictures(data, job, section)
        rendered: Rendered = import_module(f"stages.{stage}.write").write(
            chosen, options, **pictures
        )
        files |= {f"{job.name}{ending}": made for ending, made in rendered.files.items()}
        odd += rendered.findings
    return files, odd


def _pictures(data: bytes, job: Job, section: str) -> dict[str, bytes]:
    """Return the pictures of pages that the options of a section ask for, by the writer's names."""
    if section != "epub" or job.options.epub.cover != FIRST_PAGE:
        return {}
    from stages.extract.picture import first_page

    return {"first_page": first_page(data, job.source)}


def writers(parts: tuple[str, ...]) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the formats among `parts` by the stage, and its section, that writes them at once."""
    groups: dict[tuple[str, str], tuple[str, ...]] = {}
    for name in parts:
        if name in FORMATS:
            writer = (FORMATS[name].stage, FORMATS[name].section)
            groups[writer] = (*groups.get(writer, ()), name)
    return groups


def warm(job: Job) -> None:
    """Load what jobs like this one need, so that processes forked from this one share it."""
    stages = [*READING_STAGES, "select"]
    stages += [stage for stage, _ in writers(job.formats)]
    for stage in stages:
        entry = import_module(f"stages.{stage}.{'write' if 'write' in stage else stage}")
        if hasattr(entry, "warm"):
            entry.warm(getattr(job.options, stage.removeprefix("write_")))


def summarize(transcript: Transcript, odd: list[Finding]) -> Summary:
    """Return what a line on the screen says of a document."""
    counts: dict[str, int] = {}
    for item in (*transcript.findings, *odd):
        counts[item.code] = counts.get(item.code, 0) + 1
    ends = [s.end_ms for s in transcript.segments if s.end_ms is not None]
    return Summary(
        title=transcript.title,
        languages=transcript.languages,
        speakers=transcript.speakers,
        turns=len(transcript.segments),
        duration_ms=max(ends, default=None),
        ledger=transcript.ledger,
        findings=counts,
    )


def _handed_over(folder: Folder) -> Transcript | None:
    data = folder.read(SEGMENTS)
    return None if data is None else decode(data, Transcript, f"{folder.location}/{SEGMENTS}")


def _save(
    folder: Folder,
    before: Record,
    keys: dict[str, str],
    formats: tuple[str, ...],
    files: dict[str, bytes],
) -> dict[str, Product]:
    """Put the files in place and return all products that are now there, by file name."""
    saved = {}
    for name, data in files.items():
        folder.write(name, data)
        part = HANDOVER if name in (PAGES, SEGMENTS) else format_of(name, formats)
        saved[name] = Product(
            part=part,
            key=keys[part],
            sha256=hashlib.sha256(data).hexdigest(),
            stamp=folder.stamp(name),
        )
    made = {product.part for product in saved.values()}
    for name, product in before.products.items():
        if product.part not in made:
            saved[name] = product
        elif name not in saved:
            folder.remove(name)
    return saved


def _outcome(job: Job, record: Record, clock: StageClock, files: tuple[str, ...] = ()) -> Outcome:
    return Outcome(
        name=job.name,
        source=job.source,
        output=job.output,
        status="built" if files else "current",
        files=files,
        summary=record.summary,
        stage_seconds=clock.seconds,
    )
