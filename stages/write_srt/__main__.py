"""segments.json -> subtitles: SRT, WebVTT, Podcasting 2.0 JSON and chapters."""

import sys
from pathlib import Path

from stages.command import run
from stages.schema import Rendered, Transcript, load
from stages.write_srt.options import Options
from stages.write_srt.write import write


def step(path: Path, options: Options) -> Rendered:
    """Apply the stage to the file."""
    return write(load(path, Transcript), options)


sys.exit(run(__doc__ or "", Options, step))
