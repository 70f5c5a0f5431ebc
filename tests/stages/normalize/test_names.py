"""What can be a speaker's name, and which labels are one person."""

import pytest

from stages.normalize.names import Roster, people, plausible

NEVER = frozenset({"note", "step", "re"})


@pytest.mark.parametrize(
    "name",
    [
        "Mira Stone",
        "MIRA",
        "Dr. M. A. O'Neil-Stone Jr.",
        "Ludwig van Beethoven",
        "Speaker 1",
        "SPEAKER_01",
        "speaker 2",
        "S1",
        "Q",
        "主持人",
        "米拉·斯通",
        "嘉宾2",
        "김하늘",
        "@mira",
        "Łukasz Ćwik",
        "Émilie d’Arcy",
        "Leopold van der Park-d'Arcy",
        "Noor al-Rashid",
        "Анна",
        "Mira Stone & Leo Park",
    ],
)
def test_names_are_plausible(name: str) -> None:
    assert plausible(name, NEVER)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Note",
        "Step 2",
        "So we tried",
        "Hello there!",
        "At 12",
        "and then",
        "The plan was that nobody of us would ever come back",
        "于是我们试了，没有成功",
        "这是一个很长很长很长的句子没有标点",
        "关键是",
        "我父亲说",
        "Yes.",
    ],
)
def test_sentences_and_words_like_note_are_no_names(text: str) -> None:
    assert not plausible(text, NEVER)


def test_one_person_under_several_labels_has_one_name() -> None:
    labels = ["MIRA STONE", "Mira Stone", "Dr. Mira Stone", "Mira", "Mira Stone", "Leo Park"]
    roster = Roster(labels)
    assert {roster.name(label) for label in labels} == {"Mira Stone", "Leo Park"}


def test_first_name_of_two_people_stays_its_own() -> None:
    roster = Roster(["Mira Stone", "Mira Park", "Mira"])
    assert roster.name("Mira") == "Mira"


def test_numbered_speakers_stay_apart() -> None:
    roster = Roster(["Speaker 1", "Speaker 2", "SPEAKER 1"])
    assert roster.name("SPEAKER 1") == "Speaker 1"
    assert roster.name("Speaker 2") == "Speaker 2"


def test_translated_name_leads_to_the_original() -> None:
    roster = Roster(["米拉·斯通", "Mira Stone"], [("米拉·斯通", "Mira Stone")])
    assert roster.name("米拉·斯通") == "Mira Stone"


def test_two_at_once_are_both() -> None:
    assert people("Mira Stone & Leo Park") == ["Mira Stone", "Leo Park"]
    roster = Roster(["Mira Stone", "Leo Park", "MIRA STONE & LEO PARK"])
    assert roster.name("MIRA STONE & LEO PARK") == "Mira Stone & Leo Park"
