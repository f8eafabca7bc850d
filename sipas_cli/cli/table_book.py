"""The tables of a command as a workbook: a sheet each, figures as numbers."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from sipas_cli.cli.terminal import Table
from sipas_cli.figures.printing import MINUS, PLUS
from sipas_cli.messages import decimal_mark
from sipas_cli.workbook.book import Book, height, sheet_names

_LEAST, _MOST = 8, 60  # the width of a column in letters
_NUMBER = re.compile(r"[+-]?\d{1,15}(?:\.(\d+))?")


def tables_book(title: str, tables: Sequence[Table]) -> bytes:
    """A workbook of tables, each with its title above it and its last line below."""
    book = Book(title)
    names = sheet_names(table.title.splitlines()[-1] if table.title else title for table in tables)
    for name, table in zip(names, tables, strict=True):
        _write(book, name, table)
    return book.finished()


def _write(book: Book, name: str, table: Table) -> None:
    sheet = book.sheet(name, locked=False)
    widths = [_width(table, column) for column in range(len(table.columns))]
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    row = 0
    if table.title:
        sheet.write_string(row, 0, " – ".join(filter(None, table.title.splitlines())), book.look("title"))
        row += 2
    if any(heading for heading, _ in table.columns):
        for column, (heading, _) in enumerate(table.columns):
            sheet.write_string(row, column, heading, book.look("header"))
        lines = (height(heading, widths[column]) for column, (heading, _) in enumerate(table.columns))
        sheet.set_row(row, max(lines))
        sheet.repeat_rows(row)
        row += 1
        sheet.freeze_panes(row, 0)
        if table.rows:
            sheet.autofilter(row - 1, 0, row + len(table.rows) - 1, len(table.columns) - 1)
    for cells in table.rows:
        for column, text in enumerate(cells):
            _write_cell(book, sheet, row, column, text, of_numbers=table.columns[column][1])
        row += 1
    for line in table.footer.splitlines():
        row += 1
        sheet.write_string(row, 0, line, book.look("note"))


def _write_cell(book: Book, sheet: Any, row: int, column: int, text: str, *, of_numbers: bool) -> None:
    """A figure as a number with the decimals that it is printed with; all else as text."""
    plain = text.replace(MINUS, "-").replace(decimal_mark(), ".")
    match = _NUMBER.fullmatch(plain) if of_numbers else None
    if not match:
        sheet.write_string(row, column, text, book.look("cell", indent=1))
        return
    form = f"0.{'0' * len(match[1])}" if match[1] else "0"
    if plain.startswith(PLUS):
        form = f"{PLUS}{form};-{form};{form}"
    sheet.write_number(row, column, float(Decimal(plain)), book.look("number", form=form))


def _width(table: Table, column: int) -> int:
    texts = [row[column] for row in table.rows]
    longest = max((len(line) for text in texts for line in text.splitlines()), default=0)
    word = max(map(len, table.columns[column][0].split()), default=0)
    return min(max(longest, word, _LEAST) + 2, _MOST)
