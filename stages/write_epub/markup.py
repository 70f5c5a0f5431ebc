"""XHTML of the small things: text with its marks, times, spans in a language, whole pages."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from msgspec import structs

from stages.links import safe_link
from stages.schema import Mark, Paragraph
from stages.text import clock
from stages.words import autonym, words
from stages.write_epub.tongues import Tongues

_BREAK = "\ufdd0"
"""Stands for the mark of a page inside a text; a cleaned transcript has no such character."""

_LETTER = "A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ"
_LATIN_WORDS = re.compile(f"[{_LETTER}](?:[{_LETTER}0-9 '’.&+{_BREAK}-]*[{_LETTER}0-9])?")
_TAGS = {"bold": "strong", "italic": "em"}


def escape(text: str) -> str:
    """Return the text as it may stand in XML, between tags or in a quoted attribute."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;")


def span(text: str, language: str, tongues: Tongues, name: str = "") -> str:
    """Return the text as a span in its language, with a class where one is named."""
    named = f' class="{name}"' if name else ""
    return f"<span{named} {tongues.attributes(language)}>{_words(text, language, tongues)}</span>"


def spans(texts: Mapping[str, str], tongues: Tongues) -> str:
    """Return what is said in several languages, a span each."""
    return " ".join(
        span(text, language, tongues, "original" if n == 0 else "translation")
        for n, (language, text) in enumerate(texts.items())
    )


def plain(texts: Mapping[str, str]) -> str:
    """Return what is said in several languages as plain text."""
    return " / ".join(texts.values())


def label(key: str, tongues: Tongues) -> str:
    """Return what the book itself says (see `stages.words`) in its languages."""
    return spans(words(key, tongues.languages), tongues)


def autonyms(tongues: Tongues) -> str:
    """Return what the languages of the book call themselves."""
    return " · ".join(span(autonym(tag), tag, tongues) for tag in tongues.languages)


def name(text: str, tongues: Tongues) -> str:
    """Return a name in the language it is written in, kept apart from the text around it."""
    return f"<bdi {tongues.attributes(tongues.of(text))}>{escape(text)}</bdi>"


def time(milliseconds: int, kind: str = "") -> str:
    """Return a time of the recording, as printed and as a machine reads it (ISO 8601 duration)."""
    named = f' class="{kind}"' if kind else ""
    return f'<time{named} datetime="{duration(milliseconds)}">{clock(milliseconds)}</time>'


def duration(milliseconds: int) -> str:
    """Write a time as an ISO 8601 duration: 724500 is "PT12M4.5S"."""
    seconds, rest = divmod(milliseconds, 1000)
    hours, minutes = seconds // 3600, seconds // 60 % 60
    fraction = f".{rest:03d}".rstrip("0") if rest else ""
    larger = f"{hours}H" * (hours > 0) + f"{minutes}M" * (minutes > 0)
    smaller = f"{seconds % 60}{fraction}S" if seconds % 60 or rest or not larger else ""
    return f"PT{larger}{smaller}"


def inline(
    paragraph: Paragraph, language: str, tongues: Tongues, pages: Sequence[tuple[int, str]] = ()
) -> str:
    """Return the text of a paragraph with its marks, and Latin words in Chinese marked as such.

    `pages` are the marks of source pages that begin in it, in order, each with the code point it
    precedes.
    """
    if not pages:
        return _marked(paragraph, language, tongues)
    html = _marked(_broken(paragraph, [at for at, _ in pages]), language, tongues)
    texts = html.split(_BREAK)
    return texts[0] + "".join(mark + text for (_, mark), text in zip(pages, texts[1:], strict=True))


def _broken(paragraph: Paragraph, places: Sequence[int]) -> Paragraph:
    """Return the paragraph with a `_BREAK` at each of the places; outside a mark, where it can."""
    pieces = (paragraph.text[start:end] for start, end in pairwise([0, *places, None]))
    marks = tuple(
        structs.replace(
            mark,
            start=mark.start + sum(place <= mark.start for place in places),
            end=mark.end + sum(place < mark.end for place in places),
        )
        for mark in paragraph.marks
    )
    return structs.replace(paragraph, text=_BREAK.join(pieces), marks=marks, page_starts=())


def _marked(paragraph: Paragraph, language: str, tongues: Tongues) -> str:
    """Return the text with its marks as tags.

    Links lie outermost; where two overlap, the one that begins first is kept.
    """
    text = paragraph.text
    if not paragraph.marks:
        return _words(text, language, tongues)
    links = sorted(
        (m for m in paragraph.marks if m.kind == "link" and safe_link(m.href)),
        key=lambda mark: mark.start,
    )
    styles = [mark for mark in paragraph.marks if mark.kind in _TAGS]
    pieces = []
    done = 0
    for link in links:
        if link.start >= done:
            pieces.append(_styled(text, done, link.start, styles, language, tongues))
            inner = _styled(text, link.start, link.end, styles, language, tongues)
            pieces.append(f'<a href="{escape(safe_link(link.href))}">{inner}</a>')
            done = link.end
    pieces.append(_styled(text, done, len(text), styles, language, tongues))
    return "".join(pieces)


def page(title: str, body: str, language: str, tongues: Tongues, name: str = "") -> bytes:
    """Return a whole XHTML file. `name` is the class of its body; the title must not be empty."""
    named = f' class="{name}"' if name else ""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
        f"{tongues.attributes(language)}>\n<head>\n<title>{escape(title)}</title>\n"
        '<link rel="stylesheet" type="text/css" href="book.css"/>\n</head>\n'
        f"<body{named}>\n{body}\n</body>\n</html>\n"
    ).encode()


def _styled(
    text: str, start: int, end: int, styles: list[Mark], language: str, tongues: Tongues
) -> str:
    """Return text[start:end] with bold and italics, cut wherever one of them begins or ends."""
    edges = {start, end}
    edges.update(e for m in styles for e in (m.start, m.end) if start < e < end)
    cuts = sorted(edges)
    pieces = []
    for left, right in pairwise(cuts):
        kinds = {m.kind for m in styles if m.start <= left and right <= m.end}
        tags = [tag for kind, tag in _TAGS.items() if kind in kinds]
        opening, closing = _nested(tags)
        pieces.append(opening + _words(text[left:right], language, tongues) + closing)
    return "".join(pieces)


def _nested(tags: Iterable[str]) -> tuple[str, str]:
    opening, closing = "", ""
    for tag in tags:
        opening, closing = f"{opening}<{tag}>", f"</{tag}>{closing}"
    return opening, closing


def _words(text: str, language: str, tongues: Tongues) -> str:
    """Return the text with Latin words in a language of another script in spans of their own.

    Capitals alone (AI, GPU) stay as they are: a voice spells them in any language.
    """
    other = tongues.foreign(language)
    if not other:
        return escape(text)
    attributes = tongues.attributes(other)
    pieces, done = [], 0
    for found in _LATIN_WORDS.finditer(text):
        words = found.group()
        if len(words) > 1 and not words.isupper():
            pieces.append(escape(text[done : found.start()]))
            pieces.append(f"<span {attributes}>{escape(words)}</span>")
            done = found.end()
    pieces.append(escape(text[done:]))
    return "".join(pieces)
