"""Heads, feet and page numbers are marked; what only looks like them is text."""

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.stages.extract.papers import Drawing, lines, paper, paragraph, write

BODY = ["How high does the water come at the pier?", "About four metres.", "Thank you."]


def page(number: int, *, head: str = "", foot: str = "", first: str = "") -> Drawing:
    """Return how to draw a page with a head, a foot and a first line of its text."""

    def draw(canvas: Canvas) -> None:
        write(canvas, 260, 40, head, size=8)
        write(canvas, 290, 810, foot, size=8)
        write(canvas, 72, 70, first)
        for k in range(8):
            paragraph(canvas, 72, 90 + 70 * k, [f"{text} {number}{k}" for text in BODY])

    return draw


def kinds(*pages: Drawing) -> dict[str, str]:
    """Return the furniture of the lines that are any, by their text."""
    return {line.text: line.furniture for line in lines(paper(*pages)) if line.furniture}


@pytest.mark.parametrize(
    "foot",
    ["{n}", "- {n} -", "{n} / 5", "Page {n} of 5", "Seite {n}", "p. {n}", "[{n}]"],
)
def test_page_numbers_run_with_the_pages(foot: str) -> None:
    numbers = [foot.format(n=n) for n in range(1, 6)]
    pages = [page(n, foot=number) for n, number in enumerate(numbers)]
    assert kinds(*pages) == dict.fromkeys(numbers, "page-number")


def test_a_head_recurs() -> None:
    assert kinds(*(page(n, head="The Tide Table") for n in range(4))) == {"The Tide Table": "head"}


def test_a_head_may_change_with_the_chapter() -> None:
    heads = [
        "The pier",
        "The pier",
        "The boat",
        "The boat",
        "The storm",
        "The harbour",
        "The harbour",
    ]
    pages = [page(n, head=head) for n, head in enumerate(heads)]
    assert kinds(*pages) == dict.fromkeys(heads, "head")


def test_a_browser_prints_date_and_address() -> None:
    pages = [
        page(n, head="11/22/26, 10:05 AM", foot=f"https://example.org/tide {n}/3")
        for n in (1, 2, 3)
    ]
    found = kinds(*pages)
    assert found.pop("11/22/26, 10:05 AM") == "head"
    assert set(found.values()) == {"foot"}
    assert len(found) == 3


def test_a_head_may_hold_a_date_with_a_time() -> None:
    heads = [f"Harbour Talks · 12 March 2024, 14:05 · {n}/3" for n in (1, 2, 3)]
    assert kinds(*(page(n, head=head) for n, head in enumerate(heads, 1))) == dict.fromkeys(
        heads, "head"
    )


def test_a_page_number_is_one_on_a_single_page_too_if_it_stands_far_from_the_text() -> None:
    assert kinds(page(1, foot="ii")) == {"ii": "page-number"}


@pytest.mark.parametrize(
    "firsts",
    [
        [f"[00:0{n}:14] Mira Stone" for n in range(5)],
        ["[00:01:07] Leo Park"] * 5,
        [f"Step {n * n}: tie the boat" for n in range(5)],
    ],
)
def test_a_stamped_header_or_a_sentence_at_the_top_of_pages_is_text(firsts: list[str]) -> None:
    assert kinds(*(page(n, first=first) for n, first in enumerate(firsts))) == {}


def test_what_stands_under_the_header_of_a_turn_is_text_though_it_recurs() -> None:
    def turn(number: int) -> Drawing:
        def draw(canvas: Canvas) -> None:
            write(canvas, 72, 50, f"[00:0{number}:{number * 7:02d}] Mira Stone")
            write(canvas, 72, 66, "I think that patience matters more than talent.")
            for k in range(8):
                paragraph(canvas, 72, 100 + 70 * k, [f"{text} {number}{k}" for text in BODY])

        return draw

    assert kinds(*map(turn, range(5))) == {}


def test_headings_that_count_up_are_text_and_no_running_heads() -> None:
    def draw(canvas: Canvas, n: int) -> None:
        write(canvas, 72, 70, f"The tide, part {n}", size=16)
        page(n)(canvas)

    assert kinds(*(lambda canvas, n=n: draw(canvas, n) for n in range(4))) == {}


def test_a_foot_in_letters_larger_than_the_text_is_furniture() -> None:
    def draw(canvas: Canvas, n: int) -> None:
        write(canvas, 72, 30, f"https://example.org/tide {n}", size=13)
        write(canvas, 290, 810, f"{n} / 4", size=14)
        page(n)(canvas)

    found = kinds(*(lambda canvas, n=n: draw(canvas, n) for n in range(1, 5)))
    assert sorted(found.values()) == ["head"] * 4 + ["page-number"] * 4


def test_a_label_that_stands_inside_pages_too_is_text() -> None:
    def draw(canvas: Canvas) -> None:
        for k in range(6):
            paragraph(canvas, 72, 60 + 100 * k, ["English:", *BODY])

    assert kinds(draw, draw, draw) == {}


def test_what_stands_at_one_place_of_all_pages_and_nowhere_else_is_a_watermark() -> None:
    def draw(canvas: Canvas, n: int) -> None:
        page(n)(canvas)
        write(canvas, 400, 420, "Sample of the harbour office", size=9)

    found = kinds(*(lambda canvas, n=n: draw(canvas, n) for n in range(4)))
    assert found == {"Sample of the harbour office": "watermark"}
