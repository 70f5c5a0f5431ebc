"""How each paragraph style looks, by layout.

All colours have a contrast of more than 4.5:1 on white, so that they read well in print too.
"""

from typing import Any

from msgspec import Struct, structs

from stages.write_docx.options import Layout

INK, MUTED, ACCENT, RULE, SHADE = "1F2933", "56616D", "1F3A5F", "C3CBD4", "E9EDF2"
HEADING_1, HEADING_2, TOC_ENTRY = "Heading1", "Heading2", "TOC1"
ORIGINAL, TRANSLATION = "Original", "Translation"


class Look(Struct, frozen=True, kw_only=True):
    """How a paragraph style looks. Sizes are half points, lengths twentieths of a point.

    `name` is the one Word shows, and by which it knows its own styles; `level` is that of a
    heading in the navigation pane. Lines are at least `line` high: higher than any common font
    asks for, so that they stay even whichever font stands in, and never cut a letter off.
    """

    name: str
    size: int
    line: int
    before: int = 0
    after: int = 0
    color: str = INK
    bold: bool = False
    keep_next: bool = False
    level: int | None = None
    own: bool = True


_STACKED = {
    "Title": Look(
        name="Title", size=60, line=720, before=1200, after=160, color=ACCENT, keep_next=True,
        own=False,
    ),
    "Subtitle": Look(
        name="Subtitle", size=36, line=480, after=240, color=ACCENT, keep_next=True, own=False
    ),
    "Byline": Look(name="Byline", size=26, line=360, after=360),
    "Credit": Look(name="Credit", size=20, line=290, after=40),
    "FrontMatter": Look(name="Front Matter", size=22, line=320, before=160, after=80),
    "SourceLine": Look(
        name="Source Line", size=18, line=260, before=160, after=80, color=MUTED
    ),
    "TOCHeading": Look(
        name="TOC Heading", size=28, line=380, before=480, after=160, color=ACCENT, bold=True,
        keep_next=True, own=False,
    ),
    TOC_ENTRY: Look(name="toc 1", size=20, line=280, after=100, own=False),
    HEADING_1: Look(
        name="heading 1", size=30, line=400, before=560, after=200, color=ACCENT, bold=True,
        keep_next=True, level=0, own=False,
    ),
    HEADING_2: Look(
        name="heading 2", size=22, line=300, before=280, after=60, keep_next=True, level=1,
        own=False,
    ),
    "TurnTime": Look(
        name="Turn Time", size=18, line=300, before=280, after=60, color=MUTED, keep_next=True
    ),
    "EventLine": Look(
        name="Event Line", size=20, line=280, before=280, after=40, color=MUTED, keep_next=True
    ),
    "Anchor": Look(
        name="Anchor", size=18, line=260, before=60, after=20, color=MUTED, keep_next=True
    ),
    ORIGINAL: Look(name=ORIGINAL, size=22, line=310, after=120),
    TRANSLATION: Look(name=TRANSLATION, size=21, line=340, after=200, color="3A4652"),
    "TableHeading": Look(
        name="Table Heading", size=20, line=280, before=60, after=60, color=ACCENT, bold=True
    ),
    "Note": Look(name="Source Note", size=21, line=310, after=100),
    "Footer": Look(name="footer", size=18, line=260, color=MUTED, own=False),
}  # fmt: skip
_IN_TABLE: dict[str, dict[str, Any]] = {
    HEADING_2: {"before": 120, "line": 280, "keep_next": False},
    "TurnTime": {"before": 120, "line": 280, "keep_next": False},
    "EventLine": {"before": 120, "keep_next": False},
    "Anchor": {"keep_next": False},
    ORIGINAL: {"size": 20, "line": 280, "before": 20, "after": 80},
    TRANSLATION: {"size": 19, "line": 280, "before": 20, "after": 80},
}
"""What is smaller in the narrow columns of a table; one paragraph kept with the next would keep
its whole row with the next row there, and so the whole table on one page."""

_LOOKS: dict[Layout, dict[str, Look]] = {
    "stacked": _STACKED,
    "table": {
        style: structs.replace(look, **_IN_TABLE.get(style, {})) for style, look in _STACKED.items()
    },
}


def looks(layout: Layout) -> dict[str, Look]:
    """Return the look of every paragraph style; those of text once, for all languages."""
    return _LOOKS[layout]


def text_look(index: int, layout: Layout) -> Look:
    """Return how text looks in the language at this place of the transcript."""
    return _LOOKS[layout][TRANSLATION if index else ORIGINAL]


def text_style(index: int) -> str:
    """Return the style of the paragraphs in the language at this place of the transcript."""
    return f"{TRANSLATION}{index}" if index else ORIGINAL
