"""Workbooks of Excel 97 to 2003 (.xls): read by xlrd, one sheet after the other."""

import io
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sipas_cli.errors import DataError
from sipas_cli.model import ERROR_CELL
from sipas_cli.sheets import biff, held, messages, package
from sipas_cli.sheets.columns import percent_text, rounded_text
from sipas_cli.sheets.package import DamagedError
from sipas_cli.sheets.sheet import Sheet

_STREAMS = ("Workbook", "Book")


def sheets(path: Path, name: str, *, as_shown: bool = False) -> Iterator[Sheet]:
    """The work sheets that hold anything; `as_shown`: numbers rounded as their cells show them.

    Raises DataError for what is encrypted or damaged.
    """
    book, all_details = _opened(path, name, as_shown=as_shown)
    package.refuse_sheets(book.nsheets, name)
    room = held.Room(name)
    for number in range(book.nsheets):
        try:
            content = book.sheet_by_index(number)
        except Exception as error:  # xlrd has no family of errors for damage: assertions, indexes, ...
            raise DataError(messages.FILE_DAMAGED, where=name) from error
        details = all_details[number] if number < len(all_details) else biff.Told()
        rows = _rows(content, details, book.datemode == 1, room)
        book.unload_sheet(number)
        if rows:
            yield held.sheet(
                name,
                content.name,
                rows,
                hidden=content.visibility != 0,
                hidden_rows=details.hidden_rows,
                merged=details.merged.found,
                hidden_columns=details.hidden_columns,
                struck={(row + 1, column) for row, column in details.struck},
            )


def _opened(path: Path, name: str, *, as_shown: bool) -> tuple[Any, list[biff.Told]]:
    """The workbook, and what the records of its sheets tell that xlrd does not."""
    import xlrd

    content = path.read_bytes()
    if not any(_name_in(stream, content) for stream in _STREAMS):
        raise DataError(messages.FILE_NOT_WORKBOOK, where=name)
    try:
        document = _compound(content)
        book = xlrd.open_workbook(
            file_contents=content, logfile=io.StringIO(), on_demand=True, ragged_rows=True
        )
    except Exception as error:
        fault = messages.FILE_DAMAGED
        if isinstance(error, xlrd.XLRDError) and "encrypted" in str(error):
            fault = messages.FILE_ENCRYPTED
        raise DataError(fault, where=name) from error
    try:
        return book, biff.told(_stream(document), as_shown=as_shown)
    except (struct.error, IndexError, DamagedError) as error:  # a record that ends before its fields do
        raise DataError(messages.FILE_DAMAGED, where=name) from error


def _compound(content: bytes) -> Any:
    """The streams of a file. xlrd follows the small sectors of a stream without looking whether it has been
    there before: from a circle of them it would not come back, and its memory would grow."""
    from xlrd import compdoc

    document = compdoc.CompDoc(content, logfile=io.StringIO())
    following = document.SSAT
    for stream in document.dirlist:
        sector, steps = stream.first_SID, 0
        while 0 <= sector < len(following):
            sector, steps = following[sector], steps + 1
            if steps > len(following):
                raise compdoc.CompDocError("circle")
    return document


def _stream(document: Any) -> bytes:
    """The records of the workbook."""
    for name in _STREAMS:
        if records := document.get_named_stream(name):
            return bytes(records)
    return b""


def _name_in(stream: str, content: bytes) -> bool:
    """Whether an OLE file has a stream of this name."""
    return f"{stream}\0".encode("utf-16-le") in content


def _rows(content: Any, details: biff.Told, since_1904: bool, room: held.Room) -> list[list[Any]]:
    from xlrd import biffh

    as_they_are = {biffh.XL_CELL_TEXT, biffh.XL_CELL_NUMBER}
    rows = held.Rows(room, content.name)
    percents: dict[int, list[int]] = {}
    for row, column in details.percents:
        percents.setdefault(row, []).append(column)
    decimals: dict[int, list[tuple[int, int]]] = {}
    for (row, column), digits in details.decimals.items():
        decimals.setdefault(row, []).append((column, digits))
    for number in range(content.nrows):
        kinds, cells = content.row_types(number), content.row_values(number)
        for column, kind in enumerate(kinds):
            if kind not in as_they_are:
                cells[column] = _value(kind, cells[column], since_1904)
        raw = list(cells) if number in decimals else cells
        for column in percents.get(number, ()):
            if column < len(cells) and kinds[column] == biffh.XL_CELL_NUMBER:
                cells[column] = percent_text(cells[column])
        for column, digits in decimals.get(number, ()):
            if column < len(cells) and kinds[column] == biffh.XL_CELL_NUMBER:
                percent = column in percents.get(number, ())
                cells[column] = rounded_text(repr(raw[column]), digits, percent=percent) or cells[column]
        while cells and cells[-1] == "":
            cells.pop()
        if cells:
            rows.add(number, cells, written=len(cells) - cells.count(""))
    rows.close()
    return rows.found


def _value(kind: int, value: Any, since_1904: bool) -> Any:
    """A cell that is neither a text nor a number; an empty one holds an empty text."""
    from xlrd import biffh

    if kind == biffh.XL_CELL_ERROR:
        return ERROR_CELL
    if kind == biffh.XL_CELL_BOOLEAN:
        return bool(value)
    if kind != biffh.XL_CELL_DATE:
        return value
    return held.moment(value, since_1904=since_1904)
