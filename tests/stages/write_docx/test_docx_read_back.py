"""Everything that a transcript has comes back out of the DOCX alone."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs

from stages.schema import Finding, Mark, Pair, Paragraph, Segment, Source, Transcript
from stages.write_docx.options import Layout, Options
from stages.write_docx.write import write
from tests.stages.write_docx.reader import (
    Text,
    W,
    bookmarks,
    paragraphs,
    part,
    read,
    run_languages,
    text_of,
)

LAYOUTS: tuple[Layout, ...] = ("stacked", "table")


def docx(transcript: Transcript, options: Options | None = None) -> bytes:
    return write(transcript, options or Options()).files[".docx"]


def said(transcript: Transcript) -> list[tuple[object, ...]]:
    """What a product must hold of each turn, in the shape that `recovered` gives."""
    return [
        (
            segment.speaker,
            segment.start_ms,
            segment.note,
            segment.kind,
            {
                tag: [(p.text, p.start_ms) for p in texts]
                for tag, texts in segment.texts.items()
                if texts
            },
        )
        for segment in transcript.segments
    ]


def recovered(data: bytes) -> list[tuple[object, ...]]:
    return [
        (
            turn.speaker,
            turn.start_ms,
            turn.note,
            turn.kind,
            {tag: [(t.text, t.start_ms) for t in texts] for tag, texts in turn.texts.items()},
        )
        for turn in read(data).turns
    ]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_segments_can_be_recovered_from_the_file_alone(
    transcript: Transcript, layout: Layout
) -> None:
    data = docx(transcript, Options(layout=layout, review=layout == "table"))
    assert recovered(data) == said(transcript)


def test_title_block_holds_titles_credits_front_and_speakers(transcript: Transcript) -> None:
    data = docx(transcript)
    found = read(data)
    assert found.titles == ["The Tide Table", "潮汐表"]
    assert found.credits == ["ORIGINAL BY  Mira Stone  @mira • example.org"]
    assert found.front == ["A talk on the pier about tides."]
    assert [text_of(p) for p in paragraphs(data, "Byline")] == ["Mira Stone · Leo Park"]
    assert "tides.pdf (2 p.) — English · 简体中文" in text_of(paragraphs(data, "Source Line")[0])


def test_chapters_are_the_sources_own_and_turns_before_them_have_one_too(
    transcript: Transcript,
) -> None:
    found = read(docx(transcript))
    assert found.chapters == [
        "00:00:00  Welcome back to the tide table. How high…\n欢迎回到“潮汐表”。水会涨到多高？",
        "The pier\n码头",
    ]
    assert [turn.chapter for turn in found.turns] == [1, 2, 2, 2]


def test_contents_name_every_chapter_with_its_page(transcript: Transcript) -> None:
    found = read(docx(transcript))
    assert found.contents == [f"{name}\t2" for name in found.chapters]


def test_languages_stand_on_every_run(transcript: Transcript) -> None:
    data = docx(transcript)
    english, chinese = paragraphs(data, "Original en"), paragraphs(data, "Translation zh-Hans")
    assert len(english) == 4
    assert len(chinese) == 5
    assert all(run_languages(p) == {("val", "en-US")} for p in english)
    assert all(run_languages(p) == {("eastAsia", "zh-CN")} for p in chinese)


def test_a_paragraph_is_followed_by_its_translation(transcript: Transcript) -> None:
    texts = [
        text_of(p)
        for p in part(docx(transcript)).iter(f"{W}p")
        if {"en-US", "zh-CN"} & {value for _, value in run_languages(p)}
    ]
    second = texts.index("About four metres at the pier.")
    assert texts[second : second + 5] == [
        "About four metres at the pier.",
        "在码头大约是四米。",
        "00:00:41",
        "Our harbour page has the table.",
        "我们的港口网页 Harbour 上有潮汐表。",
    ]


def test_table_has_a_repeated_head_whole_rows_and_a_column_for_remarks(
    transcript: Transcript,
) -> None:
    first, second = part(docx(transcript, Options(layout="table", review=True))).iter(f"{W}tbl")
    for table in (first, second):
        rows = table.findall(f"{W}tr")
        assert [text_of(cell) for cell in rows[0]] == ["", "English", "简体中文", "Review · 审校"]
        assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [
            True,
            *[False] * (len(rows) - 1),
        ]
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        assert {len(row.findall(f"{W}tc")) for row in rows} == {3}
        assert not list(table.iter(f"{W}gridSpan", f"{W}vMerge"))
    assert [len(t.findall(f"{W}tr")) for t in (first, second)] == [1 + 1, 1 + 2 + 1 + 1]


def test_bold_italics_and_links_survive(transcript: Transcript) -> None:
    text = "Bold and slanted, bold too, and a page of ours."
    marks = (
        Mark(kind="bold", start=0, end=25),
        Mark(kind="italic", start=9, end=16),
        Mark(kind="link", start=33, end=46, href="https://example.org/a b?q=潮"),
        Mark(kind="bold", start=42, end=46),
    )
    paragraph = Paragraph(text=text, marks=marks)
    segment = structs.replace(transcript.segments[0], texts={"en": (paragraph,)})
    data = docx(structs.replace(transcript, segments=(segment,), chapters=()))
    href = "https://example.org/a%20b?q=%E6%BD%AE"
    assert read(data).turns[0].texts["en"][0] == Text(
        text,
        marks=[
            ("bold", 0, 9, ""),
            ("bold", 9, 16, ""),
            ("italic", 9, 16, ""),
            ("bold", 16, 25, ""),
            ("link", 33, 42, href),
            ("bold", 42, 46, ""),
            ("link", 42, 46, href),
        ],
    )


def test_pages_of_the_source_are_bookmarks_where_they_begin(transcript: Transcript) -> None:
    names = bookmarks(docx(transcript))
    assert [name for name in names if name.startswith("page_")] == ["page_1", "page_2"]
    (second,) = (
        p
        for p in part(docx(transcript)).iter(f"{W}p")
        if p.find(f"{W}bookmarkStart[@{W}name='page_2']") is not None
    )
    assert text_of(second) == "Our harbour page has the table."


def test_bookmarks_are_unique_and_short_and_every_link_finds_its_own(
    transcript: Transcript,
) -> None:
    finding = Finding(code="elided", severity="warning", message="cut", segment="s0003")
    data = docx(structs.replace(transcript, findings=(finding,)))
    names = bookmarks(data)
    targets = {link.get(f"{W}anchor") for link in part(data).iter(f"{W}hyperlink")} - {None}
    assert len({name.casefold() for name in names}) == len(names)
    assert all(len(name) <= 40 for name in names)
    assert targets == {"_Toc000000001", "_Toc000000002", "_Toc000000003", "speech_3"}
    assert targets <= set(names)


def test_findings_that_a_reader_should_know_are_notes_at_the_end(transcript: Transcript) -> None:
    findings = (
        Finding(code="elided", severity="warning", message="left out: [...]", segment="s0002"),
        Finding(code="page-unread", severity="error", message="cannot be read", page=9),
        Finding(code="clock-gap", severity="info", message="not for readers"),
    )
    ledger = structs.replace(transcript.ledger, omitted=12)
    found = read(docx(structs.replace(transcript, findings=findings, ledger=ledger)))
    assert found.chapters[-1] == "Notes on the source · 原文说明"
    assert found.contents[-1] == "Notes on the source · 原文说明\t2"
    assert found.notes == [
        "Left out on request · 应要求略去: 12",
        "00:00:14  Leo Park: left out: [...]",
        "p. 9: cannot be read",
    ]


def test_without_findings_there_are_no_notes(transcript: Transcript) -> None:
    found = read(docx(transcript))
    assert found.notes == []
    assert len(found.chapters) == 2


def test_an_event_is_no_heading(transcript: Transcript) -> None:
    event = Segment(
        id="e", kind="event", start_ms=1_250, texts={"en": (Paragraph(text="[Music]"),)}
    )
    data = docx(structs.replace(transcript, segments=(event,), chapters=()))
    assert recovered(data) == [("", 1_250, "", "event", {"en": [("[Music]", None)]})]
    assert paragraphs(data, "heading 2") == []


def test_right_to_left_languages_run_from_right_to_left(transcript: Transcript) -> None:
    segment = Segment(
        id="a",
        speaker="سلمى",
        texts={
            "ar": (Paragraph(text="أهلا بكم في جدول المد."),),
            "he": (Paragraph(text="ברוכים הבאים."),),
        },
    )
    original = structs.replace(
        transcript, languages=("ar", "he"), segments=(segment,), chapters=(), titles={}
    )
    data = docx(original)
    assert recovered(data) == said(original)
    for style, language in (("Original ar", "ar-EG"), ("Translation he", "he-IL")):
        (paragraph,) = paragraphs(data, style)
        assert paragraph.find(f"{W}pPr/{W}bidi") is not None
        assert paragraph.find(f"{W}r/{W}rPr/{W}rtl") is not None
        assert run_languages(paragraph) == {("bidi", language)}


@pytest.mark.parametrize(
    ("tag", "slot", "language", "font"),
    [
        ("zh-Hans", "eastAsia", "zh-CN", "Microsoft YaHei"),
        ("zh-Hant", "eastAsia", "zh-TW", "Microsoft JhengHei"),
        ("zh-TW", "eastAsia", "zh-TW", "Microsoft JhengHei"),
        ("zh-Hant-HK", "eastAsia", "zh-HK", "Microsoft JhengHei"),
        ("yue", "eastAsia", "zh-HK", "Microsoft JhengHei"),
        ("wuu", "eastAsia", "zh-CN", "Microsoft YaHei"),
        ("ja", "eastAsia", "ja-JP", "Yu Gothic"),
        ("ko", "eastAsia", "ko-KR", "Malgun Gothic"),
        ("th", "bidi", "th-TH", "Leelawadee UI"),
        ("es", "val", "es-ES", "Calibri"),
        ("pt-BR", "val", "pt-BR", "Calibri"),
        ("hi", "bidi", "hi-IN", "Nirmala UI"),
    ],
)
def test_each_language_has_its_own_style_font_and_tag(
    transcript: Transcript, tag: str, slot: str, language: str, font: str
) -> None:
    segment = Segment(id="a", speaker="Mira", texts={tag: (Paragraph(text="“…”"),)})
    data = docx(
        structs.replace(transcript, languages=(tag,), segments=(segment,), chapters=(), titles={})
    )
    (paragraph,) = paragraphs(data, f"Original {tag}")
    assert run_languages(paragraph) == {(slot, language)}
    hints = [fonts.get(f"{W}hint") for fonts in paragraph.iter(f"{W}rFonts")]
    assert hints == {"eastAsia": ["eastAsia"], "bidi": ["cs"], "val": []}[slot]
    place = {"eastAsia": "eastAsia", "bidi": "cs", "val": "ascii"}[slot]
    style = part(data, "word/styles.xml").find(f"{W}style[@{W}styleId='Original']/{W}rPr/{W}rFonts")
    assert style is not None
    assert style.get(f"{W}{place}") == font


def turn(english: list[str], chinese: list[str], *pairs: tuple[str, str]) -> Segment:
    return Segment(
        id="a",
        texts={
            "en": tuple(Paragraph(text=text) for text in english),
            "zh-Hans": tuple(Paragraph(text=text) for text in chinese),
        },
        pairs=tuple(Pair(texts={"en": one, "zh-Hans": other}) for one, other in pairs),
    )


def rows(segment: Segment) -> list[list[str]]:
    """The rows of a table of one turn, each cell's text without its speaker and time."""
    talk = Transcript(languages=("en", "zh-Hans"), segments=(segment,))
    table = part(docx(talk, Options(layout="table"))).find(f".//{W}tbl")
    assert table is not None
    return [[text_of(cell).removeprefix("#1") for cell in row[1:]] for row in table[3:]]


def test_equally_many_paragraphs_stand_beside_their_counterparts() -> None:
    assert rows(turn(["One.", "Two."], ["一。", "二。"])) == [["One.", "一。"], ["Two.", "二。"]]


def test_pairs_tell_which_paragraphs_belong_together() -> None:
    segment = turn(
        ["One. Two.", "Three.", "Four."],
        ["一。二。", "三。四。"],
        ("One.", "一。"),
        ("Two.", "二。"),
        ("Three.", "三。"),
        ("Four.", "四。"),
    )
    assert rows(segment) == [["One. Two.", "一。二。"], ["Three.Four.", "三。四。"]]


def test_without_pairs_a_turn_that_differs_in_paragraphs_stays_one_row() -> None:
    assert rows(turn(["One.", "Two."], ["一。二。"])) == [["One.Two.", "一。二。"]]


def test_pairs_that_are_not_of_the_text_lose_nothing() -> None:
    segment = turn(["One.", "Two.", "Three."], ["一。", "二。"], ("One.", "一。"), ("Tw", "x"))
    assert rows(segment) == [["One.", "一。"], ["Two.Three.", "二。"]]


def test_a_column_for_remarks_makes_a_table(transcript: Transcript) -> None:
    assert docx(transcript, Options(review=True)) == docx(
        transcript, Options(review=True, layout="table")
    )


TEXTS = st.text(
    st.characters(
        codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"
    ),
    min_size=1,
    max_size=40,
).filter(lambda text: "\ufffd" not in text)
WRITABLE = TEXTS.filter(lambda text: not any("\ufdd0" <= c <= "\ufdef" for c in text)).filter(
    lambda text: not any(ord(c) & 0xFFFE == 0xFFFE for c in text)
)
PARAGRAPHS = st.lists(
    st.builds(
        Paragraph,
        text=WRITABLE,
        start_ms=st.none() | st.integers(0, 10**8),
        page=st.none() | st.integers(1, 9),
    ),
    max_size=3,
).map(tuple)


@given(
    turns=st.lists(
        st.tuples(
            WRITABLE | st.just(""),
            st.none() | st.integers(0, 10**8),
            WRITABLE | st.just(""),
            st.sampled_from(("speech", "advert", "event")),
            st.fixed_dictionaries({"en": PARAGRAPHS, "ja": PARAGRAPHS}),
        ),
        max_size=6,
    ),
    layout=st.sampled_from(LAYOUTS),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_is_said_is_found_once_in_order(turns, layout) -> None:  # type: ignore[no-untyped-def]
    segments = tuple(
        Segment(id=str(n), speaker=who, start_ms=start, note=note, kind=kind, texts=texts)
        for n, (who, start, note, kind, texts) in enumerate(turns)
    )
    original = Transcript(languages=("en", "ja"), segments=segments, source=Source(file="x.pdf"))
    assert recovered(docx(original, Options(layout=layout))) == said(original)
