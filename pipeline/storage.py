"""Where documents come from and products go: folders of this machine, or URLs.

A location is a path or a URL. A path that is not UTF-8 is written as a file: URL, since locations
travel between processes as JSON.
"""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol
from urllib.parse import quote_from_bytes, unquote_to_bytes

from pipeline import remote
from stages.errors import CannotWrite, UsageError

LOCK = ".lock"


class Folder(Protocol):
    """A place for the products of one document."""

    location: str

    def read(self, name: str) -> bytes | None:
        """Return a file's content, None where there is none."""

    def write(self, name: str, data: bytes) -> None:
        """Put a whole file in place, or leave what was there. Raises CannotWrite."""

    def remove(self, name: str) -> None:
        """Remove a file if it is there."""

    def tidy(self) -> None:
        """Remove the folder where a build that failed has put nothing into it."""

    def stamp(self, name: str) -> str | None:
        """Return what changes whenever the file does, None where there is none."""

    def locked(self) -> contextlib.AbstractContextManager[None]:
        """Keep other builds out of the folder for a while, where the place can do that."""


class LocalFolder:
    """A folder on this machine."""

    def __init__(self, location: str) -> None:
        self.location = location
        self._path = Path(local_path(location))

    def read(self, name: str) -> bytes | None:
        """Return a file's content, None where there is none."""
        try:
            return (self._path / name).read_bytes()
        except OSError:
            return None

    def write(self, name: str, data: bytes) -> None:
        """Write beside, look at the size, move into place. Raises CannotWrite."""
        beside = self._path / f".{name}.{os.getpid()}.part"
        try:
            self._path.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(data)
            if beside.stat().st_size != len(data):
                raise CannotWrite(str(self._path / name), "was cut short")
            beside.replace(self._path / name)
        except OSError as error:
            with contextlib.suppress(OSError):
                beside.unlink()
            reason = error.strerror or str(error)
            raise CannotWrite(str(self._path / name), reason) from error

    def remove(self, name: str) -> None:
        """Remove a file if it is there."""
        (self._path / name).unlink(missing_ok=True)

    def stamp(self, name: str) -> str | None:
        """Return size, times and inode."""
        return file_stamp(str(self._path / name))

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Hold a lock that the system drops when the process ends, however it ends."""
        try:
            import fcntl
        except ImportError:  # Windows: products are still written whole, each by itself
            yield
            return
        try:
            self._path.mkdir(parents=True, exist_ok=True)
            lock = (self._path / LOCK).open("ab")
        except OSError as error:
            raise CannotWrite(self.location, error.strerror or str(error)) from error
        with lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self._sweep()
            yield

    def tidy(self) -> None:
        """Remove the folder where a build that failed has put nothing into it."""
        with contextlib.suppress(OSError):
            if {path.name for path in self._path.iterdir()} <= {LOCK}:
                (self._path / LOCK).unlink(missing_ok=True)
                self._path.rmdir()

    def _sweep(self) -> None:
        """Remove what a build that was killed left half written."""
        for part in self._path.glob(".*.part"):
            part.unlink(missing_ok=True)


def is_url(location: str) -> bool:
    """Whether a location is the URL of something that is not a file of this machine."""
    return "://" in location and not location.startswith("file://")


def location_of(path: str) -> str:
    """Return the location of a path or URL as a user gives it."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return "file://" + quote_from_bytes(os.path.abspath(os.fsencode(path)))  # noqa: PTH100
    return path


def local_path(location: str) -> str:
    """Return the path that a location on this machine stands for."""
    if not location.startswith("file://"):
        return location
    return os.fsdecode(unquote_to_bytes(location.removeprefix("file://")))


def open_folder(location: str) -> Folder:
    """Return the folder at a path or URL; it need not exist yet."""
    return remote.RemoteFolder(location) if is_url(location) else LocalFolder(location)


def read_source(location: str, most_bytes: int) -> bytes:
    """Return a source PDF's bytes. Raises NotReadable or LimitExceeded."""
    from stages.extract import source

    if is_url(location):
        return source.check_source(remote.read(location, most_bytes), location)
    return source.read_source(Path(local_path(location)), most_bytes)


def source_stamp(location: str) -> str | None:
    """Return what changes whenever the source does, None where it is not there."""
    return remote.stamp(location) if is_url(location) else file_stamp(local_path(location))


def absolute(location: str) -> str:
    """Return a location that does not depend on the folder one is in."""
    return location if "://" in location else str(Path(location).absolute())


def source_size(location: str) -> int:
    """Return the bytes of a source on this machine; 0 where that is not known."""
    try:
        return 0 if is_url(location) else Path(local_path(location)).stat().st_size
    except OSError:
        return 0


def find_sources(location: str) -> list[str]:
    """Return the PDF named, or the PDFs in a folder and below it, sorted.

    Hidden files and folders are passed over. Raises UsageError where a folder holds none.
    """
    if is_url(location):
        found = remote.find_pdfs(location)
    elif Path(local_path(location)).is_dir():
        found = _find_local(local_path(location))
    else:
        return [location]
    if not found:
        raise UsageError(location, "holds no PDF", "name a PDF or a folder with PDFs in it")
    return found


def file_stamp(path: str) -> str | None:
    """Return size, times and inode of a file, None where there is none."""
    try:
        s = os.stat(path)  # noqa: PTH116 - three times as fast as Path.stat, asked for often
    except OSError:
        return None
    return f"{s.st_size}-{s.st_mtime_ns}-{s.st_ctime_ns}-{s.st_ino}"


def _find_local(location: str) -> list[str]:
    found: list[str] = []
    for folder, below, files in os.walk(location):
        below[:] = sorted(name for name in below if not name.startswith("."))
        found += [
            location_of(os.path.join(folder, name))  # noqa: PTH118 - names need not be UTF-8
            for name in sorted(files)
            if name.lower().endswith(".pdf") and not name.startswith(".")
        ]
    return found
