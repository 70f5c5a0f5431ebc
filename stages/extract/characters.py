"""Characters: code points that stand for a glyph become the characters they show."""

import unicodedata
from functools import cache

GARBLED = "\ufffd"
SPACES = frozenset("\t\n\v\f\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000") | {
    chr(code) for code in range(0x2000, 0x200B)
}
SOFT_HYPHEN = "\u00ad"
_FORMS = ((0x2E80, 0x2FDF), (0xFB00, 0xFDFF), (0xFE70, 0xFEFC))
"""Radicals, ligatures and presentation forms: glyphs that Unicode holds for old encodings."""
JOINERS = "\u200c\u200d"
"""Zero-width joiners belong to the spelling of Persian, of Indian scripts and of emoji."""
_PAIRS = (
    "⺂乛⺃乚⺅亻⺉刂⺋㔾⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺕彐⺖忄⺘扌⺙攵⺛旡⺞歺⺠民⺡氵⺣灬⺤爫⺦丬⺨犭⺫罒⺭礻⺯糹⺰纟⺱罓"
    "⺲罒⺳㓁⺹耂⺺肀⺾艹⺿艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻈讠⻉贝⻋车⻌辶⻍辶⻎辶⻐钅⻑長⻒镸⻓长⻔门⻖阝⻘青⻙韦⻚页"
    "⻛风⻜飞⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⼾户"
)
"""Radicals and their ideographs where compatibility normalization knows none, or another one:
those which fonts for Chinese draw with one glyph, so that a PDF cannot tell them apart."""
_RADICALS = dict(zip(_PAIRS[0::2], _PAIRS[1::2], strict=True))
_SYMBOLS = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf0e0": "→"}
"""Bullets of word processors, in the private codes of the Symbol and Wingdings fonts."""


def fold(text: str) -> str:
    """Return text in NFC without code points that stand for a glyph or for nothing at all.

    Ligatures, presentation forms and radicals become plain letters, zero-width characters go, and
    what Unicode cannot say is U+FFFD. Nothing else is changed.
    """
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", "".join(map(_folded, text)))


@cache
def _folded(character: str) -> str:
    code = ord(character)
    if any(first <= code <= last for first, last in _FORMS):
        return _RADICALS.get(character) or unicodedata.normalize("NFKC", character).strip()
    category = unicodedata.category(character)
    if category in ("Co", "Cs", "Cc") or code & 0xFFFE == 0xFFFE:
        return _SYMBOLS.get(character, GARBLED)
    if character == SOFT_HYPHEN:  # one that is seen, since the others never get here
        return "\u2010"
    return "" if category == "Cf" and character not in JOINERS else character
