"""Where sentences end, in any language: rules for marks, abbreviations, initials and quotes."""

import re
from collections.abc import Iterable
from typing import NamedTuple

# A stop, then what closes with it: quotes, brackets, further stops.
_CLOSING = "\"'”’»›）)】］\\]』」》〉*"
_OPENING = "\"'“‘«‹（(【［\\[『「《〈¿¡*—-"
_FULL = "。！？｡"
_STOPS = ".!?…؟۔।॥։።፧᙮"
_END = re.compile(
    rf"(?P<full>[{_FULL}]+[{_FULL}{_STOPS}]*[{_CLOSING}{_FULL}]*)"
    rf"|(?P<stop>[{_STOPS}]+(?:[{_CLOSING}]|“(?=\s|$))*)(?=\s|[^\x00-\u036f]|$)"
)
_MARK, _LETTER = re.compile(f"[{_FULL}{_STOPS}]"), re.compile(r"[^\W_]")

_TITLES = """
    mr mrs ms mx dr prof st messrs mme mlle hon rev gen col maj capt lt cmdr sgt gov sen rep vs
    e.g i.e cf approx ca viz nos vol vols pp fig figs sra srta dra d.h z.b vgl nr bspw sig dott
"""
_MAYBE_LAST = """
    sr jr fr cpl pvt pres supt insp det mgr ph.d m.d b.a m.a d.c etc al resp incl dept univ assn
    bros inc ltd co corp llc plc no p ed eds ch chap sec rd ave blvd hwy jan feb mar apr jun jul aug
    sep sept oct nov dec mon tue wed thu fri sat sun u.s u.k u.n e.u a.m p.m ud uds pág págs núm u.a
    usw bzw str hr ggf evtl inkl zzgl mio mrd jh bd av env éd num sig.ra ecc т.е т.д т.п г гг руб
    тыс млн
"""
_NEVER_LAST = frozenset(_TITLES.split())
_ABBREVIATIONS = frozenset(_MAYBE_LAST.split())
_LAST_WORD = re.compile(r"[^\s\"'“‘«(（\[—–-][^\s\"“‘«(（\[—–-]*$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]$")
_THAI_SPACE = re.compile(r"(?<=[\u0e00-\u0e7f]{8})\s+(?=[\u0e00-\u0e7f]{8})")
_SPEAKING_HAN = re.compile(
    r"[^，。！？；：、“”「」\s]{0,10}[说說道问問喊叫答嚷嘟哝][着著了]?(?:[。，]|$)"
)
_SPEAKING = re.compile(
    r"(?:[A-Z][\w.]*\s){1,3}(?:said|asked|replied|cried|answered|whispered|shouted|called|added)\b"
)


_NEAR = 60
"""Characters around a stop that judge it; the time stays proportional to the text."""


class Span(NamedTuple):
    """A stretch of a text without outer space: the text, and where it stands."""

    text: str
    start: int
    end: int


def split(text: str) -> list[Span]:
    """Cut a paragraph into sentences, in order.

    In cased languages a sentence never starts with a small letter; a text without any capital is
    cut at each stop. Thai, which has no stops, is cut at spaces between phrases. Marks without a
    word go with what follows them.
    """
    return spans(text, _borders(text))


def whole(text: str) -> bool:
    """Whether there is nothing in a text but at its end that could end a sentence."""
    stop = _MARK.search(text)
    return not (stop and _LETTER.search(text, stop.end())) and not _THAI_SPACE.search(text)


def spans(text: str, borders: Iterable[int]) -> list[Span]:
    """Cut a text at borders; a piece without a word goes with the next, the last goes back."""
    found: list[Span] = []
    start = seen = 0
    for end in (*borders, len(text)):
        if _LETTER.search(text, seen, end):
            found.append(_span(text, start, end))
            start = end
        seen = end
    if text[start:].strip():
        first = found.pop().start if found else start
        found.append(_span(text, first, len(text)))
    return found


def _span(text: str, start: int, end: int) -> Span:
    piece = text[start:end].lstrip()
    start = end - len(piece)
    piece = piece.rstrip()
    return Span(piece, start, start + len(piece))


def _borders(text: str) -> list[int]:
    caseless = text.lower() == text
    borders = [match.end() for match in _THAI_SPACE.finditer(text)]
    start = 0
    for match in _END.finditer(text):
        judge = _ends_full if match["full"] else _ends_stop
        if judge(text, start, match, caseless):
            start = match.end()
            borders.append(start)
    return sorted(borders)


def _ends_full(text: str, start: int, match: re.Match[str], _caseless: bool) -> bool:
    """Judge a full-width stop: not inside brackets, nor where "he said" follows the quote."""
    last = match[0][-1]
    if last in "）)】" and text[start : start + _NEAR].lstrip()[:1] not in tuple("（(【"):
        return False
    return not (last in '”’」』"' and _SPEAKING_HAN.match(text, match.end()))


def _ends_stop(text: str, start: int, match: re.Match[str], caseless: bool) -> bool:
    """Judge any other stop, by the words on both sides of it."""
    rest = text[match.end() : match.end() + _NEAR].lstrip()
    if not rest:
        return True
    start = max(start, match.start() - _NEAR)
    following = rest.lstrip(_OPENING + " ")[:1]
    if following.islower() and not caseless and rest[0] != "[":
        return False
    mark = match["stop"]
    if mark[-1] in _CLOSING and _SPEAKING.match(rest):
        return False
    if mark[0] in "…" or mark.startswith(".."):
        return following.isupper() and not _stutters(text[start : match.start()], rest)
    if mark[0] != ".":
        return True
    before = text[max(start, text.rfind(" ", start, match.start()) + 1) : match.start()]
    if not before.isalpha():
        last = _LAST_WORD.search(before)
        before = last[0] if last else ""
    return not before or _word_ends(before, rest, following)


def _stutters(before: str, rest: str) -> bool:
    """Whether a word is begun again behind dots: "I... I"."""
    words, again = before.split(), rest.split()
    return bool(words and again) and again[0].lower().startswith(words[-1].lower())


def _word_ends(word: str, rest: str, following: str) -> bool:
    """Judge a full stop by the word before it and by what follows."""
    lowered = word.lower()
    if lowered in _NEVER_LAST:
        return False
    if following.isdigit() and lowered in _ABBREVIATIONS:
        return False
    if _INITIALS.match(word) and word != "I":
        return len(word) > 1 and bool(_STARTER.match(rest))
    return lowered not in _ABBREVIATIONS or bool(_STARTER.match(rest))


_STARTER = re.compile(
    r"[\"“‘'(\[]*(?:I|The|A|An|And|But|So|He|She|It|We|They|You|This|That|These|Those|There|In|On|At|"
    r"If|When|What|Where|Who|Why|How|For|As|To|My|His|Her|Our|Their|Then|Now|Yes|No|Yeah|Well|Or)\b"
)
