"""Ranges of characters by script, for use inside the brackets of a regular expression."""

IDEOGRAPHS = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
KANA = "\u3040-\u30ff"
HANGUL = "\u1100-\u11ff\uac00-\ud7af"
CJK = f"\u2e80-{IDEOGRAPHS[2:]}\uff66-\uff9f"
"""Ideographs, kana and the marks that are set like them."""

WIDE = "^\x00-\u10ff\u1200-\u2e7f"
"""All that is set as wide as an ideograph, by what is not: large sets are slow to compile."""

LETTERS = "A-Za-z\u00c0-\u1fff\u2c00-\u2dff\ua4d0-\ud7ff\ufb00-\ufdff\ufe70-\ufefc"
"""Letters of scripts that put spaces between words, and their accents and vowel signs."""
