"""Where sentences end, in any language: rules for marks, abbreviations, initials and quotes."""

import re

# A stop, then what closes with it: quotes, brackets, further stops.
_CLOSING = "\"'”’»›）)】］\\]』」》〉*"
_OPENING = "\"'“‘«‹（(【［\\[『「《〈¿¡*—-"
_FULL = "。！？｡"
_STOPS = ".!?…؟۔।॥։።፧᙮"
_END = re.compile(
    rf"(?P<full>[{_FULL}]+[{_FULL}{_STOPS}]*[{_CLOSING}{_FULL}]*)"
    rf"|(?P<stop>[{_STOPS}]+[{_CLOSING}]*)(?=\s|[^\W\d_A-Za-z]|$)"
)

_ABBREVIATIONS = frozenset(
    """
    mr mrs ms mx dr prof st sr jr hon rev fr gen col maj capt lt cmdr sgt cpl pvt gov sen rep pres
    supt insp det messrs mme mlle mgr ph.d m.d b.a m.a d.c vs v etc e.g i.e cf al approx est ca c
    viz resp incl dept univ assn bros inc ltd co corp llc plc no nos vol vols p pp ed eds fig figs
    ch chap sec art eq ex min max mt ft rd ave blvd hwy jan feb mar apr jun jul aug sep sept oct nov
    dec mon tue wed thu fri sat sun u.s u.k u.n e.u a.m p.m
    sra srta dra ud uds pág págs núm d.h z.b u.a usw bzw vgl nr str hr fr bspw ggf evtl inkl zzgl
    mio mrd jh abs bd m mm mme bd av env éd num sig dott sig.ra ecc т.е т.д т.п г гг руб тыс млн
    """.split()
)
_NEVER_LAST = frozenset(
    """
    mr mrs ms mx dr prof st messrs mme mlle hon rev gen col maj capt lt cmdr sgt gov sen rep vs
    e.g i.e cf approx ca viz no nos vol vols pp fig figs sra srta dra d.h z.b vgl nr bspw
    """.split()
)
_LAST_WORD = re.compile(r"[^\s\"'“‘«(（\[—–-]+$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]$")
_SPEECH_VERB = re.compile(
    r"[^，。！？；：、“”\s]{0,8}(?:说|說|道|问|問|喊|叫|答|想|嚷)(?:[，。：着了]|$)"
)


def split(text: str) -> list[str]:
    """Cut a paragraph into sentences: stretches of it without outer space, in order.

    Cased languages start a sentence with anything but a small letter; text without any capital
    is cut at each stop. Thai, which has no stops, is cut where it has spaces.
    """
    sentences = []
    start = 0
    for end in _borders(text):
        if sentence := text[start:end].strip():
            sentences.append(sentence)
        start = end
    return sentences


def _borders(text: str) -> list[int]:
    caseless = text.lower() == text
    found = []
    start = 0
    for match in _END.finditer(text):
        end = match.end()
        if match["full"]:
            ends = _ends_full(text, match)
        else:
            ends = _ends_stop(text, start, match, caseless)
        if ends:
            found.append(end)
            start = end
    found.append(len(text))
    return found


def _ends_full(text: str, match: re.Match[str]) -> bool:
    """Judge a full-width stop: it ends a sentence unless "he said" follows the quote."""
    quoted = match[0][-1] in '”’」』"'
    return not (quoted and match[0][0] != "。" and _SPEECH_VERB.match(text, match.end()))


def _ends_stop(text: str, start: int, match: re.Match[str], caseless: bool) -> bool:
    rest = text[match.end() :].lstrip()
    if not rest:
        return True
    following = rest.lstrip(_OPENING + " ")[:1]
    if following.islower() and not caseless:
        return False
    mark = match["stop"]
    if mark[0] in "…" or mark.startswith(".."):
        return match.end() < len(text) and text[match.end()].isspace() and following.isupper()
    if mark[0] != ".":
        return True
    before = _LAST_WORD.search(text, start, match.start())
    return before is None or _word_ends(before[0], rest, following)


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
