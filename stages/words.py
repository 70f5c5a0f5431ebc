"""What a product itself says, in the languages of its text, and what languages call themselves."""

from stages.text import subtag

_KEYS = (
    *("cover", "title", "contents", "pages", "landmarks", "introduction", "start", "about"),
    *("speakers", "languages", "source", "notes", "omitted", "continued", "transcript"),
    "review",
)
_TABLE: dict[str, tuple[str, ...]] = {
    "en": (
        *("Cover", "Title page", "Contents", "Pages", "Landmarks", "Introduction"),
        *("Start of the transcript", "About this edition", "Speakers", "Languages", "Source"),
        *("Notes on the source", "Left out on request", "continued", "Transcript", "Review"),
    ),
    "zh-Hans": (
        *("封面", "书名页", "目录", "页码", "导航", "导言", "正文", "关于本版本"),
        *("对话者", "语言", "来源", "原文说明", "应要求略去", "续", "访谈实录", "审校"),
    ),
    "zh-Hant": (
        *("封面", "書名頁", "目錄", "頁碼", "導覽", "導言", "正文", "關於本版本"),
        *("對話者", "語言", "來源", "原文說明", "應要求略去", "續", "訪談實錄", "審校"),
    ),
    "ja": (
        *("表紙", "扉", "目次", "ページ", "ナビゲーション", "はじめに", "本文", "この版について"),
        *(
            "話し手",
            "言語",
            "出典",
            "原文についての注記",
            "希望により省略",
            "続き",
            "書き起こし",
            "レビュー",
        ),
    ),
    "ko": (
        *("표지", "속표지", "차례", "쪽", "길잡이", "들어가며", "본문", "이 판에 대하여"),
        *(
            "말한 사람",
            "언어",
            "출처",
            "원문에 관한 주",
            "요청에 따라 생략",
            "계속",
            "녹취록",
            "검토",
        ),
    ),
    "de": (
        *("Umschlag", "Titelseite", "Inhalt", "Seiten", "Wegweiser", "Einleitung"),
        *("Beginn des Gesprächs", "Über diese Ausgabe", "Sprecher", "Sprachen", "Quelle"),
        *("Anmerkungen zur Quelle", "Auf Wunsch ausgelassen", "Fortsetzung", "Mitschrift"),
        "Prüfung",
    ),
    "es": (
        *("Cubierta", "Portada", "Índice", "Páginas", "Guía", "Introducción"),
        *("Comienzo de la transcripción", "Acerca de esta edición", "Hablantes", "Idiomas"),
        *("Fuente", "Notas sobre la fuente", "Omitido a petición", "continuación"),
        *("Transcripción", "Revisión"),
    ),
    "fr": (
        *("Couverture", "Page de titre", "Table des matières", "Pages", "Repères"),
        *("Introduction", "Début de la transcription", "À propos de cette édition", "Intervenants"),
        *("Langues", "Source", "Notes sur la source", "Omis sur demande", "suite"),
        *("Transcription", "Révision"),
    ),
}
_AUTONYMS = {
    "ar": "العربية", "bg": "Български", "cs": "Čeština", "da": "Dansk", "de": "Deutsch",
    "el": "Ελληνικά", "en": "English", "es": "Español", "et": "Eesti", "fa": "فارسی",
    "fi": "Suomi", "fr": "Français", "he": "עברית", "hi": "हिन्दी", "hu": "Magyar",
    "id": "Bahasa Indonesia", "it": "Italiano", "ja": "日本語", "ko": "한국어",
    "ms": "Bahasa Melayu", "nb": "Norsk bokmål", "nl": "Nederlands", "no": "Norsk", "pl": "Polski",
    "pt": "Português", "ro": "Română", "ru": "Русский", "sk": "Slovenčina", "sv": "Svenska",
    "th": "ไทย", "tr": "Türkçe", "uk": "Українська", "vi": "Tiếng Việt", "yue": "粵語",
    "zh": "中文", "zh-Hans": "简体中文", "zh-Hant": "繁體中文",
}  # fmt: skip
_INITIALS = {"ar": "ع", "th": "ท"}
"""Where the first letter is an article or half a syllable."""

_TRADITIONAL = {"zh-hant", "zh-tw", "zh-hk", "zh-mo", "yue"}


def words(key: str, languages: tuple[str, ...]) -> dict[str, str]:
    """Return the wording of `key` by language, in English where none of them is known."""
    place = _KEYS.index(key)
    found = {
        language: _TABLE[known][place]
        for language in languages
        if (known := _known(language)) in _TABLE
    }
    return found or {"en": _TABLE["en"][place]}


def autonym(language: str) -> str:
    """Return what a language calls itself; the tag itself where that is not known."""
    return _AUTONYMS.get(_known(language)) or _AUTONYMS.get(subtag(language), language)


def initial(language: str) -> str:
    """Return the letter that a language calls itself by: "E", "中"."""
    name = subtag(language)
    return _INITIALS.get(name) or _AUTONYMS.get(name, language)[0].upper()


def traditional(language: str) -> bool:
    """Whether the language is Chinese in traditional characters."""
    low = language.lower()
    return any(low == tag or low.startswith(tag + "-") for tag in _TRADITIONAL)


def _known(language: str) -> str:
    if subtag(language) in ("zh", "cmn", "yue"):
        return "zh-Hant" if traditional(language) else "zh-Hans"
    return subtag(language)
