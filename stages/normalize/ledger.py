"""The ledger: every visible character in exactly one account."""

from collections import Counter
from collections.abc import Iterable, Sequence

from stages.findings import finding
from stages.normalize.lines import Item, Span
from stages.schema import Finding, Ledger, Page
from stages.text import visible

_ACCOUNTS = {
    "text": "text", "header": "labels", "label": "labels", "anchor": "labels", "chapter": "labels",
    "credit": "credits", "title": "front", "front": "front", "contents": "furniture",
    "furniture": "furniture", "unplaced": "unplaced",
}  # fmt: skip
_SHOWN = 40


def close(pages: Sequence[Page], items: Iterable[Item]) -> tuple[Ledger, list[Finding]]:
    """Add up the accounts; what no account has is unplaced, with a finding for its page."""
    accounts: Counter[str] = Counter()
    seen: Counter[int] = Counter()
    findings: list[Finding] = []
    for item in items:
        total = visible(item.page.lines[item.index].text)
        seen[item.page.number] += total
        placed = _place(item.spans, total, accounts)
        if placed < total:
            accounts["unplaced"] += total - placed
            findings.append(_unplaced(item.page.number, total - placed, item.text))
    for page in pages:
        if (lost := page.characters - seen[page.number]) > 0:
            seen[page.number] += lost
            accounts["unplaced"] += lost
            findings.append(_unplaced(page.number, lost, "not handed on by the reader"))
    return Ledger(characters=sum(seen.values()), **accounts), findings


def _place(spans: Sequence[Span], total: int, accounts: Counter[str]) -> int:
    """Book the spans of a line; what cleaning changed in number goes with the largest of them."""
    counts = [(visible(span.text), _ACCOUNTS[span.role]) for span in spans]
    if not counts:
        return 0
    booked = sum(count for count, _ in counts)
    line = len(spans[0].item.text)
    whole = sum(span.end - span.start for span in spans) >= line
    for count, account in counts:
        accounts[account] += count
    if whole and booked != total:
        accounts[max(counts)[1]] += total - booked
        return total
    return booked


def _unplaced(page: int, count: int, text: str) -> Finding:
    shown = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    return finding("unplaced", page=page, count=count, text=shown)
