"""Run this stage on files."""

import sys
from pathlib import Path

from stages import extract
from stages.command import run
from stages.extract.extract import extract
from stages.extract.options import Options
from stages.schema import Pages


def step(path: Path, options: Options) -> Pages:
    """Apply the stage to the file."""
    return extract(path, options)


sys.exit(run(extract.__doc__ or "", Options, step))
