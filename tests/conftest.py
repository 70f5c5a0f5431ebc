"""Fixtures that tests of several stages share."""

import pytest

from stages.schema import (
    Chapter,
    Credit,
    Ledger,
    Mark,
    Pair,
    Paragraph,
    Segment,
    Source,
    Transcript,
)


@pytest.fixture
def transcript() -> Transcript:
    """Four turns about tides, in English and Chinese, with an anchor, a note, marks and a gap."""
    segments = (
        Segment(
            id="s0001",
            start_ms=0,
            end_ms=14_000,
            speaker="Mira Stone",
            page=1,
            texts={
                "en": (
                    Paragraph(
                        text="Welcome back to the tide table. How high does the water come?",
                        page=1,
                        marks=(Mark(kind="italic", start=16, end=30),),
                    ),
                ),
                "zh-Hans": (Paragraph(text="欢迎回到“潮汐表”。水会涨到多高？", page=1),),
            },
            pairs=(
                Pair(
                    texts={
                        "en": "Welcome back to the tide table.",
                        "zh-Hans": "欢迎回到“潮汐表”。",
                    },
                    start_ms=0,
                    end_ms=7_000,
                ),
                Pair(
                    texts={"en": "How high does the water come?", "zh-Hans": "水会涨到多高？"},
                    start_ms=7_000,
                    end_ms=14_000,
                    uncertainty_ms=850,
                ),
            ),
        ),
        Segment(
            id="s0002",
            start_ms=14_000,
            end_ms=60_000,
            speaker="Leo Park",
            note="on the pier",
            page=1,
            texts={
                "en": (
                    Paragraph(text="About four metres at the pier.", page=1),
                    Paragraph(
                        text="Our harbour page has the table.",
                        start_ms=41_000,
                        page=2,
                        marks=(
                            Mark(kind="link", start=4, end=16, href="https://example.org/harbour"),
                        ),
                    ),
                ),
                "zh-Hans": (
                    Paragraph(text="在码头大约是四米。", page=1),
                    Paragraph(text="我们的港口网页 Harbour 上有潮汐表。", page=2),
                ),
            },
            pairs=(
                Pair(
                    texts={"en": "About four metres at the pier.", "zh-Hans": "在码头大约是四米。"},
                    start_ms=14_000,
                    end_ms=41_000,
                ),
                Pair(
                    texts={
                        "en": "Our harbour page has the table.",
                        "zh-Hans": "我们的港口网页 Harbour 上有潮汐表。",
                    },
                    start_ms=41_000,
                    end_ms=60_000,
                ),
            ),
        ),
        Segment(
            id="s0003",
            start_ms=60_000,
            end_ms=63_000,
            speaker="Mira Stone",
            page=2,
            texts={"zh-Hans": (Paragraph(text="谢谢。", page=2),)},
            pairs=(Pair(texts={"zh-Hans": "谢谢。"}, start_ms=60_000, end_ms=63_000),),
        ),
        Segment(
            id="s0004",
            start_ms=63_000,
            end_ms=70_000,
            speaker="Leo Park",
            kind="advert",
            page=2,
            texts={
                "en": (Paragraph(text="Rubber boots < shoes & socks.", page=2),),
                "zh-Hans": (Paragraph(text="雨靴胜过鞋袜。", page=2),),
            },
            pairs=(
                Pair(
                    texts={"en": "Rubber boots < shoes & socks.", "zh-Hans": "雨靴胜过鞋袜。"},
                    start_ms=63_000,
                    end_ms=70_000,
                ),
            ),
        ),
    )
    return Transcript(
        title="The Tide Table - 潮汐表",
        titles={"en": "The Tide Table", "zh-Hans": "潮汐表"},
        languages=("en", "zh-Hans"),
        credits=(Credit(role="ORIGINAL BY", name="Mira Stone", contact="@mira • example.org"),),
        speakers=("Mira Stone", "Leo Park"),
        front=(Paragraph(text="A talk on the pier about tides.", page=1),),
        chapters=(Chapter(segment="s0002", texts={"en": "The pier", "zh-Hans": "码头"}, page=1),),
        segments=segments,
        ledger=Ledger(characters=254, text=204, labels=50),
        source=Source(file="tides.pdf", sha256="ab" * 32, pages=2, producer="Skia/PDF", title="T"),
    )
