"""Text that has broken e-books before, and a transcript made of nothing else."""

from stages.schema import (
    Chapter,
    Credit,
    Finding,
    PageStart,
    Pair,
    Paragraph,
    Segment,
    Source,
    Transcript,
)

NASTY = [
    "<script>alert('x')</script>",
    "]]> & &amp; &nbsp; <!-- -- --> <?php ?>",
    '" onload="x" id="p1"',
    "\u202egnihsif\u202c \u2066isolated",
    "👩‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿 𠮷野家 𪚥 \U0002a6d6",
    "שלום עולם مرحبا",
    "../../etc/passwd",
    "a\u2028b\u2029c\u00a0d\u3000e",
    "\ufeff\u200b\u00ad\u2060",
    "e\u0301" * 40 + "Z\u0335\u0336\u0337",
    "x" * 5000,
]
UNWRITABLE = [
    "\x00",
    "\x0b\x1b",
    "\ud800",
    "\udfff a \udc00",
    "\ufffe\uffff",
    "\x85\x9f",
    "\U0001fffe",
]


def said(*texts: str) -> Transcript:
    """Return a transcript in which each text is said, and is everything else that text can be."""
    segments = tuple(
        Segment(
            id=f"s{number}{text[:20]}",
            start_ms=number * 1000,
            speaker=text,
            note=text,
            texts={
                "en": (Paragraph(text=text, page=number + 1),),
                "zh-Hans": (Paragraph(text=text, page_starts=_begun(text, number + 30)),),
            },
            pairs=(Pair(texts={"en": text, "zh-Hans": text}),),
        )
        for number, text in enumerate(texts)
    )
    words = " ".join(texts)
    return Transcript(
        title=words,
        titles={"en": words, "zh-Hans": words},
        languages=("en", "zh-Hans"),
        credits=(Credit(role=words, name=words, contact=words),),
        speakers=texts,
        front=(Paragraph(text=words),),
        chapters=(Chapter(segment=segments[-1].id, texts={"en": words}),),
        segments=segments,
        findings=(Finding(code="elided", severity="warning", message=words),),
        source=Source(file=words, pages=3),
    )


def _begun(text: str, page: int) -> tuple[PageStart, ...]:
    return (PageStart(at=len(text) // 2, page=page),) if len(text) > 1 else ()
