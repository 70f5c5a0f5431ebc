"""SubRip: UTF-8, numbered from 1, a blank line between cues.

Written with the library srt: pysubs2 drops what stands in braces and turns a literal backslash-N
into a line break, and a transcript may hold both.
"""

from collections.abc import Iterable
from datetime import timedelta

from srt import Subtitle


def srt_file(
    blocks: Iterable[tuple[int, int, list[str]]], *, bom: bool = False, crlf: bool = False
) -> bytes:
    """Return cues of start and end in milliseconds and lines as a SubRip file."""
    text = "".join(
        Subtitle(number, _delta(start), _delta(end), "\n".join(lines)).to_srt(strict=False)
        for number, (start, end, lines) in enumerate(blocks, 1)
    )
    return encoded(text, bom=bom, crlf=crlf)


def encoded(text: str, *, bom: bool = False, crlf: bool = False) -> bytes:
    """Return the text in UTF-8, with the line ends and the byte order mark that are asked for."""
    if crlf:
        text = text.replace("\n", "\r\n")
    return text.encode("utf-8-sig" if bom else "utf-8")


def _delta(milliseconds: int) -> timedelta:
    return timedelta(milliseconds=milliseconds)
