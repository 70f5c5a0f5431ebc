"""Names of speakers: what can be one, and which labels mean the same person."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

_LONGEST_WORDS = 7
_LONGEST_HAN = 12
_TITLES = frozenset({
    "dr", "prof", "professor", "mr", "mrs", "ms", "miss", "sir", "dame", "lord", "rev", "fr", "sen",
    "rep", "gov", "pres", "hon", "jr", "sr", "phd", "md", "herr", "frau", "hr", "sra", "don",
    "doña", "mme", "mlle",
})  # fmt: skip
_PARTICLES = frozenset({
    "de", "del", "della", "der", "den", "di", "da", "dos", "das", "du", "von", "van", "vom", "zu",
    "zum", "la", "le", "el", "al", "bin", "bint", "ibn", "ben", "abu", "y", "e", "i", "and", "und",
    "et", "of", "the", "af", "av", "ten", "ter", "st",
})  # fmt: skip
_JOINED = re.compile(r"^[a-zà-ÿ]{1,4}['’-](?=[^\W\d_])")
"""What is joined to a name and may be small: d’Arcy, al-Rashid."""

_ROLE_NUMBER = re.compile(
    r"(?:speaker|spk|guest|host|participant|interviewer|interviewee|caller|moderator|panelist|"
    r"respondent|voice|person|unknown|unknown speaker|s|p|q|a|male|female|man|woman|sprecher|"
    r"locutor|hablante|intervenant|orador|говорящий|спикер|"
    r"发言人|發言人|说话人|說話人|嘉宾|嘉賓|主持人|主持|讲者|講者|受访者|記者|记者|话者|話者|화자|발언자)"
    r"[ _-]?#?[0-9]{1,3}",
    re.IGNORECASE,
)
_TOGETHER = re.compile(r"\s*(?:&|＆|\+|/|／|、)\s*|\s+(?:and|und|et|y|и|和|与|與)\s+")
_INITIAL = re.compile(r"(?:[^\W\d_]\.)+")
_NEVER_IN_HAN = frozenset("我你您他她它这這那的了吗嗎呢吧就也都很没沒怎是")
"""Pronouns and particles: a Han phrase with one of them is no name."""
_SENTENCE_END = tuple("。！？!?,，;；…、")


def plausible(name: str, never: frozenset[str]) -> bool:
    """Whether the text can be a speaker's name: short, capitalized, no sentence."""
    words = name.split()
    if not words or len(words) > _LONGEST_WORDS or name.casefold() in never:
        return False
    if words[0].casefold().rstrip(".") in never and words[-1][-1:].isdigit():
        return False
    if name.endswith(_SENTENCE_END) or any(mark in name for mark in '。！？!?;；…“”"='):
        return False
    if _ROLE_NUMBER.fullmatch(name):
        return True
    if _wide(name):
        short = len(name) <= _LONGEST_HAN and "，" not in name and "," not in name
        return short and _NEVER_IN_HAN.isdisjoint(name)
    if any(c.isdigit() for c in name):
        return False
    if name.endswith(".") and not _abbreviation(words[-1]):
        return False
    return name.startswith("@") or _capitalized(words)


def _wide(name: str) -> bool:
    return any(unicodedata.east_asian_width(c) in "WF" and c.isalpha() for c in name)


def _abbreviation(word: str) -> bool:
    return bool(_INITIAL.fullmatch(word)) or word.rstrip(".").casefold() in _TITLES


def _capitalized(words: list[str]) -> bool:
    """Whether each word but particles begins with a capital, or the script has none."""
    words = [_JOINED.sub("", word, count=1) for word in words]
    letters = [next((c for c in word if c.isalpha()), "") for word in words]
    if not letters[0] or letters[0].islower():
        return False
    return all(
        not letter or not letter.islower() or word.casefold() in _PARTICLES
        for letter, word in zip(letters, words, strict=True)
    )


def people(name: str) -> list[str]:
    """Split a label of several speakers: "Mira Stone & Leo Park" are two people."""
    parts = [part.strip() for part in _TOGETHER.split(name)]
    return parts if all(parts) else [name]


def key(name: str) -> str:
    """Return what stays the same however a name is set: no case, title, mark or blank."""
    plain = unicodedata.normalize("NFKC", name).casefold().replace("_", " ")
    words = [word.strip(".,'’\"*") for word in plain.split()]
    kept = [word for word in words if word and word not in _TITLES]
    return " ".join(kept or words)


class Roster:
    """The speakers of a document: every label leads to the one name of its person."""

    def __init__(self, labels: Iterable[str], aliases: Iterable[tuple[str, str]] = ()) -> None:
        """Take all labels as printed, and pairs of labels known to mean one person."""
        self._labels = Counter(person for label in labels for person in people(label))
        self._leader: dict[str, str] = {key(label): key(label) for label in self._labels}
        for other, name in aliases:
            self._join(key(other), key(name))
        self._join_short_names()
        self._shown = self._choose_shown()

    def name(self, label: str) -> str:
        """Return the name to show for a label; of several people, each by their own name."""
        return " & ".join(self._one(person) for person in people(label))

    def _one(self, person: str) -> str:
        return self._shown.get(self._find(key(person)), person)

    def _find(self, person: str) -> str:
        while (leader := self._leader.setdefault(person, person)) != person:
            person = leader
        return person

    def _join(self, other: str, name: str) -> None:
        self._leader[self._find(other)] = self._find(name)

    def _join_short_names(self) -> None:
        """Let "MIRA" be Mira Stone, where only one person's name begins or ends with it."""
        for short in list(self._leader):
            if " " in short or len(short) < 2 or short[-1].isdigit():
                continue
            whole = {
                self._find(name)
                for name in self._leader
                if name != short and short in (name.split()[0], name.split()[-1]) and " " in name
                if not name.split()[-1].isdigit()
            }
            if len(whole) == 1:
                self._join(short, whole.pop())

    def _choose_shown(self) -> dict[str, str]:
        """Show each person by the label that is whole, in mixed case, and most frequent."""
        groups: dict[str, list[str]] = {}
        for label in self._labels:
            groups.setdefault(self._find(key(label)), []).append(label)
        return {leader: max(group, key=self._worth) for leader, group in groups.items()}

    def _worth(self, label: str) -> tuple[bool, bool, int]:
        leads = self._leader.get(key(label)) == key(label)
        return leads, not label.isupper() or len(label) < 3, self._labels[label]
