"""The stages under test, one behind the other, and the PDFs they are tried on."""

from functools import cache
from pathlib import Path

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
