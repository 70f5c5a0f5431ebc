"""The files of a small transcript, whole, and what each option changes in them."""

import json

import pytest
from msgspec import structs

from stages.errors import UsageError
from stages.schema import Paragraph, Rendered, Segment, Transcript
from stages.write_srt.options import Options
from stages.write_srt.write import write

ENGLISH = """\
1
00:00:00,000 --> 00:00:06,916
Welcome back to the tide table.

2
00:00:07,000 --> 00:00:13,916
How high does the water come?

3
00:00:14,000 --> 00:00:21,000
About four metres at the pier.

4
00:00:41,000 --> 00:00:48,000
Our harbour page has the table.

5
00:01:03,000 --> 00:01:09,916
Rubber boots < shoes & socks.

"""

BOTH_FROM_THE_FOURTH_ON = """\
4
00:00:41,000 --> 00:00:48,000
我们的港口网页
Harbour 上有潮汐表。
Our harbour page has the table.

5
00:01:00,000 --> 00:01:02,916
谢谢。

6
00:01:03,000 --> 00:01:09,916
雨靴胜过鞋袜。
Rubber boots < shoes & socks.

"""

VTT = """\
WEBVTT

NOTE
The Tide Table - 潮汐表
ORIGINAL BY: Mira Stone @mira • example.org
Languages: en, zh-Hans
Times inside a turn are estimated.

s0001-1
00:00:00.000 --> 00:00:06.916
<v Mira Stone><lang zh-Hans>欢迎回到“潮汐表”。</lang>
<lang en>Welcome back to the tide table.</lang></v>

s0001-2
00:00:07.000 --> 00:00:13.916
<v Mira Stone><lang zh-Hans>水会涨到多高？</lang>
<lang en>How high does the water come?</lang></v>

NOTE on the pier

s0002-1
00:00:14.000 --> 00:00:21.000
<v Leo Park><lang zh-Hans>在码头大约是四米。</lang>
<lang en>About four metres at the pier.</lang></v>

s0002-2
00:00:41.000 --> 00:00:48.000
<v Leo Park><lang zh-Hans>我们的港口网页
Harbour 上有潮汐表。</lang>
<lang en>Our harbour page has the table.</lang></v>

s0003-1
00:01:00.000 --> 00:01:02.916
<v Mira Stone><lang zh-Hans>谢谢。</lang></v>

s0004-1
00:01:03.000 --> 00:01:09.916
<v Leo Park><lang zh-Hans>雨靴胜过鞋袜。</lang>
<lang en>Rubber boots &lt; shoes &amp; socks.</lang></v>
"""


def one_turn(text: str, **fields: object) -> Transcript:
    segment = Segment(id="s0001", start_ms=0, texts={"en": (Paragraph(text=text),)}, **fields)
    return Transcript(languages=("en",), segments=(segment,))


def text_of(rendered: Rendered, ending: str) -> str:
    return rendered.files[ending].decode()


def test_each_format_gives_the_files_it_promises(transcript):
    endings = {
        "srt": {".en.srt", ".zh-Hans.srt", ".srt"},
        "vtt": {".vtt"},
        "json": {".json", ".zh-Hans.json"},
        "chapters": {".chapters.json"},
    }
    for name, expected in endings.items():
        assert write(transcript, Options(formats=(name,))).files.keys() == expected
    assert write(transcript, Options()).files.keys() == endings["srt"] | endings["vtt"]


def test_srt_of_one_language(transcript):
    assert text_of(write(transcript, Options()), ".en.srt") == ENGLISH


def test_srt_of_both_has_the_translation_above(transcript):
    assert text_of(write(transcript, Options()), ".srt").endswith(BOTH_FROM_THE_FOURTH_ON)


def test_vtt_names_speakers_and_languages(transcript):
    assert text_of(write(transcript, Options()), ".vtt") == VTT


def test_one_language_gives_the_same_file_under_both_names():
    files = write(one_turn("The tide is high."), Options()).files
    assert files[".srt"] == files[".en.srt"]


def test_json_is_what_was_spoken_in_seconds(transcript):
    found = json.loads(write(transcript, Options(formats=("json",))).files[".json"])
    assert found["version"] == "1.0.0"
    assert found["segments"][0] == {
        "speaker": "Mira Stone",
        "startTime": 0.0,
        "endTime": 6.916,
        "body": "Welcome back to the tide table.",
    }


def test_chapters_begin_with_their_turns(transcript):
    found = json.loads(write(transcript, Options(formats=("chapters",))).files[".chapters.json"])
    assert found["version"] == "1.2.0"
    assert found["chapters"][-1] == {"startTime": 14.0, "title": "The pier / 码头"}


def test_order_swapped_puts_the_translation_below(transcript):
    text = text_of(write(transcript, Options(order="swapped")), ".srt")
    assert "\nWelcome back to the tide table.\n欢迎回到“潮汐表”。\n" in text


@pytest.mark.parametrize("languages", [("en", "zh-Hans"), ("zh-Hans", "en")])
def test_chinese_stands_above_english_whichever_was_spoken(transcript, languages):
    text = text_of(write(structs.replace(transcript, languages=languages), Options()), ".srt")
    assert "\n欢迎回到“潮汐表”。\nWelcome back to the tide table.\n" in text


def test_a_translation_stands_above_what_was_spoken():
    texts = {"en": (Paragraph(text="The tide."),), "es": (Paragraph(text="La marea."),)}
    segments = (Segment(id="s1", start_ms=0, texts=texts),)
    rendered = write(Transcript(languages=("en", "es"), segments=segments), Options())
    assert "\nLa marea.\nThe tide.\n" in text_of(rendered, ".srt")


def test_order_separate_gives_each_language_a_cue_of_the_same_times(transcript):
    text = text_of(write(transcript, Options(order="separate")), ".srt")
    assert text.startswith(
        "1\n00:00:00,000 --> 00:00:06,916\n欢迎回到“潮汐表”。\n\n"
        "2\n00:00:00,000 --> 00:00:06,916\nWelcome back to the tide table.\n\n"
    )


def test_speaker_name_stands_before_the_first_words_of_a_turn_in_srt_only(transcript):
    rendered = write(transcript, Options(speaker="name", formats=("srt", "vtt", "json")))
    assert "\nMira Stone:\nWelcome back to the tide table.\n" in text_of(rendered, ".en.srt")
    assert "\nLeo Park: About four metres at the pier.\n" in text_of(rendered, ".en.srt")
    assert "\nMira Stone：欢迎回到“潮汐表”。\n" in text_of(rendered, ".zh-Hans.srt")
    assert "\nHow high does the water come?\n" in text_of(rendered, ".en.srt")
    assert text_of(rendered, ".vtt") == VTT
    assert "Mira Stone: " not in text_of(rendered, ".json")


def test_speaker_dash_marks_a_change_of_speaker(transcript):
    text = text_of(write(transcript, Options(speaker="dash")), ".en.srt")
    assert "\n-Welcome back to the tide table.\n" in text
    assert "\nHow high does the water come?\n" in text
    assert "\n-About four metres at the pier.\n" in text


def test_netflix_marks_are_spaces_for_chinese_full_stops_and_commas():
    texts = {
        "en": (Paragraph(text="He said: “Good.” I left, too."),),
        "zh-Hans": (Paragraph(text="他说：“好。”我也走了，真的！好。"),),
    }
    segment = Segment(id="s0001", start_ms=0, texts=texts)
    transcript = Transcript(languages=("en", "zh-Hans"), segments=(segment,))
    rendered = write(transcript, Options(chinese_marks="netflix"))
    chinese = text_of(rendered, ".zh-Hans.srt")
    assert "他说：“好”我也走了 真的！好\n" in chinese.replace("\n真", " 真").replace("\n我", "我")
    assert "He said: “Good.” I left, too." in text_of(rendered, ".en.srt")


def test_bom_and_crlf_change_nothing_else(transcript):
    plain = write(transcript, Options()).files
    windows = write(transcript, Options(bom=True, crlf=True)).files
    for ending in (".en.srt", ".zh-Hans.srt", ".srt"):
        assert windows[ending].startswith(b"\xef\xbb\xbf1\r\n")
        assert windows[ending][3:].replace(b"\r\n", b"\n") == plain[ending]
    assert windows[".vtt"].replace(b"\r\n", b"\n") == plain[".vtt"]


def test_offset_moves_every_time(transcript):
    text = text_of(write(transcript, Options(offset_ms=90_500)), ".en.srt")
    assert text.startswith("1\n00:01:30,500 --> 00:01:37,416\n")


def test_frame_rate_stretches_the_clock_and_keeps_the_limits():
    turns = tuple(
        Segment(id=f"s{n}", start_ms=n * 60_000, texts={"en": (Paragraph(text="Tide."),)})
        for n in range(3)
    )
    transcript = Transcript(languages=("en",), segments=turns)
    text = text_of(write(transcript, Options(frame_rate="25:24")), ".en.srt")
    assert "00:01:02,500 --> " in text
    assert "00:02:05,000 --> " in text


def test_odd_text_is_written_as_it_is():
    odd = r"Use {x}, <b>bold</b>, \N and --> in a row."
    rendered = write(one_turn(odd), Options())
    assert odd in text_of(rendered, ".en.srt").replace("\n", " ")
    escaped = r"Use {x}, &lt;b&gt;bold&lt;/b&gt;, \N and --&gt; in a row."
    assert escaped in text_of(rendered, ".vtt").replace("\n", " ")


def test_a_hostile_speaker_and_note_stay_in_their_place():
    transcript = one_turn("Tide.", speaker="A > B &\n<i>", note="x --> y\n\nz")
    text = text_of(write(transcript, Options()), ".vtt")
    assert "<v A &gt; B &amp; &lt;i&gt;><lang en>Tide.</lang></v>" in text
    assert "NOTE\nx -> y\nz\n\n" in text


def test_characters_that_no_file_may_hold_are_replaced_and_found():
    rendered = write(one_turn("The\x00tide\ud800 rises."), Options())
    assert "The�tide� rises." in text_of(rendered, ".en.srt")
    assert [found.code for found in rendered.findings] == ["unwritable"]


def test_a_turn_without_words_makes_no_cue():
    segments = (
        Segment(id="s1", start_ms=0, texts={}),
        Segment(id="s2", start_ms=1000, texts={"en": (Paragraph(text="  "),)}),
        Segment(id="s3", start_ms=2000, texts={"en": (Paragraph(text="Tide."),)}),
    )
    rendered = write(Transcript(languages=("en",), segments=segments), Options())
    assert text_of(rendered, ".en.srt").count("-->") == 1


def test_nothing_to_say_gives_empty_files():
    rendered = write(Transcript(languages=("en", "zh-Hans")), Options())
    assert rendered.files[".srt"] == rendered.files[".en.srt"] == b""
    assert rendered.files[".vtt"].startswith(b"WEBVTT\n")


@pytest.mark.parametrize(
    "options",
    [
        Options(profile="cinema"),
        Options(frame_rate="25"),
        Options(frame_rate="25:0"),
        Options(frame_rate="a:b"),
        Options(profile="own", profiles={"own": {"min_ms": 9000}}),
        Options(profile="own", profiles={"own": {"linez": 2}}),
        Options(profile="own", profiles={"own": {"base": "own"}}),
        Options(profile="own", profiles={"own": {"width": {"en": 1}}}),
    ],
)
def test_an_option_that_makes_no_sense_is_refused(transcript, options):
    with pytest.raises(UsageError):
        write(transcript, options)


def test_an_own_profile_fills_up_from_its_base(transcript):
    own = {"mine": {"base": "bbc", "width": {"en": 20}}}
    text = text_of(write(transcript, Options(profile="mine", profiles=own)), ".en.srt")
    lines = [line for line in text.split("\n") if line and not line[0].isdigit()]
    assert max(map(len, lines)) <= 20
    assert "Welcome back" in lines


def test_learner_gives_each_sentence_a_cue_of_its_own(transcript):
    texts = {"en": (Paragraph(text="High tide. Low tide. Then the sea comes back."),)}
    segment = structs.replace(transcript.segments[0], texts=texts, pairs=(), end_ms=20_000)
    turns = structs.replace(transcript, segments=(segment,), chapters=(), languages=("en",))
    text = text_of(write(turns, Options(profile="learner")), ".en.srt")
    assert [block.split("\n")[2] for block in text.strip().split("\n\n")] == [
        "High tide.",
        "Low tide.",
        "Then the sea comes back.",
    ]
