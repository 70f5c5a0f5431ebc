"""Korean line ends: browsers break Hangul between any two syllables, and draw no blank there.

Where every full line reaches the margin to within a syllable, a line end says nothing about words;
then the document's own words decide, and else how Korean words end.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from stages.normalize.blanks import hangul
from stages.normalize.lines import Item

_SYLLABLES = "[\uac00-\ud7af]+"
_FULL = 1.2
"""Ems that a line may lack to its margin, where it is broken at the next syllable."""

_ENOUGH, _MOST = 4, 0.9
_RAGGED, _JUSTIFIED = 0.1, 0.6
"""Ems by which such lines differ, where they are not justified, and the share that do not then."""

_WORD_ENDS = frozenset("은는을를에의로고서면지게도만며한할던된와과")
_ENDINGS = frozenset({
    "다", "니다", "습니다", "입니다", "요", "죠", "는", "은", "이", "가", "을", "를", "의", "에",
    "에서", "로", "으로", "고", "면", "지", "도", "만", "까", "와", "과", "게",
})  # fmt: skip
"""What ends a word and is none."""

_FREE = frozenset({
    "지금", "이제", "아직", "벌써", "오늘", "내일", "어제", "그때", "다시", "아주", "정말", "매우",
    "가장", "너무", "조금", "많이", "모두", "함께", "같이", "바로", "그냥", "항상", "자주", "우리",
    "그리고", "하지만", "그런데", "그래서", "그러나", "다른", "어떤", "모든", "이런", "그런",
})  # fmt: skip
"""Frequent words that stand alone."""


class Korean:
    """Knows whether a document breaks Korean words at its line ends, and which words it has."""

    def __init__(self, items: Sequence[Item]) -> None:
        """Take the lines in reading order."""
        self._items = items

    def broken(self, before: str, after: str) -> bool:
        """Whether the end of a line stands inside a word of two Hangul syllables or more."""
        tail, head = re.search(_SYLLABLES + "$", before), re.match(_SYLLABLES, after)
        if not tail or not head or not self._anywhere:
            return False
        first, rest = tail[0], head[0]
        if self._words[first + rest] or rest in _ENDINGS:
            return True
        if self._words[first] or first in _FREE:
            return False
        return len(first) < 2 or first[-1] not in _WORD_ENDS

    @cached_property
    def _anywhere(self) -> bool:
        """Whether lines end between any two syllables."""
        margins: dict[tuple[int, int], float] = defaultdict(float)
        lines = [item for item in self._items if re.search(_SYLLABLES, item.text)]
        for item in lines:
            margins[_place(item)] = max(margins[_place(item)], item.line.x1)
        rooms = [
            (margins[_place(a)] - a.line.x1) / (a.line.size or 10)
            for a, b in pairwise(lines)
            if hangul(a.text[-1:]) and hangul(b.text[:1]) and _place(a) == _place(b)
        ]
        if len(rooms) < _ENOUGH or _flush(rooms):
            return False
        return sum(room < _FULL for room in rooms) >= _MOST * len(rooms)

    @cached_property
    def _words(self) -> Counter[str]:
        """Count the words that stand whole on a line."""
        words: Counter[str] = Counter()
        broken = False
        for item in self._items:
            tokens = item.text.split()[1 if broken else 0 :]
            broken = hangul(item.text[-1:])
            for token in tokens[: -1 if broken else None]:
                words.update(re.findall(_SYLLABLES, token))
        return words


def _flush(rooms: Sequence[float]) -> bool:
    """Whether most lines end at one place, as justified ones do."""
    steps = Counter(round(room / _RAGGED) for room in rooms)
    return max(n + steps[step + 1] for step, n in list(steps.items())) > _JUSTIFIED * len(rooms)


def _place(item: Item) -> tuple[int, int]:
    return item.line.column, round(item.line.x0 / 2)
