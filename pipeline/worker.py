"""A process that builds one document after the other, each in a child of its own.

Speaks JSON, a line each way: jobs come in on stdin, outcomes go out on stdout. It ends, with the
child it has, when stdin closes, so no build outlives the run that asked for it.
"""

import contextlib
import gc
import os
import sys
from typing import BinaryIO

import msgspec

from pipeline import build
from pipeline.isolation import isolate
from pipeline.jobs import Job, Outcome, failed
from pipeline.storage import open_folder, source_size
from stages.errors import DiglotError


def run_job(job: Job, watch: int | None = None) -> Outcome:
    """Build one document in a child process; every failure becomes an outcome."""
    try:
        result, usage = isolate(
            lambda progress: msgspec.json.encode(build.build(job, build.StageClock(progress))),
            job.source,
            source_size(job.source),
            job.options.limits,
            watch,
        )
    except DiglotError as error:
        open_folder(job.output).tidy()
        return failed(job, error.exit_code, str(error), "".join(getattr(error, "__notes__", [])))
    outcome = msgspec.json.decode(result, type=Outcome)
    return msgspec.structs.replace(
        outcome, cpu_seconds=round(usage.cpu_seconds, 3), memory_mb=usage.memory_mb
    )


def serve() -> None:
    """Build the jobs that come in on stdin until it closes."""
    replies = _claim_stdout()
    warmed = False
    for line in sys.stdin.buffer:
        job = msgspec.json.decode(line, type=Job)
        if not warmed:
            with contextlib.suppress(Exception):  # the job itself meets it again and says so
                build.warm(job)
            gc.freeze()
            warmed = True
        try:
            outcome = run_job(job, watch=sys.stdin.fileno())
        except EOFError:
            return
        replies.write(msgspec.json.encode(outcome) + b"\n")


def _claim_stdout() -> BinaryIO:
    """Keep stdout for outcomes alone: whatever a library prints goes to stderr."""
    replies = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    return replies


if __name__ == "__main__":
    serve()
