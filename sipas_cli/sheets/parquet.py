"""Parquet files: pyarrow reads them, where it is installed; the names of the columns are row 1."""

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from sipas_cli.errors import DataError, SurroundingsError
from sipas_cli.model import TOP_ROWS, Block
from sipas_cli.sheets import messages
from sipas_cli.sheets.arrow import ArrowColumns, is_mostly_own, known, longest_of
from sipas_cli.sheets.columns import as_text
from sipas_cli.sheets.held import day
from sipas_cli.sheets.limits import limits
from sipas_cli.sheets.sheet import Sheet, SheetProgress, rows_told
from sipas_cli.text.places import cell_name

_DAY = len("2023-11-15")
_FIRST_SECOND, _LAST_SECOND = -62_135_596_800, 253_402_300_799  # of the years 1 to 9999
_ROWS_AT_ONCE, _ROWS_LOOKED_AT = 65_536, 4_096
#: Of a column that is read row by row no text is longer than so many bytes, and so many times a row's share.
_SHORT, _MOST_TIMES = 64, 4


def sheets(path: Path, name: str) -> Iterator[Sheet]:
    """The one sheet of a parquet file; its name is empty.

    Raises SurroundingsError where pyarrow is not installed, DataError for what is damaged, encrypted or
    larger than may be read: the metadata tell, before anything is unpacked.
    """
    with _arrow(name):
        header = _measured(path, name)
        flat = {column: title for column, (title, nested) in enumerate(header) if not nested}
        first = _first_rows(path, list(flat.values()))
    if not first:
        raise DataError(messages.SHEET_EMPTY, where=name)

    def read(header_row: int, columns: Sequence[int], progress: SheetProgress) -> Block:
        for column in columns:
            if column not in flat:
                raise DataError(messages.PARQUET_NESTED, where=f"{name} ! {cell_name(1, column + 1)}")
        with _arrow(name):
            titles = {column: flat[column] for column in columns}
            return _columns_below(path, name, header_row, titles, progress)

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
    """(name, whether it holds lists or structures) of each column of a file whose first rows are of a
    bearable size."""
    from pyarrow import parquet, types

    with parquet.ParquetFile(path) as file:
        metadata, schema = file.metadata, file.schema_arrow
    most = limits()
    if metadata.num_columns > most.columns:
        raise DataError(messages.TOO_MANY_COLUMNS, where=name, limit=most.columns)
    if metadata.num_row_groups and metadata.row_group(0).total_byte_size > most.unpacked_bytes:
        raise DataError(messages.FILE_UNPACKS_TOO_LARGE, where=name, limit=most.unpacked_bytes)
    for column, title in enumerate(schema.names):
        if (other := schema.names.index(title)) < column:
            place = f"{name} ! {cell_name(1, column + 1)}"
            raise DataError(messages.HEADER_DOUBLED, where=place, name=title, other=cell_name(1, other + 1))
    return [(field.name, types.is_nested(field.type)) for field in schema]


def _columns_below(
    path: Path, name: str, header_row: int, titles: Mapping[int, str], progress: SheetProgress
) -> Block:
    """Columns below a row of a sheet whose row 1 are the titles; `titles`: index of a column -> its title."""
    import pyarrow
    from pyarrow import parquet

    columns = ArrowColumns(titles, first_row=header_row + 1)
    names = list(titles.values())
    with parquet.ParquetFile(path, read_dictionary=names) as file:
        _refuse_too_large(file.metadata, name, names)
        own = _own_texts(file, names) if header_row else set[str]()
        told = rows_told(progress, file.metadata.num_rows)
    if header_row == 0:
        columns.take([_coded([title], [0]) for title in names], 1)
    above, taken = max(header_row - 1, 0), 0
    coded = [title for title in names if title not in own]
    with parquet.ParquetFile(path, read_dictionary=coded) as file:
        for batch in file.iter_batches(_ROWS_AT_ONCE, columns=names, use_threads=False):
            below = batch.slice(min(above, batch.num_rows))
            above -= batch.num_rows - below.num_rows
            columns.take([_column(below, title, own) for title in names], below.num_rows)
            taken += batch.num_rows
            told(taken)
    block = columns.block()
    pyarrow.default_memory_pool().release_unused()
    return block


def _own_texts(file: Any, names: Sequence[str]) -> set[str]:
    """The columns in which most of the first rows have a text of their own, and no row a far longer one.

    A file of some bytes can say that one long text stands in a million rows: by the dictionary of a group of
    rows, which pyarrow gives as a whole with the first of them.
    """
    own: set[str] = set()
    for batch in file.iter_batches(_ROWS_LOOKED_AT, columns=names, use_threads=False):
        own = {title for title in names if is_mostly_own(_dictionary(batch.column(title)))}
        break
    for number in range(file.metadata.num_row_groups if own else 0):
        group = file.metadata.row_group(number)
        chunks = map(group.column, range(group.num_columns))
        bytes_of = {chunk.path_in_schema: chunk.total_uncompressed_size for chunk in chunks}
        for batch in file.iter_batches(1, row_groups=[number], columns=sorted(own), use_threads=False):
            longest = {title: longest_of(_dictionary(batch.column(title))) for title in own}
            room = {
                title: _SHORT + _MOST_TIMES * bytes_of.get(title, 0) // max(group.num_rows, 1)
                for title in own
            }
            own = {title for title in own if longest[title] <= room[title]}
            break
    return own


def _column(batch: Any, title: str, own: Collection[str]) -> Any:
    """A column of some rows as a dictionary of its texts, or as texts without nulls and NULs."""
    import pyarrow
    from pyarrow import compute

    column = batch.column(title)
    if title not in own:
        return _dictionary(column)
    column = _clock_texts(_in_microseconds(column))
    if pyarrow.types.is_integer(column.type):
        column = column.cast(pyarrow.large_string())
    if not _is_text(column):
        column = _dictionary(column).dictionary_decode()
    column.validate(full=True)
    if column.null_count:
        column = column.fill_null("")
    if compute.any(compute.match_substring(column, "\0")).as_py():
        column = compute.replace_substring(column, "\0", "")
    return column


def _is_text(column: Any) -> bool:
    from pyarrow import types

    return bool(types.is_string(column.type) or types.is_large_string(column.type))


def _refuse_too_large(metadata: Any, name: str, names: Collection[str]) -> None:
    """Refuses columns that have too many cells, or unpack to too much. What is not read does not matter."""
    cells, most = metadata.num_rows * len(names), limits()
    if cells > most.coded_cells:
        raise DataError(messages.PARQUET_TOO_LARGE, where=name, cells=cells, limit=most.coded_cells)
    groups = map(metadata.row_group, range(metadata.num_row_groups))
    chunks = (group.column(place) for group in groups for place in range(group.num_columns))
    unpacked = sum(chunk.total_uncompressed_size for chunk in chunks if chunk.path_in_schema in names)
    if unpacked > most.unpacked_bytes:
        raise DataError(messages.FILE_UNPACKS_TOO_LARGE, where=name, limit=most.unpacked_bytes)


def _first_rows(path: Path, names: Sequence[str]) -> list[tuple[Any, ...]]:
    """The values of some columns in the first rows, without the titles."""
    from pyarrow import parquet

    with parquet.ParquetFile(path, read_dictionary=list(names)) as file:
        for batch in file.iter_batches(TOP_ROWS - 1, columns=list(names), use_threads=False):
            columns = (batch.column(name) for name in names)
            return list(zip(*map(_values, columns), strict=True))
    return []


def _values(column: Any) -> list[Any]:
    return [_value(value) for value in _in_microseconds(column).to_pylist()]


def _dictionary(column: Any) -> Any:
    """A column as a dictionary of its texts."""
    import pyarrow
    from pyarrow import compute, types

    if isinstance(column, pyarrow.ExtensionArray):  # such as identifiers of 16 bytes
        return _coded(column.to_pylist(), range(len(column)))
    if not types.is_dictionary(column.type):
        column = _clock_texts(_in_microseconds(column)).dictionary_encode()
    values = column.dictionary
    values.validate(full=True)
    if not (_is_text(values) or types.is_integer(values.type)) or values.null_count:
        return _coded(values.to_pylist(), column.indices)
    texts = values.cast(pyarrow.large_string())
    if compute.any(compute.match_substring(texts, "\0")).as_py():
        return _coded(values.to_pylist(), column.indices)
    return pyarrow.DictionaryArray.from_arrays(column.indices.cast(pyarrow.int32()), texts)


def _coded(values: Sequence[Any], places: Any) -> Any:
    """The texts of some values at some places, as a dictionary."""
    import pyarrow

    texts = pyarrow.array([as_text(_value(value)) for value in values], pyarrow.large_string())
    distinct = texts.dictionary_encode()
    codes = distinct.indices.take(pyarrow.array(places))
    return pyarrow.DictionaryArray.from_arrays(codes, distinct.dictionary)


def _in_microseconds(column: Any) -> Any:
    """Python's times have no nanoseconds; neither has any survey."""
    import pyarrow

    kind = column.type
    if pyarrow.types.is_timestamp(kind):
        return column.cast(pyarrow.timestamp("us", kind.tz), safe=False)
    if not pyarrow.types.is_time64(kind):
        return column
    return column.cast(pyarrow.time64("us"), safe=False)


def _clock_texts(column: Any) -> Any:
    """Times of whole seconds and of no zone, in microseconds, as the texts that `as_text` makes of them; any
    other column as it is."""
    import numpy as np
    import pyarrow

    if not pyarrow.types.is_timestamp(column.type) or column.type.tz is not None or not len(column):
        return column
    there = known(column)
    moments = np.frombuffer(column.buffers()[1], dtype=np.int64)[column.offset :][: len(column)]
    seconds, rest = np.divmod(np.where(there, moments, 0), 1_000_000)
    if rest.any() or (seconds < _FIRST_SECOND).any() or (seconds > _LAST_SECOND).any():
        return column
    written = np.datetime_as_string(seconds.astype("datetime64[s]")).astype("S")
    lengths = np.where(seconds % 86_400 == 0, _DAY, written.itemsize) * there
    signs = written.view(np.uint8).reshape(len(written), written.itemsize)
    ends = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(lengths)])
    chosen = signs[np.arange(written.itemsize) < lengths[:, None]]
    return pyarrow.LargeStringArray.from_buffers(
        len(column), pyarrow.py_buffer(ends), pyarrow.py_buffer(chosen)
    )


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
