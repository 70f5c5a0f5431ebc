"""What is left out is gone from every part of the transcript, and counted."""

import pytest
from msgspec import structs

from stages.errors import UsageError
from stages.schema import Chapter, Transcript
from stages.select.options import Options
from stages.select.select import select
from stages.text import visible


def everything(transcript: Transcript) -> int:
    paragraphs = (p for s in transcript.segments for ps in s.texts.values() for p in ps)
    return sum(visible(p.text) for p in paragraphs)


def test_without_options_nothing_changes(transcript: Transcript) -> None:
    assert select(transcript, Options()) == transcript


def test_adverts_are_left_out_and_counted(transcript: Transcript) -> None:
    chosen = select(transcript, Options(without=("advert",)))
    assert [s.id for s in chosen.segments] == ["s0001", "s0002", "s0003"]
    assert chosen.ledger.omitted == everything(transcript) - everything(chosen) > 0


def test_an_edition_in_one_language_holds_no_other(transcript: Transcript) -> None:
    chosen = select(transcript, Options(edition="zh"))
    assert chosen.languages == ("zh-Hans",)
    assert chosen.titles == {"zh-Hans": "潮汐表"}
    for segment in chosen.segments:
        assert segment.texts.keys() <= {"zh-Hans"}
        assert all(pair.texts.keys() == {"zh-Hans"} for pair in segment.pairs)
    assert chosen.ledger.omitted == everything(transcript) - everything(chosen)


def test_a_chapter_moves_to_the_next_turn_that_is_kept(transcript: Transcript) -> None:
    advert = Chapter(segment="s0004", texts={"en": "Boots"})
    first = Chapter(segment="s0001", texts={"en": "Tides"})
    adverts_first = tuple(
        structs.replace(s, kind="advert" if s.id in ("s0001", "s0004") else "speech")
        for s in transcript.segments
    )
    changed = structs.replace(transcript, segments=adverts_first, chapters=(first, advert))
    chosen = select(changed, Options(without=("advert",)))
    assert chosen.chapters == (Chapter(segment="s0002", texts={"en": "Tides"}),)


def test_who_speaks_only_together_with_another_is_kept(transcript: Transcript) -> None:
    both = tuple(structs.replace(s, speaker="Mira Stone & Leo Park") for s in transcript.segments)
    chosen = select(structs.replace(transcript, segments=both), Options(without=("advert",)))
    assert chosen.speakers == transcript.speakers


def test_a_language_that_is_not_there_is_refused(transcript: Transcript) -> None:
    with pytest.raises(UsageError, match="no text in fr; it has en, zh-Hans"):
        select(transcript, Options(edition="fr"))
