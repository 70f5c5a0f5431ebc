"""A cover for every book: drawn whole and inside its margins, or the user's own picture."""

import io
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs
from PIL import Image

from stages.errors import UsageError
from stages.write_epub.cover import SIZE, draw
from stages.write_epub.lettering import Type
from stages.write_epub.options import Options
from stages.write_epub.write import write

from .conftest import Read

PLAIN = Options(cover="none")
PEOPLE = ["Mira Stone", "Leo Park"]


def drawn(titles, people=PEOPLE, languages=("en", "zh-Hans")) -> Image.Image:
    data, _ = draw(titles, people, languages, 0)
    return Image.open(io.BytesIO(data))


def test_the_book_carries_its_cover_where_shops_look_for_it(transcript):
    book = Read(write(transcript, Options()).files[".epub"])
    (item,) = (i for i in book.items.values() if i.get("properties") == "cover-image")
    assert (item.get("href"), item.get("media-type")) == ("cover.png", "image/png")
    picture = Image.open(io.BytesIO(book.archive.read("EPUB/cover.png")))
    assert picture.size == SIZE
    assert book.archive.getinfo("EPUB/cover.png").file_size < 120_000
    assert book.spine[0] == "cover.xhtml"
    (alternative,) = book.all("//x:img/@alt")
    assert alternative == "Cover: The Tide Table / 潮汐表"


def test_quotes_and_signs_in_the_title_stand_in_the_text_of_the_cover(transcript):
    odd = structs.replace(transcript, titles={"en": 'The "Tide" & <Table>'})
    (alternative,) = Read(write(odd, Options()).files[".epub"]).all("//x:img/@alt")
    assert alternative == 'Cover: The "Tide" & <Table>'


def test_a_book_without_a_cover_has_no_trace_of_one(transcript):
    book = Read(write(transcript, Options(cover="none")).files[".epub"])
    assert not [name for name in book.archive.namelist() if "cover" in name]
    assert b"cover-image" not in book.archive.read(book.opf_path)


@pytest.mark.parametrize(("kind", "ending"), [("PNG", "png"), ("JPEG", "jpg")])
def test_a_picture_of_the_user_is_taken_as_it_is(transcript, tmp_path, kind, ending):
    path = tmp_path / "whatever.bin"
    Image.new("RGB", (60, 96), "teal").save(path, kind)
    book = Read(write(transcript, Options(cover=str(path))).files[".epub"])
    assert book.archive.read(f"EPUB/cover.{ending}") == path.read_bytes()
    (item,) = (i for i in book.items.values() if i.get("properties") == "cover-image")
    assert item.get("media-type") == f"image/{kind.lower()}"


def test_the_first_page_is_the_cover_where_it_is_handed_over(transcript, tmp_path):
    path = tmp_path / "page.png"
    Image.new("RGB", (60, 96), "teal").save(path)
    handed = write(transcript, Options(cover="first-page"), path.read_bytes())
    assert Read(handed.files[".epub"]).archive.read("EPUB/cover.png") == path.read_bytes()
    with pytest.raises(UsageError, match="first-page: the PDF is not at hand"):
        write(transcript, Options(cover="first-page"))


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n broken", b"<svg/>"])
def test_what_is_no_picture_is_refused(transcript, tmp_path, content):
    path = tmp_path / "cover.png"
    path.write_bytes(content)
    with pytest.raises(UsageError, match="PNG or JPEG"):
        write(transcript, Options(cover=str(path)))


def test_a_picture_that_is_not_there_is_refused(transcript, tmp_path):
    with pytest.raises(UsageError, match=r"gone\.png"):
        write(transcript, Options(cover=str(tmp_path / "gone.png")))


@pytest.mark.parametrize(
    "titles",
    [{"en": "A"}, {"en": "Tides " * 80}, {"en": "W" * 500}, {"zh-Hans": "潮" * 300},
     {"en": "The Tide Table", "zh-Hans": "潮汐表" * 60}, {"pl": "Zażółć gęślą jaźń – Łódź"}],
)  # fmt: skip
def test_no_title_is_too_long_for_the_cover(titles):
    picture = drawn(titles, ["A name that is longer than any name " * 4] * 9).convert("RGB")
    dark, light = picture.getpixel((0, 0)), picture.getpixel((0, SIZE[1] - 1))
    for box in ((0, 0, 140, 1600), (1480, 0, 1600, 1600), (0, 1240, 1600, 1380)):
        assert picture.crop(box).getcolors() == [(_area(box), dark)]
    for box in ((1480, 1700, 1600, 2560), (0, 2450, 1600, 2560)):
        assert picture.crop(box).getcolors() == [(_area(box), light)]
    assert len(picture.crop((150, 330, 1450, 1240)).getcolors(maxcolors=1000)) > 2


def _area(box: tuple[int, int, int, int]) -> int:
    return (box[2] - box[0]) * (box[3] - box[1])


def test_letters_that_no_font_has_are_left_out_and_told():
    data, (told,) = draw({"en": "Tides 🌊", "ta": "அலை"}, PEOPLE, ("en", "ta"), 0)
    assert told.code == "missing-glyph"
    assert set("🌊அலை") <= set(told.message)
    assert data == draw({"en": "Tides"}, PEOPLE, ("en", "ta"), 0)[0]


def test_a_cover_with_nothing_to_say_is_still_drawn():
    data, _ = draw({"ta": "அலை"}, ["அலை"], ("ta",), 3)
    assert Image.open(io.BytesIO(data)).size == SIZE


def test_every_colour_scheme_can_be_read():
    for seed in range(6):
        data, _ = draw({"en": "T"}, PEOPLE, ("en", "zh-Hans"), seed)
        picture = Image.open(io.BytesIO(data)).convert("RGB")
        dark, light = picture.getpixel((0, 0)), picture.getpixel((0, SIZE[1] - 1))
        accent = picture.getpixel((300, 1410))
        assert contrast(dark, light) > 10
        assert contrast(dark, accent) > 4.5


def contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """Return the contrast ratio of two colours (WCAG 2.2)."""

    def luminance(color: tuple[int, ...]) -> float:
        linear = [v / 3294.6 if v <= 10 else ((v / 255 + 0.055) / 1.055) ** 2.4 for v in color[:3]]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_a_word_is_set_in_one_font_even_where_one_letter_is_missing_in_the_first():
    fonts = Type("zh-Hans", 700)
    whole = fonts.width("Łukasz")
    assert fonts.drawable("Łukasz 潮") == "Łukasz 潮"
    assert whole == pytest.approx(fonts.width("Ł") + fonts.width("ukasz"), rel=0.05)


@pytest.mark.parametrize(
    ("language", "text"),
    [("ar", "حديث عن البحر"), ("he", "שיחה"), ("hi", "बातचीत"), ("th", "การสนทนา"),
     ("ka", "საუბარი"), ("ru", "Разговор"), ("el", "Συζήτηση"), ("vi", "Cuộc trò chuyện"),
     ("ko", "대화"), ("ja", "対話について"), ("zh-Hant", "對話")],
)  # fmt: skip
def test_scripts_of_the_larger_languages_can_be_drawn(language, text):
    assert Type(language, 700).drawable(text) == text


def test_arabic_letters_join():
    fonts = Type("ar", 700)
    apart = sum(fonts.width(letter) for letter in "حديث")
    assert fonts.width("حديث") < 0.95 * apart


def test_words_stand_in_the_order_of_their_line():
    def places(language: str, text: str) -> list[int]:
        picture = Image.new("L", (900, 100))
        Type(language, 400).draw(picture, 0, 70, text, 50, 255)
        return [x for x in range(900) if picture.crop((x, 0, x + 1, 100)).getbbox()]

    def narrower_on_the_left(places: list[int]) -> bool:
        gap, end = max((b - a, a) for a, b in pairwise(places))
        return end - places[0] < places[-1] - end - gap

    assert narrower_on_the_left(places("he", "ששששש ו"))
    assert narrower_on_the_left(places("en", "ששששש ו"))
    assert not narrower_on_the_left(places("en", "WWWWW i"))
    narrow_last, wide_last = places("he", "ששששש ו"), places("he", "ו ששששש")
    assert narrow_last != wide_last
    assert places("en", "ששששש ו") == narrow_last
    assert places("en", "iii WWW") != places("he", "WWW iii") == places("en", "WWW iii")


@settings(max_examples=40, deadline=None)
@given(st.text(st.sampled_from("ab ,.（）。潮汐표 “”…-"), max_size=80))
def test_broken_lines_hold_the_text_in_order_and_fit(text):
    fonts = Type("en", 400)
    text = " ".join(text.split())
    lines = fonts.fit(text, (400, 600), range(60, 20, -8), 1.2)
    assert all(fonts.width(line) * lines.size <= 404 for line in lines.texts)
    assert len(lines.texts) * lines.size * 1.2 <= 600 or lines.size == 28
    shown = "".join("".join(lines.texts).split())
    whole = "".join(text.split())
    assert shown == whole or (shown.endswith("…") and whole.startswith(shown[:-1]))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(["潮", "汐，", "（海）", "“水”。", "tide", "up!"]), min_size=8))
def test_no_line_begins_or_ends_with_a_mark_that_may_not_stand_there(words):
    lines = Type("zh-Hans", 400).fit("".join(words), (400, 9000), range(60, 20, -8), 1.3).texts
    assert "".join(lines) == "".join(words)
    assert not any(line[0] in "，）”。！" or line[-1] in "（“" for line in lines)


@pytest.mark.parametrize(
    ("titles", "lines"),
    [
        ({"en": "City Bees / Abejas"}, [("en", "City Bees"), ("en", "Abejas")]),
        ({"zh-Hans": "潮汐——海的呼吸"}, [("zh-Hans", "潮汐"), ("zh-Hans", "海的呼吸")]),
        ({"en": "Before / after - a talk"}, [("en", "Before"), ("en", "after - a talk")]),
        ({"en": "AC/DC on-air"}, [("en", "AC/DC on-air")]),
        ({"en": "A – b", "zh-Hans": "甲 – 乙"}, [("en", "A – b"), ("zh-Hans", "甲 – 乙")]),
    ],
)
def test_what_a_title_sets_off_stands_under_it(transcript, titles, lines):
    book = Read(write(structs.replace(transcript, titles=titles), PLAIN).files[".epub"])
    (heading,) = book.pages["title.xhtml"].iterfind(".//{*}h1")
    assert [(s.get("lang"), s.text) for s in heading if s.get("role") is None] == lines
