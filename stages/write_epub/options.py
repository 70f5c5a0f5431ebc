"""The options of this stage."""

from typing import Annotated, Final, Literal

from msgspec import Meta, Struct

Layout = Literal["stacked", "sentences", "side-by-side"]
Instant = Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")]
Date = Annotated[str, Meta(pattern=r"^(\d{4}(-\d\d(-\d\d)?)?)?$")]

FIRST_PAGE: Final = "first-page"
"""The cover that is the first page of the source."""


class Options(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How to write the EPUB.

    `layout` puts the languages of a turn behind each other (`stacked`), or sentence by sentence
    (`sentences`), or beside each other where the screen is wide (`side-by-side`). `cover` is
    `drawn`, `first-page` (of the PDF), `none`, or the path of a PNG or JPEG picture. `modified` is
    the time that the book says it was last changed, `date` the day it was published, empty where
    that is not known.
    """

    layout: Layout = "stacked"
    cover: str = "drawn"
    modified: Instant = "2020-01-01T00:00:00Z"
    date: Date = ""
