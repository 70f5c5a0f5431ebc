"""The options of this stage."""

from typing import Any, Literal

from msgspec import Struct

Format = Literal["srt", "vtt", "json", "chapters"]


class Options(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What subtitles to write, and how.

    formats: `srt` (one a language and one with all), `vtt` (with speakers, all languages),
        `json` (Podcasting 2.0, one a language), `chapters` (Podcasting 2.0).
    profile: the limits to keep: netflix, bbc, podcast, learner, or one of `profiles`.
    profiles: own profiles by name; what a table leaves out is as in its `base` (netflix).
    order: languages of a bilingual cue: `usual` (Chinese, Japanese or Korean above the other, else
        the translation above what was spoken), `swapped`, or `separate` cues with the same times.
    speaker: name the speaker of a turn in SRT: `none`, `dash` (a hyphen where the speaker
        changes), `name` ("Name: " before the turn's first words).
    chinese_marks: `keep` the punctuation, or `netflix`: a space for each full stop and comma.
    bom: begin SRT files with a byte order mark, for old players on Windows.
    crlf: end lines with CR LF, for old players on Windows.
    offset_ms: add this to every time, for audio that begins earlier or later.
    frame_rate: `FROM:TO`, such as `25:23.976`, for video that was speeded up or slowed down.
    """

    formats: tuple[Format, ...] = ("srt", "vtt")
    profile: str = "netflix"
    profiles: dict[str, dict[str, Any]] = {}
    order: Literal["usual", "swapped", "separate"] = "usual"
    speaker: Literal["none", "dash", "name"] = "none"
    chinese_marks: Literal["keep", "netflix"] = "keep"
    bom: bool = False
    crlf: bool = False
    offset_ms: int = 0
    frame_rate: str = ""
