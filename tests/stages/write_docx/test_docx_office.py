"""LibreOffice, a reader of others, opens the document and gives back what stands in it."""

import shutil
import subprocess
from pathlib import Path

import pytest
from msgspec import structs

from stages.schema import Chapter, Paragraph, Segment, Transcript
from stages.write_docx.options import Layout, Options
from stages.write_docx.write import write
from tests.stages.write_docx.reader import read


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Return the beginning of a command that runs LibreOffice with a profile of its own."""
    path = shutil.which("soffice")
    if path is None:
        pytest.skip("needs LibreOffice (soffice)")
    profile = tmp_path_factory.mktemp("office").as_uri()
    return [path, f"-env:UserInstallation={profile}", "--headless", "--convert-to"]


def converted(office: list[str], data: bytes, kind: str, folder: Path) -> Path:
    """Convert a document and return the result."""
    file = folder / "talk.docx"
    file.write_bytes(data)
    command = [*office, kind, "--outdir", str(folder), str(file)]
    subprocess.run(command, capture_output=True, check=True, timeout=120)
    return file.with_suffix("." + kind.partition(":")[0])


def long_talk() -> Transcript:
    """A talk of an hour in two languages, a third of it in long turns."""
    english = "The tide comes in twice a day, and every harbour keeps its own book of hours. "
    chinese = "潮水每天来两次，每个港口都有自己的时刻簿。"
    segments = tuple(
        Segment(
            id=f"s{n}",
            start_ms=n * 30_000,
            speaker=("Mira Stone", "Leo Park")[n % 2],
            texts={
                "en": (Paragraph(text=(english * (1 + n % 3 * 4) + f"Turn {n}.")),),
                "zh-Hans": (Paragraph(text=chinese * (1 + n % 3 * 4) + f"第{n}段。"),),
            },
        )
        for n in range(120)
    )
    chapters = tuple(
        Chapter(segment=f"s{n}", texts={"en": f"Harbour {n}"}) for n in range(0, 120, 15)
    )
    return Transcript(
        title="A long talk", languages=("en", "zh-Hans"), segments=segments, chapters=chapters
    )


@pytest.mark.parametrize("layout", ["stacked", "table"])
def test_text_equals_the_transcript(
    transcript: Transcript, office: list[str], layout: Layout, tmp_path: Path
) -> None:
    start = Chapter(segment="s0001", texts={"en": "Low water"})
    talk = structs.replace(transcript, chapters=(start, *transcript.chapters))
    data = write(talk, Options(layout=layout)).files[".docx"]
    text = converted(office, data, "txt:Text (encoded):UTF8", tmp_path).read_text("utf-8-sig")
    lines = [line for line in text.splitlines() if line.strip()]
    wanted = [
        p.text for segment in transcript.segments for texts in segment.texts.values() for p in texts
    ]
    assert sorted(line for line in lines if line in wanted) == sorted(wanted)
    for language in transcript.languages:
        said = [p.text for s in transcript.segments for p in s.texts.get(language, ())]
        assert [line for line in lines if line in said] == said


@pytest.mark.parametrize("layout", ["stacked", "table"])
def test_pages_of_the_contents_are_near_those_of_the_layout(
    office: list[str], layout: Layout, tmp_path: Path
) -> None:
    talk = long_talk()
    data = write(talk, Options(layout=layout)).files[".docx"]
    pdf = converted(office, data, "pdf", tmp_path)
    if shutil.which("pdftotext") is None:
        pytest.skip("needs pdftotext (poppler)")
    command = ["pdftotext", "-layout", str(pdf), "-"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    pages = done.stdout.split("\f")
    promised = [int(line.rpartition("\t")[2]) for line in read(data).contents]
    found = [
        next(n for n, page in enumerate(pages, 1) if n > 1 and name in page.splitlines())
        for name in read(data).chapters
    ]
    assert len(found) == 8
    assert all(abs(a - b) <= 1 + a // 10 for a, b in zip(found, promised, strict=True))


@pytest.mark.parametrize(("chapters", "first_page", "last_page"), [(4, 1, 1), (17, 2, 2)])
def test_contents_stand_on_one_page(
    office: list[str], chapters: int, first_page: int, last_page: int, tmp_path: Path
) -> None:
    """Below the title where there is room; else on a page of their own."""
    talk = long_talk()
    headings = tuple(
        Chapter(segment=f"s{n * 5}", texts={"en": f"Harbour {n}", "zh-Hans": f"港口{n}"})
        for n in range(chapters)
    )
    data = write(structs.replace(talk, chapters=headings), Options()).files[".docx"]
    pdf = converted(office, data, "pdf", tmp_path)
    if shutil.which("pdftotext") is None:
        pytest.skip("needs pdftotext (poppler)")
    command = ["pdftotext", "-l", "3", str(pdf), "-"]
    pages = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\f")
    first = next(n for n, page in enumerate(pages, 1) if "Contents" in page)
    last = next(n for n, page in enumerate(pages, 1) if f"Harbour {chapters - 1}\n" in page)
    assert (first, last) == (first_page, last_page)


def test_a_right_to_left_talk_is_laid_out(office: list[str], tmp_path: Path) -> None:
    segment = Segment(
        id="a", start_ms=0, speaker="سلمى", texts={"ar": (Paragraph(text="أهلا بكم."),)}
    )
    talk = structs.replace(long_talk(), languages=("ar",), segments=(segment,), chapters=())
    data = write(talk, Options()).files[".docx"]
    text = converted(office, data, "txt:Text (encoded):UTF8", tmp_path).read_text("utf-8-sig")
    assert "أهلا بكم." in text.splitlines()
