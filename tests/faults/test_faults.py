"""Whatever the file: whole products or one clear line, and the exit code that was promised."""

import json
import os
import subprocess
import sys
import unicodedata
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.faults.corpus import OK, faults
from tests.faults.raw import talk

JSON = dict[str, Any]
CORPUS = list(faults())
SECONDS = 300


def build(*arguments: str | bytes | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pipeline.cli", "build", *arguments]
    root = Path(__file__).parents[2]
    return subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        timeout=SECONDS,
        check=False,
        text=True,
        encoding="utf-8",
        errors="surrogateescape",
    )


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, JSON], Path, str]:
    """The whole corpus built in one batch, as it comes in folders: outcomes by name."""
    folder = tmp_path_factory.mktemp("faults")
    (folder / "in").mkdir()
    for fault in CORPUS:
        (folder / "in" / f"{fault.name}.pdf").write_bytes(fault.make())
    done = build("in", "-o", "out", "--json", "--jobs", "2", cwd=folder)
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1, "some of a batch failed"
    return {outcome["name"]: outcome for outcome in told}, folder, done.stderr


@pytest.mark.parametrize("fault", CORPUS, ids=lambda fault: fault.name)
def test_fault_ends_as_promised(fault: Any, outcomes: tuple[dict[str, JSON], Path, str]) -> None:
    outcome = outcomes[0][fault.name]
    assert outcome["exit_code"] in fault.codes, outcome["message"]
    if outcome["exit_code"] == OK:
        assert outcome["status"] == "built"
        assert outcome["summary"]["turns"] > 0
    else:
        message = outcome["message"]
        assert fault.name in message
        assert "\n" not in message
        assert "Traceback" not in message
        assert not any(unicodedata.category(c) == "Cc" for c in message)


def test_no_outcome_is_lost_and_nothing_is_printed_beside_them(
    outcomes: tuple[dict[str, JSON], Path, str],
) -> None:
    told, _, errors = outcomes
    assert sorted(told) == sorted(fault.name for fault in CORPUS)
    assert "Traceback" not in errors


def test_a_failed_document_leaves_nothing_and_nothing_is_written_elsewhere(
    outcomes: tuple[dict[str, JSON], Path, str],
) -> None:
    told, folder, _ = outcomes
    assert sorted(p.name for p in folder.iterdir()) == ["in", "out"]
    built = {name for name, outcome in told.items() if outcome["exit_code"] == OK}
    for path in (folder / "out").iterdir():
        files = [p for p in path.rglob("*") if p.is_file() and p.name != ".lock"]
        if path.name not in built:
            assert not files, f"{path.name} left {files}"
        assert not [p for p in files if p.name.endswith((".part", ".tmp"))]


def test_products_of_active_documents_carry_nothing_active(
    outcomes: tuple[dict[str, JSON], Path, str],
) -> None:
    told, folder, _ = outcomes
    names = [n for n in told if n.startswith(("active-", "markup-", "title-"))]
    evil = (
        b"/URI(http://evil",
        b"app.launchURL",
        b"/bin/sh",
        b"cmd.exe",
        b"MZ evil",
        b"/JavaScript",
    )
    for name in names:
        for path in (folder / "out" / name).rglob("*"):
            if path.suffix in {".epub", ".docx"}:
                with zipfile.ZipFile(path) as archive:
                    _check_archive(archive, path.suffix)
            elif path.suffix == ".pdf":
                data = path.read_bytes()
                assert not [word for word in evil if word in data], name
                assert b"/Launch" not in data
                assert b"/EmbeddedFile" not in data or b"evil" not in data


def _check_archive(archive: zipfile.ZipFile, ending: str) -> None:
    for entry in archive.namelist():
        assert not entry.startswith("/")
        assert ".." not in entry.split("/")
        data = archive.read(entry)
        assert b"<script" not in data.lower()
        assert b"javascript:" not in data.lower()
        if ending == ".docx" and entry.endswith(".rels"):
            assert b"evil" not in data
        if entry == "word/document.xml":
            assert b"DDE" not in data


NAMES = {
    "with spaces  twice": b"a talk  twice.pdf",
    "quotes": b'it\'s "quoted".pdf',
    "newline": b"one\ntwo.pdf",
    "leading dash": b"-o.pdf",
    "255 bytes": b"n" * 251 + b".pdf",
    "not UTF-8": b"caf\xe9 \xff.pdf",
    "percent": b"100%20 %s {0}.pdf",
    "dots": b"talk...pdf",
    "reserved": b"CON.pdf",
    "right-to-left": "a\u202efdp.exe.pdf".encode(),
    "upper case ending": b"TALK.PDF",
    "home": b"~root.pdf",
}


def test_odd_file_names_are_built_under_safe_names(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in NAMES.values():
        (Path(os.fsdecode(folder)) / os.fsdecode(name)).write_bytes(talk())
    done = build("in", "-o", "out", "--formats", "srt", "--json", cwd=tmp_path)
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == OK, done.stderr
    assert len(told) == len(NAMES)
    folders = sorted(p.name for p in (tmp_path / "out").iterdir() if not p.name.startswith("."))
    assert len({name.casefold() for name in folders}) == len(NAMES)
    for name in folders:
        assert name.isprintable()
        assert len(name.encode()) <= 200
        assert not set('<>:"/\\|?*') & set(name)
        assert name.partition(".")[0].upper() not in {"CON", "NUL"}
    assert [p.name for p in tmp_path.iterdir() if p.name not in {"in", "out"}] == []


def test_a_name_that_looks_like_an_option_can_be_built(tmp_path: Path) -> None:
    (tmp_path / "-o.pdf").write_bytes(talk())
    done = build("--formats", "srt", "-o", "out", "--", "-o.pdf", cwd=tmp_path)
    assert done.returncode == OK, done.stderr


@pytest.mark.parametrize("kind", ["missing", "pipe", "folder", "device", "loop"])
def test_what_is_no_regular_file_is_refused_at_once(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "talk.pdf"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
        (path / "x.pdf").mkdir()
        path /= "x.pdf"
    elif kind == "device":
        path.symlink_to("/dev/zero")
    elif kind == "loop":
        path.symlink_to(path)
    done = build(path, "-o", "out", cwd=tmp_path)
    assert done.returncode in ({2, 3} if kind == "folder" else {3}), done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_output_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "talk.pdf").write_bytes(talk())
    (tmp_path / "out").write_text("a file where the folder should be")
    done = build("talk.pdf", "-o", "out", cwd=tmp_path)
    assert done.returncode == 8, done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert (tmp_path / "out").read_text() == "a file where the folder should be"


@pytest.mark.parametrize("place", ["/proc/talks", "dangling", "no\x20such/deep/folder\udcff"])
def test_output_folder_that_cannot_be_or_can_is_whole_or_nothing(
    tmp_path: Path, place: str
) -> None:
    (tmp_path / "talk.pdf").write_bytes(talk())
    (tmp_path / "dangling").symlink_to("/nowhere/at/all")
    done = build("talk.pdf", "-o", place, "--formats", "srt", cwd=tmp_path)
    assert done.returncode in {OK, 8}, done.stderr
    assert (done.returncode == 8) == (place != "no\x20such/deep/folder\udcff")
    assert len(done.stderr.strip().splitlines()) == (done.returncode == 8)


def test_a_full_disk_leaves_no_half_product(tmp_path: Path) -> None:
    """A limit on the size of files stands for the disk that is full."""
    (tmp_path / "talk.pdf").write_bytes(talk())
    command = f"ulimit -f 4; {sys.executable} -m pipeline.cli build talk.pdf -o out"
    root = Path(__file__).parents[2]
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode in {7, 8}, done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    whole = {"talk.epub", "talk.docx", "talk.pdf"}
    left = {path.name for path in (tmp_path / "out").rglob("*") if path.is_file()}
    assert not left & whole


def test_two_builds_of_one_document_at_once_leave_whole_products(tmp_path: Path) -> None:
    (tmp_path / "talk.pdf").write_bytes(talk())
    root = Path(__file__).parents[2]
    command = [sys.executable, "-m", "pipeline.cli", "build", "talk.pdf", "-o", "out", "--force"]
    running = [
        subprocess.Popen(
            command,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(root)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(2)
    ]
    assert [process.wait(SECONDS) for process in running] == [OK, OK]
    out = tmp_path / "out" / "talk"
    with zipfile.ZipFile(out / "talk.epub") as archive:
        assert archive.testzip() is None
    json.loads((out / "segments.json").read_bytes())
