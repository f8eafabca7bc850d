"""The workbook into which paper ballots are typed: one sheet for all units, or a sheet for each."""

from collections.abc import Iterator, Sequence
from typing import Any

from sipas_cli.forms.questionnaire import Questionnaire
from sipas_cli.model import Unit
from sipas_cli.workbook.book import (
    FIRST_DAY,
    LAST_DAY,
    Book,
    Column,
    height,
    refuse_too_large,
    sheet_names,
    write_guide,
)

SHEET = "Phiếu"
_TITLE_ROW, _UNIT_ROW, _SECTION_ROW, _HEADER_ROW, _FIRST_ROW = range(5)
_QUESTION_WIDTH = 17


def entry_workbook(asked: Questionnaire, units: Sequence[Unit], *, per_unit: bool, rows: int) -> bytes:
    """The workbook for typed ballots, ready for `rows` ballots on each sheet.

    units      what the drop-down of units offers; nothing to offer lets anything be typed
    per_unit   a sheet for each of `units`, which names its unit above the header and has no such column

    Raises RulesError for more cells than a spreadsheet program bears.
    """
    columns = list(_columns(asked, [] if per_unit else units, with_unit=not per_unit))
    sheets = len(units) if per_unit else 1
    refuse_too_large(rows * len(columns) * sheets, asked.id)
    book = Book(asked.title)
    write_guide(book, "HƯỚNG DẪN NHẬP PHIẾU", (*_about(asked), *_steps(asked, per_unit=per_unit)))
    names = sheet_names([unit.name for unit in units]) if per_unit else [SHEET]
    for number, name in enumerate(names):
        note = f"Đơn vị: {units[number].name}" if per_unit else "Mỗi dòng là một phiếu."
        _sheet(book, name, asked, columns, note=note, rows=rows)
    return book.finished()


def _columns(asked: Questionnaire, units: Sequence[Unit], *, with_unit: bool) -> Iterator[Column]:
    """Everything that is typed of a ballot, from left to right."""
    if asked.ballot_id:
        yield Column(asked.ballot_id[0], 12, "entry_text")
    if with_unit:
        yield Column(asked.unit[0], 34, "entry_text", tuple(unit.name for unit in units))
    if asked.date:
        yield Column(asked.date[0], 13, "entry_day")
    for trait in asked.traits:
        choices = tuple(choice.shown for choice in trait.choices)
        yield Column(trait.headers[0], 18, "entry_text", choices)
    answers = _answers(asked)
    for question in asked.questions:
        yield Column(f"{question.code}. {question.text}", _QUESTION_WIDTH, "entry", answers)


def _answers(asked: Questionnaire) -> tuple[str | int, ...]:
    """What a drop-down of answers offers. At its end stand the bare codes, so that they may be typed:
    that is many times as fast as choosing."""
    shown = [choice.shown for choice in (*asked.answers, *asked.not_applicable, *asked.refused)]
    codes = [int(own.name) if own.name.isdecimal() else own.name for own in asked.answers]
    codes += [own.name for own in asked.not_applicable if len(own.name) <= 2]
    return tuple(dict.fromkeys([*shown, *codes]))


# --- the sheet of ballots ------------------------------------------------------------------------


def _sheet(
    book: Book,
    name: str,
    asked: Questionnaire,
    columns: Sequence[Column],
    *,
    note: str,
    rows: int,
) -> None:
    sheet = book.sheet(name, scale=60)
    sheet.write_string(_TITLE_ROW, 0, asked.title, book.look("title"))
    sheet.write_string(_UNIT_ROW, 0, note, book.look("bold"))
    start = len(columns) - len(asked.questions)
    _headings(book, sheet, asked, start)
    tallest = max(height(column.header, column.width, size=9) for column in columns)
    sheet.set_row(_HEADER_ROW, max(tallest, 30))
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        look = "question" if place >= start else "header"
        sheet.write_string(_HEADER_ROW, place, column.header, book.look(look))
        look = book.look(column.look)
        for row in range(_FIRST_ROW, _FIRST_ROW + rows):
            sheet.write_blank(row, place, None, look)
        _limit(book, sheet, column, place, rows)
    named = sum(column.header in (*asked.ballot_id, *asked.unit) for column in columns[:start])
    sheet.freeze_panes(_FIRST_ROW, named)
    sheet.repeat_rows(_SECTION_ROW, _HEADER_ROW)
    if named:
        sheet.repeat_columns(0, named - 1)


def _headings(book: Book, sheet: Any, asked: Questionnaire, start: int) -> None:
    """The headings over their questions."""
    column = start
    for section in asked.sections:
        last = column + len(section.questions) - 1
        if section.title and last > column:
            sheet.merge_range(_SECTION_ROW, column, _SECTION_ROW, last, section.title, book.look("header"))
        elif section.title:
            sheet.write_string(_SECTION_ROW, column, section.title, book.look("header"))
        column = last + 1
    widths = [len(section.questions) * _QUESTION_WIDTH for section in asked.sections]
    lines = [height(s.title, width) for s, width in zip(asked.sections, widths, strict=True)]
    sheet.set_row(_SECTION_ROW, max(lines))


def _limit(book: Book, sheet: Any, column: Column, place: int, rows: int) -> None:
    """What may be typed into a column."""
    area = (_FIRST_ROW, place, _FIRST_ROW + rows - 1, place)
    if column.look == "entry_day":
        sheet.data_validation(
            *area,
            {
                "validate": "date",
                "criteria": "between",
                "minimum": FIRST_DAY,
                "maximum": LAST_DAY,
                "error_title": "Ngày không hợp lệ",
                "error_message": "Gõ ngày/tháng/năm, ví dụ 15/11/2023; nếu máy không nhận, gõ 2023-11-15.",
            },
        )
    elif column.choices:
        sheet.data_validation(
            *area,
            {
                "validate": "list",
                "source": f"={book.place(column.choices)}",
                "error_title": "Không có trong danh sách",
                "error_message": "Chọn trong danh sách của ô này, hoặc xóa trống ô.",
            },
        )


# --- the sheet of instructions -------------------------------------------------------------------


def _about(asked: Questionnaire) -> Iterator[tuple[str, str]]:
    yield "Bộ tiêu chí", f"{asked.title} ({asked.id})"
    yield "Dấu vết của bộ", asked.digest[:12]
    yield "Số câu", str(len(asked.questions))


def _steps(asked: Questionnaire, *, per_unit: bool) -> Iterator[tuple[str, str]]:
    """What a person who types ballots has to know."""
    if per_unit:
        yield (
            "Trang tính",
            "Mỗi đơn vị một trang tính, tên đơn vị ghi ở trên bảng: phiếu của đơn vị nào nhập ở trang đó.",
        )
    else:
        yield (
            "Trang tính",
            f'Nhập ở trang "{SHEET}"; mỗi phiếu ghi tên đơn vị được đánh giá, chọn trong danh sách.',
        )
    yield (
        "Mỗi phiếu một dòng",
        "Nhập liền từ dòng đầu, không chừa dòng, không thêm cột, không sửa hàng tiêu đề.",
    )
    if asked.ballot_id:
        where = (
            "trong cùng một đơn vị"
            if asked.ids_within_unit
            else "trong cả đợt khảo sát, kể cả giữa các đơn vị"
        )
        yield (
            asked.ballot_id[0],
            f"Số ghi trên phiếu, không trùng {where}: phiếu trùng mã chỉ được tính một lần.",
        )
    if asked.date:
        yield asked.date[0], "Ngày/tháng/năm, ví dụ 15/11/2023. Ô phải hiện lại đúng ngày đã gõ."
    for trait in asked.traits:
        yield trait.headers[0], "; ".join(choice.label for choice in trait.choices)
    yield from _scale(asked)
    yield "Bỏ trống", "Câu không được trả lời thì để trống ô; không ghi số 0."
    yield "Khi xong", "Lưu tệp dạng .xlsx rồi chạy: sipas check TỆP, sipas score TỆP."


def _scale(asked: Questionnaire) -> Iterator[tuple[str, str]]:
    """The answers, and what else a cell may hold."""
    yield "Câu trả lời", "Chọn trong danh sách, hoặc gõ mã rồi Enter:"
    for choice in asked.answers:
        yield "", choice.shown
    for choice in asked.not_applicable:
        yield (
            "",
            f"{choice.label}: không biết, hoặc câu hỏi không áp dụng; không tính vào mẫu số",
        )
    for choice in asked.refused:
        yield "", f"{choice.label}: người trả lời từ chối"
