"""Words for the screen: what came of a document, of a batch, and what a document holds."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.jobs import Outcome, Summary
from stages.schema import Finding, Ledger
from stages.text import clock

if TYPE_CHECKING:  # at run time they cost time that a batch with nothing to do cannot spare
    from pipeline.inspect import Inspection
    from stages.write_srt.report import Report

SEVERITIES = ("error", "warning", "info")
MOST_PLACES = 3
"""How many places of one kind of finding are listed."""

ACCOUNTS = ("text", "labels", "credits", "front", "furniture")


def document_lines(outcome: Outcome) -> list[str]:
    """Say what came of a single document, with its ledger."""
    if outcome.status == "failed" or outcome.summary is None:
        return [outcome.message]
    lines = [
        f"{outcome.name}  {outcome.summary.title}".rstrip(),
        f"  holds   {holds(outcome.summary)}",
    ]
    if outcome.files:
        lines.append(f"  made    {', '.join(outcome.files)}")
        lines.append(f"  in      {outcome.output}")
    else:
        lines.append(f"  is up to date in {outcome.output}")
    lines.append(f"  ledger  {ledger_line(outcome.summary.ledger)}")
    if outcome.summary.findings:
        lines.append(f"  found   {findings_line(outcome.summary.findings)}")
        lines.append(f"          diglot inspect {outcome.source} says where")
    return lines


def batch_line(outcome: Outcome, done: int, total: int) -> str:
    """Say in one line what came of one document of a batch."""
    count = f"[{done:>{len(str(total))}}/{total}]"
    if outcome.status == "failed":
        return f"{count} failed  {outcome.message}"
    said = holds(outcome.summary) if outcome.summary else ""
    status = "built " if outcome.status == "built" else "kept  "
    return f"{count} {status}  {outcome.name}: {said}"


def batch_summary(outcomes: Sequence[Outcome], seconds: float) -> list[str]:
    """Say what came of a batch: how many of each, why some failed, what was found."""
    by_status = Counter(outcome.status for outcome in outcomes)
    lines = [
        "",
        f"{'built':<12}{by_status['built']:>7,}   in {seconds:.1f} s",
        f"{'up to date':<12}{by_status['current']:>7,}",
        f"{'failed':<12}{by_status['failed']:>7,}",
    ]
    lines += [f"  exit {o.exit_code}  {o.message}" for o in outcomes if o.status == "failed"]
    found: Counter[str] = Counter()
    unplaced = 0
    for outcome in outcomes:
        if outcome.summary is not None:
            found.update(outcome.summary.findings)
            unplaced += outcome.summary.ledger.unplaced
    lines += [f"{'unplaced':<12}{unplaced:>7,}   characters"]
    lines += [
        f"{'found' if not i else '':<12}{n:>7,}   {code}"
        for i, (code, n) in enumerate(found.most_common())
    ]
    return lines


def inspection_lines(inspection: "Inspection") -> list[str]:
    """Say what a document holds, on one screen."""
    lines = [
        inspection.title or "(no title)",
        "",
        f"  pages      {inspection.pages:,}, by {inspection.producer or 'an unnamed producer'}",
        f"  languages  {', '.join(inspection.languages) or 'none'}",
        f"  turns      {_count(inspection.turns, 'turn')}",
    ]
    if inspection.duration_ms is not None:
        lines.append(f"  lasts      {clock(inspection.duration_ms)}")
    for number, (name, share) in enumerate(inspection.shares.items()):
        label = "speakers" if number == 0 else ""
        lines.append(f"  {label:<9}  {share:>4.0%}  {name or '(nobody named)'}")
    lines.append(f"  dialect    {inspection.dialect}")
    lines += [f"             {reason}" for reason in inspection.reasons]
    lines.append(f"  ledger     {ledger_line(inspection.ledger)}")
    lines += _finding_lines(inspection.findings)
    lines += _subtitle_lines(inspection.subtitles)
    if inspection.proof:
        lines += [
            "",
            f"  drew {_count(len(inspection.proof), 'page')}, {inspection.proof[0]} first",
        ]
    return lines


def _finding_lines(findings: Sequence[Finding]) -> list[str]:
    """List the findings by kind, the graver first, and a few places of each."""
    by_code: dict[str, list[Finding]] = {}
    for item in sorted(findings, key=lambda item: SEVERITIES.index(item.severity)):
        by_code.setdefault(item.code, []).append(item)
    lines = []
    for number, (code, items) in enumerate(by_code.items()):
        label = "findings" if number == 0 else ""
        lines.append(f"  {label:<9}  {len(items)} {code} ({items[0].severity})")
        for item in items[:MOST_PLACES]:
            place = ", ".join(
                part for part in (item.segment, f"page {item.page}" if item.page else "") if part
            )
            lines.append(f"               {item.message}" + (f" [{place}]" if place else ""))
        if len(items) > MOST_PLACES:
            lines.append(f"               and {len(items) - MOST_PLACES} more, see segments.json")
    return lines or ["  findings   none"]


def _subtitle_lines(report: "Report") -> list[str]:
    """Say how well the subtitles keep their limits, how fast they are read, and the worst cues."""
    lines = ["", f"  subtitles  profile {report.profile}, {report.shared_cues:,} cues in step"]
    for entry in report.languages:
        kept = ", ".join(f"{name} {share:.1%}" for name, share in entry.within.items())
        speed = f"median {entry.median_speed:.1f} characters a second"
        lines.append(f"    {entry.language:<9}{entry.cues:,} cues, {speed}")
        lines.append(f"             within limits: {kept}")
        most = max((bar.cues for bar in entry.speeds), default=1)
        for bar in entry.speeds:
            drawn = "█" * max(round(40 * bar.cues / most), bar.cues > 0)
            lines.append(f"      {bar.start:>3}-{bar.end:<3} {bar.cues:>6,} {drawn}")
    if report.worst:
        lines.append("    the fastest cues: characters a second, as a share of their limit")
    for cue in report.worst:
        place = f"{clock(cue.start_ms)} {cue.language:<8}"
        lines.append(f"      {place} {cue.speed:>5.1f} {cue.excess:>6.0%}  {cue.text[:60]}")
    return lines


def holds(summary: Summary) -> str:
    """Say how much of what a document holds."""
    parts = [
        _count(summary.turns, "turn"),
        _count(len(summary.speakers), "speaker"),
        " + ".join(summary.languages),
    ]
    if summary.duration_ms is not None:
        parts.append(clock(summary.duration_ms))
    return ", ".join(part for part in parts if part)


def ledger_line(ledger: Ledger) -> str:
    """Say where the characters of the PDF went."""
    accounts = " + ".join(
        f"{getattr(ledger, name):,} {name}" for name in ACCOUNTS if getattr(ledger, name)
    )
    line = f"{ledger.characters:,} characters = {accounts or 'none'}, {ledger.unplaced:,} unplaced"
    if ledger.omitted:
        line += f"; {ledger.omitted:,} of the text left out on request"
    return line


def findings_line(findings: dict[str, int]) -> str:
    """Say how many of which findings there are."""
    return ", ".join(f"{number} {code}" for code, number in sorted(findings.items()))


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}" + ("" if number == 1 else "s")
