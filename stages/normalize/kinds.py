"""What kind of turn a segment is: by the note in its header, or an event that nobody speaks."""

import re

from stages.schema import SegmentKind

_KINDS: tuple[tuple[SegmentKind, re.Pattern[str]], ...] = (
    (
        "advert",
        re.compile(
            r"\b(?:ads?|adverts?|advertisements?|sponsors?|sponsored|commercial|promo|werbung|"
            r"publicidad|publicité|anuncio)\b|广告|廣告|赞助|贊助|広告|광고|реклама|إعلان",
            re.IGNORECASE,
        ),
    ),
    (
        "intro",
        re.compile(
            r"\b(?:intro|introduction|opening|cold open|teaser)\b|开场|開場|片头|片頭|导语|인트로",
            re.IGNORECASE,
        ),
    ),
    (
        "outro",
        re.compile(
            r"\b(?:outro|closing|end credits|sign-?off)\b|结尾|結尾|片尾|尾声|尾聲|아웃트로",
            re.IGNORECASE,
        ),
    ),
)


def kind_of(note: str, event: bool) -> SegmentKind:
    """Return the kind of a turn; a note that names an intro with adverts makes it an intro."""
    if event:
        return "event"
    if not note:
        return "speech"
    named = [kind for kind, words in _KINDS if words.search(note)]
    if "intro" in named:
        return "intro"
    return named[0] if named else "speech"


def is_event(text: str) -> bool:
    """Whether the text is one event in brackets or between notes: `[Music]`, `（笑）`, ♪."""
    text = text.strip()
    if not text or len(text) > 80:
        return False
    brackets = {
        "[": "]",
        "(": ")",
        "（": "）",
        "［": "］",
        "【": "】",
        "〔": "〕",
        "*": "*",
        "♪": "♪",
    }
    return text[-1] == brackets.get(text[0]) and len(text) > 2 and text[-1] not in text[1:-1]
