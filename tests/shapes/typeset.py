"""Pages set with Typst."""

import re
from pathlib import Path

from tests.shapes.fonts import SIZES, family
from tests.shapes.sheet import Block, Break, Item, Sheet, Span


def typst(sheet: Sheet) -> bytes:
    """Typeset with Typst."""
    import typst as engine

    return bytes(engine.compile(_typst(sheet).encode()))


def typst_anywhere(sheet: Sheet) -> bytes:
    """Typeset with Typst and fonts that pip installs, so that it works on every machine."""
    import justmytype_intl_cjk
    import typst as engine

    fonts = Path(justmytype_intl_cjk.__file__).parent / "fonts" / "ofl"
    source = re.sub("Noto Sans CJK (..)", r"Noto Sans \1", _typst(sheet))
    source = source.replace("Liberation Serif", "Libertinus Serif")
    return bytes(engine.compile(source.encode(), font_paths=[str(fonts)], ignore_system_fonts=True))


def _typst(sheet: Sheet) -> str:
    width, height = SIZES[sheet.size]
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
    fonts = [latin, han, *(family(tag) for tag in ("ko", "ar", "he", "th"))]
    lines = [
        f"#set document(title: {_string(sheet.title)}, date: none)",
        f"#set page({', '.join(page)})",
        f"#set text(10.5pt, font: ({', '.join(map(_string, fonts))}))",
        f"#set par(justify: {str(sheet.justify).lower()})",
        f"#set text(hyphenate: {str(sheet.look.get('hyphenate', 'auto')).lower()})",
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
    tag = item.language.partition("-")[0]
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
