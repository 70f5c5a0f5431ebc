"""Pages of the source that begin inside a paragraph are marked at that very place, once."""

import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs

from stages.schema import Mark, PageStart, Pair, Paragraph, Segment, Source, Transcript
from stages.write_epub.options import Options
from stages.write_epub.write import write

from .conftest import Read, turn_of

LAYOUTS = ["stacked", "sentences", "side-by-side"]
ENGLISH, CHINESE = "One two. Three four. Five six.", "一二。三 Open AI 四。五六。"


def starts(*places: tuple[int, int]) -> tuple[PageStart, ...]:
    return tuple(PageStart(at=at, page=page) for at, page in places)


def talk(english: Paragraph, chinese: Paragraph, *pairs: Pair) -> Transcript:
    turn = Segment(id="a", page=1, texts={"en": (english,), "zh-Hans": (chinese,)}, pairs=pairs)
    source = Source(file="talk.pdf", pages=9)
    return Transcript(languages=("en", "zh-Hans"), segments=(turn,), source=source)


def book(transcript: Transcript, layout: str = "stacked") -> Read:
    return Read(write(transcript, Options(cover="none", layout=layout)).files[".epub"])


def breaks(read: Read) -> dict[int, tuple[str, int]]:
    """Return where each page begins: the language, and the code points of it before that place.

    Every page must be marked once, and be in the list of pages under the file that it is in.
    """
    found, said = {}, dict.fromkeys(("en", "zh-Hans"), 0)
    for path, root in read.pages.items():
        for p in root.iterfind(".//{*}section[@id]//{*}p"):
            for node in p.xpath(".//text() | .//*[@role='doc-pagebreak']"):
                if isinstance(node, str):
                    said[p.get("lang")] += len(node)
                    continue
                assert int(node.get("aria-label")) not in found
                found[int(node.get("aria-label"))] = (p.get("lang"), said[p.get("lang")])
                assert listed(read)[node.get("aria-label")] == f"{path}#{node.get('id')}"
    return found


def listed(read: Read) -> dict[str, str]:
    (pages,) = read.nav.iterfind(".//{*}nav[@role='doc-pagelist']")
    links = list(pages.iterfind(".//{*}a"))
    assert len({a.text for a in links}) == len(links)
    return {a.text: a.get("href") for a in links}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_page_begins_at_its_code_point(layout):
    pairs = [
        Pair(texts={"en": english, "zh-Hans": chinese})
        for english, chinese in (
            ("One two.", "一二。"), ("Three four.", "三 Open AI 四。"), ("Five six.", "五六。"),
        )
    ]  # fmt: skip
    made = book(
        talk(
            Paragraph(text=ENGLISH, page=1, page_starts=starts((4, 2), (15, 3))),
            Paragraph(text=CHINESE, page=3, page_starts=starts((7, 4), (14, 5))),
            *pairs,
        ),
        layout,
    )
    places = {2: ("en", 4), 3: ("en", 15), 4: ("zh-Hans", 7), 5: ("zh-Hans", 14)}
    if layout == "sentences":
        places[3] = ("zh-Hans", 0)  # its first sentence comes before the rest of the English
    assert breaks(made) == places
    assert list(listed(made)) == ["1", "2", "3", "4", "5"]


def test_a_page_that_begins_in_both_languages_is_marked_in_the_one_read_first():
    made = book(
        talk(
            Paragraph(text=ENGLISH, page=1, page_starts=starts((9, 2))),
            Paragraph(text=CHINESE, page=1, page_starts=starts((3, 2))),
        )
    )
    assert breaks(made) == {2: ("en", 9)}
    assert list(listed(made)) == ["1", "2"]


def test_between_sentences_the_page_opens_the_pair_that_begins_on_it():
    pairs = (
        Pair(texts={"en": "One two.", "zh-Hans": "一二。"}),
        Pair(texts={"en": "Three four. Five six.", "zh-Hans": CHINESE[3:]}),
    )
    english = Paragraph(text=ENGLISH, page=1, page_starts=starts((9, 2)))
    made = book(talk(english, Paragraph(text=CHINESE, page=1), *pairs), "sentences")
    _, second = made.all("//x:div[contains(@class, 'pair')]")
    (mark,) = second.iterfind(".//{*}span[@role='doc-pagebreak']")
    assert (mark.get("aria-label"), mark.tail) == ("2", "Three four. Five six.")


def test_a_page_inside_the_introduction_is_marked():
    front = (Paragraph(text="A talk on tides.", page=1, page_starts=starts((7, 2))),)
    transcript = structs.replace(talk(Paragraph(text="a"), Paragraph(text="b")), front=front)
    made = book(transcript)
    (mark,) = made.pages["front.xhtml"].iterfind(".//{*}span[@role='doc-pagebreak']")
    assert (mark.getparent().text, mark.tail) == ("A talk ", "on tides.")
    assert listed(made)["2"] == "front.xhtml#p2"


def test_a_page_inside_a_name_and_a_link_breaks_neither():
    link = Mark(kind="link", start=2, end=9, href="https://example.org/")
    bold = Mark(kind="bold", start=4, end=9)
    chinese = Paragraph(text="三 OpenAI，四。", marks=(link, bold), page_starts=starts((6, 2)))
    made = book(talk(Paragraph(text="Hello.", page=1), chinese))
    (a,) = made.all("//x:p/x:a")
    assert "".join(a.itertext()) == "OpenAI，"
    assert ["".join(e.itertext()) for e in a.iter("{*}strong")] == ["enAI，"]
    assert breaks(made) == {2: ("zh-Hans", 6)}
    whole = book(talk(Paragraph(text="Hello.", page=1), structs.replace(chinese, marks=())))
    (name,) = whole.all("//x:section[@id]/x:p/x:span[@lang='en']")
    assert ("".join(name.itertext()), name.text) == ("OpenAI", "Open")


def test_a_page_that_begins_beside_a_link_stays_outside_it():
    link = Mark(kind="link", start=4, end=7, href="https://example.org/")
    english = Paragraph(text=ENGLISH, page=1, marks=(link,), page_starts=starts((4, 2), (7, 3)))
    made = book(talk(english, Paragraph(text=CHINESE)))
    (a,) = made.all("//x:p/x:a")
    assert (a.text, len(a)) == ("two", 0)
    assert breaks(made) == {2: ("en", 4), 3: ("en", 7)}


def test_pages_in_a_turn_of_many_files_are_listed_under_their_own():
    spoken = "The water comes and goes, and comes again. " * 9000
    places = starts(*((at, 2 + at // 3000) for at in range(100, len(spoken), 3000)))
    long = talk(Paragraph(text=spoken, page=1, page_starts=places), Paragraph(text="水。", page=1))
    made = book(long)
    assert len({href.partition("#")[0] for href in listed(made).values()}) > 2
    assert breaks(made) == {start.page: ("en", start.at) for start in places}


def test_pages_without_text_come_with_the_next_one():
    made = book(
        talk(
            Paragraph(text=ENGLISH, page=1, page_starts=starts((5, 2), (5, 3), (9, 6))),
            Paragraph(text=CHINESE, page=1),
        )
    )
    assert breaks(made) == {2: ("en", 5), 3: ("en", 5), **dict.fromkeys((4, 5, 6), ("en", 9))}


PIECES = st.lists(st.sampled_from(("潮汐", "Harbour ", "AI", "，", "Lenny’s Talk", " ", "x", "&<")))
WORDS = st.builds("{}。".format, PIECES.map("".join))


@st.composite
def paragraphs(draw: st.DrawFn) -> Paragraph:
    text = draw(WORDS.filter(lambda text: len(text) > 2))
    place = st.integers(1, len(text) - 1)
    spans = draw(st.lists(st.tuples(place, place, st.sampled_from(("bold", "italic", "link")))))
    marks = tuple(
        Mark(kind=kind, start=min(a, b), end=max(a, b) + 1, href="https://example.org/")
        for a, b, kind in spans
    )
    places = sorted(draw(st.sets(place, max_size=4)))
    pages = starts(*((at, 2 + number) for number, at in enumerate(places)))
    return Paragraph(text=text, marks=marks, page=1, page_starts=pages)


@given(paragraphs(), st.sampled_from(LAYOUTS))
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_pages_change_nothing_but_themselves(paragraph, layout):
    """Without its page marks the turn reads as it would had it no pages."""
    english = Paragraph(text="Harbour talk.")
    made = book(talk(english, paragraph), layout)
    assert made.turns == [turn_of(segment) for segment in talk(english, paragraph).segments]
    places = {page: place for page, place in breaks(made).items() if page > 1}
    assert places == {start.page: ("zh-Hans", start.at) for start in paragraph.page_starts}
    bare = book(talk(english, structs.replace(paragraph, page_starts=())), layout)
    assert styles(made) == styles(bare)


INLINE = ("{*}p", "{*}a", "{*}strong", "{*}em", "{*}span")


def styles(read: Read) -> list[tuple[str, list[str]]]:
    """Return each character of the turns with the elements it stands in."""
    characters = []
    for node in read.all("//x:section[@id]//x:p//text()"):
        around = list(node.getparent().iterancestors(*INLINE))
        held = [node.getparent(), *around] if node.is_text else around
        characters += [(c, sorted({tag(e) for e in held})) for c in node]
    return characters


def tag(element) -> str:
    return f"{element.tag.rpartition('}')[2]} {element.get('lang')} {element.get('href')}"


def test_no_archive_holds_the_sign_that_stands_for_a_page():
    paragraph = Paragraph(text="Tide \ufdd0 table", page=1, page_starts=starts((3, 2)))
    transcript = talk(paragraph, Paragraph(text="潮。"))
    data = write(transcript, Options(cover="none")).files[".epub"]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        page = archive.read("EPUB/part001.xhtml").decode()
    assert "\ufdd0" not in page
    assert "Tid<span " in page
    assert "e \ufffd table" in page
