"""What holds for whatever pages come: nothing lost, nothing doubled, the same twice."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stages.errors import DiglotError
from stages.normalize.explain import explain
from stages.normalize.normalize import normalize
from stages.normalize.options import Options
from stages.schema import Line, Pages, encode
from stages.text import visible
from tests.stages.normalize.typesetter import document, line, pages

NAMES = ("Mira Stone", "Leo Park", "Anna O'Neil")
ENGLISH = st.sampled_from(
    ["It comes in twice a day.", "Why?", "Yes, of course it does.", "We left at noon (he said).",
     "The boat has no name, and nobody ever gave it one.", "Is that so?"]
)  # fmt: skip
CHINESE = st.sampled_from(
    [
        "潮水一天来两次。",
        "为什么？",
        "当然是这样。",
        "我们用 GPU 训练模型。",
        "船没有名字。",
        "是吗？",
    ]
)
TURNS = st.lists(
    st.tuples(
        st.sampled_from(NAMES), st.integers(1, 90), st.lists(ENGLISH, min_size=1, max_size=3)
    ),
    min_size=4,
    max_size=12,
)
HEADERS = st.sampled_from(["[{t}] {n}", "{n} ({t}):", "{t} {n}:", "{n}  {t}", "{t} | {n}"])


@given(turns=TURNS, header=HEADERS, chinese=CHINESE, labels=st.booleans())
@settings(max_examples=60, deadline=None)
def test_generated_turns_are_read_as_they_were_written(
    turns: list[tuple[str, int, list[str]]], header: str, chinese: str, labels: bool
) -> None:
    texts: list[str] = []
    want = []
    seconds = 0
    for name, step, said in turns:
        seconds += step
        stamp = f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
        texts.append(header.format(t=stamp, n=name))
        texts += [*(["English:"] if labels else []), *said]
        texts += [*(["中文："] if labels else []), chinese]
        want.append((seconds * 1000, name, said, [chinese]))
    found = normalize(document(*texts), Options())
    have = [
        (s.start_ms, s.speaker, *([p.text for p in s.texts[tag]] for tag in ("en", "zh-Hans")))
        for s in found.segments
    ]
    assert have == want
    assert found.ledger.balanced
    assert found.ledger.unplaced == 0


LINES = st.builds(
    lambda text, y, x0, size, column, row, furniture: line(
        text, y, x0=x0, size=size, column=column, row=row, furniture=furniture
    ),
    st.one_of(
        st.text(max_size=40),
        st.sampled_from(
            ["[00:00:01] Mira Stone", "[00:00:09] Leo Park", "(00:00:05):", "English:", "中文：",
             "It comes in twice a day.", "潮水一天来两次。", "Mira Stone: yes.", "Contents",
             "A ... 3",
             "00:00:01 --> 00:00:09", "7", "[Music]", "", " ", "a-", "（好的。）"]
        ),
    ),
    st.floats(0, 800),
    st.floats(0, 400),
    st.sampled_from([0.0, 8.0, 10.0, 20.0]),
    st.integers(0, 3),
    st.one_of(st.none(), st.integers(1, 3)),
    st.sampled_from(["", "", "", "head", "foot", "hidden"]),
)  # fmt: skip
WILD = st.lists(st.lists(LINES, max_size=12), max_size=4)


@given(sheets=WILD)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_pages_give_a_whole_ledger_or_one_clear_error(sheets: list[list[Line]]) -> None:
    made: Pages = pages(*sheets)
    try:
        found = normalize(made, Options())
    except DiglotError:
        return
    assert found.ledger.balanced
    assert found.ledger.characters == sum(visible(one.text) for sheet in sheets for one in sheet)
    assert found.ledger.unplaced == 0
    said = sum(visible(p.text) for s in found.segments for ps in s.texts.values() for p in ps)
    assert said <= found.ledger.text
    assert encode(normalize(made, Options())) == encode(found)
    roles = explain(made, Options()).roles
    assert [len(page) for page in roles] == [len(sheet) for sheet in sheets]
