"""Lines: words side by side, joined with the spaces that the eye sees."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import compress, groupby
from math import inf
from operator import attrgetter, itemgetter
from statistics import median, median_low

from stages.extract.bidi import ends_left, mark, reading, rightward
from stages.extract.glyphs import Style
from stages.extract.plane import seen
from stages.extract.words import Word
from stages.schema import Furniture, Line, Run
from stages.text import han

_ROW = 0.45
"""In em of the larger: words whose baselines differ by less stand in one row (superscripts)."""
_WIDE = 1.5
"""In em: a gap wider than this becomes two spaces."""
_SPACE, _SPACE_UNSPACED, _SPACE_BOTH, _SPACE_LEAST = 0.13, 0.2, 0.6, 0.05
"""In em: what gap is a space where the file does not say so: between letters, and beside a
full-width one (browsers put an eighth there of their own); in scripts whose letters touch; beside a
full-width mark, where justified setting opens up; and where one of the words touches a space."""
_FIRST_RIGHTWARD, _FIRST_UNSPACED = "\u0590", "\u0e00"
_LETTERS, _SPREAD, _NARROWER = 0.8, 1.6, 0.75
"""A line with so large a share of single letters is spaced out, and a space in it is so many times
as wide as its usual gap; a space between full-width letters is no narrower than this, measured by
the narrowest other space of the line."""


def rows(words: Iterable[Word]) -> list[list[Word]]:
    """Sort words into rows down the page, each from left to right."""
    found: list[list[Word]] = []
    base = size = 0.0
    for word in sorted(words, key=attrgetter("base")):
        own = word.style.size
        if found and word.base - base <= _ROW * (size if size > own else own):
            found[-1].append(word)
            size = size if size > own else own
        else:
            found.append([word])
            base, size = word.base, own
    for row in found:
        row.sort(key=attrgetter("ink"))
    return found


def lines(
    words: Sequence[Word], *, column: int = 0, number: int | None = None, backwards: bool = False
) -> list[Line]:
    """Return the lines of words that stand below each other, in one column.

    `backwards` says that some of the page is written from right to left.
    """
    if not backwards:
        return [line(row, column=column, number=number) for row in rows(words)]
    left = min(word.x0 for word in words)
    edge = max(word.x1 for word in words)
    return [
        line(
            row,
            column=column,
            number=number,
            lean=row[0].x0 - left - edge + row[-1].x1,
            backwards=True,
        )
        for row in rows(words)
    ]


def runs_left(words: Iterable[Word]) -> bool:
    """Whether any of the words is written from right to left."""
    return any(word.text > _FIRST_RIGHTWARD and rightward(word.text) for word in words)


def line(
    row: Sequence[Word],
    *,
    column: int = 0,
    number: int | None = None,
    furniture: Furniture = "",
    lean: float = 0.0,
    backwards: bool = False,
) -> Line:
    """Join the words of a row, sorted from left to right, to a line in the order of reading.

    `lean` is how much further it stands from the left margin than from the right one, in points;
    `backwards` says that a line of the page may run from right to left.
    """
    texts, styles = None, [word.style for word in row]
    mixed = styles.count(styles[0]) < len(row)
    style = _most(row) if mixed else styles[0]
    if backwards and (runs_left(row) or ends_left("".join(word.text for word in row))):
        texts, styles = _read(row, lean if runs_left(row) else inf)
    texts = texts or _texts(row)
    heights = row if mixed else [*{word.base: word for word in row}.values()]
    x0, y0, x1, y1 = seen(style.turn, (
        min([w.x0 for w in row]), min([w.y0 for w in heights]),
        max([w.x1 for w in row]), max([w.y1 for w in heights]),
    ))  # fmt: skip
    return Line(
        text="".join(texts), x0=round(x0, 2), y0=round(y0, 2), x1=round(x1, 2), y1=round(y1, 2),
        size=style.size, bold=style.bold, italic=style.italic, color=style.color, column=column,
        row=number,
        furniture=furniture, confidence=min([word.confidence for word in row]),
        runs=_runs(texts, styles) if mixed else (),
    )  # fmt: skip


def _texts(row: Sequence[Word]) -> list[str]:
    """Return the words of a row with the spaces behind them.

    A space at the end of the line is kept: it tells how the line joins the next one.
    """
    ends = [*_spaces(row), " " if row[-1].after else ""]
    return [word.text + end for word, end in zip(row, ends, strict=True)]


def _read(row: Sequence[Word], lean: float) -> tuple[list[str], list[Style]]:
    """Bring a row with right-to-left letters into the order of reading, each text with its style.

    `lean` is how much further it stands from the left margin than from the right one.
    """
    marks = [word for word in row if mark(word.text)]
    row = [word for word in row if not mark(word.text)]
    above: dict[int, str] = defaultdict(str)
    for one in marks:
        letter = _under(one, row)
        above[id(letter)] += one.text
        letter.x0, letter.x1 = min(letter.x0, one.x0), max(letter.x1, one.x1)
    shown: list[str] = []
    styles: list[Style] = []
    for word, space in zip(row, [*_spaces(row), ""], strict=True):
        letters = [word.text] if rightward(word.text) else list(word.text)
        letters[-1] += above[id(word)]
        shown += [*letters, space] if space else letters
        styles += [word.style] * (len(letters) + bool(space))
    order, texts = reading(shown, lean / (row[0].style.size or 1.0))
    return texts, [styles[k] for k in order]


def _under(one: Word, row: Sequence[Word]) -> Word:
    """Return the letter that a mark sits on.

    It is the nearest one, or the one right behind the mark where the reader knew no places and gave
    letters and marks equal parts of a word.
    """
    beside = (word for word in row if one.x0 < one.x1 == word.x0)
    middle = one.x0 + one.x1
    return next(beside, None) or min(row, key=lambda word: abs(word.x0 + word.x1 - middle))


def _spaces(row: Sequence[Word]) -> list[str]:
    """Decide for each gap of a row: nothing, a space, or the two spaces of a wide gap."""
    others = row[1:]
    sizes = [word.style.size for word in row]
    gaps = [
        (b.x0 - a.x1) / (size or 1.0)
        for a, b, size in zip(row, others, map(min, sizes, sizes[1:]), strict=False)
    ]
    said = [
        (a.after and b.before) or ((a.after or b.before) and gap > _SPACE_LEAST)
        for a, b, gap in zip(row, others, gaps, strict=False)
    ]
    wide = _WIDE
    if len(gaps) > 1 and max(gaps) > wide:
        wide = max(wide, 2 * median_low(gaps))
    spaces = [
        "  " if gap > wide else " " if is_said else ""
        for gap, is_said in zip(gaps, said, strict=True)
    ]
    open_to = [k for k, gap in enumerate(gaps) if gap > _SPACE and not spaces[k]]
    if open_to:
        sides = [(a.text[-1], b.text[0]) for a, b in zip(row, others, strict=False)]
        limit, limit_full = _limit(row, gaps), _limit_full(sides, gaps)
        for k in open_to:
            if gaps[k] > _least(*sides[k], limit, limit_full):
                spaces[k] = " "
    return spaces


def _limit(row: Sequence[Word], gaps: Sequence[float]) -> float:
    """Return what gap is a space between the words of a row, spaced-out letters allowed for."""
    least = _LETTERS * len(row)
    single = [word.text for word in row if len(word.text) == 1]
    if len(row) <= 3 or len(single) < least or sum(not _full(text) for text in single) < least:
        return _SPACE
    return max(_SPACE, _SPREAD * median(gaps))


def _limit_full(sides: Sequence[tuple[str, str]], gaps: Sequence[float]) -> float:
    """Return what gap is a space between full-width letters, which may all be set apart.

    Justified setting opens them as much as it widens spaces: a true space is no narrower.
    """
    full = [a >= _FIRST_UNSPACED and _letters(a, b) for a, b in sides]
    if not any(full):
        return _SPACE_UNSPACED
    between = list(compress(gaps, full))
    spaces = [
        gap
        for pair, gap in zip(sides, gaps, strict=True)
        if gap > _SPACE and max(pair) < _FIRST_UNSPACED
    ]
    usual = _SPREAD * median(between) if len(between) > 2 else 0.0
    return max(_SPACE_UNSPACED, usual, _NARROWER * min(spaces, default=0.0))


def _letters(a: str, b: str) -> bool:
    return _full(a) and a.isalpha() and _full(b) and b.isalpha()


def _least(a: str, b: str, limit: float, limit_full: float) -> float:
    """Return what gap between these two letters is a space, where the file does not say so."""
    if a < _FIRST_RIGHTWARD > b:
        return limit
    if rightward(a) or rightward(b):
        return _SPACE_UNSPACED
    if a < _FIRST_UNSPACED > b:
        return limit
    if _letters(a, b):
        return limit_full
    if _full(a) and _full(b):
        return _SPACE_BOTH
    return max(limit, _SPACE_UNSPACED) if _unspaced(a) or _unspaced(b) else limit


def _unspaced(letter: str) -> bool:
    """Whether a letter is Thai, Lao, Burmese or Khmer: words touch, and places are less sure."""
    return any(
        first <= letter <= last for first, last in ("\u0e00\u0eff", "\u1000\u109f", "\u1780\u17ff")
    )


def _full(letter: str) -> bool:
    """Whether a letter fills a square and stands in text without spaces, as Korean does not."""
    return han(letter) and not "\uac00" <= letter <= "\ud7a3"


def _most(row: Sequence[Word]) -> Style:
    counts: Counter[Style] = Counter()
    for style, alike in groupby(row, key=attrgetter("style")):
        counts[style] += sum([len(word.text) for word in alike])
    return counts.most_common(1)[0][0]


def _runs(texts: Sequence[str], styles: Sequence[Style]) -> tuple[Run, ...]:
    found: list[Run] = []
    start = 0
    for style, group in groupby(zip(texts, styles, strict=True), key=itemgetter(1)):
        end = start + sum(len(text) for text, _ in group)
        found.append(
            Run(start=start, end=end, bold=style.bold, italic=style.italic, size=style.size,
                color=style.color)
        )  # fmt: skip
        start = end
    return tuple(found) if len(found) > 1 else ()
