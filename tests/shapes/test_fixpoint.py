"""Our own clean PDF, fed back in, gives the same segments: what it says is all there, and plain."""

from pathlib import Path

import pytest

from stages.write_pdf.options import Options
from stages.write_pdf.write import write
from tests.shapes.reading import PDFS, read, read_bytes, told


@pytest.mark.parametrize("pdf", PDFS, ids=lambda pdf: pdf.stem)
def test_clean_pdf_gives_the_same_segments(pdf: Path) -> None:
    first = read(pdf)
    again = read_bytes(write(first, Options()).files[".pdf"])
    assert told(again) == told(first)
    assert [s.kind for s in again.segments] == [s.kind for s in first.segments]
    assert again.ledger.balanced
    assert again.ledger.unplaced == 0
