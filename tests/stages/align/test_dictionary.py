"""The compiled dictionary: what it knows, and that its cache can neither harm nor be harmed."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from stages.align import dictionary


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A cache folder of its own, and a dictionary of two entries in place of CC-CEDICT."""
    entries = [("潮水", "潮水", "tide; flood tide"), ("貓", "猫", "cat/CL:隻|只[zhi1]")]
    monkeypatch.setattr(dictionary, "user_cache_path", lambda _: tmp_path / "cache")
    monkeypatch.setattr(dictionary, "_entries", lambda _: iter(entries))
    dictionary.index.cache_clear()
    yield tmp_path / "cache"
    dictionary.index.cache_clear()


def _fresh() -> dictionary.Table:
    dictionary.index.cache_clear()
    return dictionary.index()


def test_glosses_become_stems_by_strength() -> None:
    found = dict(dictionary.headwords("图书"))
    assert "librari" in found["图书馆"].split("\t")[0].split()


def test_every_headword_counts_and_traditional_ones_too() -> None:
    assert {head for head, _ in dictionary.headwords("圖書")} >= {"圖書", "圖書館"}


def test_a_character_is_a_headword_by_itself() -> None:
    assert [head for head, _ in dictionary.headwords("馆")] == ["馆"]


@pytest.mark.parametrize("beginning", ["a", "ab", "馆a", "a馆", "\n", " ", "𠀀馆"])
def test_what_is_no_headword_is_not_found(beginning: str) -> None:
    assert dictionary.headwords(beginning) == ()


def test_the_index_is_written_once_and_read_back(cache: Path) -> None:
    first = _fresh()
    (file,) = cache.iterdir()
    stamp = file.stat().st_mtime_ns
    assert _fresh() == first
    assert (file.stat().st_mtime_ns, set(first.characters)) == (stamp, {"潮", "貓", "猫"})


@pytest.mark.parametrize("damage", [b"", b"\x00", b"\x81\xa1a\xc0", b"garbage" * 99])
def test_a_damaged_index_is_made_again(cache: Path, damage: bytes) -> None:
    first = _fresh()
    (file,) = cache.iterdir()
    file.write_bytes(damage)
    assert _fresh() == first
    assert file.read_bytes() != damage


def test_the_same_headwords_come_from_the_file_as_from_the_package(cache: Path) -> None:
    for _ in range(2):
        found = _fresh().get("潮")
        assert found is not None
        assert b"\ttid\tflood" in bytes(found)
        assert _fresh().get("tide") is None


def test_a_folder_that_cannot_be_written_is_done_without(cache: Path) -> None:
    cache.write_text("a file where the folder should be")
    assert set(_fresh().characters) == {"潮", "貓", "猫"}


def test_many_may_build_it_at_once(cache: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        built = list(pool.map(lambda _: dictionary.index.__wrapped__(), range(16)))
    assert all(groups == built[0] for groups in built)
    assert [name for name in os.listdir(cache) if not name.endswith(".msgpack")] == []


def test_without_the_package_there_is_no_dictionary(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dictionary, "find_spec", lambda _: None)
    assert _fresh().characters == ""
