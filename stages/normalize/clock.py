"""One continuous clock for the whole document, and the findings about it."""

from collections.abc import Sequence
from itertools import pairwise

from stages.findings import finding
from stages.normalize.turns import Turn
from stages.schema import Finding
from stages.text import clock

_DAY_TIME_FROM = 3 * 3_600_000
_LETTERS_A_SECOND = 15
_RESTART_BELOW = 120_000
_RESTART_DROP = 300_000


def start_times(turns: Sequence[Turn]) -> tuple[list[int | None], list[int], list[Finding]]:
    """Return the start of each turn on one clock, what was added to each, and the findings.

    A clock that starts again near zero and goes on from there runs on from the last time before;
    one that begins at three hours or later is a clock of the day and is counted from its first
    stamp.
    """
    times = [turn.start_ms for turn in turns]
    printed = list(times)
    shifts = [0] * len(turns)
    findings: list[Finding] = []
    stamped = [i for i, time in enumerate(times) if time is not None]
    shift = -_first_of_day(times)
    latest = 0
    for k, i in enumerate(stamped):
        time = times[i] or 0
        if k and _restarts(printed, stamped, k):
            shift = latest + _length(turns[stamped[k - 1]])
            findings.append(
                finding("clock-restart", segment=f"s{i + 1:04d}", page=turns[i].item.page.number,
                        stamp=clock(time))
            )  # fmt: skip
        shifts[i] = shift
        times[i] = max(time + shift, 0)
        latest = max(latest, times[i] or 0)
    for i in range(1, len(turns)):
        if turns[i].start_ms is None:
            shifts[i] = shifts[i - 1]
    return times, shifts, findings


def _length(turn: Turn) -> int:
    """Return about how long a turn takes to say, in whole seconds: a second for 15 letters."""
    if turn.stamp and turn.stamp.end_ms and turn.stamp.start_ms is not None:
        return turn.stamp.end_ms - turn.stamp.start_ms
    letters = sum(piece.span.end - piece.span.start for piece in turn.pieces)
    return (letters // _LETTERS_A_SECOND + 1) * 1000


def _first_of_day(times: Sequence[int | None]) -> int:
    """Return the first stamp where it can only be a time of the day, else 0."""
    stamps = [time for time in times if time is not None]
    if len(stamps) < 2 or stamps[0] < _DAY_TIME_FROM:
        return 0
    forward = sum(b >= a for a, b in pairwise(stamps))
    return stamps[0] if forward * 10 >= 9 * (len(stamps) - 1) else 0


def _restarts(times: Sequence[int | None], stamped: Sequence[int], k: int) -> bool:
    """Whether the clock begins anew here: far back, near zero, and it stays down."""
    before = [times[i] or 0 for i in stamped[:k]]
    after = [times[i] or 0 for i in stamped[k : k + 3]]
    raw, drop = after[0], before[-1] - after[0]
    if raw > _RESTART_BELOW or drop < min(_RESTART_DROP, max(before[-1] // 2, 10_000)):
        return False
    return all(b >= a for a, b in pairwise(after))


def order_findings(turns: Sequence[Turn], times: Sequence[int | None]) -> list[Finding]:
    """Say where the clock goes back, stands still or names no time, and where there is none."""
    stamped = [i for i, time in enumerate(times) if time is not None]
    findings = [
        finding(
            "bad-stamp", segment=f"s{i + 1:04d}", page=turn.item.page.number, stamp=turn.stamp.text
        )
        for i, turn in enumerate(turns)
        if turn.stamp and turn.stamp.start_ms is None
    ]
    if not stamped:
        return [*findings, finding("no-times")]
    for a, b in pairwise(stamped):
        before, time = times[a] or 0, times[b] or 0
        code = "clock-backwards" if time < before else "clock-repeated" if time == before else ""
        if code:
            page = turns[b].item.page.number
            stamp = turns[b].stamp
            text = stamp.text if stamp else clock(time)
            findings.append(finding(code, segment=f"s{b + 1:04d}", page=page, stamp=text))
    return findings
