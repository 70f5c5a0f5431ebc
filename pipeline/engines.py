"""Where the work runs: in a child of this process, in local worker processes, on a Dask cluster.

Each engine is a function from jobs to outcomes, which come in the order in which they are done.
"""

import contextlib
import os
import selectors
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from msgspec import structs

from pipeline.jobs import Job, Outcome, failed
from pipeline.storage import absolute
from pipeline.worker import run_job
from stages.errors import LimitExceeded, UsageError

MOST_TRIES = 5
"""How often a document is given to another Dask worker after the one that had it died."""


def run_here(jobs: Sequence[Job]) -> Iterator[Outcome]:
    """Build one after the other, each in a child forked from this process."""
    for job in jobs:
        yield run_job(job)


def run_local(jobs: Sequence[Job], workers: int) -> Iterator[Outcome]:
    """Build in worker processes that live for many documents; one that is killed is replaced."""
    waiting = deque(jobs)
    again: set[str] = set()
    with contextlib.ExitStack() as stack, selectors.DefaultSelector() as selector:

        def employ(worker: _Worker) -> None:
            worker.give(waiting.popleft())
            selector.register(worker.replies, selectors.EVENT_READ, worker)

        for _ in range(min(workers, len(jobs))):
            employ(stack.enter_context(_Worker()))
        while selector.get_map():
            for key, _ in selector.select():
                worker: _Worker = key.data
                selector.unregister(worker.replies)
                job, outcome = worker.take()
                if outcome is not None:
                    yield outcome
                elif job.source not in again:
                    again.add(job.source)
                    waiting.append(job)
                else:
                    yield _ended(job)
                if waiting:
                    employ(worker if worker.alive else stack.enter_context(_Worker()))


def run_dask(jobs: Sequence[Job], scheduler: str | None, workers: int) -> Iterator[Outcome]:
    """Build on a Dask cluster; without an address, on one of this machine.

    A job whose worker dies is given to another one. Raises UsageError where Dask is missing or
    the scheduler does not answer.
    """
    try:
        from distributed import Client, LocalCluster, as_completed
        from distributed.scheduler import KilledWorker
    except ImportError as error:
        raise UsageError("--engine dask", str(error), "pip install 'diglot[dask]'") from error
    jobs = [everywhere(job) for job in jobs]
    with contextlib.ExitStack() as stack:
        try:
            address: Any = scheduler or stack.enter_context(
                LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None)
            )
            client = stack.enter_context(Client(address, timeout="20s"))
        except OSError as error:
            raise UsageError(str(scheduler), str(error), "is the scheduler running?") from error
        tries = dict.fromkeys(range(len(jobs)), 1)
        futures = as_completed()
        number = {}
        for index, job in enumerate(jobs):
            number[future := client.submit(run_on_cluster, job, pure=False)] = index
            futures.add(future)
        for future in futures:
            index = number.pop(future)
            try:
                yield future.result()
            except KilledWorker as error:
                if tries[index] < MOST_TRIES:
                    tries[index] += 1
                    again = client.submit(run_on_cluster, jobs[index], pure=False)
                    number[again] = index
                    futures.add(again)
                else:
                    limit = LimitExceeded(jobs[index].source, f"ended {MOST_TRIES} workers")
                    yield failed(jobs[index], limit.exit_code, str(limit), str(error))


def everywhere(job: Job) -> Job:
    """Return the job with locations that mean the same in any folder and on any machine."""
    return structs.replace(job, source=absolute(job.source), output=absolute(job.output))


def run_on_cluster(job: Job) -> Outcome:
    """Build a job in this Dask worker's own worker process."""
    worker: _Worker | None = getattr(_of_thread, "worker", None)
    if worker is None or not worker.alive:
        worker = _of_thread.worker = _Worker()
    worker.give(job)
    return worker.take()[1] or _ended(job)


def _ended(job: Job) -> Outcome:
    limit = LimitExceeded(job.source, "its worker process was ended from outside, twice")
    return failed(job, limit.exit_code, str(limit))


class _Worker:
    """A worker process and the job it has."""

    def __init__(self) -> None:
        environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "pipeline.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
            start_new_session=True,
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._jobs = self._process.stdin
        self.replies = self._process.stdout
        self._job: Job | None = None

    def __enter__(self) -> "_Worker":
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError):
            self._jobs.close()
        self.replies.close()
        self._process.wait()

    @property
    def alive(self) -> bool:
        """Whether it can be given another job."""
        return self._process.poll() is None

    def give(self, job: Job) -> None:
        """Hand over a job."""
        self._job = job
        with contextlib.suppress(BrokenPipeError):  # its death is seen in take()
            self._jobs.write(msgspec.json.encode(job) + b"\n")
            self._jobs.flush()

    def take(self) -> tuple[Job, Outcome | None]:
        """Wait for the outcome of the job handed over; it is None where this process died."""
        assert self._job is not None
        line = self.replies.readline()
        if line.endswith(b"\n"):
            return self._job, msgspec.json.decode(line, type=Outcome)
        self._process.wait()
        return self._job, None


_of_thread = threading.local()
"""Holds the worker process of each thread of a Dask worker, kept between jobs."""
