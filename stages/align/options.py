"""The options of this stage."""

from msgspec import Struct


class Options(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How to align.

    words: a recognizer's output for the same audio, whose word times are taken over: JSON of
    Whisper, WhisperX, AssemblyAI or Deepgram, YouTube json3, Apple TTML, VTT or SRT.
    """

    words: str = ""
