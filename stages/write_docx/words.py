"""What the document itself says, and what languages call themselves."""

from stages.text import subtag

_WORDS = {
    "contents": {"en": "Contents", "zh-Hans": "目录", "zh-Hant": "目錄"},
    "notes": {"en": "Notes on the source", "zh-Hans": "原文说明", "zh-Hant": "原文說明"},
    "review": {"en": "Review", "zh-Hans": "审校", "zh-Hant": "審校"},
    "source": {"en": "Source", "zh-Hans": "来源", "zh-Hant": "來源"},
}
_AUTONYMS = {
    "ar": "العربية", "bg": "Български", "cs": "Čeština", "da": "Dansk", "de": "Deutsch",
    "el": "Ελληνικά", "en": "English", "es": "Español", "fa": "فارسی", "fi": "Suomi",
    "fr": "Français", "he": "עברית", "hi": "हिन्दी", "hu": "Magyar", "id": "Bahasa Indonesia",
    "it": "Italiano", "ja": "日本語", "ko": "한국어", "nl": "Nederlands", "pl": "Polski",
    "pt": "Português", "ro": "Română", "ru": "Русский", "sv": "Svenska", "th": "ไทย",
    "tr": "Türkçe", "uk": "Українська", "vi": "Tiếng Việt", "zh-Hans": "简体中文",
    "zh-Hant": "繁體中文",
}  # fmt: skip
_TRADITIONAL = ("zh-hant", "zh-tw", "zh-hk", "zh-mo", "yue")


def label(key: str, languages: tuple[str, ...]) -> str:
    """Return a wording in each language that has one, in English where none has."""
    known = _WORDS[key]
    found = [known[tag] for language in languages if (tag := _known(language)) in known]
    return " ".join(found) or known["en"]


def autonym(language: str) -> str:
    """Return what a language calls itself; the tag itself where that is not known."""
    return _AUTONYMS.get(_known(language), language)


def _known(language: str) -> str:
    if subtag(language) in ("zh", "yue", "cmn"):
        return "zh-Hant" if language.lower().startswith(_TRADITIONAL) else "zh-Hans"
    return subtag(language)
