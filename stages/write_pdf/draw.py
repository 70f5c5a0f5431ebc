"""The operators of a page: text, marked content, rules, and the links over them."""

from typing import NamedTuple

from stages.write_pdf.lines import Atom
from stages.write_pdf.tags import Element, Tree


class Annotation(NamedTuple):
    """A link on a page: its box, where it leads, and its key in the parent tree."""

    name: str
    box: tuple[float, float, float, float]
    text: str
    """What it is called for those who cannot see it."""
    key: int = 0
    href: str = ""
    target: str = ""


class Setting(NamedTuple):
    """An atom where it stands on its line."""

    atom: Atom
    x: float
    width: float
    gap: float
    owner: str = ""
    """What it belongs to besides its block: a link's address, or the lead."""


class PageDrawing:
    """The content stream of one page while it is drawn, and its links."""

    def __init__(self, number: int, tree: Tree) -> None:
        self.number = number
        self.annotations: list[Annotation] = []
        self._tree = tree
        self._code: list[str] = []
        self._state: tuple[str, float, str, float] = ("", 0.0, "", 0.0)
        self._in_text = False

    @property
    def content(self) -> bytes:
        """The operators of the page."""
        self._end_text()
        return "\n".join(self._code).encode("ascii")

    def begin(self, element: Element) -> None:
        """Open marked content that belongs to an element."""
        number = self._tree.mark(self.number, element)
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
        key = self._tree.annotate(self.number, element, annotation.name)
        self.annotations.append(annotation._replace(key=key))

    def rule(self, operators: str) -> None:
        """Draw lines that are no part of the text."""
        self._end_text()
        self._code.append(f"/Artifact <</Type/Layout>> BDC q {operators} Q EMC")

    def settings(self, settings: list[Setting], y: float, stretch: float) -> None:
        """Draw atoms of a line from left to right."""
        if not settings:
            return
        self._code.append(f"1 0 0 1 {settings[0].x:.2f} {y:.2f} Tm")
        body = ""
        for number, setting in enumerate(settings):
            atom = setting.atom
            runs = atom.word.runs()
            if number and setting.gap:
                body += f">{-setting.gap / atom.span.size * 1000:.0f}<"
            if atom.word.actual:
                body = self._flush(body)
                actual = atom.word.actual.encode("utf-16-be", "replace").hex()
                self._code.append(f"/Span <</ActualText <feff{actual}>>> BDC")
            for run in runs:
                spread = stretch if run.subset.face.han else 0.0
                state = (run.subset.resource, atom.span.size, atom.span.color, spread)
                if state != self._state or run.rise:
                    body = self._flush(body)
                    self._change(state)
                if run.rise:
                    self._code.append(f"{run.rise * atom.span.size / 1000:.2f} Ts")
                body += run.body
                if run.rise:
                    body = self._flush(body)
                    self._code.append("0 Ts")
            if atom.word.actual:
                body = self._flush(body)
                self._code.append("EMC")
        self._flush(body)

    def _flush(self, body: str) -> str:
        if body:
            shown = f"<{body}>".replace("<>", " ")
            self._code.append(f"[{shown}] TJ" if ">" in body else f"{shown} Tj")
        return ""

    def _change(self, state: tuple[str, float, str, float]) -> None:
        font, size, color, spread = state
        if state[:2] != self._state[:2]:
            self._code.append(f"/{font} {size:g} Tf")
        if color != self._state[2]:
            self._code.append(color)
        if spread != self._state[3]:
            self._code.append(f"{spread:.3f} Tc")
        self._state = state

    def _begin_text(self) -> None:
        if not self._in_text:
            self._code.append("BT")
            self._in_text = True

    def _end_text(self) -> None:
        if self._in_text:
            self._code.append("ET")
            self._in_text = False
