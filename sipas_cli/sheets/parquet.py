"""Parquet files: pyarrow reads them, where it is installed; the names of the columns are row 1."""

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path
from typing import Any

from sipas_cli.errors import DataError, SurroundingsError
from sipas_cli.model import TOP_ROWS, Block
from sipas_cli.sheets import messages
from sipas_cli.sheets.columns import as_text, block
from sipas_cli.sheets.held import MAX_CELLS, day
from sipas_cli.sheets.package import MAX_UNPACKED_BYTES
from sipas_cli.sheets.sheet import Progress, Sheet
from sipas_cli.text.places import cell_name

_MAX_COLUMNS = 5_000
_ROWS_AT_ONCE = 16_384


def sheets(path: Path, name: str) -> Iterator[Sheet]:
    """The one sheet of a parquet file; its name is empty.

    Raises SurroundingsError where pyarrow is not installed, DataError for what is damaged, encrypted or
    larger than may be read: the metadata tell, before anything is unpacked.
    """
    with _arrow(name):
        header = _measured(path, name)
        flat = {column: title for column, (title, nested) in enumerate(header) if not nested}
        first = list(islice(_rows(path, list(flat.values()), TOP_ROWS), TOP_ROWS - 1))
    if not first:
        raise DataError(messages.SHEET_EMPTY, where=name)

    def read(header_row: int, columns: Sequence[int], progress: Progress) -> Block:
        for column in columns:
            if column not in flat:
                raise DataError(messages.PARQUET_NESTED, where=f"{name} ! {cell_name(1, column + 1)}")
        with _arrow(name):
            names = [flat[column] for column in columns]
            below = islice(chain([names], _rows(path, names)), header_row, None)
            content = block(below, range(len(columns)), first_row=header_row + 1, progress=progress)
        return Block(content.rows, dict(zip(columns, content.columns.values(), strict=True)))

    top = [[title for title, _ in header]]
    for row in first:
        cells = dict(zip(flat, map(as_text, row), strict=True))
        top.append([cells.get(column, "") for column in range(len(header))])
    yield Sheet(name, "", top, read)


@contextmanager
def _arrow(name: str) -> Iterator[None]:
    """Where pyarrow works: says that it is missing, or that it cannot read the file."""
    try:
        import pyarrow
    except ImportError:
        raise SurroundingsError(messages.PARQUET_NEEDS_PYARROW, where=name) from None
    try:
        yield
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        raise DataError(messages.PARQUET_DAMAGED, where=name) from error


def _measured(path: Path, name: str) -> list[tuple[str, bool]]:
    """(name, whether it holds lists or structures) of each column of a file of a bearable size."""
    from pyarrow import parquet, types

    with parquet.ParquetFile(path) as file:
        metadata, schema = file.metadata, file.schema_arrow
    if metadata.num_columns > _MAX_COLUMNS:
        raise DataError(messages.TOO_MANY_COLUMNS, where=name, limit=_MAX_COLUMNS)
    if metadata.num_rows * metadata.num_columns > MAX_CELLS:
        raise DataError(
            messages.SHEET_TOO_WIDE, where=name, rows=metadata.num_rows, columns=metadata.num_columns
        )
    unpacked = sum(metadata.row_group(group).total_byte_size for group in range(metadata.num_row_groups))
    if unpacked > MAX_UNPACKED_BYTES:
        raise DataError(messages.FILE_UNPACKS_TOO_LARGE, where=name, limit=MAX_UNPACKED_BYTES)
    for column, title in enumerate(schema.names):
        if (other := schema.names.index(title)) < column:
            place = f"{name} ! {cell_name(1, column + 1)}"
            raise DataError(messages.HEADER_DOUBLED, where=place, name=title, other=cell_name(1, other + 1))
    return [(field.name, types.is_nested(field.type)) for field in schema]


def _rows(path: Path, names: Sequence[str], at_once: int = _ROWS_AT_ONCE) -> Iterator[tuple[Any, ...]]:
    """The values of some columns, row by row. Texts are read as a dictionary: one long text that a few
    bytes repeat a million times is then held once."""
    from pyarrow import parquet

    with parquet.ParquetFile(path, read_dictionary=list(names)) as file:
        for batch in file.iter_batches(at_once, columns=list(names), use_threads=False):
            columns = (batch.column(batch.schema.get_field_index(name)) for name in names)
            yield from zip(*map(_values, columns), strict=True)


def _values(column: Any) -> list[Any]:
    from pyarrow import types

    if types.is_dictionary(column.type):
        texts: dict[int | None, Any] = dict(enumerate(map(_value, column.dictionary.to_pylist())))
        texts[None] = ""
        return [texts[code] for code in column.indices.to_pylist()]
    return [_value(value) for value in _in_microseconds(column).to_pylist()]


def _in_microseconds(column: Any) -> Any:
    """Python's times have no nanoseconds; neither has any survey."""
    import pyarrow

    kind = column.type
    if pyarrow.types.is_timestamp(kind):
        return column.cast(pyarrow.timestamp("us", kind.tz), safe=False)
    if not pyarrow.types.is_time64(kind):
        return column
    return column.cast(pyarrow.time64("us"), safe=False)


def _value(value: Any) -> Any:
    """A value as a cell of a workbook would hold it: nothing and "not a number" are blank, whole
    decimals are integers.

    >>> _value(None), _value(float("nan")), _value(Decimal("5.00")), _value("a"), _value(b"b")
    ('', '', 5, 'a', 'b')
    """
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, bytes):
        value = value.decode("utf-8")
    if isinstance(value, str):
        return value.replace("\0", "")
    if isinstance(value, Decimal):
        if value == value.to_integral_value():
            return int(value)
        return str(value.normalize())
    if isinstance(value, datetime) and value.tzinfo is None:
        return day(value)
    return value
