"""Measures diglot beside its peers, in one run, on the same PDFs: `make bench`.

Prints a Markdown table and writes it to outputs/bench.md. Times are user + system CPU seconds of
whole processes, imports included, unless a line says otherwise. Peers that are not installed are
left out, and named.
"""

import argparse
import json
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from msgspec import structs

from stages.schema import Paragraph, Segment, Transcript, load

REPOSITORY = Path(__file__).parent.parent
GROWTH = (10, 100, 1000, 5000)
MANY = 200


def main() -> None:
    """Measure everything and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pdf", type=Path, help="measure this PDF instead of a generated one")
    parser.add_argument("--many", type=int, default=MANY, help="documents in the batch")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        pdf = arguments.pdf or make_pdf(184, work / "bench.pdf")
        lines = ["| what | result |", "|---|---|"]
        for what, result in measure(pdf, arguments.many, work):
            print(f"{what}: {result}", flush=True)
            lines.append(f"| {what} | {result} |")
    table = "\n".join([f"{machine()}", "", *lines, ""])
    (REPOSITORY / "outputs" / "bench.md").write_text(table, encoding="utf-8")


def measure(pdf: Path, many: int, work: Path) -> Iterator[tuple[str, str]]:
    """Yield what was measured and the result, as it is known."""
    build, _ = cpu(diglot(pdf, work / "warmup"))  # tables are compiled at first use
    build, wall = min(cpu(diglot(pdf, work / f"one{i}")) for i in range(3))
    outcome = json.loads(run([*diglot(pdf, work / "stages"), "--json"]).stdout)
    yield "PDF to all products", f"{build:.2f} s CPU, {wall:.2f} s wall"
    parts = ", ".join(f"{k} {v:.2f}" for k, v in outcome["stage_seconds"].items())
    yield "of that, by stage", f"{parts} s"
    yield "peak memory", f"{outcome['memory_mb']} MB"
    yield from peers(pdf, work, build)
    yield from batches(pdf, many, work)
    yield from growth(work)


def peers(pdf: Path, work: Path, build: float) -> Iterator[tuple[str, str]]:
    """Yield how long others take for a part of what we do."""
    text = work / "bench.md"
    text.write_text(as_markdown(next((work / "one0").glob("*/segments.json"))), encoding="utf-8")
    plumber = "import pdfplumber,sys\nfor p in pdfplumber.open(sys.argv[1]).pages: p.extract_text()"
    commands = {
        "calibre, EPUB alone": ["ebook-convert", str(pdf), str(work / "c.epub")],
        "calibre, DOCX alone": ["ebook-convert", str(pdf), str(work / "c.docx")],
        "pandoc from the text, EPUB alone": ["pandoc", str(text), "-o", str(work / "p.epub")],
        "pandoc from the text, DOCX alone": ["pandoc", str(text), "-o", str(work / "p.docx")],
        "pdfplumber, the text alone": [sys.executable, "-c", plumber, str(pdf)],
    }
    for name, command in commands.items():
        if shutil.which(command[0]) is None:
            yield name, "not installed"
        else:
            seconds, _ = min(cpu(command) for _ in range(2))
            yield name, f"{seconds:.2f} s CPU; all our products take {build / seconds:.2f} of it"


def batches(pdf: Path, many: int, work: Path) -> Iterator[tuple[str, str]]:
    """Yield the speed of a batch with one job and with two, and with nothing to do."""
    inputs = work / "many"
    inputs.mkdir()
    for number in range(many):
        shutil.copy(pdf, inputs / f"talk{number:03d}.pdf")
    walls = {}
    for jobs in (1, 2):
        command = [*diglot(inputs, work / f"jobs{jobs}"), "--jobs", str(jobs), "--json"]
        began = time.monotonic()
        outcomes = [json.loads(line) for line in run(command).stdout.splitlines()]
        walls[jobs] = time.monotonic() - began
        yield f"{many} documents, {jobs} job(s)", f"{many / walls[jobs]:.2f} documents a second"
    yield "two jobs against one", f"{walls[1] / walls[2]:.2f} times as fast"
    seconds = sum(outcome["cpu_seconds"] for outcome in outcomes) / many
    yield "a document of a batch", f"{seconds:.2f} s CPU"
    first, last = (max(o["memory_mb"] for o in some) for some in (outcomes[:10], outcomes[-10:]))
    yield "memory with the first and last ten", f"{first} MB and {last} MB"
    _, wall = cpu([*diglot(inputs, work / "jobs2"), "--jobs", "2"])
    yield f"{many} documents, nothing to do", f"{wall:.2f} s wall"


def growth(work: Path) -> Iterator[tuple[str, str]]:
    """Yield the time for transcripts of growing length."""
    for turns in GROWTH:
        pdf = make_pdf(turns, work / f"turns{turns}.pdf")
        seconds, _ = cpu(diglot(pdf, work / f"grown{turns}"))
        yield f"{turns} turns", f"{seconds:.2f} s CPU, {1000 * seconds / turns:.1f} ms a turn"


def make_pdf(turns: int, path: Path) -> Path:
    """Print the turns of our samples over and over, until there are so many, with our writer."""
    from stages.write_pdf.options import Options
    from stages.write_pdf.write import write

    samples = REPOSITORY / "inputs"
    with tempfile.TemporaryDirectory() as folder:
        source = sorted(samples.glob("*.pdf"))[0]
        run(diglot(source, Path(folder), formats="srt"))
        transcript = load(next(Path(folder).glob("*/segments.json")), Transcript)
    said = [s for s in transcript.segments if len(s.texts) > 1]
    longer = tuple(grown(said[n % len(said)], n) for n in range(turns))
    document = structs.replace(transcript, segments=longer, chapters=(), findings=())
    path.write_bytes(write(document, Options()).files[".pdf"])
    return path


def grown(segment: Segment, number: int) -> Segment:
    """Return a turn of half a minute, as long as those of a real talk, with its own time."""
    texts = {
        tag: (Paragraph(text=" ".join(p.text for _ in range(3) for p in paragraphs)[:470]),)
        for tag, paragraphs in segment.texts.items()
    }
    start = number * 30_000
    return structs.replace(
        segment, id=f"s{number:05d}", start_ms=start, end_ms=start + 30_000, texts=texts, pairs=()
    )


def as_markdown(segments: Path) -> str:
    """Return the text as pandoc reads it."""
    transcript = load(segments, Transcript)
    turns = [
        f"## {s.speaker}\n\n" + "\n\n".join(p.text for ps in s.texts.values() for p in ps)
        for s in transcript.segments
    ]
    return f"% {transcript.title}\n\n" + "\n\n".join(turns)


def diglot(source: Path, output: Path, formats: str = "epub,docx,srt,vtt,pdf") -> list[str]:
    """Return the command that builds a source."""
    command = [sys.executable, "-m", "pipeline.cli", "build", str(source), "-o", str(output)]
    return [*command, "--formats", formats]


def run(command: list[str]) -> subprocess.CompletedProcess[str]:
    """Run a command that has to succeed."""
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=REPOSITORY)


def cpu(command: list[str]) -> tuple[float, float]:
    """Return the CPU and wall seconds of a command with all its children."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    run(command)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used, time.monotonic() - began


def machine() -> str:
    """Return what it was measured on."""
    cores = len(os.sched_getaffinity(0))
    return f"{platform.machine()}, {cores} cores, Python {platform.python_version()}"


if __name__ == "__main__":
    main()
