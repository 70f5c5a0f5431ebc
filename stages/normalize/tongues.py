"""The languages of a document: which there are, which was spoken, which column holds which."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from stages.normalize.labels import parse
from stages.normalize.languages import ENGLISH, chinese, main_script, script_of, tag_of
from stages.normalize.stretches import stretches
from stages.normalize.turns import Piece, Turn

_SIGNIFICANT = 0.08
_OFTEN = 0.2
_SECOND_OF_SCRIPT = 0.2
_SAMPLE = 40_000
_PURE = 0.85


def find_languages(turns: Sequence[Turn], given: Sequence[str]) -> tuple[str, ...]:
    """Return the tags of the languages in the turns, in order of appearance."""
    if given:
        return tuple(given)
    lines = [piece for turn in turns for piece in turn.pieces if piece.span.text.strip()]
    labelled = Counter(
        piece.label
        for piece in lines
        if piece.label and piece.label not in ("original", "translation")
    )
    by_script: dict[str, list[str]] = defaultdict(list)
    for stretch in (part for piece in lines for part in stretches(piece.span.text)):
        if script := main_script(stretch):
            by_script["Hani" if script == "Kana" else script].append(stretch)
    weights = {script: sum(map(_weight, texts)) for script, texts in by_script.items()}
    total = sum(weights.values()) or 1
    tags: list[str] = []
    for script in by_script:
        often = len(by_script[script]) >= _OFTEN * len(lines) and len(by_script[script]) > 2
        if weights[script] >= _SIGNIFICANT * total or often:
            tags += _of_script(script, by_script[script], labelled, lines)
    return tuple(dict.fromkeys(tags))


def spoken_first(
    tags: Sequence[str], turns: Sequence[Turn], translations: dict[str, int]
) -> tuple[str, ...]:
    """Put the language that was spoken first: the labels tell, else what turns begin with."""
    votes: Counter[str] = Counter()
    first: Counter[str] = Counter()
    for label, count in translations.items():
        for tag in tags:
            if _same(label, tag):
                votes[tag] -= count
    for turn in turns:
        seen = [piece for piece in turn.pieces if piece.span.language]
        if seen:
            first[seen[0].span.language] += 1
        for piece in seen:
            if piece.label == "original":
                votes[piece.span.language] += 1
            elif piece.label == "translation":
                votes[piece.span.language] -= 1
    if first and min(first[tag] for tag in tags) * 5 >= max(first.values()) * 4:
        first.clear()  # turns in one language each begin with either
    return tuple(sorted(tags, key=lambda tag: (-votes[tag], -first[tag], tags.index(tag))))


def read_noted_labels(turns: Iterable[Turn], words: dict[str, str]) -> None:
    """Take a language in the note of a header, "Mira Stone (EN)", for the label that it is."""
    for turn in turns:
        label = parse(turn.note, words) if turn.note else None
        if label is not None:
            turn.note = ""
            for piece in turn.pieces:
                piece.label = piece.label or label[0] or label[1]


def resolve_labels(pieces: Iterable[Piece], tags: Sequence[str]) -> None:
    """Let labels name the tags of the document: "zh" is its "zh-Hans"."""
    for piece in pieces:
        if piece.label and piece.label not in tags:
            piece.label = next((tag for tag in tags if _same(piece.label, tag)), piece.label)


def column_languages(pieces: Sequence[Piece], tags: Sequence[str]) -> dict[int, str]:
    """Return the language of each table column that is in one language nearly throughout."""
    texts: dict[int, list[str]] = defaultdict(list)
    for piece in pieces:
        if piece.span.item.line.row is not None:
            texts[piece.span.item.line.column].append(piece.span.text)
    found: dict[int, str] = {}
    for column, lines in texts.items():
        weights: Counter[str] = Counter()
        for line in lines:
            weights[main_script(line)] += _weight(line)
        script, weight = weights.most_common(1)[0]
        script = "Hani" if script == "Kana" else script
        matching = [tag for tag in tags if script_of(tag) == script]
        if weight >= _PURE * sum(weights.values()) and matching:
            found[column] = (
                matching[0] if len(matching) == 1 else _likeliest(lines, script, matching)
            )
    return found


def _of_script(
    script: str, texts: Sequence[str], labelled: Counter[str], lines: Sequence[Piece]
) -> list[str]:
    sample = "\n".join(texts)[:_SAMPLE]
    named = [tag for tag in labelled if script_of(tag) == script]
    if named:
        return _labelled(named, script, lines, sample)
    tag = tag_of(sample, script)
    if script not in ("Latn", "Cyrl", "Arab", "Deva", "Hani") or (
        tag == "en" and _english_throughout(texts)
    ):
        return [tag]
    if script == "Hani":
        return [tag] if tag != "ja" else _japanese_and_chinese(texts)
    return _two_of_script(script, lines) or [tag]


def _labelled(named: Sequence[str], script: str, lines: Sequence[Piece], sample: str) -> list[str]:
    """Return the languages that labels name, and that of the text without a label."""
    tags = [chinese(sample) if tag == "zh" else tag for tag in named]
    plain = [
        piece
        for piece in lines
        if piece.label not in named and main_script(piece.span.text) in (script, "Kana")
    ]
    if not plain or len(plain) * 5 < len(lines):
        return tags
    tag = tag_of("\n".join(piece.span.text for piece in plain)[:_SAMPLE], script)
    if tag in tags:
        return tags
    return [tag, *tags] if plain[0] is lines[0] else [*tags, tag]


def _japanese_and_chinese(texts: Sequence[str]) -> list[str]:
    """Tell Chinese lines beside Japanese ones: long lines without any kana."""
    from stages.normalize.languages import words

    long = [text for text in texts if words(text).get("Hani", 0) >= 6]
    plain = [text for text in long if not words(text).get("Kana", 0)]
    if not plain or len(plain) < _SECOND_OF_SCRIPT * len(long):
        return ["ja"]
    first_plain = plain[0] == long[0]
    tags = [chinese("".join(plain)), "ja"]
    return tags if first_plain else tags[::-1]


def _english_throughout(texts: Sequence[str]) -> bool:
    """Whether hardly any longer line is without a word that only English has."""
    long = [text for text in texts if text.count(" ") >= 6]
    plain = [text for text in long[:400] if not _any_english(text)]
    return len(plain) <= _SECOND_OF_SCRIPT / 2 * min(len(long), 400)


def _any_english(text: str) -> bool:
    return not ENGLISH.isdisjoint(text.casefold().split())


def _two_of_script(script: str, lines: Sequence[Piece]) -> list[str]:
    """Return the one or two languages that the identifier finds in the text of one script."""
    from stages.normalize.languages import identify

    weights: Counter[str] = Counter()
    for piece in lines[:600]:
        text = piece.span.text
        if main_script(text) == script and len(text) >= 16:
            weights[identify(text, script)] += len(text)
    likeliest = [tag for tag, _ in weights.most_common(2)]
    if len(likeliest) < 2 or weights[likeliest[1]] < _SECOND_OF_SCRIPT * sum(weights.values()):
        likeliest = likeliest[:1]
    return [tag for tag in weights if tag in likeliest]


def _likeliest(lines: Sequence[str], script: str, among: Sequence[str]) -> str:
    from stages.normalize.languages import identify

    return identify("\n".join(lines)[:3000], script, among)


def _weight(text: str) -> int:
    return len(text) if text.isascii() else sum(2 if "\u2e80" <= c <= "\ufaff" else 1 for c in text)


def _same(label: str, tag: str) -> bool:
    return label == tag or (label.partition("-")[0] == tag.partition("-")[0] and "-" not in label)
