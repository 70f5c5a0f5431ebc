"""Past one process: workers that die, a Dask cluster of which one dies, storage over SFTP."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest

from pipeline.batch import plan_jobs
from pipeline.options import load_options

REPOSITORY = Path(__file__).parents[2]
SAMPLES = sorted((REPOSITORY / "inputs").glob("*.pdf"))


def diglot(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pipeline.cli", "build", *map(str, arguments)],
        cwd=REPOSITORY,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(command: list[str], port: int, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server on loopback until it answers, and end it afterwards."""
    server = subprocess.Popen(
        command,
        cwd=REPOSITORY,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(150):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        else:
            pytest.fail(f"{command[0]} does not answer")
        yield server
    finally:
        server.terminate()
        server.wait(timeout=20)


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(6):
        shutil.copy(SAMPLES[number % len(SAMPLES)], folder / f"talk{number}.pdf")
    return folder


def test_a_worker_that_is_killed_is_replaced_and_its_document_built(
    inputs: Path, tmp_path: Path
) -> None:
    run = subprocess.Popen(
        [sys.executable, "-m", "pipeline.cli", "build", inputs, "-o", tmp_path / "out"],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        text=True,
    )
    workers: list[str] = []
    while not workers and run.poll() is None:
        found = subprocess.run(["pgrep", "-P", str(run.pid)], capture_output=True, text=True)
        workers = found.stdout.split()
    os.kill(int(workers[0]), 9)
    said, _ = run.communicate(timeout=240)
    assert run.returncode == 0
    assert said.count(" built ") == 6


def test_a_dask_cluster_survives_the_death_of_a_worker(inputs: Path, tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="diglot[dask] is not installed")
    port = free_port()
    address = f"tcp://127.0.0.1:{port}"
    quiet = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "3"}
    scheduler = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1"]
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--nthreads", "1"]
    with serving([*scheduler, "--port", str(port), "--no-dashboard"], port, **quiet):
        crew = [
            subprocess.Popen(
                [*worker, "--no-dashboard", "--no-nanny", "--local-directory", str(tmp_path / w)],
                cwd=REPOSITORY,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            for w in ("one", "two")
        ]
        try:
            run = subprocess.Popen(
                [sys.executable, "-m", "pipeline.cli", "build", str(inputs)]
                + ["-o", str(tmp_path / "out"), "--engine", "dask", "--scheduler", address],
                cwd=REPOSITORY,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
            for _ in range(300):
                if list((tmp_path / "out").glob("*/segments.json")):
                    break
                time.sleep(0.1)
            crew[0].kill()
            said, _ = run.communicate(timeout=240)
        finally:
            for process in crew:
                process.kill()
                process.wait()
    assert run.returncode == 0, said
    assert len(list((tmp_path / "out").glob("*/*.epub"))) == 6
    assert not list((tmp_path / "out").rglob("*.part"))


def test_without_an_address_dask_starts_a_cluster_of_its_own(inputs: Path, tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="diglot[dask] is not installed")
    for extra in list(inputs.iterdir())[2:]:
        extra.unlink()
    output = tmp_path / "out"
    done = diglot(inputs, "-o", output, "--engine", "dask", "--formats", "srt", "--jobs", 2)
    assert done.returncode == 0, done.stderr
    assert len(list(output.glob("*/*.en.srt"))) == 2


def test_a_scheduler_that_does_not_answer_is_a_mistake_of_usage(
    inputs: Path, tmp_path: Path
) -> None:
    pytest.importorskip("distributed", reason="diglot[dask] is not installed")
    address = f"tcp://127.0.0.1:{free_port()}"
    engine = ("--engine", "dask", "--scheduler", address)
    done = diglot(inputs, "-o", tmp_path / "out", *engine)
    assert done.returncode == 2
    assert "is the scheduler running?" in done.stderr


@contextmanager
def sftp_server(home: Path) -> Iterator[str]:
    """Run OpenSSH's server for the current user; yield the URL of its root."""
    sshd = shutil.which("sshd", path=f"{os.environ['PATH']}:/usr/sbin")
    if sshd is None or os.getuid() != 0:
        pytest.skip("needs OpenSSH's sshd and root")
    pytest.importorskip("paramiko", reason="diglot[remote] is not installed")
    keys = home / ".ssh"
    keys.mkdir(mode=0o700, parents=True)
    for name in ("host", "id_ed25519"):
        generate = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(keys / name)]
        subprocess.run(generate, check=True)
    shutil.copy(keys / "id_ed25519.pub", keys / "authorized_keys")
    Path("/run/sshd").mkdir(exist_ok=True)
    port = free_port()
    options = {
        "ListenAddress": "127.0.0.1",
        "HostKey": keys / "host",
        "AuthorizedKeysFile": keys / "authorized_keys",
        "StrictModes": "no",
        "PermitRootLogin": "yes",
        "UsePAM": "no",
        "PidFile": "none",
        "Subsystem": "sftp internal-sftp",
    }
    command = [sshd, "-D", "-f", "/dev/null", "-p", str(port)]
    for key, value in options.items():
        command += ["-o", f"{key} {value}"]
    with serving(command, port):
        yield f"sftp://root@127.0.0.1:{port}"


def test_inputs_and_outputs_may_lie_on_an_sftp_server(inputs: Path, tmp_path: Path) -> None:
    with sftp_server(tmp_path / "home") as root:
        home = {"HOME": str(tmp_path / "home")}
        source, output = f"{root}{inputs}", f"{root}{tmp_path}/out"
        done = diglot(source, "-o", output, "--formats", "srt,docx", "--jobs", 2, **home)
        assert done.returncode == 0, done.stdout + done.stderr
        assert len(list((tmp_path / "out").glob("*/*.docx"))) == 6
        assert not list((tmp_path / "out").rglob("*.part"))
        again = diglot(source, "-o", output, "--formats", "srt,docx", **home)
        assert again.stdout.count("kept") == 6, again.stdout + again.stderr


def test_a_url_that_no_driver_knows_is_a_mistake_of_usage(tmp_path: Path) -> None:
    done = diglot("nowhere://talks/a.pdf", "-o", tmp_path)
    assert done.returncode == 2
    assert "diglot[remote]" in done.stderr


def test_the_memory_of_a_worker_stays_flat_over_many_documents(tmp_path: Path) -> None:
    if not Path("/proc/self/statm").exists():
        pytest.skip("only /proc tells the memory of another process")
    source, options = min(SAMPLES, key=lambda pdf: pdf.stat().st_size), load_options(None, [])
    (job,) = plan_jobs([str(source)], str(tmp_path), ("srt",), options, force=True)
    command = [sys.executable, "-m", "pipeline.worker"]
    with subprocess.Popen(
        command, cwd=REPOSITORY, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as worker:
        assert worker.stdin is not None
        assert worker.stdout is not None
        pages = []
        for _ in range(40):
            worker.stdin.write(msgspec.json.encode(job) + b"\n")
            worker.stdin.flush()
            assert msgspec.json.decode(worker.stdout.readline())["status"] == "built"
            pages.append(int(Path(f"/proc/{worker.pid}/statm").read_text().split()[1]))
        worker.stdin.close()
    assert max(pages[5:]) - pages[5] <= 64, pages
