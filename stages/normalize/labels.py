"""Labels of languages: `English:`, `[中]`, `译文：` above a text or in front of it."""

import re
from collections import Counter
from collections.abc import Sequence, Set
from typing import NamedTuple

from stages.normalize.lines import Item

_RECURS = 2
_LONGEST = 40
_WORD = r"[^\W\d_][^\n:\[\]|]{0,39}?"
_ALONE = re.compile(rf"[-*#\s]*(?:\[ ?({_WORD}) ?\]|\(({_WORD})\)|({_WORD}))[-*\s]*(:?)[-*\s]*")
_INLINE = re.compile(
    rf"\s*\*{{0,2}}(?:\[ ?({_WORD}) ?\] ?:?|\(({_WORD})\) ?:?|({_WORD}) ?:)\*{{0,2}} *(?=\S)"
)
_PARTS = re.compile(r"[\s()/·,&-]+")
ROLES = ("original", "translation")


class Label(NamedTuple):
    """A label: the language it names, or whether it heads the original or the translation.

    `text_from` is where the labelled text begins on the same line, None where the line is all
    label.
    """

    tag: str
    role: str
    text_from: int | None
    word: str = ""


def parse(text: str, words: dict[str, str]) -> tuple[str, str] | None:
    """Read a label without its marks: ("zh", "translation") for "中文翻译", None if it is none."""
    whole = " ".join(text.casefold().split())
    found = (
        [words[whole]] if whole in words else [words.get(p, "") for p in _PARTS.split(whole) if p]
    )
    if not found or not all(found):
        return None
    tags = {tag for tag in found if tag not in ROLES}
    roles = {role for role in found if role in ROLES}
    if whole.endswith(("翻译", "翻譯", "译文", "譯文", "訳", "übersetzung")):
        roles = {"translation"}
    if len(tags) > 1 or len(roles) > 1:
        return None
    return tags.pop() if tags else "", roles.pop() if roles else ""


def read_labels(
    items: Sequence[Item], words: dict[str, str], without: Set[Item]
) -> dict[int, Label]:
    """Find the labels: what recurs, or stands beside another that does."""
    found = {
        i: label
        for i, item in enumerate(items)
        if item not in without and (label := _read(item, words))
    }
    counts = Counter(label.word for label in found.values())
    recurring = {name for name, count in counts.items() if count >= _RECURS}
    if not recurring:
        recurring = set(counts) if len(counts) > 1 else set()
    return {i: label for i, label in found.items() if label.word in recurring}


def read_labels_after(
    items: Sequence[Item], starts: dict[int, int], words: dict[str, str], labels: dict[int, Label]
) -> dict[int, Label]:
    """Find the labels between a header and its text on one line, where `starts` says it begins."""
    found: dict[int, Label] = {}
    for i, start in starts.items():
        match = _INLINE.match(items[i].folded, start)
        word = (match[1] or match[2] or match[3]) if match else ""
        if match and (label := parse(word, words)):
            found[i] = Label(*label, match.end(), word.casefold())
    counts = Counter(label.word for label in (*found.values(), *labels.values()))
    return {i: label for i, label in found.items() if counts[label.word] >= _RECURS}


def _read(item: Item, words: dict[str, str]) -> Label | None:
    text = item.folded
    if len(text) <= _LONGEST and (match := _ALONE.fullmatch(text)):
        word = match[1] or match[2] or match[3]
        marked = bool(match[1] or match[2] or match[4]) or item.text.strip().isupper()
        if (marked or len(word) > 3 or not word.isascii()) and (label := parse(word, words)):
            return Label(*label, None, word.casefold())
    if match := _INLINE.match(text):
        word = match[1] or match[2] or match[3]
        if (not word.islower() or len(word) > 3) and (label := parse(word, words)):
            return Label(*label, match.end(), word.casefold())
    return None
