"""What holds for every transcript that was aligned."""

from stages.align.align import align
from stages.align.options import Options
from stages.schema import Transcript


def _squeezed(text: str) -> str:
    return "".join(text.split())


def test_pairs_use_each_text_once_in_order(transcript: Transcript) -> None:
    for segment in align(transcript, Options()).segments:
        for language, paragraphs in segment.texts.items():
            paired = "".join(pair.texts.get(language, "") for pair in segment.pairs)
            assert _squeezed(paired) == _squeezed("".join(p.text for p in paragraphs))


def test_aligning_twice_changes_nothing(transcript: Transcript) -> None:
    once = align(transcript, Options())
    assert align(once, Options()) == once
