"""Paper sizes in points, and the fonts that have the letters of each language."""

SIZES = {
    "A4": (595.28, 841.89),
    "A5": (419.53, 595.28),
    "A6": (297.64, 419.53),
    "A4 landscape": (841.89, 595.28),
}
FAMILIES = {
    "zh": "Noto Sans CJK SC",
    "zh-Hant": "Noto Sans CJK TC",
    "ja": "Noto Sans CJK JP",
    "ko": "Noto Sans CJK KR",
    "ar": "Noto Naskh Arabic",
    "he": "Noto Sans Hebrew",
    "th": "Noto Sans Thai",
    "hi": "Noto Sans Devanagari",
}
RIGHT_TO_LEFT = ("ar", "he")


def family(language: str) -> str:
    """Return the font that has a language's letters."""
    return FAMILIES.get(language) or FAMILIES.get(language.partition("-")[0], "Liberation Serif")
