"""Where sentences end."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stages.align.sentences import split


@pytest.mark.parametrize(
    "sentences",
    [
        ["Mr. J. R. Hale paid $3.5 million.", "Dr. Who?", "Yes, vs. Leeds."],
        ["She left at 5 p.m. with Leo.", "He stayed."],
        ["It is 20 mm.", "Acoustic tests follow."],
        ["See e.g. No. 5 of vol. 2.", '"No."', "He left."],
        ['"What?" he said.', '"Nothing!" Leo replied.', "Silence."],
        ["Wait...", "Now I see.", "I... I think so."],
        ["They won (at last!) in the U.S. Open.", "(Cheers.)", "So what?"],
        ["¿Quién es?", "El Sr. Ortega.", "¡No!"],
        ["Er fragte: „Wollen Sie?“", "Sie nickte.", "Das ist z.B. gut."],
        ["Он ушёл.", "Почему?", "И т.д. и т.п."],
        ["हम घर गए।", "फिर सोए।"],
    ],
)
def test_spaced_languages(sentences: list[str]) -> None:
    assert [span.text for span in split(" ".join(sentences))] == sentences


@pytest.mark.parametrize(
    "sentences",
    [
        ["我来了。", "你呢？！", "好……我不知道。"],
        ["“你好！”他说。", "“再见。”", "他走了。"],
        ["“走吧。”皮姆警员提醒道。", "没人动。"],
        ["他（真的！）来了。", "『对。』"],
        ["行きました。", "「どうして？」", "知りません。"],
        ["AI 用了3.5亿。", "GPT-4.1 更好。"],
    ],
)
def test_unspaced_languages(sentences: list[str]) -> None:
    assert [span.text for span in split("".join(sentences))] == sentences


def test_text_without_capitals_is_cut_at_each_stop() -> None:
    assert [s.text for s in split("hello there. how are you? fine")] == [
        "hello there.",
        "how are you?",
        "fine",
    ]


def test_thai_is_cut_at_spaces_between_phrases() -> None:
    assert len(split("สวัสดีครับผมชื่อสมชาย วันนี้อากาศดีมากเลยครับ")) == 2


def test_marks_without_a_word_stay_with_their_neighbours() -> None:
    assert [s.text for s in split("... So it is. ... Right. ***")] == [
        "... So it is.",
        "... Right. ***",
    ]
    assert [s.text for s in split("...")] == ["..."]
    assert split("  \n ") == []


@given(st.text(alphabet="aB 1.!?…。！？“”\"'’()，、中文\n-", max_size=80))
def test_spans_are_stretches_that_leave_out_only_space(text: str) -> None:
    spans = split(text)
    assert all(text[s.start : s.end] == s.text == s.text.strip() for s in spans)
    assert "".join("".join(s.text.split()) for s in spans) == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(spans))
