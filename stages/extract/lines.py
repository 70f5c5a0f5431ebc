"""Lines: words side by side, joined with the spaces that the eye sees."""

from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import median

from stages.extract.characters import HYPHENS
from stages.extract.glyphs import Style
from stages.extract.plane import seen
from stages.extract.words import Word
from stages.schema import Furniture, Line, Run
from stages.text import han

_ROW = 0.45
"""In em of the larger: words whose baselines differ by less stand in one row (superscripts)."""
_WIDE = 1.5
"""In em: a gap wider than this becomes two spaces."""
_SPACE_UNSAID, _SPACE_SAID, _SPACE_HAN = 0.15, 0.3, 0.6
"""In em: what gap is a space, where the line has no space glyphs, where it has some, and between
two full-width characters, which justified setting pulls apart."""


def rows(words: Iterable[Word]) -> list[list[Word]]:
    """Sort words into rows down the page, each from left to right."""
    found: list[list[Word]] = []
    base = size = 0.0
    for word in sorted(words, key=lambda w: w.base):
        if found and word.base - base <= _ROW * max(size, word.style.size):
            found[-1].append(word)
            size = max(size, word.style.size)
        else:
            found.append([word])
            base, size = word.base, word.style.size
    for row in found:
        row.sort(key=lambda w: w.x0)
    return found


def line(
    row: Sequence[Word], *, column: int = 0, number: int | None = None, furniture: Furniture = ""
) -> Line:
    """Join the words of a row to a line."""
    texts: list[str] = []
    stretches: list[tuple[int, Style]] = []
    length = 0
    for word, space in zip(row, ["", *_spaces(row)], strict=True):
        texts += [space, word.text]
        length += len(space) + len(word.text)
        stretches.append((length, word.style))
    text = "".join(texts)
    if text.endswith(HYPHENS):
        text = text[:-1] + "-"
    style = _most(row)
    box = (min(w.x0 for w in row), min(w.y0 for w in row),
           max(w.x1 for w in row), max(w.y1 for w in row))  # fmt: skip
    x0, y0, x1, y1 = (round(side, 2) for side in seen(style.turn, box))
    return Line(
        text=text, x0=x0, y0=y0, x1=x1, y1=y1, size=style.size, bold=style.bold,
        italic=style.italic, color=style.color, column=column, row=number, furniture=furniture,
        runs=_runs(stretches),
    )  # fmt: skip


def _spaces(row: Sequence[Word]) -> list[str]:
    """Decide for each gap of a row: nothing, a space, or the two spaces of a wide gap."""
    gaps = [(b.x0 - a.x1) / min(a.style.size, b.style.size) for a, b in zip(row, row[1:])]
    said = [(a.after and b.before) or (a.before and b.after and gap > 0.05)
            for (a, b), gap in zip(zip(row, row[1:]), gaps)]  # fmt: skip
    limit = _SPACE_SAID if any(said) else _unsaid(row, gaps)
    usual = median(gaps) if gaps else 0.0
    return [
        "" if not is_said and gap <= (_SPACE_HAN if _full(a, b) else limit)
        else "  " if gap > max(_WIDE, 2 * usual * (len(gaps) > 1))
        else " "
        for a, b, gap, is_said in zip(row, row[1:], gaps, said)
    ]  # fmt: skip


def _unsaid(row: Sequence[Word], gaps: Sequence[float]) -> float:
    """Return what gap is a space in a line without space glyphs, spaced-out letters allowed."""
    single = sum(len(word.text) == 1 and not han(word.text) for word in row)
    if len(row) >= 4 and single >= 0.8 * len(row):
        return max(_SPACE_UNSAID, 1.6 * median(gaps))
    return _SPACE_UNSAID


def _full(a: Word, b: Word) -> bool:
    return han(a.text[-1]) and han(b.text[0])


def _most(row: Sequence[Word]) -> Style:
    counts: Counter[Style] = Counter()
    for word in row:
        counts[word.style] += len(word.text)
    return counts.most_common(1)[0][0]


def _runs(stretches: Sequence[tuple[int, Style]]) -> tuple[Run, ...]:
    if all(style == stretches[0][1] for _, style in stretches):
        return ()
    found: list[Run] = []
    start = 0
    for k, (end, style) in enumerate(stretches):
        if k + 1 < len(stretches) and stretches[k + 1][1] == style:
            continue
        found.append(
            Run(start=start, end=end, bold=style.bold, italic=style.italic, size=style.size,
                color=style.color)
        )  # fmt: skip
        start = end
    return tuple(found)
