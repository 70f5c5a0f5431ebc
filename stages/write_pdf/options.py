"""The options of this stage."""

from typing import Literal

from msgspec import Struct


class Options(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the clean PDF looks.

    `page`: A4, Letter, A5, or e-reader (90 x 122 mm, for a six-inch screen).
    `layout`: stacked sets the languages one below the other, side-by-side in columns.
    `typeface`: serif takes a serif face where the system has one for each script, else sans.
    `font_files`: paths of fonts (TTF, OTF, TTC; `path#2` is the third face of a collection) that
    are preferred to all others, in this order.
    `system_fonts`: look for faces on the system before those that came with the installation;
    without it every machine writes the same bytes.
    `hyphenate`: break words and justify languages with spaces. A reader of the PDF has to undo
    the hyphens, so it is off by default.
    """

    page: Literal["A4", "Letter", "A5", "e-reader"] = "A4"
    layout: Literal["stacked", "side-by-side"] = "stacked"
    typeface: Literal["serif", "sans"] = "serif"
    font_files: tuple[str, ...] = ()
    system_fonts: bool = True
    hyphenate: bool = False
