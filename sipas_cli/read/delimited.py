"""csv: UTF-8 with or without a byte order mark; comma, semicolon or tab."""

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from sipas_cli.errors import DataError, SurroundingsError, reason
from sipas_cli.model import TOP_ROWS, Block
from sipas_cli.read.columns import block
from sipas_cli.read.source import Progress, Sheet

_DELIMITERS = ",;\t"
_MAX_COLUMNS = 5_000


def sheets(path: Path, name: str) -> Iterator[Sheet]:
    """The one sheet of a csv; its name is empty."""
    _refuse_other_encodings(path, name)
    delimiter = _delimiter(path)
    top = [row for _, row in islice(_rows(path, name, delimiter), TOP_ROWS)]
    if not any(any(cell.strip() for cell in row) for row in top):
        raise DataError("sheet_empty", where=name)

    def read(header_row: int, columns: Sequence[int], progress: Progress) -> Block:
        rows = (row for _, row in islice(_rows(path, name, delimiter), header_row, None))
        width = len(top[header_row - 1])
        return block(rows, columns, first_row=header_row + 1, width=width, progress=progress)

    yield Sheet(name, "", top, read)


def _refuse_other_encodings(path: Path, name: str) -> None:
    line = 1
    try:
        with path.open("rb") as file:
            for raw in file:
                if b"\0" in raw:
                    raise DataError("csv_not_text", where=f"{name}:{line}")
                raw.decode("utf-8")
                line += 1
    except UnicodeDecodeError:
        raise DataError("csv_not_utf8", where=f"{name}:{line}") from None
    except OSError as error:
        raise SurroundingsError("file_unreadable", where=name, reason=reason(error)) from None


def _delimiter(path: Path) -> str:
    """The mark under which most of the first rows have one and the same number of columns, more than
    one; of two such marks the one with more columns. The mark that is the most frequent would not do:
    in a file with semicolons, the texts of the questions are full of commas."""

    def agreement(mark: str) -> tuple[int, int]:
        with path.open(encoding="utf-8-sig", newline="") as file:
            try:
                widths = [len(row) for row in islice(csv.reader(file, delimiter=mark), TOP_ROWS) if row]
            except csv.Error:
                return 0, 0
        times = Counter(width for width in widths if width > 1)
        return max(((rows, width) for width, rows in times.items()), default=(0, 0))

    return max(_DELIMITERS, key=agreement)


def _rows(path: Path, name: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, delimiter=delimiter, strict=True)
        try:
            for row in reader:
                if len(row) > _MAX_COLUMNS:
                    raise DataError("too_many_columns", where=f"{name}:{reader.line_num}", limit=_MAX_COLUMNS)
                yield reader.line_num, row
        except csv.Error:
            raise DataError("csv_quotes", where=f"{name}:{reader.line_num}") from None
