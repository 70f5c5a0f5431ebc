"""Whatever stands in a transcript comes through or is replaced with a finding; no file breaks."""

from pathlib import Path

import pytest
from lxml import etree
from msgspec import structs

from stages.schema import (
    Chapter,
    Credit,
    Finding,
    Mark,
    PageStart,
    Paragraph,
    Segment,
    Source,
    Transcript,
)
from stages.write_docx.options import Layout, Options
from stages.write_docx.write import write
from tests.stages.write_docx.reader import W, core, part, read
from tests.stages.write_docx.test_docx_format import office_errors

HOSTILE = {
    "xml": "<w:p/> & ]]> &amp; \"quoted\" 'single' <script>alert(1)</script> <!-- -->",
    "field": '{ HYPERLINK "http://x" } =cmd|\' /C calc\'!A0 INCLUDETEXT "c:\\x" \\h',
    "overrides": "a \u202eevil\u202c \u2067b\u2069 \u200fc",
    "emoji": "👩\u200d👩\u200d👧 🏳\ufe0f\u200d🌈 e\u0301",
    "rare": "𠮷野家 𡃁 𪚥 ﷽ ﬁ",
    "spaces": "  two  \u00a0 and \u3000 more\u2028line\u2029 ",
    "breaks": "a\tb\nc\rd\r\ne",
    "path": "../../etc/passwd CON a/b\\c",
    "long": "word" * 5_000,
}


def talk(text: str, **changes: object) -> Transcript:
    """A transcript that says one thing in every place that holds text."""
    begun = (PageStart(at=1, page=2),) if len(text) > 1 else ()
    paragraph = Paragraph(text=text, start_ms=1, page=1, page_starts=begun)
    segment = Segment(
        id=text,
        start_ms=0,
        speaker=text,
        note=text,
        page=1,
        texts={"en": (paragraph,), "zh-Hans": (paragraph, paragraph)},
    )
    original = Transcript(
        title=text,
        titles={"en": text, "zh-Hans": text},
        languages=("en", "zh-Hans"),
        credits=(Credit(role=text, name=text, contact=text),),
        speakers=(text,),
        front=(paragraph,),
        chapters=(Chapter(segment=text, texts={"en": text}),),
        segments=(segment,),
        findings=(Finding(code="elided", severity="warning", message=text, segment=text),),
        source=Source(file=text, pages=1, title=text, author=text),
    )
    return structs.replace(original, **changes)


@pytest.mark.parametrize("layout", ["stacked", "table"])
@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_comes_through_in_every_place(kind: str, layout: Layout) -> None:
    text = HOSTILE[kind]
    rendered = write(talk(text), Options(layout=layout, review=layout == "table"))
    found = read(rendered.files[".docx"])
    seen = text.replace("\r\n", "\n").replace("\r", "\n")
    assert rendered.findings == ()
    assert found.titles == [seen, seen]
    assert (found.turns[0].speaker, found.turns[0].note) == (seen, seen)
    assert [(tag, [t.text for t in texts]) for tag, texts in found.turns[0].texts.items()] == [
        ("en", [seen]),
        ("zh-Hans", [seen, seen]),
    ]
    assert found.front == [seen]
    assert found.chapters[0] == seen
    assert found.notes[0].endswith(seen)


def test_what_no_file_may_hold_is_replaced_with_a_finding() -> None:
    text = "a\x00b\x1bc\ud800d\uffffe\x0bf"
    rendered = write(talk(text), Options())
    found = read(rendered.files[".docx"])
    assert found.turns[0].texts["en"][0].text == "a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf"
    assert found.titles == ["a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf"] * 2
    assert {finding.code for finding in rendered.findings} == {"unwritable"}


def test_office_opens_hostile_text(tmp_path: Path) -> None:
    file = tmp_path / "talk.docx"
    everything = "\x00\ud800".join(HOSTILE.values())
    file.write_bytes(write(talk(everything), Options(layout="table")).files[".docx"])
    assert office_errors(file) == []


def test_a_language_that_is_none_breaks_nothing(tmp_path: Path) -> None:
    tags = ("<x>\x00", "qqq-Latn", "x-private", "", "i-klingon", "zh-Hans-CN-x-" + "a" * 90)
    paragraph = (Paragraph(text="text"),)
    segment = Segment(id="a", texts=dict.fromkeys(tags, paragraph))
    data = write(Transcript(languages=tags, segments=(segment,)), Options()).files[".docx"]
    file = tmp_path / "talk.docx"
    file.write_bytes(data)
    assert office_errors(file) == []


LINKS = {
    "https://example.org/a": "https://example.org/a",
    " HTTP://Example.org:80/?q=a b&c=潮#x y ": "http://example.org:80/?q=a%20b&c=%E6%BD%AE#x%20y",
    "https://例え.jp/": "https://xn--r8jz45g.jp/",
    "https://example.org/100%/[a]|^%20": "https://example.org/100%25/%5Ba%5D%7C%5E%20",
    "mailto:a@example.org?subject=x y": "mailto:a@example.org?subject=x%20y",
    "javascript:alert(1)": "",
    "file:///etc/passwd": "",
    "data:text/html,x": "",
    "http://[bad/": "",
    "http://a:99999/": "",
    "http://../": "",
    "mailto:a@b@c": "",
    "https://example.org/" + "a" * 3_000: "",
}
"""What becomes of links; Word calls a whole file damaged for one target that is no URI."""


def test_office_takes_every_link_that_is_kept_and_the_others_are_found(tmp_path: Path) -> None:
    marks = tuple(
        Mark(kind="link", start=2 * n, end=2 * n + 1, href=href) for n, href in enumerate(LINKS)
    )
    paragraph = Paragraph(text="ab" * len(LINKS), marks=marks)
    segment = Segment(id="a", texts={"en": (paragraph,)})
    rendered = write(Transcript(languages=("en",), segments=(segment,)), Options())
    (text,) = read(rendered.files[".docx"]).turns[0].texts["en"]
    assert text.text == paragraph.text
    assert [mark[3] for mark in text.marks] == [target for target in LINKS.values() if target]
    assert [(one.code, one.segment) for one in rendered.findings] == [("unsafe-link", "a")] * 8
    file = tmp_path / "talk.docx"
    file.write_bytes(rendered.files[".docx"])
    assert office_errors(file) == []


def test_text_never_becomes_a_field(transcript: Transcript) -> None:
    root = part(write(talk(HOSTILE["field"]), Options()).files[".docx"])
    codes = [(code.text or "").split()[0] for code in root.iter(f"{W}instrText")]
    assert codes == ["TOC", "PAGEREF", "PAGEREF"]
    assert not list(root.iter(f"{W}fldSimple"))


@pytest.mark.parametrize("layout", ["stacked", "table"])
@pytest.mark.parametrize(
    "bare",
    [
        Transcript(),
        Transcript(languages=("en",)),
        Transcript(segments=(Segment(id="a"),)),
        Transcript(languages=("en", "fr"), segments=(Segment(id="a"),)),
        Transcript(
            languages=("zh-Hans",),
            segments=(Segment(id="a", texts={"zh-Hans": (Paragraph(text="好"),)}),),
        ),
    ],
    ids=["nothing", "no turns", "no language", "no text", "one turn"],
)
def test_a_bare_transcript_is_a_sound_file(
    bare: Transcript, layout: Layout, tmp_path: Path
) -> None:
    data = write(bare, Options(layout=layout, review=layout == "table")).files[".docx"]
    assert len(read(data).turns) == len(bare.segments)
    assert core(data)["title"] == "Transcript"
    assert all(cell[-1].tag == f"{W}p" for cell in part(data).iter(f"{W}tc"))
    assert [etree.QName(e).localname for e in part(data)[0]][-1] == "sectPr"


def test_a_turn_without_a_name_and_a_time_is_told_by_its_number() -> None:
    segments = tuple(
        Segment(id=str(n), texts={"en": (Paragraph(text=f"say {n}"),)}) for n in range(3)
    )
    root = part(write(Transcript(languages=("en",), segments=segments), Options()).files[".docx"])
    numbers = [t.text for t in root.iter(f"{W}t") if (t.text or "").startswith("#")]
    assert numbers == ["#1", "#2", "#3"]


def test_five_thousand_turns_without_times() -> None:
    segments = tuple(
        Segment(
            id=str(n),
            speaker=f"S{n % 3}",
            texts={
                "en": (Paragraph(text=f"This is turn {n}."),),
                "fr": (Paragraph(text=f"n° {n}"),),
            },
        )
        for n in range(5_000)
    )
    data = write(Transcript(languages=("en", "fr"), segments=segments), Options()).files[".docx"]
    turns = read(data).turns
    assert len(turns) == 5_000
    assert turns[-1].texts["en"][0].text == "This is turn 4999."
