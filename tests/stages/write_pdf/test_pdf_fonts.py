"""Fonts: found in the promised order, embedded as subsets, every glyph with its text."""

import re
import shutil
import subprocess
from pathlib import Path

import pymupdf_fonts
import pytest

from stages.errors import UsageError
from stages.schema import Paragraph, Segment, Transcript
from stages.write_pdf import choose, faces
from stages.write_pdf.choose import Chooser, Style
from stages.write_pdf.faces import Face, find_family, locate, open_face, user_faces
from stages.write_pdf.families import cjk_form
from stages.write_pdf.options import Options
from stages.write_pdf.write import write
from tests.stages.write_pdf.reader import Book

PACKAGED = Options(system_fonts=False)


@pytest.fixture
def bare_system(monkeypatch) -> None:
    """A machine without a single font."""
    monkeypatch.setattr(faces, "system_files", dict)
    monkeypatch.setattr(choose, "system_files", dict)
    choose._found.cache_clear()
    yield
    choose._found.cache_clear()


def one_turn(language: str, text: str, name: str = "Mira Stone") -> Transcript:
    turn = Segment(id="s1", start_ms=0, speaker=name, texts={language: (Paragraph(text=text),)})
    return Transcript(title="T", languages=(language,), speakers=(name,), segments=(turn,))


def read(language: str, text: str, options: Options = PACKAGED) -> tuple[Book, list[str]]:
    rendered = write(one_turn(language, text), options)
    return Book(rendered.files[".pdf"]), [finding.message for finding in rendered.findings]


def bases(book: Book) -> set[str]:
    return {
        str(f.BaseFont)[1:].partition("+")[2] for f in book.pdf.pages[0].Resources.Font.values()
    }


@pytest.mark.usefixtures("bare_system")
def test_without_any_system_font_the_packaged_ones_set_the_book(transcript) -> None:
    book = Book(write(transcript, Options()).files[".pdf"])
    assert {name.partition("-")[0] for name in bases(book)} == {"NotoSans", "NotoSansSC"}


@pytest.mark.usefixtures("bare_system")
def test_a_machine_without_fonts_writes_what_system_fonts_off_writes(transcript) -> None:
    assert write(transcript, Options()).files == write(transcript, PACKAGED).files


def test_the_fonts_of_the_user_come_first(transcript, tmp_path) -> None:
    path = tmp_path / "mine.ttf"
    path.write_bytes(pymupdf_fonts.myfont("ubuntu"))
    book = Book(
        write(transcript, Options(font_files=(str(path),), system_fonts=False)).files[".pdf"]
    )
    assert any(name.startswith("Ubuntu") for name in bases(book))
    assert any(name.startswith("NotoSansSC") for name in bases(book))


@pytest.mark.parametrize("content", [None, b"", b"no font", b"\0\1\0\0" + b"\xff" * 400])
def test_a_font_that_cannot_be_used_is_named(transcript, tmp_path, content) -> None:
    path = tmp_path / "broken.ttf"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UsageError) as caught:
        write(transcript, Options(font_files=(str(path),)))
    assert caught.value.where == str(path)


def test_a_font_that_may_not_be_embedded_is_refused(tmp_path) -> None:
    data = bytearray(pymupdf_fonts.myfont("ubuntu"))
    tables = {
        bytes(data[12 + 16 * n : 16 + 16 * n]): int.from_bytes(data[20 + 16 * n : 24 + 16 * n])
        for n in range(int.from_bytes(data[4:6]))
    }
    data[tables[b"OS/2"] + 8 : tables[b"OS/2"] + 10] = b"\x00\x02"
    path = tmp_path / "restricted.ttf"
    path.write_bytes(data)
    with pytest.raises(UsageError):
        user_faces((str(path),))


def noto_cjk() -> str:
    path = locate("NotoSansCJK-Regular.ttc")
    if not path:
        pytest.skip("the Noto CJK collection is not installed")
    return path


def test_a_face_of_a_collection_is_named_by_number_or_family() -> None:
    path = noto_cjk()
    by_number, by_family = open_face(f"{path}#2"), open_face(f"{path}#Noto Sans CJK SC")
    assert by_number is not None
    assert by_family is not None
    assert by_number.family == by_family.family == "Noto Sans CJK SC"
    assert open_face(f"{path}#99") is None
    assert open_face(f"{path}#No Such Family") is None


def test_postscript_outlines_are_embedded_as_they_are() -> None:
    path = noto_cjk()
    options = Options(font_files=(f"{path}#2",), system_fonts=False)
    book, findings = read("zh-Hans", "潮水很高，abc。", options)
    descendants = [f.DescendantFonts[0] for f in book.pdf.pages[0].Resources.Font.values()]
    assert {str(d.Subtype) for d in descendants} == {"/CIDFontType0"}
    assert book.paragraphs("zh-Hans") == ["潮水很高，abc。"]
    assert not findings


def test_each_language_gets_its_forms_of_the_characters() -> None:
    seen = {
        language: bases(read(language, "直骨海")[0])
        for language in ("zh-Hans", "zh-Hant", "zh-TW", "zh-HK", "ja", "ko")
    }
    assert "NotoSansSC-Regular" in seen["zh-Hans"]
    for language in ("zh-Hant", "zh-TW", "zh-HK"):
        assert "NotoSansTC-Regular" in seen[language]
    assert "NotoSansJP-Regular" in seen["ja"]
    assert "NotoSansKR-Regular" in seen["ko"]


@pytest.mark.parametrize(
    ("language", "form"),
    [
        ("zh", "zh-Hans"),
        ("zh-Hant-HK", "zh-HK"),
        ("yue", "zh-HK"),
        ("yue-Hans", "zh-Hans"),
        ("en", None),
    ],
)
def test_a_tag_tells_the_forms(language: str, form: str | None) -> None:
    assert cjk_form(language) == form


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("pl", "Łukasz Ćwik źle śpi, gdzieś żółw."),
        ("vi", "Tiếng Việt có dấu."),
        ("ru", "Как высоко поднимается вода?"),
        ("el", "Πόσο ψηλά;"),
        ("ar", "كم يرتفع الماء؟"),
        ("he", "כמה גבוה?"),
        ("th", "น้ำขึ้นสูงแค่ไหน"),
        ("ko", "물이 얼마나 높이 올라오나요?"),
        ("ja", "水はどのくらい高いですか。"),
        ("zh-Hant", "海水漲到多高？"),
        ("en", "Arrows → ⇒, sums ∑ ≤ ∞, stars ★, notes ♪."),
    ],
)
def test_the_packaged_faces_have_a_glyph_for_every_character(language: str, text: str) -> None:
    book, findings = read(language, text)
    assert not findings
    [said] = [node for node in book.tree.find("P") if node.language == language and node.text]
    assert (said.actual or said.text) == text


def test_characters_beyond_the_first_plane_keep_their_text() -> None:
    book, findings = read("zh-Hans", "𠮷野家吃饭。", Options())
    if any("U+20BB7" in message for message in findings):
        pytest.skip("no font with extension B is installed")
    assert book.paragraphs("zh-Hans") == ["𠮷野家吃饭。"]


def test_a_font_of_many_glyphs_keeps_the_text_of_each() -> None:
    """Among their codes are all bytes, also those with a meaning inside a string."""
    text = "".join(chr(0x4E00 + 7 * n) for n in range(700))
    book, findings = read("zh-Hans", text)
    assert not findings
    assert book.paragraphs("zh-Hans") == [text]


def test_what_no_face_shows_is_a_finding_and_keeps_its_text() -> None:
    text = "A flag \U0001f1e9\U0001f1ea and an unassigned \U000e0fff character."
    book, findings = read("en", text)
    assert findings == ["no font has a glyph for U+1F1E9 U+1F1EA U+E0FFF"]
    assert book.paragraphs("en") == [text]


def test_a_glyph_of_two_characters_gets_a_text_for_each() -> None:
    text = "Ω Ω; A Α А"
    book, _ = read("en", text)
    assert book.paragraphs("en") == [text]


def test_every_font_is_a_subset_with_a_unicode_map(transcript) -> None:
    for options in (Options(), PACKAGED):
        book = Book(write(transcript, options).files[".pdf"])
        for font in book.pdf.pages[0].Resources.Font.values():
            assert re.fullmatch("/[A-Z]{6}\\+[A-Za-z0-9]+-[A-Za-z]+", str(font.BaseFont))
            descriptor = font.DescendantFonts[0].FontDescriptor
            assert "/FontFile2" in descriptor or "/FontFile3" in descriptor
            assert "/ToUnicode" in font


def test_bold_is_found_before_italic_and_a_missing_style_falls_back() -> None:
    family = ("pymupdf:notos", "pymupdf:notosbo", "pymupdf:notosit", "")
    assert _style(find_family(family, True, True)) == (True, False)
    assert _style(find_family(family, False, True)) == (False, True)
    assert _style(find_family(("pymupdf:notos",), True, True)) == (False, False)
    assert find_family(("pymupdf:nothing",), False, False) is None


def _style(face: Face | None) -> tuple[bool, bool]:
    assert face is not None
    return face.bold, face.italic


def test_a_variable_font_is_pinned_at_the_weight_asked_for() -> None:
    chooser = Chooser(("zh-Hans",), "sans", (), system=False)
    plain, bold = (chooser.face("潮", Style("zh-Hans", bold=b)) for b in (False, True))
    assert plain is not None
    assert bold is not None
    assert (plain.weight, bold.weight) == (400, 700)


def test_the_search_of_the_system_is_one_walk(monkeypatch, tmp_path) -> None:
    (tmp_path / "b" / "c").mkdir(parents=True)
    for name in ("b/One.ttf", "b/c/one.TTF", "b/c/two.otf", "b/readme.txt"):
        (tmp_path / name).write_bytes(b"")
    monkeypatch.setattr(faces, "_font_folders", lambda: [tmp_path, Path("/no/such/folder")])
    faces.system_files.cache_clear()
    found = faces.system_files()
    faces.system_files.cache_clear()
    assert {name: Path(path).name for name, path in found.items()} == {
        "one.ttf": "One.ttf",
        "two.otf": "two.otf",
    }


@pytest.mark.skipif(not shutil.which("pdffonts"), reason="pdffonts is not installed")
def test_pdffonts_shows_all_fonts_embedded_subset_and_mapped(transcript, tmp_path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(write(transcript, Options()).files[".pdf"])
    run = subprocess.run(["pdffonts", str(path)], capture_output=True, text=True, check=True)
    rows = run.stdout.splitlines()[2:]
    assert rows
    assert all(row.split()[-5:-2] == ["yes", "yes", "yes"] for row in rows)


def test_many_texts_for_one_glyph_do_not_make_many_fonts() -> None:
    text = " ".join(chr(0xE0F00 + n) for n in range(90))
    book, _ = read("en", text)
    assert len(book.pdf.pages[0].Resources.Font) < 80
    assert book.paragraphs("en") == [text]
