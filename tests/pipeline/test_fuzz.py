"""Whatever stands in a hand-over file, the stages behind it make products or say what is wrong."""

import json
import os
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.formats import FORMATS
from pipeline.options import load_options
from stages.align.align import align
from stages.errors import BadHandover, DiglotError
from stages.normalize.normalize import normalize
from stages.schema import Line, Page, Pages, Run, Source, Transcript, decode, encode
from stages.select.select import select
from stages.text import visible

OPTIONS = load_options(Path(os.devnull), [])
EXAMPLES = int(os.environ.get("DIGLOT_FUZZ_EXAMPLES", "40"))
PATIENT = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=EXAMPLES == 40,
    suppress_health_check=list(HealthCheck),
)

PIECES = st.sampled_from(
    [
        *("[00:12:01] Mira Stone", "[00:12:40] Leo Park (Ads)", "Mira Stone (0:12:59):", "12:01"),
        *(
            "English:",
            "中文翻译:",
            "译文：",
            "EN:",
            "(00:12:49):",
            "Q: Why?",
            "主持人：",
            ">> MIRA:",
        ),
        *(
            "So we tried it, and it worked.",
            "于是我们试了，结果成了。",
            "[Music]",
            "（笑）",
            "- 3 -",
        ),
        *("[inaudible 00:12:05]", "99:99:99", "[99:99:99] Mira Stone", "12 / 48", "第 12 页"),
        *("Contents", "The pier ........ 12", "• one", "1. two", "Note: three", "**bold**"),
        *("שלום, מה שלומך?", "مرحبا بكم.", "これは潮の表です。", "안녕하세요.", "สวัสดีครับ", "𠀀𠮷"),
        *("=SUM(A1)", "<script>alert(1)</script>", "{\\an8}x", "-->", "\\N", "]]>", "&amp;"),
        *("\u202eevil\u202c", "\ufffd\ufffd", "\u200b", "\u0000", "é\u0301" * 40, "x" * 4000, ""),
        *(
            "٠٠:١٢:٠١ ميرا",
            "［００：１２：０１］ 米拉",
            "1" * 5000 + ":00",
            "00:12:01 --> 00:12:09",
        ),
    ]
)
TEXTS = st.one_of(PIECES, st.text(max_size=60), st.lists(PIECES, max_size=4).map(" ".join))


@st.composite
def pages(draw: st.DrawFn) -> Pages:
    """Pages whose lines say anything anywhere, sometimes in columns and rows."""
    return Pages(
        source=Source(file="fuzz.pdf", sha256="00" * 32),
        pages=tuple(page(draw, number + 1) for number in range(draw(st.integers(0, 4)))),
    )


def page(draw: st.DrawFn, number: int) -> Page:
    place = st.floats(-50, 900, allow_nan=False)
    lines = []
    top = 60.0
    for text in draw(st.lists(TEXTS, max_size=14)):
        wild = draw(st.integers(0, 9)) == 0
        x, y = (draw(place), draw(place)) if wild else (72.0, top)
        top += draw(st.sampled_from([14.0, 14.0, 24.0]))
        column = draw(st.sampled_from([0, 0, 0, 1, 2, 7]))
        runs = (Run(start=0, end=len(text), bold=True),) if draw(st.booleans()) else ()
        lines.append(
            Line(
                text=text,
                x0=x,
                y0=y,
                x1=x + min(400.0, 6.0 * len(text)),
                y1=y + draw(st.sampled_from([0.0, 11.0, 20.0])),
                size=draw(st.sampled_from([0.0, 11.0, 11.0, 18.0])),
                bold=draw(st.booleans()),
                column=column,
                row=draw(st.sampled_from([None, 1, 2])) if column else None,
                furniture=draw(st.sampled_from(["", "", "", "", "head", "hidden"])),
                runs=runs,
            )
        )
    count = sum(visible(line.text) for line in lines)
    return Page(number=number, width=595, height=842, lines=tuple(lines), characters=count)


def write_all(transcript: Transcript) -> dict[str, bytes]:
    """Return the products of every writer."""
    files: dict[str, bytes] = {}
    for stage, section in {(f.stage, f.section) for f in FORMATS.values()}:
        write = import_module(f"stages.{stage}.write").write
        files |= write(select(transcript, OPTIONS.select), getattr(OPTIONS, section)).files
    return files


@PATIENT
@given(pages())
def test_any_pages_become_products_or_one_clear_error(document: Pages) -> None:
    try:
        transcript = align(normalize(document, OPTIONS.normalize), OPTIONS.align)
    except DiglotError as error:
        assert "\n" not in str(error)
        return
    assert transcript.ledger.balanced
    assert transcript.ledger.characters == sum(p.characters for p in document.pages)
    assert decode(encode(transcript), Transcript) == transcript
    assert all(write_all(transcript).values())


MUTATIONS = st.lists(
    st.tuples(
        st.floats(0, 1),
        st.sampled_from(
            [None, 0, -1, 10**30, 1e308, "", "x" * 999, "\ud800", [], {}, True, "en", "../../x"]
        ),
    ),
    min_size=1,
    max_size=3,
)


def places(value: Any, found: list[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """List every place in a JSON document that can be changed, as container and key."""
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, part in list(items):
        found.append((value, key))
        if isinstance(part, dict | list):
            places(part, found)
    return found


@PATIENT
@given(mutations=MUTATIONS)
def test_any_segments_are_refused_with_the_place_or_written(
    transcript: Transcript, mutations: list[tuple[float, Any]]
) -> None:
    document = json.loads(encode(transcript))
    for share, value in mutations:
        spots = places(document, [])
        container, key = spots[min(int(share * len(spots)), len(spots) - 1)]
        container[key] = value
    try:
        changed = decode(json.dumps(document).encode(), Transcript)
    except BadHandover as error:
        assert "\n" not in str(error)
        return
    try:
        assert all(write_all(align(changed, OPTIONS.align)).values())
    except DiglotError as error:
        assert "\n" not in str(error)


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"", "truncated"),
        (b"[]", "`array`"),
        (b'{"format": "diglot/segments/2"}', "$.format"),
        (b'{"format": "diglot/pages/1"}', "$.format"),
        (b'{"segments": [{"id": "a", "start_ms": "soon"}]}', "$.segments[0].start_ms"),
        (b'{"segments": [{"id": "a", "start_ms": -5}]}', "$.segments[0]"),
        (b'{"segments": [{"id": "a"}, {"id": "a"}]}', "two segments"),
        (b'{"segments": [{"id": "a", "texts": {"en": []}}]}', "language"),
        (b'{"x": ' + b"[" * 200_000, "recursion"),
        (b"\xff\xfe", "malformed"),
    ],
)
def test_a_malformed_hand_over_file_is_refused_with_the_place(data: bytes, place: str) -> None:
    with pytest.raises(BadHandover) as caught:
        decode(data, Transcript, "segments.json")
    assert place in str(caught.value)
    assert "segments.json" in str(caught.value)


def test_the_printed_schema_is_that_of_what_is_written(transcript: Transcript) -> None:
    assert msgspec.json.decode(encode(transcript), type=Transcript) == transcript
