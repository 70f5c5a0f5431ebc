"""Make the PDFs of `inputs/` and `tests/shapes/`, and what must be read from each.

usage: python -m tests.shapes.make [NAME ...]     all of them, or those named

Needs Chromium and LibreOffice; running the tests needs neither, the PDFs are in the repository.
"""

import json
import sys
from io import BytesIO
from pathlib import Path

from tests.shapes.catalog import HERE, Shape, samples, shapes
from tests.shapes.layout import lay_out
from tests.shapes.printers import make

ROOT = HERE.parents[1]


def main(names: list[str]) -> None:
    """Make the PDFs named, or all."""
    for shape in samples():
        if not names or shape.name in names:
            _save(shape, ROOT / "inputs", HERE / "inputs")
    for shape in shapes():
        if not names or shape.name in names:
            _save(shape, HERE / "pdf", HERE / "expected")


def _save(shape: Shape, pdfs: Path, expected: Path) -> None:
    pdf = make(lay_out(shape.script, shape.settings), shape.producer)
    if angle := shape.settings.get("rotate"):
        pdf = rotated(pdf, angle)
    text = json.dumps(shape.expected(), ensure_ascii=False, indent=1) + "\n"
    pdfs.mkdir(exist_ok=True)
    expected.mkdir(exist_ok=True)
    (pdfs / f"{shape.name}.pdf").write_bytes(pdf)
    (expected / f"{shape.name}.json").write_text(text, encoding="utf-8")


def rotated(pdf: bytes, angle: int) -> bytes:
    """Lie the pages on their side and have the viewer turn them back, as a scanner may do."""
    import pikepdf

    with pikepdf.open(BytesIO(pdf)) as document:
        for page in document.pages:
            _, _, width, height = (float(edge) for edge in page.mediabox)
            page.contents_add(b"q 0 1 -1 0 %f 0 cm" % height, prepend=True)
            page.contents_add(b"Q")
            page.mediabox = [0, 0, height, width]
            page.rotate(angle, relative=False)
        out = BytesIO()
        document.save(out, deterministic_id=True)
    return out.getvalue()


if __name__ == "__main__":
    main(sys.argv[1:])
