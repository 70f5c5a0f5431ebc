"""What is in the transcript is in the e-book, once, in order; and nothing else is."""

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from msgspec import structs

from stages.schema import Chapter, Credit, Mark, Paragraph, Segment, Transcript, encode
from stages.write_epub.options import Options
from stages.write_epub.write import write

PLAIN = Options(cover="none")
LAYOUTS = ["stacked", "sentences", "side-by-side"]


def epub(transcript, **options) -> bytes:
    return write(transcript, Options(**{"cover": "none", **options})).files[".epub"]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_segments_can_be_recovered_from_the_book_alone(transcript, read, expected, layout):
    assert read(epub(transcript, layout=layout)).turns == expected(transcript)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_paragraph_stands_once_in_its_language(transcript, read, layout):
    book = read(epub(transcript, layout=layout))
    spoken = "".join(book.all("//x:section[contains(@class,'turn')]//x:p[@lang='en']//text()"))
    for text in ("Welcome back to the tide table.", "About four metres at the pier."):
        assert spoken.count(text) == 1
    everywhere = "".join(book.all("//x:body//text()"))
    assert everywhere.count("在码头大约是四米。") == 1


def test_marks_survive_and_links_stay_links(transcript, read):
    book = read(epub(transcript))
    assert [e.text for e in book.all("//x:em")] == ["the tide table"]
    assert [(a.text, a.get("href")) for a in book.all("//x:p/x:a")] == [
        ("harbour page", "https://example.org/harbour")
    ]


def test_overlapping_marks_nest_without_losing_text(transcript, read):
    marks = (
        Mark(kind="bold", start=0, end=10),
        Mark(kind="italic", start=5, end=15),
        Mark(kind="link", start=8, end=12, href="mailto:a@example.org"),
        Mark(kind="link", start=11, end=14, href="https://example.org/"),
    )
    paragraph = Paragraph(text="0123456789abcdefg", marks=marks)
    book = read(epub(with_texts(transcript, {"en": (paragraph,)})))
    (p,) = book.all("//x:section[contains(@class,'turn')]/x:p")
    assert "".join(p.itertext()) == paragraph.text
    assert "".join(t for e in p.iter("{*}strong") for t in e.itertext()) == "0123456789"
    assert "".join(t for e in p.iter("{*}em") for t in e.itertext()) == "56789abcde"
    assert ["".join(a.itertext()) for a in p.iter("{*}a")] == ["89ab"]


@pytest.mark.parametrize(
    "href",
    ["javascript:alert(1)", "file:///etc/passwd", "//example.org", "data:text/html,x", "http://",
     "https://a b/", "mailto:nobody", "HTTP://[::1", "ftp://example.org/", ""],
)  # fmt: skip
def test_only_web_and_mail_links_are_kept(transcript, read, href):
    paragraph = Paragraph(text="click", marks=(Mark(kind="link", start=0, end=5, href=href),))
    made = write(with_texts(transcript, {"en": (paragraph,)}), PLAIN)
    assert list(read(made.files[".epub"]).all("//x:p/x:a")) == []
    assert [f.code for f in made.findings] == ["unsafe-link"]


def test_pages_of_the_source_begin_where_their_first_text_stands(transcript, read):
    book = read(epub(transcript))
    breaks = list(book.all("//*[@role='doc-pagebreak']"))
    assert [b.get("aria-label") for b in breaks] == ["1", "2"]
    assert breaks[1].tail is None
    assert breaks[1].getnext().tail == " Our "
    listed = book.nav.xpath("//x:nav[@e:type='page-list']//x:a", namespaces=NAMESPACES)
    assert [a.text for a in listed] == ["1", "2"]
    for a in listed:
        path, _, fragment = a.get("href").partition("#")
        assert book.pages[path].xpath(f"//*[@id='{fragment}' and @role='doc-pagebreak']")
    assert book.meta("pageBreakSource") == ["tides.pdf"]


NAMESPACES = {"x": "http://www.w3.org/1999/xhtml", "e": "http://www.idpf.org/2007/ops"}


def test_a_page_on_which_nothing_begins_comes_with_the_next(transcript, read):
    paragraphs = tuple(Paragraph(text=f"On page {n}.", page=n) for n in (3, 6, 5, 90))
    book = read(epub(with_texts(transcript, {"en": paragraphs})))
    breaks = [b.get("aria-label") for b in book.all("//*[@role='doc-pagebreak']")]
    assert breaks == ["1", "2", "3", "6", "4", "5", "90"]


def test_without_source_pages_the_book_promises_none(transcript, read):
    bare = with_texts(transcript, {"en": (Paragraph(text="Hello."),)})
    book = read(epub(structs.replace(bare, front=())))
    assert list(book.all("//*[@role='doc-pagebreak']")) == []
    assert book.nav.xpath("//x:nav[@e:type='page-list']", namespaces=NAMESPACES) == []
    assert book.meta("pageBreakSource") == []
    assert "pageBreakMarkers" not in book.meta("schema:accessibilityFeature")


def test_each_block_says_its_language_and_its_role(transcript, read):
    book = read(epub(transcript))
    classes = {
        (p.get("lang"), p.get("class"))
        for p in book.all("//x:section[contains(@class,'turn')]/x:p")
    }
    assert classes == {("en", "original cp-original"), ("zh-Hans", "translation cp-translation")}


def test_no_paragraph_and_no_heading_leaves_its_language_open(transcript, read):
    book = read(epub(transcript, cover="drawn"))
    blocks = list(book.all("//x:p | //x:h1 | //x:h2"))
    assert len(blocks) > 20
    for block in blocks:
        assert block.get("lang") == block.get("{http://www.w3.org/XML/1998/namespace}lang") != ""


def test_capitals_alone_are_no_words_of_another_language(transcript, read):
    chinese = Paragraph(text="我们用 GPU 训练 OpenAI 的 A 模型，Lenny’s Podcast。")
    english = Paragraph(text="We train.")
    book = read(epub(with_texts(transcript, {"en": (english,), "zh-Hans": (chinese,)})))
    spans = book.all("//x:p[@lang='zh-Hans']/x:span")
    assert [s.text for s in spans] == ["OpenAI", "Lenny’s Podcast"]


def test_columns_of_unequal_paragraphs_stay_apart(transcript, read):
    texts = {
        "en": (Paragraph(text="One."), Paragraph(text="Two.")),
        "zh-Hans": (Paragraph(text="一二。"),),
    }
    book = read(epub(with_texts(transcript, texts), layout="side-by-side"))
    (turn,) = book.all("//x:body[@class='side-by-side']//x:section[contains(@class,'turn')]")
    (column,) = turn.iterfind("{*}div")
    assert (column.get("class"), len(column)) == ("original", 2)


def test_latin_words_in_chinese_carry_their_own_language(transcript, read):
    book = read(epub(transcript))
    assert [s.text for s in book.all("//x:p[@lang='zh-Hans']/x:span[@lang='en']")] == ["Harbour"]


def test_ids_are_unique_and_made_from_times(transcript, read):
    again = structs.replace(transcript.segments[0], id="s0005")
    twice = structs.replace(transcript, segments=(*transcript.segments, again))
    book = read(epub(twice))
    ids = [s.get("id") for s in book.all("//x:section[contains(@class,'turn')]")]
    assert ids == ["t-00-00-00", "t-00-00-14", "t-00-01-00", "t-00-01-03", "t-00-00-00-2"]
    everything = list(book.all("//@id"))
    assert len(everything) == len(set(everything))


def test_contents_name_the_headings_of_the_source_in_both_languages(transcript, read):
    book = read(epub(transcript))
    entries = book.nav.xpath("//x:nav[@e:type='toc']//x:a", namespaces=NAMESPACES)
    assert [" ".join("".join(a.itertext()).split()) for a in entries] == [
        "Title page 书名页",
        "Introduction 导言",
        "00:00:00 Welcome back to the tide table. How high… 欢迎回到“潮汐表”。水会涨到多高？",
        "00:00:14 The pier 码头",
        "About this edition 关于本版本",
    ]
    headings = ["".join(h.itertext()) for h in book.all("//x:section[@class='chapter']/x:h1")]
    assert headings == ["00:00:00 – 00:00:14", "The pier 码头"]


def test_every_file_has_one_h1_and_its_own_language(transcript, read):
    for path, root in read(epub(transcript, cover="drawn")).pages.items():
        assert root.get("lang") == root.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
        assert root.xpath("count(//x:h1)", namespaces=NAMESPACES) == (path != "cover.xhtml")
        assert root.xpath("string(//x:title)", namespaces=NAMESPACES).strip()


def test_metadata_say_what_the_book_is(transcript, read):
    book = read(epub(transcript, date="2024-05-01"))
    assert book.dc("title") == ["The Tide Table / 潮汐表"]
    assert book.dc("language") == ["en", "zh-Hans"]
    assert book.dc("creator") == ["Mira Stone", "Leo Park"]
    assert book.dc("source") == ["tides.pdf"]
    assert book.dc("date") == ["2024-05-01"]
    assert book.meta("role") == ["spk", "aut", "spk"]
    assert book.meta("dcterms:modified") == ["2020-01-01T00:00:00Z"]
    assert book.meta("alternate-script") == ["潮汐表"]
    assert book.meta("schema:accessMode") == ["textual"]
    assert book.meta("schema:accessibilityHazard") == ["none"]
    assert book.opf.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"


def test_a_credit_that_is_no_author_contributes(transcript, read):
    makers = tuple(
        Credit(role=role, name=role) for role in ("TRANSLATED BY", "编辑", "ANALYSIS BY", "Gaffer")
    )
    book = read(epub(structs.replace(transcript, credits=makers)))
    assert book.meta("role") == ["spk", "spk", "trl", "edt", "anl", "ctb"]
    assert book.dc("contributor") == [credit.name for credit in makers]


def test_the_identifier_is_that_of_the_edition(transcript):
    def identifier(transcript: Transcript, **options: str) -> str:
        with zipfile.ZipFile(io.BytesIO(epub(transcript, **options))) as archive:
            opf = archive.read("EPUB/content.opf").decode()
        return opf.partition("urn:uuid:")[2][:36]

    both = identifier(transcript)
    reworded = with_texts(transcript, {"en": (Paragraph(text="Read better."),)})
    omitted = structs.replace(transcript, ledger=structs.replace(transcript.ledger, omitted=24))
    other = structs.replace(transcript, source=structs.replace(transcript.source, sha256="cd" * 32))
    assert identifier(transcript, modified="2024-01-01T00:00:00Z") == both == identifier(reworded)
    editions = [omitted, other, only(transcript, "en"), only(transcript, "zh-Hans")]
    assert len({both, *map(identifier, editions)}) == 5


def test_a_book_in_one_language_holds_that_language_only(transcript, read, expected):
    chinese = only(transcript, "zh-Hans")
    book = read(epub(chinese))
    assert book.turns == expected(chinese)
    assert book.dc("language") == ["zh-Hans"]
    assert book.dc("title") == ["潮汐表"]
    assert set(book.all("//x:p[contains(@class,'original')]/@lang")) == {"zh-Hans"}
    assert list(book.all("//x:p[contains(@class,'translation')]")) == []


def test_the_credits_page_tells_who_from_what_and_what_is_odd(transcript, read):
    from stages.findings import finding

    findings = (
        finding("missing-text", segment="s0003", language="en"),
        finding("fast-speech", segment="s0001", rate=300),
    )
    told = structs.replace(
        transcript, findings=findings, ledger=structs.replace(transcript.ledger, omitted=24)
    )
    book = read(epub(told))
    page = " ".join("".join(book.pages["about.xhtml"].itertext()).split())
    for words in ("ORIGINAL BY", "Mira Stone @mira • example.org", "tides.pdf, 2 p.", "24 char"):
        assert words in page
    assert "A turn has no text in en: 00:01:00" in page
    assert "faster than people speak" not in page
    (link,) = book.pages["about.xhtml"].iterfind(".//{*}a")
    path, _, fragment = link.get("href").partition("#")
    assert book.pages[path].xpath(f"//*[@id='{fragment}']//*[@class='speaker']")


def test_a_finding_of_a_page_leads_to_that_page(transcript, read):
    from stages.findings import finding

    findings = (
        finding("page-unread", page=2, reason="broken"),
        finding("page-unread", page=7, reason="broken"),
        *(finding("elided", segment=s, text="...") for s in ("s0001", "s0004", "s0001", "gone")),
    )
    page = read(epub(structs.replace(transcript, findings=findings))).pages["about.xhtml"]
    told = [" ".join("".join(li.itertext()).split()) for li in page.iterfind(".//{*}li")]
    assert told == [
        "The page cannot be read: broken: p. 2, p. 7",
        "The source says that it left something out: ...: 00:00:00, 00:01:03",
    ]
    links = [a.get("href") for a in page.iterfind(".//{*}a")]
    assert links == [
        "part002.xhtml#p2",
        "part001.xhtml#t-00-00-00",
        "part002.xhtml#t-00-01-03",
    ]


def test_a_title_that_is_the_same_in_both_languages_is_said_once(transcript, read):
    same = structs.replace(transcript, titles={"zh-Hans": "Tide", "en": "Tide"})
    book = read(epub(same))
    assert book.dc("title") == ["Tide"]
    assert [h.get("lang") for h in book.all("//x:section[@class='titlepage']/x:h1/x:span")] == [
        "en"
    ]


def test_the_same_input_gives_the_same_bytes_on_another_day(transcript, tmp_path):
    handover = tmp_path / "segments.json"
    handover.write_bytes(encode(transcript))
    made = tmp_path / "out.epub"
    subprocess.run(
        [sys.executable, "-m", "stages.write_epub", handover, made],
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C"},
    )
    assert made.read_bytes() == epub(transcript, cover="drawn")


def test_the_archive_is_laid_out_as_the_container_format_asks(transcript):
    data = epub(transcript, cover="drawn")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        first, *others = archive.infolist()
        names = archive.namelist()
        assert archive.testzip() is None
    assert data[30:58] == b"mimetypeapplication/epub+zip"
    assert (first.compress_type, first.extra) == (zipfile.ZIP_STORED, b"")
    assert {info.date_time for info in (first, *others)} == {(1980, 1, 1, 0, 0, 0)}
    assert len({name.lower() for name in names}) == len(names)
    assert all(name.isascii() and " " not in name and ".." not in name for name in names)


def test_a_turn_longer_than_a_file_is_cut_and_can_be_put_together(transcript, read, expected):
    spoken = " ".join(["The water comes and goes, and comes again."] * 8000)
    long = with_texts(
        transcript,
        {
            "en": (Paragraph(text=spoken), Paragraph(text="The end.", start_ms=9)),
            "zh-Hans": (Paragraph(text="水来来去去。" * 30_000),),
        },
    )
    for layout in LAYOUTS:
        data = epub(long, layout=layout)
        assert read(data).turns == expected(long)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert max(info.file_size for info in archive.infolist()) < 250_000


def test_five_thousand_turns_make_small_files_and_few_entries(read, expected):
    segments = tuple(
        Segment(
            id=f"s{n}",
            start_ms=n * 2500,
            end_ms=n * 2500 + 2500,
            speaker=f"Speaker {n % 7}",
            texts={"en": (Paragraph(text=f"This is what is said in turn {n}, no more."),),
                   "de": (Paragraph(text=f"Das wird in Runde {n} gesagt, nicht mehr."),)},
        )
        for n in range(5000)
    )  # fmt: skip
    transcript = Transcript(title="Long", languages=("en", "de"), segments=segments)
    data = epub(transcript)
    book = read(data)
    assert book.turns == expected(transcript)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert max(info.file_size for info in archive.infolist()) < 250_000
    entries = book.nav.xpath("//x:nav[@e:type='toc']//x:li", namespaces=NAMESPACES)
    assert 20 < len(entries) < 45


def test_two_headings_before_one_turn_are_both_kept(transcript, read):
    above = Chapter(segment="s0002", texts={"en": "Part One"})
    book = read(epub(structs.replace(transcript, chapters=(above, *transcript.chapters))))
    headings = ["".join(h.itertext()) for h in book.all("//x:section[@class='chapter']/x:h1")]
    assert headings[1] == "Part One · The pier 码头"


def test_sentences_stand_pair_by_pair(transcript, read):
    book = read(epub(transcript, layout="sentences"))
    pairs = [
        [(p.get("lang"), "".join(p.itertext()).strip()) for p in pair.iterfind("{*}p")]
        for pair in book.all("//x:div[contains(@class,'pair')]")
    ]
    assert pairs[:2] == [
        [("en", "Welcome back to the tide table."), ("zh-Hans", "欢迎回到“潮汐表”。")],
        [("en", "How high does the water come?"), ("zh-Hans", "水会涨到多高？")],
    ]
    assert len(pairs) == 5


def test_a_turn_whose_pairs_lack_text_stays_whole(transcript, read, expected):
    first = transcript.segments[0]
    cut = structs.replace(first, pairs=first.pairs[:1])
    odd = structs.replace(transcript, segments=(cut, *transcript.segments[1:]))
    assert read(epub(odd, layout="sentences")).turns == expected(odd)


def with_texts(transcript: Transcript, texts: dict[str, tuple[Paragraph, ...]]) -> Transcript:
    """Return the transcript with nothing but its first turn, saying `texts`."""
    segment = structs.replace(transcript.segments[0], texts=texts, pairs=(), page=None)
    return structs.replace(transcript, segments=(segment,), chapters=(), front=())


def only(transcript: Transcript, language: str) -> Transcript:
    """Return the transcript in one language, as the select stage makes it."""
    segments = tuple(
        structs.replace(s, texts={language: s.texts[language]}, pairs=())
        for s in transcript.segments
        if language in s.texts
    )
    return structs.replace(transcript, segments=segments, languages=(language,), chapters=())


def test_nothing_but_what_the_readme_of_the_format_allows_is_in_the_archive(transcript):
    with zipfile.ZipFile(io.BytesIO(epub(transcript, cover="drawn"))) as archive:
        kinds = {Path(name).suffix for name in archive.namelist()}
        content = b"".join(archive.read(n) for n in archive.namelist() if n.endswith("xhtml"))
    assert kinds == {"", ".xml", ".opf", ".ncx", ".xhtml", ".css", ".png"}
    assert b"<script" not in content
    assert b"<style" not in content
