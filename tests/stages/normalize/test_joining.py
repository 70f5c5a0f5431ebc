"""What a line end leaves in the text: blanks, hyphens, nothing."""

import pytest
from msgspec import structs

from stages.normalize import vocabulary
from stages.normalize.joining import Joiner
from stages.normalize.lines import read
from stages.schema import Line
from tests.stages.normalize.typesetter import document, line, pages


def between(before: str, after: str, language: str = "en", *others: str) -> str:
    """Return two lines joined in a document that holds other lines too."""
    joiner = Joiner(read(document(f"{before}\n{after}", *others)))
    middle, cut = joiner.between(before, after, language)
    return (before.rstrip()[:-1] if cut else before.rstrip()) + middle + after


def test_words_are_joined_with_a_blank_and_han_without() -> None:
    assert between("the tide", "comes in") == "the tide comes in"
    assert between("潮水会涨到", "多高", "zh-Hans") == "潮水会涨到多高"
    assert between("これは潮の", "表です", "ja") == "これは潮の表です"
    assert between("이 동네에는", "계단이", "ko") == "이 동네에는 계단이"
    assert between("สวัสดี", "ครับ", "th") == "สวัสดีครับ"


@pytest.mark.parametrize(
    ("style", "joined"), [("用 GPU 训练 AI 模型", "我们用 GPU"), ("用GPU训练AI模型", "我们用GPU")]
)
def test_han_and_latin_meet_as_elsewhere_in_the_document(style: str, joined: str) -> None:
    assert between("我们用", "GPU", "zh-Hans", style) == joined


def test_word_that_stands_whole_elsewhere_loses_its_hyphen() -> None:
    assert between("an experi-", "ment", "en", "the experiment went on") == "an experiment"


def test_compound_that_stands_elsewhere_keeps_its_hyphen() -> None:
    other = "it is well-known, as the experiment shows"
    texts = ("an experi-\nment", other)
    assert between("a well-", "known man", "en", *texts) == "a well-known man"


def test_hyphen_stays_in_a_document_that_cuts_no_words() -> None:
    assert between("an ill-", "formed idea") == "an ill-formed idea"


def test_document_that_cuts_words_keeps_compounds_of_two_words() -> None:
    cuts = ("the experi-\nment was an experiment", "many ques-\ntions and more questions")
    assert between("they were research-", "led", "en", *cuts) == "they were research-led"
    assert between("she was care-", "less", "en", *cuts) == "she was careless"
    assert between("day-to-", "day work", "en", *cuts, "our day-to-day life") == "day-to-day work"
    assert between("we talk B-", "to-B", "en", *cuts) == "we talk B-to-B"


CUTS = ("the experi-\nment was an experiment", "many ques-\ntions and more questions")


@pytest.mark.parametrize(
    ("language", "before", "after", "joined"),
    [
        ("en", "one gener-", "ation", "one generation"),
        ("en", "we auto-", "mate it", "we automate it"),
        ("en", "it ex-", "plodes", "it explodes"),
        ("en", "quite counter-", "intuitive", "quite counterintuitive"),
        ("en", "a super-", "intelligence", "a superintelligence"),
        ("en", "the pod-", "casting", "the podcasting"),
        ("en", "she asked Fig-", "ma", "she asked Figma"),
        ("en", "on the back-", "end side", "on the back-end side"),
        ("en", "from the bottoms-", "up", "from the bottoms-up"),
        ("en", "a non-", "profit", "a non-profit"),
        ("en", "no non-", "sense", "no nonsense"),
        ("en", "the know-", "how", "the know-how"),
        ("en", "it came on-", "to us", "it came onto us"),
        ("en", "day-to-", "day work", "day-to-day work"),
        ("en", "it is sci-", "fi-ish", "it is sci-fi-ish"),
        ("de", "der Hafen-", "meister", "der Hafenmeister"),
        ("de", "die Geschwin-", "digkeit", "die Geschwindigkeit"),
        ("es", "la habita-", "ción", "la habitación"),
        ("es", "un juego franco-", "alemán", "un juego franco-alemán"),
        ("fr", "la grand-", "mère", "la grand-mère"),
        ("fr", "le gouverne-", "ment", "le gouvernement"),
    ],
)
def test_hyphen_goes_where_the_words_of_the_language_say_so(
    language: str, before: str, after: str, joined: str
) -> None:
    assert between(before, after, language, *CUTS) == joined


def test_word_that_stands_elsewhere_in_another_form_loses_its_hyphen() -> None:
    other = "a zorkflow is a flow of zorks"
    assert between("many zork-", "flows", "en", *CUTS, other) == "many zorkflows"


def test_hyphens_are_settled_by_the_document_where_no_list_is_installed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("stages.normalize.vocabulary.find_spec", lambda name: None)
    vocabulary._entries.cache_clear()
    try:
        assert between("one gener-", "ation", "en", *CUTS) == "one generation"
        shown = "the harbour and the master"
        assert between("the harbour-", "master", "en", *CUTS, shown) == "the harbour-master"
    finally:
        vocabulary._entries.cache_clear()


def test_soft_hyphen_of_the_typesetter_goes_and_the_plain_one_stays() -> None:
    cuts = ("a compli\u2010\ncated thing",)
    assert between("an experi\u2010", "ment", "en", *cuts) == "an experiment"
    assert between("an open-", "minded man", "en", *cuts) == "an open-minded man"


def test_web_address_is_not_torn() -> None:
    joined = "see talks.example.org/archive"
    assert between("see talks.example.org/", "archive") == joined


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("see https://", "talks.example.org/a", "see https://talks.example.org/a"),
        ("for the A/", "B testing", "for the A/B testing"),
        ("the tide\u2014", "or the moon", "the tide\u2014or the moon"),
    ],
)
def test_what_a_mark_ties_is_not_torn(before: str, after: str, joined: str) -> None:
    assert between(before, after) == joined


def test_address_torn_anywhere_is_joined_if_it_is_whole_elsewhere() -> None:
    whole = "write to crew@talks.example or look at https://talks.example/log today"
    assert between("to crew@talks.exampl", "e or", "en", whole) == "to crew@talks.example or"
    assert between("https://talks.example/l", "og for it", "en", whole) == (
        "https://talks.example/log for it"
    )
    assert between("at talks.example", "today", "en", whole) == "at talks.example today"


def test_mark_with_blanks_elsewhere_has_one_at_the_line_end() -> None:
    others = ("on Mondays/ Fridays", "in spring/ summer")
    assert between("by day/", "night", "en", *others) == "by day/ night"


def test_document_whose_hyphens_stand_between_words_alone_cuts_none() -> None:
    old = ("a twenty-one-year-\nold man", "a gust-\ndriven boat", "it is top-\nheavy and low-\nkey")
    assert between("an old sail-", "maker", "en", *old) == "an old sail-maker"


def test_blank_that_is_drawn_decides() -> None:
    drawn = [f"line number {word} goes \nfurther down." for word in "abcdefgh" * 12]
    assert between("我们用 ", "GPU", "zh-Hans", *drawn) == "我们用 GPU"
    assert between("emerg", "ency", "en", *drawn) == "emergency"


def test_blank_that_was_lost_between_two_words_comes_back() -> None:
    drawn = [f"line number {word} goes \nfurther down." for word in "abcdefgh" * 12]
    known = "There was stuff all around and it was happening then."
    assert between("a bunch of stuff", "happening", "en", known, *drawn) == (
        "a bunch of stuff happening"
    )


def test_korean_word_is_joined_where_the_blank_would_have_been_drawn() -> None:
    drawn = ["the legs remember \nthe stairs.", "먼저 기억합니다. \n편지가 줄어든 뒤에는"]
    assert between("다시 생", "기기도 합니다.", "ko", *drawn) == "다시 생기기도 합니다."
    assert between("다시 ", "생기기도", "ko", *drawn) == "다시 생기기도"
    assert between("다시", "생기기도", "ko") == "다시 생기기도"


def korean_lines(*rooms: float) -> list[Line]:
    """Set paragraphs of two lines whose first lacks so many ems to the margin."""
    lines: list[Line] = []
    for number, room in enumerate(rooms):
        full = line("지금 우리 팀은 열일곱 명이고 절반은 다른 곳에 손님 대", 60.0 + number * 40)
        lines.append(structs.replace(full, x1=400 - room * full.size))
        lines.append(line("부분은 왔어요. 이야기를 해 봅시다.", 72.0 + number * 40))
    return lines


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("못하면 거절합니", "다.", "못하면 거절합니다."),
        ("지금도 친", "구입니다.", "지금도 친구입니다."),
        ("겨울 이야기를", "해 봅시다.", "겨울 이야기를 해 봅시다."),
        ("이야기예요. 우리", "팀은", "이야기예요. 우리 팀은"),
        ("이야기를 해 봅시다. 지금", "서른 명이", "이야기를 해 봅시다. 지금 서른 명이"),
    ],
)
def test_korean_line_end_inside_a_word_leaves_no_blank(
    before: str, after: str, joined: str
) -> None:
    joiner = Joiner(read(pages(korean_lines(0.0, 0.3, 0.9, 0.5, 0.0))))
    assert before + joiner.between(before, after, "ko")[0] + after == joined


def test_korean_lines_that_are_justified_keep_their_blanks() -> None:
    """A line or two that sticks out changes nothing."""
    joiner = Joiner(read(pages(korean_lines(0.2, 0.2, 0.2, 0.2, 0.0))))
    assert joiner.between("지금도 친", "구입니다.", "ko") == (" ", False)


def test_korean_lines_that_end_with_words_keep_their_blanks() -> None:
    joiner = Joiner(read(pages(korean_lines(0.0, 2.3, 0.9, 4.5, 3.0))))
    assert joiner.between("지금도 친", "구입니다.", "ko") == (" ", False)
