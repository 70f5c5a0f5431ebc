"""What Word has to know of a language: its tag, its kind of script, its direction, its font."""

import re
from typing import Literal

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
    **dict.fromkeys(("Deva", "Beng", "Guru", "Gujr", "Orya"), "Nirmala UI"),
    **dict.fromkeys(("Taml", "Telu", "Knda", "Mlym", "Sinh"), "Nirmala UI"),
    "Thai": "Leelawadee UI",
    "Laoo": "Leelawadee UI",
    "Khmr": "Leelawadee UI",
    "Mymr": "Myanmar Text",
    "Ethi": "Ebrima",
    "Tibt": "Microsoft Himalaya",
}
_DEFAULT_FONTS: dict[Script, str] = {
    "latin": LATIN_FONT,
    "eastAsia": "Microsoft YaHei",
    "complex": COMPLEX_FONT,
}
"""Fonts that Word has on Windows and macOS, by ISO 15924 script."""

_EAST_ASIAN = {"Hans", "Hant", "Jpan", "Kore"}
_INDIC = {"Deva", "Beng", "Guru", "Gujr", "Orya", "Taml", "Telu", "Knda", "Mlym", "Sinh"}
_RIGHT_TO_LEFT = {"Arab", "Hebr", "Syrc", "Thaa", "Nkoo"}
_COMPLEX = _INDIC | _RIGHT_TO_LEFT | {"Thai", "Laoo", "Khmr", "Mymr", "Tibt"}
_TRADITIONAL_REGIONS = {"TW", "HK", "MO"}

_SCRIPTS = {
    "Arab": "ar fa ur ps sd ug ckb", "Hebr": "he yi", "Syrc": "syr", "Thaa": "dv", "Nkoo": "nqo",
    "Hans": "zh cmn wuu hsn gan hak", "Hant": "yue nan lzh", "Jpan": "ja", "Kore": "ko",
    "Thai": "th", "Laoo": "lo", "Khmr": "km", "Mymr": "my", "Tibt": "bo dz", "Ethi": "am ti",
    "Deva": "hi mr ne sa kok", "Beng": "bn as", "Guru": "pa", "Gujr": "gu", "Orya": "or",
    "Taml": "ta", "Telu": "te", "Knda": "kn", "Mlym": "ml", "Sinh": "si",
}  # fmt: skip
"""The languages that are not written in a script which Word counts as Latin, by script (CLDR)."""

_REGIONS = (
    "af-ZA am-ET ar-EG as-IN az-AZ be-BY bg-BG bn-BD bo-CN bs-BA ca-ES ckb-IQ cs-CZ cy-GB da-DK "
    "de-DE dv-MV dz-BT el-GR en-US es-ES et-EE eu-ES fa-IR fi-FI fil-PH fr-FR ga-IE gl-ES gu-IN "
    "ha-NG he-IL hi-IN hr-HR hu-HU hy-AM id-ID ig-NG is-IS it-IT ja-JP ka-GE kk-KZ km-KH kn-IN "
    "ko-KR kok-IN ky-KG lo-LA lt-LT lv-LV mk-MK ml-IN mn-MN mr-IN ms-MY my-MM nb-NO ne-NP nl-NL "
    "nn-NO no-NO or-IN pa-IN pl-PL ps-AF pt-BR ro-RO ru-RU sa-IN sd-PK si-LK sk-SK sl-SI so-SO "
    "sq-AL sr-RS sv-SE sw-TZ syr-SY ta-IN te-IN th-TH ti-ET tk-TM tr-TR ug-CN uk-UA ur-PK uz-UZ "
    "vi-VN xh-ZA yo-NG zu-ZA"
)
"""The region that Word's proofing expects beside a language that has none (CLDR's likely one)."""

_SCRIPT_OF = {language: script for script, some in _SCRIPTS.items() for language in some.split()}
_REGION_OF = dict(tag.split("-") for tag in _REGIONS.split())
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
    language, *subtags = tag.split("-")
    language = language.lower()
    if not re.fullmatch("[a-z]{2,3}", language) or language == "und":
        language, subtags = "en", []
    region = next((part.upper() for part in subtags if re.fullmatch("[A-Za-z]{2}", part)), "")
    writing = next((part.title() for part in subtags if re.fullmatch("[A-Za-z]{4}", part)), "")
    writing = writing or _SCRIPT_OF.get(language, "Latn")
    if writing == "Hans" and region in _TRADITIONAL_REGIONS:
        writing = "Hant"
    script: Script = "latin"
    if writing in _EAST_ASIAN:
        script = "eastAsia"
    elif writing in _COMPLEX:
        script = "complex"
    return Tongue(
        tag=tag,
        word=_word_tag(language, writing, region),
        script=script,
        rtl=writing in _RIGHT_TO_LEFT,
        font=_FONTS.get(writing) or _DEFAULT_FONTS[script],
    )


def _word_tag(language: str, writing: str, region: str) -> str:
    """Return language and region, which is all that Word's proofing knows: "zh-CN"."""
    if writing in ("Hans", "Hant"):
        likely = "HK" if language == "yue" else "TW" if writing == "Hant" else "CN"
        return f"zh-{region or likely}"
    region = region or _REGION_OF.get(language, "")
    return f"{language}-{region}" if region else language


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
