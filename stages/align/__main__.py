"""segments.json -> segments.json with sentence pairs, each with its time."""

import gc
import sys
from pathlib import Path

from stages.align.align import align
from stages.align.options import Options
from stages.command import run
from stages.schema import Transcript, load


def step(path: Path, options: Options) -> Transcript:
    """Apply the stage to the file."""
    return align(load(path, Transcript), options)


gc.disable()  # the process is short, and what it makes is kept or has no cycles
sys.exit(run(__doc__ or "", Options, step))
