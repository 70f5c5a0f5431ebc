"""Findings about the text of the turns: what lacks, what differs, what the source says itself."""

import re
from collections.abc import Sequence

from stages.findings import finding
from stages.normalize.languages import main_script, script_of
from stages.schema import Finding, Segment

_INAUDIBLE = re.compile(
    r"[\[(（【][^\])）】]{0,20}(?:inaudible|unintelligible|indistinct|crosstalk|听不清|聽不清|不清楚|"
    r"听不见|聴取不能|聞き取れ|불명|inaudibile|inaudível|unverständlich|неразборчиво|غير مسموع)"
    r"[^\])）】]{0,30}[\])）】]",
    re.IGNORECASE,
)
_ELIDED = re.compile(
    r"[\[(（【][^\])）】]{0,60}(?:omitted|abridged|cut for|left out|skipped|truncated|excerpted|"
    r"省略|略去|从略|從略|以下略|中略|생략|ausgelassen|gekürzt|omitido|omis|опущено|محذوف)[^\])）】]{0,60}[\])）】]",
    re.IGNORECASE,
)
_ELISION = re.compile(r"[\[(（【] ?(?:\.{3,6}|…{1,2}) ?[\])）】]")


def text_findings(segments: Sequence[Segment], languages: Sequence[str]) -> list[Finding]:
    """Return what is odd in the texts, turn by turn."""
    findings: list[Finding] = []
    for segment in segments:
        if segment.kind != "event":
            findings += _compare(segment, languages)
        findings += _said(segment)
        findings += _strays(segment, languages)
    return findings


def _compare(segment: Segment, languages: Sequence[str]) -> list[Finding]:
    missing = [tag for tag in languages if not segment.texts.get(tag)]
    if len(languages) > 1 and missing:
        return [
            finding("missing-text", segment=segment.id, language=tag, page=segment.page)
            for tag in missing
        ]
    counts = {tag: len(segment.texts.get(tag, ())) for tag in languages}
    if len(set(counts.values())) > 1:
        words = " and ".join(f"{count} ({tag})" for tag, count in counts.items())
        return [finding("paragraphs-differ", segment=segment.id, page=segment.page, counts=words)]
    return []


def _said(segment: Segment) -> list[Finding]:
    findings = []
    for tag, paragraphs in segment.texts.items():
        for paragraph in paragraphs:
            if "[" not in paragraph.text and "(" not in paragraph.text and paragraph.text.isascii():
                continue
            for code, pattern in (
                ("inaudible", _INAUDIBLE),
                ("elided", _ELIDED),
                ("elided", _ELISION),
            ):
                findings += [
                    finding(
                        code, segment=segment.id, language=tag, page=paragraph.page, text=match[0]
                    )
                    for match in pattern.finditer(paragraph.text)
                ]
    return findings


def _strays(segment: Segment, languages: Sequence[str]) -> list[Finding]:
    """Say where a paragraph is in the script of no language of the document."""
    scripts = {script_of(tag) for tag in languages}
    findings = []
    for tag, paragraphs in segment.texts.items():
        for paragraph in paragraphs:
            if (paragraph.text.isascii() and "Latn" in scripts) or len(paragraph.text) < 8:
                continue
            found = main_script(paragraph.text)
            if found and found not in scripts and not (found == "Kana" and "Hani" in scripts):
                findings.append(
                    finding("stray-language", segment=segment.id, language=tag,
                            page=paragraph.page, found=found)
                )  # fmt: skip
    return findings
