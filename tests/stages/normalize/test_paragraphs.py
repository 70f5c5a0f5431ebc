"""Where paragraphs begin: by gap, indent and room, and in doubt as the translation has it."""

from collections.abc import Iterable, Sequence

import pytest

from stages.normalize.agreement import settle
from stages.normalize.drafts import Doubt, Draft
from stages.normalize.lines import Item, Span
from stages.normalize.normalize import normalize
from stages.normalize.options import Options
from stages.schema import Line, Page
from tests.stages.normalize.typesetter import LEFT, SIZE, TOP, line, pages

MEASURE = 24
"""Han characters in a full line."""

TIDE = "潮水比我们想的更高码头上没有人能说出为什么那一年来得这么晚于是把时间写进表里"
FULL = TIDE[:23] + "。"
SHORT_EN = "Nobody could say why the tide came in so late."
LONG_EN = [
    "Nobody on the old pier could say why the tide",
    "came in so late that year, or why it had come as",
    "high as the second step, for nobody had seen it.",
]


class Sheet:
    """Sets lines down one page: headers, English paragraphs in one line, Chinese ones in many."""

    def __init__(self, gap: float = 6.0) -> None:
        self.lines: list[Line] = []
        self.gap = gap
        self._y = TOP

    def put(self, *texts: str, x0: float = LEFT, size: float = SIZE) -> "Sheet":
        for text in texts:
            self.lines.append(line(text, self._y, x0=x0, size=size))
            self._y += 12.0
        self._y += self.gap
        return self

    def skip(self, height: float) -> None:
        self._y += height

    def turn(self, number: int, *paragraphs: Sequence[str] | str) -> "Sheet":
        self.put(f"[00:{number:02d}:00] {'Mira Stone' if number % 2 else 'Leo Park'}")
        for paragraph in paragraphs:
            self.put(*([paragraph] if isinstance(paragraph, str) else paragraph))
        return self


def read(*sheets: Sheet) -> list[dict[str, list[str]]]:
    transcript = normalize(pages(*(sheet.lines for sheet in sheets)), Options())
    return [{tag: [p.text for p in ps] for tag, ps in s.texts.items()} for s in transcript.segments]


def talk(gap: float = 6.0) -> Sheet:
    """Return turns that show the measure and, by a gap, what a paragraph is."""
    sheet = Sheet(gap)
    for number in range(1, 5):
        sheet.turn(number, SHORT_EN, [TIDE[:24], TIDE[10:20] + "。"])
    return sheet


def test_full_last_line_of_a_page_ends_a_paragraph_if_the_translation_has_two() -> None:
    rest = Sheet().put(TIDE[:24], FULL)
    two = read(talk().turn(5, LONG_EN, LONG_EN, [TIDE[:24], FULL]), rest)
    assert len(two[-1]["zh-Hans"]) == 2
    one = read(talk().turn(5, LONG_EN * 2, [TIDE[:24], FULL]), rest)
    assert len(one[-1]["zh-Hans"]) == 1


def test_translation_decides_also_where_all_of_one_language_stands_first() -> None:
    english, chinese = Sheet(), Sheet()
    for number in range(1, 5):
        english.turn(number, SHORT_EN)
        chinese.turn(number, [TIDE[:24], TIDE[10:20] + "。"])
    english.turn(5, LONG_EN, LONG_EN)
    chinese.turn(5, [TIDE[:24], FULL])
    found = read(english, chinese, Sheet().put(TIDE[:24], FULL))
    assert [len(found[-1][tag]) for tag in ("en", "zh-Hans")] == [2, 2]


def test_colon_at_the_end_of_a_page_ends_no_paragraph() -> None:
    end = [TIDE[:24], TIDE[:12] + "模型："]
    found = read(talk().turn(5, LONG_EN, end), Sheet().put("GPT-3和GPT-4，" + TIDE[:10] + "。"))
    assert len(found[-1]["zh-Hans"]) == 1


def test_quotation_mark_alone_on_its_line_ends_a_paragraph_at_the_end_of_a_page() -> None:
    end = [TIDE[:24], FULL, "”"]
    found = read(talk().turn(5, LONG_EN, LONG_EN, end), Sheet().put(TIDE[:24], FULL))
    assert len(found[-1]["zh-Hans"]) == 2


def test_drawn_blank_goes_on_where_no_paragraph_ends_with_one() -> None:
    sheet = Sheet(0.0)
    for number in range(1, 8):
        sheet.turn(
            number, ["Nobody on the old pier could say why the tide ", "came so late, they said."]
        )
    sheet.turn(8, ["Please look it up. ", "Then tell us what you found out about the tide."])
    assert len(read(sheet)[-1]["en"]) == 1


def test_first_lines_are_told_by_their_indent_though_each_is_a_whole_paragraph() -> None:
    sheet = Sheet(0.0)
    for number in range(1, 7):
        sheet.put(f"[00:{number:02d}:00] Mira Stone")
        for _ in range(2):
            sheet.put(TIDE[:22], x0=LEFT + 20).put(TIDE[:8] + "。")
    sheet.put("[00:09:00] Leo Park").put(TIDE[:21] + "。", x0=LEFT + 20)
    sheet.put(TIDE[2:23] + "。", x0=LEFT + 20).put(TIDE[8:15] + "。")
    assert len(read(sheet)[-1]["zh-Hans"]) == 2


def test_line_that_is_not_indented_goes_on_where_paragraphs_are() -> None:
    sheet = Sheet(0.0)
    for number in range(1, 7):
        sheet.put(f"[00:{number:02d}:00] Mira Stone")
        for _ in range(2):
            sheet.put(LONG_EN[0], x0=LEFT + 20).put("that came in so late.")
    sheet.put("[00:09:00] Leo Park").put("He asked us about the old tickets on the pier.",
                                        x0=LEFT + 20)  # fmt: skip
    sheet.put("I do not know how many there were.")
    assert len(read(sheet)[-1]["en"]) == 1


def drafts(language: str, *lengths: Iterable[tuple[int, float]] | int) -> list[Draft]:
    """Return drafts of stretches of some lengths; a weight before a stretch makes a doubt."""
    made = []
    for stretches in lengths:
        draft = Draft(language, 1, None)
        for length, weight in [(stretches, 0.0)] if isinstance(stretches, int) else stretches:
            item = Item(Page(number=1, width=1, height=1), 0, line("x" * length), "x" * length, "")
            if draft.spans:
                draft.doubts.append(Doubt(len(draft.spans), weight))
            draft.spans.append(Span(item, 0, length, "text"))
        made.append(draft)
    return made


def counts(turn: Sequence[Draft]) -> dict[str, int]:
    settled = settle([turn, [*drafts("en", 400, 200), *drafts("zh", 120, 60)]])[0]
    return {tag: sum(d.language == tag for d in settled) for tag in ("en", "zh")}


@pytest.mark.parametrize(
    ("english", "chinese", "paragraphs"),
    [
        ((300, 300), [(90, 0.0), (90, -2.0)], 2),
        ((600,), [(90, 0.0), (90, -2.0)], 1),
        ((600,), [(90, 0.0), (90, 1.5)], 1),
        ((300, 300), [(20, 0.0), (160, -2.0)], 1),
        ((300, 300), [(90, 0.0), (45, -2.0), (45, -2.0)], 2),
        ((300, 150, 150), [(90, 0.0), (45, -2.0), (45, -2.0)], 3),
        ((600,), [(90, 0.0), (90, 7.0)], 2),
    ],
)
def test_cuts_are_taken_that_make_the_languages_agree(
    english: tuple[int, ...], chinese: list[tuple[int, float]], paragraphs: int
) -> None:
    assert counts([*drafts("en", *english), *drafts("zh", chinese)])["zh"] == paragraphs


def test_page_decides_alone_in_one_language() -> None:
    for weight, paragraphs in ((-0.5, 1), (0.5, 2)):
        [turn] = settle([drafts("zh", [(90, 0.0), (90, weight)])])
        assert len(turn) == paragraphs


def test_indents_of_one_script_say_nothing_of_another() -> None:
    """Right-to-left lines of some programs lose their indent; the English beside them has one."""
    sheet = Sheet(0.0)
    hebrew = "המים עולים פעמיים ביום ואיש אינו יודע מדוע הם"
    for number in range(1, 7):
        sheet.put(f"[00:{number:02d}:00] Mira Stone")
        for _ in range(2):
            sheet.put(LONG_EN[0], x0=LEFT + 20).put("that came in so late.")
        for _ in range(2):
            sheet.put(hebrew).put(hebrew[:20] + ".", x0=LEFT + (len(hebrew) - 21) * SIZE / 2)
    assert [len(turn["he"]) for turn in read(sheet)] == [2] * 6


def test_leading_is_learnt_for_each_script() -> None:
    """A face for another script may set its lines farther apart, in the same size."""
    sheet = Sheet(8.0)
    arabic = "يأتي الماء مرتين في اليوم ولا أحد يعرف لماذا يأتي"
    for number in range(1, 6):
        sheet.turn(number, [*LONG_EN[:2] * 3, LONG_EN[2]])
        y = sheet.lines[-1].y0 + 20.0
        sheet.lines += [line(arabic, y + 14.5 * i) for i in range(3)]
        sheet.lines.append(
            line(arabic[:20] + ".", y + 43.5, x0=LEFT + (len(arabic) - 21) * SIZE / 2)
        )
        sheet.skip(64.0)
    assert [len(turn["ar"]) for turn in read(sheet)] == [1] * 5
