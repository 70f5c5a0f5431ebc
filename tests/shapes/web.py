"""Web pages, printed by Chromium and by WeasyPrint."""

import html
import json
import re
import tempfile
from pathlib import Path

from tests.shapes.fonts import FAMILIES, RIGHT_TO_LEFT, SIZES, family
from tests.shapes.programs import run
from tests.shapes.sheet import Block, Break, Item, Sheet, Span


def chromium(sheet: Sheet) -> bytes:
    """Print as Chromium does; running head and foot stand in the margin boxes of the page."""
    with tempfile.TemporaryDirectory() as folder:
        page, out = Path(folder, "page.html"), Path(folder, "page.pdf")
        text = _small(markup(sheet)) if sheet.look.get("small") else markup(sheet)
        page.write_text(text, encoding="utf-8")
        plain = [] if sheet.look.get("browser_head") else ["--no-pdf-header-footer"]
        command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", *plain]
        run([*command, f"--user-data-dir={folder}/profile", f"--print-to-pdf={out}", page.as_uri()])
        return out.read_bytes()


def weasyprint(sheet: Sheet) -> bytes:
    """Print with WeasyPrint."""
    from weasyprint import HTML

    return bytes(HTML(string=_small(markup(sheet))).write_pdf())


def _small(page: str) -> str:
    """Take a Han font whose outlines need a third of the room; Chromium draws them otherwise."""
    return re.sub("Noto Sans CJK (SC|TC|JP)", "Droid Sans Fallback", page)


def markup(sheet: Sheet) -> str:
    """Return the sheet as an HTML page."""
    body = "\n".join(_html_item(item) for item in sheet.items)
    mark = f'<div class="watermark">{html.escape(sheet.watermark)}</div>' if sheet.watermark else ""
    return (
        f'<!doctype html><html lang="{sheet.language}"><head><meta charset="utf-8">'
        f"<title>{html.escape(sheet.title)}</title><style>{_css(sheet)}</style></head>"
        f"<body>{mark}<main>{body}</main></body></html>"
    )


def _css(sheet: Sheet) -> str:
    width, height = SIZES[sheet.size]
    boxes = f"@top-center{{content:{_content(sheet.head)}}}" if sheet.head else ""
    boxes += f"@bottom-center{{content:{_content(sheet.foot)}}}" if sheet.foot else ""
    fonts = "".join(f':lang({tag}){{font-family:"{name}"}}' for tag, name in FAMILIES.items())
    latin, han = family("en"), family(sheet.language if sheet.language[:2] == "ja" else "zh")
    columns = f"main{{columns:{sheet.columns};column-gap:24pt}}" if sheet.columns > 1 else ""
    justify = "text-align:justify;hyphens:auto;" if sheet.justify else ""
    return (
        f"@page{{size:{width}pt {height}pt;margin:54pt 48pt;font:8pt '{latin}','{han}';{boxes}}}"
        f"body{{font:10.5pt/1.45 '{latin}','{han}';margin:0;{justify}}}{columns}{fonts}"
        "p{margin:0 0 6pt}p.header{font-weight:bold;margin-top:10pt;break-after:avoid}"
        "p.label{color:#666;font-size:9pt;margin:0;break-after:avoid}"
        "p.cover{text-align:center;font-size:14pt;margin:12pt 0}"
        "p.title{font-size:18pt;font-weight:bold}p.heading{font-size:14pt;font-weight:bold;margin-top:18pt}"
        "table{width:100%;border-collapse:collapse;table-layout:fixed;margin-bottom:6pt}"
        "td{vertical-align:top;padding:4pt 6pt}table.ruled td{border:0.6pt solid #888}"
        "td p.header{margin:0;overflow-wrap:anywhere}td p:last-child{margin:0}"
        ".watermark{position:fixed;top:45%;left:10%;font-size:40pt;color:#ddd;transform:rotate(-30deg)}"
        ".break{break-after:page;height:0}" + str(sheet.look.get("css", ""))
    )


def _content(template: str) -> str:
    parts = json.dumps(template, ensure_ascii=False)
    return parts.replace("{page}", '" counter(page) "').replace("{pages}", '" counter(pages) "')


def _html_item(item: Item) -> str:
    if isinstance(item, Break):
        return '<div class="break"></div>'
    if isinstance(item, Block):
        return _html_block(item)
    tag = "".join(f'<col style="width:{share:.1%}">' for share in item.widths)
    rows = "".join(
        "<tr>" + "".join(f"<td>{''.join(map(_html_block, cell))}</td>" for cell in row) + "</tr>"
        for row in item.rows
    )
    return f'<table class="{"ruled" if item.ruled else ""}">{tag}{rows}</table>'


def _html_block(item: Block) -> str:
    language = f' lang="{item.language}"' if item.language else ""
    way = ' dir="rtl"' if item.language.startswith(RIGHT_TO_LEFT) else ""
    indent = f' style="margin-left:{item.indent}pt"' if item.indent else ""
    spans = "".join(map(_html_span, item.spans))
    return f'<p class="{item.role}"{language}{way}{indent}>{spans}</p>'


def _html_span(span: Span) -> str:
    text = html.escape(span.text).replace("  ", "&nbsp; ")
    if span.bold:
        text = f"<b>{text}</b>"
    if span.italic:
        text = f"<i>{text}</i>"
    if span.href:
        text = f'<a href="{html.escape(span.href)}">{text}</a>'
    return f'<span style="color:{span.color}">{text}</span>' if span.color else text
