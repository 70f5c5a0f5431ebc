"""Dialects are data: each is read by its example, users add their own, nonsense is refused."""

import pytest

from stages.errors import NotATranscript, UsageError
from stages.normalize.dialects import load
from stages.normalize.explain import explain
from stages.normalize.normalize import normalize
from stages.normalize.options import Options
from tests.stages.normalize.typesetter import bold, document, line, pages

TURNS = [
    ("Mira Stone", "00:12:01", "So the plan was to mend one clock a week."),
    ("Leo Park", "00:12:09", "And is the shop empty now, after all these years?"),
    ("Mira Stone", "00:12:15", "I have eleven more than when I started."),
    ("Leo Park", "00:12:30", "What breaks first in a clock?"),
]


@pytest.mark.parametrize(
    ("dialect", "header"),
    [
        ("stamp-name", "[{time}] {name}"),
        ("stamp-name", "{time} {name}:"),
        ("name-stamp", "{name} {time}:"),
        ("stamp-name", "{time} - 00:13:00 | {name}"),
        ("name-stamp", "{name} ({time}):"),
        ("name-stamp", "{name}  {time}"),
        ("name-stamp", "**{name}** [{time}]"),
        ("name-stamp", "### {name} [{time}]"),
        ("stamp-name", "## {time} {name}"),
        ("name-stamp", "【{name}】{time}"),
        ("name-stamp", "{name}, Host, {time}"),
        ("name-stamp", "Speaker: {name} — Time: {time}"),
        ("numbered", "#3 {name}, Host, {time}"),
        ("name-over-stamp", "{name}\n{time}"),
        ("stamp-over-name", "{time}\n{name}"),
    ],
)
def test_header_is_read_in_each_dialect(dialect: str, header: str) -> None:
    texts = [
        part for name, time, said in TURNS for part in (header.format(name=name, time=time), said)
    ]
    found = normalize(document(*texts), Options())
    assert [(s.speaker, s.start_ms) for s in found.segments] == [
        ("Mira Stone", 721_000),
        ("Leo Park", 729_000),
        ("Mira Stone", 735_000),
        ("Leo Park", 750_000),
    ]
    assert [s.texts["en"][0].text for s in found.segments] == [said for _, _, said in TURNS]
    assert explain(document(*texts), Options()).dialect == dialect


@pytest.mark.parametrize("header", ["{name} - {time} ", "[{time}] {name}: ", "{name} ({time}): "])
def test_text_may_follow_the_header_on_its_line(header: str) -> None:
    texts = [header.format(name=name, time=time) + said for name, time, said in TURNS]
    found = normalize(document(*texts), Options())
    assert [(s.speaker, s.texts["en"][0].text) for s in found.segments] == [
        (name, said) for name, _, said in TURNS
    ]


@pytest.mark.parametrize("header", ["{name}: ", "{upper}: ", ">> {upper}: ", "[{name}] "])
def test_speakers_without_stamps_are_read(header: str) -> None:
    texts = [header.format(name=n, upper=n.upper()) + said for n, _, said in TURNS]
    found = normalize(document(*texts), Options())
    assert [s.speaker.casefold() for s in found.segments] == [n.casefold() for n, _, _ in TURNS]
    assert {f.code for f in found.findings} == {"no-times"}


@pytest.mark.parametrize("sign", [" ", ". ", " — "])
def test_name_in_type_of_its_own_is_a_header_whatever_parts_it_from_the_text(sign: str) -> None:
    turns = [(name + sign, said) for name, _, said in TURNS * 2]
    lines = [
        line(head + said, 60 + 20 * i, runs=bold(head + said, len(head)))
        for i, (head, said) in enumerate(turns)
    ]
    found = normalize(pages(lines), Options())
    assert [(s.speaker, s.texts["en"][0].text) for s in found.segments] == [
        (name, said) for name, _, said in TURNS * 2
    ]


@pytest.mark.parametrize("header", ["[{time}] {name}", "{time} {name}:"])
@pytest.mark.parametrize("rest", ["Stone", "Stone (Intro & Ads)", "Stone-Park"])
def test_header_may_go_on_in_the_next_line(header: str, rest: str) -> None:
    lines, y = [], 60.0
    for name, time, said in TURNS:
        whole = header.format(name=name.replace("Stone", rest), time=time)
        first, _, second = whole.rpartition(" ")
        for part in (first, second) if "Mira" in name else (whole,):
            lines.append(line(part, y, bold=True))
            y += 12
        lines.append(line(said, y))
        y += 20
    found = normalize(pages(lines), Options())
    name, _, note = rest.partition(" ")
    assert [(s.speaker, s.note) for s in found.segments] == [
        (f"Mira {name}", note.strip("()")),
        ("Leo Park", ""),
    ] * 2
    assert [s.texts["en"][0].text for s in found.segments] == [said for _, _, said in TURNS]


def test_a_time_and_text_may_go_on_under_a_name_with_a_note() -> None:
    lines, y = [], 60.0
    for name, time, said in TURNS:
        whole = [f"{name} (Ads continued)", f"({time}): {said}"]
        for part in whole if "Mira" in name else [f"{name} ({time}): {said}"]:
            lines.append(line(part, y))
            y += 12
        y += 20
    found = normalize(pages(lines), Options())
    assert [(s.speaker, s.note, s.texts["en"][0].text) for s in found.segments] == [
        (name, "Ads continued" if "Mira" in name else "", said) for name, _, said in TURNS
    ]


def test_text_that_looks_like_a_header_stays_text() -> None:
    texts = []
    for name, time, said in TURNS:
        texts += [f"[{time}] {name}", said, "Note: the clock was wrong.", "At 12:01 we left.",
                  "Re: the clock. [1] It is old."]  # fmt: skip
    found = normalize(document(*texts), Options())
    assert len(found.segments) == len(TURNS)
    assert [p.text for p in found.segments[0].texts["en"]][1:] == [
        "Note: the clock was wrong.",
        "At 12:01 we left.",
        "Re: the clock. [1] It is old.",
    ]


def test_mixed_dialects_are_read_together() -> None:
    texts = ["[00:12:01] Mira Stone", "So the plan was to mend one clock a week.",
             "[00:12:09] Leo Park", "And is it empty?", "MIRA: It is not.",
             "[00:12:30] Leo Park", "What breaks first in a clock?"]  # fmt: skip
    found = normalize(document(*texts), Options())
    speakers = ["Mira Stone", "Leo Park", "Mira Stone", "Leo Park"]
    assert [s.speaker for s in found.segments] == speakers
    assert explain(document(*texts), Options()).dialect == "stamp-name, name-colon"


def test_user_adds_a_dialect() -> None:
    mine = {"name": "arrows", "header": "==> {name} at {stamp} <==", "example": "==> M at 1:00 <=="}
    texts = [part for n, t, said in TURNS for part in (f"==> {n} at {t} <==", said)]
    with pytest.raises(NotATranscript):
        normalize(document(*texts), Options())
    found = normalize(document(*texts), Options(dialects=(mine,)))
    assert [s.start_ms for s in found.segments] == [721_000, 729_000, 735_000, 750_000]


def test_one_dialect_can_be_asked_for() -> None:
    texts = [part for n, t, said in TURNS for part in (f"[{t}] {n}", said)]
    found = normalize(document(*texts), Options(dialect="stamp-text"))
    assert {s.speaker for s in found.segments} == {""}


@pytest.mark.parametrize(
    "options",
    [
        Options(dialect="klingon"),
        Options(dialects=({"name": "x"},)),
        Options(dialects=({"header": "{name}"},)),
        Options(dialects=({"name": "x", "header": "{nonsense}"},)),
        Options(dialects=({"name": "x", "header": "("},)),
    ],
)
def test_unknown_or_malformed_dialect_is_a_usage_error(options: Options) -> None:
    with pytest.raises(UsageError):
        load(options)


def test_explanation_names_what_each_line_was_taken_for() -> None:
    sheet = [
        line("The Tide Table", 60, size=20.0, bold=True),
        line("Running head", 20, furniture="head"),
        *(
            line(text, 100 + 20 * i)
            for i, text in enumerate(
                ["[00:12:01] Mira Stone", "English:", "It comes in twice a day.", "中文：",
                 "一天来两次。", "[00:12:09] Leo Park", "English:", "Is that so?",
                 "中文：", "是吗？"]
            )
        ),
    ]  # fmt: skip
    roles = explain(pages(sheet), Options()).roles
    turn = ("header", "label", "en", "label", "zh-Hans")
    assert roles == (("title", "furniture", *turn, *turn),)
