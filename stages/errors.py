"""One exception per cause, each with its exit code and what the user can do next.

The exit codes are a promise of the command line and never change their meaning.
"""

from enum import IntEnum


class ExitCode(IntEnum):
    """How a run ended; 2 is also what argparse uses for bad usage."""

    OK = 0
    SOME_FAILED = 1
    USAGE = 2
    NOT_READABLE = 3
    PASSWORD = 4
    NO_TEXT = 5
    NOT_A_TRANSCRIPT = 6
    LIMIT = 7
    CANNOT_WRITE = 8
    BUG = 9


class DiglotError(Exception):
    """A failure with a cause the user can act on: what is wrong, where, and what to do next."""

    exit_code = ExitCode.BUG
    advice = "please report it with the file that provokes it"

    def __init__(self, where: str, what: str, advice: str | None = None) -> None:
        super().__init__(where, what, advice)
        self.where = where
        self.what = what
        if advice is not None:
            self.advice = advice

    def __str__(self) -> str:
        return " ".join(f"{self.where}: {self.what}; {self.advice}".split())


class UsageError(DiglotError):
    """The command line or the configuration asks for something that does not exist."""

    exit_code = ExitCode.USAGE
    advice = "see diglot --help"


class BadHandover(DiglotError):
    """A pages.json or segments.json is malformed, hostile, or of a version we do not know."""

    exit_code = ExitCode.USAGE
    advice = "make it again with the stage before, or see diglot schema"


class NotReadable(DiglotError):
    """The file is missing, is no PDF, or is damaged beyond reading."""

    exit_code = ExitCode.NOT_READABLE
    advice = "check that the file opens in a PDF viewer"


class PasswordNeeded(DiglotError):
    """The PDF opens only with a password."""

    exit_code = ExitCode.PASSWORD
    advice = "save a copy without a password and build that"


class NoTextLayer(DiglotError):
    """The PDF holds pictures of text and no text."""

    exit_code = ExitCode.NO_TEXT
    advice = "for scans: pip install 'diglot[ocr]', then build again with --ocr"


class NotATranscript(DiglotError):
    """The PDF has text, but no turns were found in it."""

    exit_code = ExitCode.NOT_A_TRANSCRIPT
    advice = "look at it with diglot inspect --proof, or name its dialect with --dialect"


class LimitExceeded(DiglotError):
    """The document needs more time, memory or pages than it may have."""

    exit_code = ExitCode.LIMIT
    advice = "raise the limit if the document is worth it, see diglot build --help"


class CannotWrite(DiglotError):
    """A product cannot be written where it should go."""

    exit_code = ExitCode.CANNOT_WRITE
    advice = "check that the folder exists, may be written to, and has room"


class Bug(DiglotError):
    """A fault of ours."""

    exit_code = ExitCode.BUG
