"""Tables of turns: rows that go on over the end of a page, in whichever cell the page ends."""

import pytest
from msgspec import structs

from stages.normalize.normalize import normalize
from stages.normalize.options import Options
from stages.schema import Line, Pages
from tests.stages.normalize.typesetter import TOP, line, pages

Row = tuple[str, ...]
TIDE, WHY, MOON = "It comes in twice a day.", "Why does it do that?", "The moon pulls at it."
HEAD = ("Time", "Speaker", "Said")


def sheet(*rows: Row) -> list[Line]:
    """Set rows of cells; a line feed in a cell is a line end, an empty cell has no line."""
    lines: list[Line] = []
    y = TOP
    for r, cells in enumerate(rows, 1):
        for c, cell in enumerate(cells, 1):
            for k, part in enumerate(cell.split("\n") if cell else ()):
                lines.append(line(part, y + 12 * k, x0=c * 120.0, column=c, row=r))
        y += 12 * max(cell.count("\n") + 1 for cell in cells) + 6
    return lines


def turns(found: Pages) -> list[tuple[int | None, str, str]]:
    transcript = normalize(found, Options())
    assert transcript.ledger.balanced
    return [
        (s.start_ms, s.speaker, "|".join(p.text for p in s.texts["en"]))
        for s in transcript.segments
    ]


SAID = [
    (1000, "Mira Stone", TIDE),
    (3000, "Leo Park", MOON),
    (4000, "Mira Stone", WHY),
    (5000, "Leo Park", WHY),
    (9000, "Mira Stone", MOON),
    (13000, "Leo Park", WHY),
]
BEFORE = [
    ("0:01", "Mira Stone", TIDE),
    ("0:03", "Leo Park", MOON),
    ("0:04", "Mira Stone", WHY),
    ("0:05", "Leo Park", WHY),
]
AFTER = ("0:13", "Leo\nPark", WHY)
CUTS = [
    pytest.param(("0:09", "Mira", "The moon"), ("", "Stone", "pulls at it."), id="in the name"),
    pytest.param(("0:09", "", ""), ("", "Mira Stone", MOON), id="after the time"),
    pytest.param(("0:09", "Mira Stone", "The moon"), ("", "", "pulls at it."), id="in the text"),
    pytest.param(
        ("0:09 –", "Mira", "The moon"), ("0:12", "Stone", "pulls at it."), id="in a range"
    ),
]


@pytest.mark.parametrize(("foot", "top"), CUTS)
@pytest.mark.parametrize("head", [(), (HEAD,)], ids=["bare", "head row repeated"])
def test_row_goes_on_over_the_end_of_a_page(foot: Row, top: Row, head: tuple[Row, ...]) -> None:
    found = pages(sheet(*head, *BEFORE, foot), sheet(*head, top, AFTER))
    assert turns(found) == SAID


def test_name_goes_on_over_the_end_of_a_page_where_no_times_stand() -> None:
    rows = [row[1:] for row in BEFORE]
    found = pages(sheet(*rows, ("Mira", "The moon")), sheet(("Stone", "pulls at it."), AFTER[1:]))
    assert turns(found) == [(None, *rest) for _, *rest in SAID]


def test_other_speaker_at_the_top_of_a_page_has_a_turn_of_his_own() -> None:
    more = ("0:17", "Leo Park", TIDE)
    found = pages(sheet(*BEFORE, ("0:09", "Mira Stone", MOON)), sheet(("", "Leo Park", WHY), more))
    assert turns(found)[4:] == [
        (9000, "Mira Stone", MOON),
        (None, "Leo Park", WHY),
        (17000, "Leo Park", TIDE),
    ]


def test_title_above_a_table_is_none_of_its_names() -> None:
    rows = [(f"{name} ({time})", said) for time, name, said in BEFORE]
    found = pages(sheet(("Harbour Talks", ""), *rows))
    assert turns(found) == SAID[:4]
    assert normalize(found, Options()).front[0].text == "Harbour Talks"


def test_name_may_stand_above_the_text_in_its_cell() -> None:
    made = [
        structs.replace(one, bold=one.text in ("Mira Stone", "Leo Park"))
        for one in sheet(*((time, f"{name}\n{said}") for time, name, said in BEFORE))
    ]
    assert turns(pages(made)) == SAID[:4]


def test_each_cell_of_a_row_may_name_its_speaker() -> None:
    said = [(name, text, f"第{k}句，潮水来了。") for k, (_, name, text) in enumerate(BEFORE)]
    rows = [(f"{name}: {text}", f"{name}：{zh}") for name, text, zh in said]
    found = normalize(pages(sheet(*rows)), Options())
    assert [s.speaker for s in found.segments] == [name for name, _, _ in said]
    assert [[p.text for ps in s.texts.values() for p in ps] for s in found.segments] == [
        [text, zh] for _, text, zh in said
    ]
