"""Whatever stands on the pages, the later stages answer with a result or a clear error."""

import io
import json
import zipfile
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from stages.align.align import align
from stages.align.options import Options as AlignOptions
from stages.errors import BadHandover, DiglotError, ExitCode
from stages.normalize.normalize import normalize
from stages.normalize.options import Options as NormalizeOptions
from stages.schema import Line, Page, Pages, Source, Transcript, decode, encode
from stages.text import visible
from stages.write_docx.options import Options as DocxOptions
from stages.write_docx.write import write as write_docx
from stages.write_epub.options import Options as EpubOptions
from stages.write_epub.write import write as write_epub
from stages.write_pdf.options import Options as PdfOptions
from stages.write_pdf.write import write as write_pdf
from stages.write_srt.options import Options as SrtOptions
from stages.write_srt.write import write as write_srt
from tests.faults.corpus import MARKUP, TITLES

HEADERS = st.sampled_from(
    [
        "[00:00:01] Mira Stone",
        "[00:00:04] Leo Park (continued)",
        "[99:99:99] Mira Stone",
        "Mira Stone:",
        "Leo Park: yes",
        "(00:00:09):",
        "00:00:01,000 --> 00:00:02,000",
        "【米拉】12:01",
        "English:",
        "中文:",
        "[Music]",
        "12:01",
        "Contents",
        "1",
        "٠٠:٠٠:٠١ ليلى",
        "[00:00:0" + "1" * 5_000 + "] Mira Stone",
    ]
)
TEXTS = st.one_of(
    HEADERS,
    st.sampled_from([*MARKUP, *TITLES.values()]),
    st.text(max_size=40),
    st.sampled_from(
        ["So the plan was simple.", "于是我们试了。", "-", "", "\ufffd\ufffd", "\ud800", "a\x00b"]
    ),
)


@st.composite
def pages(draw: st.DrawFn) -> Pages:
    made = []
    for number in range(1, draw(st.integers(1, 3)) + 1):
        lines = [draw(lines_at(place)) for place in range(draw(st.integers(0, 12)))]
        characters = sum(visible(line.text) for line in lines)
        page = Page(number=number, width=595, height=842, lines=tuple(lines), characters=characters)
        made.append(page)
    return Pages(source=Source(file="talk.pdf", pages=len(made)), pages=tuple(made))


@st.composite
def lines_at(draw: st.DrawFn, place: int) -> Line:
    x0 = draw(st.sampled_from([60.0, 60.0, 60.0, 310.0, -500.0]))
    y0 = 60.0 + 17 * place + draw(st.sampled_from([0.0, 0.0, 8.0, -1e6]))
    return Line(
        text=draw(TEXTS),
        x0=x0,
        y0=y0,
        x1=x0 + draw(st.sampled_from([0.0, 230.0, 480.0, 1e6])),
        y1=y0 + 12,
        size=draw(st.sampled_from([0.0, 11.0, 11.0, 18.0])),
        bold=draw(st.booleans()),
        column=draw(st.sampled_from([0, 0, 0, 1, 2])),
        row=draw(st.sampled_from([None, None, 0, 1])),
        furniture=draw(st.sampled_from(["", "", "", "", "head", "hidden"])),
    )


@given(pages())
@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
def test_strange_pages_become_whole_products_or_an_error(strange: Pages) -> None:
    try:
        transcript = align(normalize(strange, NormalizeOptions()), AlignOptions())
    except DiglotError as error:
        assert error.exit_code in {ExitCode.NOT_A_TRANSCRIPT, ExitCode.NO_TEXT}
        assert "\n" not in str(error)
        return
    assert transcript.ledger.balanced
    encode(transcript)
    for name, data in products(transcript).items():
        if name.endswith((".epub", ".docx")):
            archive = zipfile.ZipFile(io.BytesIO(data))
            for entry in archive.namelist():
                if entry.endswith((".xml", ".xhtml", ".opf", ".rels", ".ncx")):
                    etree.fromstring(archive.read(entry))
        elif name.endswith(".pdf"):
            assert data.startswith(b"%PDF-")
            assert b"/JavaScript" not in data
        else:
            data.decode("utf-8")


def products(transcript: Transcript) -> dict[str, bytes]:
    return {
        **write_srt(transcript, SrtOptions()).files,
        **write_epub(transcript, EpubOptions()).files,
        **write_docx(transcript, DocxOptions()).files,
        **write_pdf(transcript, PdfOptions()).files,
    }


WRONG: list[tuple[str, str]] = [
    ("", "malformed"),
    ("[]", "object"),
    ('{"format": "diglot/segments/99"}', "format"),
    ('{"format": "diglot/segments/1", "segments": [{"id": 7}]}', "segments[0].id"),
    ('{"format": "diglot/segments/1", "segments": [{"id": "s", "start_ms": -1}]}', "segments[0]"),
    ('{"format": "diglot/segments/1", "segments": [{"id": "s"}, {"id": "s"}]}', "id"),
    ('{"format": "diglot/segments/1", "languages": 7}', "languages"),
    ("[" * 100_000, ""),
    ('{"title": "\\ud800"}', ""),
]


@pytest.mark.parametrize(("text", "place"), WRONG)
def test_a_malformed_handover_is_refused_with_its_place(text: str, place: str) -> None:
    with pytest.raises(BadHandover) as refusal:
        decode(text.encode(), Transcript, "segments.json")
    assert "segments.json" in str(refusal.value)
    assert "\n" not in str(refusal.value)
    if place not in {"", "malformed", "object"}:
        assert place in str(refusal.value)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=12,
)


@given(
    place=st.sampled_from(
        ["title", "languages", "segments", "speakers", "credits", "front", "chapters", "ledger"]
    ),
    value=JSON,
)
@settings(max_examples=150, deadline=None)
def test_a_field_of_any_value_is_read_or_refused(place: str, value: Any) -> None:
    said = json.dumps({"source": {"file": "x"}, place: value}).encode()
    try:
        transcript = decode(said, Transcript)
    except BadHandover:
        return
    assert decode(encode(transcript), Transcript) == transcript
    assert msgspec.to_builtins(transcript)
