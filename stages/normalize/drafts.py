"""Paragraphs being put together, and the places where one of them might end."""

from collections.abc import Set
from dataclasses import dataclass, field
from itertools import pairwise

from stages.normalize.lines import Span
from stages.schema import Paragraph

Texts = dict[str, list[Paragraph]]
"""The paragraphs of a turn by language."""


@dataclass(frozen=True, slots=True, eq=False)
class Doubt:
    """A place in a draft, before one of its stretches, where another paragraph may begin."""

    at: int
    weight: float
    """What the page says for it: the logarithm of its odds."""


@dataclass(slots=True, eq=False)
class Draft:
    """A paragraph being put together."""

    language: str
    page: int
    anchor_ms: int | None
    spans: list[Span] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    @property
    def visible(self) -> bool:
        """Whether it holds anything but blanks."""
        return any(not span.text.isspace() and span.text for span in self.spans)

    def lengths(self, cuts: Set[Doubt]) -> list[int]:
        """Return the numbers of characters of its parts, if it is cut where some doubts are."""
        return [sum(span.end - span.start for span in spans) for spans in self._parted(cuts)]

    def parts(self, cuts: Set[Doubt]) -> list["Draft"]:
        """Return the paragraphs that it falls into where some doubts are."""
        first, *rest = self._parted(cuts)
        return [
            Draft(self.language, self.page, self.anchor_ms, first),
            *(Draft(self.language, spans[0].item.page.number, None, spans) for spans in rest),
        ]

    def _parted(self, cuts: Set[Doubt]) -> list[list[Span]]:
        places = [0, *(doubt.at for doubt in self.doubts if doubt in cuts), len(self.spans)]
        return [self.spans[a:b] for a, b in pairwise(places)]
