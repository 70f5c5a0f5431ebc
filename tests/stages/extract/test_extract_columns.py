"""Tables are read row by row, newspaper columns one after the other, and words are no columns."""

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from stages.schema import Line
from tests.stages.extract.papers import HAN, HEIGHT, lines, paper, paragraph, write

ENGLISH = ["How high does the water", "come at the pier, and who", "writes it down?"]
SPANISH = ["¿Hasta dónde llega el agua", "en el muelle, y quién lo apunta", "cada día?"]
GERMAN = ["Wie hoch kommt das Wasser", "am Steg?"]
Place = tuple[int, int | None, str]


def places(found: list[Line]) -> list[Place]:
    """Return column, row and text of each line."""
    return [(line.column, line.row, line.text.rstrip()) for line in found]


def timed_at_the_right(canvas: Canvas) -> None:
    """Write turns whose headers have their time at the right margin."""
    for k in range(5):
        write(canvas, 72, 100 + 60 * k, "Mira Stone")
        write(canvas, 490, 100 + 60 * k, f"00:0{k}:01")
        write(canvas, 72, 116 + 60 * k, "About four metres.")


def test_an_unruled_table_is_read_row_by_row() -> None:
    def draw(canvas: Canvas) -> None:
        for k in range(4):
            paragraph(canvas, 72, 100 + 60 * k, ENGLISH)
            paragraph(canvas, 300, 100 + 60 * k, SPANISH)

    assert places(lines(paper(draw))) == [
        (column, row, text)
        for row in (1, 2, 3, 4)
        for column, cell in ((1, ENGLISH), (2, SPANISH))
        for text in cell
    ]


def test_a_cell_may_be_empty() -> None:
    def draw(canvas: Canvas) -> None:
        for k, cells in enumerate(("both", "both", "right", "left", "both")):
            if cells != "right":
                paragraph(canvas, 72, 100 + 70 * k, ENGLISH)
            if cells != "left":
                paragraph(canvas, 300, 100 + 70 * k, SPANISH)

    found = dict.fromkeys((column, row) for column, row, _ in places(lines(paper(draw))))
    assert list(found) == [(1, 1), (2, 1), (1, 2), (2, 2), (2, 3), (1, 4), (1, 5), (2, 5)]


def test_a_cell_too_narrow_for_its_text_does_not_take_in_the_next() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.grid([70, 106, 220], [HEIGHT - y for y in (88, 110, 132)])
        for y, name in ((103, "Mira"), (125, "Leo")):
            write(canvas, 72, y, "00:00:37")  # 39 points wide
            write(canvas, 108, y, name)

    assert places(lines(paper(draw))) == [
        (1, 1, "00:00:37"),
        (2, 1, "Mira"),
        (1, 2, "00:00:37"),
        (2, 2, "Leo"),
    ]


def test_a_ruled_table_is_read_by_its_borders_however_narrow() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.grid([70, 190, 330], [HEIGHT - y for y in (88, 135, 165)])
        paragraph(canvas, 72, 100, ENGLISH)
        paragraph(canvas, 192, 100, SPANISH)
        paragraph(canvas, 72, 147, GERMAN)
        write(canvas, 192, 154, "Nadie.")

    assert places(lines(paper(draw))) == [
        *[(1, 1, text) for text in ENGLISH],
        *[(2, 1, text) for text in SPANISH],
        *[(1, 2, text) for text in GERMAN],
        (2, 2, "Nadie."),
    ]


def test_a_cell_across_a_ruled_table_has_no_column() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.grid([70, 190, 330], [HEIGHT - y for y in (110, 160)])
        canvas.rect(70, HEIGHT - 110, 260, 22)
        write(canvas, 72, 104, "[00:00:14] Leo Park, on the pier with Mira Stone")
        paragraph(canvas, 72, 125, GERMAN)
        paragraph(canvas, 192, 125, SPANISH)

    found = lines(paper(draw))
    assert places(found)[0] == (0, 1, "[00:00:14] Leo Park, on the pier with Mira Stone")
    assert {(line.column, line.row) for line in found[1:]} == {(1, 2), (2, 2)}


def test_stamps_begin_the_rows_of_a_table_that_is_set_tight() -> None:
    def draw(canvas: Canvas) -> None:
        y = 100
        for stamp, said in (("0:00", ENGLISH), ("0:14", GERMAN), ("1:03", ["Thanks."])):
            write(canvas, 72, y, stamp)
            write(canvas, 120, y, "Mira Stone")
            paragraph(canvas, 220, y, said)
            y += 14 * len(said)

    found = places(lines(paper(draw)))
    assert found == [
        (1, 1, "0:00"), (2, 1, "Mira Stone"), *[(3, 1, text) for text in ENGLISH],
        (1, 2, "0:14"), (2, 2, "Mira Stone"), *[(3, 2, text) for text in GERMAN],
        (1, 3, "1:03"), (2, 3, "Mira Stone"), (3, 3, "Thanks."),
    ]  # fmt: skip


def test_newspaper_columns_are_read_one_after_the_other() -> None:
    def draw(canvas: Canvas) -> None:
        y = 100
        for said in (ENGLISH, SPANISH, GERMAN, ENGLISH, GERMAN):
            paragraph(canvas, 72, y, said)
            y += 14 * len(said) + 8
        y = 100
        for said in (GERMAN, GERMAN, ENGLISH, SPANISH, ENGLISH):
            paragraph(canvas, 300, y, said)
            y += 14 * len(said) + 8

    found = places(lines(paper(draw)))
    first = [*ENGLISH, *SPANISH, *GERMAN, *ENGLISH, *GERMAN]
    second = [*GERMAN, *GERMAN, *ENGLISH, *SPANISH, *ENGLISH]
    assert found == [(1, None, t) for t in first] + [(2, None, t) for t in second]


def test_two_scripts_side_by_side_are_a_table() -> None:
    def draw(canvas: Canvas) -> None:
        paragraph(canvas, 72, 100, [*ENGLISH, *ENGLISH])
        paragraph(
            canvas, 300, 100, ["水会涨到多高？在码头大约是", "四米。谁来记录呢？"] * 3, font=HAN
        )

    found = lines(paper(draw))
    assert {line.column for line in found} == {1, 2}
    assert all(line.row is not None for line in found)


def test_a_stamp_at_the_right_margin_stays_on_its_line() -> None:
    assert [line.text.rstrip() for line in lines(paper(timed_at_the_right))] == [
        text for k in range(5) for text in (f"Mira Stone  00:0{k}:01", "About four metres.")
    ]


def test_words_that_happen_to_stand_below_each_other_are_no_column() -> None:
    same = "You have drawn a map of every puddle in this town and I ask why"
    found = lines(paper(lambda canvas: paragraph(canvas, 72, 100, [same] * 12)))
    assert places(found) == [(0, None, same)] * 12


def test_columns_keep_their_numbers_on_a_page_that_has_only_some() -> None:
    def first(canvas: Canvas) -> None:
        for k in range(4):
            write(canvas, 72, 100 + 60 * k, f"0:0{k}")
            paragraph(canvas, 130, 100 + 60 * k, ENGLISH)
            paragraph(canvas, 340, 100 + 60 * k, SPANISH)

    def second(canvas: Canvas) -> None:
        paragraph(canvas, 130, 100, [*ENGLISH, *ENGLISH])
        paragraph(canvas, 340, 100, [*SPANISH, *SPANISH])

    found = lines(paper(first, second))[-12:]
    assert {line.column for line in found} == {2, 3}


def test_one_word_at_the_end_of_stretched_lines_is_no_column() -> None:
    said = [
        "潮水一天来两次，这是",
        "码头上每一个人都知道的，但是没有人比",
        "会等的人更清楚，所以我们先问",
    ]

    def draw(canvas: Canvas) -> None:
        for k, text in enumerate(said):
            write(canvas, 60, 100 + 14 * k, text, font=HAN)
            write(canvas, 500, 100 + 14 * k, "PM")

    found = places(lines(paper(draw)))
    assert [(column, row) for column, row, _ in found] == [(0, None)] * 3
    assert [text.split() for _, _, text in found] == [[text, "PM"] for text in said]


def test_a_table_may_show_its_upright_borders_in_every_second_row_only() -> None:
    def draw(canvas: Canvas) -> None:
        edges = [HEIGHT - 88 - 30 * k for k in range(5)]
        for y in edges:
            canvas.line(70, y, 470, y)
        for x in (70, 120, 290, 470):
            canvas.line(x, edges[1], x, edges[2])
            canvas.line(x, edges[3], x, edges[4])
        for k in range(4):
            write(canvas, 74, 100 + 30 * k, f"0:0{k}")
            write(canvas, 124, 100 + 30 * k, "How high does the water")
            write(canvas, 294, 100 + 30 * k, "¿Hasta dónde llega el agua?")

    assert [(column, row) for column, row, _ in places(lines(paper(draw)))] == [
        (column, row) for row in (1, 2, 3, 4) for column in (1, 2, 3)
    ]


def test_a_line_across_a_ruled_table_is_not_cut_at_its_borders() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.grid([70, 190, 330], [HEIGHT - y for y in (88, 110, 132)])
        canvas.rect(70, HEIGHT - 154, 260, 66)
        for y in (103, 125):
            write(canvas, 74, y, "0:01")
            write(canvas, 194, y, "Nobody.")
        write(canvas, 74, 147, "Nobody writes it down any more at the old pier.")

    assert places(lines(paper(draw)))[4:] == [
        (0, 3, "Nobody writes it down any more at the old pier.")
    ]


def test_name_over_time_begins_a_row_though_paragraphs_keep_a_larger_distance() -> None:
    def draw(canvas: Canvas) -> None:
        for k in range(4):
            paragraph(canvas, 72, 100 + 36 * k, ["Mira Stone", f"00:0{k}:00"])
            paragraph(canvas, 200, 100 + 36 * k, ["How high does the water come at the pier?"])
            paragraph(canvas, 200, 120 + 36 * k, ["And who writes it down every day?"])

    found = places(lines(paper(draw)))
    assert [(column, row) for column, row, _ in found] == [
        (column, row) for row in (1, 2, 3, 4) for column in (1, 1, 2, 2)
    ]


def test_times_may_be_centred_beside_cells_of_several_paragraphs() -> None:
    cells = [[ENGLISH[:1]], [ENGLISH, ENGLISH[:1]], [ENGLISH[:2], ENGLISH[:2]], [ENGLISH]] * 2

    def draw(canvas: Canvas) -> None:
        y = 80
        for k, cell in enumerate(cells):
            lines_ = sum(map(len, cell))
            write(canvas, 72, y + 7 * (lines_ - 1) + 3 * (len(cell) - 1), f"00:0{k}:00")
            for column in (200, 360):
                for n, text in enumerate(cell):
                    paragraph(canvas, column, y + 20 * n + 14 * n * (len(cell[0]) - 1), text)
            y += 14 * lines_ + 6 * (len(cell) - 1) + 14

    found = places(lines(paper(draw)))
    assert [row for column, row, _ in found if column == 1] == [1, 2, 3, 4, 5, 6, 7, 8]
    seconds = {row: [] for _, row, _ in found}
    for column, row, text in found:
        seconds[row] += [text] if column == 2 else []
    assert [*seconds.values()] == [[text for part in cell for text in part] for cell in cells]


def test_a_cell_of_the_first_column_may_span_several_rows() -> None:
    def draw(canvas: Canvas) -> None:
        edges = [HEIGHT - 88 - 60 * k for k in range(4)]
        canvas.grid([70, 140, 400], edges)
        for k in range(3):
            canvas.line(140, edges[k] - 24, 400, edges[k] - 24)
            paragraph(canvas, 74, 100 + 60 * k, ["0:01", "Mira", "Stone"])
            write(canvas, 144, 102 + 60 * k, "How high does the water come?")
            write(canvas, 144, 128 + 60 * k, "¿Hasta dónde llega el agua?")

    assert [(column, row) for column, row, _ in places(lines(paper(draw)))] == [
        (column, row) for row in (1, 2, 3) for column in (1, 1, 1, 2, 2)
    ]


def test_times_at_the_right_margin_are_no_column_though_a_word_begins_there() -> None:
    def draw(canvas: Canvas) -> None:
        timed_at_the_right(canvas)
        write(canvas, 380, 116, "And who writes it")
        write(canvas, 490, 116, "down?")

    assert {column for column, _, _ in places(lines(paper(draw)))} == {0}


def test_columns_stay_where_they_were_though_no_row_shows_both() -> None:
    def first(canvas: Canvas) -> None:
        for k in range(6):
            write(canvas, 72, 100 + 40 * k, f"00:0{k}:00")
            write(canvas, 150, 100 + 40 * k, "Mira")
            paragraph(canvas, 220, 100 + 40 * k, ENGLISH[:2])

    def second(canvas: Canvas) -> None:
        for k in range(6):
            write(canvas, 72, 107 + 50 * k, f"00:1{k}:00")
            write(canvas, 150, 107 + 50 * k, "Leo")
            paragraph(canvas, 220, 100 + 50 * k, ENGLISH[:2])

    found = lines(paper(first, second))[-24:]
    assert {(line.column, line.x0) for line in found} == {(1, 72.0), (2, 150.0), (3, 220.0)}


def test_japanese_beside_chinese_is_a_table_row_by_row() -> None:
    pdfmetrics.registerFont(UnicodeCIDFont("HeiseiMin-W3"))

    def draw(canvas: Canvas) -> None:
        for k in range(3):
            top = 100 + 90 * k
            write(canvas, 72, top, f"Mira 00:0{k}")
            paragraph(
                canvas,
                72,
                top + 20,
                ["潮は一日に二回来ます。", "なぜですか。"],
                font="HeiseiMin-W3",
            )
            paragraph(canvas, 300, top + 20 + 5 * k, ["潮水一天来两次。"], font=HAN)

    found = [(column, row) for column, row, _ in places(lines(paper(draw)))]
    assert None not in [row for _, row in found]
    assert [column for column, _ in found] == [1, 1, 1, 2] * 3


def test_a_running_head_over_the_last_column_tells_nothing_of_its_rows() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 480, 30, "The pier")
        for k in range(3):
            paragraph(canvas, 72, 100 + 60 * k, ENGLISH)
            paragraph(canvas, 300, 100 + 60 * k, SPANISH)
        write(canvas, 480, 800, "Page 1 of 9")

    found = places(lines(paper(draw)))
    assert [(column, row) for column, row, text in found if text in ENGLISH + SPANISH] == [
        (column, row) for row in (2, 3, 4) for column in (1, 1, 1, 2, 2, 2)
    ]


def test_a_head_in_two_parts_makes_no_column_of_one_wide_gap_below_it() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 85, 40, "The pier")
        write(canvas, 470, 40, "Stone")
        write(canvas, 85, 80, "It was about ")
        write(canvas, 175, 80, "25 steps down to the water, and nobody had counted them before us")
        paragraph(
            canvas, 85, 94, ["so we went down and wrote the number on the wall of the pier"] * 4
        )

    found = places(lines(paper(draw)))
    assert [(column, row) for column, row, text in found if "the" in text] == [(0, None)] * 5
