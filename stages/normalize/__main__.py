"""pages.json -> segments.json: who said what, when, in which languages."""

import sys
from pathlib import Path

from stages.command import run
from stages.normalize.normalize import normalize
from stages.normalize.options import Options
from stages.schema import Pages, Transcript, load


def step(path: Path, options: Options) -> Transcript:
    """Apply the stage to the file."""
    return normalize(load(path, Pages), options)


sys.exit(run(__doc__ or "", Options, step))
