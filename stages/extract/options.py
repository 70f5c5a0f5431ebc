"""The options of this stage."""

from typing import Literal

from msgspec import Struct


class Options(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How to extract.

    `reader`: which library reads the text; "auto" and "pdfium" are pypdfium2, "pdfplumber" is the
    slow second opinion. `ocr`: "auto" recognizes pages that are pictures without text (needs the
    extra `diglot[ocr]`), "off" leaves them. `max_pages`, `max_characters`, `max_bytes`: a document
    with more raises LimitExceeded; 0 is no limit. `max_bytes` is the size of the file.
    `first_pages`: read only so many pages, from the front; 0 is all.
    """

    reader: Literal["auto", "pdfium", "pdfplumber"] = "auto"
    ocr: Literal["off", "auto"] = "off"
    first_pages: int = 0
    max_pages: int = 5_000
    max_characters: int = 5_000_000
    max_bytes: int = 100 * 1024 * 1024
