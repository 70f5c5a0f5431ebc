"""Products appear whole or not at all; sources are found wherever they are."""

import os
from pathlib import Path

import pytest

from pipeline.storage import (
    LocalFolder,
    find_sources,
    local_path,
    location_of,
    open_folder,
    source_stamp,
)
from stages.errors import CannotWrite, UsageError


def test_a_product_is_written_whole_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    folder = LocalFolder(str(tmp_path / "talk"))
    folder.write("talk.srt", b"1\n")
    assert folder.read("talk.srt") == b"1\n"
    assert os.listdir(tmp_path / "talk") == ["talk.srt"]


def test_a_write_that_fails_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = LocalFolder(str(tmp_path))
    folder.write("talk.srt", b"before")

    def disk_full(self: Path, data: bytes) -> int:
        with self.open("wb") as file:
            file.write(data[:3])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", disk_full)
    with pytest.raises(CannotWrite, match=r"talk\.srt: No space left on device"):
        folder.write("talk.srt", b"after")
    assert folder.read("talk.srt") == b"before"
    assert os.listdir(tmp_path) == ["talk.srt"]


def test_a_write_cut_short_without_an_error_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.write_bytes
    monkeypatch.setattr(Path, "write_bytes", lambda self, data: real(self, data[:3]))
    with pytest.raises(CannotWrite, match="cut short"):
        LocalFolder(str(tmp_path)).write("talk.srt", b"after")


def test_a_folder_that_is_a_file_cannot_be_written_to(tmp_path: Path) -> None:
    (tmp_path / "talk").write_text("I am a file")
    folder = LocalFolder(str(tmp_path / "talk"))
    with pytest.raises(CannotWrite), folder.locked():
        pass
    assert (tmp_path / "talk").read_text() == "I am a file"


def test_what_a_killed_build_left_half_written_is_swept_away(tmp_path: Path) -> None:
    (tmp_path / ".talk.epub.123.part").write_bytes(b"half")
    with LocalFolder(str(tmp_path)).locked():
        assert not list(tmp_path.glob(".*.part"))


def test_folders_are_searched_for_pdfs_in_a_fixed_order(tmp_path: Path) -> None:
    for name in ("b.pdf", "a.PDF", "notes.txt", ".hidden.pdf", "sub/c.pdf", ".git/d.pdf"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = find_sources(str(tmp_path))
    assert [Path(f).relative_to(tmp_path).as_posix() for f in found] == [
        "a.PDF",
        "b.pdf",
        "sub/c.pdf",
    ]


def test_a_folder_without_pdfs_is_a_mistake_of_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds no PDF"):
        find_sources(str(tmp_path))


def test_a_name_that_is_not_utf8_survives_as_a_location(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.pdf"
    Path(os.fsdecode(path)).write_bytes(b"x")
    [location] = find_sources(str(tmp_path))
    location.encode()
    assert os.fsencode(local_path(location)) == path
    assert source_stamp(location) is not None
    assert location_of("talk.pdf") == local_path("talk.pdf") == "talk.pdf"


def test_a_store_behind_a_url_keeps_files_like_a_folder() -> None:
    pytest.importorskip("fsspec", reason="diglot[remote] is not installed")
    folder = open_folder("memory://shelf/talk")
    assert folder.read("talk.srt") is None
    assert folder.stamp("talk.srt") is None
    folder.write("talk.srt", b"one")
    before = folder.stamp("talk.srt")
    folder.write("talk.srt", b"two and more")
    assert folder.read("talk.srt") == b"two and more"
    assert folder.stamp("talk.srt") != before
    folder.write("talk.pdf", b"%PDF-")
    assert find_sources("memory://shelf/talk") == ["memory:///shelf/talk/talk.pdf"]
    folder.remove("talk.srt")
    assert folder.read("talk.srt") is None
