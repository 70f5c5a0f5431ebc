"""Many documents: which there are, which are up to date, and where the others are built."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from msgspec import Struct, structs

from pipeline.jobs import Job, Outcome
from pipeline.names import folder_names
from pipeline.options import BuildOptions
from pipeline.record import is_current, load_record
from pipeline.storage import find_sources, location_of, open_folder
from stages.errors import ExitCode, UsageError

EngineName = Literal["local", "dask"]


class Plan(Struct, frozen=True, kw_only=True):
    """What is to be built, and where the work runs. `workers` 0 means a core each."""

    jobs: tuple[Job, ...]
    engine: EngineName = "local"
    scheduler: str | None = None
    workers: int = 1


def plan_jobs(
    locations: Sequence[str],
    output: str,
    formats: tuple[str, ...],
    options: BuildOptions,
    *,
    force: bool = False,
) -> tuple[Job, ...]:
    """Return a job for each PDF at the locations (paths, folders, URLs), in sorted order."""
    sources = dict.fromkeys(
        source for place in locations for source in find_sources(location_of(place))
    )
    folder = location_of(output).rstrip("/") or "/"
    names = folder_names(sources)
    words = _words(options.align.words, tuple(names.values()))
    return tuple(
        Job(
            name=name,
            source=source,
            output=f"{folder}/{name}",
            formats=formats,
            options=_with_words(options, words[name]) if words else options,
            force=force,
        )
        for source, name in names.items()
    )


def _words(path: str, names: tuple[str, ...]) -> dict[str, str]:
    """Return the recognizer's file of each document: the one given, or that of its name.

    In a folder, `talk.json` or `talk.en.srt` belongs to `talk`; a document may have none.
    """
    if not path:
        return {}
    if not Path(path).is_dir():
        if len(names) > 1:
            advice = "for many documents name a folder with a file for each"
            raise UsageError(path, f"is one file for {len(names)} documents", advice)
        return dict.fromkeys(names, path)
    files = sorted(file for file in Path(path).iterdir() if file.is_file())
    return {
        name: next((str(file) for file in files if file.name.startswith(f"{name}.")), "")
        for name in names
    }


def _with_words(options: BuildOptions, words: str) -> BuildOptions:
    return structs.replace(options, align=structs.replace(options.align, words=words))


def run(plan: Plan) -> Iterator[Outcome]:
    """Build what is not up to date; outcomes come as they are done, those up to date first."""
    from pipeline import engines

    pending: list[Job] = []
    for job in plan.jobs:
        outcome = _current(job)
        if outcome is None:
            pending.append(job)
        else:
            yield outcome
    if not pending:
        return
    if plan.engine == "dask":
        yield from engines.run_dask(pending, plan.scheduler, plan.workers)
    elif len(pending) == 1:
        yield from engines.run_here(pending)
    else:
        yield from engines.run_local(pending, plan.workers)


def exit_code(outcomes: Sequence[Outcome]) -> int:
    """Return 0 where all is well, a single document's own code, or 1 for a batch with failures."""
    bad = [outcome.exit_code for outcome in outcomes if outcome.exit_code]
    if not bad:
        return int(ExitCode.OK)
    return bad[0] if len(outcomes) == 1 else int(ExitCode.SOME_FAILED)


def _current(job: Job) -> Outcome | None:
    folder = open_folder(job.output)
    record = load_record(folder)
    if not is_current(job, folder, record):
        return None
    return Outcome(
        name=job.name,
        source=job.source,
        output=job.output,
        status="current",
        summary=record.summary,
    )
