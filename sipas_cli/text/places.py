"""Names of places: a cell, a column, a cell of a sheet of a file."""

from collections.abc import Mapping
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


def column_number(letters: str) -> int:
    """The number of a column, from 1.

    >>> column_number("A"), column_number("AB")
    (1, 28)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def place_name(*parts: str) -> str:
    """Where something stands: file, sheet and cell, those that there are.

    >>> place_name("a.xlsx", "", "B2")
    'a.xlsx ! B2'
    """
    return " ! ".join(part for part in parts if part)


def file_of(place: str) -> str:
    """The file of a place that `place_name` made.

    >>> file_of("a.xlsx ! Phiếu ! B2")
    'a.xlsx'
    """
    return place.partition(" ! ")[0]


def in_other_file(place: str, names: Mapping[str, str]) -> str:
    """A place by the other name that its file has.

    >>> in_other_file("a.xlsx ! Phiếu", {"a.xlsx": "b.xlsx"})
    'b.xlsx ! Phiếu'
    """
    file = file_of(place)
    return names.get(file, file) + place.removeprefix(file)
