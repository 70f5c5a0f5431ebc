"""The styles of the document, its settings and its font table, written out for its languages.

No theme: its fonts would win over the East Asian ones named here (see the rFonts of a theme in
ISO/IEC 29500-1, 17.3.2.26). All colours have a contrast of more than 4.5:1 on white.
"""

import re

from msgspec import Struct

from stages.write_docx import markup
from stages.write_docx.language import COMPLEX_FONT, LATIN_FONT, Tongue, Tongues

INK, MUTED, ACCENT, RULE = "1F2933", "56616D", "1F3A5F", "C3CBD4"
HEADING_1, HEADING_2, TOC_ENTRY = "Heading1", "Heading2", "TOC1"


class Look(Struct, frozen=True, kw_only=True):
    """How a paragraph style looks. Sizes are half points, lengths twentieths of a point."""

    size: int
    line: int
    before: int = 0
    after: int = 0
    color: str = INK
    bold: bool = False
    keep_next: bool = False
    level: int | None = None


TEXT = Look(size=22, line=310, after=120)
TRANSLATION = Look(size=21, line=340, after=200, color="3A4652")
LOOKS = {
    "Title": Look(size=60, line=720, before=1200, after=160, color=ACCENT, keep_next=True),
    "Subtitle": Look(size=36, line=480, after=240, color=ACCENT, keep_next=True),
    "Byline": Look(size=26, line=360, after=360),
    "Credit": Look(size=20, line=290, after=40),
    "FrontMatter": Look(size=22, line=320, before=160, after=80),
    "SourceLine": Look(size=18, line=260, before=160, after=80, color=MUTED),
    "TOCHeading": Look(
        size=28, line=380, before=480, after=160, color=ACCENT, bold=True, keep_next=True
    ),
    TOC_ENTRY: Look(size=20, line=280, after=100),
    HEADING_1: Look(
        size=30, line=400, before=560, after=200, color=ACCENT, bold=True, keep_next=True, level=0
    ),
    HEADING_2: Look(size=22, line=300, before=280, after=60, keep_next=True, level=1),
    "EventLine": Look(size=20, line=280, before=280, after=40, color=MUTED, keep_next=True),
    "Anchor": Look(size=18, line=260, before=60, after=20, color=MUTED, keep_next=True),
    "TableHeading": Look(size=20, line=280, before=60, after=60, color=ACCENT, bold=True),
    "Note": Look(size=21, line=310, after=100),
    "Footer": Look(size=18, line=260, color=MUTED),
}
_NAMES = {
    TOC_ENTRY: "toc 1", "TOCHeading": "TOC Heading", HEADING_1: "heading 1",
    HEADING_2: "heading 2", "Footer": "footer", "FrontMatter": "Front Matter",
    "SourceLine": "Source Line", "EventLine": "Event Line", "TableHeading": "Table Heading",
    "Note": "Source Note",
}  # fmt: skip
"""The names by which Word knows its own styles, and readable ones for ours."""

_CHARACTER_STYLES = {
    "Hyperlink": ("Hyperlink", '<w:color w:val="0B5394"/><w:u w:val="single"/>'),
    "Speaker": ("Speaker", f'<w:b/><w:bCs/><w:color w:val="{ACCENT}"/>'),
    "Time": ("Time", f'<w:color w:val="{MUTED}"/><w:sz w:val="18"/><w:szCs w:val="18"/>'),
    "Remark": ("Remark", f'<w:color w:val="{MUTED}"/><w:sz w:val="20"/><w:szCs w:val="20"/>'),
    "Role": ("Role", f'<w:caps/><w:color w:val="{MUTED}"/><w:spacing w:val="20"/>'),
    "CreditName": ("Credit Name", "<w:b/><w:bCs/>"),
}
TABLE = "TranscriptTable"


def text_style(index: int) -> str:
    """Return the style of the paragraphs in the language at this place of the transcript."""
    return f"Translation{index}" if index else "Original"


def look(style: str) -> Look:
    """Return how a paragraph style looks, also one of a language."""
    if style.startswith("Translation"):
        return TRANSLATION
    return TEXT if style == "Original" else LOOKS[style]


def styles_xml(tongues: Tongues, text_width: int) -> bytes:
    """Return the styles part; `text_width` places the page numbers of the contents."""
    tabs = f'<w:tabs><w:tab w:val="right" w:leader="{{}}" w:pos="{text_width}"/></w:tabs>'
    extras = {
        TOC_ENTRY: tabs.format("dot"),
        "Footer": tabs.format("none"),
    }
    parts = [_defaults(tongues), *_FIXED]
    parts += [_paragraph_style(style, LOOKS[style], extras.get(style, "")) for style in LOOKS]
    parts += [_text_style(index, tongue) for index, tongue in enumerate(tongues.all)]
    parts += [
        f'<w:style w:type="character" w:customStyle="{int(style != "Hyperlink")}" '
        f'w:styleId="{style}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="9"/><w:qFormat/>'
        f"<w:rPr>{props}</w:rPr></w:style>"
        for style, (name, props) in _CHARACTER_STYLES.items()
    ]
    xml = f"{markup.DECLARATION}<w:styles {markup.NAMESPACES}>{''.join(parts)}</w:styles>"
    return xml.encode()


def settings_xml(tongues: Tongues) -> bytes:
    """Return the settings: the mode of Word 2013 and later, no prompt to update fields."""
    uri = "http://schemas.microsoft.com/office/word"
    xml = (
        f'{markup.DECLARATION}<w:settings {markup.NAMESPACES}><w:zoom w:percent="100"/>'
        '<w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="compressPunctuation"/>'
        f'<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="{uri}" w:val="15"/>'
        f"</w:compat>{_languages('themeFontLang', tongues)}"
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )
    return xml.encode()


def fonts_xml(tongues: Tongues) -> bytes:
    """Return the font table, by which Word finds a like font where one is missing."""
    fonts = {LATIN_FONT: ("Carlito", "00"), COMPLEX_FONT: ("Liberation Sans", "00")}
    for tongue in (*tongues.all, tongues.east_asian):
        fonts.setdefault(tongue.font, _STAND_INS.get(tongue.font, ("Noto Sans", "00")))
    parts = [
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="{charset}"/>'
        '<w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font>'
        for name, (other, charset) in fonts.items()
    ]
    xml = f"{markup.DECLARATION}<w:fonts {markup.NAMESPACES}>{''.join(parts)}</w:fonts>"
    return xml.encode()


_STAND_INS = {
    "Microsoft YaHei": ("Noto Sans CJK SC", "86"),
    "Microsoft JhengHei": ("Noto Sans CJK TC", "88"),
    "Yu Gothic": ("Noto Sans CJK JP", "80"),
    "Malgun Gothic": ("Noto Sans CJK KR", "81"),
}
"""A free font of the same kind, and the Windows character set, by font."""

_FIXED = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    "<w:qFormat/></w:style>",
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>',
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
    '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    "</w:style>",
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>',
    f'<w:style w:type="table" w:customStyle="1" w:styleId="{TABLE}">'
    '<w:name w:val="Transcript Table"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
    + "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>'
        for edge in ("top", "bottom", "insideH", "insideV")
    )
    + '</w:tblBorders></w:tblPr><w:tblStylePr w:type="firstRow"><w:tcPr>'
    '<w:shd w:val="clear" w:color="auto" w:fill="E9EDF2"/></w:tcPr></w:tblStylePr></w:style>',
)


def _defaults(tongues: Tongues) -> str:
    return (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        f"{_fonts(LATIN_FONT, tongues.east_asian.font, tongues.complex.font)}"
        f'<w:color w:val="{INK}"/><w:sz w:val="22"/><w:szCs w:val="22"/>'
        f"{_languages('lang', tongues)}</w:rPr></w:rPrDefault>"
        '<w:pPrDefault><w:pPr><w:widowControl/><w:spacing w:after="120"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
    )


def _languages(element: str, tongues: Tongues) -> str:
    return (
        f'<w:{element} w:val="{tongues.latin.word}" w:eastAsia="{tongues.east_asian.word}" '
        f'w:bidi="{tongues.complex.word}"/>'
    )


def _fonts(latin: str, east_asian: str, complex_font: str) -> str:
    return (
        f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{east_asian}" '
        f'w:cs="{complex_font}"/>'
    )


def _paragraph_style(style: str, look: Look, extra: str = "") -> str:
    name = _NAMES.get(style, style)
    custom = ' w:customStyle="1"' if style in _OURS else ""
    following = '<w:next w:val="Original"/>' if look.level is not None else ""
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{style}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/>{following}<w:uiPriority w:val="9"/><w:qFormat/>'
        f"<w:pPr>{_paragraph_properties(look, extra)}</w:pPr><w:rPr>{_run_properties(look)}</w:rPr>"
        "</w:style>"
    )


_OURS = {"Byline", "Credit", "FrontMatter", "SourceLine", "EventLine", "Anchor", "TableHeading",
         "Note"}  # fmt: skip


def _text_style(index: int, tongue: Tongue) -> str:
    """Return the style of one language: its fonts, its direction, and a bar at a translation.

    The bar tells the languages apart where neither script nor colour does.
    """
    style = text_style(index)
    tag = re.sub("[^A-Za-z0-9-]", "_", tongue.tag)
    name = f"{'Translation' if index else 'Original'} {tag}"
    side = "right" if tongue.rtl else "left"
    bar = f'<w:pBdr><w:{side} w:val="single" w:sz="12" w:space="10" w:color="{RULE}"/></w:pBdr>'
    bidi = "<w:bidi/>" if tongue.rtl else ""
    indent = '<w:ind w:left="284"/>'
    fonts = _fonts(
        tongue.font if tongue.script == "latin" else LATIN_FONT,
        tongue.font if tongue.script == "eastAsia" else "Microsoft YaHei",
        tongue.font if tongue.script == "complex" else COMPLEX_FONT,
    )
    look = TRANSLATION if index else TEXT
    spacing = _spacing(look)
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{style}">'
        f'<w:name w:val="{name}"/><w:basedOn w:val="Normal"/><w:uiPriority w:val="2"/><w:qFormat/>'
        f"<w:pPr>{bar if index else ''}{bidi}{spacing}{indent if index else ''}</w:pPr>"
        f"<w:rPr>{fonts}{_run_properties(look)}{markup.language(tongue)}</w:rPr></w:style>"
    )


def _paragraph_properties(look: Look, extra: str) -> str:
    keep = "<w:keepNext/><w:keepLines/>" if look.keep_next else ""
    level = "" if look.level is None else f'<w:outlineLvl w:val="{look.level}"/>'
    return f"{keep}{extra}{_spacing(look)}{level}"


def _spacing(look: Look) -> str:
    """Return the spacing: lines of one height whichever font stands in, and never cut off."""
    return (
        f'<w:spacing w:before="{look.before}" w:after="{look.after}" '
        f'w:line="{look.line}" w:lineRule="atLeast"/>'
    )


def _run_properties(look: Look) -> str:
    bold = "<w:b/><w:bCs/>" if look.bold else ""
    size = f'<w:sz w:val="{look.size}"/><w:szCs w:val="{look.size}"/>'
    return f'{bold}<w:color w:val="{look.color}"/>{size}'
