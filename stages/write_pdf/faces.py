"""Open font faces, and find them: on the system by file name, or among the packaged ones."""

import os
import struct
import sys
from functools import cache
from importlib.resources import files
from pathlib import Path

import uharfbuzz as hb

from stages.errors import UsageError
from stages.write_pdf.families import Family

PACKAGED = ("pymupdf:", "cjk:")
_MAX_FONT_FILES = 20_000


class Face:
    """An open face in one weight: what it covers, its measures, and a font to shape with."""

    def __init__(self, face: hb.Face, bold: bool, italic: bool) -> None:
        self.face = face
        self.bold, self.italic = bold, italic
        self.weight = _pinned_weight(face, bold)
        self.font = hb.Font(face)
        if self.weight is not None:
            self.font.set_variations({"wght": self.weight})
        self.covers = face.unicodes
        self.han = 0x4E00 in self.covers
        self.upem: int = face.upem
        names = hb.OTNameIdPredefined
        self.family: str = (
            face.get_name(names.TYPOGRAPHIC_FAMILY) or face.get_name(names.FONT_FAMILY) or "Font"
        )

    @property
    def name(self) -> str:
        """The PostScript name, which tells readers of the PDF what is bold and italic."""
        style = ("Bold" if self.bold else "") + ("Italic" if self.italic else "")
        family = "".join(c for c in self.family if c.isascii() and c.isalnum())
        return f"{family or 'Font'}-{style or 'Regular'}"

    def advance(self, glyph: int) -> float:
        """Return the advance of a glyph in thousandths of the font size."""
        return float(self.font.get_glyph_h_advance(glyph)) * 1000 / self.upem


@cache
def open_face(file: str, bold: bool = False, italic: bool = False) -> Face | None:
    """Open a face for a style; None where it is missing, damaged or may not be embedded.

    `file` is a path with an optional "#" and the number or the family of a face in a collection.
    Where the file is variable, it is opened at the weight of the style.
    """
    face = _read(file)
    return Face(face, bold, italic) if face else None


@cache
def _read(file: str) -> hb.Face | None:
    path, _, wanted = file.partition("#")
    try:
        blob = _packaged(path) if path.startswith(PACKAGED) else hb.Blob.from_file_path(path)
    except (hb.HarfBuzzError, OSError, ImportError, ValueError):
        return None
    faces = [hb.Face(blob, number) for number in range(hb.Face(blob).count)]
    for number, face in enumerate(faces):
        if wanted in ("", str(number), face.get_name(hb.OTNameIdPredefined.FONT_FAMILY)):
            return face if _usable(face) else None
    return None


def user_faces(font_files: tuple[str, ...]) -> list[Face]:
    """Open the fonts that the user names. Raises UsageError where one cannot be used."""
    opened: list[Face | None] = []
    for file in font_files:
        path = str(Path(file).expanduser())
        if not (face := _read(path)):
            raise UsageError(
                file,
                "cannot be opened as a font that may be embedded",
                "name a TTF, OTF or TTC file that exists",
            )
        bold, italic = _own_style(face)
        opened += [
            open_face(path, b, italic) for b in ((False, True) if _weights(face) else (bold,))
        ]
    return [face for face in opened if face]


def find_family(family: Family, bold: bool, italic: bool) -> Face | None:
    """Return the face of a family that is nearest to a style: bold counts more than italic."""
    regular, heavy, slanted, both = (*family, "", "", "")[:4]
    if not (path := locate(regular)):
        return None
    for file, is_bold, is_italic in (
        (both, True, True),
        (heavy, True, False),
        (slanted, False, True),
    ):
        if (not is_bold or bold) and (not is_italic or italic) and file and (found := locate(file)):
            return open_face(found, is_bold, is_italic)
    return open_face(path, bold and variable(path)) if path else None


def variable(path: str) -> bool:
    """Whether a font file holds every weight."""
    face = _read(path)
    return bool(face and _weights(face))


def locate(file: str) -> str | None:
    """Return where a font file lies on this machine, None where it does not."""
    name, _, face = file.partition("#")
    if file.startswith(PACKAGED):
        return file
    path = system_files().get(name.lower())
    return f"{path}#{face}" if path and face else path


@cache
def system_files() -> dict[str, str]:
    """Return the font files of the system by lower-case name: one walk, a millisecond or two."""
    found: dict[str, str] = {}
    for folder in _font_folders():
        for root, folders, names in os.walk(folder):
            folders.sort()
            for name in sorted(names):
                if name.lower().endswith((".ttf", ".otf", ".ttc", ".otc")):
                    found.setdefault(name.lower(), os.path.join(root, name))  # noqa: PTH118
            if len(found) > _MAX_FONT_FILES:
                return found
    return found


def _font_folders() -> list[Path]:
    home = Path.home()
    if sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local"))
        windows = Path(os.environ.get("WINDIR", "C:/Windows"))
        return [local / "Microsoft/Windows/Fonts", windows / "Fonts"]
    if sys.platform == "darwin":
        roots = (home / "Library", Path("/Library"), Path("/System/Library"))
        return [root / "Fonts" for root in roots]
    data = Path(os.environ.get("XDG_DATA_HOME", home / ".local/share"))
    return [
        data / "fonts",
        home / ".fonts",
        Path("/usr/local/share/fonts"),
        Path("/usr/share/fonts"),
    ]


def _packaged(name: str) -> hb.Blob:
    package, _, font = name.partition(":")
    if package == "pymupdf":
        import pymupdf_fonts

        return hb.Blob(pymupdf_fonts.myfont(font))
    root = files("justmytype_intl_cjk") / "fonts" / "ofl"
    return hb.Blob.from_file_path(str(root / font))


def _usable(face: hb.Face) -> bool:
    """Outlines that can be subset, and a licence bit (OS/2 fsType) that allows embedding."""
    tags = set(face.table_tags)
    if not tags & {"glyf", "CFF ", "CFF2"} or not {"cmap", "hmtx", "head"} <= tags:
        return False
    os2 = face.reference_table("OS/2").data
    restricted = len(os2) >= 10 and struct.unpack(">H", os2[8:10])[0] & 0x000F == 0x0002
    return not restricted


def _own_style(face: hb.Face) -> tuple[bool, bool]:
    style = struct.unpack(">H", face.reference_table("head").data[44:46])[0]
    return bool(style & 1), bool(style & 2)


def _weights(face: hb.Face) -> tuple[float, float] | None:
    for axis in face.axis_infos:
        if axis.tag == "wght":
            return axis.min_value, axis.max_value
    return None


def _pinned_weight(face: hb.Face, bold: bool) -> float | None:
    if not (weights := _weights(face)):
        return None
    return max(weights[0], min(weights[1], 700.0 if bold else 400.0))
