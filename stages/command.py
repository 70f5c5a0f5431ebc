"""A stage as a command on files: `python -m stages.NAME INPUT OUTPUT [--set KEY=VALUE]...`."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec

from stages.errors import CannotWrite, DiglotError, UsageError
from stages.schema import Pages, Rendered, Transcript, encode

Options = TypeVar("Options", bound=msgspec.Struct)


def run(
    summary: str,
    options_type: type[Options],
    step: Callable[[Path, Options], Pages | Transcript | Rendered],
) -> int:
    """Run one stage on the files that the command line names; return the exit code.

    A hand-over format is written to OUTPUT. Products are written to OUTPUT plus their ending,
    or to OUTPUT itself where that is the ending of the only product.
    """
    parser = argparse.ArgumentParser(description=summary)
    parser.add_argument("input", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument(
        "--set", action="append", default=[], metavar="KEY=VALUE", help=_keys(options_type)
    )
    arguments = parser.parse_args()
    try:
        result = step(arguments.input, parse_options(options_type, arguments.set))
        _save(result, arguments.output)
    except DiglotError as error:
        print(error, file=sys.stderr)
        return int(error.exit_code)
    return 0


def parse_options(options_type: type[Options], settings: list[str]) -> Options:
    """Turn KEY=VALUE settings into options. Raises UsageError at an unknown key or value."""
    values = dict(setting.partition("=")[::2] for setting in settings)
    known = {f.name for f in msgspec.structs.fields(options_type)}
    if unknown := values.keys() - known:
        raise UsageError(", ".join(sorted(unknown)), "no such option", _keys(options_type))
    try:
        return msgspec.convert(values, options_type, strict=False)
    except msgspec.ValidationError as error:
        raise UsageError("--set", str(error)) from error


def _keys(options_type: type[msgspec.Struct]) -> str:
    names = ", ".join(f.name for f in msgspec.structs.fields(options_type))
    return f"keys: {names}" if names else "this stage has no options"


def _save(result: Pages | Transcript | Rendered, output: Path) -> None:
    files = _targets(result, output) if isinstance(result, Rendered) else {output: encode(result)}
    for path, data in files.items():
        beside = path.with_name(f".{path.name}.part")
        try:
            beside.write_bytes(data)
            beside.replace(path)
        except OSError as error:
            raise CannotWrite(str(path), error.strerror or str(error)) from error


def _targets(result: Rendered, output: Path) -> dict[Path, bytes]:
    if len(result.files) == 1 and output.name.endswith(next(iter(result.files))):
        return {output: next(iter(result.files.values()))}
    return {output.with_name(output.name + end): data for end, data in result.files.items()}
