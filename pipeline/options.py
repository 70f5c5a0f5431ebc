"""What a user can choose: the options of every stage, the limits, and where they come from.

An option is named as in `diglot.toml`: section and key, `epub.layout`. The command line says the
same with `--set epub.layout=sentences` and goes before the file; the file goes before the defaults.
"""

import tomllib
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from stages.align.options import Options as AlignOptions
from stages.errors import UsageError
from stages.extract.options import Options as ExtractOptions
from stages.normalize.options import Options as NormalizeOptions
from stages.select.options import Options as SelectOptions
from stages.write_docx.options import Options as DocxOptions
from stages.write_epub.options import Options as EpubOptions
from stages.write_pdf.options import Options as PdfOptions
from stages.write_srt.options import Options as SrtOptions

CONFIGURATION = "diglot.toml"


class Limits(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one document may use before it is given up.

    `cpu_seconds` is for reading a small PDF; a large file and much text get more in proportion,
    up to `most_cpu_seconds`. `memory_mb` is address space, `output_mb` the size of one product.
    """

    cpu_seconds: int = 12
    most_cpu_seconds: int = 600
    wall_seconds: int = 900
    memory_mb: int = 1536
    output_mb: int = 256


class BuildOptions(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything that decides what a product looks like, by stage, and the limits."""

    extract: ExtractOptions = ExtractOptions()
    normalize: NormalizeOptions = NormalizeOptions()
    align: AlignOptions = AlignOptions()
    select: SelectOptions = SelectOptions()
    epub: EpubOptions = EpubOptions()
    docx: DocxOptions = DocxOptions()
    srt: SrtOptions = SrtOptions()
    pdf: PdfOptions = PdfOptions()
    limits: Limits = Limits()


def load_options(file: Path | None, settings: list[str]) -> BuildOptions:
    """Return the options of a configuration file with `SECTION.KEY=VALUE` settings on top.

    Without a `file`, `diglot.toml` of the current folder is read if it is there. Raises
    UsageError with the option's name where a file or a setting is wrong.
    """
    values = _read(file)
    for setting in settings:
        _place(values, setting)
    try:
        return msgspec.convert(values, BuildOptions, strict=False)
    except msgspec.ValidationError as error:
        raise UsageError(str(file or CONFIGURATION), str(error), _known()) from error


def _read(file: Path | None) -> dict[str, Any]:
    path = file or Path(CONFIGURATION)
    if file is None and not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(str(path), str(error), "mend the file or leave it out") from error


def _place(values: dict[str, Any], setting: str) -> None:
    name, equals, value = setting.partition("=")
    section, dot, key = name.partition(".")
    if not (equals and dot):
        raise UsageError(setting, "a setting reads SECTION.KEY=VALUE", _known())
    target = values.setdefault(section, {})
    if not isinstance(target, dict):
        raise UsageError(setting, f"{section} is no section", _known())
    target[key] = _parsed(section, key, value)


def _parsed(section: str, key: str, value: str) -> Any:
    """Read a list from "a,b" where the option is one; everything else is converted later."""
    kinds = {f.name: f.type for f in msgspec.structs.fields(BuildOptions)}
    if section not in kinds:
        raise UsageError(section, "no such section", _known())
    fields = {f.name: f.type for f in msgspec.structs.fields(kinds[section])}
    if str(fields.get(key, "")).startswith("tuple"):
        return [part for part in value.split(",") if part]
    return value


def _known() -> str:
    sections = ", ".join(f.name for f in msgspec.structs.fields(BuildOptions))
    return f"sections are {sections}; README.md lists their keys"
