"""Run this stage on files."""

import sys
from pathlib import Path

from stages import write_docx
from stages.command import run
from stages.write_docx.write import write
from stages.write_docx.options import Options
from stages.schema import Rendered, Transcript, load


def step(path: Path, options: Options) -> Rendered:
    """Apply the stage to the file."""
    return write(load(path, Transcript), options)


sys.exit(run(write_docx.__doc__ or "", Options, step))
