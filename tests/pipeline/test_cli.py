"""Every exit code of the design, provoked; and what the command line says."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec
import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

import pipeline.build
from pipeline.cli import main
from stages.schema import json_schemas

REPOSITORY = Path(__file__).parents[2]
SAMPLE = REPOSITORY / "inputs" / "bakery.pdf"

pytestmark = pytest.mark.usefixtures("elsewhere")


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder where no diglot.toml lies."""
    monkeypatch.chdir(tmp_path)


def missing(path: Path) -> None:
    path.unlink(missing_ok=True)


def html(path: Path) -> None:
    path.write_text("<html><body>Not found</body></html>")


def empty(path: Path) -> None:
    path.touch()


def folder(path: Path) -> None:
    (path / "x").mkdir(parents=True)
    html(path / "x" / "y.pdf")


def encrypted(path: Path) -> None:
    with pikepdf.open(SAMPLE) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="o", user="secret"))


def picture(path: Path) -> None:
    canvas = Canvas(str(path))
    canvas.rect(100, 100, 300, 300, fill=1)
    canvas.showPage()
    canvas.save()


def essay(path: Path) -> None:
    canvas = Canvas(str(path))
    for line in range(30):
        canvas.drawString(72, 740 - 20 * line, "The tide rises twice a day, and falls as often.")
    canvas.save()


@pytest.mark.parametrize(
    ("make", "code", "says"),
    [
        (missing, 3, "No such file"),
        (html, 3, "not a PDF"),
        (empty, 3, "it is empty"),
        (encrypted, 4, "password"),
        (picture, 5, "diglot[ocr]"),
        (essay, 6, "diglot inspect --proof"),
    ],
)
def test_a_source_that_cannot_be_built_is_one_line_and_its_code(
    make: Callable[[Path], None],
    code: int,
    says: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    source = tmp_path / "talk.pdf"
    make(source)
    assert main(["build", str(source), "-o", str(tmp_path / "out")]) == code
    said = capsys.readouterr()
    assert said.out == ""
    assert says in said.err
    assert str(source) in said.err
    assert said.err.count("\n") == 1
    assert not list(tmp_path.glob("out/*"))


def test_a_document_over_a_limit_is_code_7(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["build", str(SAMPLE), "-o", str(tmp_path), "--set", "extract.max_pages=1"]
    assert main(arguments) == 7
    assert "limit" in capsys.readouterr().err


def test_an_output_that_cannot_be_written_is_code_8_and_hurts_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "out").write_text("a file where the folder should be")
    assert main(["build", str(SAMPLE), "-o", str(tmp_path / "out")]) == 8
    assert capsys.readouterr().err.count("\n") == 1
    assert (tmp_path / "out").read_text() == "a file where the folder should be"


def test_a_bug_of_ours_is_code_9_with_a_traceback_only_on_request(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline.build, "read", lambda *_: 1 / 0)
    assert main(["build", str(SAMPLE), "-o", str(tmp_path)]) == 9
    said = capsys.readouterr().err
    assert "ZeroDivisionError" in said
    assert "Traceback" not in said
    assert said.count("\n") == 1
    assert main(["build", str(SAMPLE), "-o", str(tmp_path), "--debug"]) == 9
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["build", str(SAMPLE), "--formats", "epub,mobi"],
        ["build", str(SAMPLE), "--set", "epub.colour=red"],
        ["build", str(SAMPLE), "--set", "nonsense"],
        ["build", str(SAMPLE), "--config", "nowhere.toml"],
        ["build", str(SAMPLE), "--edition", "xx"],
        ["build", "."],
    ],
)
def test_bad_usage_is_code_2_in_one_line(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert said.startswith("diglot: ")


def test_arguments_that_do_not_exist_are_code_2() -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["build", "--nonsense"])


def test_a_batch_goes_on_after_a_bad_document_and_ends_with_code_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inputs = tmp_path / "in"
    inputs.mkdir()
    shutil.copy(SAMPLE, inputs / "good.pdf")
    html(inputs / "bad.pdf")
    arguments = ["build", str(inputs), "-o", str(tmp_path / "out"), "--formats", "srt", "--json"]
    assert main([*arguments, "--jobs", "2"]) == 1
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {line["name"]: (line["status"], line["exit_code"]) for line in lines} == {
        "good": ("built", 0),
        "bad": ("failed", 3),
    }
    assert (tmp_path / "out" / "good" / "good.srt").is_file()


def test_a_build_tells_what_it_made_and_where_each_character_went(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", str(SAMPLE), "-o", str(tmp_path), "--formats", "srt"]) == 0
    said = capsys.readouterr().out
    assert "bakery.srt" in said
    assert ", 0 unplaced" in said
    assert main(["build", str(SAMPLE), "-o", str(tmp_path), "--formats", "srt"]) == 0
    assert "up to date" in capsys.readouterr().out


def test_inspect_says_who_speaks_and_draws_the_proof(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["inspect", str(SAMPLE), "--proof", str(tmp_path / "proof")]) == 0
    said = capsys.readouterr().out
    for part in ("speakers", "dialect", "ledger", "0 unplaced", "subtitles"):
        assert part in said
    drawn = sorted((tmp_path / "proof").iterdir())
    with pikepdf.open(SAMPLE) as pdf:
        assert len(drawn) == len(pdf.pages)
    assert drawn[0].read_bytes().startswith(b"\x89PNG")


def test_the_schema_in_the_repository_is_the_one_that_is_printed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["schema"]) == 0
    printed = capsys.readouterr().out
    assert printed.encode() == msgspec.json.format(msgspec.json.encode(json_schemas())) + b"\n"
    assert (REPOSITORY / "stages" / "schema.json").read_text(encoding="utf-8") == printed
