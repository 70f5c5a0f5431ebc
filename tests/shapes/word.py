"""Word documents, written with python-docx and exported by LibreOffice."""

import io
import tempfile
from pathlib import Path

from tests.shapes.fonts import RIGHT_TO_LEFT, SIZES, family
from tests.shapes.programs import run
from tests.shapes.sheet import Block, Break, Sheet, Table


def libreoffice(sheet: Sheet) -> bytes:
    """Write a Word document with python-docx and let LibreOffice export it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "page.docx")
        path.write_bytes(_docx(sheet))
        profile = f"-env:UserInstallation=file://{folder}/profile"
        run(
            ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(path)]
        )
        return path.with_suffix(".pdf").read_bytes()


def _docx(sheet: Sheet) -> bytes:
    import docx
    from docx.oxml.ns import qn
    from docx.shared import Pt

    document = docx.Document()
    section = document.sections[0]
    width, height = SIZES[sheet.size]
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
    if language.startswith(RIGHT_TO_LEFT):
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
