"""How a document was read: the dialect chosen and why, and what each line was taken for."""

from collections import Counter

from msgspec import Struct

from stages.normalize.kinds import is_event
from stages.normalize.lines import Item
from stages.normalize.normalize import parse
from stages.normalize.options import Options
from stages.schema import Pages


class Explanation(Struct, frozen=True, kw_only=True):
    """What was understood of a document.

    `dialect` names the dialects chosen, the main one first. `reasons` are lines to read. `roles`
    holds for each page what each of its lines was taken for: "header", "label", "anchor",
    "title", "credit", "front", "chapter", "contents", "event", "furniture", a language tag, or
    "unplaced".
    """

    dialect: str
    reasons: tuple[str, ...]
    roles: tuple[tuple[str, ...], ...]


def explain(pages: Pages, options: Options) -> Explanation:
    """Say how `normalize` reads the pages. Raises what `normalize` raises."""
    parsed = parse(pages, options)
    items = iter(parsed.items)
    reasons = tuple(
        f"{evidence.dialect}: explains {evidence.explained} lines, "
        f"contradicted by {evidence.contradicted}"
        for evidence in parsed.reading.evidence
    )
    return Explanation(
        dialect=", ".join(parsed.reading.dialects),
        reasons=reasons,
        roles=tuple(tuple(_role(next(items)) for _ in page.lines) for page in pages.pages),
    )


def _role(item: Item) -> str:
    """Return what most of a line was taken for."""
    sizes: Counter[str] = Counter()
    for span in item.spans:
        role = span.role if span.role != "text" else span.language
        if span.role == "text" and is_event(item.text):
            role = "event"
        sizes[role or "text"] += span.end - span.start
    return sizes.most_common(1)[0][0] if sizes else "unplaced"
