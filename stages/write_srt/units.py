"""The units of a line: words, single Han characters, each with the marks that belong to it.

No unit begins with a mark that must not begin a line, or ends with one that must not end it
(clreq and JLReq line breaking rules).
"""

import re
from itertools import accumulate

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

_UNIT = re.compile(
    rf"[“‘{_OPEN}\(\[\{{{_THAI_BEFORE}]*"
    rf"(?:[{_CJK}{_THAI}][{_THAI_MARKS}]*|{_RUN}+)?"
    rf"[{_CLOSE}{_KANA_TAIL}\)\]\}}!?.,;:%~～〜]*\s*"
)


_PLAIN = re.compile("[!-~\u00a1-\u02ff\u0370-\u052f‘’“”…• -]*")
"""Text whose units are its words and nothing else: letters, with no mark that joins two words."""


def units(text: str) -> list[tuple[int, int]]:
    """Cut a text, in which each space stands alone, into the units of a line.

    A unit is given by its begin and its end, without the space that follows it.
    """
    if _PLAIN.fullmatch(text):
        ends = [end - 1 for end in accumulate(len(word) + 1 for word in text.split(" "))]
        return list(zip([0, *(end + 1 for end in ends[:-1])], ends, strict=True)) if text else []
    spans = [match.span() for match in _UNIT.finditer(text)]
    return [(a, b - (text[b - 1] == " ")) for a, b in spans if a < b]
