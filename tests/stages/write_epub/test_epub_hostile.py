"""Whatever stands in a transcript, the e-book is well-formed and holds it."""

import io
import unicodedata
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from stages.schema import Mark, Paragraph, Segment, Transcript
from stages.write_epub.options import Options
from stages.write_epub.write import write

from .conftest import Read, turn_of
from .hostile import NASTY, UNWRITABLE, said


@pytest.mark.parametrize("layout", ["stacked", "sentences", "side-by-side"])
def test_odd_text_comes_through_as_it_is(layout):
    transcript = said(*NASTY)
    made = write(transcript, Options(layout=layout, cover="none"))
    assert Read(made.files[".epub"]).turns == [turn_of(s) for s in transcript.segments]
    assert made.findings == ()


@pytest.mark.parametrize("text", UNWRITABLE)
def test_what_no_file_may_hold_is_replaced_and_told(text):
    made = write(said(f"before {text} after"), Options())
    (turn,) = Read(made.files[".epub"]).turns
    (shown, _) = turn.texts["en"][0]
    assert shown.startswith("before ")
    assert shown.endswith(" after")
    assert set(shown) <= set("before after\ufffd")
    found = {f.code: f.segment for f in made.findings}
    assert "unwritable" in found


def test_each_turn_with_replaced_characters_is_named():
    made = write(said("good", "b\x00d", "\x01\x02"), Options(cover="none"))
    unwritable = [(f.segment, f.message[:2]) for f in made.findings if f.code == "unwritable"]
    assert unwritable[:2] == [("s1b\x00d", "4 "), ("s2\x01\x02", "8 ")]
    assert unwritable[2][0] is None


@pytest.mark.parametrize(
    "languages", [(), ("",), ("x",), ("en\"><b>", "zh Hans"), ("und",), ("de", "de-AT", "en", "fr")]
)  # fmt: skip
def test_odd_languages_never_break_the_book(languages):
    texts = {language: (Paragraph(text=f"said in {n}"),) for n, language in enumerate(languages)}
    transcript = Transcript(
        title="T", languages=languages, segments=(Segment(id="s1", texts=texts),)
    )
    book = Read(write(transcript, Options()).files[".epub"])
    assert book.dc("language")
    assert len(list(book.all("//x:section[contains(@class,'turn')]/x:p"))) == len(languages)


def test_a_transcript_with_nothing_in_it_is_still_a_book():
    book = Read(write(Transcript(), Options()).files[".epub"])
    assert book.turns == []
    assert book.dc("title") == ["Transcript"]


def test_without_a_title_the_source_names_the_book(transcript):
    bare = structs.replace(transcript, title="", titles={})
    named = Read(write(bare, Options(cover="none")).files[".epub"])
    assert named.dc("title") == ["T"]
    source = structs.replace(bare.source, title=" ")
    unnamed = structs.replace(bare, source=source)
    assert Read(write(unnamed, Options(cover="none")).files[".epub"]).dc("title") == ["tides"]


def test_without_times_nothing_pretends_to_have_one(transcript):
    segments = tuple(
        structs.replace(
            s,
            start_ms=None,
            end_ms=None,
            pairs=(),
            texts={
                language: tuple(structs.replace(p, start_ms=None) for p in paragraphs)
                for language, paragraphs in s.texts.items()
            },
        )
        for s in transcript.segments
    )
    bare = structs.replace(transcript, segments=segments)
    book = Read(write(bare, Options(cover="none")).files[".epub"])
    assert book.turns == [turn_of(s) for s in segments]
    assert list(book.all("//x:time")) == []
    assert list(book.all("//x:*[@class='clock']")) == []


TEXT = st.text(max_size=30) | st.sampled_from([*NASTY[:8], *UNWRITABLE])


@st.composite
def spoken(draw: st.DrawFn) -> tuple[Paragraph, ...]:
    """Draw paragraphs with marks that lie anyhow over each other."""
    drawn = []
    for text in draw(st.lists(TEXT.filter(str.strip), max_size=3)):
        place = st.integers(0, len(text))
        spans = draw(st.lists(st.tuples(place, place), max_size=4))
        marks = tuple(
            Mark(
                kind=draw(st.sampled_from(["bold", "italic", "link"])),
                start=a,
                end=b,
                href=draw(TEXT),
            )
            for a, b in spans
            if a < b
        )
        page = draw(st.none() | st.integers(-1, 200))
        start = draw(st.none() | st.integers(0, 10**9))
        drawn.append(Paragraph(text=text, marks=marks, page=page, start_ms=start))
    return tuple(drawn)  # fmt: skip


@st.composite
def transcripts(draw: st.DrawFn) -> Transcript:
    """Draw transcripts that the schema allows."""
    languages = tuple(draw(st.lists(st.sampled_from(["en", "zh-Hans", "ar", "ja"]), unique=True)))
    segments = tuple(
        Segment(
            id=f"s{number}",
            start_ms=draw(st.none() | st.integers(0, 10**12)),
            speaker=draw(TEXT).strip(),
            note=draw(TEXT).strip(),
            page=draw(st.none() | st.integers(0, 10**9)),
            kind=draw(st.sampled_from(["speech", "advert", "event"])),
            texts={t: p for t in languages if (p := draw(spoken()))},
        )
        for number in range(draw(st.integers(0, 6)))
    )
    titles = {tag: draw(TEXT) for tag in languages}
    speakers = tuple(dict.fromkeys(s.speaker for s in segments if s.speaker))
    return Transcript(
        title=draw(TEXT), titles=titles, languages=languages, segments=segments, speakers=speakers
    )


def legal(text: str) -> str:
    """Put U+FFFD for what XML 1.0 and HTML do not allow."""

    def allowed(c: str) -> bool:
        control = unicodedata.category(c) in ("Cc", "Cs") and c not in "\t\n\r"
        return not control and ord(c) & 0xFFFE != 0xFFFE and not 0xFDD0 <= ord(c) <= 0xFDEF

    return "".join(c if allowed(c) else "\ufffd" for c in text)


def normal(turns):
    """Fold white space as XML and a reader of it do, and what was replaced."""
    return [
        [
            turn.start_ms,
            *(" ".join(legal(name).split()) for name in (turn.speaker, turn.note)),
            turn.kind,
            {
                language: [(" ".join(legal(text).split()), start) for text, start in told]
                for language, told in turn.texts.items()
            },
        ]
        for turn in turns
    ]


@settings(max_examples=60, deadline=None)
@given(transcripts(), st.sampled_from(["stacked", "sentences"]))
def test_any_transcript_comes_back_from_its_book(transcript, layout):
    made = write(transcript, Options(layout=layout, cover="none"))
    data = made.files[".epub"]
    assert normal(Read(data).turns) == normal([turn_of(s) for s in transcript.segments])
    assert write(transcript, Options(layout=layout, cover="none")).files[".epub"] == data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        ids = [i for page in Read(data).pages.values() for i in page.xpath("//@id")]
        assert len(ids) == len(set(ids))
        assert archive.testzip() is None
