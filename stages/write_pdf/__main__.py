"""segments.json -> the clean PDF."""

import sys
from pathlib import Path

from stages.command import run
from stages.schema import Rendered, Transcript, load
from stages.write_pdf.options import Options
from stages.write_pdf.write import write


def step(path: Path, options: Options) -> Rendered:
    """Apply the stage to the file."""
    return write(load(path, Transcript), options)


sys.exit(run(__doc__ or "", Options, step))
