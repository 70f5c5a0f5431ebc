"""A product is made again when what it is made of has changed, and only then."""

import os
import shutil
from pathlib import Path

import pytest

from pipeline.build import build
from pipeline.jobs import Job, Outcome
from pipeline.options import load_options
from pipeline.storage import open_folder

SAMPLE = Path(__file__).parents[2] / "inputs" / "bakery.pdf"
ALL = {
    "pages.json",
    "segments.json",
    "talk.docx",
    "talk.en.srt",
    "talk.zh-Hans.srt",
    "talk.srt",
    "talk.vtt",
}


def job(folder: Path, *settings: str, formats: tuple[str, ...] = ("docx", "srt", "vtt")) -> Job:
    source = folder / "talk.pdf"
    if not source.exists():
        shutil.copy(SAMPLE, source)
    return Job(
        name="talk",
        source=str(source),
        output=str(folder / "out"),
        formats=formats,
        options=load_options(Path(os.devnull), list(settings)),
    )


def built(outcome: Outcome) -> set[str]:
    return set(outcome.files)


def test_everything_is_made_once_and_then_nothing(tmp_path: Path) -> None:
    assert built(build(job(tmp_path))) == ALL
    again = build(job(tmp_path))
    assert again.status == "current"
    assert again.summary is not None
    assert again.summary.turns > 10


def test_a_file_that_was_only_touched_is_the_same_file(tmp_path: Path) -> None:
    build(job(tmp_path))
    os.utime(tmp_path / "talk.pdf")
    assert build(job(tmp_path)).status == "current"


def test_another_pdf_makes_everything_again(tmp_path: Path) -> None:
    build(job(tmp_path))
    shutil.copy(SAMPLE.with_name("lighthouse.pdf"), tmp_path / "talk.pdf")
    assert built(build(job(tmp_path))) == ALL


def test_an_option_of_one_product_makes_that_product_again(tmp_path: Path) -> None:
    build(job(tmp_path))
    assert built(build(job(tmp_path, "docx.layout=table"))) == {"talk.docx"}


def test_a_new_format_is_made_from_what_was_read_before(tmp_path: Path) -> None:
    build(job(tmp_path, formats=("docx",)))
    outcome = build(job(tmp_path))
    assert built(outcome) == {name for name in ALL if name.endswith((".srt", ".vtt"))}
    assert "extract" not in outcome.stage_seconds


@pytest.mark.parametrize("harm", [Path.unlink, lambda path: path.write_bytes(b"harmed")])
def test_a_product_that_was_harmed_is_made_again(tmp_path: Path, harm: object) -> None:
    build(job(tmp_path))
    whole = (tmp_path / "out" / "talk.docx").read_bytes()
    harm(tmp_path / "out" / "talk.docx")
    assert built(build(job(tmp_path))) == {"talk.docx"}
    assert (tmp_path / "out" / "talk.docx").read_bytes() == whole


def test_a_record_that_cannot_be_read_is_no_record(tmp_path: Path) -> None:
    build(job(tmp_path))
    (tmp_path / "out" / ".diglot.json").write_text('{"products": 7}')
    assert built(build(job(tmp_path))) == ALL


def test_products_of_a_language_that_is_gone_are_removed(tmp_path: Path) -> None:
    build(job(tmp_path))
    build(job(tmp_path, "select.edition=en"))
    left = {path.name for path in (tmp_path / "out").iterdir() if path.name[0] != "."}
    assert left == ALL - {"talk.zh-Hans.srt"}


def test_an_input_that_changes_while_it_is_read_is_read_again_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pipeline.build

    real = pipeline.build.read_source

    def read_then_change(location: str, most: int) -> bytes:
        data = real(location, most)
        shutil.copy(SAMPLE.with_name("lighthouse.pdf"), location)
        return data

    monkeypatch.setattr(pipeline.build, "read_source", read_then_change)
    first = build(job(tmp_path))
    monkeypatch.undo()
    second = build(job(tmp_path))
    assert first.summary is not None
    assert second.summary is not None
    assert built(second) == ALL
    assert first.summary.title != second.summary.title


def test_built_twice_is_the_same_to_the_byte(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    formats = ("epub", "docx", "srt", "vtt", "pdf", "json", "chapters")
    for name in ("one", "two"):
        build(job(tmp_path / name, formats=formats))
    one, two = (open_folder(str(tmp_path / name / "out")) for name in ("one", "two"))
    names = [path.name for path in (tmp_path / "one" / "out").iterdir() if path.name[0] != "."]
    assert len(names) >= 10
    assert {name: one.read(name) for name in names} == {name: two.read(name) for name in names}


def test_an_output_folder_that_vanishes_during_a_build_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pipeline.build

    real = pipeline.build.summarize

    def vanish(*arguments: object) -> object:
        shutil.rmtree(tmp_path / "out")
        return real(*arguments)

    monkeypatch.setattr(pipeline.build, "summarize", vanish)
    outcome = build(job(tmp_path))
    assert outcome.status == "built"
    monkeypatch.undo()
    assert built(build(job(tmp_path))) == ALL
    assert {path.name for path in (tmp_path / "out").iterdir()} >= ALL
