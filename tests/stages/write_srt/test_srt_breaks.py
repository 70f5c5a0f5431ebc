"""Where lines and cues break: where a subtitler would break them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stages.write_srt.cells import cells
from stages.write_srt.layout import layout
from stages.write_srt.marks import punctuation_cost
from stages.write_srt.tracks import Track
from stages.write_srt.units import units

LIMITS = {"en": 42, "de": 42, "zh-Hans": 32, "zh-Hant": 32, "ja": 26, "ko": 32, "th": 35, "xx": 42}


def track(text: str, language: str) -> Track:
    return Track(text, language, LIMITS[language], 20)


def lines(text: str, language: str) -> list[str]:
    return layout(track(text, language), 0, len(text))


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        # after punctuation
        ("en", ["When the water had gone,", "the boats lay on their sides in mud."]),
        # before a conjunction, before a preposition
        ("en", ["The pilot came aboard at six", "and took the wheel from the captain."]),
        ("en", ["They carried all of the lanterns", "from the harbour up to the church."]),
        # never between article and noun, pronoun and verb, auxiliary and verb, number and unit
        ("en", ["It had been raining so hard", "that the ferry could not see the pier."]),
        ("en", ["The lamp can be seen from as far", "as forty miles away in clear weather."]),
        # never between first and last name
        ("en", ["At noon we waved at captain", "Mira Stone as she left the pier."]),
        ("de", ["Das Wasser stieg so schnell,", "dass die Boote im Hafen sanken."]),
        # Chinese at word limits, marks never first in a line
        ("zh-Hans", ["涨潮的时候，", "码头上的人都跑去看大船。"]),
        ("zh-Hans", ["我们的港口网页", "Harbour 上有今天的潮汐表。"]),
        ("zh-Hans", ["他把灯塔的钥匙交给了", "新来的看守人和他的妻子。"]),
    ],
)
def test_a_line_breaks_where_a_subtitler_would_break_it(language, expected):
    text = ("" if language.startswith("zh") else " ").join(expected)
    text = text.replace("网页Harbour", "网页 Harbour")
    assert lines(text, language) == expected


def test_one_line_is_kept_whole():
    assert lines("The tide is high, and it is late.", "en") == ["The tide is high, and it is late."]


def test_a_word_longer_than_a_line_is_cut_and_no_other():
    address = "https://example.org/" + "x" * 40
    assert lines(f"See {address} now.", "en") == ["See", address[:42], address[42:] + " now."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a “b c” (d), e—f", ["a ", "“b ", "c” ", "(d), ", "e—", "f"]),
        ("他说：“好。”我们（三人）走了……《海》", None),
        ("用 GPU 训练 3.5 版", ["用 ", "GPU ", "训", "练 ", "3.5 ", "版"]),
        ("ちょっと待って。", ["ちょっ", "と", "待っ", "て。"]),
    ],
)
def test_units_hold_marks_to_their_words(text, expected):
    starts, _ = units(text)
    found = [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]
    if expected is None:
        expected = ["他", "说：", "“好。”", "我", "们", "（三", "人）", "走", "了……", "《海》"]
    assert found == expected


@given(st.text("a b,.“”（）《》，。！潮汐表GPU—…", max_size=60))
def test_units_cover_the_text_and_break_no_rule_of_chinese_setting(text):
    text = " ".join(text.split())
    spans = list(zip(*units(text), strict=True))
    assert "".join(text[a:b] for a, b in spans) == text.replace(" ", "")
    for start, end in spans[1:]:
        assert text[start] not in "，。！）》" or text[start - 1] == " " or start == 0
        assert text[end - 1] not in "（《" or end == len(text) or text[end] == " "


@given(st.text("ab é,.潮汐表น้ำ한😀", min_size=1, max_size=120), st.sampled_from(sorted(LIMITS)))
def test_layout_keeps_every_character_and_every_limit(text, language):
    text = " ".join(text.split())
    found = lines(text, language)
    assert "".join(found).replace(" ", "") == text.replace(" ", "")
    assert max(map(cells, found), default=0) <= LIMITS[language]


@pytest.mark.parametrize("word", ["Dr.", "e.g.", "U.", "word", "3.5"])
def test_no_sentence_ends_behind_an_abbreviation(word):
    assert punctuation_cost(word) is None


@pytest.mark.parametrize("word", ["end.", "end.”", "好。", "what?!", "so…", "好！”"])
def test_the_end_of_a_sentence_is_the_best_break(word):
    assert punctuation_cost(word) == 0


def test_breaks_inside_brackets_and_names_cost_more():
    text = "We met the Harbour Board (the old one) in Mira Stone Hall today"
    costs = track(text, "en").costs
    inside, outside = text.index("old"), text.index("in Mira")
    assert costs[inside] > costs[outside]
    assert costs[text.index("Stone")] > costs[text.index("today")]


def test_chinese_words_are_not_cut():
    text = "查看港口网页"
    costs = track(text, "zh-Hans").costs
    assert costs[1] > costs[2]
    assert costs[3] > costs[2]


@pytest.mark.parametrize("number", ["25", "２５"])
def test_a_number_stays_with_what_it_counts(number):
    costs = track(f"潮汐表上写着{number}只船在海上", "zh-Hans").costs
    assert 7 not in costs
    assert costs[8] > costs[6] + 10


def test_traditional_chinese_japanese_and_thai_have_models_of_their_own():
    for language, text, word in (
        ("zh-Hant", "碼頭上的潮汐表已經更新", "潮汐"),
        ("ja", "今日はとても天気がいいので海に行く", "天気"),
        ("th", "วันนี้อากาศดีมากเราไปทะเล", "ทะเล"),
    ):
        costs = track(text, language).costs
        at = text.index(word)
        inside = [costs[i] for i in range(at + 1, at + len(word)) if i in costs]
        assert costs[at] < min(inside)
