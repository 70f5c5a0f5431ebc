"""Random transcripts, printed and read again: what was said comes back, and nothing is lost."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.shapes.catalog import HERE
from tests.shapes.layout import lay_out
from tests.shapes.reading import read_bytes
from tests.shapes.script import Script, Turn, load
from tests.shapes.typeset import typst_anywhere

POOLS = {
    name: [t for t in load(HERE / "texts" / f"{name}.toml")[0].turns if len(t.texts) == 2]
    for name in ("clocks", "puddles", "umbrellas", "kites", "bridge", "noodles", "samovar")
}
SHARED_SCRIPT = {"puddles", "umbrellas", "kites"}
NAMES = ["Mira Stone", "Leo Park", "Dr. O'Neil-Stone", "Ana Reyes", "米拉", "老周", "Анна", "Host"]
HEADERS = [
    "[{hms}] {speaker}{note}",
    "{hms} {speaker}{note}",
    "{speaker}{note} [{hms}]",
    "{speaker} ({hms}):",
    "{speaker}  {ms}",
    "【{speaker}】{hms}",
    "[{dot}] {speaker}",
]
LABELS = [["English:", "Other:"], ["EN:", "{tag}:"], ["[EN]", "[{tag}]"]]


@st.composite
def scripts(draw: st.DrawFn) -> tuple[Script, dict[str, Any]]:
    pool_name = draw(st.sampled_from(sorted(POOLS)))
    pool = POOLS[pool_name]
    languages = tuple(pool[0].texts)
    speakers = draw(st.lists(st.sampled_from(NAMES), min_size=2, max_size=3, unique=True))
    header = draw(st.sampled_from(HEADERS))
    clock = 0
    turns = []
    for number in range(draw(st.integers(4, 14))):
        said = draw(st.lists(st.sampled_from(pool), min_size=1, max_size=3))
        texts = {tag: tuple(p for turn in said for p in turn.texts[tag]) for tag in languages}
        turns.append(Turn(start_ms=clock, speaker=speakers[number % len(speakers)], texts=texts))
        clock += draw(st.integers(1, 400)) * 1000
    structure = draw(st.sampled_from(["blocks", "table", "grid"]))
    if structure == "grid" and len(said) and any(len(s) > 12 for s in speakers):
        structure = "table"
    print_settings: dict[str, Any] = {
        "structure": structure,
        "header": header,
        "size": "A4" if structure == "grid" else draw(st.sampled_from(["A4", "A5", "A6"])),
        "head": draw(st.sampled_from(["", "The Long Conversation"])),
        "foot": draw(st.sampled_from(["", "{page}", "{page} / {pages}", "Page {page}"])),
        "ruled": draw(st.booleans()),
        "justify": draw(st.booleans()),
        "look": {"hyphenate": False},  # "main-|spring" alone does not tell which it was
    }
    if structure == "blocks" and (pool_name in SHARED_SCRIPT or draw(st.booleans())):
        names = {tag: f"{_NAMES[tag]}:" for tag in languages}
        print_settings["labels"] = names
    if structure == "grid":
        columns = {"time": "Time", "speaker": "Speaker"}
        print_settings["columns"] = columns | {tag: _NAMES[tag] for tag in languages}
    elif structure == "table":
        print_settings["columns"] = {tag: _NAMES[tag] for tag in languages}
    script = Script(title="The Long Conversation", languages=languages, turns=tuple(turns))
    return script, print_settings


_NAMES = {
    "en": "English",
    "es": "Español",
    "fr": "Français",
    "de": "Deutsch",
    "zh-Hans": "中文",
    "ja": "日本語",
    "ru": "Русский",
}


@given(scripts())
@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    report_multiple_bugs=False,
    suppress_health_check=[HealthCheck.too_slow],
)
def test_what_was_said_comes_back(made: tuple[Script, dict[str, Any]]) -> None:
    script, print_settings = made
    read = read_bytes(typst_anywhere(lay_out(script, print_settings)))
    turns = [
        (s.start_ms, s.speaker, {tag: [p.text for p in ps] for tag, ps in s.texts.items()})
        for s in read.segments
    ]
    assert turns == [
        (t.start_ms, t.speaker, {tag: [p.text for p in ps] for tag, ps in t.texts.items()})
        for t in script.turns
    ]
    assert read.languages == script.languages
    assert read.ledger.balanced
    assert read.ledger.unplaced == 0
    said = sum(
        not c.isspace() for t in script.turns for ps in t.texts.values() for p in ps for c in p.text
    )
    assert 0 <= read.ledger.text - said <= 0.02 * said  # hyphens that a line end put there
