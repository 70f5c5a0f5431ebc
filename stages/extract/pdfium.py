"""The first reader: pypdfium2 by its raw interface; pages are read one by one and closed.

Page labels are never asked for: a label tree that holds itself kills the process.
"""

import codecs
import ctypes
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2_raw as raw

from stages.errors import LimitExceeded, NotReadable, PasswordNeeded
from stages.extract.drawn import drawing
from stages.extract.glyphs import Sheet
from stages.extract.pdfium_text import glyphs
from stages.extract.plane import Plane
from stages.schema import Bookmark, Link

_BOOKMARKS, _LINKS = 20_000, 10_000


class Pdfium:
    """An open PDF, to be used as a context manager.

    Raises NotReadable where pdfium cannot open the data, PasswordNeeded where the empty password
    does not open it. A page with more than `most` characters (0: any) raises LimitExceeded.
    """

    def __init__(self, data: bytes, name: str, most: int = 0) -> None:
        raw.FPDF_InitLibrary()
        self._name, self._most = name, most
        self._data = data  # pdfium reads from it as long as the document is open
        self._document = raw.FPDF_LoadMemDocument64(data, len(data), None)
        if not self._document:
            if raw.FPDF_GetLastError() in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
                raise PasswordNeeded(name, "the PDF is locked")
            raise NotReadable(name, "it begins like a PDF, but is damaged beyond reading")
        self.pages: int = raw.FPDF_GetPageCount(self._document)

    def __enter__(self) -> "Pdfium":
        return self

    def __exit__(self, *_: object) -> None:
        raw.FPDF_CloseDocument(self._document)

    def meta(self, key: str) -> str:
        """Return an entry of the document information, "" where there is none."""
        return _wide(
            lambda room, size: raw.FPDF_GetMetaText(self._document, key.encode(), room, size)
        )

    def outline(self) -> tuple[Bookmark, ...]:
        """Return the bookmarks in reading order; what leads to no page is left out."""
        found: list[Bookmark] = []
        seen: set[int] = set()
        waiting = [(raw.FPDFBookmark_GetFirstChild(self._document, None), 1)]
        while waiting and len(seen) < _BOOKMARKS:
            mark, level = waiting.pop()
            key = ctypes.cast(mark, ctypes.c_void_p).value
            if key is None or key in seen:
                continue
            seen.add(key)
            page = self._target(mark)
            if page is not None:
                found.append(Bookmark(title=_title(mark), page=page + 1, level=level))
            waiting.append((raw.FPDFBookmark_GetNextSibling(self._document, mark), level))
            waiting.append((raw.FPDFBookmark_GetFirstChild(self._document, mark), level + 1))
        return tuple(found)

    def sheet(self, index: int) -> Sheet | None:
        """Read the page with this index, from 0; None where pdfium cannot load it."""
        page = raw.FPDF_LoadPage(self._document, index)
        if not page:
            return None
        text = raw.FPDFText_LoadPage(page)
        try:
            return self._sheet(page, text, index + 1) if text else None
        finally:
            raw.FPDFText_ClosePage(text)
            raw.FPDF_ClosePage(page)

    def _sheet(self, page: Any, text: Any, number: int) -> Sheet:
        count = raw.FPDFText_CountChars(text)
        if self._most and count > self._most:
            what = f"page {number} has {count:,} characters, the limit is {self._most:,}"
            raise LimitExceeded(self._name, what)
        plane = _plane(page)
        found = glyphs(page, text, plane)
        drawn = drawing(page, plane, found.objects)
        return Sheet(
            number=number,
            width=plane.width,
            height=plane.height,
            glyphs=found.glyphs,
            rules=drawn.rules,
            links=list(self._links(page, plane)),
            areas=drawn.areas,
            pictures=drawn.pictures,
            level=found.level,
            cut=found.cut,
        )

    def _links(self, page: Any, plane: Plane) -> Iterator[Link]:
        position, link, box = ctypes.c_int(0), raw.FPDF_LINK(), raw.FS_RECTF()
        for _ in range(_LINKS):
            if not raw.FPDFLink_Enumerate(page, position, link):
                return
            href = self._href(link)
            if href and raw.FPDFLink_GetAnnotRect(link, box):
                x0, y0, x1, y1 = plane.box(box.left, box.bottom, box.right, box.top)
                yield Link(x0=x0, y0=y0, x1=x1, y1=y1, href=href)

    def _href(self, link: Any) -> str:
        action = raw.FPDFLink_GetAction(link)
        if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
            return ""
        size = raw.FPDFAction_GetURIPath(self._document, action, None, 0)
        room = ctypes.create_string_buffer(max(size, 1))
        raw.FPDFAction_GetURIPath(self._document, action, room, size)
        raw_href = room.raw[: max(size - 1, 0)]
        wide = raw_href.startswith(codecs.BOM_UTF16_BE)
        return raw_href.decode("utf-16" if wide else "utf-8", "replace")

    def _target(self, mark: Any) -> int | None:
        target = raw.FPDFBookmark_GetDest(self._document, mark)
        if not target and (action := raw.FPDFBookmark_GetAction(mark)):
            target = raw.FPDFAction_GetDest(self._document, action)
        page = raw.FPDFDest_GetDestPageIndex(self._document, target) if target else -1
        return page if 0 <= page < self.pages else None


def _plane(page: Any) -> Plane:
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, box)
    rotation = 90 * max(raw.FPDFPage_GetRotation(page), 0)
    return Plane(box.left, box.bottom, box.right, box.top, rotation)


def _title(mark: Any) -> str:
    return _wide(lambda room, size: raw.FPDFBookmark_GetTitle(mark, room, size))


def _wide(ask: Callable[[Any, int], int]) -> str:
    """Read a UTF-16 string, its length first; a lone surrogate becomes U+FFFD."""
    size = ask(None, 0)
    room = ctypes.create_string_buffer(max(size, 2))
    ask(room, size)
    return room.raw[: max(size - 2, 0)].decode("utf-16-le", "replace")
