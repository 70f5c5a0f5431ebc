"""The codes of what is odd in a source: how severe each is, and how it is worded.

A finding never stops a build. A new code is one line in `CODES`.
"""

from typing import NamedTuple

from stages.schema import Finding, Severity


class Code(NamedTuple):
    """How severe a finding is, and its wording with places for the details."""

    severity: Severity
    wording: str


CODES: dict[str, Code] = {
    "missing-text": Code("warning", "a turn has no text in {language}"),
    "clock-backwards": Code("warning", "the stamp {stamp} is earlier than the one before it"),
    "clock-repeated": Code("info", "two turns carry the stamp {stamp}"),
    "clock-gap": Code("info", "{seconds} s pass for {words} words: something may be missing"),
    "clock-restart": Code("info", "the clock starts again at {stamp}; times run on from before"),
    "paragraphs-differ": Code("info", "the languages have {counts} paragraphs"),
    "fast-speech": Code("info", "{rate} words a minute: faster than people speak"),
    "inaudible": Code("info", "the source marks a passage as inaudible: {text}"),
    "elided": Code("warning", "the source says that it left something out: {text}"),
    "unplaced": Code("error", "{count} characters were not understood: {text}"),
    "garbled": Code("warning", "{count} characters have no Unicode value"),
    "stray-language": Code("info", "a paragraph is in {found}, not in {language}"),
    "bad-stamp": Code("warning", "the stamp {stamp} names no time"),
    "no-times": Code("info", "the source prints no times"),
    "doubtful-pair": Code("info", "sentences may not belong together: {text}"),
    "words-clock": Code(
        "info",
        "{percent} % of the words agree with the recognizer's; its clock is {offset} s ahead of the"
        " stamps and gains {drift} s an hour",
    ),
    "page-unread": Code("error", "the page cannot be read: {reason}"),
    "missing-glyph": Code("warning", "no font has a glyph for {characters}"),
    "recognized": Code("warning", "read from a picture, {percent} % sure"),
    "unwritable": Code("warning", "{count} characters may stand in no file and became U+FFFD"),
    "unsafe-link": Code("warning", "only http, https and mailto are kept as links: {href}"),
    "fast-cue": Code(
        "info",
        "{count} of {total} cues in {language} are read faster than {limit} characters a second;"
        " the worst at {worst}",
    ),
    "stamp-moved": Code(
        "info",
        "{count} turns begin more than a second from their stamp, {stamp} by {seconds} s: the"
        " stamps leave no room for the words",
    ),
    "hidden-text": Code("info", "{count} characters cannot be seen in the PDF and were left out"),
}


def finding(
    code: str,
    *,
    segment: str | None = None,
    language: str | None = None,
    page: int | None = None,
    **details: object,
) -> Finding:
    """Return a finding of a known code, worded with `details` (and `language` where it is used)."""
    severity, wording = CODES[code]
    message = wording.format_map({"language": language, **details})
    return Finding(
        code=code, severity=severity, message=message, segment=segment, language=language, page=page
    )
