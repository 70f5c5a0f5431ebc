"""Does a task in a child process with limits, so that nothing in a document can harm us.

The child is forked from a process that has its imports done, which costs milliseconds. What it may
use is set before it touches the document; what it sends back is bounded in bytes and time. However
it dies, the parent gets one exception with the cause.
"""

import contextlib
import gc
import os
import select
import signal
import time
import traceback
from collections.abc import Callable
from typing import NamedTuple

import msgspec
from msgspec import Struct

from pipeline.options import Limits
from stages import errors
from stages.errors import Bug, CannotWrite, DiglotError, LimitExceeded, NotReadable

MOST_RESULT_BYTES = 64 << 20
SECONDS_PER_MIB = 5.0
"""More CPU time for larger files: reading takes 0.2-1.5 s a MiB on a slow core."""
RARELY = 2_000_000
"""Objects between two searches for cycles: a document makes few cycles, and is soon done."""
SECONDS_PER_CHARACTER = 0.5e-3
"""More CPU time for more text: the whole way takes 0.015 ms a character on a slow core."""

Progress = Callable[[str, int], None]
"""Told each stage as it begins, and the characters of text that are known by then."""

Task = Callable[[Progress], bytes]
"""Work to isolate: gets a function to report its stages to, returns its result."""


class Usage(NamedTuple):
    """What a child process used."""

    cpu_seconds: float
    memory_mb: int


class _Message(Struct, frozen=True):
    """What a child says before its result: the stage it is in, or why it failed."""

    stage: str = ""
    error: str = ""
    details: tuple[str, str, str] = ("", "", "")
    trace: str = ""
    bytes: int = -1


def isolate(
    task: Task, where: str, size: int, limits: Limits, watch: int | None = None
) -> tuple[bytes, Usage]:
    """Return the result of `task` done in a child process, and what that used.

    `where` names the document in messages, `size` is that of its file in bytes. When the file
    descriptor `watch` closes (our own parent is gone), the child is ended and EOFError raised.
    Raises the task's own DiglotError, LimitExceeded, or NotReadable where the child crashed.
    """
    if not hasattr(os, "fork"):  # Windows: no limits, but the same errors
        return _here(task, where)
    inlet, outlet = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(inlet)
        _be_the_child(task, where, size, limits, outlet)
    os.close(outlet)
    try:
        received, failure = _receive(inlet, limits.wall_seconds, watch)
    except BaseException:
        _end(child)
        os.waitpid(child, 0)
        raise
    finally:
        os.close(inlet)
    if failure:
        _end(child)
    _, status, used = os.wait4(child, 0)
    usage = Usage(used.ru_utime + used.ru_stime, used.ru_maxrss >> 10)
    return _judge(received, failure, status, where), usage


def _be_the_child(task: Task, where: str, size: int, limits: Limits, outlet: int) -> None:
    """Do the task, send what came of it, and end this process without coming back."""
    code = 1
    try:
        os.setsid()
        gc.set_threshold(RARELY)
        _silence()
        _limit(limits, size)
        _answer(task, where, size, limits, outlet)
        code = 0
    except BaseException:  # noqa: BLE001 - nothing may run on in the child
        code = 1
    finally:
        os._exit(code)


def _answer(task: Task, where: str, size: int, limits: Limits, outlet: int) -> None:
    known = 0

    def progress(stage: str, characters: int) -> None:
        nonlocal known
        known = max(known, characters)
        _allow_cpu(limits, size, known)
        _send(outlet, _Message(stage=stage))

    try:
        result = task(progress)
    except BaseException as error:  # noqa: BLE001 - this is the edge of the child
        failure = explain(error, where)
        details = (failure.where, failure.what, failure.advice)
        trace = "".join(traceback.format_exception(error))[-20_000:]
        _send(outlet, _Message(error=type(failure).__name__, details=details, trace=trace))
    else:
        _send(outlet, _Message(bytes=len(result)))
        _write(outlet, result)


def explain(error: BaseException, where: str) -> DiglotError:
    """Return the error a user is told of: the same, or what an unexpected one comes down to."""
    if isinstance(error, DiglotError):
        if where.endswith(f"/{error.where}"):  # a stage knows the file, not its folder
            error.where = where
        return error
    if isinstance(error, MemoryError):
        return LimitExceeded(where, "needs more memory than a document may have")
    if isinstance(error, RecursionError):
        return NotReadable(where, "is nested deeper than can be followed")
    if isinstance(error, OSError) and error.filename:
        return CannotWrite(str(error.filename), error.strerror or str(error))
    bug = Bug(where, f"{type(error).__name__}: {error}"[:300])
    bug.__cause__ = error
    return bug


def _silence() -> None:
    """Keep what native libraries print off the screen: the parent tells what is to be told."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)


def _limit(limits: Limits, size: int) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _lower(resource.RLIMIT_AS, limits.memory_mb << 20)
    _lower(resource.RLIMIT_FSIZE, limits.output_mb << 20)
    _lower(resource.RLIMIT_NOFILE, 256)
    _lower(resource.RLIMIT_CPU, limits.most_cpu_seconds, soft=False)
    _allow_cpu(limits, size, 0)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _lower(kind: int, value: int, *, soft: bool = True) -> None:
    """Set a limit, never above one that is in force already."""
    import resource

    _, hard = resource.getrlimit(kind)
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(kind, (value, hard if soft else value))


def _allow_cpu(limits: Limits, size: int, characters: int) -> None:
    """Give the next stage as much CPU time as the file and the text known by now deserve."""
    import resource

    share = limits.cpu_seconds + size / 2**20 * SECONDS_PER_MIB
    share += characters * SECONDS_PER_CHARACTER
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    soft = int(time.process_time() + share) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (min(soft, hard), hard))


def _send(outlet: int, message: _Message) -> None:
    _write(outlet, msgspec.json.encode(message) + b"\n")


def _write(outlet: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(outlet, view) :]


def _receive(inlet: int, seconds: float, watch: int | None) -> tuple[bytes, str]:
    """Return all bytes the child sent, and "time" or "size" where it went past a bound."""
    deadline = time.monotonic() + seconds
    watched = [inlet] if watch is None else [inlet, watch]
    received = bytearray()
    while True:
        ready, _, _ = select.select(watched, [], [], max(0.0, deadline - time.monotonic()))
        if watch is not None and watch in ready:
            raise EOFError
        if not ready:
            return bytes(received), "time"
        chunk = os.read(inlet, 1 << 20)
        received += chunk
        if not chunk:
            return bytes(received), ""
        if len(received) > MOST_RESULT_BYTES:
            return bytes(received), "size"


def _judge(received: bytes, failure: str, status: int, where: str) -> bytes:
    """Return the result, or raise what a child that sent none died of."""
    stage = ""
    while b"\n" in received:
        line, _, received = received.partition(b"\n")
        message = msgspec.json.decode(line, type=_Message)
        if message.error:
            raise _restored(message)
        if message.bytes == len(received):
            return received
        if message.bytes >= 0:
            break
        stage = message.stage or stage
    raise _cause_of_death(stage, failure, status, where)


def _restored(message: _Message) -> DiglotError:
    error: DiglotError = getattr(errors, message.error)(*message.details)
    error.add_note(message.trace)
    return error


def _cause_of_death(stage: str, failure: str, status: int, where: str) -> DiglotError:
    step = f" in stage {stage}" if stage else ""
    if failure == "time":
        return LimitExceeded(where, f"took longer than it may{step}")
    if failure == "size":
        return LimitExceeded(where, f"gave a larger result than it may{step}")
    died_of = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    if died_of in (signal.SIGXCPU, signal.SIGKILL):
        return LimitExceeded(where, f"used more CPU time than it may{step}")
    if died_of in (signal.SIGABRT, signal.SIGTRAP, signal.SIGILL):
        return LimitExceeded(where, f"needs more memory than a document may have{step}")
    if died_of in (signal.SIGSEGV, signal.SIGBUS, signal.SIGFPE):
        return NotReadable(where, f"is damaged in a way that crashes the reader{step}")
    return Bug(where, f"its process ended with status {status}{step}")


def _end(child: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)


def _here(task: Task, where: str) -> tuple[bytes, Usage]:
    began = time.process_time()
    try:
        result = task(lambda *_: None)
    except Exception as error:
        raise explain(error, where) from error
    return result, Usage(time.process_time() - began, 0)
