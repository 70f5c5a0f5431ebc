"""A line is read in the order of its language, whatever the order it is seen in."""

import pytest

from stages.extract.bidi import ligature, reading
from stages.extract.glyphs import Style
from stages.extract.lines import line
from stages.extract.words import Word


def _read(shown: str, lean: float = 0.0) -> str:
    _, texts = reading(list(shown), lean)
    return "".join(texts)


def test_hebrew_is_read_from_the_right() -> None:
    assert _read("םלוע םולש") == "שלום עולם"


def test_numbers_and_latin_words_keep_their_order_in_hebrew() -> None:
    assert _read("Mira Stone לש 12:30 העשב", 5.0) == "בשעה 12:30 של Mira Stone"


def test_a_date_stays_one_number_in_hebrew() -> None:
    assert _read(".12/05/2024 םוי") == "יום 12/05/2024."


def test_only_the_hebrew_words_turn_in_an_english_line() -> None:
    assert _read("He said םלוע םולש and left it there.") == "He said שלום עולם and left it there."


@pytest.mark.parametrize("stamp", ["[00:12:01]", "(12:01)"])
def test_brackets_behind_a_latin_name_stay_behind_it(stamp: str) -> None:
    assert _read(f"בוט הז :Mira Stone {stamp}", 5.0) == f"Mira Stone {stamp}: זה טוב"


@pytest.mark.parametrize("brackets", ["()", ")("])
def test_brackets_open_before_a_word_whatever_the_file_calls_them(brackets: str) -> None:
    left, right = brackets
    assert _read(f"בוט {right}אל{left} הז") == "זה (לא) טוב"


@pytest.mark.parametrize(("lean", "read"), [(5.0, "דנה Mira"), (-5.0, "Mira דנה")])
def test_the_margin_a_line_stands_at_tells_where_it_begins(lean: float, read: str) -> None:
    assert _read("Mira הנד", lean) == read


@pytest.mark.parametrize("lean", [5.0, 0.0, -5.0])
def test_a_line_without_latin_letters_runs_from_the_right_wherever_it_stands(lean: float) -> None:
    assert _read("2014-ב ונשגפנ", lean) == "נפגשנו ב-2014"


@pytest.mark.parametrize("lean", [5.0, -5.0])
def test_no_line_begins_with_a_full_stop_wherever_it_stands(lean: float) -> None:
    assert _read(".םולש", lean) == _read("םולש.", lean) == "שלום."


@pytest.mark.parametrize(
    ("shown", "backwards", "read"),
    [
        (":Mira Stone 00:12", True, "Mira Stone 00:12:"),
        (":Mira Stone 00:12", False, ":Mira Stone 00:12"),
        ("00:12】Mira Stone【", True, "【Mira Stone】00:12"),
        ("... and so on", True, "... and so on"),
    ],
)
def test_latin_words_may_be_set_from_the_right_beside_hebrew(
    shown: str, backwards: bool, read: str
) -> None:
    row = [Word(shown, 100.0, 180.0, 100.0, Style(10.0))]
    assert line(row, backwards=backwards).text == read


@pytest.mark.parametrize("parts", ["لا", "ال"])
def test_lam_comes_before_alef_in_their_ligature(parts: str) -> None:
    assert ligature(parts) == "لا"
