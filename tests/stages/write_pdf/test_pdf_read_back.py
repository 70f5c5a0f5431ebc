"""The clean PDF read back: tags, languages, links, bookmarks, furniture, the same bytes."""

import re
import shutil
import subprocess

import msgspec
import pytest

from stages.schema import Chapter, Credit, Mark, Paragraph, Segment, Transcript
from stages.write_pdf.options import Options
from stages.write_pdf.write import warm, write
from tests.stages.write_pdf.reader import Book, Node

LAYOUTS = [
    Options(page=page, layout=layout)
    for page in ("A4", "Letter", "A5", "e-reader")
    for layout in ("stacked", "side-by-side")
]


def long(transcript: Transcript, turns: int = 40) -> Transcript:
    """Forty turns of some lines in two languages, over fifty minutes."""
    english = "The tide table hangs at the end of the pier, where the wind has faded it. "
    chinese = "潮汐表挂在码头的尽头，那里的风已经把它吹得褪了色。"
    segments = tuple(
        Segment(
            id=f"s{n:04d}",
            start_ms=n * 75_000,
            speaker=("Mira Stone", "Leo Park")[n % 2],
            texts={
                "en": (Paragraph(text=f"{n}. " + english * (1 + n % 7)),),
                "zh-Hans": (Paragraph(text=f"{n}。" + chinese * (1 + n % 7)),),
            },
        )
        for n in range(turns)
    )
    return msgspec.structs.replace(transcript, segments=segments, chapters=())


def read(transcript: Transcript, options: Options | None = None) -> Book:
    return Book(write(transcript, options or Options()).files[".pdf"])


def texts(transcript: Transcript, language: str) -> list[str]:
    """The paragraphs of a language with the anchors printed before them, stripped."""
    return [p.text.strip() for s in transcript.segments for p in s.texts.get(language, ())]


@pytest.mark.parametrize("options", LAYOUTS, ids=lambda o: f"{o.page}-{o.layout}")
def test_every_paragraph_is_tagged_once_in_order_with_its_language(transcript, options) -> None:
    for source in (transcript, long(transcript)):
        book = read(source, options)
        english = [text for text in book.paragraphs("en") if not re.fullmatch(r"\(.*\): ", text)]
        chinese = book.paragraphs("zh-Hans")
        if source is transcript:
            chinese.remove("码头")
        assert [text.strip() for text in english] == texts(source, "en")
        assert [text.strip() for text in chinese] == texts(source, "zh-Hans")


def test_the_text_of_a_paragraph_is_exact_to_the_blank(transcript) -> None:
    source = long(transcript)
    stripped = [p.text for s in source.segments for p in s.texts["en"]]
    assert read(source).paragraphs("en") == stripped


def test_headings_do_not_skip_and_name_speaker_stamp_and_note(transcript) -> None:
    tree = read(transcript).tree
    headings = [(node.tag, node.text) for node in tree.find("H1", "H2", "H3")]
    assert headings == [
        ("H1", "The Tide Table - 潮汐表"),
        ("H2", "Contents"),
        ("H2", "目录"),
        ("H2", "[00:00:00] Mira Stone"),
        ("H2", "The pier"),
        ("H3", "[00:00:14] Leo Park (on the pier)"),
        ("H3", "[00:01:00] Mira Stone"),
        ("H3", "[00:01:03] Leo Park"),
    ]


def test_an_anchor_stands_before_its_paragraph_and_is_no_part_of_it(transcript) -> None:
    said = read(transcript).paragraphs("en")
    assert said[2:4] == ["(00:00:41): ", "Our harbour page has the table."]


def test_links_are_live_tagged_and_described(transcript) -> None:
    book = read(transcript)
    uris = {
        str(link.A.URI): str(link.Contents)
        for page in book.pdf.pages
        for link in page.get("/Annots", [])
        if "/A" in link
    }
    assert uris == {
        "https://example.org": "example.org",
        "https://example.org/harbour": "harbour page",
    }
    assert all(node.links for node in book.tree.find("Link"))


@pytest.mark.parametrize("href", ["javascript:alert(1)", "file:///etc/passwd", "ftp://a.b/c"])
def test_a_link_that_is_not_safe_is_text_and_a_finding(transcript, href) -> None:
    paragraph = Paragraph(text="Our page.", marks=(Mark(kind="link", start=4, end=8, href=href),))
    turn = Segment(id="s1", start_ms=0, speaker="Mira", texts={"en": (paragraph,)})
    source = msgspec.structs.replace(
        transcript, segments=(turn,), chapters=(), credits=(), languages=("en",)
    )
    rendered = write(source, Options())
    book = Book(rendered.files[".pdf"])
    assert not [link for page in book.pdf.pages for link in page.get("/Annots", [])]
    assert book.paragraphs("en") == ["Our page."]
    assert [f.code for f in rendered.findings] == ["unsafe-link"]


def test_bold_and_italics_use_faces_of_their_own_and_chinese_is_never_slanted(transcript) -> None:
    marks = (Mark(kind="bold", start=0, end=2), Mark(kind="italic", start=2, end=4))
    turn = Segment(
        id="s1",
        start_ms=0,
        texts={
            "en": (Paragraph(text="Waves", marks=marks),),
            "zh-Hans": (Paragraph(text="海浪很高", marks=marks),),
        },
    )
    source = msgspec.structs.replace(transcript, segments=(turn,), chapters=())
    book = read(source)
    names = [str(f.BaseFont) for f in book.pdf.pages[0].Resources.Font.values()]
    assert any("Italic" in name for name in names)
    assert not [name for name in names if re.search("CJK|SC-|TC-", name) and "Italic" in name]


def test_contents_lead_to_the_pages_they_print(transcript) -> None:
    book = read(long(transcript))
    labels = [str(n) for n in range(1, 100)]
    body = next(
        n
        for n, content in enumerate(book.contents)
        if n and "/TOCI" not in content and "Link" not in content
    )
    shown = [node.find("Link")[0].text for node in book.tree.find("TOCI")]
    pages = {page.objgen: n for n, page in enumerate(book.pdf.pages)}
    links = [a for page in book.pdf.pages for a in page.get("/Annots", []) if "/Dest" in a]
    assert len(shown) == len(links) > 5
    for text, link in zip(shown, links, strict=True):
        number = labels[pages[link.Dest[0].objgen] - body]
        assert text.endswith(number), (text, number)


def test_bookmarks_name_chapters_and_turns(transcript) -> None:
    with read(transcript).pdf.open_outline() as outline:
        entries = [(item.title, [kid.title for kid in item.children]) for item in outline.root]
    assert entries == [
        (
            "00:00:00 Welcome back to the tide table. How high… · 欢迎回到“潮汐表”。水会涨到多高？",
            ["00:00:00 Mira Stone"],
        ),
        ("The pier · 码头", ["00:00:14 Leo Park", "00:01:00 Mira Stone", "00:01:03 Leo Park"]),
    ]


def test_pages_are_labelled_roman_then_arabic_and_carry_head_and_folio(transcript) -> None:
    book = read(transcript)
    assert [page.label for page in book.pdf.pages] == ["i", "ii", "1"]
    furniture = [text for text in book.artifacts() if text]
    assert furniture == [
        *("The Tide Table - 潮汐表", "ii"),
        *("The Tide Table - 潮汐表", "1"),
    ]


def test_a_page_on_which_a_chapter_goes_on_names_it_at_the_head(transcript) -> None:
    chapter = Chapter(segment="s0001", texts={"en": "The pier", "zh-Hans": "码头"})
    source = msgspec.structs.replace(long(transcript), chapters=(chapter,))
    heads = [text for text in read(source).artifacts() if "pier" in text]
    assert len(heads) > 5
    assert set(heads) == {"The pier"}


def test_the_file_says_title_languages_and_who(transcript) -> None:
    book = read(transcript)
    assert str(book.pdf.docinfo["/Title"]) == "The Tide Table - 潮汐表"
    assert str(book.pdf.docinfo["/Author"]) == "Mira Stone"
    assert str(book.pdf.Root.Lang) == "en"
    assert book.pdf.Root.ViewerPreferences.DisplayDocTitle
    with book.pdf.open_metadata() as meta:
        assert meta["dc:title"] == "The Tide Table - 潮汐表"
        assert meta["dc:language"] == {"en", "zh-Hans"}


def test_the_document_information_says_what_is_known_and_no_more(transcript) -> None:
    book = read(transcript)
    told = {key: str(text) for key, text in book.pdf.docinfo.items()}
    title = {"/Title": "The Tide Table - 潮汐表"}
    assert told == title | {"/Author": "Mira Stone", "/Producer": "diglot"}
    nobody = read(msgspec.structs.replace(transcript, credits=()))
    assert set(nobody.pdf.docinfo) == {"/Title", "/Producer"}


def test_a_chapter_that_begins_where_its_turn_does_has_a_bookmark_of_its_own(transcript) -> None:
    """Where a chapter has no heading, both lead to one place under two titles."""
    with read(transcript).pdf.open_outline() as outline:
        [chapter, _] = outline.root
        [turn] = chapter.children
    assert chapter.title != turn.title
    assert list(chapter.destination) == list(turn.destination)


def test_every_page_has_its_key_and_is_read_in_the_order_of_the_tags(transcript) -> None:
    pages = read(long(transcript)).pdf.pages
    assert [page.StructParents for page in pages] == list(range(len(pages)))
    assert {str(page.Tabs) for page in pages} == {"/S"}


def test_the_same_transcript_gives_the_same_bytes(transcript) -> None:
    for options in LAYOUTS[:2]:
        assert write(transcript, options).files == write(transcript, options).files


def test_neither_the_clock_nor_the_place_is_in_the_bytes(transcript, monkeypatch) -> None:
    before = write(transcript, Options()).files
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert write(transcript, Options()).files == before


def test_documents_of_one_process_do_not_share_fonts(transcript) -> None:
    """The library keeps fonts by name over all documents."""
    first = write(transcript, Options()).files
    other = msgspec.structs.replace(long(transcript), title="Another Ωδή", titles={})
    assert "Another Ωδή" in read(other).artifacts()
    assert write(transcript, Options()).files == first


def test_warming_up_changes_nothing(transcript) -> None:
    before = write(transcript, Options()).files
    warm(Options())
    assert write(transcript, Options()).files == before


def test_sentences_are_broken_no_word_lost_when_hyphenated(transcript) -> None:
    harbour = (
        "The harbourmaster's extraordinarily conscientious administration measures everything. "
    )
    turn = Segment(id="s1", start_ms=0, texts={"en": (Paragraph(text=harbour * 9 + "End."),)})
    source = msgspec.structs.replace(transcript, segments=(turn,), chapters=())
    book = read(source, Options(page="e-reader", hyphenate=True))
    said = book.paragraphs("en")
    assert any("\u00ad" in text for text in said)
    assert [text.replace("\u00ad", "") for text in said] == [
        p.text for s in source.segments for p in s.texts["en"]
    ]


def test_right_to_left_paragraphs_carry_their_text_in_logical_order(transcript) -> None:
    arabic = "سألتُ (Leo Park) عن 25 مترًا، فقال: لا أعرف."
    turn = Segment(
        id="s1",
        start_ms=0,
        speaker="Mira",
        texts={"en": (Paragraph(text="He does not know."),), "ar": (Paragraph(text=arabic),)},
    )
    source = msgspec.structs.replace(
        transcript, segments=(turn,), chapters=(), languages=("en", "ar"), titles={}
    )
    book = read(source)
    paragraph = next(node for node in book.tree.find("P") if node.language == "ar")
    assert paragraph.actual == arabic
    assert paragraph.text.endswith("تلأس") or paragraph.text[::-1].startswith("سأ")


def test_two_languages_of_one_script_are_labelled(transcript) -> None:
    turn = Segment(
        id="s1",
        start_ms=0,
        speaker="Mira",
        texts={"en": (Paragraph(text="How high?"),), "es": (Paragraph(text="¿Qué altura?"),)},
    )
    source = msgspec.structs.replace(
        transcript, segments=(turn,), chapters=(), languages=("en", "es"), titles={}
    )
    book = read(source)
    assert book.paragraphs("en") == ["English:", "How high?"]
    assert book.paragraphs("es") == ["Español:", "¿Qué altura?"]


def test_turns_without_stamp_speaker_or_text_are_printed_as_far_as_they_go(transcript) -> None:
    text = {"en": (Paragraph(text="Text."),)}
    turns = (
        Segment(id="a", speaker="Mira", note="laughs", texts=text),
        Segment(id="b", start_ms=61_250, texts=text),
        Segment(id="c", start_ms=70_000, kind="event", texts={"en": (Paragraph(text="[Music]"),)}),
        Segment(id="d", speaker="Leo"),
        Segment(id="e", texts={"en": (Paragraph(text=" "),)}),
        Segment(id="f", start_ms=90_000, end_ms=95_000, speaker="Mira", texts=text),
        Segment(id="g", start_ms=99_000, end_ms=120_000, speaker="Leo", texts=text),
    )
    source = msgspec.structs.replace(
        transcript, segments=turns, chapters=(), languages=("en",), titles={}
    )
    tree = read(source).tree
    assert [node.text for node in tree.find("H2")] == [
        "Mira (laughs):",
        "[00:01:01.250]",
        "[00:01:10] ",
        "Leo:",
        ":",
        "[00:01:30–00:01:35] Mira",
        "[00:01:39] Leo",
    ]


def test_an_empty_transcript_is_a_valid_book() -> None:
    book = read(Transcript())
    assert [node.text for node in book.tree.find("H1")] == ["Transcript"]


def sections(node: Node) -> list[list[str]]:
    return [[kid.tag for kid in kid_of.kids] for kid_of in node.find("Sect")]


def test_chapters_are_sections_that_hold_their_turns(transcript) -> None:
    assert sections(read(transcript).tree) == [
        ["H2", "P", "P"],
        ["H2", "P", "Sect", "Sect", "Sect"],
        ["H3", "P", "P", "P", "P", "P"],
        ["H3", "P"],
        ["H3", "P", "P"],
    ]


def test_a_long_title_and_many_credits_flow_over_pages(transcript) -> None:
    people = tuple(
        Credit(role="BY", name=f"Person {n}", contact=f"p{n}@example.org") for n in range(60)
    )
    source = msgspec.structs.replace(transcript, title="Tide " * 300, credits=people)
    tree = read(source).tree
    assert [node.text.strip() for node in tree.find("H1")] == [("Tide " * 300).strip()]
    assert sum(node.text.startswith("Person") for node in tree.find("P")) == 60


def test_two_chapters_in_one_language_only_are_listed_in_it(transcript) -> None:
    chapters = (
        Chapter(segment="s0001", texts={"en": "The bell"}),
        Chapter(segment="s0002", texts={"en": "The pier"}),
    )
    tree = read(msgspec.structs.replace(transcript, chapters=chapters)).tree
    assert [len(toc.find("TOCI")) for toc in tree.find("TOC")] == [2]


@pytest.mark.skipif(not shutil.which("pdfinfo"), reason="pdfinfo is not installed")
def test_a_reader_of_the_tags_finds_the_paragraphs(transcript, tmp_path) -> None:
    source = long(transcript)
    path = tmp_path / "a.pdf"
    path.write_bytes(write(source, Options()).files[".pdf"])
    run = subprocess.run(
        ["pdfinfo", "-struct-text", str(path)], capture_output=True, text=True, check=True
    )
    told = re.findall(r"^ *P \(block\)\n((?: *\".*\"\n)+)", run.stdout, re.MULTILINE)
    said = ["".join(re.findall(r'^ *"(.*)"$', t, re.MULTILINE)) for t in told]
    wanted = [p.text for s in source.segments for ps in s.texts.values() for p in ps]
    assert said[-len(wanted) :] == wanted
