"""Make the PDFs of `inputs/` and `tests/shapes/`, and what must be read from each.

usage: python -m tests.shapes.make [NAME ...]     all of them, or those named

Needs Chromium and LibreOffice; running the tests needs neither, the PDFs are in the repository.
"""

import json
import sys
from pathlib import Path

from tests.shapes.layout import lay_out
from tests.shapes.printers import make
from tests.shapes.script import load

ROOT = Path(__file__).resolve().parents[2]


def main(names: list[str]) -> None:
    """Make the PDFs named, or all."""
    for path in sorted((ROOT / "inputs" / "sources").glob("*.toml")):
        if not names or path.stem in names:
            script, settings = load(path)
            pdf = make(lay_out(script, settings), settings["producer"])
            (ROOT / "inputs" / f"{path.stem}.pdf").write_bytes(pdf)
            expected = ROOT / "tests" / "shapes" / "inputs" / f"{path.stem}.json"
            expected.parent.mkdir(exist_ok=True)
            write_json(expected, script.expected())


def write_json(path: Path, value: object) -> None:
    """Write what must be read from a PDF."""
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
