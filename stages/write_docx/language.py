"""What Word has to know of a language: its tag, its kind of script, its direction, its font."""

import re
from typing import Literal

import langcodes
from msgspec import Struct

Script = Literal["latin", "eastAsia", "complex"]
"""The three kinds of text for which Word keeps apart fonts and languages (ISO 29500-1, 17.3.2.26);
Greek, Cyrillic and the like count as Latin."""

LATIN_FONT = "Calibri"
COMPLEX_FONT = "Arial"
_FONTS = {
    "Hans": "Microsoft YaHei",
    "Hant": "Microsoft JhengHei",
    "Jpan": "Yu Gothic",
    "Kore": "Malgun Gothic",
    "Thai": "Leelawadee UI",
    "Laoo": "Leelawadee UI",
    "Khmr": "Leelawadee UI",
    "Mymr": "Myanmar Text",
    "Ethi": "Ebrima",
    "Tibt": "Microsoft Himalaya",
}
"""Fonts that Word has on Windows and macOS, by ISO 15924 script."""

_EAST_ASIAN = {"Hans", "Hant", "Jpan", "Kore", "Bopo", "Yiii"}
_INDIC = {"Deva", "Beng", "Guru", "Gujr", "Orya", "Taml", "Telu", "Knda", "Mlym", "Sinh"}
_RIGHT_TO_LEFT = {"Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg"}
_COMPLEX = _INDIC | _RIGHT_TO_LEFT | {"Thai", "Laoo", "Khmr", "Mymr", "Tibt", "Mong"}
_CHINESE = {"Hans": "zh-CN", "Hant": "zh-TW"}
_EAST_ASIAN_CHARACTER = re.compile(
    "[\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
)
_INDIC_CHARACTER = re.compile("[\u0900-\u109f\u1780-\u17ff]")
_RTL_CHARACTER = re.compile("[\u0590-\u08ff\ufb1d-\ufdfd\ufe70-\ufefc]")


class Tongue(Struct, frozen=True, kw_only=True):
    """A language as Word sees it. `tag` is the transcript's own, `word` has the region added."""

    tag: str
    word: str
    script: Script
    rtl: bool
    font: str


def tongue(tag: str) -> Tongue:
    """Return what Word has to know of the language; a tag that is none is taken for English."""
    try:
        full = langcodes.get(tag).maximize()
    except (ValueError, AttributeError):
        return Tongue(tag=tag, word="en-US", script="latin", rtl=False, font=LATIN_FONT)
    writing = full.script or "Latn"
    script: Script = "latin"
    if writing in _EAST_ASIAN:
        script = "eastAsia"
    elif writing in _COMPLEX:
        script = "complex"
    default = COMPLEX_FONT if script == "complex" else LATIN_FONT
    if writing in _INDIC:
        default = "Nirmala UI"
    return Tongue(
        tag=tag,
        word=_word_tag(full, writing),
        script=script,
        rtl=writing in _RIGHT_TO_LEFT,
        font=_FONTS.get(writing, default),
    )


class Tongues:
    """The languages of a transcript, and which of them a name or a title is written in."""

    def __init__(self, languages: tuple[str, ...]) -> None:
        self.all = tuple(tongue(tag) for tag in languages)
        self.rtl = bool(self.all) and self.all[0].rtl
        self.both_ways = any(one.rtl for one in self.all)
        self.latin = self._first("latin", rtl=False) or tongue("en")
        self.east_asian = self._first("eastAsia", rtl=False) or tongue("zh-Hans")
        self._rtl = self._first("complex", rtl=True) or tongue("ar")
        self._indic = self._first("complex", rtl=False) or tongue("hi")
        self.complex = next((one for one in self.all if one.script == "complex"), self._rtl)

    def of(self, text: str) -> Tongue:
        """Return the language that fits the script of a text of which nothing else is known."""
        if text.isascii():
            return self.latin
        for characters, one in (
            (_RTL_CHARACTER, self._rtl),
            (_EAST_ASIAN_CHARACTER, self.east_asian),
            (_INDIC_CHARACTER, self._indic),
        ):
            if characters.search(text):
                return one
        return self.latin

    def _first(self, script: Script, *, rtl: bool) -> Tongue | None:
        return next((one for one in self.all if (one.script, one.rtl) == (script, rtl)), None)


def _word_tag(full: langcodes.Language, writing: str) -> str:
    """Return language and region, which is all that Word's proofing knows: "zh-CN"."""
    language, region = full.language or "", full.territory
    if not 2 <= len(language) <= 3:
        return "en-US"
    if writing in _CHINESE:
        return f"zh-{region}" if region in ("HK", "MO", "SG") else _CHINESE[writing]
    return f"{language}-{region}" if region else language
