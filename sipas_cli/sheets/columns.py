"""Rows to columns: each distinct value of a column is turned into text once, not every cell."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from itertools import islice, zip_longest
from typing import Any

from sipas_cli.model import ERROR_CELL, NO_VALUE, Block, Column
from sipas_cli.text.packed import packed_if_many

_ROWS_AT_ONCE = 256  # what fits the processor's cache is half again as fast as 4,096
_WHOLE = 10**15  # up to here a binary float holds every integer
_EXCEL_DIGITS = Context(prec=15)  # what Excel shows: 3.0000000000000004 was computed, and is 3


class _Codes(dict[Any, int]):
    """Value -> its number, given in the order of first appearance."""

    def __missing__(self, value: Any) -> int:
        self[value] = number = len(self)
        return number


def block(
    rows: Iterable[Sequence[Any]],
    wanted: Sequence[int],
    *,
    first_row: int,
    first_column: int = 0,
    width: int | None = None,
    progress: Any = None,
) -> Block:
    """The `wanted` columns of `rows`, without the rows in which all of them are blank.

    first_row      number of the first of `rows` in the sheet
    first_column   index of the column that the first value of each row belongs to
    width          cells that a row may have; rows with more are reported as overlong
    progress       is told how many rows were taken so far
    """
    import numpy as np

    codes = {column: _Codes() for column in wanted}
    numbers = {column: array("i") for column in wanted}
    filled_rows = array("i")
    overlong: set[int] = set()
    row_number = first_row
    for batch in _batches(rows):
        if width is not None:
            overlong.update(row_number + i for i, row in enumerate(batch) if any(row[width:]))
        across = list(zip_longest(*batch, fillvalue=""))  # rows of a csv may be short
        content = {column: _cells(across, column - first_column, len(batch)) for column in wanted}
        filled = [i for i, values in enumerate(zip(*content.values(), strict=True)) if _filled(values)]
        filled_rows.extend(row_number + i for i in filled)
        for column, values in content.items():
            cells = values if len(filled) == len(batch) else [values[i] for i in filled]
            numbers[column].extend(map(codes[column].__getitem__, cells))
        row_number += len(batch)
        if progress:
            progress(row_number - first_row)
    columns = {
        column: Column(
            packed_if_many(map(as_text, codes[column])), np.frombuffer(numbers[column], dtype=np.int32)
        )
        for column in wanted
    }
    return Block(np.frombuffer(filled_rows, dtype=np.int32), columns, frozenset(overlong & set(filled_rows)))


def _batches(rows: Iterable[Sequence[Any]]) -> Iterator[list[Sequence[Any]]]:
    following = iter(rows)
    while batch := list(islice(following, _ROWS_AT_ONCE)):
        yield batch


def _cells(across: Sequence[tuple[Any, ...]], place: int, rows: int) -> Sequence[Any]:
    """One column of a batch."""
    if not 0 <= place < len(across):
        return [""] * rows
    values = across[place]
    if bool in set(map(type, values)):  # True and 1.0 are one key of a dict, but not one answer
        return list(map(_truth_as_text, values))
    return values


def _truth_as_text(value: Any) -> Any:
    if isinstance(value, bool):
        return as_text(value)
    return value


def _filled(values: tuple[Any, ...]) -> bool:
    """Whether a row holds anything; a number 0 is something."""
    return any(values) or any(value != "" for value in values)


def as_text(value: Any) -> str:
    """A cell as a person would have typed it: a binary float with the 15 digits that Excel shows.

    >>> as_text(5.0), as_text(4.5), as_text(3.0000000000000004), as_text(94.460000000000008)
    ('5', '4.5', '3', '94.46')
    >>> as_text(True), as_text("3.0000000000000004")
    ('TRUE', '3.0000000000000004')
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and abs(value) < _WHOLE:
        if value.is_integer():
            return str(int(value))
        return format(value, ".15g")
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value)


def percent_text(number: str | float) -> str:
    """A number in a cell that shows percent, as it is shown, with all of its digits; "" for no number.

    >>> percent_text(0.95), percent_text("0.91549999999999998"), percent_text("1"), percent_text("x")
    ('95%', '91.55%', '100%', '')
    """
    exact = _exact(number if isinstance(number, str) else repr(number))
    if exact is None:
        return ""
    return f"{_plain(exact * 100)}%"


def rounded_text(number: str, decimals: int, *, percent: bool) -> str:
    """A number in a cell that shows so many digits behind the mark, as it is shown; "" for no number, or one
    with more digits than Excel has.

    >>> rounded_text("95.125", 2, percent=False), rounded_text("0.95126", 1, percent=True)
    ('95.13', '95.1%')
    >>> rounded_text("-0.001", 2, percent=False), rounded_text("1E+300", 2, percent=False)
    ('0.00', '')
    """
    exact = _exact(number)
    if exact is None or abs(exact) >= _WHOLE:
        return ""
    shown_number = (exact * 100 if percent else exact).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = format(shown_number if shown_number else abs(shown_number), "f")
    return f"{text}%" if percent else text


def _exact(number: str) -> Decimal | None:
    """A number with the digits that Excel shows; None for no number."""
    try:
        exact = _EXCEL_DIGITS.create_decimal(number)
    except InvalidOperation:
        return None
    return exact if exact.is_finite() else None


def _plain(number: Decimal) -> str:
    """A number without an exponent and without zeros that say nothing."""
    text = format(number, "f")
    if "." not in text:
        return text
    return text.rstrip("0").rstrip(".")


def shown(value: Any) -> str:
    """A cell of the rows in which the header is looked for, where one without a value is a blank."""
    if value in (ERROR_CELL, NO_VALUE):
        return ""
    return as_text(value)
