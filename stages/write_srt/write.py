"""Writes a transcript as subtitles: SRT, WebVTT, and the files of Podcasting 2.0."""

from collections.abc import Callable, Iterable

from stages.clean import clean
from stages.schema import Rendered, Transcript
from stages.write_srt.limits import findings
from stages.write_srt.options import Options
from stages.write_srt.phrases import phrase_scorer
from stages.write_srt.podcast import chapters_json, transcript_json
from stages.write_srt.profiles import load_profile
from stages.write_srt.srt_file import srt_file
from stages.write_srt.subtitles import Shown, Subtitles
from stages.write_srt.vtt import VttCue, vtt
from stages.write_srt.words import words_of

Files = dict[str, bytes]


def write(transcript: Transcript, options: Options) -> Rendered:
    """Return the subtitle files of the formats that the options ask for, by their ending.

    Raises UsageError at a profile or a frame rate that does not exist.
    """
    cleaned, unwritable = clean(transcript)
    subtitles = Subtitles(cleaned, options)
    files: Files = {}
    for name in options.formats:
        files |= _WRITERS[name](subtitles, options)
    return Rendered(files=files, findings=(*unwritable, *findings(subtitles)))


def warm(options: Options) -> None:
    """Load the tables once, so that processes forked from this one share them."""
    load_profile(options)
    words_of("en")
    phrase_scorer("zh-Hans")


def _srt(subtitles: Subtitles, options: Options) -> Files:
    """Return one SRT a language, and the one in which all languages share the picture."""
    files = {
        f".{language}.srt": srt_file(
            ((s.cue.start_ms, s.cue.end_ms, s.lines) for s in subtitles.single(language)),
            bom=options.bom,
            crlf=options.crlf,
        )
        for language in subtitles.transcript.languages
    }
    blocks = (
        (group[0].cue.start_ms, group[0].cue.end_ms, [line for s in group for line in s.lines])
        for group in _pictures(subtitles, options)
    )
    files[".srt"] = srt_file(blocks, bom=options.bom, crlf=options.crlf)
    return files


def _pictures(subtitles: Subtitles, options: Options) -> Iterable[list[Shown]]:
    """Return what stands together in a cue of a bilingual file, from the top line down."""
    if options.order == "separate":
        return ([shown] for group in subtitles.shared() for shown in group)
    return subtitles.shared()


def _vtt(subtitles: Subtitles, options: Options) -> Files:
    cues = []
    for group in _pictures(subtitles, options):
        cue, segment = group[0].cue, group[0].cue.turn.segment
        cues.append(
            VttCue(
                name=f"{segment.id}-{cue.number}",
                start_ms=cue.start_ms,
                end_ms=cue.end_ms,
                speaker=segment.speaker,
                texts=[(shown.language, shown.spoken_lines) for shown in group],
                note=segment.note if cue.number == 1 else "",
            )
        )
    return {".vtt": vtt(cues, _header(subtitles.transcript), crlf=options.crlf)}


def _header(transcript: Transcript) -> str:
    """Return the comment at the head of a WebVTT file: title, credits, languages, times."""
    makers = [f"{c.role}: {' '.join((c.name, c.contact)).strip()}" for c in transcript.credits]
    return "\n".join(
        [
            transcript.title or transcript.source.file,
            *makers,
            "Languages: " + ", ".join(transcript.languages),
            "Times inside a turn are estimated.",
        ]
    )


def _json(subtitles: Subtitles, _: Options) -> Files:
    """Return a transcript a language: that of what was spoken has the plain ending."""
    files = {}
    for language in subtitles.transcript.languages:
        spoken = language == subtitles.transcript.languages[0]
        files[".json" if spoken else f".{language}.json"] = transcript_json(
            (s.cue.turn.segment.speaker, s.cue.start_ms, s.cue.end_ms, s.spoken_text)
            for s in subtitles.single(language)
        )
    return files


def _chapters(subtitles: Subtitles, _: Options) -> Files:
    return {".chapters.json": chapters_json(subtitles.transcript.title, subtitles.chapters())}


_WRITERS: dict[str, Callable[[Subtitles, Options], Files]] = {
    "srt": _srt,
    "vtt": _vtt,
    "json": _json,
    "chapters": _chapters,
}
