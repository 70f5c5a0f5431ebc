"""What is asked for one document, and what came of it; both travel between processes as JSON."""

from typing import Literal

from msgspec import Struct

from pipeline.options import BuildOptions
from stages.errors import ExitCode
from stages.schema import Ledger

Status = Literal["built", "current", "failed"]


class Job(Struct, frozen=True, kw_only=True):
    """One document to build: a path or URL, the folder for its products, and what to make."""

    name: str
    source: str
    output: str
    formats: tuple[str, ...]
    options: BuildOptions
    force: bool = False


class Summary(Struct, frozen=True, kw_only=True):
    """What a document holds, for a line on the screen. `findings` counts by code."""

    title: str = ""
    languages: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    turns: int = 0
    duration_ms: int | None = None
    ledger: Ledger = Ledger()
    findings: dict[str, int] = {}


class Outcome(Struct, frozen=True, kw_only=True):
    """What came of a job. `files` are the products made now; `trace` is for --debug."""

    name: str
    source: str
    output: str
    status: Status
    exit_code: int = ExitCode.OK
    message: str = ""
    files: tuple[str, ...] = ()
    summary: Summary | None = None
    cpu_seconds: float = 0.0
    memory_mb: int = 0
    stage_seconds: dict[str, float] = {}
    trace: str = ""


def failed(job: Job, exit_code: int, message: str, trace: str = "") -> Outcome:
    """Return the outcome of a job that came to nothing."""
    return Outcome(
        name=job.name,
        source=job.source,
        output=job.output,
        status="failed",
        exit_code=exit_code,
        message=message,
        trace=trace,
    )
