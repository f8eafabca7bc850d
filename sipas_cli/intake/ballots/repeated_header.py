"""The header of a table of ballots that stands there once more further down."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from sipas_cli.errors import DataError
from sipas_cli.intake.ballots import messages
from sipas_cli.intake.ballots.answers import AnswerTexts, only_words
from sipas_cli.intake.ballots.table import Table, column_of, is_filled, no_rows, of_keys
from sipas_cli.intake.stated_unit import UNIT_LABELS
from sipas_cli.intake.stated_year import of_title
from sipas_cli.text.places import cell_name, place_name
from sipas_cli.text.spelling import fold

if TYPE_CHECKING:
    from sipas_cli.model import Bools

#: So many rows above a header may be its title.
_MOST_TITLES = 3
#: Of two questions one may be answered with a text that heads the other one.
_LEAST_HEADED = 3


def header_again(table: Table) -> "Bools":
    """The header once more, as it is repeated for each page or unit; a column of names may be headed by one
    of them, so the numbers do not tell.

    Raises DataError where it names the questions in another order: whoever typed below it meant other
    columns.
    """
    names = _names(table)
    headers = _with_name_of_column(table)
    for row in (*_headed(table, names), *_headed_otherwise(table)):
        headers[row] = True
    for row in headers.nonzero()[0].tolist():
        if _goes_on(table, row, names):
            continue
        if not _is_in_order(table, row, names):
            place = place_name(table.file, table.sheet)
            raise DataError(messages.HEADER_OTHER_ORDER, where=place, row=int(table.block.rows[row]))
        _refuse_other_year(table, row)
    return headers


def _with_name_of_column(table: Table) -> "Bools":
    """The rows that hold the name of the column in place of a unit or an id."""
    rows, layout = no_rows(table), table.layout
    others = {"unit": (*table.plan.columns.unit, *UNIT_LABELS), "ballot_id": ()}
    for role, texts in others.items():
        if role in layout.roles:
            keys = {fold(text) for text in (layout.headers[layout.roles[role]], *texts)} - {""}
            rows |= of_keys(column_of(table, role), keys)
    return rows


def _goes_on(table: Table, row: int, names: Mapping[str, str]) -> bool:
    """Whether a row right below the header goes on with it, in short words that name no question."""
    if row or int(table.block.rows[0]) != table.layout.header_row + 1:
        return False
    return not any(text in names for text in _texts_of(table, row, [*table.layout.questions.values()]))


def _refuse_other_year(table: Table, header: int) -> None:
    """Refuses a header that stands there again below a title with another year than that of the sheet."""
    above = range(max(0, header - _MOST_TITLES), header)
    for row in above:
        for place, column in table.block.columns.items():
            year = of_title(column.texts[column.codes[row]])
            if year and (table.claim is None or table.claim.year != year):
                where = cell_name(int(table.block.rows[row]), place + 1)
                params = {"header": int(table.block.rows[header]), "year": year}
                raise DataError(
                    messages.SECOND_YEAR, where=place_name(table.file, table.sheet, where), **params
                )


def _names(table: Table) -> dict[str, str]:
    """All that a question is called, folded -> its code; but for what is an answer too."""
    plan, layout = table.plan, table.layout
    names = {
        fold(text): question.code
        for question in plan.questions
        for text in (question.code, question.text, *question.headers)
    }
    headed = {code: layout.headers.get(place, "") for code, place in layout.questions.items()}
    names |= {fold(header): code for code, header in headed.items() if header}
    answers = {fold(text) for _, text in plan.scale.texts()}
    return {key: code for key, code in names.items() if key not in answers}


def _headed(table: Table, names: Mapping[str, str]) -> list[int]:
    """The rows whose questions hold what questions are called, each of another one."""
    import numpy as np

    columns, places = table.block.columns, [*table.layout.questions.values()]
    if len(places) < _LEAST_HEADED:
        return []
    hits = np.zeros(len(table.block.rows), dtype=np.int16)
    for place in places:
        hits += of_keys(columns[place], names)
    rows = np.nonzero(hits * 2 >= len(places))[0].tolist()
    return [row for row in rows if _all_differ(_texts_of(table, row, places))]


def _headed_otherwise(table: Table) -> list[int]:
    """The rows without a unit and an id that hold another text in each question, none of them an answer."""

    columns, places = table.block.columns, [*table.layout.questions.values()]
    if len(places) < _LEAST_HEADED or table.layout.choices:
        return []
    texts = AnswerTexts(table.plan.scale, table.answers_end, table.otherwise)
    rows = ~no_rows(table)
    for place in places:
        if rows.any():
            rows &= columns[place].where(partial(only_words, answers=texts))
    for role in ("unit", "ballot_id"):
        if role in table.layout.roles:
            rows &= ~column_of(table, role).where(is_filled, of_id=True)
    return [row for row in rows.nonzero()[0].tolist() if _all_differ(_texts_of(table, row, places))]


def _texts_of(table: Table, row: int, places: Sequence[int]) -> list[str]:
    columns = table.block.columns
    return [fold(columns[place].texts[columns[place].codes[row]]) for place in places]


def _all_differ(texts: Sequence[str]) -> bool:
    filled = [text for text in texts if text]
    return len(set(filled)) == len(filled)


def _is_in_order(table: Table, row: int, names: Mapping[str, str]) -> bool:
    """Whether a repeated header has each question where the header has it, or leaves it blank. An answer in
    it tells nothing of the order."""
    codes = {place: code for code, place in table.layout.questions.items()}
    answers = {fold(text) for _, text in table.plan.scale.texts()}
    texts = zip(codes, _texts_of(table, row, [*codes]), strict=True)
    return all(text in answers or names.get(text) == codes[place] for place, text in texts)
