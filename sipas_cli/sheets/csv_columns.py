"""A csv that is plainly written, straight into columns: pyarrow reads it, where it is installed."""

import csv
from collections.abc import Collection, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from sipas_cli.model import Block
from sipas_cli.sheets.arrow import ArrowColumns, is_mostly_own
from sipas_cli.sheets.sheet import SheetProgress

_BYTES_AT_ONCE = 1 << 21  # more are slower, and more are held


def columns_below(
    path: Path,
    delimiter: str,
    header_row: int,
    width: int,
    wanted: Sequence[int],
    progress: SheetProgress,
) -> Block | None:
    """The wanted columns below a header row, as `columns.block` makes them of rows; None where pyarrow is not
    installed or finds a row that has not `width` cells. Raises OSError.

    path    of a csv that `csv_look` found to be plain
    """
    try:
        import pyarrow
    except ImportError:
        return None
    if width < 2 or not all(column in range(width) for column in wanted):  # of one column, a blank is a row
        return None
    names = [str(column) for column in wanted]
    size = path.stat().st_size
    with path.open("rb") as file, path.open("rb") as ahead:  # pyarrow reads on, whatever is sought meanwhile
        for opened in (ahead, file):
            _pass_over(opened, delimiter, header_row)
        try:
            first = next(iter(_batches(ahead, delimiter, width, names)), None)
            first_columns = first.columns if first else ()
            own = [name for name, array in zip(names, first_columns, strict=False) if is_mostly_own(array)]
            columns = ArrowColumns(wanted, first_row=header_row + 1)
            for batch in _batches(file, delimiter, width, names, own):
                columns.take(batch.columns, batch.num_rows)
                progress(file.tell() / size)
        except pyarrow.ArrowException:
            return None
    return columns.block()


def _pass_over(file: BinaryIO, delimiter: str, rows: int) -> None:
    """Goes to the byte behind so many rows."""
    lines = (line.decode("utf-8-sig") for line in iter(file.readline, b""))
    for _ in islice(csv.reader(lines, delimiter=delimiter, strict=True), rows):
        pass


def _batches(
    file: BinaryIO, delimiter: str, width: int, names: Sequence[str], own: Collection[str] = ()
) -> Any:
    """The rows that follow, some at a time; the columns go by their places.

    own   the columns that come as texts, all others as dictionaries of them
    """
    import pyarrow
    from pyarrow import csv as arrow_csv

    coded = pyarrow.dictionary(pyarrow.int32(), pyarrow.string())
    types = {**dict.fromkeys(names, coded), **dict.fromkeys(own, pyarrow.string())}
    return arrow_csv.open_csv(
        file,
        read_options=arrow_csv.ReadOptions(
            use_threads=False, block_size=_BYTES_AT_ONCE, column_names=list(map(str, range(width)))
        ),
        parse_options=arrow_csv.ParseOptions(delimiter=delimiter, newlines_in_values=True),
        convert_options=arrow_csv.ConvertOptions(include_columns=names, column_types=types),
    )
