"""Whatever a task does, its parent gets a result or one error with the cause."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.isolation import Task, isolate
from pipeline.options import Limits
from stages.errors import (
    Bug,
    CannotWrite,
    DiglotError,
    ExitCode,
    LimitExceeded,
    NotReadable,
    PasswordNeeded,
)

LIMITS = Limits(cpu_seconds=1, most_cpu_seconds=60, wall_seconds=6, memory_mb=2000, output_mb=1)


def do(task: Callable[[], object], size: int = 0) -> bytes:
    def work(_progress: object) -> bytes:
        task()
        return b"unharmed"

    return isolate(work, "talk.pdf", size, LIMITS)[0]


def test_the_result_comes_back_whole_with_what_it_used() -> None:
    result, usage = isolate(lambda _: b"\n{}\x00" * 300_000, "talk.pdf", 0, LIMITS)
    assert result == b"\n{}\x00" * 300_000
    assert usage.memory_mb > 1
    assert usage.cpu_seconds < 1


def test_an_error_of_ours_arrives_as_itself_with_its_trace() -> None:
    def fail() -> None:
        raise PasswordNeeded("talk.pdf", "is encrypted")

    with pytest.raises(PasswordNeeded) as caught:
        do(fail)
    assert str(caught.value) == str(PasswordNeeded("talk.pdf", "is encrypted"))
    assert "in fail" in "".join(caught.value.__notes__)


def loop() -> None:
    while True:
        pass


def crash() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def fill_memory() -> None:
    bytearray(4 << 30)


def recurse() -> None:
    recurse()


@pytest.mark.parametrize(
    ("fault", "expected", "says"),
    [
        (loop, LimitExceeded, "CPU time"),
        (lambda: time.sleep(60), LimitExceeded, "longer than it may"),
        (fill_memory, LimitExceeded, "more memory"),
        (os.abort, LimitExceeded, "more memory"),
        (crash, NotReadable, "crashes the reader"),
        (recurse, NotReadable, "nested deeper"),
        (lambda: os._exit(3), Bug, "ended with status"),
        (lambda: 1 / 0, Bug, "ZeroDivisionError"),
        (lambda: Path("/nowhere/talk.srt").write_bytes(b""), CannotWrite, "/nowhere/talk.srt"),
    ],
)
def test_a_planted_fault_becomes_one_line_with_its_exit_code(
    fault: Callable[[], object], expected: type[DiglotError], says: str
) -> None:
    with pytest.raises(expected, match=says) as caught:
        do(fault)
    assert "\n" not in str(caught.value)
    assert isinstance(caught.value.exit_code, ExitCode)


def test_a_result_without_end_is_cut_off() -> None:
    task: Task = lambda _: bytes(80 << 20)  # noqa: E731
    with pytest.raises(LimitExceeded, match="larger result"):
        isolate(task, "talk.pdf", 0, LIMITS)


def test_the_message_names_the_stage_that_was_too_slow() -> None:
    def work(progress: Callable[[str, int], None]) -> bytes:
        progress("normalize", 0)
        loop()
        return b""

    with pytest.raises(LimitExceeded, match="in stage normalize"):
        isolate(work, "talk.pdf", 0, LIMITS)


def test_the_child_ends_when_the_run_that_asked_for_it_is_gone() -> None:
    watch, run = os.pipe()
    os.close(run)
    began = time.monotonic()
    with pytest.raises(EOFError):
        isolate(lambda _: time.sleep(60) or b"", "talk.pdf", 0, LIMITS, watch)
    os.close(watch)
    assert time.monotonic() - began < 5
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
