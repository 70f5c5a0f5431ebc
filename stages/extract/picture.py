"""A picture of a page: what a reader of the PDF sees of it, for the cover of a book."""

import io

import pypdfium2
from PIL import Image

from stages.errors import NotReadable

_WIDTH, _HEIGHT = 1600, 2560
"""Pixels that the picture fits into: what the shops ask for."""

_MOST_BYTES = 1_000_000
"""Text is sharpest and smallest as PNG; what is larger than this holds photographs."""


def first_page(data: bytes, name: str) -> bytes:
    """Return the first page of a PDF as PNG, or as JPEG where that is far smaller.

    `name` is where the PDF came from. Raises NotReadable where the page cannot be drawn.
    """
    try:
        with pypdfium2.PdfDocument(data) as document:
            page = document[0]
            scale = min(_WIDTH / page.get_width(), _HEIGHT / page.get_height())
            picture = page.render(scale=scale).to_pil().convert("RGB")
            page.close()
    except (pypdfium2.PdfiumError, ZeroDivisionError) as error:
        raise NotReadable(name, "its first page cannot be drawn", "choose another cover") from error
    encoded = _encoded(picture, "PNG")
    return encoded if len(encoded) <= _MOST_BYTES else _encoded(picture, "JPEG")


def _encoded(picture: Image.Image, kind: str) -> bytes:
    room = io.BytesIO()
    picture.save(room, kind, quality=90)
    return room.getvalue()
