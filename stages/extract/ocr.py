"""Text from pictures of text: RapidOCR, whose models lie in its package and need no network."""

from functools import cache
from typing import Any

import pypdfium2

from stages.errors import UsageError
from stages.extract.characters import fold
from stages.extract.glyphs import Style
from stages.extract.words import Word

_SCALE, _LONGEST = 3.0, 4000
"""Pixels a point (216 a inch: below 180 small print is lost), and pixels a side at most."""
_SIZE, _BASE = 0.8, 0.75
"""Of the height of a recognized box: the size of its letters, and where their baseline is."""
_STEP = 0.5
"""In points: sizes are known no better."""


class Recognizer:
    """Reads the pages of a PDF from their pictures. To be used as a context manager.

    Raises UsageError where the extra is not installed.
    """

    def __init__(self, data: bytes) -> None:
        self._engine = _engine()
        self._document = pypdfium2.PdfDocument(data)

    def __enter__(self) -> "Recognizer":
        return self

    def __exit__(self, *_: object) -> None:
        self._document.close()

    def words(self, index: int, turned: int) -> list[Word]:
        """Return the lines of a page, each as one word, with how sure each is.

        `turned` is how the page was brought upright.
        """
        page = self._document[index]
        scale = min(_SCALE, _LONGEST / max(*page.get_size(), 1.0))
        picture = page.render(scale=scale, rotation=-turned % 360).to_numpy()
        page.close()
        seen = self._engine(picture, use_cls=False)
        if seen.boxes is None:
            return []
        found = zip(seen.boxes.tolist(), seen.txts, seen.scores, strict=True)
        words = (_word(corners, text, score, scale) for corners, text, score in found)
        return [word for word in words if word.text]


@cache
def _engine() -> Any:
    try:
        from rapidocr import RapidOCR
    except ImportError as error:
        advice = "pip install 'diglot[ocr]', or build without --ocr"
        raise UsageError("--ocr", "the OCR engine is not installed", advice) from error
    return RapidOCR(params={"Global.log_level": "critical"})


def _word(corners: list[list[float]], text: str, score: float, scale: float) -> Word:
    x0, x1 = (f(x for x, _ in corners) / scale for f in (min, max))
    y0, y1 = (f(y for _, y in corners) / scale for f in (min, max))
    height = y1 - y0
    style = Style(size=round(_SIZE * height / _STEP) * _STEP)
    said = fold(" ".join(text.split()))
    return Word(said, x0, x1, y0 + _BASE * height, style, confidence=round(float(score), 3))
