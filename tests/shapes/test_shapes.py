"""Every shape of transcript is read as it was written, value for value."""

import json
from pathlib import Path
from typing import Any

import pytest

from stages.schema import Segment
from tests.shapes.catalog import HERE, samples, shapes
from tests.shapes.reading import PDFS, read

JSON = dict[str, Any]


def expected(pdf: Path) -> JSON:
    folder = "expected" if pdf.parent.name == "pdf" else "inputs"
    said: JSON = json.loads((HERE / folder / f"{pdf.stem}.json").read_text(encoding="utf-8"))
    return said


def told(segment: Segment, wanted: JSON, whole_seconds: bool) -> JSON:
    """Return of a segment what is wanted of it, in the same form."""
    start = segment.start_ms
    if whole_seconds and start is not None:
        start -= (start - wanted["start_ms"]) % 1000
    said: JSON = {"start_ms": start, "speaker": segment.speaker, "note": segment.note}
    if "end_ms" in wanted:
        said["end_ms"] = segment.end_ms
    if "kind" in wanted:
        said["kind"] = segment.kind
    said["texts"] = {}
    for language, paragraphs in segment.texts.items():
        said["texts"][language] = [{"text": p.text} for p in paragraphs]
        for one, paragraph in zip(said["texts"][language], paragraphs, strict=True):
            if paragraph.start_ms is not None:
                one["start_ms"] = paragraph.start_ms
        for one, paragraph, want in zip(
            said["texts"][language], paragraphs, wanted["texts"].get(language, ()), strict=False
        ):
            if "marks" in want:
                one["marks"] = [
                    {"kind": m.kind, "from": m.start, "to": m.end} for m in paragraph.marks
                ]
    return said


@pytest.mark.parametrize("pdf", PDFS, ids=lambda pdf: pdf.stem)
def test_shape_is_read_as_it_was_written(pdf: Path) -> None:
    want = expected(pdf)
    have = read(pdf)
    starts = [s.start_ms for s in have.segments]
    if (first := want.get("restart")) and len(starts) == len(want["segments"]):
        base = starts[first - 1]
        assert base is not None
        assert base > (starts[first - 2] or 0), "part two begins after part one"
        for said in want["segments"][first - 1 :]:
            said["start_ms"] += base
    nothing: JSON = {"texts": {}, "start_ms": 0}
    wanted = [*want["segments"], *[nothing] * len(have.segments)]
    told_segments = [
        told(segment, one, want.get("whole_seconds", False))
        for segment, one in zip(have.segments, wanted, strict=False)
    ]
    assert told_segments == want["segments"]
    assert have.title == want["title"]
    assert list(have.languages) == want["languages"]
    if "speakers" in want:
        assert list(have.speakers) == want["speakers"]
    if "credits" in want:
        assert [(c.role, c.name, c.contact) for c in have.credits] == [
            (c["role"], c["name"], c.get("contact", "")) for c in want["credits"]
        ]
    if "front" in want:
        assert [p.text for p in have.front] == want["front"]
    if "chapters" in want:
        ids = [s.id for s in have.segments]
        chapters = [[ids.index(c.segment) + 1, *c.texts.values()] for c in have.chapters]
        assert chapters == want["chapters"]
    assert sorted({finding.code for finding in have.findings}) == want["findings"]
    for text in want.get("front_holds", ()):
        assert any(text in p.text for p in have.front), text
    assert not [text for text in want.get("hidden", ()) if text in str(have.segments)]


@pytest.mark.parametrize("pdf", PDFS, ids=lambda pdf: pdf.stem)
def test_ledger_of_shape_accounts_for_every_character(pdf: Path) -> None:
    transcript = read(pdf)
    assert transcript.ledger.balanced, transcript.ledger
    assert transcript.ledger.unplaced == 0
    texts = [p.text for s in transcript.segments for ps in s.texts.values() for p in ps]
    characters = sum(not c.isspace() for text in texts for c in text)
    assert abs(transcript.ledger.text - characters) <= 0.02 * characters + 5


def test_every_known_kind_has_a_pdf_and_its_truth_is_current() -> None:
    catalog = [*shapes(), *samples()]
    assert {kind for shape in catalog for kind in shape.shapes} == set(range(1, 53))
    assert len({shape.producer for shape in catalog}) >= 4
    assert sorted(shape.name for shape in catalog) == sorted(pdf.stem for pdf in PDFS)
    for shape in catalog:
        pdf = next(pdf for pdf in PDFS if pdf.stem == shape.name)
        assert expected(pdf) == json.loads(json.dumps(shape.expected())), shape.name
