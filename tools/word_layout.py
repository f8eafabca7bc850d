"""What the shipped Word templates are laid out with, by Nghị định 30/2020/NĐ-CP; the scripts that make
the templates share it."""

import io
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph

from sipas_cli.files import timeless_package

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
FONT = "Times New Roman"
DAY = datetime(2024, 1, 1)  # fixed, so that the templates come out the same each time


def text(
    place: Document | Any,
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
    added.font.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    added.bold, added.italic = bold or None, italic or None


def outlined(paragraph: Paragraph, level: int) -> Paragraph:
    """Makes a paragraph a heading of a level, 1 for the first: Word finds one's way by them, and a pdf has a
    bookmark for each."""
    mark = OxmlElement("w:outlineLvl")
    mark.set(qn("w:val"), str(level - 1))
    paragraph.paragraph_format.element.get_or_add_pPr().append(mark)
    return paragraph


def element(paragraph: Paragraph) -> Any:
    """The XML of a paragraph."""
    return paragraph.paragraph_format.element


def mark(row: Any, name: str) -> None:
    """Sets a property of a row of a table."""
    row_element = next(element(row.cells[0].paragraphs[0]).iterancestors(qn("w:tr")))
    row_element.get_or_add_trPr().append(OxmlElement(name))


def empty(cell: Any) -> None:
    """Takes the paragraph away that a new cell has."""
    paragraph = element(cell.paragraphs[0])
    paragraph.getparent().remove(paragraph)


def tag(place: Document | Any, words: str) -> None:
    """Adds a paragraph that only holds a tag; docxtpl takes the whole paragraph away."""
    text(place, words, 13)


def line_below(paragraph: Paragraph, left: float, right: float) -> None:
    """Draws a line under a paragraph, kept `left` and `right` millimetres from its edges."""
    _border(paragraph, left, right, ("bottom",))
    paragraph.paragraph_format.line_spacing = Pt(3)


def framed(paragraph: Paragraph, room: float) -> None:
    """Draws a frame around a paragraph, kept `room` millimetres from its edges."""
    _border(paragraph, room, room, ("top", "left", "bottom", "right"))


def _border(paragraph: Paragraph, left: float, right: float, sides: tuple[str, ...]) -> None:
    paragraph.paragraph_format.left_indent = Mm(left)
    paragraph.paragraph_format.right_indent = Mm(right)
    borders = OxmlElement("w:pBdr")
    for side in sides:
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    properties = element(paragraph).get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def two_columns(document: Document, widths: tuple[float, float], rows: int = 1) -> Table:
    """A table without lines, for things that stand side by side; no row of it goes over two pages."""
    table = document.add_table(rows=rows, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    set_widths(table, widths)
    for row in table.rows:
        mark(row, "w:cantSplit")
        for cell in row.cells:
            empty(cell)
    return table


def set_widths(table: Table, widths: tuple[float, ...]) -> None:
    """Fixes the columns, in millimetres: Word looks at the cells, LibreOffice at the grid."""
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def smallest(paragraph: Paragraph) -> None:
    """An empty paragraph that takes no room, so that it never makes a page of its own."""
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = Pt(1)


def page_number(document: Document) -> None:
    """Centred in the top margin, from 1 in each section, not on its first page."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    numbers = OxmlElement("w:pgNumType")
    numbers.set(qn("w:start"), "1")
    document.element.body.sectPr.find(qn("w:cols")).addprevious(numbers)
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = ALIGN.CENTER
    for kind in ("begin", None, "end"):
        run(paragraph, "", 13)
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = "PAGE"
        paragraph.runs[-1].font.element.append(element)


def new_document() -> Document:
    """A document of the size, the margins and the letters that the decree asks for, with page numbers and,
    above all, what is to be said about the data."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(14)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    language = OxmlElement("w:lang")  # else Word underlines each word as misspelt English
    language.set(qn("w:val"), "vi-VN")
    style.element.rPr.append(language)
    for default in document.styles.element.iter(qn("w:lang")):  # that of the whole, which a pdf says it is in
        default.set(qn("w:val"), "vi-VN")
    page_number(document)
    tag(document, "{%p if notice %}")
    text(document, "{{ notice }}", 11, bold=True, italic=True, after=6)
    tag(document, "{%p endif %}")
    return document


def head(document: Document, agency: Callable[[Any], None], number: str, *, circulation: str = "") -> None:
    """The agency beside the country and its motto; below them the number beside place and date, on one
    height however many lines the agency has; then who may have the document (`circulation`), in a frame as
    Nghị định 30/2020/NĐ-CP has such words. The line below the motto is as long as the motto (60.4 mm in
    these letters; the cell has 3.8 mm of room at its sides)."""
    first, second = two_columns(document, (62, 103), rows=2).rows
    left, right = first.cells
    agency(left)
    text(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, bold=True)
    text(right, "Độc lập - Tự do - Hạnh phúc", 14, bold=True)
    line_below(text(right, "", 2, after=4), 19.5, 19.5)
    left, right = second.cells
    text(left, number, 13)
    tag(left, "{%p if draft %}")
    text(left, "{{ draft }}", 13, bold=True)
    tag(left, "{%p endif %}")
    if circulation:
        framed(text(left, circulation, 13, bold=True), 4)
    text(right, "{{ place_and_date }}", 14, italic=True)


def title(document: Document, kind: str, about: str) -> None:
    """What kind of document it is and its subject, with the line below it."""
    text(document, "", 10)
    outlined(text(document, kind, 14, bold=True), 1)
    text(document, about, 14, bold=True, after=2)
    line_below(text(document, "", 2, after=10), 52.5, 52.5)  # 60 of 165 mm: between a third and a half


def foot(document: Document, recipients: Callable[[Any], None], signer: Callable[[Any], None]) -> None:
    """Recipients on the left, signature on the right."""
    text(document, "", 6).paragraph_format.keep_with_next = True
    left, right = two_columns(document, (85, 80)).rows[0].cells
    recipients(left)
    left.add_paragraph()  # a cell must end in a paragraph
    signer(right)


def listing(document: Document, columns: str, rows: str, size: float = 13) -> None:
    """A table: a heading that repeats on each page, a row for each of `rows`. Columns are as many as there
    are; one cell is for words, the other one for ranks and numbers."""
    heading = (f"{{%tc for column in {columns} %}}", "{{ column.title }}", "{%tc endfor %}")
    row = (
        *("{%tc for cell in row %}", "{%tc if cell.left %}", "{{ cell.text }}"),
        *("{%tc else %}", "{{ cell.text }}", "{%tc endif %}", "{%tc endfor %}"),
    )
    lines = (heading, (f"{{%tr for row in {rows} %}}",), row, ("{%tr endfor %}",))
    table = document.add_table(rows=len(lines), cols=len(row), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for line, words in zip(table.rows, lines, strict=True):
        mark(line, "w:cantSplit")
        for cell in line.cells[len(words) :]:
            cell_element = element(cell.paragraphs[0]).getparent()
            cell_element.getparent().remove(cell_element)
        for n, (cell, word) in enumerate(zip(line.cells, words, strict=False)):
            empty(cell)
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            align = ALIGN.LEFT if words is row and n == row.index("{{ cell.text }}") else ALIGN.CENTER
            paragraph = text(cell, word, size, bold=words is heading, align=align)
            paragraph.paragraph_format.keep_with_next = words is heading or None
            letters = OxmlElement("w:rPr")  # an empty cell is as high as its mark
            letters.append(OxmlElement("w:sz"))
            letters[0].set(qn("w:val"), str(int(2 * size)))
            element(paragraph).get_or_add_pPr().append(letters)
    mark(table.rows[0], "w:tblHeader")


def save(document: Document, name: str, about: str) -> None:
    """Writes a template of the program; `about` is the title among its properties."""
    properties = document.core_properties
    properties.author, properties.title, properties.comments = "sipas", about, ""
    properties.created = properties.modified = DAY
    parts = document.part.package.rels
    for key in [key for key, part in parts.items() if part.reltype.endswith(_NOT_OURS)]:
        del parts[key]
    package = io.BytesIO()
    document.save(package)
    (TEMPLATES / name).write_bytes(timeless_package(package.getvalue()))


#: What python-docx begins each document with: a picture of an empty page, and the name of another program.
_NOT_OURS = ("/thumbnail", "/extended-properties")
