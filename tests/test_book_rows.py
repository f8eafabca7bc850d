"""Rows of a workbook that are put in as text are what XlsxWriter would have made of them."""

import io
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

import openpyxl
import pytest
from xlsxwriter.worksheet import Worksheet

from sipas_cli.documents.page import Cells, Page
from sipas_cli.workbook.book import Book

#: What a row may hold: names that a spreadsheet would run, marks of XML, texts that stand nowhere else.
NAMES = [
    "Xã An",
    "=1+1",
    "Sở A & B <C>",
    " hai bên ",
    'có "ngoặc"',
    "dòng\nhai",
    "Xã An",
    "chỉ ở đây",
    "Cuối",
]
ROWS = list(enumerate(NAMES, start=4))


def fill(cells: Cells, row: int, name: str) -> None:
    """A row with cells of every kind."""
    cells.text(row, 0, name)
    cells.number(row, 1, Fraction(row, 3), "0.00")
    cells.value(row, 2, row, "0")
    cells.value(row, 3, None)
    cells.value(row, 4, name)
    cells.formula(row, 5, f'IF(B{row + 1}<3,"nhỏ",B{row + 1})', 1.5, "0.00")
    cells.formula(row, 6, f'IF(B{row + 1}>=3,"","x")', "" if row > 8 else None, "0.00")
    cells.formula(row, 7, f'"a"&C{row + 1}', "a & b")
    cells.formula(row, 28, f"C{row + 1}*0", 0, "0")


def one_by_one(page: Page) -> None:
    """Every row as XlsxWriter writes it."""
    for row, name in ROWS:
        fill(page, row, name)


def together(page: Page) -> None:
    """The rows between the first and the last as text."""
    page.rows(ROWS, fill)


def book(write: Callable[[Page], None]) -> bytes:
    """A workbook of two sheets, the second with the rows."""
    made = Book("Sổ")
    Page(made, "Đầu", "Trang đầu")
    page = Page(made, "Dòng", "Các dòng")
    page.header(["Tên", "Số", *(f"Cột {n}" for n in range(27))], [10] * 29)
    write(page)
    return made.finished()


def read(content: bytes, *, values: bool) -> Sequence[Any]:
    """Each cell of the second sheet: what stands in it and how it looks."""
    sheet = openpyxl.load_workbook(io.BytesIO(content), data_only=values)["Dòng"]
    cells = (cell for row in sheet.iter_rows() for cell in row)
    return [(c.coordinate, c.value, c.data_type, c.number_format, c.alignment.horizontal) for c in cells]


@pytest.mark.parametrize("values", [False, True])
def test_rows_as_text_are_those_of_the_library(values: bool) -> None:
    assert read(book(together), values=values) == read(book(one_by_one), values=values)


def test_the_same_rows_give_the_same_bytes() -> None:
    assert book(together) == book(together)


def test_the_library_keeps_two_rows_however_many_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[int] = []
    write_number = Worksheet.write_number

    def counted(sheet: Any, row: int, *more: Any) -> Any:
        kept.append(row)
        return write_number(sheet, row, *more)

    monkeypatch.setattr(Worksheet, "write_number", counted)
    book(together)
    assert set(kept) == {4, 12}


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_few_rows_are_all_there(count: int) -> None:
    content = book(lambda page: page.rows(ROWS[:count], fill))
    stands = {place: value for place, value, *_ in read(content, values=True)}
    assert [stands.get(f"A{row}") for row in range(5, 9)] == [*NAMES[:count], *[None] * (4 - count)]
