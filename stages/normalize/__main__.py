"""Run this stage on files."""

import sys
from pathlib import Path

from stages import normalize
from stages.command import run
from stages.normalize.normalize import normalize
from stages.normalize.options import Options
from stages.schema import Pages, Transcript, load


def step(path: Path, options: Options) -> Transcript:
    """Apply the stage to the file."""
    return normalize(load(path, Pages), options)


sys.exit(run(normalize.__doc__ or "", Options, step))
