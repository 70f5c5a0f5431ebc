"""The operators of a page: text, marked content, rules, and the links over them."""

from collections.abc import Iterable
from operator import add

from stages.write_pdf.canvas import Annotation, TaggedCanvas
from stages.write_pdf.glyphs import pen
from stages.write_pdf.lines import Atom, Line, Span
from stages.write_pdf.settings import Start, atoms
from stages.write_pdf.subset import Subset
from stages.write_pdf.tags import Element, Tree


class PageDrawing:
    """One page while it is drawn: text goes straight into the operators of the canvas."""

    def __init__(self, canvas: TaggedCanvas, tree: Tree) -> None:
        self._canvas = canvas
        self._number = canvas.getPageNumber() - 1
        self._tree = tree
        self._code = canvas.code
        self._subset: Subset | None = None
        self._span: Span | None = None
        self._rise = 0
        self._telling = False
        self._spread = self._spacing = 0.0
        self._in_text = False

    def finish(self) -> None:
        """Complete the page."""
        self._end_text()
        self._canvas.showPage()

    def place(self, key: str, y: float) -> None:
        """Let links and bookmarks lead to a height of this page."""
        self._canvas.bookmarkPage(key, "XYZ", left=0, top=round(y, 2))

    def begin(self, element: Element) -> None:
        """Open marked content that belongs to an element."""
        number = self._tree.mark(self._number, element)
        self._begin_text()
        self._code.append(f"/{element.tag} <</MCID {number}>> BDC")

    def begin_artifact(self, kind: str) -> None:
        """Open marked content that is no part of the text, such as a folio."""
        self._begin_text()
        self._code.append(f"/Artifact <<{kind}>> BDC")

    def end(self) -> None:
        """Close marked content."""
        self._code.append("EMC")

    def link(self, element: Element, annotation: Annotation) -> None:
        """Put a link over the page that belongs to an element."""
        reference = self._canvas.link(annotation, self._tree.next_key())
        self._tree.annotate(self._number, element, reference)

    def rule(self, operators: str) -> None:
        """Draw lines that are no part of the text."""
        self._end_text()
        self._code.append(f"/Artifact <</Type/Layout>> BDC q {operators} Q EMC")

    def show_line(self, line: Line, start: Start, y: float) -> None:
        """Draw a line from left to right as it stands."""
        words = [unit.word for unit in line.units]
        subset = words[0].subset if words[0] else None
        if not (line.span and subset) or {word and word.subset for word in words} != {subset}:
            self.show(atoms(line, start.blank), start.x, y, start.spread)
            return
        bodies = [word.body for word in words if word]
        if start.blank or any(line.gaps[1:]):
            scale = 1000 / line.span.size
            pens = [pen((gap + start.blank) * scale) for gap in line.gaps[1:]]
            bodies[1:] = map(add, pens, bodies[1:])
        self._move(start.x, y)
        self._change(subset, line.span, 0, start.spread)
        self._code.append(f"[({''.join(bodies)})] TJ")

    def show(self, atoms: Iterable[tuple[Atom, float]], x: float, y: float, spread: float) -> None:
        """Draw atoms from left to right, each after its gap, Han characters spread by `spread`."""
        self._move(x, y)
        body: list[str] = []
        subset: Subset | None = None
        span: Span | None = None
        for (word, own, _), gap in atoms:
            if gap:
                body.append(pen(gap / own.size * 1000))
            if word.subset and word.subset is subset and own is span:
                body.append(word.body)
                continue
            for run in word.runs():
                self._flush(body)
                self._tell(run.actual)
                self._change(run.subset, own, run.rise, spread)
                body.append(run.body)
            subset, span = word.subset, own
        self._flush(body)
        self._tell("")

    def _move(self, x: float, y: float) -> None:
        self._code.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm")

    def _tell(self, actual: str | None) -> None:
        """Begin a text that stands for what is shown, after the end of the one before."""
        if actual is None:
            return
        if self._telling:
            self._code.append("EMC")
        if actual:
            text = actual.encode("utf-16-be", "replace").hex()
            self._code.append(f"/Span <</ActualText <feff{text}>>> BDC")
        self._telling = bool(actual)

    def _flush(self, body: list[str]) -> None:
        """Show what was gathered."""
        if shown := "".join(body):
            self._code.append(f"[({shown})] TJ")
        body.clear()

    def _change(self, subset: Subset, span: Span, rise: int, spread: float) -> None:
        """Set what differs: font and size, colour, height over the base line, spacing."""
        before = self._span
        if subset is not self._subset or before is None or span.size != before.size:
            self._code.append(f"/{subset.resource} {span.size:g} Tf")
        if before is None or span.color != before.color:
            self._code.append(span.color)
        if rise != self._rise:
            self._code.append(f"{rise * span.size / 1000:.2f} Ts")
        self._rise, self._spread = rise, spread
        spacing = spread if subset.face.han else 0.0
        if spacing != self._spacing:
            self._code.append(f"{spacing:.3f} Tc")
        self._subset, self._span, self._spacing = subset, span, spacing

    def _begin_text(self) -> None:
        if not self._in_text:
            self._code.append("BT")
            self._in_text = True

    def _end_text(self) -> None:
        if self._in_text:
            self._code.append("ET")
            self._in_text = False
