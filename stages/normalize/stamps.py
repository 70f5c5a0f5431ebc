"""Time stamps: what one looks like in print, and the milliseconds it stands for.

Matching is done on folded text, which has the length of the original, so offsets hold in both.
"""

import re
import unicodedata
from typing import NamedTuple

_SECOND = 1000
_LONGEST_HOURS = 999
_FRAMES_A_SECOND = 25
"""PAL, unless a frame number above 24 shows that it must be 30."""

_FOLDS = {
    "：": ":", "︰": ":", "∶": ":", "；": ";", "，": ",", "．": ".", "／": "/", "＃": "#",
    "＠": "@",
    "［": "[", "］": "]", "【": "[", "】": "]", "〔": "[", "〕": "]", "「": "[", "」": "]",
    "（": "(", "）": ")", "｜": "|", "＞": ">", "＜": "<", "－": "-", "～": "~", "〜": "~",
    "–": "-",
    "—": "-", "‑": "-", "−": "-", "＊": "*", "＝": "=", "’": "'", "‘": "'",
    "\u00a0": " ", "\u3000": " ", "\u2009": " ", "\u202f": " ",
}  # fmt: skip
_DIGITS = {
    zero + i: str(i)
    for zero in (0x0660, 0x06F0, 0x0966, 0x09E6, 0x0E50, 0xFF10)  # Arabic to Thai and full-width
    for i in range(10)
}
_FOLD = str.maketrans({**_FOLDS, **{chr(c): digit for c, digit in _DIGITS.items()}})

_D = "[0-9OoIl]"
_CLOCK = (
    rf"(?:(?=[OoIl:;]*[0-9]){_D}{{1,3}}[:;]{_D}{{2}}(?:[:;]{_D}{{2}})?(?:[.,][0-9]{{1,3}}|[:;][0-9]{{2}})?"
    r"(?: ?[AaPp]\.?[Mm]\.?)?)"
)
_UNITS = (
    r"(?:(?:[0-9]{1,3} ?h ?)?[0-9]{1,4} ?m(?:in)? ?[0-9]{1,2}(?:\.[0-9]{1,3})? ?s(?:ec)?"
    r"|[0-9]{1,6}(?:\.[0-9]{1,3})? ?s"
    r"|PT(?:[0-9]{1,3}H)?(?:[0-9]{1,4}M)?(?:[0-9]{1,6}(?:\.[0-9]{1,3})?S)?(?<=[HMS])"
    r"|(?:[0-9]{1,3} ?(?:小时|小時|時間|시간) ?)?"
    r"[0-9]{1,4} ?(?:分钟|分鐘|分|분) ?[0-9]{1,2} ?(?:秒|초))"
)
_ADDRESS = r"https?://[^\s<>]{1,200}[?&#]t=[0-9]{1,6}s?(?![0-9A-Za-z])"
_TIME = rf"(?:{_ADDRESS}|@ ?{_CLOCK}|#?t=[0-9]{{1,6}}s?|{_CLOCK}|{_UNITS})"
_TO = r" ?(?:-->|->|→|-|~|至|到|to) ?"
_BARE = rf"{_TIME}(?:{_TO}{_TIME})?(?![0-9A-Za-z]|:\S)"
PATTERN = (
    r"(?:(?P<square>\[ ?)|(?P<round>\( ?)|(?P<angle><)|(?<![0-9:.,]))"
    rf"{_BARE}(?(square) ?\]|(?(round) ?\)|(?(angle)>)))"
)
"""A stamp or a range of two, bare or in brackets, as a regular expression for folded text."""

INSIDE = re.compile(rf"\[ ?{_CLOCK} ?\]|\( ?{_CLOCK} ?\):?")
"""A stamp in brackets, as it stands inside running text."""

_TIMES = re.compile(_TIME)
_SLIPS = str.maketrans("OoIl;", "0011:")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_NAMED = re.compile(
    r"([0-9]+(?:\.[0-9]+)?) ?(h|小时|小時|時間|시간|m|分|분|s|秒|초)", re.IGNORECASE
)
_UNIT_SECONDS = {"h": 3600, "小": 3600, "時": 3600, "시": 3600, "m": 60, "分": 60, "분": 60}


class Stamp(NamedTuple):
    """A stamp as it stands in print; a time is None where the digits name no time (99:99:99)."""

    text: str
    start_ms: int | None
    end_ms: int | None = None


def fold(text: str) -> str:
    """Replace full-width marks and the digits of other scripts by ASCII, one for one."""
    return text if text.isascii() else text.translate(_FOLD)


def parse(text: str) -> Stamp:
    """Read a folded stamp that `PATTERN` matched; a range gives its end too."""
    times = [_milliseconds(found) for found in _TIMES.findall(text)]
    start = times[0] if times else None
    end = times[1] if len(times) > 1 else None
    if start is None or (end is not None and end < start):
        end = None
    return Stamp(text, start, end)


def from_link(href: str) -> int | None:
    """Return the time that a link to a player jumps to (`t=721s`, `#t=12m1s`), if it names one."""
    found = re.search(r"[?&#](?:t|start|time)=((?:[0-9]{1,6}[hms]?)+)(?=$|[&#])", href)
    if not found:
        return None
    value = found[1]
    return int(value) * _SECOND if value.isdigit() else _units(value)


def _milliseconds(text: str) -> int | None:
    if found := re.search("t=([0-9]+)s?$", text):
        return int(found[1]) * _SECOND
    if ":" in text or ";" in text:
        return _clock(text.lstrip("@ "))
    return _units(text)


def _clock(text: str) -> int | None:
    """Read h:mm:ss, m:ss, with a fraction or frames; minutes go over 59 only without hours."""
    half = text[-4:].replace(".", "").strip().lower()[-2:]
    digits = re.sub(r" ?[AaPp]\.?[Mm]\.?$", "", text).translate(_SLIPS)
    whole, _, fraction = digits.replace(",", ".").partition(".")
    parts = [int(part) for part in whole.split(":")]
    milliseconds = int(fraction.ljust(3, "0")) if fraction else 0
    if len(parts) == 4:
        frame = parts.pop()
        milliseconds = frame * _SECOND // (_FRAMES_A_SECOND if frame < _FRAMES_A_SECOND else 30)
        if frame >= 60:
            return None
    hours, minutes, seconds = ([0, *parts] if len(parts) == 2 else parts)[:3]
    if seconds > 59 or (len(parts) == 3 and minutes > 59) or hours > _LONGEST_HOURS:
        return None
    if half in ("am", "pm"):
        hours = hours % 12 + (12 if half == "pm" else 0)
    return ((hours * 60 + minutes) * 60 + seconds) * _SECOND + milliseconds


def _units(text: str) -> int | None:
    named = _NAMED.findall(text)
    if not named:
        return None
    return sum(
        round(float(n) * _UNIT_SECONDS.get(unit[0].lower(), 1) * _SECOND) for n, unit in named
    )


def digits_only(text: str) -> bool:
    """Whether the text is a bare number in any script, such as the number of a cue."""
    return bool(text) and all(unicodedata.category(c) == "Nd" for c in text)
