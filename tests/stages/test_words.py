"""What products say of themselves is said in the languages of their text."""

import pytest

from stages.words import _KEYS, _TABLE, autonym, initial, words


@pytest.mark.parametrize("language", sorted(_TABLE))
def test_every_wording_exists_in_every_language(language):
    assert len(_TABLE[language]) == len(_KEYS)
    assert all(word.strip() == word != "" for word in _TABLE[language])


@pytest.mark.parametrize(
    ("language", "contents"),
    [("zh", "目录"), ("zh-CN", "目录"), ("zh-TW", "目錄"), ("zh-Hant-HK", "目錄"), ("yue", "目錄"),
     ("en-GB", "Contents"), ("de-AT", "Inhalt"), ("JA", "目次")],
)  # fmt: skip
def test_variants_of_a_language_are_understood(language, contents):
    assert words("contents", (language,)) == {language: contents}


def test_the_order_of_the_languages_is_kept_and_unknown_ones_are_left_out():
    said = words("cover", ("zh-Hans", "sw", "en"))
    assert list(said.items()) == [("zh-Hans", "封面"), ("en", "Cover")]
    assert words("cover", ("sw", "")) == {"en": "Cover"}


@pytest.mark.parametrize(
    ("language", "name", "letter"),
    [("zh-Hans", "简体中文", "中"), ("zh-TW", "繁體中文", "中"), ("pt-BR", "Português", "P"),
     ("tlh", "tlh", "T")],
)  # fmt: skip
def test_languages_are_called_what_they_call_themselves(language, name, letter):
    assert (autonym(language), initial(language)) == (name, letter)
