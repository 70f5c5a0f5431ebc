"""Which links of a source may stand in a product: web and mail, as valid URLs."""

import re
from urllib.parse import quote, urlsplit

from stages.findings import finding
from stages.schema import Finding, Transcript

_HOST = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))*", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", re.ASCII)
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_LONGEST = 2000


def safe_link(href: str) -> str:
    """Return a link as a valid URL, "" where it is none of http, https and mailto."""
    try:
        parts = urlsplit(href.strip())
        host = parts.hostname or ""
        host = host if host.isascii() else host.encode("idna").decode()
        port = f":{parts.port}" if parts.port else ""
        path = _quoted(parts.path)
        query = "?" * bool(parts.query) + _quoted(parts.query)
        fragment = "#" * bool(parts.fragment) + _quoted(parts.fragment)
    except ValueError:
        return ""
    if parts.scheme == "mailto" and _MAIL.fullmatch(parts.path):
        link = f"mailto:{path}{query}"
    elif parts.scheme in ("http", "https") and _HOST.fullmatch(host):
        link = f"{parts.scheme}://{host}{port}{path}{query}{fragment}"
    else:
        return ""
    return link if len(link) <= _LONGEST else ""


def _quoted(part: str) -> str:
    """Escape what may not stand in a URL; what is escaped already stays as it is."""
    return _BARE_PERCENT.sub("%25", quote(part, safe="/?%:@!$&'()*+,;=~-._"))


def refused_links(transcript: Transcript) -> tuple[Finding, ...]:
    """Return a finding for each link of the text that is not kept as one."""
    return tuple(
        finding("unsafe-link", segment=segment.id, language=language, href=mark.href[:80])
        for segment in transcript.segments
        for language, paragraphs in segment.texts.items()
        for paragraph in paragraphs
        for mark in paragraph.marks
        if mark.kind == "link" and not safe_link(mark.href)
    )
