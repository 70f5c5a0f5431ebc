"""Exact times from recognizers' words: each form is read, and errors of hearing are bridged."""

import json
import random
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from statistics import median

import pytest

from stages.align.align import align
from stages.align.effort import words
from stages.align.options import Options
from stages.align.recognizers import Heard, read
from stages.errors import UsageError
from stages.schema import Paragraph, Segment, Transcript

HEARD = [Heard("So", 1000, 1250), Heard("it", 1300, 1400), Heard("was", 1400, 1900)]


def _clock(time: int, comma: str = ".") -> str:
    seconds, parts = divmod(time, 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}{comma}{parts:03d}"


def _seconds(key: str, heard: list[Heard]) -> list[dict[str, object]]:
    return [{key: w.text, "start": w.start_ms / 1000, "end": w.end_ms / 1000} for w in heard]


def whisper(heard: list[Heard]) -> str:
    return json.dumps(
        {
            "text": "",
            "segments": [
                {"start": 0, "end": 9, "text": "", "words": _seconds("word", heard[n : n + 7])}
                for n in range(0, len(heard), 7)
            ],
        }
    )


def whisperx(heard: list[Heard]) -> str:
    segment = {"start": 1.0, "end": 1.9, "text": "", "words": _seconds("word", heard)}
    return json.dumps({"segments": [segment], "word_segments": _seconds("word", heard)})


def assemblyai(heard: list[Heard]) -> str:
    listed = [{"text": w.text, "start": w.start_ms, "end": w.end_ms} for w in heard]
    return json.dumps({"id": "x", "status": "completed", "words": listed, "utterances": []})


def deepgram(heard: list[Heard]) -> str:
    alternative = {"transcript": "", "words": _seconds("word", heard)}
    return json.dumps({"metadata": {}, "results": {"channels": [{"alternatives": [alternative]}]}})


def youtube(heard: list[Heard]) -> str:
    events: list[dict[str, object]] = [{"tStartMs": 0, "dDurationMs": 9000, "id": 1}]
    events += [
        {
            "tStartMs": w.start_ms,
            "dDurationMs": w.end_ms - w.start_ms,
            "segs": [{"utf8": w.text}, {"utf8": "\n", "tOffsetMs": 5}],
        }
        for w in heard
    ]
    return json.dumps({"wireMagic": "pb3", "events": events})


def whisper_cpp(heard: list[Heard]) -> str:
    parts = [{"text": w.text, "offsets": {"from": w.start_ms, "to": w.end_ms}} for w in heard]
    return json.dumps({"transcription": parts})


def ttml(heard: list[Heard]) -> str:
    spans = "".join(
        f'<span begin="{w.start_ms / 1000}" end="{_clock(w.end_ms)}">{w.text}</span>' for w in heard
    )
    return (
        '<tt xmlns="http://www.w3.org/ns/ttml"><body><div>'
        f'<p begin="1.0" end="9.9"><span begin="1.0" end="9.9">{spans}</span></p></div></body></tt>'
    )


def timed_vtt(heard: list[Heard]) -> str:
    cues = []
    for w in heard:
        cues.append(
            f"{_clock(w.start_ms)} --> {_clock(w.end_ms)} align:start\n old line\n"
            f"<c> </c><{_clock(w.start_ms)}><c> {w.text}</c>\n"
        )
    return "WEBVTT\nKind: captions\n\n" + "\n".join(cues)


def word_srt(heard: list[Heard]) -> str:
    return "\ufeff" + "\r\n".join(
        f"{n}\r\n{_clock(w.start_ms, ',')} --> {_clock(w.end_ms, ',')}\r\n<i>{w.text}</i>\r\n"
        for n, w in enumerate(heard, 1)
    )


FORMS = [
    whisper, whisperx, assemblyai, deepgram, youtube, whisper_cpp, ttml, timed_vtt, word_srt,
]  # fmt: skip


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_each_form_gives_the_same_words(form: Callable[[list[Heard]], str], tmp_path: Path) -> None:
    path = tmp_path / "words"
    path.write_text(form(HEARD), encoding="utf-8")
    assert read(path, "en") == HEARD


def test_plain_cues_are_shared_out_by_effort(tmp_path: Path) -> None:
    path = tmp_path / "plain.vtt"
    path.write_text("WEBVTT\n\n00:01.000 --> 00:03.000\n<v Leo>Wait &amp; see,\nyou\n")
    heard = read(path, "en")
    assert [word.text for word in heard] == ["Wait", "see", "you"]
    assert heard[0].start_ms == 1000
    assert heard[-1].end_ms == 3000
    assert all(a.end_ms <= b.start_ms for a, b in pairwise(heard))


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[]", "{", "<tt", "<tt/>", "hello", '{"words": [{"word": "a"}]}', '{"words": [7]}',
     '{"words": [{"word": "a", "start": "x"}]}', '{"words": [{"word": "a", "start": -4}]}',
     '{"segments": 3}', '{"results": {}}', '{"events": [{"segs": [{"utf8": 7}]}]}', "\ud800",
     '<tt><p begin="soon">a</p></tt>', '[[[[[[[["a"]]]]]]]]',
     '{"words": [{"word": 5, "start": 1}]}'],
)  # fmt: skip
def test_anything_else_is_refused_with_the_file_named(text: str, tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(UsageError, match=r"words\.txt"):
        read(path, "en")


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nowhere"):
        read(tmp_path / "nowhere.json", "en")


NAMES = ["tide", "harbour", "Mira", "evening", "boats", "seven", "under", "waiting", "light", "is"]


def _talk(stamp: Callable[[int], int]) -> tuple[Transcript, list[Heard]]:
    """Make up forty turns of known times; their stamps are what `stamp` makes of the times."""
    chance = random.Random(11)
    heard, segments, now = [], [], 2_300
    for number in range(40):
        begin = now
        said = [chance.choice(NAMES) for _ in range(24)]
        for place, word in enumerate(said):
            length = chance.randint(120, 520)
            heard.append(Heard(word, now, now + length))
            now += length + (chance.randint(200, 900) if place % 8 == 7 else 0)
        text = " ".join(
            word.capitalize() if n % 8 == 0 else word + "." * (n % 8 == 7)
            for n, word in enumerate(said)
        )
        segments.append(
            Segment(id=f"s{number}", start_ms=stamp(begin), texts={"en": (Paragraph(text=text),)})
        )
    return Transcript(languages=("en",), segments=tuple(segments)), heard


def _misheard(heard: list[Heard], share: float) -> list[Heard]:
    """Swap, drop or add words, `share` of them in all."""
    chance = random.Random(5)
    found = []
    for word in heard:
        luck = chance.random()
        if luck < share / 2:
            found.append(word._replace(text="mumble"))
        elif luck < share * 0.75:
            continue
        else:
            found.append(word)
            if luck > 1 - share / 4:
                found.append(Heard("uh", word.end_ms, word.end_ms))
    return found


def _errors(aligned: Transcript, heard: list[Heard]) -> list[int]:
    """Return by how much the start of each pair is off."""
    errors, place = [], 0
    for segment in aligned.segments:
        for pair in segment.pairs:
            errors.append(abs((pair.start_ms or 0) - heard[place].start_ms))
            place += len(list(words(pair.texts["en"], "en")))
    return errors


def _align(transcript: Transcript, heard: list[Heard], folder: Path) -> Transcript:
    path = folder / "words.json"
    path.write_text(whisper(heard))
    return align(transcript, Options(words=str(path)))


def test_with_a_fifth_misheard_the_median_error_stays_under_150_ms(tmp_path: Path) -> None:
    transcript, heard = _talk(lambda time: time // 1000 * 1000)
    aligned = _align(transcript, _misheard(heard, 0.2), tmp_path)
    assert median(_errors(aligned, heard)) < 100
    assert max(_errors(aligned, heard)) < 1500
    (found,) = [f for f in aligned.findings if f.code == "words-clock"]
    assert "ahead" in found.message


def test_another_clock_is_found_and_taken_back_to_the_stamps(tmp_path: Path) -> None:
    transcript, heard = _talk(lambda time: time)
    other = [
        Heard(w.text, round(w.start_ms * 1.001) + 7_000, round(w.end_ms * 1.001) + 7_000)
        for w in heard
    ]
    aligned = _align(transcript, other, tmp_path)
    (found,) = [f for f in aligned.findings if f.code == "words-clock"]
    assert "100 % of the words agree" in found.message
    assert "7.00 s ahead" in found.message
    assert "gains 3.6" in found.message
    assert median(_errors(aligned, heard)) < 100


def test_words_give_times_to_a_transcript_without_stamps(tmp_path: Path) -> None:
    transcript, heard = _talk(lambda time: time)
    bare = Transcript(
        languages=("en",),
        segments=tuple(Segment(id=s.id, texts=s.texts) for s in transcript.segments),
    )
    assert max(_errors(_align(bare, heard, tmp_path), heard)) < 100


def test_aligning_again_with_the_same_words_changes_nothing(tmp_path: Path) -> None:
    transcript, heard = _talk(lambda time: time // 1000 * 1000)
    once = _align(transcript, _misheard(heard, 0.2), tmp_path)
    assert _align(once, _misheard(heard, 0.2), tmp_path) == once


def test_a_pair_is_over_where_its_last_word_was_heard_to_end(tmp_path: Path) -> None:
    heard = [
        Heard("We", 1_000, 1_300),
        Heard("waited", 1_300, 2_000),
        Heard("Nobody", 6_000, 6_500),
        Heard("came", 6_500, 7_100),
    ]
    texts = {"en": (Paragraph(text="We waited. Nobody came."),)}
    transcript = Transcript(
        languages=("en",), segments=(Segment(id="a", start_ms=1_000, texts=texts),)
    )
    first, second = _align(transcript, heard, tmp_path).segments[0].pairs
    assert (first.start_ms, first.end_ms) == (1_000, 2_000)
    assert (second.start_ms, second.end_ms) == (6_000, 7_100)
