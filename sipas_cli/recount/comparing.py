"""Two tables of one run, cell by cell: as they were stored, and as they come out now."""

import csv
import io
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from sipas_cli.errors import DataError
from sipas_cli.recount import messages

#: So many cells of a file are told one by one.
_SHOWN = 5


@dataclass(frozen=True)
class Compared:
    """How a stored table and the one of now differ.

    faults    cells, rows and columns that differ
    columns   those that only one of the two has, where the run is of another version of the program
    """

    faults: Sequence[DataError] = ()
    columns: Sequence[str] = ()


def compare_tables(
    where: str, stored: bytes, computed: bytes, *, same_version: bool, but: Collection[str] = ()
) -> Compared:
    """How two csv files differ; not at all where they are the same bytes.

    same_version   whether the program that stored the run had the same columns
    but            columns that are passed over, as what they are made from was not kept
    """
    if stored == computed:
        return Compared()
    try:
        before, now = _read(stored), _read(computed)
    except (ValueError, csv.Error):  # no csv at all
        return Compared([DataError(messages.BYTES_DIFFER, where=where)])
    columns = [name for name in before.columns if name in now.columns and name not in but]
    apart = [name for name in {**before.index, **now.index} if name not in columns and name not in but]
    faults = [*_rows_apart(where, before, now), *_cells_apart(where, before, now, columns)]
    if same_version:
        faults += [DataError(messages.COLUMN_DIFFERS, where=where, column=name) for name in apart]
        if not faults and not but:
            faults.append(DataError(messages.BYTES_DIFFER, where=where))
        apart = []
    return Compared(faults, apart)


@dataclass(frozen=True)
class _Table:
    """The cells of a csv, row by row, and its columns."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]

    @property
    def index(self) -> Mapping[str, int]:
        """Column -> its place."""
        return {name: place for place, name in enumerate(self.columns)}

    def cell(self, row: int, column: str) -> str:
        """What stands in a row under a column; "" where the row is too short."""
        cells, place = self.rows[row], self.index[column]
        return cells[place] if place < len(cells) else ""


def _read(content: bytes) -> _Table:
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    if not rows:
        return _Table((), ())
    return _Table(rows[0], rows[1:])


def _rows_apart(where: str, before: _Table, now: _Table) -> Iterator[DataError]:
    if len(before.rows) != len(now.rows):
        yield DataError(messages.ROWS_DIFFER, where=where, stored=len(before.rows), computed=len(now.rows))


def _cells_apart(where: str, before: _Table, now: _Table, columns: Sequence[str]) -> list[DataError]:
    """The first cells that differ, and how many more there are."""
    cells = list(_unequal(before, now, columns))
    faults = [
        DataError(messages.CELL_DIFFERS, where=where, line=line, column=column, stored=old, computed=new)
        for line, column, old, new in cells[:_SHOWN]
    ]
    if len(cells) > _SHOWN:
        faults.append(DataError(messages.CELLS_DIFFER, where=where, count=len(cells) - _SHOWN))
    return faults


def _unequal(before: _Table, now: _Table, columns: Sequence[str]) -> Iterator[tuple[int, str, str, str]]:
    """(line of the file, column, stored, computed) of each cell that differs, in the rows that both have."""
    for row in range(min(len(before.rows), len(now.rows))):
        for column in columns:
            old, new = before.cell(row, column), now.cell(row, column)
            if old != new:
                yield row + 2, column, old or "–", new or "–"


def compare_values(
    where: str, stored: Mapping[str, object], computed: Mapping[str, object]
) -> list[DataError]:
    """The keys of a manifest whose values are not those that come out now; keys that it does not have, as
    manifests of earlier versions, are passed over."""
    faults = []
    for key, value in computed.items():
        if key not in stored or stored[key] == value:
            continue
        for name, old, new in _parts_apart(key, stored[key], value):
            params = {"key": name, "stored": old, "computed": new}
            faults.append(DataError(messages.VALUE_DIFFERS, where=where, **params))
    return faults


def _parts_apart(key: str, stored: object, computed: object) -> Iterator[tuple[str, str, str]]:
    """(key, stored, computed), with the key within where both values are objects."""
    if not isinstance(stored, Mapping) or not isinstance(computed, Mapping):
        yield key, _text(stored), _text(computed)
        return
    for name in {**stored, **computed}:
        if stored.get(name) != computed.get(name):
            yield from _parts_apart(f"{key}.{name}", stored.get(name), computed.get(name))


def _text(value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return str(value)


def first_apart(stored: Sequence[object], computed: Sequence[object]) -> int | None:
    """The first place at which two lists differ, from 0 on; None where they are equal."""
    for place, (old, new) in enumerate(zip_longest(stored, computed)):
        if old != new:
            return place
    return None
