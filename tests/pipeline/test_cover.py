"""The first page of a PDF as the cover of its e-book: writers read no PDF, the pipeline does."""

import io
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops

from pipeline.cli import main

SAMPLE = Path(__file__).parents[2] / "inputs" / "bakery.pdf"
SMALL = (200, 284)
COVER = ("--set", "epub.cover=first-page")


def build(folder: Path, *arguments: str) -> Path:
    """Build the e-book of the sample and return it."""
    command = ["build", str(SAMPLE), "-o", str(folder), "--formats", "epub,srt", *arguments]
    assert main(command) == 0
    return folder / "bakery" / "bakery.epub"


def cover(book: Path) -> Image.Image:
    with zipfile.ZipFile(book) as archive:
        return Image.open(io.BytesIO(archive.read("EPUB/cover.png"))).convert("RGB").resize(SMALL)


def page(number: int) -> Image.Image:
    with pypdfium2.PdfDocument(SAMPLE) as document:
        return document[number - 1].render(scale=2).to_pil().convert("RGB").resize(SMALL)


def difference(one: Image.Image, other: Image.Image) -> float:
    """Return how far two pictures of one size are apart in the mean, 0 to 255."""
    counts = ImageChops.difference(one, other).convert("L").histogram()
    return sum(value * count for value, count in enumerate(counts)) / sum(counts)


def test_the_cover_is_the_first_page_and_no_other(tmp_path: Path) -> None:
    shown = cover(build(tmp_path, *COVER))
    assert difference(shown, page(1)) < 2 < 5 < difference(shown, page(2))


def test_a_cover_asked_for_later_needs_no_new_reading(tmp_path: Path) -> None:
    """Only the e-book is made again, from segments.json, and is what a first build makes."""
    drawn = build(tmp_path / "later").read_bytes()
    handover = tmp_path / "later" / "bakery" / "segments.json"
    before = handover.stat().st_mtime_ns
    book = build(tmp_path / "later", *COVER)
    assert book.read_bytes() == build(tmp_path / "at once", *COVER).read_bytes() != drawn
    assert handover.stat().st_mtime_ns == before


def test_a_cover_that_is_no_picture_is_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["build", str(SAMPLE), "-o", str(tmp_path), "--set", "epub.cover=second-page"]
    assert main(command) == 2
    said = capsys.readouterr().err
    assert "second-page: not a PNG or JPEG picture" in said
    assert said.count("\n") == 1
