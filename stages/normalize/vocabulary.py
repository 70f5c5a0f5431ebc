"""How usual words are, for the few hyphens that a document leaves in doubt.

The frequency lists of pyspellchecker, made from film subtitles, hold a dozen languages. They are
read only where such a doubt arises, as they lie in the package: nothing of it is imported.
"""

import gzip
from bisect import bisect_left
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from stages.text import subtag


def listed(language: str) -> bool:
    """Whether the words of a language are known."""
    return bool(_entries(subtag(language)))


def frequency(word: str, language: str) -> int:
    """Return how often a word in small letters is met, 0 if it is not known."""
    entries = _entries(subtag(language))
    key = f'"{word}": '.encode()
    at = bisect_left(entries, key)
    if at == len(entries) or not entries[at].startswith(key):
        return 0
    return int(entries[at][len(key) :].rstrip(b",}"))


@cache
def _entries(language: str) -> list[bytes]:
    """Return the lines of the list of a language, such as `"word": 12,`, in order."""
    spec = find_spec("spellchecker")
    folders = spec.submodule_search_locations if spec else None
    for folder in folders or ():
        path = Path(folder, "resources", f"{language}.json.gz")
        if path.is_file():
            return sorted(gzip.decompress(path.read_bytes()).split(b"\n"))
    return []
