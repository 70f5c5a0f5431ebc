"""Our own clean PDF, fed back in, gives the same segments (DESIGN, part 5, law 5)."""

from random import Random

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from stages.extract.extract import extract_bytes
from stages.extract.options import Options as ExtractOptions
from stages.normalize.normalize import normalize
from stages.normalize.options import Options as NormalizeOptions
from stages.schema import Chapter, Credit, Mark, Paragraph, Segment, Transcript
from stages.write_pdf.options import Options
from stages.write_pdf.write import write
from tests.shapes.reading import told

ENGLISH = [
    "the",
    "harbour",
    "tide",
    "was",
    "higher",
    "than",
    "we",
    "had",
    "thought",
    "and",
    "nobody",
]
ENGLISH += [
    "on",
    "the",
    "old",
    "pier",
    "could",
    "say",
    "why",
    "it",
    "came",
    "so",
    "late",
    "that",
    "year",
]
CHINESE = "潮水比我们想的更高码头上没有人能说出为什么那一年来得这么晚于是把时间写进表里"
SPEAKERS = ("Mira Stone", "Leo Park", "Anna O'Neil")
PLAIN = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)


def read_back(transcript: Transcript, options: Options | None = None) -> Transcript:
    data = write(transcript, options or Options()).files[".pdf"]
    return normalize(extract_bytes(data, "book.pdf", ExtractOptions()), NormalizeOptions())


def english(chance: Random, words: int) -> str:
    said = " ".join(chance.choice(ENGLISH) for _ in range(words))
    return said.capitalize() + chance.choice((".", "?", "..."))


def chinese(chance: Random, clauses: int) -> str:
    said = ("".join(chance.choices(CHINESE, k=chance.randint(4, 14))) for _ in range(clauses))
    return "，".join(said) + chance.choice("。？")


@st.composite
def transcripts(draw: st.DrawFn) -> Transcript:
    """Transcripts of two languages: notes, anchors, a missing text, chapters, credits, front.

    The words are drawn by chance and do not shrink; how many of what there are does.
    """
    chance = Random(draw(st.integers(0, 2**32)))
    lacking = draw(st.integers(2, 20))
    clock = 0
    segments: list[Segment] = []
    for number in range(draw(st.integers(5, 16))):
        clock += draw(st.integers(5, 300)) * 1000
        count = draw(st.integers(1, 3))
        paragraphs = [
            Paragraph(text=english(chance, draw(st.integers(8, 90)))) for _ in range(count)
        ]
        if count > 1 and draw(st.booleans()):
            paragraphs[1] = Paragraph(text=paragraphs[1].text, start_ms=clock + 2000)
        texts = {
            "en": tuple(paragraphs),
            "zh-Hans": tuple(
                Paragraph(text=chinese(chance, draw(st.integers(2, 14)))) for _ in range(count)
            ),
        }
        if number == lacking:
            del texts["en"]
        segments.append(
            Segment(
                id=f"s{number + 1:04d}",
                start_ms=clock,
                speaker=SPEAKERS[number % len(SPEAKERS)],
                note=draw(st.sampled_from(("", "", "", "continued", "laughs"))),
                texts=texts,
            )
        )
        clock += 3000
    headed = draw(st.sets(st.integers(1, len(segments) - 1), max_size=3))
    return Transcript(
        title="The Tide Table - 潮汐表",
        titles={"en": "The Tide Table", "zh-Hans": "潮汐表"},
        languages=("en", "zh-Hans"),
        speakers=tuple(dict.fromkeys(segment.speaker for segment in segments)),
        credits=(Credit(role="ORIGINAL BY", name="Mira Stone", contact="@mira • example.org"),),
        front=(Paragraph(text="A talk on the pier about tides."),) * draw(st.integers(0, 1)),
        chapters=tuple(
            Chapter(
                segment=segments[n].id,
                texts={"en": f"The {ENGLISH[n]} {ENGLISH[n + 6]}", "zh-Hans": CHINESE[n : n + 4]},
            )
            for n in sorted(headed)
        ),
        segments=tuple(segments),
    )


def test_the_fixture_comes_back(transcript) -> None:
    assert told(read_back(transcript)) == told(transcript)


@pytest.mark.parametrize("page", ["A4", "Letter", "A5", "e-reader"])
@pytest.mark.parametrize("layout", ["stacked", "side-by-side"])
def test_every_page_design_comes_back(transcript, page, layout) -> None:
    options = Options(page=page, layout=layout)
    assert told(read_back(transcript, options)) == told(transcript)


def test_the_packaged_fonts_come_back(transcript) -> None:
    assert told(read_back(transcript, Options(system_fonts=False))) == told(transcript)


@PLAIN
@given(transcripts())
def test_a_transcript_comes_back(source: Transcript) -> None:
    assert told(read_back(source)) == told(source)


@PLAIN
@given(transcripts())
def test_reading_our_pdf_twice_changes_nothing(source: Transcript) -> None:
    """Whatever was read differently the first time, from then on nothing moves."""
    once = read_back(source, Options(page="A5"))
    assert told(read_back(once, Options(page="A5"))) == told(once)


def test_every_character_of_our_pdf_has_its_account(transcript) -> None:
    ledger = read_back(transcript).ledger
    assert ledger.balanced
    assert ledger.unplaced == 0


def test_bold_italics_and_links_come_back(transcript) -> None:
    marks = (
        Mark(kind="bold", start=4, end=8),
        Mark(kind="italic", start=13, end=19),
        Mark(kind="link", start=23, end=31, href="https://example.org/a?b=c"),
    )
    text = "The tide was higher at Westport than anywhere."
    turn = msgspec.structs.replace(
        transcript.segments[0], texts={"en": (Paragraph(text=text, marks=marks),)}
    )
    source = msgspec.structs.replace(
        transcript, segments=(turn, *transcript.segments[1:]), chapters=()
    )
    [paragraph] = read_back(source).segments[0].texts["en"]
    bold, italic, link = paragraph.marks
    assert (bold, italic) == marks[:2]
    assert link.href == "https://example.org/a?b=c"
    assert "Westport" in text[link.start : link.end]
