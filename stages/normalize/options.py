"""The options of this stage."""

from typing import Any

from msgspec import Struct


class Options(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How to normalize.

    `dialect` names the one dialect whose headers count; "" lets the evidence choose.
    `dialects` are further dialects in the form of `dialects.toml`; they win over the built-in ones.
    `languages` are the BCP 47 tags of the source, the spoken one first; empty lets the text tell.
    """

    dialect: str = ""
    dialects: tuple[dict[str, Any], ...] = ()
    languages: tuple[str, ...] = ()
