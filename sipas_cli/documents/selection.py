"""The rows that were drawn, as csv or as a workbook in which nothing is a formula."""

import io
from collections.abc import Sequence
from datetime import datetime

from sipas_cli.documents import messages
from sipas_cli.errors import DataError
from sipas_cli.files import csv_bytes, timeless_package

FORMATS = (".csv", ".xlsx")
_MOST_ROWS, _LONGEST = 1_048_576, 32_767
_NO_DAY = datetime(1980, 1, 1)  # the same rows give the same bytes


def selection(header: Sequence[str], rows: Sequence[Sequence[str | int]], form: str) -> bytes:
    """The file; in a workbook ids and telephone numbers keep their leading zeros.

    Raises DataError for what does not fit into a sheet.
    """
    if form == ".csv":
        return csv_bytes(header, rows, bom=True)
    if len(rows) >= _MOST_ROWS or any(len(str(cell)) > _LONGEST for row in rows for cell in row):
        raise DataError(messages.SELECTION_TOO_LARGE, rows=_MOST_ROWS, length=_LONGEST)
    return _workbook(header, rows)


def _workbook(header: Sequence[str], rows: Sequence[Sequence[str | int]]) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    bold = book.add_format({"bold": True})
    for column, text in enumerate(header):
        sheet.write_string(0, column, text, bold)
    for number, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            if isinstance(cell, int):
                sheet.write_number(number, column, cell)
            else:
                sheet.write_string(number, column, cell)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(rows), 1), max(len(header) - 1, 0))
    book.set_properties({"created": _NO_DAY})
    book.close()
    return timeless_package(out.getvalue())
