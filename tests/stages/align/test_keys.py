"""What of a text is compared and counted: numbers, ends of sentences, speech effort."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stages.align import effort
from stages.align.numbers import numbers
from stages.align.sentences import split, whole


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I saw one boat.", ["1"]),
        ("Seven of them came.", ["7"]),
        ("two hundred and twelve boats", ["212"]),
        ("12.4 million", ["1.24e+07"]),
        ("3 million or four", ["4", "3e+06"]),
        ("1240万", ["1.24e+07"]),
        ("三百条船", ["300"]),
        ("No boat came.", []),
    ],
)
def test_a_number_is_read_however_it_is_written(text: str, found: list[str]) -> None:
    assert list(numbers(text, text.rstrip(".").split())) == found


@given(st.text("ab .!?。！…”’\"'A中ก  ", max_size=40))
def test_a_text_that_is_whole_is_one_sentence(text: str) -> None:
    assert not whole(text) or len(split(text)) <= 1


@given(st.text("aeblé'’ .,…—-–[]():0123$%&\"“”\t", max_size=40))
def test_latin_text_takes_as_long_by_either_pattern(text: str) -> None:
    def tokens(pattern: re.Pattern[str]) -> list[tuple[str, str | None]]:
        return [(match[0], match.lastgroup) for match in pattern.finditer(text)]

    assert tokens(effort._LATIN_TOKEN) == tokens(effort._every_token())


@given(st.text("aeblé'’.,!?;:…—-&\"“” ", max_size=40))
def test_effort_is_that_of_the_words_and_marks(text: str) -> None:
    by_pieces = sum(effort._spent(piece, "en") for piece in text.split())
    assert effort.effort(text) == pytest.approx(by_pieces)
