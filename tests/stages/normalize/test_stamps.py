"""Every form of a time stamp is read to the millisecond, and nothing else is taken for one."""

import re

import pytest

from stages.normalize.stamps import PATTERN, fold, from_link, parse

_STAMP = re.compile(PATTERN)


def read(text: str) -> tuple[int | None, int | None] | None:
    found = _STAMP.fullmatch(fold(text))
    return parse(found[0])[1:] if found else None


@pytest.mark.parametrize(
    ("text", "milliseconds"),
    [
        ("12:01", 721_000),
        ("0:12:01", 721_000),
        ("72:01", 4_321_000),
        ("00:12:01.250", 721_250),
        ("00:12:01,250", 721_250),
        ("00:12:01:06", 721_240),
        ("12m01s", 721_000),
        ("1h2m3s", 3_723_000),
        ("721.4s", 721_400),
        ("12分01秒", 721_000),
        ("1小时2分3秒", 3_723_000),
        ("PT12M1S", 721_000),
        ("［00：12：01］", 721_000),
        ("１２：０１", 721_000),
        ("١٢:٠١", 721_000),
        ("@12:01", 721_000),
        ("#t=721", 721_000),
        ("https://talks.example/watch?v=a1b2&t=721s", 721_000),
        ("[00:12:O1]", 721_000),
        ("[00:l2:01]", 721_000),
        ("14:05:10", 50_710_000),
        ("2:05:10 PM", 50_710_000),
        ("12:00:05 AM", 5_000),
    ],
)
def test_stamp_is_read_in_each_of_its_forms(text: str, milliseconds: int) -> None:
    assert read(text) == (milliseconds, None)


@pytest.mark.parametrize(
    "text",
    [
        "00:12:01 --> 00:12:09",
        "00:12:01–00:12:09",
        "[00:12:01 ~ 00:12:09]",
        "（00:12:01 - 00:12:09）",
        "12:01 to 12:09",
    ],
)
def test_range_gives_its_end(text: str) -> None:
    assert read(text) == (721_000, 729_000)


def test_range_that_runs_backwards_has_no_end() -> None:
    assert read("00:12:09 - 00:12:01") == (729_000, None)


@pytest.mark.parametrize("text", ["99:99:99", "[00:61:00]", "12:75", "00:00:10:99"])
def test_digits_that_name_no_time_are_a_stamp_without_one(text: str) -> None:
    assert read(text) == (None, None)


@pytest.mark.parametrize(
    "text", ["12345678:00", "1" * 5000 + ":00", "12:1", "1:2:3", "", "[1]", "Ill:Ol", "12.01"]
)
def test_other_digits_are_no_stamp(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    ("href", "milliseconds"),
    [
        ("https://talks.example/x?t=721s", 721_000),
        ("https://talks.example/x?v=1&t=12m1s", 721_000),
        ("https://talks.example/x#t=5", 5_000),
        ("https://talks.example/x", None),
    ],
)
def test_link_to_a_player_names_its_time(href: str, milliseconds: int | None) -> None:
    assert from_link(href) == milliseconds


def test_folding_keeps_every_place() -> None:
    text = "【米拉】　１２：０１ – “O’Neil”"
    assert len(fold(text)) == len(text)
