"""Documents and products behind URLs, by fsspec: s3://, gs://, sftp://, memory:// and others."""

import contextlib
import os
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from stages.errors import CannotWrite, LimitExceeded, NotReadable, UsageError

WHOLE_WRITES = {"s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "memory"}
"""Stores in which a file appears only when all of it is there, so nothing need be moved."""

CONTENT_FACTS = ("size", "mtime", "modified", "LastModified", "updated", "ETag", "etag", "md5Hash")
"""Facts by which stores tell one content from another; each store has some of them."""


class RemoteFolder:
    """A folder behind a URL, by fsspec."""

    def __init__(self, location: str) -> None:
        self.location = location
        self._files, self._path = _filesystem(location)

    def read(self, name: str) -> bytes | None:
        """Return a file's content, None where there is none."""
        try:
            data: bytes = self._files.cat_file(f"{self._path}/{name}")
        except OSError:
            return None
        return data

    def write(self, name: str, data: bytes) -> None:
        """Write beside and move, or at once where the store shows only whole files."""
        target = f"{self._path}/{name}"
        beside = f"{self._path}/.{name}.{os.getpid()}.part"
        whole = not WHOLE_WRITES.isdisjoint(_protocols(self._files))
        try:
            self._files.makedirs(self._path, exist_ok=True)
            self._files.pipe_file(target if whole else beside, data)
            if not whole:
                self._files.mv(beside, target)
        except OSError as error:
            raise CannotWrite(f"{self.location}/{name}", str(error)) from error

    def remove(self, name: str) -> None:
        """Remove a file if it is there."""
        with contextlib.suppress(FileNotFoundError):
            self._files.rm_file(f"{self._path}/{name}")

    def stamp(self, name: str) -> str | None:
        """Return what the store says of the file."""
        try:
            return _stamp(self._files.info(f"{self._path}/{name}"))
        except OSError:
            return None

    def tidy(self) -> None:
        """Do nothing: stores make a folder with its first file."""

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Do nothing: stores have no locks. Each product is whole all the same."""
        yield


def read(location: str, most_bytes: int) -> bytes:
    """Return a file's content. Raises NotReadable, LimitExceeded where it is too large."""
    files, path = _filesystem(location)
    try:
        if (files.size(path) or 0) > most_bytes:
            raise LimitExceeded(location, f"is larger than {most_bytes >> 20} MiB")
        return bytes(files.cat_file(path))
    except OSError as error:
        raise NotReadable(location, str(error) or "cannot be read") from error


def stamp(location: str) -> str | None:
    """Return what the store says of a file, None where it is not there."""
    files, path = _filesystem(location)
    try:
        return _stamp(files.info(path))
    except OSError:
        return None


def find_pdfs(location: str) -> list[str]:
    """Return the URLs of the PDFs at and below a URL, which may hold a pattern, sorted."""
    files, path = _filesystem(location)
    if "*" not in path and not files.isdir(path):
        return [location]
    pattern = path if "*" in path else f"{path.rstrip('/')}/**"
    found = [name for name in sorted(files.glob(pattern)) if name.lower().endswith(".pdf")]
    address = urlsplit(location)
    if address.netloc and path.startswith("/") and address.path.startswith(path):
        return [f"{address.scheme}://{address.netloc}{name}" for name in found]
    return [str(files.unstrip_protocol(name)) for name in found]


def _stamp(facts: dict[str, Any]) -> str:
    """Return what of a store's facts changes with the content (a time of access does not)."""
    return "-".join(f"{facts[key]}" for key in CONTENT_FACTS if key in facts)


def _filesystem(location: str) -> tuple[Any, str]:
    try:
        import fsspec

        files, path = fsspec.core.url_to_fs(location)
    except (ImportError, ValueError) as error:
        advice = "pip install 'diglot[remote]' and the fsspec driver for this kind of URL"
        raise UsageError(location, str(error), advice) from error
    except Exception as error:  # each driver has errors of its own
        reason = str(error) or type(error).__name__
        raise NotReadable(location, reason, "check the address and the login") from error
    return files, str(path).rstrip("/")


def _protocols(files: Any) -> tuple[str, ...]:
    return (files.protocol,) if isinstance(files.protocol, str) else tuple(files.protocol)
