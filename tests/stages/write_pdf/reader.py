"""Reads the PDF back: its structure tree with the text of each element, its fonts, its links."""

import io
import re
from dataclasses import dataclass, field
from typing import Any

import pikepdf


@dataclass
class Node:
    """An element of the structure tree: its own text in reading order, its kids, its language."""

    tag: str
    language: str = ""
    actual: str = ""
    text: str = ""
    kids: list["Node"] = field(default_factory=list)
    links: int = 0

    def find(self, *tags: str) -> list["Node"]:
        """Return the elements below with one of the tags, in reading order."""
        own = [self] if self.tag in tags else []
        return own + [node for kid in self.kids for node in kid.find(*tags)]


class Book:
    """An open product."""

    def __init__(self, data: bytes) -> None:
        self.pdf = pikepdf.open(io.BytesIO(data))
        self.contents = [page.Contents.read_bytes().decode("latin-1") for page in self.pdf.pages]
        self._maps = {
            key: _unicode(font.ToUnicode.read_bytes().decode("ascii"))
            for key, font in self.pdf.pages[0].Resources.Font.items()
        }
        self._marked = [self._texts(page) for page in self.pdf.pages]
        self.untagged = [text for marked in self._marked for text in marked.pop("", [])]
        self._numbers = {page.objgen: n for n, page in enumerate(self.pdf.pages)}
        self.tree = self._node(self.pdf.Root.StructTreeRoot.K, None)

    def paragraphs(self, language: str) -> list[str]:
        """Return the paragraphs of the turns in a language; a link's text is part of its own."""
        sections = [s for s in self.tree.find("Sect") if not s.find("TOCI")]
        found = {id(p): p for s in sections for p in s.find("P") if p.language == language}
        return [p.actual or p.text for p in found.values()]

    def artifacts(self) -> list[str]:
        """Return the text of running heads and folios."""
        return self.untagged

    def _node(self, own: Any, page: int | None) -> Node:
        page = self._numbers[own.Pg.objgen] if "/Pg" in own else page
        node = Node(str(own.S)[1:], str(own.get("/Lang", "")), str(own.get("/ActualText", "")))
        kids = own.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                node.kids.append(self._node(kid, page))
                node.text += node.kids[-1].text if node.kids[-1].tag == "Link" else ""
            elif isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR":
                node.links += 1
            elif isinstance(kid, pikepdf.Dictionary):
                node.text += self._marked[self._numbers[kid.Pg.objgen]][str(kid.MCID)]
            else:
                node.text += self._marked[page][str(kid)]
        return node

    def _texts(self, page: pikepdf.Page) -> dict[str, Any]:
        """Return the text of each piece of marked content, and that of artifacts under ""."""
        texts: dict[str, Any] = {"": []}
        stack: list[str] = []
        font, actual = "", None
        for operands, operator in pikepdf.parse_content_stream(page):
            match str(operator):
                case "BDC":
                    entries = operands[1]
                    if "/MCID" in entries:
                        stack.append(str(entries.MCID))
                        texts[stack[-1]] = ""
                    elif "/ActualText" in entries:
                        actual = str(entries.ActualText)
                        stack.append(stack[-1])
                    else:
                        stack.append("")
                        texts[""].append("")
                case "Tf":
                    font = str(operands[0])
                case "TJ" if actual is None:
                    self._add(texts, stack[-1], self._shown(operands, font))
                case "EMC":
                    if actual is not None:
                        self._add(texts, stack[-1], actual)
                        actual = None
                    stack.pop()
        return texts

    @staticmethod
    def _add(texts: dict[str, Any], key: str, text: str) -> None:
        if key:
            texts[key] += text
        else:
            texts[""][-1] += text

    def _shown(self, operands: Any, font: str) -> str:
        [items] = operands
        shown = b"".join(bytes(item) for item in items if isinstance(item, pikepdf.String))
        codes = shown.hex()
        return "".join(self._maps[font][codes[i : i + 4]] for i in range(0, len(codes), 4))


def _unicode(cmap: str) -> dict[str, str]:
    pairs = re.findall("<([0-9a-f]{4})> <([0-9a-f]+)>\n", cmap.split("endcodespacerange")[1])
    return {code: bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}
