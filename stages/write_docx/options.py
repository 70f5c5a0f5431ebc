"""The options of this stage."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

Layout = Literal["stacked", "table"]
Page = Literal["A4", "Letter"]
Instant = Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")]


class Options(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How to write the DOCX.

    `layout` puts the languages of a turn under each other, paragraph by paragraph (`stacked`), or
    beside each other in a table with a row a paragraph (`table`). `review` adds an empty column
    for remarks, and so makes a table whatever the layout. `page` is the paper. `modified` is the
    time, in UTC, that the file gives for its making and its last change.
    """

    layout: Layout = "stacked"
    review: bool = False
    page: Page = "A4"
    modified: Instant = "2020-01-01T00:00:00Z"

    @property
    def written(self) -> Layout:
        """The layout that is written."""
        return "table" if self.review else self.layout
