"""A line is read in the order of its language, whatever the order it is seen in."""

import pytest

from stages.extract.bidi import ligature, reading


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


@pytest.mark.parametrize("brackets", ["()", ")("])
def test_brackets_open_before_a_word_whatever_the_file_calls_them(brackets: str) -> None:
    left, right = brackets
    assert _read(f"בוט {right}אל{left} הז") == "זה (לא) טוב"


@pytest.mark.parametrize(("lean", "read"), [(5.0, "דנה Mira"), (-5.0, "Mira דנה")])
def test_the_margin_a_line_stands_at_tells_where_it_begins(lean: float, read: str) -> None:
    assert _read("Mira הנד", lean) == read


@pytest.mark.parametrize("parts", ["لا", "ال"])
def test_lam_comes_before_alef_in_their_ligature(parts: str) -> None:
    assert ligature(parts) == "لا"
