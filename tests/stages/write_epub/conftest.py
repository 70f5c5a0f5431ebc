"""An EPUB reader of the tests' own: zip and lxml, nothing of the writer."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pytest
from lxml import etree

from stages.schema import Paragraph, Segment, Transcript

NS = {
    "x": "http://www.w3.org/1999/xhtml",
    "e": "http://www.idpf.org/2007/ops",
    "o": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "n": "http://www.daisy.org/z3986/2005/ncx/",
}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
CONTAINER = "urn:oasis:names:tc:opendocument:xmlns:container"


class Turn(NamedTuple):
    """What a reader can tell of a turn from the e-book alone."""

    start_ms: int | None
    speaker: str
    note: str
    kind: str
    texts: dict[str, list[tuple[str, int | None]]]


class Read:
    """An opened EPUB: its members, its package document, its pages in the order of the spine."""

    def __init__(self, data: bytes) -> None:
        self.archive = zipfile.ZipFile(io.BytesIO(data))
        container = etree.fromstring(self.archive.read("META-INF/container.xml"))
        self.opf_path = container.find(f".//{{{CONTAINER}}}rootfile").get("full-path")
        self.folder = self.opf_path.rpartition("/")[0]
        self.opf = self.xml(self.opf_path)
        self.items = {i.get("id"): i for i in self.opf.iterfind(".//o:item", NS)}
        self.spine = [
            self.items[ref.get("idref")].get("href")
            for ref in self.opf.iterfind(".//o:itemref", NS)
        ]
        self.pages = {path: self.xml(f"{self.folder}/{path}") for path in self.spine}

    def xml(self, path: str) -> Any:
        """Parse a member strictly: the file must be well-formed XML."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        return etree.fromstring(self.archive.read(path), parser)

    @property
    def nav(self) -> Any:
        """The navigation document."""
        item = next(i for i in self.items.values() if i.get("properties") == "nav")
        return self.pages[item.get("href")]

    def all(self, path: str) -> Iterator[Any]:
        """Yield what an XPath finds, page by page in the order of the spine."""
        for root in self.pages.values():
            yield from root.xpath(path, namespaces=NS)

    def meta(self, name: str) -> list[str]:
        """Return the values of a metadata property."""
        return [m.text for m in self.opf.iterfind(f".//o:meta[@property='{name}']", NS)]

    def dc(self, name: str) -> list[str]:
        """Return the values of a Dublin Core element."""
        return [e.text for e in self.opf.iterfind(f".//dc:{name}", NS)]

    @property
    def turns(self) -> list[Turn]:
        """Return the turns; the parts of one that was cut are put together again."""
        turns: list[Turn] = []
        for section in self.all("//x:section[contains(@class, 'turn')]"):
            classes = section.get("class").split()
            if "continued" not in classes:
                turns.append(_turn(section, classes[1]))
            _add_paragraphs(section, turns[-1])
        return turns


def _turn(section: Any, kind: str) -> Turn:
    times = section.xpath("x:h2/x:time/@datetime", namespaces=NS)
    speaker = "".join(section.xpath("x:h2/x:span[@class='speaker']//text()", namespaces=NS))
    note = "".join(section.xpath("x:h2/x:span[@class='note']//text()", namespaces=NS))
    start = milliseconds(times[0]) if times else None
    return Turn(start, speaker, note.removeprefix("(").removesuffix(")"), kind, {})


def _add_paragraphs(section: Any, turn: Turn) -> None:
    for p in section.iterfind(".//x:p", NS):
        assert p.get("lang") == p.get(LANG)
        anchors = p.xpath("x:time[@class='anchor']", namespaces=NS)
        for anchor in anchors:
            assert anchor.tail.startswith(" ")
            anchor.text, anchor.tail = None, anchor.tail[1:]
        text = "".join(p.itertext())
        known = turn.texts.setdefault(p.get("lang"), [])
        if "continued" in p.get("class").split():
            known[-1] = (known[-1][0] + text, known[-1][1])
        else:
            known.append((text, milliseconds(anchors[0].get("datetime")) if anchors else None))


def milliseconds(duration: str) -> int:
    """Read an ISO 8601 duration."""
    found = re.fullmatch(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d+))?S)?", duration)
    assert found, duration
    hours, minutes, seconds = (int(found[n] or 0) for n in (1, 2, 3))
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + int((found[4] or "0").ljust(3, "0"))


def turn_of(segment: Segment) -> Turn:
    """Return what the e-book must tell of a segment."""

    def told(paragraphs: tuple[Paragraph, ...]) -> list[tuple[str, int | None]]:
        return [(p.text, p.start_ms) for p in paragraphs]

    texts = {language: told(paragraphs) for language, paragraphs in segment.texts.items()}
    return Turn(segment.start_ms, segment.speaker, segment.note, segment.kind, texts)


@pytest.fixture
def read() -> Callable[[bytes], Read]:
    """Open an EPUB with the reader above."""
    return Read


@pytest.fixture
def expected() -> Callable[[Transcript], list[Turn]]:
    """Return the turns that an e-book of a transcript must hold."""
    return lambda transcript: [turn_of(segment) for segment in transcript.segments]
