"""The stages under test, one behind the other, and the PDFs they are tried on."""

from functools import cache
from pathlib import Path
from typing import Any

from stages.extract.extract import extract, extract_bytes
from stages.extract.options import Options as ExtractOptions
from stages.normalize.normalize import normalize
from stages.normalize.options import Options as NormalizeOptions
from stages.schema import Transcript
from tests.shapes.catalog import HERE

INPUTS = HERE.parents[1] / "inputs"
PDFS = [*sorted((HERE / "pdf").glob("*.pdf")), *sorted(INPUTS.glob("*.pdf"))]


@cache
def read(pdf: Path) -> Transcript:
    """Read a PDF as far as its segments, once for all tests."""
    return normalize(extract(pdf, ExtractOptions()), NormalizeOptions())


def read_bytes(data: bytes) -> Transcript:
    """Read the bytes of a PDF as far as its segments."""
    return normalize(extract_bytes(data, "talk.pdf", ExtractOptions()), NormalizeOptions())


def told(transcript: Transcript) -> dict[str, Any]:
    """All that is printed: no pages, pairs or ends; the kind only by the note, so neither."""
    return {
        "title": transcript.title,
        "languages": transcript.languages,
        "speakers": transcript.speakers,
        "credits": transcript.credits,
        "front": [paragraph.text for paragraph in transcript.front],
        "chapters": [(c.segment, c.texts) for c in transcript.chapters],
        "segments": [
            (
                segment.start_ms,
                segment.speaker,
                segment.note,
                {
                    language: [(p.text, p.start_ms) for p in paragraphs]
                    for language, paragraphs in segment.texts.items()
                },
            )
            for segment in transcript.segments
        ],
    }
