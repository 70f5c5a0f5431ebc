"""From a script to blocks on pages: the forms of header, stamp and label, and the page layouts."""

from collections.abc import Iterator

from tests.shapes.script import JSON, Passage, Script, Turn
from tests.shapes.sheet import Block, Break, Item, Sheet, Span, Table, block


def lay_out(script: Script, settings: JSON) -> Sheet:
    """Set a script as its print settings say."""
    structure = _STRUCTURES[settings.get("structure", "blocks")]
    items = [*_opening(script, settings), *structure(script, settings)]
    if closing := settings.get("closing"):
        items += [block("text", line) for line in closing]
    return Sheet(
        items=tuple(items),
        title=script.title,
        language=script.languages[0],
        head=settings.get("head", ""),
        foot=settings.get("foot", ""),
        watermark=settings.get("watermark", ""),
        columns=settings.get("newspaper", 1),
        size=settings.get("size", "A5"),
        justify=settings.get("justify", False),
        look=settings.get("look", {}),
    )


def stamps(ms: int | None) -> dict[str, str]:
    """Return a time in every form that a header may print it in, by name."""
    if ms is None:
        return {}
    seconds, rest = divmod(ms, 1000)
    h, m, s = seconds // 3600, seconds // 60 % 60, seconds % 60
    hms = f"{h:02d}:{m:02d}:{s:02d}"
    return {
        "hms": hms,
        "ghms": f"{h}:{m:02d}:{s:02d}",
        "ms": f"{seconds // 60:02d}:{s:02d}",
        "short": f"{h}:{m:02d}:{s:02d}" if h else f"{m}:{s:02d}",
        "dot": f"{hms}.{rest:03d}",
        "comma": f"{hms},{rest:03d}",
        "frames": f"{hms}:{rest * 25 // 1000:02d}",
        "letters": f"{seconds // 60}m{s:02d}s",
        "seconds": f"{ms / 1000:.1f}s",
        "whole": str(seconds),
        "units": f"{seconds // 60}分{s:02d}秒",
        "iso": f"PT{seconds // 60}M{s}S",
        "wide": hms.translate({i: i + 0xFEE0 for i in range(0x21, 0x7F)}),
    }


def _opening(script: Script, settings: JSON) -> Iterator[Item]:
    if script.cover or script.credits:
        yield block("cover", script.title)
        for line in script.cover:
            yield block("cover", line)
        for credit in script.credits:
            for key in ("role", "name", "contact"):
                if credit.get(key):
                    yield block("cover", credit[key])
        yield Break()
    if script.title and settings.get("print_title", True):
        yield block("title", script.title, script.languages[0])
    for role, text in settings.get("opening", ()):
        yield Break() if role == "break" else block(role, text)
    for paragraph in script.front:
        yield block("text", paragraph, script.languages[0])


def _blocks(script: Script, settings: JSON) -> Iterator[Item]:
    """Header, then the languages under each other, with or without labels."""
    for number, turn in enumerate(script.turns, 1):
        yield from _chapter(turn)
        yield from _turn(turn, number, script, settings)


def _turn(turn: Turn, number: int, script: Script, settings: JSON) -> Iterator[Block]:
    lines = [line for line in _header(turn, number, settings).split("\n") if line]
    head = lines.pop() if lines and settings.get("inline", False) else ""
    for line in lines:
        yield _styled("header", line, "", settings)
    for language in settings.get("order", script.languages):
        passages = turn.texts.get(language, ())
        label = settings.get("labels", {}).get(language, "")
        joint = settings.get("label_joint")
        if label and passages and joint is None:
            yield _styled("label", label, language, settings)
        for place, passage in enumerate(passages):
            before = f"{label}{joint}" if label and joint is not None and not place else ""
            if head and not place:
                before, head = f"{head}{settings.get('inline_joint', ' ')}{before}", ""
            yield from _passage(passage, language, before, settings)
    if head:
        yield _styled("header", head, "", settings)


def _passage(passage: Passage, language: str, before: str, settings: JSON) -> Iterator[Block]:
    anchor = settings.get("anchor", "({hms}):")
    if passage.start_ms is not None and anchor:
        printed = anchor.format(**stamps(passage.start_ms))
        if settings.get("anchor_inline", False):
            before += printed + " "
        else:
            yield _styled("text", printed, language, settings)
    yield _styled("text", passage.printed or passage.text, language, settings, before, passage)


def _styled(
    role: str,
    text: str,
    language: str,
    settings: JSON,
    before: str = "",
    passage: Passage | None = None,
) -> Block:
    styles = settings.get("styles", {})
    style = dict(styles.get(role if role != "text" else language, {}))
    indent = style.pop("indent", 0)
    spans = [Span(before, bold=settings.get("bold_header", False))] if before else []
    if passage and passage.marks:
        spans += _marked(text, passage.marks)
    else:
        spans.append(Span(text, **style))
    return Block(role, tuple(spans), language, indent)


def _marked(text: str, marks: tuple[JSON, ...]) -> list[Span]:
    spans, at = [], 0
    for mark in marks:
        spans.append(Span(text[at : mark["from"]]))
        kind = {"link": {"href": mark.get("href", "")}}.get(mark["kind"], {mark["kind"]: True})
        spans.append(Span(text[mark["from"] : mark["to"]], **kind))
        at = mark["to"]
    return [span for span in (*spans, Span(text[at:])) if span.text]


def _header(turn: Turn, number: int, settings: JSON) -> str:
    template = settings.get("header", "[{hms}] {speaker}{note}")
    if not turn.speaker and turn.label is None:
        template = settings.get("header_without_speaker", template)
    if turn.start_ms is None:
        template = settings.get("header_without_time", template)
    label = turn.speaker if turn.label is None else turn.label
    at = turn.start_ms if turn.printed_ms is None else turn.printed_ms
    until = {f"end_{name}": form for name, form in stamps(turn.end_ms).items()}
    fields = {**stamps(at), **until}
    if turn.printed_stamp:
        fields = dict.fromkeys(fields, turn.printed_stamp)
    note = f" ({turn.note})" if turn.note and turn.label is None else ""
    return str(template.format(speaker=label, note=note, number=number, **fields)).strip("\r")


def _mixed(script: Script, settings: JSON) -> Iterator[Item]:
    """Each sentence, or each paragraph, with its translation behind it on the same lines."""
    for number, turn in enumerate(script.turns, 1):
        yield _styled("header", _header(turn, number, settings), "", settings)
        both = zip(*(turn.texts[language] for language in script.languages), strict=True)
        for passages in both:
            parts = [(passage.printed or passage.text).split("|") for passage in passages]
            mixed = (settings["mixture"].format(a=a, b=b) for a, b in zip(*parts, strict=True))
            yield block("text", " ".join(mixed))


def _paragraph_by_paragraph(script: Script, settings: JSON) -> Iterator[Item]:
    """Each paragraph, and its translation under it."""
    for number, turn in enumerate(script.turns, 1):
        yield _styled("header", _header(turn, number, settings), "", settings)
        for passages in zip(*(turn.texts[tag] for tag in script.languages), strict=True):
            for tag, passage in zip(script.languages, passages, strict=True):
                yield from _passage(passage, tag, "", settings)


def _named_twice(script: Script, settings: JSON) -> Iterator[Item]:
    """A line in each language, with the speaker's name as that language writes it."""
    first, second = script.languages
    for turn in script.turns:
        yield block("text", f"{turn.speaker}: {turn.texts[first][0].text}", first)
        name = settings["names"][turn.speaker]
        yield block("text", f"{name}：{turn.texts[second][0].text}", second)


def _chapter(turn: Turn) -> Iterator[Item]:
    if turn.chapter:
        yield block("heading", turn.chapter)


def _table(script: Script, settings: JSON) -> Iterator[Item]:
    """A header across the page, and a row of one cell a language for every turn."""
    order = settings.get("order", script.languages)
    widths = tuple([1 / len(order)] * len(order))
    ruled = settings.get("ruled", True)
    if names := settings.get("columns"):
        head = tuple((block("label", names[language], language),) for language in order)
        yield Table((head,), widths, head=True, ruled=ruled)
    for number, turn in enumerate(script.turns, 1):
        yield from _chapter(turn)
        yield _styled("header", _header(turn, number, settings), "", settings)
        row = tuple(tuple(_cell(turn, language, settings)) for language in order)
        yield Table((row,), widths, ruled=ruled)


def _cell(turn: Turn, language: str, settings: JSON) -> Iterator[Block]:
    for passage in turn.texts.get(language, ()):
        yield from _passage(passage, language, "", settings)


def _grid(script: Script, settings: JSON) -> Iterator[Item]:
    """One table for the whole: columns of time, speaker and each language, in any order."""
    names = settings["columns"]
    rows: list[tuple[tuple[Block, ...], ...]] = []
    if settings.get("head_row", True):
        rows.append(tuple((block("label", name),) for name in names.values()))
    for number, turn in enumerate(script.turns, 1):
        row: list[tuple[Block, ...]] = []
        for column in names:
            if column == "time":
                stamp = settings.get("stamp", "{hms}").format(**stamps(turn.start_ms))
                row.append((block("header", stamp),))
            elif column == "speaker":
                label = turn.speaker if turn.label is None else turn.label
                note = f" ({turn.note})" if turn.note else ""
                row.append((block("header", label + note),) if label else ())
            elif column == "turn":
                lines = _header(turn, number, settings).split("\n")
                row.append(tuple(block("header", line) for line in lines))
            elif column == "text":
                row.append(tuple(b for tag in script.languages for b in _cell(turn, tag, settings)))
            else:
                row.append(tuple(_cell(turn, column, settings)))
        rows.append(tuple(row))
    narrow = {"time": 0.13, "speaker": 0.15, "turn": 0.2}
    wide = [name for name in names if name not in narrow]
    rest = (1 - sum(narrow.get(name, 0) for name in names)) / len(wide)
    widths = tuple(narrow.get(name, rest) for name in names)
    yield Table(
        tuple(rows), widths, head=settings.get("head_row", True), ruled=settings.get("ruled", True)
    )


def _one_after_other(script: Script, settings: JSON) -> Iterator[Item]:
    """All turns in one language, then all turns in the other, under the same stamps."""
    for place, language in enumerate(settings.get("order", script.languages)):
        if place and settings.get("break_between", True):
            yield Break()
        if name := settings.get("parts", {}).get(language):
            yield block("heading", name, language)
        for number, turn in enumerate(script.turns, 1):
            alone = {**settings, "order": (language,)}
            if turn.texts.get(language):
                yield from _turn(turn, number, script, alone)


def _parallel(script: Script, settings: JSON) -> Iterator[Item]:
    """Each language runs down a column of its own, with the header lines in both."""
    columns = []
    for language in script.languages:
        alone = {**settings, "order": (language,)}
        turns = enumerate(script.turns, 1)
        columns.append(tuple(b for n, turn in turns for b in _turn(turn, n, script, alone)))
    yield Table((tuple(columns),), (0.5, 0.5), ruled=settings.get("ruled", False))


def _facing(script: Script, settings: JSON) -> Iterator[Item]:
    """A left page in the first language, a right page in the second, a few turns at a time."""
    step = settings.get("turns_a_page", 3)
    for first in range(0, len(script.turns), step):
        for language in script.languages:
            if first or language != script.languages[0]:
                yield Break()
            for number, turn in enumerate(script.turns[first : first + step], first + 1):
                yield from _turn(turn, number, script, {**settings, "order": (language,)})


_STRUCTURES = {
    "blocks": _blocks,
    "table": _table,
    "grid": _grid,
    "one after other": _one_after_other,
    "facing": _facing,
    "parallel": _parallel,
    "mixed": _mixed,
    "paragraph by paragraph": _paragraph_by_paragraph,
    "named twice": _named_twice,
}
