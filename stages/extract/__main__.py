"""PDF -> pages.json: lines of text with their boxes and styles, page by page."""

import sys
from pathlib import Path

from stages.command import run
from stages.extract.extract import extract
from stages.extract.options import Options
from stages.schema import Pages


def step(path: Path, options: Options) -> Pages:
    """Apply the stage to the file."""
    return extract(path, options)


sys.exit(run(__doc__ or "", Options, step))
