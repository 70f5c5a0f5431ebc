"""SubRip: UTF-8, numbered from 1, a blank line between cues."""

from collections.abc import Iterable
from functools import lru_cache

from stages.text import clock


def srt_file(
    blocks: Iterable[tuple[int, int, list[str]]], *, bom: bool = False, crlf: bool = False
) -> bytes:
    """Return cues of start and end in milliseconds and lines, none of them empty, as a file."""
    cues = [
        "\n".join((f"{number}\n{stamp(start)} --> {stamp(end)}", *lines, "\n"))
        for number, (start, end, lines) in enumerate(blocks, 1)
    ]
    return encoded("".join(cues), bom=bom, crlf=crlf)


@lru_cache(maxsize=1 << 14)
def stamp(time: int) -> str:
    """Return a time in milliseconds as SubRip has it; most are in several files."""
    return f"{clock(time)},{time % 1000:03d}"


def encoded(text: str, *, bom: bool = False, crlf: bool = False) -> bytes:
    """Return the text in UTF-8, with the line ends and the byte order mark that are asked for."""
    if crlf:
        text = text.replace("\n", "\r\n")
    return text.encode("utf-8-sig" if bom else "utf-8")
