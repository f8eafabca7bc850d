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
from sipas_cli.sheets.arrow import ArrowColumns, known, mostly_own
from sipas_cli.sheets.columns import as_text
from sipas_cli.sheets.held import day
from sipas_cli.sheets.limits import MAX_CODED_CELLS, MAX_UNPACKED_BYTES
from sipas_cli.sheets.sheet import Progress, Sheet
from sipas_cli.text.places import cell_name

_MAX_COLUMNS = 5_000
_DAY = len("2023-11-15")
_FIRST_SECOND, _LAST_SECOND = -62_135_596_800, 253_402_300_799  # of the years 1 to 9999
_ROWS_AT_ONCE, _ROWS_LOOKED_AT = 65_536, 4_096


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

    def read(header_row: int, columns: Sequence[int], progress: Progress) -> Block:
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
    if metadata.num_columns > _MAX_COLUMNS:
        raise DataError(messages.TOO_MANY_COLUMNS, where=name, limit=_MAX_COLUMNS)
    if metadata.num_row_groups and metadata.row_group(0).total_byte_size > MAX_UNPACKED_BYTES:
        raise DataError(messages.FILE_UNPACKS_TOO_LARGE, where=name, limit=MAX_UNPACKED_BYTES)
    for column, title in enumerate(schema.names):
        if (other := schema.names.index(title)) < column:
            place = f"{name} ! {cell_name(1, column + 1)}"
            raise DataError(messages.HEADER_DOUBLED, where=place, name=title, other=cell_name(1, other + 1))
    return [(field.name, types.is_nested(field.type)) for field in schema]


def _columns_below(
    path: Path, name: str, header_row: int, titles: Mapping[int, str], progress: Progress
) -> Block:
    """Columns below a row of a sheet whose row 1 are the titles; `titles`: index of a column -> its title."""
    import pyarrow
    from pyarrow import parquet

    names = list(titles.values())
    with parquet.ParquetFile(path) as file:
        _refuse_too_large(file.metadata, name, names)
        own = _mostly_own(file, names) if header_row else set[str]()
    columns = ArrowColumns(
        titles, {column for column, title in titles.items() if title in own}, first_row=header_row + 1
    )
    if header_row == 0:
        columns.take([_coded([title], [0]) for title in names], 1)
    above = max(header_row - 1, 0)
    coded = [title for title in names if title not in own]
    with parquet.ParquetFile(path, read_dictionary=coded) as file:
        for batch in file.iter_batches(_ROWS_AT_ONCE, columns=names, use_threads=False):
            below = batch.slice(min(above, batch.num_rows))
            above -= batch.num_rows - below.num_rows
            columns.take([_column(below, title, own) for title in names], below.num_rows)
            progress(below.num_rows)
    block = columns.block()
    pyarrow.default_memory_pool().release_unused()
    return block


def _mostly_own(file: Any, names: Collection[str]) -> set[str]:
    """The columns of texts, whole numbers and times in which most of the first rows have one of their own."""
    kinds = {field.name: field.type for field in file.schema_arrow}
    plain = [
        title
        for title in names
        if _is_text(kinds[title]) or _is_whole(kinds[title]) or _is_clock(kinds[title])
    ]
    for first in file.iter_batches(_ROWS_LOOKED_AT, columns=plain, use_threads=False):
        return mostly_own({title: _column(first, title, ()) for title in plain})
    return set()


def _is_text(kind: Any) -> bool:
    from pyarrow import types

    return bool(types.is_string(kind) or types.is_large_string(kind))


def _is_whole(kind: Any) -> bool:
    from pyarrow import types

    return bool(types.is_integer(kind))


def _is_clock(kind: Any) -> bool:
    """Whether values are times of no zone."""
    from pyarrow import types

    return bool(types.is_timestamp(kind) and kind.tz is None)


def _column(batch: Any, title: str, own: Collection[str]) -> Any:
    """A column of some rows, as texts of their own or as a dictionary of them."""
    column = _in_microseconds(batch.column(title))
    if _is_clock(column.type):
        column = _clock_texts(column) or column
    coded = title not in own or not (_is_text(column.type) or _is_whole(column.type))
    if not coded:
        return _texts(column)
    dictionary = _dictionary(column)
    return dictionary.dictionary_decode() if title in own else dictionary


def _clock_texts(column: Any) -> Any:
    """Times in microseconds as texts, as `as_text` writes those of whole seconds; None where some are not."""
    import numpy as np
    import pyarrow

    there = known(column)
    moments = np.frombuffer(column.buffers()[1], dtype=np.int64)[column.offset :][: len(column)]
    seconds, rest = np.divmod(np.where(there, moments, 0), 1_000_000)
    if rest.any() or (seconds < _FIRST_SECOND).any() or (seconds > _LAST_SECOND).any():
        return None
    written = np.datetime_as_string(seconds.astype("datetime64[s]")).astype("S")
    lengths = np.where(seconds % 86_400 == 0, _DAY, written.itemsize) * there
    signs = written.view(np.uint8).reshape(len(written), written.itemsize)
    ends = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(lengths)])
    chosen = signs[np.arange(written.itemsize) < lengths[:, None]]
    return pyarrow.LargeStringArray.from_buffers(
        len(column), pyarrow.py_buffer(ends), pyarrow.py_buffer(chosen)
    )


def _refuse_too_large(metadata: Any, name: str, names: Collection[str]) -> None:
    """Refuses columns that have too many cells, or unpack to too much. What is not read does not matter."""
    cells = metadata.num_rows * len(names)
    if cells > MAX_CODED_CELLS:
        raise DataError(messages.PARQUET_TOO_LARGE, where=name, cells=cells, limit=MAX_CODED_CELLS)
    groups = map(metadata.row_group, range(metadata.num_row_groups))
    chunks = (group.column(place) for group in groups for place in range(group.num_columns))
    unpacked = sum(chunk.total_uncompressed_size for chunk in chunks if chunk.path_in_schema in names)
    if unpacked > MAX_UNPACKED_BYTES:
        raise DataError(messages.FILE_UNPACKS_TOO_LARGE, where=name, limit=MAX_UNPACKED_BYTES)


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


def _texts(column: Any) -> Any:
    """A column of texts or whole numbers as texts, without nulls and NULs."""
    import pyarrow
    from pyarrow import compute

    texts = column if _is_text(column.type) else column.cast(pyarrow.string())
    texts.validate(full=True)
    if texts.null_count:
        texts = texts.fill_null("")
    if compute.any(compute.match_substring(texts, "\0")).as_py():
        texts = compute.replace_substring(texts, "\0", "")
    return texts


def _dictionary(column: Any) -> Any:
    """A column as a dictionary of its texts."""
    import pyarrow
    from pyarrow import compute, types

    if isinstance(column, pyarrow.ExtensionArray):  # such as identifiers of 16 bytes
        return _coded(column.to_pylist(), range(len(column)))
    if not types.is_dictionary(column.type):
        column = _in_microseconds(column).dictionary_encode()
    values = column.dictionary
    if not (_is_text(values.type) or _is_whole(values.type)) or values.null_count:
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
