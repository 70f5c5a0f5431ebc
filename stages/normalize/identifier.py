"""The language identifier (py3langid): slow to load, imported only where a script leaves doubt."""

from functools import lru_cache

from stages.normalize.languages import script_of

_LONGEST = 3000
_IN_PRINT = (
    "af", "az", "be", "bg", "bs", "ca", "cs", "cy", "da", "de", "en", "eo", "es", "et", "eu", "fi",
    "fr", "ga", "gl", "hr", "hu", "id", "is", "it", "lb", "lt", "lv", "mk", "ms", "mt", "nb", "nl",
    "nn", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sq", "sr", "sv", "sw", "tl", "tr", "uk", "vi",
    "ar", "fa", "ur", "ps", "ug", "hi", "mr", "ne", "kk", "ky", "mn", "he", "yi",
)  # fmt: skip


@lru_cache(maxsize=8192)
def rank(text: str, script: str, among: tuple[str, ...] = ()) -> list[tuple[str, float]]:
    """Return languages with their log-likelihood, the likeliest first."""
    import py3langid

    among = among or tuple(tag for tag in _IN_PRINT if script_of(tag) == script) or ("en",)
    primary = {tag.partition("-")[0]: tag for tag in among}
    ranked = py3langid.rank(text[:_LONGEST].casefold())
    return [(primary[tag], float(score)) for tag, score in ranked if tag in primary] or [
        (among[0], 0.0)
    ]
