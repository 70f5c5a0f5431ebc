"""Run this stage on files."""

import sys
from pathlib import Path

from stages import write_srt
from stages.command import run
from stages.write_srt.write import write
from stages.write_srt.options import Options
from stages.schema import Rendered, Transcript, load


def step(path: Path, options: Options) -> Rendered:
    """Apply the stage to the file."""
    return write(load(path, Transcript), options)


sys.exit(run(write_srt.__doc__ or "", Options, step))
