"""Line breaking: nothing lost, no mark at the wrong end of a line, words and numbers whole."""

import re
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from uniseg.linebreak import line_break_units

from stages.write_pdf.bidi import levels, visual_order
from stages.write_pdf.breaks import unit_texts
from stages.write_pdf.choose import Chooser, Style
from stages.write_pdf.glyphs import Word
from stages.write_pdf.lines import Line, Span, break_lines, one_line
from stages.write_pdf.shaping import Shaper

CHINESE = "海浪潮水码头渔船风灯塔桥钟街雨"
MIXED = st.text(
    alphabet=CHINESE + "，。！？：；、“”（）《》…—" + "ABab12. -%", min_size=1, max_size=120
)
NO_START = set("，。！？：；、”）》")
NO_END = set("“（《")


@cache
def shaper(hyphenate: bool = False) -> Shaper:
    chooser = Chooser(("en", "zh-Hans"), "sans", (), system=False)
    return Shaper(chooser, hyphenate)


def text_of(line: Line) -> str:
    return "".join(atom.word.text for unit in line.units for atom in unit.atoms)


def set_lines(text: str, measure: float, language: str = "zh-Hans") -> list[Line]:
    return break_lines([(text, Span(Style(language), 10))], measure, language, shaper())


@settings(max_examples=150, deadline=None)
@given(text=MIXED, measure=st.floats(60, 400))
def test_lines_hold_all_of_the_text_and_keep_the_measure(text: str, measure: float) -> None:
    lines = set_lines(text, measure)
    assert "".join(map(text_of, lines)) == text
    assert all(line.width <= measure + 0.02 for line in lines)
    assert [line.ends for line in lines] == [False] * (len(lines) - 1) + [True]


SENTENCE = st.lists(
    st.tuples(
        st.text(alphabet="“（《", max_size=1),
        st.text(alphabet=CHINESE, min_size=1, max_size=6)
        | st.sampled_from(["GPT", "99.5%", "3,000", "x"]),
        st.text(alphabet="，。！？：；、”）》", max_size=2),
    ).map("".join),
    min_size=1,
    max_size=30,
).map("".join)


@settings(max_examples=150, deadline=None)
@given(text=SENTENCE, measure=st.floats(100, 300))
def test_no_closing_mark_begins_a_line_and_no_opening_mark_ends_one(
    text: str, measure: float
) -> None:
    lines = [text_of(line) for line in set_lines(text, measure)]
    assert not [line for line in lines[1:] if line[0] in NO_START]
    assert not [line for line in lines[:-1] if line.rstrip()[-1] in NO_END]


@settings(max_examples=100, deadline=None)
@given(
    words=st.lists(
        st.sampled_from(["OpenAI", "3.14", "100%", "A/B", "潮汐", "码头。", "在"]),
        min_size=4,
        max_size=40,
    )
)
def test_latin_words_and_numbers_stay_whole(words: list[str]) -> None:
    text = " ".join(words)
    ends = {len(part) for line in set_lines(text, 90) for part in [text_of(line)]}
    assert ends
    place = 0
    for line in set_lines(text, 90)[:-1]:
        place += len(text_of(line))
        assert not (
            text[place - 1].isascii()
            and text[place].isascii()
            and " " not in text[place - 1 : place + 1]
        )


@pytest.mark.parametrize("characters", range(5, 40))
def test_the_last_line_is_longer_than_one_character(characters: int) -> None:
    lines = set_lines((CHINESE * 3)[: characters - 1] + "吧。", 100)
    assert len(lines) == 1 or len(text_of(lines[-1]).rstrip("。")) > 1


def test_two_marks_that_meet_share_their_blank_halves() -> None:
    apart = sum(line.width for line in set_lines("海”海“海", 400))
    met = sum(line.width for line in set_lines("海”“海海", 400))
    assert met == pytest.approx(apart - 5)


def test_an_opening_mark_begins_a_line_flush() -> None:
    line = set_lines("“海浪”", 400)[0]
    assert line.gaps[0] == -5


def test_han_and_latin_stand_a_little_apart_without_a_character() -> None:
    closed = Shaper(Chooser(("zh-Hans",), "sans", (), system=False), mixed_gap=False)
    [line] = break_lines([("海A海浪很高", Span(Style("zh-Hans"), 10))], 400, "zh-Hans", closed)
    assert [round(gap, 2) for gap in line.gaps[:3]] == [0, 1.25, 1.25]
    assert text_of(line) == "海A海浪很高"


def test_a_line_does_not_end_where_nobody_could_tell_whether_a_blank_stands_there() -> None:
    assert unit_texts("约 99.5% 时", "zh-Hans") == ["约 ", "99.5% 时"]
    said = "现在你在OpenAI工作很久了。"
    assert unit_texts(said, "zh-Hans", mixed_gap=True)[3] == "在OpenAI工"
    assert unit_texts(said, "zh-Hans", mixed_gap=False)[3:6] == ["在", "OpenAI", "工"]


@settings(max_examples=60, deadline=None)
@given(text=st.text(alphabet=CHINESE + "，。！？；", min_size=2, max_size=80))
def test_breaks_of_chinese_agree_with_the_unicode_algorithm(text: str) -> None:
    """All our breaks are breaks of UAX 14, and we miss none but the one we glue at the end."""
    ours = set(_places(unit_texts(text, "zh-Hans")))
    theirs = set(_places(list(line_break_units(text))))
    assert ours <= theirs
    assert len(theirs - ours) <= 1


def _places(parts: list[str]) -> list[int]:
    return [len("".join(parts[:n])) for n in range(1, len(parts))]


def test_a_word_longer_than_a_line_is_broken_and_whole() -> None:
    lines = set_lines("x" * 10_000 + " end.", 300, "en")
    assert "".join(map(text_of, lines)) == "x" * 10_000 + " end."
    assert len(lines) > 150


@pytest.mark.parametrize("language", ["th", "lo", "km", "my"])
def test_south_east_asian_text_is_kept_whole(language: str) -> None:
    text = "น้ำขึ้นสูงแค่ไหนที่ท่าเรือในฤดูหนาว และเมื่อมีพายุ"
    assert "".join(map(text_of, set_lines(text, 60, language))) == text


def test_a_shortened_line_ends_in_an_ellipsis_and_fits() -> None:
    span = Span(Style("en"), 10)
    line = one_line("A very long title of a very long talk", span, 120, shaper())
    assert text_of(line).endswith("…")
    assert line.width <= 120


def test_hyphens_are_set_only_on_request() -> None:
    text = "extraordinarily conscientious administration " * 8
    plain = break_lines([(text, Span(Style("en"), 10))], 130, "en", shaper())
    broken = break_lines([(text, Span(Style("en"), 10))], 130, "en", shaper(hyphenate=True))
    assert not [line for line in plain if "\u00ad" in text_of(line)]
    assert [line for line in broken if text_of(line).endswith("\u00ad")]
    assert "".join(map(text_of, broken)).replace("\u00ad", "") == text


@pytest.mark.parametrize(
    ("text", "backwards", "shown"),
    [
        ("abc אבג def", False, "abc גבא def"),
        ("אבג abc דהו", True, "והד abc גבא"),
        ("אבג 12 דהו", True, "והד 12 גבא"),
        ("abc (אבג) def", False, "abc (גבא) def"),
        ("אבג, abc.", True, ".abc ,גבא"),
        (
            "car is THE CAR in arabic".replace("THE CAR", "אבג דהו"),
            False,
            "car is והד גבא in arabic",
        ),
        ("مرحبا 4.5 متر", True, "رتم 4.5 ابحرم"),
        ("אבג 10% דהו", True, "והד 10% גבא"),
    ],
)
def test_right_to_left_text_is_shown_in_visual_order(
    text: str, backwards: bool, shown: str
) -> None:
    assert "".join(visual_order(text, levels(text, backwards))) == shown


def test_overrides_do_not_turn_text_round() -> None:
    text = "\u202eabc\u202c def"
    assert set(levels(text, False)) == {0}


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="abאבג 12.,()%", max_size=40), st.booleans())
def test_visual_order_is_a_rearrangement(text: str, backwards: bool) -> None:
    shown = visual_order(text, levels(text, backwards))
    assert sorted(shown) == sorted(text)


def test_every_unit_is_cut_once() -> None:
    text = "A “quoted” 海浪（wave）很高…… 3.5 metres—end"
    assert "".join(unit_texts(text, "zh-Hans")) == text
    assert not re.search(r"\A\s", unit_texts(text, "zh-Hans")[0])


WORDS = st.lists(
    st.text("abTVfiyoé’, .-ßŁ", min_size=1, max_size=9)
    | st.text("海浪很高（）“”，。", min_size=1, max_size=3)
    | st.text("きゃカー、。", min_size=1, max_size=4)
    | st.text("물높이 ", min_size=1, max_size=4)
    | st.sampled_from(["海——", "GPT海", "\u00a0", "a\u00adb", "e\u0301", "Ω", "Ω", "\U000e0fff"]),
    min_size=1,
    max_size=80,
    unique=True,
)


@settings(max_examples=60, deadline=None)
@given(words=WORDS, language=st.sampled_from(["en", "zh-Hans", "ja", "ko"]))
def test_words_set_together_are_those_set_one_by_one(words: list[str], language: str) -> None:
    def measured(word: Word) -> list[Any]:
        return [
            (row.subset.face.name, row.advances[start:end], round(word.width, 6), word.han)
            for row, start, end, _ in word.pieces
        ]

    def told(word: Word) -> str:
        return "".join(
            text or "".join(row.subset.texts[number] for number in row.numbers[start:end])
            for row, start, end, text in word.pieces
        )

    style = Style(language)
    together = Shaper(Chooser((language,), "sans", (), system=False)).words(words, style)
    alone = Shaper(Chooser((language,), "sans", (), system=False))
    assert [told(word) for word in together] == words
    assert [*map(measured, together)] == [measured(alone.word(word, style)) for word in words]
