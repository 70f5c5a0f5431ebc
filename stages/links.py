"""Which links of a source may stand in a product: web and mail, as valid URLs."""

import re
from urllib.parse import quote, urlsplit

from stages.findings import finding
from stages.schema import Finding, Transcript

_HOST = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))*", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", re.ASCII)
_LONGEST = 2000


def safe_link(href: str) -> str:
    """Return a link as a valid URL, "" where it is none of http, https and mailto."""
    try:
        parts = urlsplit(href.strip())
        host = (parts.hostname or "").encode("idna").decode()
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return ""
    path = quote(parts.path, safe="/%:@!$&'()*+,;=~-._")
    query = f"?{quote(parts.query, safe='/?%:@!$&()*+,;=~-._')}" if parts.query else ""
    fragment = f"#{quote(parts.fragment, safe='/?%:@!$&()*+,;=~-._')}" if parts.fragment else ""
    if parts.scheme == "mailto" and _MAIL.fullmatch(parts.path):
        link = f"mailto:{path}{query}"
    elif parts.scheme in ("http", "https") and _HOST.fullmatch(host):
        link = f"{parts.scheme}://{host}{port}{path}{query}{fragment}"
    else:
        return ""
    return link if len(link) <= _LONGEST else ""


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
