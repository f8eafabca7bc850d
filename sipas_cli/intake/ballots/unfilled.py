"""Rows of a sheet that nobody filled in, and those below it in which somebody signed."""

from typing import TYPE_CHECKING

from sipas_cli.intake.ballots.answers import AnswerTexts, only_words
from sipas_cli.intake.ballots.table import Table, is_filled, is_numbered, no_rows
from sipas_cli.model import is_marker

if TYPE_CHECKING:
    from sipas_cli.model import Bools

_QUARTER = 4


def never_filled(table: Table) -> "Bools":
    """Rows that were numbered or given to an interviewer beforehand, and stayed empty."""

    roles = table.layout.roles
    beforehand = {roles[role] for role in ("number", "interviewer") if role in roles}
    if not beforehand:
        return no_rows(table)
    blank = ~no_rows(table)
    for place, column in table.block.columns.items():
        if place not in beforehand and blank.any():
            blank &= ~column.where(is_filled, of_id=True)
    return blank


def signatures(table: Table) -> "Bools":
    """Rows below a table that hold only some words, as "Người lập biểu": no number, unit, id, day or status,
    no answer, and words in no more than a quarter of the questions."""
    import numpy as np

    roles, columns = table.layout.roles, table.block.columns
    rows = ~no_rows(table)
    for role, place in roles.items():
        rows &= ~columns[place].where(lambda text: is_numbered(text) or is_marker(text), of_id=True)
        if role != "number":
            rows &= ~columns[place].where(is_filled, of_id=True)
        if not rows.any():
            return rows
    texts = AnswerTexts(table.plan.scale, table.answers_end, table.otherwise)
    places = [place for place in table.layout.columns() if place not in roles.values()]
    filled = np.sum([columns[place].where(is_filled) for place in places], axis=0)
    rows &= filled * _QUARTER <= len(places)
    for place in places:
        rows &= ~columns[place].where(lambda text: is_filled(text) and not only_words(text, texts))
    return rows
