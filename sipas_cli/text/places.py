"""Names of places: a cell, a column, a cell of a sheet of a file."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int32]
    Bytes = npt.NDArray[np.uint8]
    Bools = npt.NDArray[np.bool_]


def cell_name(row: int, column: int) -> str:
    """The address of a cell; `row` and `column` count from 1.

    >>> cell_name(17, 7), cell_name(1, 28)
    ('G17', 'AB1')
    """
    return f"{column_letters(column)}{row}"


def column_letters(column: int) -> str:
    """The name of a column, counted from 1.

    >>> column_letters(1), column_letters(28)
    ('A', 'AB')
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def place_name(*parts: str) -> str:
    """Where something stands: file, sheet and cell, those that there are.

    >>> place_name("a.xlsx", "", "B2")
    'a.xlsx ! B2'
    """
    return " ! ".join(part for part in parts if part)
