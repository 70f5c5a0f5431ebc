"""SubRip: UTF-8, numbered from 1, a blank line between cues.

Written here and not by a subtitle library: pysubs2 drops text in braces and turns a literal
backslash-N into a line break, and a transcript may hold both.
"""

from collections.abc import Iterable

Block = tuple[int, int, list[str]]
"""Start and end in milliseconds, and the lines."""


def srt(blocks: Iterable[Block], *, bom: bool = False, crlf: bool = False) -> bytes:
    """Return the cues as a SubRip file."""
    text = "".join(
        f"{number}\n{_stamp(start)} --> {_stamp(end)}\n{chr(10).join(lines)}\n\n"
        for number, (start, end, lines) in enumerate(blocks, 1)
    )
    if crlf:
        text = text.replace("\n", "\r\n")
    return text.encode("utf-8-sig" if bom else "utf-8")


def _stamp(time: int) -> str:
    seconds, thousandths = divmod(time, 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d},{thousandths:03d}"
