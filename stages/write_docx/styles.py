"""The styles part, written out for the languages and the layout of a document.

There is no theme: its fonts would win over the East Asian ones named here (ISO/IEC 29500-1,
17.3.2.26), and Word needs none.
"""

import re

from stages.write_docx import markup
from stages.write_docx.language import COMPLEX_FONT, LATIN_FONT, Tongue, Tongues
from stages.write_docx.looks import (
    ACCENT,
    INK,
    MUTED,
    ORIGINAL,
    RULE,
    SHADE,
    TOC_ENTRY,
    TRANSLATION,
    Look,
    looks,
    text_look,
    text_style,
)
from stages.write_docx.options import Layout

TABLE = "TranscriptTable"
_HEADED_ROW = (
    f'<w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:color="auto" '
    f'w:fill="{SHADE}"/></w:tcPr></w:tblStylePr>'
)
_CHARACTER_STYLES = {
    "Hyperlink": ("Hyperlink", '<w:color w:val="0B5394"/><w:u w:val="single"/>'),
    "Speaker": ("Speaker", f'<w:b/><w:bCs/><w:color w:val="{ACCENT}"/>'),
    "Time": ("Time", f'<w:color w:val="{MUTED}"/><w:sz w:val="18"/><w:szCs w:val="18"/>'),
    "Remark": ("Remark", f'<w:color w:val="{MUTED}"/><w:sz w:val="20"/><w:szCs w:val="20"/>'),
    "Role": ("Role", f'<w:caps/><w:color w:val="{MUTED}"/><w:spacing w:val="20"/>'),
    "CreditName": ("Credit Name", "<w:b/><w:bCs/>"),
}


def styles_xml(tongues: Tongues, layout: Layout, text_width: int) -> bytes:
    """Return the styles part; `text_width` places the page numbers of the contents."""
    tab = f'<w:tabs><w:tab w:val="right" w:leader="{{}}" w:pos="{text_width}"/></w:tabs>'
    tabs = {TOC_ENTRY: tab.format("dot"), "Footer": tab.format("none")}
    parts = [_defaults(tongues), *_fallbacks(), _table_style()]
    parts += [
        _style(
            "paragraph",
            style,
            look.name,
            _paragraph(look, tabs.get(style, "") + "<w:bidi/>" * tongues.rtl),
            own=look.own,
        )
        for style, look in looks(layout).items()
        if style not in (ORIGINAL, TRANSLATION)
    ]
    parts += [_text_style(index, tongue, layout) for index, tongue in enumerate(tongues.all)]
    parts += [
        _style("character", style, name, f"<w:rPr>{props}</w:rPr>", own=style != "Hyperlink")
        for style, (name, props) in _CHARACTER_STYLES.items()
    ]
    xml = f"{markup.DECLARATION}<w:styles {markup.NAMESPACES}>{''.join(parts)}</w:styles>"
    return xml.encode()


def fonts(latin: str, east_asian: str, complex_font: str) -> str:
    """Return the fonts of all three kinds of script, none of them by a theme."""
    return (
        f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{east_asian}" '
        f'w:cs="{complex_font}"/>'
    )


def _defaults(tongues: Tongues) -> str:
    own_fonts = fonts(LATIN_FONT, tongues.east_asian.font, tongues.complex.font)
    return (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{own_fonts}<w:color w:val="{INK}"/>'
        f'<w:sz w:val="22"/><w:szCs w:val="22"/>{markup.languages("lang", tongues)}</w:rPr>'
        '</w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl/><w:spacing w:after="120"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>"
    )


def _fallbacks() -> list[str]:
    """Return the styles that everything without a style has (17.7.4.17)."""
    kinds = (
        ("paragraph", "Normal", "Normal", ""),
        ("character", "DefaultParagraphFont", "Default Paragraph Font", ""),
        ("numbering", "NoList", "No List", ""),
        ("table", "TableNormal", "Normal Table", f"<w:tblPr>{_cell_margins(0, 108)}</w:tblPr>"),
    )
    return [
        f'<w:style w:type="{kind}" w:default="1" w:styleId="{style}"><w:name w:val="{name}"/>'
        f"{content}</w:style>"
        for kind, style, name, content in kinds
    ]


def _table_style() -> str:
    lines = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>'
        for edge in ("top", "bottom", "insideH")
    )
    properties = f"<w:tblPr><w:tblBorders>{lines}</w:tblBorders>{_cell_margins(20, 108)}</w:tblPr>"
    return _style("table", TABLE, "Transcript Table", properties + _HEADED_ROW)


def _cell_margins(upright: int, sideways: int) -> str:
    edges = (("top", upright), ("left", sideways), ("bottom", upright), ("right", sideways))
    margins = "".join(f'<w:{edge} w:w="{width}" w:type="dxa"/>' for edge, width in edges)
    return f"<w:tblCellMar>{margins}</w:tblCellMar>"


def _style(kind: str, style: str, name: str, content: str, *, own: bool = True) -> str:
    base = {"paragraph": "Normal", "character": "DefaultParagraphFont", "table": "TableNormal"}
    custom = ' w:customStyle="1"' if own else ""
    return (
        f'<w:style w:type="{kind}"{custom} w:styleId="{style}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{base[kind]}"/><w:uiPriority w:val="9"/><w:qFormat/>{content}</w:style>'
    )


def _text_style(index: int, tongue: Tongue, layout: Layout) -> str:
    """Return the style of one language: its fonts, its direction, and a bar at a translation.

    The bar tells stacked languages apart where neither script nor colour does.
    """
    look = text_look(index, layout)
    name = f"{look.name} {re.sub('[^A-Za-z0-9-]', '_', tongue.tag)}"
    side = "right" if tongue.rtl else "left"
    bar = f'<w:pBdr><w:{side} w:val="single" w:sz="12" w:space="10" w:color="{RULE}"/></w:pBdr>'
    barred = index > 0 and layout == "stacked"
    own_fonts = fonts(
        tongue.font if tongue.script == "latin" else LATIN_FONT,
        tongue.font if tongue.script == "eastAsia" else "Microsoft YaHei",
        tongue.font if tongue.script == "complex" else COMPLEX_FONT,
    )
    content = _paragraph(
        look,
        bar * barred + "<w:bidi/>" * tongue.rtl,
        '<w:ind w:left="284"/>' * barred,
        own_fonts,
        markup.language(tongue),
    )
    return _style("paragraph", text_style(index), name, content)


def _paragraph(
    look: Look, before: str = "", indent: str = "", own_fonts: str = "", language: str = ""
) -> str:
    """Return the properties of a paragraph style; `before` is what comes before its spacing."""
    keep = "<w:keepNext/><w:keepLines/>" if look.keep_next else ""
    level = "" if look.level is None else f'<w:outlineLvl w:val="{look.level}"/>'
    spacing = (
        f'<w:spacing w:before="{look.before}" w:after="{look.after}" '
        f'w:line="{look.line}" w:lineRule="atLeast"/>'
    )
    bold = "<w:b/><w:bCs/>" if look.bold else ""
    size = f'<w:sz w:val="{look.size}"/><w:szCs w:val="{look.size}"/>'
    return (
        f"<w:pPr>{keep}{before}{spacing}{indent}{level}</w:pPr>"
        f'<w:rPr>{own_fonts}{bold}<w:color w:val="{look.color}"/>{size}{language}</w:rPr>'
    )
