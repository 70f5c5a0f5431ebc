"""From every shape each product holds every paragraph once, in order, in each language."""

import io
import re
import unicodedata
import zipfile
from pathlib import Path

import pysubs2
import pytest
from lxml import etree

from stages.align.align import align
from stages.align.options import Options as AlignOptions
from stages.schema import Transcript
from stages.write_docx.options import Options as DocxOptions
from stages.write_docx.write import write as write_docx
from stages.write_epub.options import Options as EpubOptions
from stages.write_epub.write import write as write_epub
from stages.write_srt.options import Options as SrtOptions
from stages.write_srt.write import write as write_srt
from tests.shapes.reading import PDFS, read

OPF = "{http://www.idpf.org/2007/opf}"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_UNSEEN = re.compile(r"[\s\u200b\u200e\u200f\u2060\u2066-\u2069\u202a-\u202e\ufeff]")


def squashed(text: str) -> str:
    return _UNSEEN.sub("", unicodedata.normalize("NFC", text))


def epub_text(data: bytes) -> str:
    archive = zipfile.ZipFile(io.BytesIO(data))
    name = next(n for n in archive.namelist() if n.endswith(".opf"))
    package = etree.fromstring(archive.read(name))
    items = {item.get("id"): item for item in package.iter(f"{OPF}item")}
    spine = [items[ref.get("idref")] for ref in package.iter(f"{OPF}itemref")]
    chapters = [item for item in spine if "nav" not in (item.get("properties") or "")]
    folder = name.rpartition("/")[0]
    paths = [f"{folder}/{item.get('href')}".lstrip("/") for item in chapters]
    pages = [etree.fromstring(archive.read(path)) for path in paths]
    return "".join("".join(page.itertext()) for page in pages)


def docx_text(data: bytes) -> str:
    archive = zipfile.ZipFile(io.BytesIO(data))
    document = etree.fromstring(archive.read("word/document.xml"))
    return "".join(run.text or "" for run in document.iter(f"{WORD}t"))


def lacking(transcript: Transcript, text: str) -> list[str]:
    """Return the paragraphs that `text` does not hold behind those before them."""
    missing = []
    page = squashed(text)
    for language in transcript.languages:
        place = 0
        for segment in transcript.segments:
            for paragraph in segment.texts.get(language, ()):
                found = page.find(squashed(paragraph.text), place)
                if found < 0:
                    missing.append(paragraph.text)
                else:
                    place = found + len(squashed(paragraph.text))
    return missing


@pytest.mark.parametrize("pdf", PDFS, ids=lambda pdf: pdf.stem)
def test_products_hold_every_paragraph_in_order(pdf: Path) -> None:
    transcript = align(read(pdf), AlignOptions())
    epub = write_epub(transcript, EpubOptions()).files[".epub"]
    assert lacking(transcript, epub_text(epub)) == []
    docx = write_docx(transcript, DocxOptions()).files[".docx"]
    assert lacking(transcript, docx_text(docx)) == []


@pytest.mark.parametrize("pdf", PDFS, ids=lambda pdf: pdf.stem)
def test_subtitles_hold_every_paragraph_in_order(pdf: Path) -> None:
    transcript = align(read(pdf), AlignOptions())
    files = write_srt(transcript, SrtOptions()).files
    for language in transcript.languages:
        alone = len(transcript.languages) == 1 and f".{language}.srt" not in files
        data = files[".srt" if alone else f".{language}.srt"].decode("utf-8-sig")
        cues = [cue.text for cue in pysubs2.SSAFile.from_string(data, "srt", keep_html_tags=True)]
        whole = "".join(
            paragraph.text
            for segment in transcript.segments
            for paragraph in segment.texts.get(language, ())
        )
        said = re.sub(r"\\N|</?[biu]>", "", "".join(cues))
        assert squashed(said) == squashed(whole)
