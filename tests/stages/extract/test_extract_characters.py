"""Code points that stand for a glyph become characters; all others stay what they are."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stages.extract.characters import GARBLED, fold


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("ﬁnd the oﬃce", "find the office"),
        ("⽤⼾⻓⻰", "用户长龙"),
        ("ﻻ", "لا"),
        ("e\u0301", "é"),
        ("\u200bzero\ufeff", "zero"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\uf0b7", "•"),
        ("\ue123", GARBLED),
        ("\x03", GARBLED),
        ("\ud800", GARBLED),
        ("ＡＢ１２", "ＡＢ１２"),
        ("①™½", "①™½"),
    ],
)
def test_a_glyph_becomes_the_character_it_shows(seen: str, meant: str) -> None:
    assert fold(seen) == meant


@given(st.text(st.characters(categories=["L", "N", "P", "S"], max_codepoint=0x2E7F)))
def test_plain_text_in_nfc_is_never_touched(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    assert fold(composed) == composed


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)
