"""What stands on the pages, for every printer alike: blocks, tables, page breaks."""

from dataclasses import dataclass, field

from tests.shapes.script import JSON


@dataclass(frozen=True)
class Span:
    """A stretch of text in one style."""

    text: str
    bold: bool = False
    italic: bool = False
    color: str = ""
    href: str = ""


@dataclass(frozen=True)
class Block:
    """A paragraph on the page; `role` is title, cover, heading, header, label or text."""

    role: str
    spans: tuple[Span, ...]
    language: str = ""
    indent: float = 0.0

    @property
    def text(self) -> str:
        """The block's text without its styles."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True)
class Table:
    """Rows of cells of blocks; `widths` are shares of the text width, `head` is the first row's."""

    rows: tuple[tuple[tuple[Block, ...], ...], ...]
    widths: tuple[float, ...]
    head: bool = False
    ruled: bool = True


@dataclass(frozen=True)
class Break:
    """The next block begins a new page."""


Item = Block | Table | Break


@dataclass(frozen=True)
class Sheet:
    """All that a printer needs: blocks, and what stands on every page."""

    items: tuple[Item, ...]
    title: str
    language: str
    head: str = ""
    foot: str = ""
    watermark: str = ""
    columns: int = 1
    size: str = "A5"
    justify: bool = False
    look: JSON = field(default_factory=dict)


def block(role: str, text: str, language: str = "", **style: bool | str) -> Block:
    """Return a block of one style."""
    return Block(role, (Span(text, **style),), language)  # type: ignore[arg-type]
