"""Our own clean PDF, fed back in, gives the same segments: what it says is all there, and plain."""

from pathlib import Path
from typing import Any

import pytest

from stages.schema import Transcript
from stages.write_pdf.options import Options
from stages.write_pdf.write import write
from tests.shapes.reading import PDFS, read, read_bytes


def told(transcript: Transcript) -> dict[str, Any]:
    """Return what a reader gets from a transcript; pages and findings belong to the source."""
    return {
        "title": transcript.title,
        "languages": transcript.languages,
        "credits": transcript.credits,
        "front": [paragraph.text for paragraph in transcript.front],
        "chapters": [(chapter.segment, chapter.texts) for chapter in transcript.chapters],
        "segments": [
            (
                segment.start_ms,
                segment.speaker,
                segment.note,
                segment.kind,
                {
                    language: [(paragraph.text, paragraph.start_ms) for paragraph in paragraphs]
                    for language, paragraphs in segment.texts.items()
                },
            )
            for segment in transcript.segments
        ],
    }


@pytest.mark.parametrize("pdf", PDFS, ids=lambda pdf: pdf.stem)
def test_clean_pdf_gives_the_same_segments(pdf: Path) -> None:
    first = read(pdf)
    again = read_bytes(write(first, Options()).files[".pdf"])
    assert told(again) == told(first)
    assert again.ledger.balanced
    assert again.ledger.unplaced == 0
