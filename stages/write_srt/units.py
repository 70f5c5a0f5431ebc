"""The units of a line: words, single Han characters, each with the marks that belong to it.

No unit begins with a mark that must not begin a line, or ends with one that must not end it
(clreq and JLReq line breaking rules).
"""

import re
from itertools import accumulate, count
from operator import add

_CJK = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u3100-\u312f\u31a0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9d\U00020000-\U0003ffff"
)
_THAI = "\u0e01-\u0e2e\u0e30\u0e32\u0e33\u0e45\u0e46\u0e2f"
_THAI_BEFORE = "\u0e40-\u0e44"
_THAI_MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_KANA_TAIL = "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶー々ゝゞヽヾ"
_OPEN = "（《〈【「『〔［｛〖〝"
_CLOSE = "，。、；：？！…—·・”’）》〉】」』〕］｝〗〞％‰℃"
_RUN = rf"[^\s{_CJK}{_THAI}{_THAI_BEFORE}{_OPEN}，。、；：？！）》〉】」』〕］｝〗〞—]"

_BEHIND = rf"[{_CLOSE}{_KANA_TAIL}\)\]\}}!?.,;:%~～〜]*\s*"

_UNITS = re.compile(
    rf"([\u4e00-\u9fff]+)[{_THAI_MARKS}]*{_BEHIND}"
    rf"|[“‘{_OPEN}\(\[\{{{_THAI_BEFORE}]*"
    rf"(?:[{_CJK}{_THAI}][{_THAI_MARKS}]*|{_RUN}+)?{_BEHIND}"
)
"""Han characters of which each is a unit (the group), or one unit; with what belongs behind it."""

_PLAIN = re.compile("[!-~\u00a1-\u02ff\u0370-\u052f‘’“”…• -]*")
"""Text whose units are its words and nothing else: letters, with no mark that joins two words."""


def units(text: str) -> tuple[list[int], list[int]]:
    """Cut a text, in which each space stands alone, into the units of a line.

    Returns where they begin and where they end, without the space that follows them.
    """
    if not text:
        return [], []
    if _PLAIN.fullmatch(text):
        ends = list(map(add, accumulate(map(len, text.split(" "))), count()))
        return [0, *[end + 1 for end in ends[:-1]]], ends
    starts: list[int] = []
    ends = []
    for match in _UNITS.finditer(text):
        begin, end = match.span()
        if begin == end:
            continue
        if match.lastindex:
            starts += range(begin, match.end(1))
            ends += range(begin + 1, match.end(1))
        else:
            starts.append(begin)
        ends.append(end - (text[end - 1] == " "))
    return starts, ends
