"""Output folders: safe names, unique in a batch."""

import os

from hypothesis import given
from hypothesis import strategies as st

from pipeline.names import MOST_BYTES, folder_names, safe_name


def test_a_plain_name_stays_as_it_is() -> None:
    assert safe_name("in/labelled-chromium.pdf") == "labelled-chromium"
    assert safe_name("播客 第1集.PDF") == "播客 第1集"


def test_names_that_some_system_refuses_are_made_safe() -> None:
    assert safe_name("CON.pdf") == "CON_"
    assert safe_name("com1.talk.pdf") == "com1.talk_"
    assert safe_name("a:b*c?.pdf") == "a_b_c_"
    assert safe_name("--force.pdf") == "force"
    assert safe_name(".pdf") == "document"
    assert safe_name("...pdf") == "document"
    assert safe_name("evil\u202efdp.pdf") == "evil_fdp"
    assert safe_name("line\nbreak.pdf") == "line_break"


def test_long_names_are_cut_between_characters_and_stay_different() -> None:
    one, two = safe_name("潮" * 80 + "1.pdf"), safe_name("潮" * 80 + "2.pdf")
    assert one != two
    assert len(one.encode()) <= MOST_BYTES


def test_two_files_of_one_name_get_folders_of_their_own() -> None:
    names = folder_names(["b/talk.pdf", "a/Talk.pdf", "c/talk.PDF"])
    assert names["a/Talk.pdf"] == "Talk"
    assert len({name.casefold() for name in names.values()}) == 3
    assert names == folder_names(["c/talk.PDF", "a/Talk.pdf", "b/talk.pdf"])


@given(st.lists(st.text(min_size=1, max_size=300), unique=True, max_size=8))
def test_every_name_stays_inside_its_folder_and_is_unique(sources: list[str]) -> None:
    names = folder_names(sources)
    assert len({name.casefold() for name in names.values()}) == len(sources)
    for name in names.values():
        assert os.path.basename(name) == name
        assert name not in ("", ".", "..")
        assert not name.startswith((".", "-"))
        assert len(name.encode()) <= MOST_BYTES + 9
