"""The settings part and the font table."""

from stages.write_docx import markup
from stages.write_docx.language import COMPLEX_FONT, LATIN_FONT, Tongues

_WORD_2013 = (
    '<w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
)
"""Without it Word opens the file in the compatibility mode of Word 2007."""

_STAND_INS = {
    LATIN_FONT: ("Carlito", "00"),
    COMPLEX_FONT: ("Liberation Sans", "00"),
    "Microsoft YaHei": ("Noto Sans CJK SC", "86"),
    "Microsoft JhengHei": ("Noto Sans CJK TC", "88"),
    "Yu Gothic": ("Noto Sans CJK JP", "80"),
    "Malgun Gothic": ("Noto Sans CJK KR", "81"),
}
"""A free font of the same kind, and the character set of Windows, by font."""


def settings_xml(tongues: Tongues) -> bytes:
    """Return the settings; nothing in them asks to update fields when the file is opened."""
    xml = (
        f'{markup.DECLARATION}<w:settings {markup.NAMESPACES}><w:zoom w:percent="100"/>'
        '<w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="compressPunctuation"/>'
        f"{_WORD_2013}{markup.languages('themeFontLang', tongues)}"
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )
    return xml.encode()


def fonts_xml(tongues: Tongues) -> bytes:
    """Return the font table, by which Word finds a like font where one is missing."""
    used = dict.fromkeys((LATIN_FONT, tongues.east_asian.font, tongues.complex.font))
    used |= dict.fromkeys(tongue.font for tongue in tongues.all)
    parts = []
    for font in used:
        stand_in, characters = _STAND_INS.get(font, ("Noto Sans", "00"))
        parts.append(
            f'<w:font w:name="{font}"><w:altName w:val="{stand_in}"/>'
            f'<w:charset w:val="{characters}"/><w:family w:val="swiss"/>'
            '<w:pitch w:val="variable"/></w:font>'
        )
    xml = f"{markup.DECLARATION}<w:fonts {markup.NAMESPACES}>{''.join(parts)}</w:fonts>"
    return xml.encode()
