"""A file that is no readable PDF ends with one clear error of the right kind."""

import io
import os
from functools import partial
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from stages.errors import LimitExceeded, NoTextLayer, NotReadable, PasswordNeeded
from stages.extract.extract import extract, extract_bytes
from stages.extract.options import Options
from stages.extract.source import check_source
from tests.stages.extract.papers import paper, write


def pdf(*pages: str) -> bytes:
    """Return a PDF with one line of text a page."""
    return paper(*(partial(write, x=72, y=100, text=text) for text in pages))


def locked(user: str) -> bytes:
    """Return a PDF that is locked for its owner, and for users with this password."""
    room = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf("The tide table"))) as document:
        document.save(room, encryption=pikepdf.Encryption(owner="secret", user=user))
    return room.getvalue()


def test_a_missing_file_is_not_readable(tmp_path: Path) -> None:
    with pytest.raises(NotReadable, match="No such file"):
        extract(tmp_path / "nothing.pdf", Options())


def test_a_folder_is_not_readable(tmp_path: Path) -> None:
    with pytest.raises(NotReadable, match="Is a directory"):
        extract(tmp_path, Options())


def test_a_pipe_that_nobody_writes_to_does_not_hold_us_up(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.pdf"
    os.mkfifo(pipe)
    with pytest.raises(NotReadable, match="not a file"):
        extract(pipe, Options())


@pytest.mark.parametrize("data", [b"", b"<html>", b"x" * 2000 + b"%PDF-1.4"])
def test_what_does_not_begin_like_a_pdf_is_not_readable(data: bytes) -> None:
    with pytest.raises(NotReadable):
        check_source(data, "x.pdf")


def test_a_pdf_of_which_only_the_head_is_left_is_not_readable() -> None:
    with pytest.raises(NotReadable, match="damaged"):
        extract_bytes(b"%PDF-1.7\n1 0 obj", "x.pdf", Options())


def test_a_password_is_asked_for_only_where_one_is_needed() -> None:
    assert extract_bytes(locked(""), "x.pdf", Options()).pages[0].lines[0].text == "The tide table"
    with pytest.raises(PasswordNeeded, match="locked"):
        extract_bytes(locked("secret too"), "x.pdf", Options())


def test_a_scan_has_no_text_layer_and_the_error_says_how_much_is_pictures() -> None:
    room = io.BytesIO()
    picture = Image.new("RGB", (200, 300), "#cccccc")
    picture.save(room, "PDF", save_all=True, append_images=[picture])
    with pytest.raises(NoTextLayer, match=r"2 of 2 pages show pictures.*--ocr"):
        extract_bytes(room.getvalue(), "scan.pdf", Options())


@pytest.mark.parametrize(
    ("options", "what"),
    [
        (Options(max_pages=1), "2 pages, the limit is 1"),
        (Options(max_characters=5), "more than 5 characters"),
    ],
)
def test_a_document_over_a_limit_is_refused(options: Options, what: str) -> None:
    with pytest.raises(LimitExceeded, match=what):
        extract_bytes(pdf("one", "two"), "x.pdf", options)


def test_a_file_over_the_limit_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(pdf("one"))
    with pytest.raises(LimitExceeded, match="the limit is 100"):
        extract(path, Options(max_bytes=100))


def test_only_the_first_pages_are_read_on_request() -> None:
    pages = extract_bytes(pdf("one", "two", "three"), "x.pdf", Options(first_pages=2))
    assert [line.text for page in pages.pages for line in page.lines] == ["one", "two"]
    assert pages.source.pages == 3


def test_the_source_is_named_by_its_last_part_and_its_hash() -> None:
    source = extract_bytes(pdf("one"), "some/where/talk.pdf", Options()).source
    assert (source.file, len(source.sha256)) == ("talk.pdf", 64)


def test_a_page_that_cannot_be_loaded_is_a_finding_and_the_others_are_read() -> None:
    room = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf("one", "two"))) as document:
        document.Root.Pages.Kids[0] = pikepdf.Dictionary(Type=pikepdf.Name.Font)
        document.save(room)
    pages = extract_bytes(room.getvalue(), "x.pdf", Options())
    assert [(f.code, f.page) for f in pages.findings] == [("page-unread", 1)]
    assert [line.text for line in pages.pages[-1].lines] == ["two"]
