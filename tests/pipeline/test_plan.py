"""Jobs for a batch: which recognizer's file belongs to which document."""

import os
from pathlib import Path

import pytest

from pipeline.batch import plan_jobs
from pipeline.options import load_options
from stages.errors import UsageError


def planned(folder: Path, words: Path) -> dict[str, str]:
    options = load_options(Path(os.devnull), [f"align.words={words}"])
    jobs = plan_jobs([str(folder)], str(folder / "out"), ("srt",), options)
    return {job.name: job.options.align.words for job in jobs}


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    for name in ("one.pdf", "two.pdf"):
        (tmp_path / name).touch()
    return tmp_path


def test_in_a_folder_each_document_finds_the_file_of_its_name(talks: Path) -> None:
    heard = talks / "heard"
    heard.mkdir()
    (heard / "one.en.json").touch()
    assert planned(talks, heard) == {"one": str(heard / "one.en.json"), "two": ""}


def test_one_file_for_many_documents_is_a_mistake(talks: Path) -> None:
    (talks / "heard.json").touch()
    with pytest.raises(UsageError, match="one file for 2 documents"):
        planned(talks, talks / "heard.json")


def test_one_file_for_one_document_is_used(talks: Path) -> None:
    (talks / "two.pdf").unlink()
    (talks / "heard.json").touch()
    assert planned(talks, talks / "heard.json") == {"one": str(talks / "heard.json")}
