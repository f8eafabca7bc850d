"""Sheets of the formats that are read in one pass: their rows are held, and what they may take is bounded.

calamine reads .xls and .ods too, and yet is not used for them. It takes the extent that an .xls claims at
its word, and the whole process ends when there is no memory for it; error cells and formulas without a value
come as blanks. The pass that would have to find all that beforehand sees every cell anyway.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, time
from itertools import islice
from typing import Any, NoReturn

from sipas_cli.errors import DataError
from sipas_cli.model import TOP_ROWS, Block, Merge
from sipas_cli.sheets import messages
from sipas_cli.sheets.columns import block, shown
from sipas_cli.sheets.limits import limits
from sipas_cli.sheets.package import DamagedError
from sipas_cli.sheets.sheet import Marks, Sheet, SheetProgress, rows_told

# Of more cells than `LARGE` with less than one in `SPARSE` written, most are empty space or repeats.
LARGE, SPARSE = 5_000_000, 30
#: What a sheet of any program holds at most.
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
#: A few bytes may say that cells were merged; no table has so many.
MAX_MERGED = 200_000
_NO_CELLS: list[Any] = []


class Room:
    """What the sheets of one file take: a few bytes can ask for a far cell, or for a million repeats."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._cells = self._written = 0
        self._most = limits().held_cells

    def check(self, sheet: str, rows: int, columns: int, written: int) -> None:
        """Refuses a sheet that reaches to this row and column, counted from 1, with so many cells written
        in the file, if it would take too much together with the sheets before it."""
        cells = self._cells + rows * columns
        if columns > MOST_COLUMNS or cells > self._most:
            self.refuse(sheet, rows, columns)
        if cells > LARGE and (self._written + written) * SPARSE < cells:
            self.refuse(sheet, rows, columns)

    def refuse(self, sheet: str, rows: int, columns: int) -> NoReturn:
        """A sheet reaches too far."""
        place = f"{self._file} ! {sheet}"
        raise DataError(messages.SHEET_TOO_WIDE, where=place, rows=rows, columns=columns)

    def close(self, rows: int, columns: int, written: int) -> None:
        """Takes a sheet to account; it was checked."""
        self._cells += rows * columns
        self._written += written


class Rows:
    """The rows of one sheet as they are found, from top to bottom; a row may be shorter than others."""

    def __init__(self, room: Room, sheet: str) -> None:
        self.found: list[list[Any]] = []
        self._room = room
        self._sheet = sheet
        self._columns = self._written = 0

    def add(self, row: int, cells: list[Any], *, times: int = 1, written: int | None = None) -> None:
        """Takes in the cells of a row, the last of them filled, that is repeated `times`.

        row      its place from 0; the rows between it and the one before are blank. DamagedError for a
                 place above that: no program writes rows in another order
        written  how many of the cells stand in the file, where the others are repeats
        """
        if row < len(self.found) or times < 1:
            raise DamagedError(row)
        self._columns = max(self._columns, len(cells))
        self._written += len(cells) if written is None else written
        self._room.check(self._sheet, row + times, self._columns, self._written)
        self.found.extend([_NO_CELLS] * (row - len(self.found)))
        self.found.extend([cells] * times)

    def refuse(self, rows: int, columns: int) -> NoReturn:
        """A row reaches too far, before all of it was taken in."""
        self._room.refuse(self._sheet, rows, columns)

    def close(self) -> None:
        """No row follows."""
        self._room.close(len(self.found), self._columns, self._written)


class Merged:
    """The merged cells of one sheet as they are found, those that hold something."""

    def __init__(self) -> None:
        self.found: list[Merge] = []

    def add(self, row: int, column: int, rows: int, columns: int) -> None:
        """A cell at this place, counted from 1 and from 0, stands for so many rows and columns."""
        if rows <= 1 and columns <= 1:
            return
        if len(self.found) == MAX_MERGED:
            raise DamagedError(row)
        self.found.append(Merge(row, row + rows - 1, column, column + columns - 1))


def sheet(
    file: str,
    name: str,
    rows: Sequence[Sequence[Any]],
    *,
    hidden: bool,
    hidden_rows: Iterable[int] = (),
    merged: Iterable[Merge] = (),
    aggregates: Mapping[int, Collection[int]] | None = None,
    hidden_columns: Iterable[int] = (),
    struck: Iterable[tuple[int, int]] = (),
    above: Sequence[str] = (),
    broken: bool = False,
) -> Sheet:
    """A sheet of rows that are held, the first of them row 1."""

    def read(header_row: int, columns: Sequence[int], progress: SheetProgress) -> Block:
        below = islice(rows, header_row, None)
        told = rows_told(progress, len(rows) - header_row)
        return block(below, columns, first_row=header_row + 1, progress=told)

    top = [list(map(shown, row)) for row in rows[:TOP_ROWS]]
    marks = Marks(
        max(map(len, rows), default=0),
        frozenset(hidden_rows),
        tuple(merged),
        aggregates or {},
        frozenset(hidden_columns),
        frozenset(struck),
    )
    return Sheet(file, name, top, read, hidden, lambda: marks, above, broken)


def moment(serial: float, *, since_1904: bool) -> Any:
    """The date or time that Excel shows for a number in a cell with a date format; the number itself
    where there is no such day.

    >>> moment(45245.0, since_1904=False), moment(0.4375, since_1904=False)
    (datetime.date(2023, 11, 15), datetime.time(10, 30))
    """
    from xlrd.xldate import XLDateError, xldate_as_datetime

    try:
        date_time: datetime = xldate_as_datetime(serial, int(since_1904))
    except (XLDateError, OverflowError, ValueError):
        return serial
    if 0 <= serial < 1:
        return date_time.time()
    return day(date_time)


def day(moment: datetime) -> date | datetime:
    """A day without a time of day is a date."""
    if moment.time() == time():
        return moment.date()
    return moment
