"""Which links are kept, and as what."""

import pytest

from stages.links import refused_links, safe_link


@pytest.mark.parametrize(
    ("href", "kept"),
    [
        ("https://example.org/a?b=c&d#e", "https://example.org/a?b=c&d#e"),
        ("HTTP://EXAMPLE.org", "http://example.org"),
        (" https://example.org/a b ", "https://example.org/a%20b"),
        ("https://user:pw@example.org:8080/", "https://example.org:8080/"),
        ("https://例子.org/路?问", "https://xn--fsqu00a.org/%E8%B7%AF?%E9%97%AE"),
        ('https://example.org/"><script>', "https://example.org/%22%3E%3Cscript%3E"),
        ("https://example.org/%E8%B7%AF%zz", "https://example.org/%E8%B7%AF%25zz"),
        ("mailto:mira@example.org?subject=The tide", "mailto:mira@example.org?subject=The%20tide"),
    ],
)
def test_web_and_mail_links_are_kept_as_valid_addresses(href, kept):
    assert safe_link(href) == kept
    assert safe_link(kept) == kept


@pytest.mark.parametrize(
    "href",
    ["", "javascript:alert(1)", "JaVaScript:x", "file:///etc/passwd", "//example.org", "http://",
     "https://a b/", "https://-a.org", "mailto:nobody", "http://[::1", "http://example.org:99999",
     "ftp://example.org/", "data:text/html,x", "https://\ud800.org", "https://a.org/\udfff",
     "https://example.org/" + "x" * 3000],
)  # fmt: skip
def test_everything_else_is_refused(href):
    assert safe_link(href) == ""


def test_each_refused_link_is_told_with_its_turn(transcript):
    assert refused_links(transcript) == ()
    from msgspec import structs

    from stages.schema import Mark, Paragraph

    bad = Paragraph(text="x", marks=(Mark(kind="link", start=0, end=1, href="javascript:x"),))
    segment = structs.replace(transcript.segments[1], texts={"en": (bad,)}, pairs=())
    (told,) = refused_links(structs.replace(transcript, segments=(segment,), chapters=()))
    assert (told.code, told.segment, told.language) == ("unsafe-link", "s0002", "en")
