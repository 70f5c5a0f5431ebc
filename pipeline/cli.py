"""The command line: arguments to options, outcomes to words and exit codes. Only this prints."""

import argparse
import os
import sys
import time
import traceback
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NoReturn

from pipeline import __version__, show
from pipeline.formats import DEFAULT_FORMATS, FORMATS
from pipeline.jobs import Outcome
from stages.errors import Bug, DiglotError, ExitCode, UsageError

SUGAR = {
    "edition": ("LANGUAGE", ("select.edition",), "one language only; default both"),
    "without": ("KINDS", ("select.without",), "leave out turns: advert, intro, outro, event"),
    "dialect": ("NAME", ("normalize.dialect",), "how headers look, instead of finding out"),
    "words": (
        "FILE",
        ("align.words",),
        "exact times: recognizer output for the audio, or a folder of it",
    ),
    "profile": ("NAME", ("srt.profile",), "subtitle rules: netflix, bbc, podcast, learner"),
}
"""Options so common that they have a flag of their own: metavar, settings, help."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code."""
    arguments = _parser().parse_args(argv)
    try:
        code: int = arguments.run(arguments)
    except DiglotError as error:
        print(f"diglot: {error}", file=sys.stderr)
        if arguments.debug:
            traceback.print_exception(error)
        return int(error.exit_code)
    except KeyboardInterrupt:
        print("diglot: stopped; what is built is whole, run it again to go on", file=sys.stderr)
        return 130
    except BrokenPipeError:  # the reader of our output has gone, which is its right
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return int(ExitCode.OK)
    except Exception as error:  # noqa: BLE001 - the one place where a bug becomes text
        if arguments.debug:
            traceback.print_exception(error)
        bug = Bug("diglot", f"{type(error).__name__}: {error}", "please report it, with --debug")
        print(bug, file=sys.stderr)
        return int(ExitCode.BUG)
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="diglot",
        description="Turn PDFs of bilingual transcripts into EPUB, DOCX, subtitles and clean PDF.",
        epilog="exit codes: 0 all built, 1 some failed, 2 usage, 3 not a readable PDF, 4 password "
        "needed, 5 no text layer, 6 not a transcript, 7 over a limit, 8 cannot write, 9 a bug",
    )
    parser.add_argument("--version", action="version", version=f"diglot {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    build = commands.add_parser("build", help="build the products of PDFs")
    build.add_argument("sources", nargs="+", metavar="PDF_OR_FOLDER", help="paths or URLs")
    build.add_argument("-o", "--output", default="outputs", metavar="FOLDER", help="path or URL")
    build.add_argument("--formats", default=",".join(DEFAULT_FORMATS), help=_formats_help())
    build.add_argument("--jobs", type=_jobs, default=0, metavar="N", help="default: a core each")
    build.add_argument("--force", action="store_true", help="build what is up to date, too")
    build.add_argument("--engine", choices=["local", "dask"], default="local")
    build.add_argument("--scheduler", metavar="ADDRESS", help="of a Dask cluster: tcp://...")
    build.add_argument("--json", action="store_true", help="a JSON line for each document")
    _add_options(build)
    build.set_defaults(run=_build)

    inspect = commands.add_parser("inspect", help="say what a PDF holds and what is odd in it")
    inspect.add_argument("source", metavar="PDF")
    inspect.add_argument("--proof", type=Path, metavar="FOLDER", help="draw what was understood")
    inspect.add_argument("--json", action="store_true", help="the same for machines")
    _add_options(inspect)
    inspect.set_defaults(run=_inspect)

    schema = commands.add_parser("schema", help="print the JSON Schema of the hand-over formats")
    schema.add_argument("--debug", action="store_true", help=argparse.SUPPRESS)
    schema.set_defaults(run=_schema)
    return parser


def _add_options(parser: argparse.ArgumentParser) -> None:
    for name, (metavar, settings, about) in SUGAR.items():
        parser.add_argument(f"--{name}", metavar=metavar, help=f"{about} ({settings[0]})")
    parser.add_argument("--ocr", action="store_true", help="recognize pages without text")
    parser.add_argument("--config", type=Path, metavar="FILE", help="default: diglot.toml")
    parser.add_argument(
        "--set", action="append", default=[], metavar="SECTION.KEY=VALUE", help="any other option"
    )
    parser.add_argument("--debug", action="store_true", help="show tracebacks")


def _formats_help() -> str:
    named = "; ".join(f"{name}: {entry.about}" for name, entry in FORMATS.items())
    return f"{named} (default: %(default)s)"


def _jobs(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number


def _settings(arguments: argparse.Namespace) -> list[str]:
    """Return the flags that stand for settings, with the settings given behind them."""
    settings = []
    for name, (_, targets, _) in SUGAR.items():
        value = getattr(arguments, name)
        if value is not None:
            settings += [f"{target}={value}" for target in targets]
    if arguments.ocr:
        settings.append("extract.ocr=auto")
    return [*settings, *arguments.set]


def _formats(text: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
    unknown = [name for name in names if name not in FORMATS]
    if unknown or not names:
        known = f"choose from {', '.join(FORMATS)}"
        raise UsageError("--formats", f"no such format: {', '.join(unknown) or '(none)'}", known)
    return names


def _build(arguments: argparse.Namespace) -> int:
    from pipeline import batch
    from pipeline.options import load_options

    began = time.monotonic()
    options = load_options(arguments.config, _settings(arguments))
    jobs = batch.plan_jobs(
        arguments.sources,
        arguments.output,
        _formats(arguments.formats),
        options,
        force=arguments.force,
    )
    plan = batch.Plan(
        jobs=jobs,
        engine=arguments.engine,
        scheduler=arguments.scheduler,
        workers=arguments.jobs or len(os.sched_getaffinity(0)),
    )
    outcomes = list(_told(batch.run(plan), len(jobs), arguments))
    if len(jobs) > 1 and not arguments.json:
        print("\n".join(show.batch_summary(outcomes, time.monotonic() - began)))
    return batch.exit_code(outcomes)


def _told(
    outcomes: Iterable[Outcome], total: int, arguments: argparse.Namespace
) -> Iterator[Outcome]:
    """Pass the outcomes on, and tell each as it comes."""
    if sys.stdout.isatty() and total > 1 and not arguments.json:
        yield from _with_bar(outcomes, total)
        return
    for done, outcome in enumerate(outcomes, 1):
        if arguments.json:
            print(_json(outcome), flush=True)
        elif total > 1:
            print(show.batch_line(outcome, done, total), flush=True)
        elif outcome.status == "failed":
            print(f"diglot: {outcome.message}", file=sys.stderr)
        else:
            print("\n".join(show.document_lines(outcome)))
        if arguments.debug and outcome.trace:
            print(outcome.trace, file=sys.stderr)
        yield outcome


def _with_bar(outcomes: Iterable[Outcome], total: int) -> Iterator[Outcome]:
    """Pass the outcomes on under a progress bar; failures stay on the screen above it."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
    from rich.progress import TimeRemainingColumn as Remaining

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Remaining())
    with Progress(*columns, TextColumn("{task.fields[rate]}")) as progress:
        task = progress.add_task("building", total=total, rate="")
        began, built = time.monotonic(), 0
        for done, outcome in enumerate(outcomes, 1):
            built += outcome.status != "current"
            rate = f"{built / max(time.monotonic() - began, 1e-3):.1f} a second"
            progress.update(task, advance=1, rate=rate, description=outcome.name[:40])
            if outcome.status == "failed":
                line = show.batch_line(outcome, done, total)
                progress.console.print(line, markup=False, highlight=False)
            yield outcome


def _inspect(arguments: argparse.Namespace) -> int:
    from pipeline.inspect import inspect_source
    from pipeline.options import load_options

    options = load_options(arguments.config, _settings(arguments))
    inspection = inspect_source(arguments.source, options, arguments.proof)
    if arguments.json:
        print(_json(inspection, indent=1))
    else:
        print("\n".join(show.inspection_lines(inspection)))
    return int(ExitCode.OK)


def _schema(_: argparse.Namespace) -> int:
    from stages.schema import json_schemas

    print(_json(json_schemas(), indent=2))
    return int(ExitCode.OK)


def _json(value: object, indent: int = -1) -> str:
    import msgspec

    data = msgspec.json.encode(value)
    return (msgspec.json.format(data, indent=indent) if indent >= 0 else data).decode()


def _run() -> NoReturn:
    sys.exit(main())


if __name__ == "__main__":
    _run()
