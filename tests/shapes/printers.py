"""From blocks to PDF, by the programs that people make transcripts with."""

import html
import io
import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.shapes.layout import Block, Break, Item, Sheet, Span, Table

_SIZES = {
    "A4": (595.28, 841.89),
    "A5": (419.53, 595.28),
    "A6": (297.64, 419.53),
    "A4 landscape": (841.89, 595.28),
}
_FAMILIES = {
    "zh": "Noto Sans CJK SC",
    "zh-Hant": "Noto Sans CJK TC",
    "ja": "Noto Sans CJK JP",
    "ko": "Noto Sans CJK KR",
    "ar": "Noto Naskh Arabic",
    "he": "Noto Sans Hebrew",
    "th": "Noto Sans Thai",
}
_RIGHT_TO_LEFT = ("ar", "he")


def family(language: str) -> str:
    """Return the font that has a language's letters."""
    return _FAMILIES.get(language) or _FAMILIES.get(language.partition("-")[0], "Liberation Serif")


def make(sheet: Sheet, producer: str) -> bytes:
    """Print a sheet. Raises KeyError for a producer that is not known."""
    return PRINTERS[producer](sheet)


def chromium(sheet: Sheet) -> bytes:
    """Print as Chromium's headless mode does: running head and foot from the page's margin boxes."""
    with tempfile.TemporaryDirectory() as folder:
        page, out = Path(folder, "page.html"), Path(folder, "page.pdf")
        page.write_text(markup(sheet), encoding="utf-8")
        plain = [] if sheet.look.get("browser_head") else ["--no-pdf-header-footer"]
        command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", *plain]
        _run([*command, f"--user-data-dir={folder}/profile", f"--print-to-pdf={out}", page.as_uri()])
        return out.read_bytes()


def weasyprint(sheet: Sheet) -> bytes:
    """Print with WeasyPrint."""
    from weasyprint import HTML

    page = re.sub("Noto Sans CJK ..", "Droid Sans Fallback", markup(sheet))  # a third of the size
    return bytes(HTML(string=page).write_pdf())


def libreoffice(sheet: Sheet) -> bytes:
    """Write a Word document with python-docx and let LibreOffice export it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "page.docx")
        path.write_bytes(_docx(sheet))
        profile = f"-env:UserInstallation=file://{folder}/profile"
        _run(["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(path)])
        return path.with_suffix(".pdf").read_bytes()


def typst(sheet: Sheet) -> bytes:
    """Typeset with Typst."""
    import typst as engine

    return bytes(engine.compile(_typst(sheet).encode()))


def _run(command: list[str]) -> None:
    if shutil.which(command[0]) is None:
        raise FileNotFoundError(command[0])
    subprocess.run(command, check=True, capture_output=True, timeout=120)


# HTML


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
    width, height = _SIZES[sheet.size]
    boxes = f"@top-center{{content:{_content(sheet.head)}}}" if sheet.head else ""
    boxes += f"@bottom-center{{content:{_content(sheet.foot)}}}" if sheet.foot else ""
    fonts = "".join(f':lang({tag}){{font-family:"{name}"}}' for tag, name in _FAMILIES.items())
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
    parts = parts.replace("{page}", '" counter(page) "').replace("{pages}", '" counter(pages) "')
    return parts


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
    way = ' dir="rtl"' if item.language.startswith(_RIGHT_TO_LEFT) else ""
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


# Word


def _docx(sheet: Sheet) -> bytes:
    import docx
    from docx.oxml.ns import qn
    from docx.shared import Pt

    document = docx.Document()
    section = document.sections[0]
    width, height = _SIZES[sheet.size]
    section.page_width, section.page_height = Pt(width), Pt(height)
    section.left_margin = section.right_margin = Pt(48)
    section.top_margin = section.bottom_margin = Pt(60)
    if sheet.columns > 1:
        section._sectPr.find(qn("w:cols")).set(qn("w:num"), str(sheet.columns))
    document.core_properties.title = sheet.title
    if sheet.head:
        _fields(section.header.paragraphs[0], sheet.head)
    if sheet.foot:
        _fields(section.footer.paragraphs[0], sheet.foot)
    for item in sheet.items:
        if isinstance(item, Break):
            document.add_page_break()
        elif isinstance(item, Block):
            _docx_block(document.add_paragraph(), item)
        else:
            _docx_table(document, item)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _docx_block(paragraph, item: Block) -> None:  # type: ignore[no-untyped-def]
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt, RGBColor

    sizes = {"title": 18, "cover": 14, "heading": 14, "label": 9}
    paragraph.paragraph_format.space_before = Pt(10 if item.role in ("header", "heading") else 0)
    paragraph.paragraph_format.space_after = Pt(2 if item.role in ("header", "label") else 6)
    paragraph.paragraph_format.keep_with_next = item.role in ("header", "label", "heading")
    if item.indent:
        paragraph.paragraph_format.left_indent = Pt(item.indent)
    if item.role == "cover":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for span in item.spans:
        run = paragraph.add_run(span.text)
        run.font.size = Pt(sizes.get(item.role, 10.5))
        run.font.bold = span.bold or item.role in ("header", "title", "heading")
        run.font.italic = span.italic
        if span.color:
            run.font.color.rgb = RGBColor.from_string(span.color.lstrip("#"))
        _docx_fonts(run, item.language)


def _docx_fonts(run, language: str) -> None:  # type: ignore[no-untyped-def]
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    fonts = run._element.get_or_add_rPr().get_or_add_rFonts()
    han = family(language) if language[:2] in ("zh", "ja", "ko") else family("zh")
    latin = family("en") if language[:2] in ("zh", "ja", "ko") else family(language)
    for key, name in (("ascii", latin), ("hAnsi", latin), ("eastAsia", han), ("cs", latin)):
        fonts.set(qn(f"w:{key}"), name)
    if language:
        tag = OxmlElement("w:lang")
        tag.set(qn("w:eastAsia" if language[:2] in ("zh", "ja", "ko") else "w:val"), language)
        run._element.get_or_add_rPr().append(tag)
    if language.startswith(_RIGHT_TO_LEFT):
        run._element.get_or_add_rPr().append(OxmlElement("w:rtl"))
        properties = run._element.getparent().get_or_add_pPr()
        if properties.find(qn("w:bidi")) is None:
            properties.append(OxmlElement("w:bidi"))


def _docx_table(document, item: Table) -> None:  # type: ignore[no-untyped-def]
    from docx.shared import Emu

    table = document.add_table(rows=0, cols=len(item.widths))
    if item.ruled:
        table.style = "Table Grid"
    table.autofit = False
    section = document.sections[0]
    width = section.page_width - section.left_margin - section.right_margin
    for column, share in zip(table.columns, item.widths, strict=True):
        column.width = Emu(int(width * share))
    for row in item.rows:
        cells = table.add_row().cells
        for cell, blocks, share in zip(cells, row, item.widths, strict=True):
            cell.width = Emu(int(width * share))
            for place, content in enumerate(blocks):
                _docx_block(cell.add_paragraph() if place else cell.paragraphs[0], content)


def _fields(paragraph, template: str) -> None:  # type: ignore[no-untyped-def]
    """Write a running head or foot, with Word fields for the page numbers."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    rest = template
    while rest:
        text, brace, rest = rest.partition("{")
        _docx_fonts(paragraph.add_run(text), "")
        if brace:
            name, _, rest = rest.partition("}")
            code = {"page": "PAGE", "pages": "NUMPAGES"}[name]
            simple = OxmlElement("w:fldSimple")
            simple.set(qn("w:instr"), code)
            paragraph._p.append(simple)


# Typst


def _typst(sheet: Sheet) -> str:
    width, height = _SIZES[sheet.size]
    latin, han = family("en"), family("ja" if sheet.language == "ja" else "zh")
    page = [f"width: {width}pt, height: {height}pt, margin: (x: 48pt, y: 54pt)"]
    if sheet.columns > 1:
        page.append(f"columns: {sheet.columns}")
    if sheet.head:
        page.append(f"header: align(center, text(8pt, {_string(sheet.head)}))")
    if sheet.foot:
        page.append(f"footer: context align(center, text(8pt, {_typst_foot(sheet.foot)}))")
    if sheet.watermark:
        mark = f"rotate(-30deg, text(40pt, fill: luma(220), {_string(sheet.watermark)}))"
        page.append(f"background: {mark}")
    lines = [
        f"#set document(title: {_string(sheet.title)}, date: none)",
        f"#set page({', '.join(page)})",
        f'#set text(10.5pt, font: ("{latin}", "{han}", "{family("ko")}", "{family("ar")}", '
        f'"{family("he")}", "{family("th")}"))',
        f"#set par(justify: {str(sheet.justify).lower()})",
        *(_typst_item(item, sheet.look.get("twice", 0)) for item in sheet.items),
    ]
    return "\n\n".join(lines)


def _string(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _typst_foot(template: str) -> str:
    total = "str(counter(page).final().first())"
    parts = _string(template).replace("{pages}", f'" + {total} + "')
    return parts.replace("{page}", '" + str(counter(page).get().first()) + "')


def _typst_item(item: Item, twice: float) -> str:
    if isinstance(item, Break):
        return "#pagebreak()"
    if isinstance(item, Block):
        return "#" + _typst_block(item, twice)
    shares = ", ".join(f"{share:.4f}fr" for share in item.widths)
    stroke = "0.6pt + gray" if item.ruled else "none"
    cells = ", ".join(
        "{" + "; ".join(_typst_block(block, twice) for block in cell) + "}" if cell else "[]"
        for row in item.rows
        for cell in row
    )
    return f"#table(columns: ({shares}), stroke: {stroke}, inset: 5pt, {cells})"


def _typst_block(item: Block, twice: float) -> str:
    sizes = {"title": "18pt", "cover": "14pt", "heading": "14pt", "label": "9pt"}
    spans = " + ".join(_typst_span(span, item, twice) for span in item.spans)
    tag, _, region = item.language.partition("-")
    options = [f"size: {sizes.get(item.role, '10.5pt')}"]
    if tag:
        options.append(f'lang: "{tag}"')
        if family(item.language) not in (family("en"), family("zh")):
            options.append(f'font: ("{family("en")}", "{family(item.language)}")')
    inner = f"text({', '.join(options)}, {spans})"
    if item.role == "cover":
        inner = f"align(center, {inner})"
    above = "16pt" if item.role in ("header", "heading") else "12pt"
    sticky = str(item.role in ("header", "label", "heading")).lower()
    inset = f"inset: (left: {item.indent}pt), " if item.indent else ""
    return f"block(above: {above}, below: 12pt, width: 100%, sticky: {sticky}, {inset}{inner})"


def _typst_span(span: Span, item: Block, twice: float) -> str:
    options = []
    if span.bold or item.role in ("header", "title", "heading"):
        options.append('weight: "bold"')
    if span.italic:
        options.append('style: "italic"')
    if span.color:
        options.append(f'fill: rgb("{span.color}")')
    text = f"text({', '.join([*options, _string(span.text)])})"
    if item.role == "header" and twice:
        text = f"box(place(dx: {twice}pt, {text}) + {text})"
    return f"link({_string(span.href)}, {text})" if span.href else text


PRINTERS: dict[str, Callable[[Sheet], bytes]] = {
    "chromium": chromium,
    "weasyprint": weasyprint,
    "libreoffice": libreoffice,
    "typst": typst,
}
