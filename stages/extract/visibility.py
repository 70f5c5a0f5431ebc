"""Visibility: words that cannot be seen, words drawn twice, and words that lie over the text."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby, islice
from operator import attrgetter

from stages.extract.glyphs import Sheet, Style
from stages.extract.plane import Box, seen
from stages.extract.words import Word
from stages.schema import Furniture

_CLOSE = 12
"""Of 255: colours whose parts differ by no more than this look the same."""
_PAPER = "#ffffff"
_LAYER = 0.5
"""A picture over this share of a page is a scan, and unseen text on it what was recognized."""
_SHIFT = 0.2
"""In em: fake bold is the same word again, shifted by less than this."""
_NEXT, _WORDS, _CHECKS = 50, 500, 2_000_000
"""What a page may cost: repetitions looked at for each word, words of a watermark, and looks at
what lies behind words; pages that would take more are drawings."""
_TINY = 1.0
"""In points: smaller text cannot be read."""
_LARGE, _OVER = 1.3, 0.3
"""Text so many times as large as most of a page, that lies over other text by so many em, is a
watermark."""


def sort_out(words: Sequence[Word], sheet: Sheet) -> dict[Furniture, list[Word]]:
    """Sort the words of a page by what kind of furniture they are; "" is what is to be read."""
    scan = sheet.pictures >= _LAYER
    if len(words) * len(sheet.areas) > _CHECKS:
        sheet = replace(sheet, areas=[])
    found: dict[Furniture, list[Word]] = defaultdict(list)
    colors = (_PAPER, *{area.color for area in sheet.areas})
    plain = {
        key
        for key, style in {id(word.style): word.style for word in words}.items()
        if style.size >= _TINY
        and (style.seen or scan)
        and not style.turn
        and not any(_same(style.color, color) for color in colors)
    }
    width, height = sheet.width, sheet.height
    for word in words:
        if id(word.style) in plain and 0 < word.x0 < width and 0 < word.base < height:
            found[""].append(word)
            continue
        unseen = _outside(word, sheet) or word.style.size < _TINY or _like_paper(word, sheet)
        unseen = unseen or not (word.style.seen or scan)
        found["hidden" if unseen else ""].append(word)
    _take_out(found, "duplicate", _duplicates(found[""]))
    _take_out(found, "watermark", _overlays(found[""]))
    return found


def _take_out(found: dict[Furniture, list[Word]], kind: Furniture, words: set[int]) -> None:
    if words:
        found[kind] = [word for word in found[""] if id(word) in words]
        found[""] = [word for word in found[""] if id(word) not in words]


def _box(word: Word) -> Box:
    return seen(word.style.turn, (word.x0, word.y0, word.x1, word.y1))


def _outside(word: Word, sheet: Sheet) -> bool:
    x0, y0, x1, y1 = _box(word)
    return x1 <= 0 or y1 <= 0 or x0 >= sheet.width or y0 >= sheet.height


def _like_paper(word: Word, sheet: Sheet) -> bool:
    """Whether a word has the colour of what lies behind it: the topmost area, or white paper."""
    x0, y0, x1, y1 = _box(word)
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    behind = (a.color for a in sheet.areas[::-1] if a.x0 <= x <= a.x1 and a.y0 <= y <= a.y1)
    return _same(word.style.color, next(behind, _PAPER))


@cache
def _same(color: str, other: str) -> bool:
    """Whether two colours cannot be told apart; a picture has none."""
    if not (color and other):
        return False
    parts = zip(bytes.fromhex(color[1:]), bytes.fromhex(other[1:]), strict=True)
    return all(abs(a - b) <= _CLOSE for a, b in parts)


def _duplicates(words: Sequence[Word]) -> set[int]:
    """Return the words that repeat another in nearly the same place."""
    times = Counter([word.text for word in words])
    alike: dict[tuple[str, int], list[Word]] = defaultdict(list)
    for word in words:
        if times[word.text] > 1:
            alike[word.text, word.style.turn].append(word)
    found: set[int] = set()
    for group in alike.values():
        group.sort(key=attrgetter("x0", "base"))
        for k, word in enumerate(group):
            shift = _SHIFT * word.style.size
            for other in islice(group, k + 1, k + 1 + _NEXT):
                if other.x0 - word.x0 >= shift:
                    break
                if abs(other.base - word.base) < shift and id(word) not in found:
                    found.add(id(other))
    return found


def _overlays(words: Sequence[Word]) -> set[int]:
    """Return the words of a larger style that lies over other words."""
    sizes = {word.style.size for word in words}
    if not sizes or max(sizes) <= _LARGE * min(sizes):
        return set()
    letters: Counter[Style] = Counter()
    for style, alike in groupby(words, key=attrgetter("style")):
        letters[style] += sum([len(word.text) for word in alike])
    size = letters.most_common(1)[0][0].size
    large = [word for word in words if word.style.size > _LARGE * size and not word.style.turn]
    if len(large) > _WORDS:
        return set()
    over = {
        word.style
        for word in large
        if any(_covers(word, other) for other in words if other.style.size <= size)
    }
    return {id(word) for word in large if word.style in over}


def _covers(large: Word, small: Word) -> bool:
    across = min(large.x1, small.x1) - max(large.x0, small.x0)
    down = min(large.base, small.base) - max(large.y0, small.y0)
    size = small.style.size
    return across > _OVER * size and down > _OVER * size
