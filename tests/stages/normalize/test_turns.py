"""Whole documents, from pages to segments: what is kept, where it goes, and what is odd."""

from collections.abc import Iterable

import pytest
from msgspec import structs

from stages.errors import NotATranscript
from stages.normalize.normalize import normalize
from stages.normalize.options import Options
from stages.schema import Bookmark, Line, Link, Pages, Transcript
from stages.text import visible
from tests.stages.normalize.typesetter import bold, document, line, pages, paragraphs

STONE, PARK = "[00:12:01] Mira Stone", "[00:12:09] Leo Park"
TIDE, WHY = "It comes in twice a day.", "Why does it do that?"
TIDE_ZH, WHY_ZH = "潮水一天来两次。", "为什么会这样？"


def read(found: Pages, **options: object) -> Transcript:
    transcript = normalize(found, Options(**options))  # type: ignore[arg-type]
    assert transcript.ledger.balanced
    assert transcript.ledger.characters == sum(page.characters for page in found.pages)
    return transcript


def texts(transcript: Transcript) -> list[dict[str, list[str]]]:
    return [{tag: [p.text for p in ps] for tag, ps in s.texts.items()} for s in transcript.segments]


def codes(transcript: Transcript) -> list[str]:
    return [finding.code for finding in transcript.findings]


def talk(*more: str) -> Pages:
    return document(STONE, TIDE, TIDE_ZH, PARK, WHY, WHY_ZH, *more)


BOTH = [{"en": [TIDE], "zh-Hans": [TIDE_ZH]}, {"en": [WHY], "zh-Hans": [WHY_ZH]}]


def test_scripts_tell_the_languages_apart() -> None:
    found = read(talk())
    assert texts(found) == BOTH
    assert found.languages == ("en", "zh-Hans")
    assert [s.id for s in found.segments] == ["s0001", "s0002"]
    assert found.speakers == ("Mira Stone", "Leo Park")
    assert codes(found) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("English:", "中文："),
        ("[EN]", "[中]"),
        ("EN", "ZH"),
        ("原文：", "译文："),
        ("**English**:", "**中文**:"),
    ],
)
def test_labels_are_no_text(first: str, second: str) -> None:
    found = read(document(STONE, first, TIDE, second, TIDE_ZH, PARK, first, WHY, second, WHY_ZH))
    assert texts(found) == BOTH
    assert found.ledger.text == sum(visible(t) for t in (TIDE, TIDE_ZH, WHY, WHY_ZH))


def test_label_between_header_and_text_is_no_text() -> None:
    found = read(
        document(f"{STONE}: EN: {TIDE}", f"ZH: {TIDE_ZH}", f"{PARK}: EN: {WHY}", f"ZH: {WHY_ZH}")
    )
    assert texts(found) == BOTH
    assert found.ledger.text == sum(visible(t) for t in (TIDE, TIDE_ZH, WHY, WHY_ZH))


def test_stamp_in_a_line_of_text_heads_no_turn_where_headers_look_otherwise() -> None:
    inside = "四月就 [00:12:05] 开始等了，又问我能不能替他拉一会儿这根绳子。"
    found = read(document(STONE, TIDE, TIDE_ZH, inside, PARK, WHY, WHY_ZH, STONE, TIDE, TIDE_ZH))
    assert [s.speaker for s in found.segments] == ["Mira Stone", "Leo Park", "Mira Stone"]


def test_stamps_part_the_turns_though_a_title_recurs() -> None:
    found = read(document("Two Voices", "Two Voices", "[00:12:01]", TIDE, "[00:12:09]", WHY,
                          "[00:12:15]", TIDE))  # fmt: skip
    assert [(s.start_ms, s.speaker) for s in found.segments] == [
        (721_000, ""), (729_000, ""), (735_000, "")
    ]  # fmt: skip


def test_stamps_part_the_turns_though_a_word_with_a_colon_recurs() -> None:
    hence = "Hence: it comes in twice a day."
    said = ["[00:12:01]", TIDE, "[00:12:09]", hence, TIDE, "[00:12:15]", WHY, "[00:12:20]", TIDE,
            hence, "[00:12:25]", TIDE]  # fmt: skip
    found = read(document(*said))
    assert [s.speaker for s in found.segments] == [""] * 5


def test_names_stand_behind_stamps_where_most_turns_have_one_there() -> None:
    hence = "Hence: it comes in twice a day."
    said = ["[00:12:01]", f"Mira: {TIDE}", hence, "[00:12:09]", f"Leo: {WHY}", "[00:12:15]",
            f"Mira: {TIDE}", hence, "[00:12:20]", f"Leo: {TIDE}"]  # fmt: skip
    found = read(document(*said))
    assert [s.speaker for s in found.segments] == ["Mira", "Leo", "Mira", "Leo"]


def test_names_in_capitals_alone_on_their_lines_head_turns() -> None:
    said = [part for _ in range(4) for part in ("MIRA STONE", TIDE, "LEO PARK", WHY)]
    found = read(document(*said))
    assert [s.speaker for s in found.segments] == ["MIRA STONE", "LEO PARK"] * 4


def test_names_alone_on_their_lines_win_over_a_phrase_before_a_colon() -> None:
    said = [
        part for _ in range(4) for part in ("张伟", "潮水一天来两次。", "李娜", "为什么会这样？")
    ]
    said[5:5] = ["有三条规矩：早吃、早睡。"]
    said[9:9] = ["有三条规矩：早吃、早睡。"]
    found = read(document(*said))
    assert [s.speaker for s in found.segments] == ["张伟", "李娜"] * 4


def test_words_that_any_language_has_are_shared_out_evenly() -> None:
    english = "The sea comes in twice a day, and nobody knows why."
    spanish = "El mar sube dos veces al día, y nadie sabe por qué."
    found = read(document(STONE, english, spanish, PARK, "Right.", "Claro.", STONE, english,
                          spanish, "No.", "No."))  # fmt: skip
    assert texts(found) == [
        {"en": [english], "es": [spanish]},
        {"en": ["Right."], "es": ["Claro."]},
        {"en": [english, "No."], "es": [spanish, "No."]},
    ]


def test_columns_with_headers_of_their_own_are_two_streams_whatever_times_are_told() -> None:
    told = "The boat went at 6:45 in the morning."
    rows = [
        (f"Mira Stone (00:1{k}:01)\n{told}", f"Mira Stone (00:1{k}:01)\n早上6:45船就走了。")
        for k in range(6)
    ]
    found = read(pages(table(rows)))
    assert texts(found) == [{"en": [told], "zh-Hans": ["早上6:45船就走了。"]}] * 6


def test_label_says_which_language_is_the_translation() -> None:
    found = read(
        document(STONE, "译文：", TIDE_ZH, "原文：", TIDE, PARK, "译文：", WHY_ZH, "原文：", WHY)
    )
    assert found.languages == ("en", "zh-Hans")


def test_languages_of_one_script_are_told_by_the_identifier() -> None:
    spanish = ("El mar sube dos veces al día, y nadie sabe por qué.", "¿Y por qué lo hace siempre?")
    english = (
        "The sea comes in twice a day, and nobody knows why.",
        "And why does it always do it?",
    )
    found = read(document(STONE, english[0], spanish[0], PARK, english[1], spanish[1]))
    assert texts(found) == [{"en": [e], "es": [s]} for e, s in zip(english, spanish, strict=True)]


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("zh-Hant", "我們沒有發現這個問題，對嗎？"),
        ("zh-Hans", "我们没有发现这个问题，对吗？"),
        ("ja", "これは潮の表です。"),
        ("ko", "물은 하루에 두 번 들어옵니다."),
        ("th", "น้ำขึ้นวันละสองครั้งทุกวัน"),
        ("ru", "Вода приходит два раза в день, и никто не знает почему."),
        ("he", "המים עולים פעמיים ביום."),
        ("ar", "يأتي الماء مرتين في اليوم."),
        ("fa", "آب روزی دو بار می‌آید، چرا این‌گونه است؟"),
        ("el", "Το νερό έρχεται δύο φορές την ημέρα."),
        ("de", "Das Wasser kommt zweimal am Tag, und niemand weiß warum."),
        ("en", "The water comes twice a day, and nobody knows why."),
    ],
)
def test_transcript_in_one_language_is_whole(tag: str, said: str) -> None:
    found = read(document(STONE, said, PARK, said))
    assert found.languages == (tag,)
    assert texts(found) == [{tag: [said]}] * 2
    assert codes(found) == []


def test_mixed_sentences_become_one_paragraph_a_language() -> None:
    found = read(document(STONE, f"{TIDE} {TIDE_ZH} {WHY} {WHY_ZH}", PARK, f"{WHY} {WHY_ZH}"))
    assert texts(found)[0] == {"en": [f"{TIDE} {WHY}"], "zh-Hans": [TIDE_ZH + WHY_ZH]}


def test_brackets_around_a_translation_are_no_text_also_over_a_line_end() -> None:
    found = read(
        document(STONE, f"{TIDE}（潮水一天\n来两次。）", PARK, f"{WHY}（{WHY_ZH}）",
                 "[00:12:20] Mira Stone", f"{TIDE}（{TIDE_ZH}）")
    )  # fmt: skip
    assert texts(found)[:2] == BOTH


def test_words_of_the_other_language_stay_in_their_sentence() -> None:
    found = read(document(STONE, "What does 雨鼻子 mean?", "“雨鼻子”是什么意思？",
                          PARK, "We use a GPU.", "我们用 GPU 训练 AI 模型。"))  # fmt: skip
    assert texts(found) == [
        {"en": ["What does 雨鼻子 mean?"], "zh-Hans": ["“雨鼻子”是什么意思？"]},
        {"en": ["We use a GPU."], "zh-Hans": ["我们用 GPU 训练 AI 模型。"]},
    ]


def test_all_of_one_language_first_is_paired_by_stamp() -> None:
    found = read(
        document(STONE, TIDE, PARK, WHY, "[00:12:01] 米拉", TIDE_ZH, "[00:12:09] 利奥", WHY_ZH)
    )
    assert texts(found) == BOTH
    assert found.speakers == ("Mira Stone", "Leo Park")
    assert "clock-restart" not in codes(found)


def test_anchor_is_the_time_of_its_paragraph() -> None:
    found = read(document(STONE, TIDE, "(00:12:05):", WHY, "(00:12:07): And so on.", PARK, WHY))
    assert [(p.text, p.start_ms) for p in found.segments[0].texts["en"]] == [
        (TIDE, None),
        (WHY, 725_000),
        ("And so on.", 727_000),
    ]


def test_stamp_inside_a_sentence_stays_text() -> None:
    said = "And then [inaudible 00:12:05] we left [00:12:06] for the pier."
    found = read(document(STONE, said, PARK, WHY))
    assert found.segments[0].texts["en"][0].text == said
    assert codes(found) == ["inaudible"]


@pytest.mark.parametrize("event", ["[Music]", "(applause)", "（笑）", "♪ la la ♪"])
def test_event_without_a_speaker_is_an_event(event: str) -> None:
    found = read(
        document(STONE, TIDE, f"[00:12:05] {event}", PARK, WHY, "[00:12:20] Mira Stone", TIDE)
    )
    assert [(s.kind, s.speaker) for s in found.segments][1] == ("event", "")
    assert [p.text for ps in found.segments[1].texts.values() for p in ps] == [event]


@pytest.mark.parametrize(
    ("note", "kind"),
    [("Ads continued", "advert"), ("Sponsor", "advert"), ("广告", "advert"),
     ("Intro & Ads", "intro"),
     ("Outro", "outro"), ("continued", "speech"), ("Adding up", "speech")],
)  # fmt: skip
def test_note_tells_the_kind(note: str, kind: str) -> None:
    found = read(document(f"{STONE} ({note})", TIDE, PARK, WHY))
    assert (found.segments[0].note, found.segments[0].kind) == (note, kind)


def test_range_gives_the_end_and_nothing_else_does() -> None:
    found = read(document("00:12:01 - 00:12:05 | Mira Stone", TIDE, "00:12:09 | Leo Park", WHY))
    assert [s.end_ms for s in found.segments] == [725_000, None]


def test_clock_that_starts_again_runs_on() -> None:
    found = read(document("[00:10:00] Mira Stone", TIDE, "[00:11:00] Leo Park", WHY,
                          "[00:00:00] Mira Stone", TIDE, "[00:00:30] Leo Park", WHY))  # fmt: skip
    starts = [s.start_ms or 0 for s in found.segments]
    assert starts[:2] == [600_000, 660_000]
    assert 660_000 < starts[2] < 670_000
    assert starts[3] - starts[2] == 30_000
    assert codes(found) == ["clock-restart"]


def test_time_of_day_is_counted_from_the_first_stamp() -> None:
    found = read(document("[14:05:10] Mira Stone", TIDE, "[14:05:40] Leo Park", WHY))
    assert [s.start_ms for s in found.segments] == [0, 30_000]


def test_paragraph_goes_on_over_the_page_and_a_new_one_does_not() -> None:
    long = "The water comes in twice a day and it takes away what it brought here"
    first = paragraphs(STONE, f"{long}\n{long}")
    second = paragraphs("and it never gives it back.", PARK, WHY)
    paragraph = read(pages(first, second)).segments[0].texts["en"][0]
    assert paragraph.text == f"{long} {long} and it never gives it back."
    assert [(start.at, start.page) for start in paragraph.page_starts] == [(2 * len(long) + 2, 2)]


def test_bullets_stay_lines_of_their_own() -> None:
    said = "Three things:\n1. a boat\n2. a rope\n3. a dog that\ncan swim"
    found = read(document(STONE, said, PARK, WHY))
    assert [p.text for p in found.segments[0].texts["en"]][:3] == [
        "Three things:",
        "1. a boat",
        "2. a rope",
    ]


def test_bold_and_links_become_marks() -> None:
    said = "Never go out alone."
    link = Link(x0=50, y0=98, x1=76, y1=112, href="https://talks.example/")
    sheet = [line(STONE, 60), line(said, 100, runs=bold(said, 5)), line(PARK, 140), line(WHY, 180)]
    made = pages(sheet)
    page = made.pages[0]
    made = structs.replace(made, pages=(structs.replace(page, links=(link,)),))
    marks = read(made).segments[0].texts["en"][0].marks
    assert [(m.kind, m.start, m.end, m.href) for m in marks] == [
        ("bold", 0, 5, ""),
        ("link", 0, 5, "https://talks.example/"),
    ]


def test_cover_gives_title_credits_and_front() -> None:
    sheet = [
        line("The Tide Table - 潮汐表", 60, size=24.0, bold=True),
        line("ORIGINAL BY", 120),
        line("Mira Stone", 140),
        line("@mira • talks.example.org", 160),
        line("Transcribed by Leo Park", 190),
        line("翻译：米拉", 210),
        line("A talk on the pier about tides and boats.", 260),
        *(
            line(text, 300 + 20 * i)
            for i, text in enumerate((STONE, TIDE, TIDE_ZH, PARK, WHY, WHY_ZH))
        ),
    ]
    found = read(pages(sheet))
    assert found.title == "The Tide Table - 潮汐表"
    assert found.titles == {"en": "The Tide Table", "zh-Hans": "潮汐表"}
    assert [(c.role, c.name, c.contact) for c in found.credits] == [
        ("ORIGINAL BY", "Mira Stone", "@mira • talks.example.org"),
        ("Transcribed by", "Leo Park", ""),
        ("翻译", "米拉", ""),
    ]
    assert [p.text for p in found.front] == ["A talk on the pier about tides and boats."]


def test_printed_contents_are_furniture() -> None:
    contents = paragraphs(
        "Contents", "The pier ...... 2", "The boat ...... 3", "00:12:09 Why ...... 4"
    )
    found = read(pages(contents, paragraphs(STONE, TIDE, PARK, WHY)))
    assert len(found.segments) == 2
    assert found.front == ()
    assert found.ledger.furniture == sum(visible(one.text) for one in contents)


def test_sub_headings_become_chapters() -> None:
    body = [line(text, 60 + 20 * i) for i, text in enumerate((STONE, TIDE, TIDE_ZH))]
    heads = [line("The pier", 140, size=14.0, bold=True), line("码头", 160, size=14.0, bold=True)]
    more = [line(text, 190 + 20 * i) for i, text in enumerate((PARK, WHY, WHY_ZH))]
    found = read(pages([*body, *heads, *more]))
    assert [(c.segment, c.texts) for c in found.chapters] == [
        ("s0002", {"en": "The pier", "zh-Hans": "码头"})
    ]
    assert texts(found) == BOTH


def test_outline_names_a_chapter_that_is_set_like_text() -> None:
    made = document(STONE, TIDE, "The pier", PARK, WHY)
    made = Pages(
        source=made.source, pages=made.pages, outline=(Bookmark(title="The pier", page=1),)
    )
    assert [c.texts for c in read(made).chapters] == [{"en": "The pier"}]


def table(rows: Iterable[Iterable[str]]) -> list[Line]:
    """Set rows of cells; a line feed in a cell is a line end."""
    made: list[Line] = []
    y = 60.0
    for r, row in enumerate(rows, 1):
        for c, cell in enumerate(row, 1):
            made += [
                line(part, y + 12 * k, x0=c * 200.0, column=c, row=r)
                for k, part in enumerate(cell.split("\n"))
                if part
            ]
        y += 40
    return made


def test_table_of_four_columns_is_read_by_its_cells() -> None:
    rows = [
        ("Time", "Speaker", "English", "中文"),
        ("00:12:01", "Mira\nStone", TIDE, TIDE_ZH),
        ("00:12:09", "Leo Park", WHY, WHY_ZH),
        ("00:12:12", "Mira\nStone", TIDE, TIDE_ZH),
        ("00:12:15", "", "It just does.", "就是这样。"),
    ]
    found = read(pages(table(rows)))
    assert [(s.start_ms, s.speaker) for s in found.segments] == [
        (721_000, "Mira Stone"),
        (729_000, "Leo Park"),
        (732_000, "Mira Stone"),
    ]
    assert texts(found)[:2] == BOTH
    assert found.segments[2].texts["en"][1].start_ms == 735_000
    assert found.front == ()


def test_running_head_with_a_stamp_between_its_neighbours_is_a_header() -> None:
    sheets = [
        paragraphs(STONE, TIDE),
        [line(PARK, 60, furniture="head"), line(WHY, 90)],
        [line("[00:12:20] Mira Stone", 60, furniture="head"), line(TIDE, 90)],
    ]
    assert [s.start_ms for s in read(pages(*sheets)).segments] == [721_000, 729_000, 740_000]


def test_what_the_reader_counted_but_did_not_hand_on_is_unplaced() -> None:
    made = talk()
    page = made.pages[0]
    made = structs.replace(made, pages=(structs.replace(page, characters=page.characters + 7),))
    found = read(made)
    assert found.ledger.unplaced == 7
    assert [(f.code, f.page) for f in found.findings] == [("unplaced", 1)]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (("[00:12:15] Mira Stone", TIDE), "missing-text"),
        (("[00:12:09] Mira Stone", TIDE, TIDE_ZH), "clock-repeated"),
        (("[00:12:05] Mira Stone", TIDE, TIDE_ZH), "clock-backwards"),
        (("[00:12:15] Mira Stone", TIDE, WHY, TIDE_ZH), "paragraphs-differ"),
        (("[00:12:15] Mira Stone", "It [crosstalk] comes.", TIDE_ZH), "inaudible"),
        (("[00:12:15] Mira Stone", "And so on. [Ad content omitted]", TIDE_ZH), "elided"),
        (("[99:99:99] Mira Stone", TIDE, TIDE_ZH), "bad-stamp"),
    ],
)
def test_what_is_odd_is_found_and_said_where(more: tuple[str, ...], code: str) -> None:
    found = read(talk(*more))
    assert [(f.code, f.segment, f.page) for f in found.findings] == [(code, "s0003", 1)]


def test_paragraph_in_a_third_script_is_found() -> None:
    found = read(document(STONE, " ".join([TIDE] * 9), PARK, "Вода уходит."))
    assert [(f.code, f.segment) for f in found.findings] == [("stray-language", "s0002")]


def test_cleaning_replaces_what_is_no_character_and_keeps_the_ledger() -> None:
    found = read(document(STONE, "The \ufb01rst o\ufb03ce\u200b has\u00a0\u00adno ⽔.", PARK, WHY))
    assert found.segments[0].texts["en"][0].text == "The first office has no 水."


NOVEL = [
    "It was late when she came down to the pier, and nobody was there to meet her.",
    'He said: "You should have come at 12:01, when the boat left."',
    "Note: the boat never came back, and neither did the man who had sailed it.",
    "She thought: so that is how it ends. Then she went home.",
] * 6
INVOICE = ["Invoice 2024-17", "Date: 12.01.2024", "Item: Rope", "Price: 12.50", "Item: Boat",
           "Price: 1200.00", "Qty: 2", "Total: 1212.50", "Due: 12.02.2024"]  # fmt: skip
PAPER = [
    "Abstract: we show that tides are caused by the moon [1].",
    "Theorem 1: every tide ends.",
    "Proof: it follows from the moon.",
    "Theorem 2: every tide begins.",
    "Proof: see above.",
    "Figure 1: the moon at 12:01.",
    "References: [1] M. Stone, On Tides, 1999.",
]
TIMETABLE = [f"{hour:02d}:15 Pier" for hour in range(8, 20)]
VERSES = [f"1:{verse} And the tide came in twice a day." for verse in range(1, 40)]
MINUTES = ["Decision: we mend the roof this year.", "Action: Leo Park will ask the mason."] * 5
QUOTED = ["她说：“潮水一天来两次。”", "老王问：“为什么会这样？”"] * 6
PROGRAMMES = [
    part
    for hour, name in enumerate(["Evening News", "The River", "Late Show", "Weather", "Night Film",
                                 "Lamps of Lisbon", "Harbour Tales"])
    for part in (f"{hour + 10}:20 {name}", "A film about the winter when the river came in.")
]  # fmt: skip
FORM = ["Case Number: ____________________", "Important Note: Enter the full name here.",
        "Validity Period: __________ to __________"] * 3  # fmt: skip


@pytest.mark.parametrize(
    "texts_",
    [NOVEL, INVOICE, PAPER, TIMETABLE, VERSES, MINUTES, QUOTED, PROGRAMMES, FORM]
    + [[], ["12:01"], ["Mira Stone:"] * 9],
)
def test_what_is_no_transcript_is_refused(texts_: list[str]) -> None:
    with pytest.raises(NotATranscript):
        normalize(document(*texts_), Options())
