"""Scripts: which one a text is written in, if it is one."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from operator import itemgetter

from stages.extract.words import Word

RIGHTWARD = frozenset({"ARABIC", "HEBREW"})
"""Scripts that are written from right to left."""
_HAN, _PURE, _KANA = 2.5, 0.8, 0.1
"""How many letters a Han character stands for, what share of the letters makes a script, and how
many kana, for each of those letters, make a text Japanese."""


def script(words: Iterable[Word]) -> str:
    """Return the script that nearly all letters are of, "" where several share the text.

    Unicode names begin with the script. A Han character counts for several letters; Japanese, in
    which Han characters and kana mix, is "KANA".
    """
    counts: dict[str, float] = defaultdict(float)
    for letter, times in Counter(c for w in words for c in w.text if c.isalpha()).items():
        script = unicodedata.name(letter, "?").split()[0]
        counts[script] += times * (_HAN if script == "CJK" else 1)
    kana = counts.pop("HIRAGANA", 0) + counts.pop("KATAKANA", 0)
    counts["KANA" if kana > _KANA * counts["CJK"] else "CJK"] += kana
    if "KANA" in counts:
        counts["KANA"] += counts.pop("CJK")
    script, most = max(counts.items(), key=itemgetter(1))
    return script if most > _PURE * sum(counts.values()) else ""
