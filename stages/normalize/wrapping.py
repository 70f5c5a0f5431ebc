"""Headers that are too long for their line: the rest of the name stands in the next one."""

from collections import defaultdict
from collections.abc import Sequence

from stages.normalize.headers import joined_note
from stages.normalize.lines import Item
from stages.normalize.names import key, plausible
from stages.normalize.reading import Headers
from stages.normalize.style import Style, style_at, style_of

_LONGEST = 40
"""Characters: the rest of a name is no longer."""


def whole_names(
    headers: Headers, items: Sequence[Item], body: Style, never: frozenset[str]
) -> Headers:
    """Give the headers whose name goes on in the next line the whole name and two lines.

    The whole name stands in another header, or the same rest follows wherever the name stands.
    `body` is the type of the text, in which no header is set.
    """
    known = {key(header.name) for header in headers.values()}
    rests = {i: _rest(i, headers, items, body) for i in headers}
    following: dict[str, set[str]] = defaultdict(set)
    for i, header in headers.items():
        following[key(header.name)].add(rests[i])
    found = dict(headers)
    for i, header in headers.items():
        name = joined_note(header.name, rests[i])
        always = len(following[key(header.name)]) == 1 and len(headers) > 1
        if rests[i] and (key(name) in known or always) and plausible(name, never):
            form = header.form._replace(lines=header.form.lines + 1)
            found[i] = header._replace(form=form, name=name)
    return found


def _rest(i: int, headers: Headers, items: Sequence[Item], body: Style) -> str:
    """Return what stands under a header, alone on its line and in the type of the name."""
    header, after = headers[i], i + headers[i].form.lines
    last = items[after - 1].text
    if header.text_from is not None or header.note or not header.name or after >= len(items):
        return ""
    if not last.rstrip().endswith(header.name) or after in headers:
        return ""
    line, text = items[after].line, items[after].folded.strip(" :")
    style = style_at(items[after - 1], last.rfind(header.name))
    alike = not line.runs and style_of(line) == style and style != body
    return text if alike and len(text) <= _LONGEST else ""
