"""The families that are known to set a script well, best first, by their file names.

A family is its files in regular, bold, italic and bold italic; a missing style is "". In a
collection the face is named after a "#". Packaged families come with the installation: `pymupdf:`
names a font of pymupdf-fonts, `cjk:` a variable font of justmytype-intl-cjk.
"""

from functools import cache

Family = tuple[str, ...]

LATIN: dict[str, tuple[Family, ...]] = {
    "serif": (
        (
            "NotoSerif-Regular.ttf",
            "NotoSerif-Bold.ttf",
            "NotoSerif-Italic.ttf",
            "NotoSerif-BoldItalic.ttf",
        ),
        (
            "SourceSerif4-Regular.otf",
            "SourceSerif4-Bold.otf",
            "SourceSerif4-It.otf",
            "SourceSerif4-BoldIt.otf",
        ),
        ("georgia.ttf", "georgiab.ttf", "georgiai.ttf", "georgiaz.ttf"),
        ("Georgia.ttf", "Georgia Bold.ttf", "Georgia Italic.ttf", "Georgia Bold Italic.ttf"),
        (
            "LiberationSerif-Regular.ttf",
            "LiberationSerif-Bold.ttf",
            "LiberationSerif-Italic.ttf",
            "LiberationSerif-BoldItalic.ttf",
        ),
    ),
    "sans": (
        (
            "NotoSans-Regular.ttf",
            "NotoSans-Bold.ttf",
            "NotoSans-Italic.ttf",
            "NotoSans-BoldItalic.ttf",
        ),
        (
            "SourceSans3-Regular.otf",
            "SourceSans3-Bold.otf",
            "SourceSans3-It.otf",
            "SourceSans3-BoldIt.otf",
        ),
        ("segoeui.ttf", "segoeuib.ttf", "segoeuii.ttf", "segoeuiz.ttf"),
    ),
}

LATIN_PACKAGED: Family = (
    "pymupdf:notos",
    "pymupdf:notosbo",
    "pymupdf:notosit",
    "pymupdf:notosbi",
)

_NOTO_FACES = {"zh-Hans": "SC", "zh-Hant": "TC", "zh-HK": "HK", "ja": "JP", "ko": "KR"}


def _noto(style: str, form: str) -> tuple[Family, ...]:
    """Return the names under which distributions ship Noto CJK and its twin, Source Han."""
    face = _NOTO_FACES[form]
    twin = "" if face == "JP" else face
    return (
        (
            f"Noto{style}CJK-Regular.ttc#Noto {style} CJK {face}",
            f"Noto{style}CJK-Bold.ttc#Noto {style} CJK {face}",
        ),
        (
            f"Noto{style}CJK{face.lower()}-Regular.otf",
            f"Noto{style}CJK{face.lower()}-Bold.otf",
        ),
        (f"Noto{style}{face}-Regular.otf", f"Noto{style}{face}-Bold.otf"),
        (f"SourceHan{style}{twin}-Regular.otf", f"SourceHan{style}{twin}-Bold.otf"),
        (f"Noto{style}CJK-VF.ttc#Noto {style} CJK {face}",),
        (f"Noto{style}{face}[wght].ttf",),
    )


CJK: dict[str, dict[str, tuple[Family, ...]]] = {
    "zh-Hans": {
        "serif": (*_noto("Serif", "zh-Hans"), ("Songti.ttc#Songti SC",), ("simsun.ttc#SimSun",)),
        "sans": (
            *_noto("Sans", "zh-Hans"),
            ("msyh.ttc#Microsoft YaHei", "msyhbd.ttc#Microsoft YaHei"),
            ("Hiragino Sans GB.ttc#Hiragino Sans GB",),
        ),
    },
    "zh-Hant": {
        "serif": (*_noto("Serif", "zh-Hant"), ("Songti.ttc#Songti TC",), ("mingliu.ttc#PMingLiU",)),
        "sans": (
            *_noto("Sans", "zh-Hant"),
            ("msjh.ttc#Microsoft JhengHei", "msjhbd.ttc#Microsoft JhengHei"),
        ),
    },
    "zh-HK": {"serif": _noto("Serif", "zh-HK"), "sans": _noto("Sans", "zh-HK")},
    "ja": {
        "serif": (*_noto("Serif", "ja"), ("yumin.ttf", "yumindb.ttf"), ("msmincho.ttc#MS Mincho",)),
        "sans": (*_noto("Sans", "ja"), ("YuGothR.ttc#Yu Gothic", "YuGothB.ttc#Yu Gothic")),
    },
    "ko": {
        "serif": (*_noto("Serif", "ko"), ("batang.ttc#Batang",)),
        "sans": (*_noto("Sans", "ko"), ("malgun.ttf", "malgunbd.ttf")),
    },
}

CJK_PACKAGED: dict[str, Family] = {
    "zh-Hans": ("cjk:notosanssc/NotoSansSC[wght].ttf",),
    "zh-Hant": ("cjk:notosanstc/NotoSansTC[wght].ttf",),
    "zh-HK": ("cjk:notosanstc/NotoSansTC[wght].ttf",),
    "ja": ("cjk:notosansjp/NotoSansJP[wght].ttf",),
    "ko": ("cjk:notosanskr/NotoSansKR[wght].ttf",),
}

PACKAGED_FALLBACKS: tuple[Family, ...] = (
    ("pymupdf:figo", "pymupdf:figbo"),
    ("pymupdf:symbol1",),
    ("pymupdf:symbol2",),
    ("pymupdf:math",),
    ("pymupdf:music",),
)
"""FiraGO sets Arabic, Hebrew, Thai, Devanagari and Georgian; the others hold symbols."""


@cache
def cjk_form(language: str) -> str | None:
    """Return which form of the Han characters a language wants, None where it has none."""
    parts = language.lower().split("-")
    if parts[0] in ("ja", "ko"):
        return parts[0]
    if parts[0] not in ("zh", "yue", "wuu", "nan", "hak", "lzh"):
        return None
    if "hk" in parts or "mo" in parts or parts[0] == "yue":
        return "zh-HK" if "hans" not in parts else "zh-Hans"
    return "zh-Hant" if {"hant", "tw"} & set(parts) or parts[0] == "nan" else "zh-Hans"
