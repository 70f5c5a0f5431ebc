"""segments.json -> EPUB."""

import sys
from pathlib import Path

from stages.command import run
from stages.schema import Rendered, Transcript, load
from stages.write_epub.options import Options
from stages.write_epub.write import write


def step(path: Path, options: Options) -> Rendered:
    """Apply the stage to the file."""
    return write(load(path, Transcript), options)


sys.exit(run(__doc__ or "", Options, step))
