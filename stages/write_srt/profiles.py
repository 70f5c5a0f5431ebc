"""Profiles: what a subtitle may measure, as data."""

import tomllib
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from stages.errors import UsageError
from stages.text import subtag
from stages.write_srt.options import Options


class Profile(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The limits of a cue; `profiles.toml` says what each means and where it comes from."""

    lines: int
    bilingual_lines: int
    min_ms: int
    max_ms: int
    gap_ms: int
    close_ms: int
    mix_sentences: bool
    full_width: tuple[str, ...]
    width: dict[str, float]
    speed: dict[str, float]

    def width_limit(self, language: str) -> float:
        """Return the longest line in characters."""
        return _by_language(self.width, language)

    def speed_limit(self, language: str) -> float:
        """Return the highest reading speed in characters a second."""
        return _by_language(self.speed, language)

    def counts_full_width(self, language: str) -> bool:
        """Whether the limits of the language count full-width characters."""
        return subtag(language) in self.full_width

    def cells(self, characters: float, language: str) -> float:
        """Return characters as cells, of which a full-width character fills two."""
        return characters * 2 if self.counts_full_width(language) else characters


def load_profile(options: Options) -> Profile:
    """Return the profile that the options name. Raises UsageError where there is none."""
    tables = tomllib.loads(Path(__file__).with_name("profiles.toml").read_text("utf-8"))
    tables |= options.profiles
    try:
        profile = msgspec.convert(_whole(options.profile, tables), Profile)
    except msgspec.ValidationError as error:
        raise UsageError(f"profile {options.profile}", str(error)) from error
    if not 0 < profile.min_ms <= profile.max_ms or profile.gap_ms < 0 or profile.lines < 1:
        raise UsageError(f"profile {options.profile}", "its times or lines cannot be kept")
    if min(profile.width.values()) < 2 or min(profile.speed.values()) <= 0:
        raise UsageError(f"profile {options.profile}", "a width or a speed is too small")
    return profile


def _whole(name: str, tables: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Return a profile's table filled up from its base."""
    if name not in tables:
        raise UsageError(f"profile {name}", "no such profile", f"there are {', '.join(tables)}")
    own = {key: value for key, value in tables[name].items() if key != "base"}
    if name == "netflix":
        return own
    others = {key: table for key, table in tables.items() if key != name}
    whole = _whole(tables[name].get("base", "netflix"), others)
    for key in ("width", "speed"):
        if key in own:
            own[key] = whole[key] | own[key]
    return whole | own


def _by_language(table: dict[str, float], language: str) -> float:
    return table.get(language) or table.get(subtag(language)) or table["default"]
