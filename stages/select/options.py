"""The options of this stage."""

from msgspec import Struct

from stages.schema import SegmentKind


class Options(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which languages (`both`, or one BCP 47 tag) and which kinds of turns to keep."""

    edition: str = "both"
    without: tuple[SegmentKind, ...] = ()
