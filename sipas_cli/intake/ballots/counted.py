"""Rows that stand for several people each: as many ballots as their column of counts says."""

from dataclasses import replace

from sipas_cli.errors import DataError
from sipas_cli.intake.ballots import messages
from sipas_cli.intake.ballots.table import Table
from sipas_cli.model import Column
from sipas_cli.text.numbers import Typed, typed_number
from sipas_cli.text.places import cell_name, place_name

#: No row stands for more people, and no sheet for more ballots.
_MOST_OF_ROW, _MOST_COUNTED = 1_000_000, 20_000_000


def times_counted(table: Table) -> Table:
    """The table with each row as often as its column of counts says, where the criteria name one. What then
    stands as an id is that of a row and of no ballot.

    Raises DataError for a cell that holds no count.
    """
    import numpy as np

    place = table.layout.roles.get("count")
    if place is None:
        return table
    column, rows = table.block.columns[place], table.block.rows
    numbers = [typed_number(text) for text in column.texts]
    counts = [_count(number) for number in numbers]
    for code in sorted(set(column.codes.tolist())):
        if counts[code] is None:
            row = int(rows[np.flatnonzero(column.codes == code)[0]])
            where = place_name(table.file, table.sheet, cell_name(row, place + 1))
            raise DataError(messages.COUNT_OF_ROW, where=where, most=_MOST_OF_ROW)
    times = np.array([count or 0 for count in counts] or [0])[column.codes]
    if times.sum() > _MOST_COUNTED:
        raise DataError(
            messages.TOO_MANY_COUNTED, where=place_name(table.file, table.sheet), limit=_MOST_COUNTED
        )
    columns = {
        key: Column(each.texts, np.repeat(each.codes, times)) for key, each in table.block.columns.items()
    }
    roles = {role: key for role, key in table.layout.roles.items() if role != "ballot_id"}
    block = replace(table.block, rows=np.repeat(rows, times), columns=columns)
    return replace(table, block=block, layout=replace(table.layout, roles=roles))


def _count(number: Typed | None) -> int | None:
    if number is None or number.percent or number.value.denominator != 1:
        return None
    if 0 <= number.value <= _MOST_OF_ROW:
        return int(number.value)
    return None
