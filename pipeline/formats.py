"""The table of output formats. A new format is a stage of its own and one line here."""

from typing import NamedTuple


class Format(NamedTuple):
    """The stage that writes a format, its section of the options, and how its files end."""

    stage: str
    section: str
    ending: str
    about: str


FORMATS: dict[str, Format] = {
    "epub": Format("write_epub", "epub", ".epub", "e-book"),
    "docx": Format("write_docx", "docx", ".docx", "Word document"),
    "srt": Format("write_srt", "srt", ".srt", "subtitles: each language, and both"),
    "vtt": Format("write_srt", "srt", ".vtt", "WebVTT with speakers"),
    "pdf": Format("write_pdf", "pdf", ".pdf", "clean PDF, tagged"),
    "json": Format("write_srt", "srt", ".json", "Podcasting 2.0 transcript"),
    "chapters": Format("write_srt", "srt", ".chapters.json", "Podcasting 2.0 chapters"),
}
DEFAULT_FORMATS = ("epub", "docx", "srt", "vtt", "pdf")


def format_of(file: str, formats: tuple[str, ...]) -> str:
    """Return which of `formats` a product belongs to: the one with the longest fitting ending."""
    fitting = [name for name in formats if file.endswith(FORMATS[name].ending)]
    return max(fitting, key=lambda name: len(FORMATS[name].ending))
