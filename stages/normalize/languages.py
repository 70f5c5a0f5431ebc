"""Languages: the scripts that a text is written in, and the BCP 47 tags that they stand for."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

_HAN = "\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_KANA = "\u3041-\u30ff\u31f0-\u31ff\uff66-\uff9f"
_LATIN = "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0300-\u036f\u1e00-\u1eff"
_SCRIPTS = {
    "Latn": rf"[{_LATIN}]+(?:['’][{_LATIN}]+)*",
    "Hani": f"[{_HAN}]+",
    "Kana": f"[{_KANA}]+",
    "Hang": "[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]+",
    "Cyrl": "[\u0400-\u052f]+",
    "Arab": "[\u0600-\u0605\u0610-\u061a\u0620-\u065f\u066e-\u06ef\u06fa-\u06ff\u0750-\u077f]+",
    "Hebr": "[\u0590-\u05ff]+",
    "Thai": "[\u0e00-\u0e7f]+",
    "Grek": "[\u0370-\u03ff\u1f00-\u1fff]+",
    "Deva": "[\u0900-\u097f]+",
    "Beng": "[\u0980-\u09ff]+",
    "Taml": "[\u0b80-\u0bff]+",
    "Telu": "[\u0c00-\u0c7f]+",
    "Guru": "[\u0a00-\u0a7f]+",
    "Gujr": "[\u0a80-\u0aff]+",
    "Geor": "[\u10a0-\u10ff]+",
    "Armn": "[\u0530-\u058f]+",
    "Ethi": "[\u1200-\u139f]+",
    "Khmr": "[\u1780-\u17ff]+",
    "Laoo": "[\u0e80-\u0eff]+",
    "Mymr": "[\u1000-\u109f]+",
    "Tibt": "[\u0f00-\u0fff]+",
    "Sinh": "[\u0d80-\u0dff]+",
    "Knda": "[\u0c80-\u0cff]+",
    "Mlym": "[\u0d00-\u0d7f]+",
}
_WORDS = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _SCRIPTS.items()))
_ASCII_WORDS = re.compile("[A-Za-z]+(?:'[A-Za-z]+)*")
_OF_SCRIPT = {
    "Hang": "ko", "Hebr": "he", "Thai": "th", "Grek": "el", "Beng": "bn", "Taml": "ta",
    "Telu": "te", "Guru": "pa", "Gujr": "gu", "Geor": "ka", "Armn": "hy", "Ethi": "am",
    "Khmr": "km", "Laoo": "lo", "Mymr": "my", "Tibt": "bo", "Sinh": "si", "Knda": "kn",
    "Mlym": "ml", "Kana": "ja",
}  # fmt: skip
_SCRIPT_OF = {tag: script for script, tag in _OF_SCRIPT.items()} | {
    "zh": "Hani", "ja": "Hani", "yue": "Hani", "wuu": "Hani", "ru": "Cyrl", "uk": "Cyrl",
    "bg": "Cyrl", "sr": "Cyrl", "be": "Cyrl", "mk": "Cyrl", "kk": "Cyrl", "mn": "Cyrl",
    "ky": "Cyrl", "ar": "Arab", "fa": "Arab", "ur": "Arab", "ps": "Arab", "ug": "Arab",
    "yi": "Hebr", "hi": "Deva", "mr": "Deva", "ne": "Deva",
}  # fmt: skip
_SIMPLIFIED = set(
    "们这来说对时为个会过国学还没发现开关见问间东车长门马鸟鱼龙书买卖乐习写农华单听员响"
    "团园图场坏块声处备头夺奖妈孙实审宝导将层属岁岛币师帮带广庄应庆张强当录忆态总恶惊惯愿"
    "戏战户护报拥择换据损摇数断无旧显术机权条杨极构标树样桥检楼欢汉沟汇汽法济测满热爱爷状独"
    "环电画疗盘确离种积称穷笔简类级纪约红纯纸线组细织终结给绝统继续维综绿编缘网罗职联胜脑"
    "节艺药虽补装观规视览觉认讨让训议记讲许论设访证评识诉词译试话该详语误请诸读课谁调谈谢"
    "负财责败货质购费资赛赞赢赵跃转软轻较载输边达迁运进远连适选递逻遗邮释里钟钱铁银错键"
    "阅队阳阴阶际陆险随难雾静页项顺须预领频题颜风飞饭饮馆验鸡麦黄齐两业严丽举么义亚产亲亿仅从"
    "仓仪价众优伙伟传伤伦伪体余侧俩债倾儿党兰兴养内军决况净准减几击创删别刹剧劝办务动劳势"
)
_TRADITIONAL = set(
    "們這來說對時為個會過國學還沒發現開關見問間東車長門馬鳥魚龍書買賣樂習寫農華單聽員響"
    "團園圖場壞塊聲處備頭奪獎媽孫實審寶導將層屬歲島幣師幫帶廣莊應慶張強當錄憶態總惡驚慣願"
    "戲戰戶護報擁擇換據損搖數斷無舊顯術機權條楊極構標樹樣橋檢樓歡漢溝匯濟測滿熱愛爺狀獨"
    "環電畫療盤確離種積稱窮筆簡類級紀約紅純紙線組細織終結給絕統繼續維綜綠編緣網羅職聯勝腦"
    "節藝藥雖補裝觀規視覽覺認討讓訓議記講許論設訪證評識訴詞譯試話該詳語誤請諸讀課誰調談謝"
    "負財責敗貨質購費資賽贊贏趙躍轉軟輕較載輸邊達遷運進遠連適選遞邏遺郵釋裡鐘錢鐵銀錯鍵"
    "閱隊陽陰階際陸險隨難霧靜頁項順須預領頻題顏風飛飯飲館驗雞麥黃齊兩業嚴麗舉麼義亞產親億僅從"
    "倉儀價眾優夥偉傳傷倫偽體餘側倆債傾兒黨蘭興養內軍決況淨準減幾擊創刪別剎劇勸辦務動勞勢"
)
_SIMPLIFIED, _TRADITIONAL = _SIMPLIFIED - _TRADITIONAL, _TRADITIONAL - _SIMPLIFIED
ENGLISH = frozenset({
    "the", "and", "that", "you", "this", "with", "have", "what", "it's", "they", "from", "would",
    "about", "there", "which", "because", "for", "are", "not", "i'm", "don't", "that's", "your",
    "our", "but", "were", "been", "how", "when", "their", "can", "just", "know",
})  # fmt: skip
"""Common words that hardly any language but English has."""

_TOO_SHORT = 16
"""Characters of Latin script below which no identifier is to be trusted."""
_OF_LETTERS = (
    ("uk", re.compile("[іїєґІЇЄҐ]")),
    ("be", re.compile("[ўЎ]")),
    ("sr", re.compile("[ђћџјљњЂЋЏЈЉЊ]")),
    ("fa", re.compile("[پچژگ]")),
    ("ur", re.compile("[ٹڈڑےںہ]")),
)


def script_of(tag: str) -> str:
    """Return the script that most tells a language: "Hani" for "zh-Hant", "Latn" for "es"."""
    return _SCRIPT_OF.get(tag.partition("-")[0], "Latn")


@lru_cache(maxsize=4096)
def words(text: str) -> dict[str, int]:
    """Count the words of each script; a run of Han or of kana counts as its characters."""
    if text.isascii():
        found = len(_ASCII_WORDS.findall(text))
        return {"Latn": found} if found else {}
    counts: Counter[str] = Counter()
    for match in _WORDS.finditer(text):
        script = match.lastgroup or ""
        unspaced = script in ("Hani", "Kana", "Thai", "Khmr", "Laoo", "Mymr", "Tibt")
        counts[script] += match.end() - match.start() if unspaced else 1
    return counts


def runs(text: str, script: str) -> int:
    """Count the unbroken stretches of a script."""
    return len(re.findall(_SCRIPTS[script], text))


def main_script(text: str) -> str:
    """Return the script that carries the text: the one of most words, Han and kana before Latin.

    A Latin name inside a Chinese line does not make it Latin, nor a Han name an English line:
    one Latin word weighs as much as two Han characters.
    """
    counts = words(text)
    if not counts:
        return ""
    weights = {s: n / (2 if s in ("Hani", "Kana") else 1) for s, n in counts.items()}
    if "Kana" in weights and weights["Kana"] * 8 >= weights.get("Hani", 0):
        weights["Hani"] = weights.get("Hani", 0) + weights.pop("Kana")
    return max(weights, key=lambda script: weights[script])


def chinese(text: str) -> str:
    """Tell Simplified from Traditional Chinese by the characters that only one of them has."""
    simplified = sum(c in _SIMPLIFIED for c in text)
    traditional = sum(c in _TRADITIONAL for c in text)
    return "zh-Hant" if traditional > simplified else "zh-Hans"


def tag_of(text: str, script: str) -> str:
    """Return the language of a larger text in one script.

    Where the script leaves it open, English is told by its commonest words and all else by the
    language identifier.
    """
    if script == "Hani":
        counts = words(text[:20_000])
        return "ja" if counts.get("Kana", 0) * 8 >= counts.get("Hani", 0) else chinese(text)
    if script in _OF_SCRIPT:
        return _OF_SCRIPT[script]
    for tag, letters in _OF_LETTERS:
        if script_of(tag) == script and len(letters.findall(text)) * 100 >= len(text):
            return tag
    if script == "Latn" and (english(text) or len(text) < _TOO_SHORT):
        return "en"
    return identify(text, script)


def english(text: str) -> bool:
    """Whether one word in seven is one that hardly any language but English has."""
    tokens = text.casefold().replace("’", "'").split()
    return sum(token.strip(".,?!\"'") in ENGLISH for token in tokens) * 7 >= len(tokens) > 0


def identify(text: str, script: str, among: Iterable[str] = ()) -> str:
    """Ask the language identifier; `among` limits the languages that it may answer."""
    from stages.normalize.identifier import rank

    return rank(text, script, tuple(among))[0][0]
