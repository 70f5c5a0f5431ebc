"""Sets lines of text as the reader of PDFs would hand them on."""

from collections.abc import Iterable

from stages.schema import Line, Page, Pages, Run, Source
from stages.text import visible, width

SIZE = 10.0
LEFT, TOP, WIDTH, HEIGHT = 50.0, 60.0, 500.0, 800.0


def line(text: str, y: float = TOP, **style: object) -> Line:
    """Return a line at a height; its width follows from its characters."""
    size = float(style.pop("size", SIZE))  # type: ignore[arg-type]
    x0 = float(style.pop("x0", LEFT))  # type: ignore[arg-type]
    x1 = x0 + max(width(text) * size, 0.1)
    return Line(text=text, x0=x0, y0=y, x1=x1, y1=y + size, size=size, **style)  # type: ignore[arg-type]


def paragraphs(*texts: str, gap: float = 6.0, leading: float = 12.0) -> list[Line]:
    """Set texts under each other, a gap between them; a line feed in a text is a line end."""
    lines: list[Line] = []
    y = TOP
    for text in texts:
        for part in text.split("\n"):
            lines.append(line(part, y))
            y += leading
        y += gap
    return lines


def pages(*sheets: Iterable[Line], title: str = "") -> Pages:
    """Return a document of the given pages."""
    made = []
    for number, sheet in enumerate(sheets, 1):
        lines = tuple(sheet)
        made.append(
            Page(
                number=number,
                width=WIDTH + 2 * LEFT,
                height=HEIGHT,
                lines=lines,
                characters=sum(visible(one.text) for one in lines),
            )
        )
    return Pages(source=Source(file="talk.pdf", title=title, pages=len(made)), pages=tuple(made))


def document(*texts: str, title: str = "") -> Pages:
    """Return a document of one page of paragraphs."""
    return pages(paragraphs(*texts), title=title)


def bold(text: str, end: int) -> tuple[Run, ...]:
    """Return runs that make the beginning of a text bold."""
    return (
        Run(start=0, end=end, bold=True, size=SIZE),
        Run(start=end, end=len(text), size=SIZE),
    )
