"""Run the programs that print."""

import shutil
import subprocess


def run(command: list[str]) -> None:
    """Run a program. Raises FileNotFoundError where it is not installed."""
    if shutil.which(command[0]) is None:
        raise FileNotFoundError(command[0])
    subprocess.run(command, check=True, capture_output=True, timeout=120)
