"""What stands before the first turn: title, credits, contents, and paragraphs."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from stages.normalize.geometry import Geometry
from stages.normalize.languages import main_script
from stages.normalize.lines import Item
from stages.schema import Credit

_BY = re.compile(r"(?:[^\W\d]+[ ,&/-]+){0,4}by|(?:von|par|por|di|de|от|от)", re.IGNORECASE)
_BY_NAME = re.compile(
    r"((?:[A-Z][a-z]+|[A-Z]+|and|&)(?: (?:and|&|[A-Z]?[a-z]+))? by):? +(\S.{1,80})"
)
_CONTACT = re.compile(
    r"@\w|[\w-]+\.(?:com|org|net|io|cn|me|co|fm|tv|dev|app|edu|ai)\b|https?://"
    r"|^\+?[0-9][0-9 -]{6,}$"
)
_SEPARATOR = re.compile(r"\s+[•·|/–—-]\s+|\s*[•|]\s*")
_PAGE_NUMBER = re.compile(
    r".*?\S(?:\s*[.·…‥ _-]{2,}\s*|\s+|\s*\.+\s*)(?:p\. ?)?[0-9ivxlc]{1,4}\s*$"
)
_TIMED = re.compile(r"\s*[0-9]{1,3}:[0-9]{2}(?::[0-9]{2})?\s*[-–—|]?\s*\S.{0,70}$")
_LEADERS = re.compile(r"(?:\. ?){4,}|…{2,}|·{4,}|_{4,}")


@dataclass(slots=True)
class Front:
    """The front matter, told apart; `paragraphs` are lines that belong together."""

    title: str = ""
    credits: list[Credit] = field(default_factory=list)
    paragraphs: list[list[Item]] = field(default_factory=list)


def find_contents(items: Sequence[Item], names: frozenset[str]) -> set[int]:
    """Return the lines of a printed table of contents: its heading, and entries with a page."""
    found: set[int] = set()
    i = 0
    while i < len(items):
        entries = _entries(items, i + 1, headed=True) if _plain(items[i].text) in names else 0
        if entries >= 2:
            found |= set(range(i, i + 1 + entries))
            i += entries
        elif _LEADERS.search(items[i].text) and _PAGE_NUMBER.match(items[i].text):
            run = _entries(items, i)
            if run >= 3:
                found |= set(range(i, i + run))
            i += run - 1
        i += 1
    return found


def _entries(items: Sequence[Item], start: int, headed: bool = False) -> int:
    """Count the lines from `start` that end in page numbers; an entry may wrap once.

    Under a heading, lines that begin with a time count too, where none ends in a page number.
    """
    i = start
    while i < len(items):
        if _PAGE_NUMBER.match(items[i].text):
            i += 1
        elif i + 1 < len(items) and _LEADERS.search(items[i + 1].text) and i > start:
            i += 2
        else:
            break
    return i - start or (_timed_entries(items, start) if headed else 0)


def _timed_entries(items: Sequence[Item], start: int) -> int:
    """Count the lines of a list of times; the header of a turn has its text under it."""
    i = start
    while i < len(items) and items[i].page is items[start].page and _TIMED.match(items[i].text):
        i += 1
    followed = i < len(items) and abs(items[i].line.size - items[start].line.size) < 0.5
    return max(i - start - followed, 0)


def read_front(
    items: Sequence[Item],
    roles: frozenset[str],
    geometry: Geometry,
    pdf_title: str,
    text_size: float,
) -> Front:
    """Tell title, credits and paragraphs apart, and give every line its account."""
    front = Front()
    title = _title_lines(items, pdf_title, text_size)
    front.title = " ".join(item.text.strip() for item in title) or pdf_title.strip()
    for item in title:
        item.whole("title")
    rest = [item for item in items if item not in title]
    rest = _take_credits(rest, front, roles)
    repeated = {_plain(part) for part in (front.title, *_SEPARATOR.split(front.title))}
    before: Item | None = None
    for item in rest:
        if _plain(item.text) in repeated or not item.text.strip():
            item.whole("title")
            before = None
            continue
        item.whole("front")
        if before is None or geometry.begins(before, item) or _apart(before, item):
            front.paragraphs.append([])
        front.paragraphs[-1].append(item)
        before = item
    return front


def _title_lines(items: Sequence[Item], pdf_title: str, text_size: float) -> list[Item]:
    """Return the lines of the largest type, if it is larger than the text, else the PDF's title."""
    if not items:
        return []
    sizes = sorted({round(item.line.size, 1) for item in items}, reverse=True)
    if sizes[0] > 1.1 * min(text_size, sizes[-1] * 1.2):
        largest = [i for i, item in enumerate(items) if item.line.size >= sizes[0] * 0.97]
        run = [largest[0]]
        for i in largest[1:]:
            if i == run[-1] + 1 and items[i].page is items[run[0]].page and len(run) < 6:
                run.append(i)
        return [items[i] for i in run]
    wanted = _plain(pdf_title)
    return [item for item in items if wanted and _plain(item.text) == wanted][:1]


def _take_credits(items: list[Item], front: Front, roles: frozenset[str]) -> list[Item]:
    rest: list[Item] = []
    i = 0
    while i < len(items):
        used = _credit(items, i, front, roles)
        for item in items[i : i + used]:
            item.whole("credit")
        if not used:
            rest.append(items[i])
        i += max(used, 1)
    return rest


def _credit(items: Sequence[Item], i: int, front: Front, roles: frozenset[str]) -> int:
    """Read a credit that begins at line `i`; return how many lines it takes, 0 if none."""
    text = items[i].text.strip()
    role, name = _role_and_name(text, roles)
    used = 1
    if role and not name and i + 1 < len(items) and len(items[i + 1].text) <= 80:
        if _is_role(items[i + 1].text.strip().rstrip(":："), roles):
            return 0
        name, used = items[i + 1].text.strip(), 2
    if not role or not name:
        return 0
    contacts: list[str] = []
    while i + used < len(items) and _is_contact(items[i + used]):
        contacts.append(items[i + used].text.strip())
        used += 1
    parts = _SEPARATOR.split(name)
    if not contacts and len(parts) > 1 and all(_CONTACT.search(part) for part in parts[1:]):
        cut = name.find(parts[1])
        contacts, name = [name[cut:]], parts[0]
    front.credits.append(Credit(role=role, name=name, contact=" ".join(contacts)))
    return used


def _role_and_name(text: str, roles: frozenset[str]) -> tuple[str, str]:
    """Split "Translated by Mira Stone" or "翻译：米拉"; the name may stand on the next line."""
    role, _, name = text.replace("：", ":").partition(":")
    if _is_role(role.strip(), roles):
        return role.strip(), name.strip()
    if match := _BY_NAME.fullmatch(text):
        return match[1], match[2]
    return "", ""


def _is_role(text: str, roles: frozenset[str]) -> bool:
    return bool(text) and (text.casefold() in roles or (bool(_BY.fullmatch(text)) and " " in text))


def _is_contact(item: Item) -> bool:
    text = item.text.strip()
    return (
        bool(_CONTACT.search(text))
        and len(text) <= 120
        and not text.endswith((".", "。"))
        and (len(text.split()) <= 8)
    )


def _apart(before: Item, this: Item) -> bool:
    """Whether two lines differ in page, type or script: no wrapped line does."""
    if before.page is not this.page or abs(before.line.size - this.line.size) > 0.3:
        return True
    if before.line.bold != this.line.bold or abs(_middle(before) - _middle(this)) < 2 < abs(
        before.line.x0 - this.line.x0
    ):
        return True
    return main_script(before.text) != main_script(this.text)


def _middle(item: Item) -> float:
    return (item.line.x0 + item.line.x1) / 2


def _plain(text: str) -> str:
    return " ".join(text.casefold().strip(" :：").split())
