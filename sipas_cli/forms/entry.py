"""The workbook into which paper ballots are typed: one sheet for all units, or a sheet for each."""

from collections.abc import Iterator, Sequence
from typing import Any

from sipas_cli.forms import messages
from sipas_cli.forms.questionnaire import Other, Questionnaire
from sipas_cli.intake.stated_unit import UNIT_LABELS
from sipas_cli.messages import say, speaking
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

_TITLE_ROW, _UNIT_ROW, _SECTION_ROW, _HEADER_ROW, _FIRST_ROW = range(5)
_QUESTION_WIDTH = 17
#: What is typed where a choice was marked.
_MARK = "x"


@speaking("vi")
def entry_workbook(asked: Questionnaire, units: Sequence[Unit], *, per_unit: bool, rows: int) -> bytes:
    """The workbook for typed ballots, ready for `rows` ballots on each sheet, in Vietnamese whatever the user
    speaks.

    units      what the drop-down of units offers; nothing to offer lets anything be typed
    per_unit   a sheet for each of `units`, which names its unit above the header and has no such column

    Raises RulesError for more cells than a spreadsheet program bears.
    """
    columns = list(_columns(asked, [] if per_unit else units, with_unit=not per_unit))
    sheets = len(units) if per_unit else 1
    refuse_too_large(rows * len(columns) * sheets, asked.id)
    book = Book(asked.title)
    write_guide(book, say(messages.BALLOTS_GUIDE), (*_about(asked), *_steps(asked, per_unit=per_unit)))
    names = sheet_names([unit.name for unit in units]) if per_unit else [say(messages.BALLOTS_SHEET)]
    for number, name in enumerate(names):
        note = say(messages.ONE_ROW_A_BALLOT)
        if per_unit:
            note = f"{UNIT_LABELS[0]}: {units[number].name}"  # as it is looked for when the form comes back
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
    for headers in (asked.stratum, asked.cluster):
        if headers:
            yield Column(headers[0], 18, "entry_text")
    if asked.weight:
        yield Column(asked.weight[0], 11, "entry")
    for trait in asked.traits:
        choices = tuple(choice.shown for choice in trait.choices)
        yield Column(trait.headers[0], 18, "entry_text", choices)
    for other in asked.others:
        yield from _of_other(other)
    answers = _answers(asked)
    for question in asked.questions:
        yield Column(f"{question.code}. {question.text}", _QUESTION_WIDTH, "entry", answers)


def _of_other(other: Other) -> Iterator[Column]:
    """The columns of a question beside those of the index: where several choices may be marked, one for
    each of them."""
    header = f"{other.id}. {other.text}"
    if not other.several:
        yield Column(header, 18, "entry_text", tuple(choice.label for choice in other.choices))
        return
    for choice in other.choices:
        yield Column(f"{header} [{choice.label}]", 18, "entry", (_MARK,))


def _answers(asked: Questionnaire) -> tuple[str | int, ...]:
    """What a drop-down of answers offers. At its end stand the bare codes, so that they may be typed:
    that is many times as fast as choosing."""
    shown = [choice.shown for choice in (*asked.answers, *asked.not_applicable, *asked.refused)]
    codes = [int(choice.name) if choice.name.isdecimal() else choice.name for choice in asked.answers]
    codes += [choice.name for choice in asked.not_applicable if len(choice.name) <= 2]
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
                "error_title": say(messages.NO_DAY),
                "error_message": say(messages.NO_DAY_HOW),
            },
        )
    elif column.choices:
        sheet.data_validation(
            *area,
            {
                "validate": "list",
                "source": f"={book.place(column.choices)}",
                "error_title": say(messages.NOT_IN_LIST),
                "error_message": say(messages.NOT_IN_LIST_HOW),
            },
        )


# --- the sheet of instructions -------------------------------------------------------------------


def _about(asked: Questionnaire) -> Iterator[tuple[str, str]]:
    yield say(messages.CRITERIA), f"{asked.title} ({asked.id})"
    yield say(messages.DIGEST), asked.digest[:12]
    yield say(messages.QUESTIONS), str(len(asked.questions))


def _steps(asked: Questionnaire, *, per_unit: bool) -> Iterator[tuple[str, str]]:
    """What a person who types ballots has to know."""
    if per_unit:
        yield say(messages.SHEETS), say(messages.SHEET_OF_EACH_UNIT)
    else:
        sheet = say(messages.BALLOTS_SHEET)
        yield say(messages.SHEETS), say(messages.SHEET_OF_ALL_UNITS, sheet=sheet)
    yield say(messages.ROWS), say(messages.ROWS_HOW)
    if asked.ballot_id:
        how = messages.BALLOT_ID_WITHIN_UNIT if asked.ids_within_unit else messages.BALLOT_ID
        yield asked.ballot_id[0], say(how)
    if asked.date:
        yield asked.date[0], say(messages.DAY_HOW)
    drawn = (
        (asked.stratum, messages.STRATUM_HOW),
        (asked.cluster, messages.CLUSTER_HOW),
        (asked.weight, messages.WEIGHT_HOW),
    )
    for headers, drawn_how in drawn:
        if headers:
            yield headers[0], say(drawn_how)
    for other in asked.others:
        choices = "; ".join(choice.label for choice in other.choices)
        yield other.text, say(messages.MARK_EACH, mark=_MARK) if other.several else choices
    for trait in asked.traits:
        yield trait.headers[0], "; ".join(choice.label for choice in trait.choices)
    yield from _scale(asked)
    yield say(messages.BLANK), say(messages.BLANK_HOW)
    yield say(messages.WHEN_DONE), say(messages.WHEN_DONE_HOW)


def _scale(asked: Questionnaire) -> Iterator[tuple[str, str]]:
    """The answers, and what else a cell may hold."""
    yield say(messages.ANSWERS), say(messages.ANSWERS_HOW)
    for choice in asked.answers:
        yield "", choice.shown
    for choice in asked.not_applicable:
        yield "", say(messages.NOT_APPLICABLE_ANSWER, answer=choice.label)
    for choice in asked.refused:
        yield "", say(messages.REFUSED_ANSWER, answer=choice.label)
