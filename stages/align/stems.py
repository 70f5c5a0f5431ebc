"""Words cut down to what an inflected form and a dictionary entry have in common.

A light English stemmer: irregular forms by table, common endings off, long words cut to seven
letters, so that "decision" meets "decisive". Other languages in Latin letters profit from the cut.
"""

import re
from functools import lru_cache

_FORMS = """
have has had having|do does did done|go goes went gone|say said|see saw seen|take took taken
come came|get got gotten|give gave given|know knew known|think thought|tell told|make made
find found|leave left|feel felt|keep kept|begin began begun|bring brought|write wrote written
stand stood|hear heard|mean meant|meet met|run ran|pay paid|sit sat|speak spoke spoken|lead led
grow grew grown|lose lost|fall fell fallen|send sent|build built|understand understood
draw drew drawn|break broke broken|spend spent|rise rose risen|drive drove driven|buy bought
wear wore worn|choose chose chosen|seek sought|throw threw thrown|catch caught|deal dealt|win won
forget forgot forgotten|lay laid|sell sold|fight fought|teach taught|eat ate eaten|sing sang sung
strike struck|hang hung|shake shook shaken|ride rode|feed fed|shoot shot|drink drank drunk
hide hid hidden|swim swam swum|fly flew flown|bear bore|sleep slept|wake woke woken
steal stole stolen|blow blew blown|hold held|light lit|bite bit|tear tore torn|swear swore sworn
bend bent|sweep swept|weep wept|dig dug|bind bound|sink sank|flee fled|creep crept|kneel knelt
shine shone|spring sprang|freeze froze frozen|ring rang rung|man men|woman women|child children
foot feet|tooth teeth|mouse mice|goose geese|person people|life lives|wife wives|knife knives
leaf leaves|half halves|good better best|bad worse worst|i me my mine myself|he him his himself
she her hers herself|it its itself|not n't cannot|we us our ours ourselves
you your yours yourself yourselves|they them their theirs themselves
"""
_BASE = {
    form: forms[0]
    for line in re.split(r"[|\n]", _FORMS)
    if (forms := line.split())
    for form in forms[1:]
}
_ENDINGS = ("ingly", "edly", "ing", "ed", "ly")
_VOWEL = re.compile("[aeiouy]")
_LONGEST = 7

STOPWORDS = frozenset(
    """
    a an the of to in on at by for from with as and or but that this these those is are was were be
    been being am there here so if then than also into onto upon over under up down out off about
    sb sth one's oneself etc esp used do does did would could should can will shall may might must
    have has had
    """.split()  # noqa: SIM905 - a list of words reads better as words
)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return the stem of a word in small letters."""
    word = _BASE.get(word, word)
    if len(word) <= 3:
        return word
    word = _strip_plural(word)
    for ending in _ENDINGS:
        rest = word[: -len(ending)]
        if word.endswith(ending) and len(rest) >= 3 and _VOWEL.search(rest):
            word = rest[:-1] if rest[-1] == rest[-2] and rest[-1] not in "lsz" else rest
            break
    word = word.removesuffix("e")
    if word.endswith("y") and len(word) > 3:
        word = word[:-1] + "i"
    return word[:_LONGEST]


def _strip_plural(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
