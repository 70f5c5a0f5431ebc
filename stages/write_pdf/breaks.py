"""Where a line may end.

Chinese and Japanese by clreq 3.1.3: no closing mark begins a line, no opening mark ends one, Latin
words and numbers stay whole, the last line of a paragraph is longer than one character.
"""

import re
from itertools import pairwise

from stages.text import han, spaced
from stages.write_pdf.families import cjk_form

_OPEN = "(\\[{（［｛〈《「『【〔〖〘“‘«‹"
_CLOSE = (
    ")\\]}）］｝〉》」』】〕〗〙”’»›，。、；：！？…—⸺·‧・,.;:!?%％‰°℃々〻ゝゞヽヾー～〜–/"
    "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ"
)
_HAN = "\u2e80-\u2fff\u3000-\u30ff\u3100-\u31ff\u3200-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
_HAN += "\U0001f000-\U0001faff\U00020000-\U0003ffff"
_UNIT = re.compile(
    f"[{_OPEN}]*(?:(?![{_OPEN}{_CLOSE}])[{_HAN}][\u0300-\u036f\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef]*"
    f"|(?:(?![{_OPEN}{_HAN} ]).|(?<=\\w)[(\\[](?=\\w))+)?[{_CLOSE}]* *"
)
_SPACED_UNIT = re.compile("[^ ]+ *| +")
CLUSTER = re.compile(
    f"[{_OPEN}]{{0,2}}.[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u064b-\u065f\u0900-\u0903"
    "\u093a-\u094f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u200c\u200d\u3099\u309a\ufe00-\ufe0f]*"
    f"[{_CLOSE}]{{0,2}}"
)
"""A character with its marks, which even a word longer than a line is not broken in."""
_SOUTH_EAST = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_SOUTH_EAST_UNIT = re.compile("(?<=[\u0e00-\u0eff])(?=[เแโใไເແໂໃໄ])")

_STAMP = re.compile(r"[\[(（【]?[0-9]{1,3}:[0-9]{2}")
"""A stamp in the text does not begin a line, where it would look like the header of a turn."""
_FIRST_HAN = "\u2e80"


def unit_texts(text: str, language: str = "en", mixed_gap: bool = True) -> list[str]:
    """Cut text where a line may end; the parts add up to the text.

    `mixed_gap` tells whether the document sets blanks between Han and Latin. Where a language
    has no blanks between words, a line never ends where a reader of the PDF could not tell
    whether there is one: where the document departs from its habit, or at a blank beside a mark.
    """
    parts = _parts(text, language, mixed_gap)
    if ":" in text and _STAMP.search(text):
        parts = _joined(parts, {n for n, part in enumerate(parts) if n and _STAMP.match(part)})
    return parts


def _parts(text: str, language: str, mixed_gap: bool) -> list[str]:
    if _has_han(text, language):
        parts = [part for part in _UNIT.findall(text) if part]
        if not spaced(language):
            parts = _glued(parts, mixed_gap)
        if len(parts) > 1 and len(parts[-1].rstrip(_CLOSE)) <= 1 and parts[-1] >= _FIRST_HAN:
            parts[-2:] = [parts[-2] + parts[-1]]
        return parts
    parts = _SPACED_UNIT.findall(text)
    if not text.isascii() and _SOUTH_EAST.search(text):
        return [p for part in parts for p in _SOUTH_EAST_UNIT.split(part)]
    return parts


def _has_han(text: str, language: str) -> bool:
    """Whether a text has Han or kana, which takes a costly pattern to tell from Hangul."""
    if text.isascii() or max(text) < _FIRST_HAN:
        return False
    return cjk_form(language) not in (None, "ko") or bool(re.search(f"[{_HAN}]", text))


def _glued(parts: list[str], mixed_gap: bool) -> list[str]:
    """Join units between which the text alone does not tell if there is a blank."""
    meeting = enumerate(pairwise(parts), 1)
    mixed = [n for n, (a, b) in meeting if not a[-1] >= _FIRST_HAN <= b[0]]
    return _joined(parts, {n for n in mixed if _uncertain(parts[n - 1], parts[n], mixed_gap)})


def _joined(parts: list[str], later: set[int]) -> list[str]:
    """Join each of the `later` parts to what stands before it."""
    if not later:
        return parts
    starts = [n for n in range(len(parts)) if n not in later]
    return ["".join(parts[a:b]) for a, b in pairwise([*starts, len(parts)])]


def _uncertain(before: str, after: str, mixed_gap: bool) -> bool:
    """Whether the text alone does not tell if there is a blank between two units."""
    last, first = before.rstrip(" ")[-1:], after[:1]
    if not last or first == " ":
        return True
    blank = before.endswith(" ")
    wide = han(last) + han(first)
    if wide == 1:
        both = last.isalnum() and first.isalnum()
        return not blank and mixed_gap if both else blank
    return blank if wide else not blank
