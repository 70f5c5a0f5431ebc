"""How much room a text takes, without a font: enough to share out columns and to count pages."""

_LETTER = 0.44
"""Average width in em of running Latin text with its spaces, between Calibri and Noto Sans."""

_RAGGED = 1.2
"""Ems that stay empty at the end of a line, on average."""


def ems(text: str) -> float:
    """Return the width of a text: ideographs take three bytes of UTF-8, Latin letters one."""
    wide = (len(text.encode()) - len(text)) / 2
    return wide + (len(text) - wide) * _LETTER


def lines(text: str, size: int, width: float) -> int:
    """Return the number of lines at a size in half points, in a width in twentieths of a point."""
    return 1 + int(ems(text) / max(width / size / 10 - _RAGGED, 1))
