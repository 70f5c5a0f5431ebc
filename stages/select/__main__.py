"""segments.json -> segments.json of the languages and kinds asked for."""

import sys
from pathlib import Path

from stages.command import run
from stages.schema import Transcript, load
from stages.select.options import Options
from stages.select.select import select


def step(path: Path, options: Options) -> Transcript:
    """Apply the stage to the file."""
    return select(load(path, Transcript), options)


sys.exit(run(__doc__ or "", Options, step))
