"""Pages of the source are bookmarks where they begin, also inside a paragraph, each once."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from msgspec import structs

from stages.schema import Mark, PageStart, Paragraph, Segment, Source, Transcript
from stages.write_docx.options import Layout, Options
from stages.write_docx.write import write
from tests.stages.write_docx.reader import W, bookmarks, paragraphs, part, read, text_of

LAYOUTS: tuple[Layout, ...] = ("stacked", "table")
ENGLISH, CHINESE = "One two. Three four.", "一二。三四。"


def starts(*places: tuple[int, int]) -> tuple[PageStart, ...]:
    return tuple(PageStart(at=at, page=page) for at, page in places)


def docx(english: Paragraph, chinese: Paragraph, layout: Layout = "stacked") -> bytes:
    turn = Segment(id="a", page=1, texts={"en": (english,), "zh-Hans": (chinese,)})
    source = Source(file="talk.pdf", pages=9)
    talk = Transcript(languages=("en", "zh-Hans"), segments=(turn,), source=source)
    return write(talk, Options(layout=layout)).files[".docx"]


def begun(data: bytes) -> dict[int, tuple[str, int]]:
    """Return the style of the paragraph in which each page begins, and the text before it there."""
    found = {}
    for style in ("Original en", "Translation zh-Hans", "Front Matter", "heading 1"):
        for paragraph in paragraphs(data, style):
            before = 0
            for element in paragraph.iter(f"{W}r", f"{W}bookmarkStart"):
                name = element.get(f"{W}name", "")
                if element.tag == f"{W}r":
                    before += len(text_of(element))
                elif name.startswith("page_"):
                    found[int(name.removeprefix("page_"))] = (style, before)
    return found


def whole(data: bytes) -> bool:
    """Whether every bookmark has a number and a name of its own, and ends where it begins."""
    root = part(data)
    numbers = [e.get(f"{W}id") for e in root.iter(f"{W}bookmarkStart")]
    ends = [e.get(f"{W}id") for e in root.iter(f"{W}bookmarkEnd")]
    names = bookmarks(data)
    return sorted(numbers) == sorted(ends) and len(set(numbers)) == len(set(names)) == len(names)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_page_begins_at_its_code_point(layout: Layout) -> None:
    english = Paragraph(text=ENGLISH, page=1, page_starts=starts((4, 2), (9, 3)))
    chinese = Paragraph(text=CHINESE, page=2, page_starts=starts((3, 3), (5, 4)))
    data = docx(english, chinese, layout)
    assert begun(data) == {
        2: ("Original en", 4),
        3: ("Original en", 9),
        4: ("Translation zh-Hans", 5),
    }
    assert whole(data)
    assert [text.text for text in read(data).turns[0].texts["en"]] == [ENGLISH]


def test_two_pages_may_begin_at_one_place() -> None:
    english = Paragraph(text=ENGLISH, page=1, page_starts=starts((9, 3), (4, 2), (9, 4)))
    found = begun(docx(english, Paragraph(text=CHINESE)))
    assert found == {2: ("Original en", 4), 3: ("Original en", 9), 4: ("Original en", 9)}


def test_a_page_that_begins_inside_a_link_leaves_it_one_link() -> None:
    link = Mark(kind="link", start=0, end=7, href="https://example.org/")
    english = Paragraph(text=ENGLISH, page=1, marks=(link,), page_starts=starts((4, 2)))
    data = docx(english, Paragraph(text=CHINESE))
    (found,) = (e for e in part(data).iter(f"{W}hyperlink") if e.get(f"{W}anchor") is None)
    inside = [etree.QName(e).localname for e in found]
    assert inside == ["r", "bookmarkStart", "bookmarkEnd", "r"]
    assert text_of(found) == "One two"


def test_pages_inside_the_front_matter_and_over_a_heading_are_bookmarks(
    transcript: Transcript,
) -> None:
    front = (Paragraph(text="A talk on tides.", page=1, page_starts=starts((7, 2))),)
    heading = structs.replace(transcript.chapters[0], page=5)
    data = write(structs.replace(transcript, front=front, chapters=(heading,)), Options())
    found = begun(data.files[".docx"])
    assert found == {2: ("Front Matter", 7), 5: ("heading 1", 0)}


PLACES = st.integers(1, len(ENGLISH) - 1)


@given(
    st.dictionaries(PLACES, st.integers(2, 6), max_size=4),
    st.lists(st.tuples(PLACES, PLACES, st.sampled_from(("bold", "italic", "link"))), max_size=3),
    st.sampled_from(LAYOUTS),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_pages_change_nothing_but_themselves(places, spans, layout) -> None:  # type: ignore[no-untyped-def]
    marks = tuple(
        Mark(kind=kind, start=min(a, b), end=max(a, b) + 1, href="https://example.org/")
        for a, b, kind in spans
    )
    english = Paragraph(text=ENGLISH, page=1, marks=marks, page_starts=starts(*places.items()))
    data = docx(english, Paragraph(text=CHINESE), layout)
    first = {page: ("Original en", min(a for a in places if places[a] == page))
             for page in places.values()}  # fmt: skip
    assert begun(data) == first
    assert whole(data)
    bare = docx(structs.replace(english, page_starts=()), Paragraph(text=CHINESE), layout)
    assert looks(data) == looks(bare)


def looks(data: bytes) -> list[tuple[str, str, bool]]:
    """Return each character of the English text: its properties, and whether it is linked."""
    (paragraph,) = paragraphs(data, "Original en")
    return [
        (character, etree.tostring(props).decode(), run.getparent().tag == f"{W}hyperlink")
        for run in paragraph.iter(f"{W}r")
        if (props := run.find(f"{W}rPr")) is not None
        for character in text_of(run)
    ]
