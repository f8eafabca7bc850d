"""Makes templates/decision.docx, the Word template of the decision.

The template itself is what counts: open it in Word and edit it there. This script is how the shipped
one was first laid out, by Nghị định 30/2020/NĐ-CP as far as a table of ranks needs it, and how it is
made again if the layout of the shipped template changes.

    python tools/make_decision_docx.py
"""

import io
from datetime import datetime
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from sipas_cli.files import timeless_package

TEMPLATE = Path(__file__).resolve().parents[1] / "templates" / "decision.docx"
FONT = "Times New Roman"
DAY = datetime(2024, 1, 1)  # fixed, so that the template comes out the same each time


def text(
    place: Document | _Cell,
    words: str,
    size: float,
    *,
    bold: bool = False,
    italic: bool = False,
    align: ALIGN = ALIGN.CENTER,
    after: float = 0,
    indent: float = 0,
) -> Paragraph:
    """Adds a paragraph of one run; sizes in points, indent of the first line in millimetres."""
    paragraph = place.add_paragraph()
    paragraph.alignment = align
    paragraph.paragraph_format.space_before = Pt(0)
    paragraph.paragraph_format.space_after = Pt(after)
    paragraph.paragraph_format.line_spacing = 1.0
    if indent:
        paragraph.paragraph_format.first_line_indent = Mm(indent)
    run(paragraph, words, size, bold=bold, italic=italic)
    return paragraph


def run(paragraph: Paragraph, words: str, size: float, *, bold: bool = False, italic: bool = False) -> None:
    """Adds a run in the font of the document."""
    added = paragraph.add_run(words)
    added.font.size = Pt(size)
    added.font.name = FONT
    added._element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    added.bold, added.italic = bold, italic


def tag(place: Document | _Cell, words: str) -> None:
    """Adds a paragraph that only holds a tag; docxtpl takes the whole paragraph away."""
    text(place, words, 13)


def line_below(paragraph: Paragraph, left: float, right: float) -> None:
    """Draws a line under a paragraph, kept `left` and `right` millimetres from its edges."""
    paragraph.paragraph_format.left_indent = Mm(left)
    paragraph.paragraph_format.right_indent = Mm(right)
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    paragraph.paragraph_format.line_spacing = Pt(3)
    properties = paragraph._element.get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def two_columns(document: Document, widths: tuple[float, float]) -> Table:
    """A table without lines, for things that stand side by side."""
    table = document.add_table(rows=1, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    set_widths(table, widths)
    for cell in table.rows[0].cells:
        cell._element.remove(cell.paragraphs[0]._element)
    return table


def set_widths(table: Table, widths: tuple[float, ...]) -> None:
    """Fixes the columns, in millimetres: Word looks at the cells, LibreOffice at the grid."""
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def head(document: Document) -> None:
    """The agency with the number on the left; the country, its motto, place and date on the right."""
    left, right = two_columns(document, (62, 103)).rows[0].cells
    tag(left, "{%p for line in agency %}")
    text(left, "{{ line }}", 13, bold=True)
    tag(left, "{%p endfor %}")
    line_below(text(left, "", 2, after=4), 22, 22)
    text(left, "Số: {{ number }}", 13)
    text(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12.5, bold=True)
    text(right, "Độc lập - Tự do - Hạnh phúc", 13.5, bold=True)
    line_below(text(right, "", 2, after=4), 20, 20)
    text(right, "{{ place_and_date }}", 13.5, italic=True)


def body(document: Document) -> None:
    """Title, subject, bases and articles."""
    text(document, "", 10)
    text(document, "QUYẾT ĐỊNH", 14, bold=True)
    text(document, "{{ about }}", 14, bold=True, after=2)
    line_below(text(document, "", 2, after=10), 60, 60)
    text(document, "{{ issuer }}", 13.5, bold=True, after=8)
    tag(document, "{%p for base in bases %}")
    text(document, "{{ base }}", 13.5, italic=True, align=ALIGN.JUSTIFY, after=6, indent=12.5)
    tag(document, "{%p endfor %}")
    text(document, "QUYẾT ĐỊNH:", 14, bold=True, after=6)
    tag(document, "{%p for article in articles %}")
    paragraph = text(document, "{{ article.head }}", 14, bold=True, align=ALIGN.JUSTIFY, after=6, indent=12.5)
    run(paragraph, " {{ article.text }}", 14)
    tag(document, "{%p endfor %}")


def foot(document: Document) -> None:
    """Recipients on the left, signature on the right."""
    text(document, "", 6)
    left, right = two_columns(document, (85, 80)).rows[0].cells
    tag(left, "{%p if recipients %}")
    text(left, "Nơi nhận:", 12, bold=True, italic=True, align=ALIGN.LEFT)
    tag(left, "{%p endif %}")
    tag(left, "{%p for recipient in recipients %}")
    text(left, "{{ recipient }}", 11, align=ALIGN.LEFT)
    tag(left, "{%p endfor %}")
    left.add_paragraph()  # a cell must end in a paragraph
    tag(right, "{%p if signer_for %}")
    text(right, "{{ signer_for }}", 14, bold=True)
    tag(right, "{%p endif %}")
    text(right, "{{ signer_office }}", 14, bold=True)
    for _ in range(4):
        text(right, "", 14)
    text(right, "{{ signer_name }}", 14, bold=True)


def appendix(document: Document) -> None:
    """Its own page: title, which decision it belongs to, a table for each group."""
    document.add_section(WD_SECTION.NEW_PAGE)
    text(document, "PHỤ LỤC", 14, bold=True)
    tag(document, "{%p for line in appendix_title %}")
    text(document, "{{ line }}", 14, bold=True)
    tag(document, "{%p endfor %}")
    text(document, "{{ appendix_of }}", 13.5, italic=True, after=4)
    tag(document, "{%p if notice %}")
    text(document, "{{ notice }}", 12, bold=True, italic=True, after=4)
    tag(document, "{%p endif %}")
    tag(document, "{%p for group in groups %}")
    title = text(document, "{{ group.title }}", 13.5, bold=True, align=ALIGN.LEFT, after=4)
    title.paragraph_format.keep_with_next = True
    ranks(document)
    text(document, "", 8)
    tag(document, "{%p endfor %}")


def ranks(document: Document) -> None:
    """The table of a group: a heading that repeats on each page, a row for each unit."""
    table = document.add_table(rows=4, cols=3, style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    set_widths(table, (16, 99, 50))
    rows = [
        ("{{ columns.rank }}", "{{ columns.unit }}", "{{ columns.score }}"),
        ("{%tr for row in group.rows %}", "", ""),
        ("{{ row.rank }}", "{{ row.unit }}", "{{ row.score }}"),
        ("{%tr endfor %}", "", ""),
    ]
    for row, words in zip(table.rows, rows, strict=True):
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for column, cell in enumerate(row.cells):
            cell._element.remove(cell.paragraphs[0]._element)
            heading = row is table.rows[0] or words[0] == rows[0][0]
            align = ALIGN.LEFT if column == 1 and not heading else ALIGN.CENTER
            text(cell, words[column], 13, bold=heading, align=align)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def page_number(document: Document) -> None:
    """Centred in the top margin, not on the first page."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = ALIGN.CENTER
    for kind in ("begin", None, "end"):
        run(paragraph, "", 13)
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = "PAGE"
        paragraph.runs[-1]._element.append(element)


def main() -> None:
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(14)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    page_number(document)
    tag(document, "{%p if notice %}")
    text(document, "{{ notice }}", 11, bold=True, italic=True, after=6)
    tag(document, "{%p endif %}")
    head(document)
    body(document)
    foot(document)
    appendix(document)
    properties = document.core_properties
    properties.author, properties.title, properties.comments = "sipas", "Quyết định", ""
    properties.created = properties.modified = DAY
    package = io.BytesIO()
    document.save(package)
    TEMPLATE.write_bytes(timeless_package(package.getvalue()))


if __name__ == "__main__":
    main()
