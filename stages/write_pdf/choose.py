"""Choose a face for each character: by its script, the language and the style, face by face."""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from stages.text import han
from stages.write_pdf.faces import Face, find_family, open_face, system_files, user_faces
from stages.write_pdf.families import (
    CJK,
    CJK_PACKAGED,
    LATIN,
    LATIN_PACKAGED,
    PACKAGED_FALLBACKS,
    cjk_form,
)

CHINESE_MARKS = frozenset("“”‘’—…·‧⸺")
"""Marks that Chinese sets from its own face, full width, and the other languages do not."""


class Style(NamedTuple):
    """What decides the face of a character besides the character itself."""

    language: str
    bold: bool = False
    italic: bool = False


class Chooser:
    """The faces of one document. `missing` collects what no face can show, by language."""

    def __init__(
        self,
        languages: Iterable[str],
        typeface: Literal["serif", "sans"],
        font_files: tuple[str, ...],
        system: bool,
    ) -> None:
        forms = [form for language in languages if (form := cjk_form(language))]
        self._form = forms[0] if forms else "zh-Hans"
        self._system = system
        self._users = user_faces(font_files)
        self._typeface = typeface
        if typeface == "serif" and not all(self._has_serif(form) for form in [None, *forms]):
            self._typeface = "sans"
        self._chosen: dict[Style, _Table] = {}
        self.missing: dict[str, str] = {}

    def table(self, style: Style) -> "_Table":
        """Return the faces of characters in a style; None where no face has a glyph."""
        if style not in self._chosen:
            self._chosen[style] = _Table(self, style)
        return self._chosen[style]

    def face(self, character: str, style: Style) -> Face | None:
        """Return the face that shows a character, None where no face has a glyph for it."""
        return self.table(style)[character]

    def choose(self, character: str, style: Style) -> Face | None:
        """Find the face of a character that is met for the first time."""
        code = ord(character)
        candidates = self._candidates(character, style)
        face = next((face for face in candidates if code in face.covers), None)
        if face is None:
            self.missing.setdefault(character, style.language)
        return face

    def _candidates(self, character: str, style: Style) -> Iterator[Face]:
        chinese = (cjk_form(style.language) or "").startswith("zh")
        wide = han(character) or (chinese and character in CHINESE_MARKS)
        form = cjk_form(style.language) or self._form
        yield from self._user_candidates(style, wide)
        if not wide:
            yield from self._latin(style)
        yield from self._han(form, style)
        for other in CJK:
            yield from self._han(other, style)
        yield from self._latin(style)
        yield from self._by_script(character, style)
        yield from (
            f
            for family in PACKAGED_FALLBACKS
            if (f := find_family(family, style.bold, style.italic))
        )
        if self._system:
            yield from _every_system_face()

    def _user_candidates(self, style: Style, wide: bool) -> list[Face]:
        def distance(face: Face) -> tuple[bool, bool, bool]:
            sets_han = any(code in face.covers for code in (0x4E00, 0x3042, 0xD55C))
            return wide and not sets_han, face.bold != style.bold, face.italic != style.italic

        return sorted(self._users, key=distance)

    def _latin(self, style: Style) -> Iterator[Face]:
        if self._system:
            yield from _found(LATIN[self._typeface], style.bold, style.italic)
        yield from _found((LATIN_PACKAGED,), style.bold, style.italic)

    def _han(self, form: str, style: Style) -> Iterator[Face]:
        """Faces for Han, never slanted: Chinese has no italics."""
        if self._system:
            yield from _found(CJK[form][self._typeface], style.bold, False)
        yield from _found((CJK_PACKAGED[form],), style.bold, False)

    def _by_script(self, character: str, style: Style) -> Iterator[Face]:
        """Find the Noto face of a character's script, such as NotoSansThai or NotoNaskhArabic."""
        if not self._system:
            return
        script = unicodedata.name(character, "?").split()[0].capitalize()
        stems = [f"NotoSans{script}", f"NotoSerif{script}", f"NotoNaskh{script}"]
        if self._typeface == "serif":
            stems.reverse()
        yield from _found(
            tuple((f"{s}-Regular.ttf", f"{s}-Bold.ttf") for s in stems), style.bold, False
        )

    def _has_serif(self, form: str | None) -> bool:
        families = CJK[form]["serif"] if form else LATIN["serif"]
        return self._system and any(_found(families, False, False))


class _Table(dict[str, Face | None]):
    """The faces of the characters that were met in one style."""

    def __init__(self, chooser: Chooser, style: Style) -> None:
        super().__init__()
        self._chooser, self._style = chooser, style

    def __missing__(self, character: str) -> Face | None:
        face = self[character] = self._chooser.choose(character, self._style)
        return face


@lru_cache(maxsize=256)
def _found(families: tuple[tuple[str, ...], ...], bold: bool, italic: bool) -> tuple[Face, ...]:
    """Return the first of the families that can be opened, in a style."""
    for family in families:
        if face := find_family(family, bold, italic):
            return (face,)
    return ()


def _every_system_face() -> Iterator[Face]:
    """Yield the faces of the system, Noto before the others, in the order of their names."""
    files = system_files()
    for name in sorted(files, key=lambda name: (not name.startswith("noto"), name)):
        if face := open_face(files[name]):
            yield face
