"""The ballot to be printed: A4, a box for every answer, as few pages as the questions need."""

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sipas_cli.files import timeless_package
from sipas_cli.forms import messages
from sipas_cli.forms.questionnaire import SIPAS, XHH, Choice, Questionnaire
from sipas_cli.messages import say, speaking

_BOX = "\u2610"
_FONT, _BOX_FONT = "Times New Roman", "Segoe UI Symbol"
_SIDE, _PAGE = 15, 210  # millimetres
_NUMBER, _ANSWER = 9, 14
_DOTS = "…" * 12
_HEAD = {SIPAS: messages.ABOUT_SIPAS, XHH: messages.ABOUT_SURVEY}


@speaking("vi")
def ballot(asked: Questionnaire, province: str) -> bytes:
    """The ballot as a Word document, in Vietnamese whatever the user speaks.

    province   as printed under the agency: "tỉnh Quảng Ninh", or dots where it is not known
    """
    import docx
    from docx.shared import Mm, Pt

    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(_PAGE), Mm(297)
    section.left_margin = section.right_margin = Mm(_SIDE)
    section.top_margin = section.bottom_margin = Mm(12)
    section.header_distance = section.footer_distance = Mm(6)
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(11)
    style.paragraph_format.space_after = Pt(3)
    _properties(document, asked)
    if asked.wording_note:
        _paragraph(document, asked.wording_note, size=10, italic=True, centred=True)
    _heading(document, province)
    _title(document, asked)
    _instructions(document, asked)
    _traits(document, asked)
    _questions(document, asked)
    _others(document, asked)
    _thanks(document)
    _footer(section, asked)
    out = io.BytesIO()
    document.save(out)
    return timeless_package(out.getvalue())


def _properties(document: Any, asked: Questionnaire) -> None:
    properties = document.core_properties
    properties.title, properties.author, properties.comments = asked.title, "", ""
    properties.created = properties.modified = datetime(2000, 1, 1)


def _heading(document: Any, province: str) -> None:
    """The agency on the left, the name of the state on the right (Nghị định 30/2020/NĐ-CP)."""
    table = _grid(document, 1, [75, 105])
    left, right = table.rows[0].cells
    _write(left, say(messages.COMMITTEE), size=12, centred=True)
    _write(left, province.upper(), size=12, bold=True, centred=True, first=False)
    _write(right, say(messages.STATE), size=12, bold=True, centred=True)
    _write(right, say(messages.MOTTO), size=13, bold=True, centred=True, first=False)


def _title(document: Any, asked: Questionnaire) -> None:
    _paragraph(document, say(messages.BALLOT), size=14, bold=True, centred=True, before=8)
    _paragraph(document, say(_HEAD[asked.index]), size=12, bold=True, centred=True)
    if asked.ballot_id:
        _paragraph(document, f"{asked.ballot_id[0]}: {_DOTS}", centred=True)
    _to_be_written(_paragraph(document, f"{asked.unit[0]}: \t", before=4))
    if asked.date:
        _paragraph(document, f"{asked.date[0]}: …… / …… / …………")
    for headers in (asked.stratum, asked.cluster):
        if headers:
            _paragraph(document, f"{headers[0]}: {_DOTS}")


def _instructions(document: Any, asked: Questionnaire) -> None:
    sentences = [say(messages.MARK_ONE_BOX, box=_BOX)]
    if asked.not_applicable:
        sentences.append(say(messages.WHERE_NOT_APPLICABLE, answer=asked.not_applicable[0].label))
    sentences.append(say(messages.ANONYMOUS))
    _paragraph(document, " ".join(sentences), size=10, italic=True)


def _traits(document: Any, asked: Questionnaire) -> None:
    for trait in asked.traits:
        paragraph = _paragraph(document, "")
        _run(paragraph, f"{trait.title}:", bold=True)
        _boxes(paragraph, trait.choices)


def _questions(document: Any, asked: Questionnaire) -> None:
    """A row for each question, a column for each answer; headings of factors across."""
    answers: Sequence[Choice] = (*asked.answers, *asked.not_applicable)
    width = min(_ANSWER, 100 // len(answers))
    wording = _PAGE - 2 * _SIDE - _NUMBER - width * len(answers)
    table = _grid(document, 1, [_NUMBER, wording, *[width] * len(answers)], ruled=True)
    head = table.rows[0]
    labels = [answer.label.replace("/", "/\u200b") for answer in answers]  # where a narrow cell may break it
    for cell, text in zip(head.cells, (say(messages.NUMBER), say(messages.CONTENT), *labels), strict=True):
        _write(cell, text, size=9, bold=True, centred=True)
    _repeat(head)
    number = 0
    for section in asked.sections:
        if section.title:
            cells = _row(table).cells
            _write(cells[0].merge(cells[-1]), section.title, size=10, bold=True, with_next=True)
        for question in section.questions:
            number += 1
            last = number == len(asked.questions)  # which the thanks below must not leave
            cells = _row(table).cells
            _write(cells[0], str(number), size=10, centred=True, with_next=last)
            _write(cells[1], question.text, size=10, with_next=last)
            for cell in cells[2:]:
                _write(cell, _BOX, size=12, centred=True, with_next=last)


def _others(document: Any, asked: Questionnaire) -> None:
    """The questions beside those of the index, each with its boxes below it."""
    for number, other in enumerate(asked.others, start=len(asked.questions) + 1):
        how = messages.SEVERAL_BOXES if other.several else messages.ONE_BOX
        paragraph = _paragraph(document, f"{number}. {other.text} ", bold=True, before=4)
        _run(paragraph, say(how), italic=True)
        paragraph.paragraph_format.keep_with_next = True
        _boxes(_paragraph(document, ""), other.choices)


def _boxes(paragraph: Any, choices: Sequence[Choice]) -> None:
    """The choices in a line, each with its box."""
    for choice in choices:
        _run(paragraph, "   ")
        _run(paragraph, _BOX)
        _run(paragraph, f"\u00a0{choice.label}".replace(" ", "\u00a0"))


def _thanks(document: Any) -> None:
    _paragraph(document, say(messages.THANKS), bold=True, centred=True, before=4)


def _footer(section: Any, asked: Questionnaire) -> None:
    """Which questions these are, so that ballots of two versions are not mixed up; the page."""
    paragraph = section.footer.paragraphs[0]
    _run(paragraph, f"{asked.id} · {asked.digest[:12]} · {say(messages.PAGE)} ", size=8)
    _field(paragraph, "PAGE")
    _run(paragraph, "/", size=8)
    _field(paragraph, "NUMPAGES")


# --- Word ----------------------------------------------------------------------------------------


def _grid(document: Any, rows: int, widths: Sequence[int], *, ruled: bool = False) -> Any:
    """A table with columns of `widths` millimetres: Word looks at the cells, LibreOffice at the grid."""
    from docx.shared import Mm

    table = document.add_table(rows, len(widths), style="Table Grid" if ruled else "Normal Table")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
    return table


def _row(table: Any) -> Any:
    """A new row that is not torn at the end of a page."""
    row = table.add_row()
    _mark(row, "w:cantSplit")
    return row


def _repeat(row: Any) -> None:
    """Lets a row stand again on every page."""
    _mark(row, "w:cantSplit")
    _mark(row, "w:tblHeader")


def _mark(row: Any, tag: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    words = row.cells[0].paragraphs[0].paragraph_format.element
    next(words.iterancestors(qn("w:tr"))).get_or_add_trPr().append(OxmlElement(tag))


def _paragraph(document: Any, text: str, *, before: int = 0, **look: Any) -> Any:
    paragraph = document.add_paragraph()
    _fill(paragraph, text, **look)
    if before:
        from docx.shared import Pt

        paragraph.paragraph_format.space_before = Pt(before)
    return paragraph


def _to_be_written(paragraph: Any) -> None:
    """Lets the tab at the end of a paragraph be dots up to the margin."""
    from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
    from docx.shared import Mm

    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(Mm(_PAGE - 2 * _SIDE), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)


def _write(cell: Any, text: str, *, first: bool = True, with_next: bool = False, **look: Any) -> None:
    """Writes a paragraph into a cell; `with_next` keeps it on the page of what follows."""
    from docx.enum.table import WD_ALIGN_VERTICAL
    from docx.shared import Pt

    paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
    _fill(paragraph, text, **look)
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.keep_with_next = with_next
    cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER


def _fill(paragraph: Any, text: str, *, centred: bool = False, **look: Any) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for number, part in enumerate(text.split(_BOX)):
        if number:
            _run(paragraph, _BOX, **look)
        if part:
            _run(paragraph, part, **look)


def _run(paragraph: Any, text: str, *, size: float = 11, bold: bool = False, italic: bool = False) -> None:
    """Letters; a box comes from a font that has it."""
    from docx.oxml.ns import qn
    from docx.shared import Pt

    run = paragraph.add_run(text)
    run.font.size, run.bold, run.italic = Pt(size), bold, italic
    if text == _BOX:
        run.font.name = _BOX_FONT
        run.font.element.rPr.rFonts.set(qn("w:eastAsia"), _BOX_FONT)


def _field(paragraph: Any, instruction: str) -> None:
    """A field that Word fills in, such as the number of the page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    run = paragraph.add_run("1")
    run.font.size = Pt(8)
    field.append(run.font.element)
    paragraph.paragraph_format.element.append(field)
