"""Run this stage on files."""

import sys
from pathlib import Path

from stages import select
from stages.command import run
from stages.select.select import select
from stages.select.options import Options
from stages.schema import Transcript, load


def step(path: Path, options: Options) -> Transcript:
    """Apply the stage to the file."""
    return select(load(path, Transcript), options)


sys.exit(run(select.__doc__ or "", Options, step))
