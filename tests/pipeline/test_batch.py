"""Many documents: nothing lost when a run is killed, two runs at once, nothing left to do."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
SAMPLES = sorted((REPOSITORY / "inputs").glob("*.pdf"))
KILLS = 6


def command(inputs: Path, output: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "pipeline.cli", "build", str(inputs), "-o", str(output), *more]


def start(*arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command(*arguments),
        cwd=REPOSITORY,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def products(output: Path) -> dict[str, bytes]:
    """Return every file that a reader would see, by its place."""
    files = (p for p in output.rglob("*") if p.is_file() and not p.name.startswith("."))
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in files}


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for sample in SAMPLES[:3]:
        shutil.copy(sample, folder)
    return folder


def test_runs_killed_at_any_moment_leave_only_whole_products(inputs: Path, tmp_path: Path) -> None:
    began = time.monotonic()
    said, _ = start(inputs, tmp_path / "calm", "--jobs", "2").communicate(timeout=120)
    took = time.monotonic() - began
    calm = products(tmp_path / "calm")
    assert len(calm) >= 3 * 9, said
    choose = random.Random(7)
    output = tmp_path / "killed"
    for _ in range(KILLS):
        run = start(inputs, output, "--jobs", "2")
        time.sleep(choose.uniform(0.1, 1.0) * took)
        run.send_signal(choose.choice([signal.SIGKILL, signal.SIGINT]))
        run.communicate(timeout=60)
        for place, content in products(output).items():
            assert content == calm[place], f"{place} is not whole"
    run = start(inputs, output)
    said, _ = run.communicate(timeout=120)
    assert run.returncode == 0, said
    assert products(output) == calm
    assert not list(output.rglob("*.part"))


def test_no_process_is_left_when_a_run_is_killed(inputs: Path, tmp_path: Path) -> None:
    run = start(inputs, tmp_path / "out", "--jobs", "2")
    workers: list[str] = []
    while len(workers) < 2 and run.poll() is None:
        found = subprocess.run(["pgrep", "-P", str(run.pid)], capture_output=True, text=True)
        workers = found.stdout.split()
    run.kill()
    run.communicate()
    assert len(workers) == 2
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and any(Path(f"/proc/{pid}").exists() for pid in workers):
        time.sleep(0.1)
    assert not [pid for pid in workers if Path(f"/proc/{pid}").exists()]


def test_two_runs_of_the_same_documents_at_once_do_not_harm_each_other(
    inputs: Path, tmp_path: Path
) -> None:
    runs = [start(inputs, tmp_path / "out", "--jobs", "1") for _ in range(2)]
    for run in runs:
        said, _ = run.communicate(timeout=180)
        assert run.returncode == 0, said
    for place, content in products(tmp_path / "out").items():
        if place.endswith((".epub", ".docx")):
            with zipfile.ZipFile(tmp_path / "out" / place) as archive:
                assert archive.testzip() is None
        assert content


def test_nothing_to_do_is_told_for_each_document_and_in_sum(inputs: Path, tmp_path: Path) -> None:
    start(inputs, tmp_path / "out", "--formats", "srt").communicate(timeout=120)
    run = start(inputs, tmp_path / "out", "--formats", "srt")
    said, _ = run.communicate(timeout=60)
    assert run.returncode == 0
    assert said.count("kept") == 3
    summary = {line.split()[0]: line.split() for line in said.splitlines() if line.strip()}
    assert summary["built"][1] == "0"
    assert summary["up"][3] == "3"


def test_a_name_that_is_hard_to_handle_is_built_all_the_same(tmp_path: Path) -> None:
    inputs = tmp_path / "in"
    inputs.mkdir()
    names = [b"a 'b' \"c\".pdf", b"-o.pdf", b"new\nline.pdf", b"caf\xe9.pdf", b"x" * 240 + b".pdf"]
    for name in names:
        shutil.copy(SAMPLES[0], os.fsencode(inputs) + b"/" + name)
    run = start(inputs, tmp_path / "out", "--formats", "srt")
    said, _ = run.communicate(timeout=120)
    assert run.returncode == 0, said
    assert len(list((tmp_path / "out").glob("*/*.en.srt"))) == len(names)
