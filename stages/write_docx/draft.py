"""A document in the making: what its paragraphs share - languages, links, bookmarks."""

from collections.abc import Iterator
from itertools import pairwise
from operator import attrgetter

from stages.links import safe_link
from stages.schema import Mark, Paragraph, Segment, Transcript
from stages.words import words
from stages.write_docx import markup
from stages.write_docx.language import Tongue, Tongues


class Draft:
    """The state of one document while it is written."""

    def __init__(self, transcript: Transcript) -> None:
        self.transcript = transcript
        self.tongues = Tongues(transcript.languages)
        self.turn_numbers = {s.id: number for number, s in enumerate(transcript.segments, 1)}
        self.relations: dict[str, str] = {}
        self._links: dict[str, str] = {}
        self._pages: set[int] = set()
        self._bookmarks = 0

    def bookmark(self, name: str, content: str = "") -> str:
        """Return a bookmark with a number of its own."""
        self._bookmarks += 1
        return markup.bookmark(self._bookmarks, name, content)

    def turn(self, segment: Segment) -> str:
        """Return the name of the bookmark of a turn, which tells its kind: "advert_12"."""
        return f"{segment.kind}_{self.turn_numbers[segment.id]}"

    def page(self, number: int | None) -> str:
        """Return a bookmark where a page of the source begins, "" where it has begun before."""
        if number is None or number in self._pages:
            return ""
        self._pages.add(number)
        return self.bookmark(f"page_{number}")

    def plain(self, text: str, style: str = "") -> str:
        """Return a run of a name, a title or a label, in the language that its script tells."""
        return markup.run(text, markup.properties(self.tongues.of(text), style))

    def name(self, text: str, tag: str) -> str:
        """Return a run of a chapter's name in a language.

        In a line of the other direction a mark keeps its last full stop at its end.
        """
        tongue = next((one for one in self.tongues.all if one.tag == tag), self.tongues.of(text))
        mark = "" if tongue.rtl == self.tongues.rtl else "\u200f" if tongue.rtl else "\u200e"
        return markup.run(text, markup.properties(tongue)) + markup.run(mark)

    def label(self, key: str) -> str:
        """Return a wording of the document's own, in each of its languages that has one."""
        return " · ".join(dict.fromkeys(words(key, self.transcript.languages).values()))

    def direction(self, tongue: Tongue) -> str:
        """Return the direction of a paragraph in a language, where it is not the document's own."""
        if tongue.rtl == self.tongues.rtl:
            return ""
        return "<w:bidi/>" if tongue.rtl else '<w:bidi w:val="0"/>'

    def parts(self, *runs: str) -> str:
        """Return a line of a speaker, a time and the like, two spaces apart, as transcripts do.

        A mark between them keeps the digits of a time beside a name of the other direction.
        """
        mark = "\u200f" if self.tongues.rtl else "\u200e" * self.tongues.both_ways
        return markup.run(f"  {mark}").join(run for run in runs if run)

    def text(self, paragraph: Paragraph, tongue: Tongue | None = None) -> str:
        """Return a paragraph's text as runs: bold, italics, links, and pages that begin in it."""
        tongue = tongue or self.tongues.of(paragraph.text)
        if not (paragraph.marks or paragraph.page_starts):
            return markup.run(paragraph.text, markup.properties(tongue))
        return "".join(self._marked(paragraph, tongue))

    def _marked(self, paragraph: Paragraph, tongue: Tongue) -> Iterator[str]:
        """Give the runs between the borders of marks; the runs of one link stay in one link."""
        pages: dict[int, str] = {}
        for begin in sorted(paragraph.page_starts, key=attrgetter("at")):
            pages[begin.at] = pages.get(begin.at, "") + self.page(begin.page)
        beginning: dict[int, list[Mark]] = {place: [] for place in (0, len(paragraph.text), *pages)}
        for mark in paragraph.marks:
            beginning.setdefault(mark.start, []).append(mark)
            beginning.setdefault(mark.end, [])
        open_link = ""
        held: list[str] = []
        marks: list[Mark] = []
        for start, end in pairwise(sorted(beginning)):
            marks = [mark for mark in marks if mark.end > start] + beginning[start]
            link = next((self._relation(m) for m in marks if m.kind == "link"), "")
            if link != open_link:
                yield _linked(open_link, held)
                open_link, held = link, []
            kinds = {m.kind for m in marks}
            style = "Hyperlink" if link else ""
            props = markup.properties(tongue, style, "bold" in kinds, "italic" in kinds)
            held.append(pages.get(start, "") + markup.run(paragraph.text[start:end], props))
        yield _linked(open_link, held)

    def _relation(self, mark: Mark) -> str:
        """Return the relationship of a link, "" where it is not a safe one."""
        if mark.href not in self._links:
            target = safe_link(mark.href)
            if target:
                self.relations.setdefault(target, f"link{len(self.relations) + 1}")
            self._links[mark.href] = self.relations.get(target, "")
        return self._links[mark.href]


def _linked(relation: str, runs: list[str]) -> str:
    content = "".join(runs)
    return markup.external_link(relation, content) if relation else content
