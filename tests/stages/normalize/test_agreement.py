"""Where the page leaves open whether a paragraph ends, the other language decides."""

import pytest

from stages.normalize import agreement
from stages.normalize.agreement import settle
from stages.normalize.drafts import Doubt, Draft
from stages.normalize.lines import Item, Span
from stages.schema import Line, Page

PAGE = Page(number=1, width=400, height=600)


def draft(language: str, *lengths: int, weight: float = -0.5) -> Draft:
    """Return a draft of stretches of so many letters; before each but the first, a doubt."""
    spans = []
    for length in lengths:
        text = "a" * length
        item = Item(PAGE, 0, Line(text=text, x0=0, y0=0, x1=9, y1=9, size=10), text, text)
        spans.append(Span(item, 0, length, "text", language))
    doubts = [Doubt(at, weight) for at in range(1, len(lengths))]
    return Draft(language, 1, None, spans, doubts)


def lengths(drafts: list[Draft]) -> list[tuple[str, int]]:
    return [(part.language, sum(part.lengths(frozenset()))) for part in drafts]


def test_a_paragraph_is_cut_where_the_other_language_has_two() -> None:
    turn = [draft("en", 120, 60), draft("zh", 40), draft("zh", 20)]
    [settled] = settle([turn])
    assert lengths(settled) == [("en", 120), ("en", 60), ("zh", 40), ("zh", 20)]


def test_a_paragraph_stays_whole_where_the_other_language_has_one() -> None:
    turn = [draft("en", 120, 60, weight=0.5), draft("zh", 60)]
    [settled] = settle([turn])
    assert lengths(settled) == [("en", 180), ("zh", 60)]


def test_in_one_language_the_page_alone_decides() -> None:
    [cut, whole] = settle([[draft("en", 120, 60, weight=0.5)], [draft("en", 120, 60)]])
    assert lengths(cut) == [("en", 120), ("en", 60)]
    assert lengths(whole) == [("en", 180)]


def test_no_character_is_lost_or_moved() -> None:
    turn = [draft("en", 30, 80, 25, 90), draft("zh", 12, 25), draft("zh", 10, 31)]
    [settled] = settle([turn])
    before = [span for part in turn for span in part.spans]
    assert [span for part in settled for span in part.spans] == before


def test_an_endless_turn_takes_bounded_work(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = 0
    strain = agreement._strain

    def counted(*arguments: object) -> float:
        nonlocal asked
        asked += 1
        return strain(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(agreement, "_strain", counted)
    many = [draft("en", *[50] * 10) for _ in range(40)] + [draft("zh", 17) for _ in range(90)]
    settle([many])
    assert 0 < asked <= 5 * agreement._MOST_WORK
