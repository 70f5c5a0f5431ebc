"""Which sentences are found to say the same, against texts of our own that were paired by hand."""

from pathlib import Path

import pytest

from stages.align import phrases, sentence
from stages.align.align import align
from stages.align.options import Options
from stages.schema import Pair, Paragraph, Segment, Transcript
from stages.text import join

GOLD = Path(__file__).parent / "gold"
Beads = set[tuple[int, int, int, int]]


def _read(name: str) -> list[tuple[str, list[list[str]]]]:
    """Read pieces: a heading each, and lines with the texts of a pair, tab between."""
    blocks = (GOLD / name).read_text(encoding="utf-8").strip().split("\n\n")
    return [
        (head, [row.split("\t") for row in rows])
        for head, *rows in (block.split("\n") for block in blocks)
    ]


def _places(pairs: list[tuple[str, ...]]) -> Beads:
    """Return the beads as places in both texts, counted in visible characters."""
    found, ends = set(), [0, 0]
    for pair in pairs:
        starts = list(ends)
        ends = [end + len("".join(text.split())) for end, text in zip(ends, pair, strict=True)]
        found.add((starts[0], ends[0], starts[1], ends[1]))
    return found


def _transcript(name: str, languages: tuple[str, str]) -> tuple[Transcript, list[Beads]]:
    segments, gold = [], []
    for number, (_, rows) in enumerate(_read(name)):
        texts = {
            language: (Paragraph(text=join((row[side] for row in rows), language)),)
            for side, language in enumerate(languages)
        }
        segments.append(Segment(id=str(number), texts=texts))
        gold.append(_places([tuple(row) for row in rows]))
    return Transcript(languages=languages, segments=tuple(segments)), gold


def _beads(pairs: tuple[Pair, ...], languages: tuple[str, str]) -> Beads:
    return _places([tuple(p.texts.get(name, "") for name in languages) for p in pairs])


def _f1(found: list[Beads], gold: list[Beads]) -> float:
    right = sum(len(a & b) for a, b in zip(found, gold, strict=True))
    return 2 * right / (sum(map(len, found)) + sum(map(len, gold)))


@pytest.mark.parametrize(
    ("name", "languages", "least"),
    [
        ("en-zh.tsv", ("en", "zh-Hans"), 0.95),
        ("en-es.tsv", ("en", "es"), 0.95),
        ("de-ja.tsv", ("de", "ja"), 0.95),
    ],
)
def test_strict_f1_on_our_gold(name: str, languages: tuple[str, str], least: float) -> None:
    transcript, gold = _transcript(name, languages)
    found = [_beads(s.pairs, languages) for s in align(transcript, Options()).segments]
    assert _f1(found, gold) >= least


def test_a_piece_alone_is_paired_as_well() -> None:
    transcript, gold = _transcript("en-zh.tsv", ("en", "zh-Hans"))
    alone = [
        Transcript(languages=transcript.languages, segments=(segment,))
        for segment in transcript.segments
    ]
    found = [
        _beads(align(piece, Options()).segments[0].pairs, ("en", "zh-Hans")) for piece in alone
    ]
    assert _f1(found, gold) >= 0.93


def test_the_order_of_the_languages_does_not_matter() -> None:
    transcript, gold = _transcript("en-zh.tsv", ("en", "zh-Hans"))
    turned = Transcript(languages=("zh-Hans", "en"), segments=transcript.segments)
    found = [_beads(s.pairs, ("en", "zh-Hans")) for s in align(turned, Options()).segments]
    assert _f1(found, gold) >= 0.95


def test_without_the_package_lengths_and_marks_still_pair(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sentence, "headwords", lambda _: ())
    monkeypatch.setattr(phrases, "headwords", lambda _: ())
    transcript, gold = _transcript("en-zh.tsv", ("en", "zh-Hans"))
    found = [_beads(s.pairs, ("en", "zh-Hans")) for s in align(transcript, Options()).segments]
    assert _f1(found, gold) >= 0.8


def _segment(english: list[str], chinese: list[str]) -> Transcript:
    texts = {
        "en": tuple(Paragraph(text=text) for text in english),
        "zh-Hans": tuple(Paragraph(text=text) for text in chinese),
    }
    return Transcript(languages=("en", "zh-Hans"), segments=(Segment(id="a", texts=texts),))


def test_a_sentence_without_translation_stands_alone_and_is_reported() -> None:
    transcript = _segment(
        ["The harbour closes at 6. We waited forty minutes for the ferry. Nobody came."],
        ["港口6点关门。没有人来。"],
    )
    aligned = align(transcript, Options())
    assert [tuple(pair.texts.values()) for pair in aligned.segments[0].pairs] == [
        ("The harbour closes at 6.", "港口6点关门。"),
        ("We waited forty minutes for the ferry.",),
        ("Nobody came.", "没有人来。"),
    ]
    (doubt,) = [found for found in aligned.findings if found.code == "doubtful-pair"]
    assert (doubt.segment, "We waited" in doubt.message) == ("a", True)


def test_paragraphs_are_paired_with_paragraphs_where_there_are_as_many() -> None:
    aligned = align(
        _segment(["Yes.", "The bridge is old."], ["是的。", "这座桥很旧。它很美。"]), Options()
    )
    assert [pair.texts["zh-Hans"] for pair in aligned.segments[0].pairs] == [
        "是的。",
        "这座桥很旧。它很美。",
    ]


def test_paragraphs_that_differ_in_number_are_paired_over_the_turn() -> None:
    aligned = align(
        _segment(["Where is the station?", "Behind the church."], ["车站在哪里？在教堂后面。"]),
        Options(),
    )
    assert [tuple(pair.texts.values()) for pair in aligned.segments[0].pairs] == [
        ("Where is the station?", "车站在哪里？"),
        ("Behind the church.", "在教堂后面。"),
    ]


def test_a_pair_keeps_the_space_that_stands_in_its_paragraph() -> None:
    text = "He left.  She\u00a0stayed."
    aligned = align(_segment([text], ["他走了她留下了。"]), Options())
    assert aligned.segments[0].pairs[0].texts["en"] == text


def test_three_languages_are_threaded_on_the_first() -> None:
    texts = {
        "en": (Paragraph(text="Good morning. The tide is high."),),
        "zh-Hans": (Paragraph(text="早上好。潮水很高。"),),
        "es": (Paragraph(text="Buenos días. La marea está alta."),),
    }
    transcript = Transcript(
        languages=("en", "zh-Hans", "es"), segments=(Segment(id="a", texts=texts),)
    )
    assert [p.texts for p in align(transcript, Options()).segments[0].pairs] == [
        {"en": "Good morning.", "zh-Hans": "早上好。", "es": "Buenos días."},
        {"en": "The tide is high.", "zh-Hans": "潮水很高。", "es": "La marea está alta."},
    ]


def test_a_long_pair_is_cut_at_the_same_place_of_meaning() -> None:
    aligned = align(
        _segment(
            ["When the water had gone down, we found three boats in the garden, and one was ours."],
            ["等水退下去以后，我们在花园里发现了三条船，其中一条是我们的。"],
        ),
        Options(),
    )
    (pair,) = aligned.segments[0].pairs
    assert [tuple(clause.texts.values()) for clause in pair.clauses] == [
        ("When the water had gone down,", "等水退下去以后，"),
        ("we found three boats in the garden,", "我们在花园里发现了三条船，"),
        ("and one was ours.", "其中一条是我们的。"),
    ]


def test_a_clause_never_begins_with_a_closing_mark() -> None:
    aligned = align(
        _segment(
            ["We sold the boats (both of them), the nets, the old engine and even my uncle's hat."],
            ["我们卖掉了船（两条都卖了）、渔网、旧发动机，甚至连我叔叔的帽子也卖了。"],
        ),
        Options(),
    )
    for clause in aligned.segments[0].pairs[0].clauses:
        assert clause.texts["zh-Hans"][0] not in "，。、；：？！）”"


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("we sold boats, " * 600, "我们卖了船，" * 600),
        ("We sold boats. " * 1500, "我们卖了船。"),
        ("a. b. c. " * 10_000, "好。" * 3),
        ("x" * 100_000, "字" * 100_000),
        ("9" * 50_000 + " hundred" * 3_000, "九" * 9_000 + "9" * 50_000 + "万" * 3_000),
        ('"' * 50_000, "“" * 50_000),
        ("..." * 30_000, "……" * 30_000),
    ],
    ids=["clauses", "one-sided", "initials", "letters", "numbers", "quotes", "dots"],
)
def test_monstrous_text_is_paired_whole(english: str, chinese: str) -> None:
    transcript = _segment([english], [chinese])
    (segment,) = align(transcript, Options()).segments
    for language in ("en", "zh-Hans"):
        whole = "".join(pair.texts.get(language, "") for pair in segment.pairs)
        assert "".join(whole.split()) == "".join(segment.texts[language][0].text.split())
