"""One sheet of a workbook of results: cells that are texts, numbers or formulas, and how other sheets
name them."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Protocol, TypeVar

from sipas_cli.workbook.book import Book, height
from sipas_cli.workbook.rows import Rows, Value, letters

#: Rows above the first row of data: the title, a line below it, what a heading is about, the heading.
TITLE, ABOUT, ABOVE, HEADER, FIRST = range(5)

#: Percent at which letters of 10 points are printed with 7; how wide a sheet may be to fit on A4 with that,
#: upright and across, without the margins: a pixel is 1/96 of an inch.
_LEAST_SCALE = 70
_MOST_PIXELS = {
    across: (wide * 96 / 25.4 - 2 * 0.4 * 96) / 0.7 for across, wide in ((False, 210), (True, 297))
}

T = TypeVar("T")


class Cells(Protocol):
    """Where cells are written: a page, or rows of one that have their places between others."""

    def text(self, row: int, column: int, text: str, look: str = ...) -> None:
        """See Page.text."""

    def number(
        self, row: int, column: int, value: Fraction | Decimal | float, form: str, look: str = ...
    ) -> None:
        """See Page.number."""

    def value(self, row: int, column: int, value: Value, form: str = ..., look: str = ...) -> None:
        """See Page.value."""

    def formula(self, row: int, column: int, formula: str, value: Value, form: str = ...) -> None:
        """See Page.formula."""


class _Formula(str):
    """A formula of functions that every Excel knows. XlsxWriter looks each formula through thirty times for
    newer ones, unless it says that these are named in full already: that was half the time of an audit."""

    __slots__ = ()

    def __contains__(self, part: object) -> bool:
        return part == "_xlfn." or (isinstance(part, str) and super().__contains__(part))


class Page:
    """A sheet with a title and a table below it; rows and columns count from 0."""

    def __init__(self, book: Book, name: str, title: str, *, across: bool = True) -> None:
        self.name = name
        self.title = title
        self.across = across
        self.book = book
        self.sheet = book.sheet(name, locked=False, across=across)
        self.text(TITLE, 0, title, "title")

    def text(self, row: int, column: int, text: str, look: str = "plain") -> None:
        """A text, whatever it begins with."""
        self.sheet.write_string(row, column, text, self.book.look(look))

    def number(
        self, row: int, column: int, value: Fraction | Decimal | float, form: str, look: str = "number"
    ) -> None:
        """A number; `form` is its format, in which the point stands for the mark of the reader's locale."""
        self.sheet.write_number(row, column, float(value), self.book.look(look, form=form))

    def value(self, row: int, column: int, value: Value, form: str = "", look: str = "number") -> None:
        """A text, a number, or an empty cell for None."""
        if value is None:
            self.sheet.write_blank(row, column, None, self.book.look(look))
        elif isinstance(value, str):
            self.text(row, column, value)
        else:
            self.number(row, column, value, form, look)

    def formula(self, row: int, column: int, formula: str, value: Value, form: str = "") -> None:
        """A formula with the value that it has; "" stands for None."""
        shown: str | float = ""
        if isinstance(value, str):
            shown = value
        elif value is not None:
            shown = float(value)
        look = self.book.look("number", form=form) if form else self.book.look("plain")
        self.sheet.write_formula(row, column, _Formula(formula), look, shown)

    def rows(self, items: Sequence[tuple[int, T]], write: Callable[[Cells, int, T], None]) -> None:
        """The last rows of the sheet, by the number of each and what it is about, from the top to the bottom.
        `write` fills a row, from the left to the right."""

        def between(rows: Rows) -> Iterator[int]:
            for row, item in items[1:-1]:
                write(rows, row, item)
                yield row

        for row, item in [*items[:1], *items[1:][-1:]]:
            write(self, row, item)
        if len(items) > 2:
            self.book.put_between(self.sheet, between)

    def header(
        self, titles: Sequence[str], widths: Sequence[int], *, row: int = HEADER, lead: int = 0
    ) -> None:
        """The headings of the columns, repeated on each printed page, and the widths of these. What is too
        wide for a page in letters that can be read stands on several beside each other, each of which begins
        with the first `lead` columns."""
        for column, (title, width) in enumerate(zip(titles, widths, strict=True)):
            self.text(row, column, title, "header")
            self.sheet.set_column(column, column, width)
        tallest = max(height(title, width) for title, width in zip(titles, widths, strict=True))
        self.sheet.set_row(row, max(tallest, 18))
        self.sheet.repeat_rows(row)
        if sum(map(_pixels, widths)) > _MOST_PIXELS[self.across]:
            self.sheet.set_print_scale(_LEAST_SCALE)
            if lead:
                self.sheet.repeat_columns(0, lead - 1)

    def link(self, row: int, column: int, place: str) -> None:
        """Lets a cell, written with the look of a link, lead to a place."""
        self.book.link(self.sheet, f"{letters(column)}{row + 1}", place)

    def place(self, row: int) -> str:
        """A row, as links name it."""
        return row_place(self.name, row)

    def at(self, row: int, column: int, last_row: int | None = None, last_column: int | None = None) -> str:
        """How a formula on any sheet names a cell or an area of this one."""
        first = f"'{self.name}'!{_absolute(row, column)}"
        if last_row is None:
            return first
        return f"{first}:{_absolute(last_row, column if last_column is None else last_column)}"


def row_place(sheet: str, row: int) -> str:
    """A row of a sheet, as links name it.

    >>> row_place("Ea H'leo", 4)
    "'Ea H''leo'!A5"
    """
    quoted = sheet.replace("'", "''")
    return f"'{quoted}'!A{row + 1}"


def _pixels(width: int) -> int:
    """How wide a column of so many letters is."""
    return 7 * width + 5


def _absolute(row: int, column: int) -> str:
    return f"${letters(column)}${row + 1}"


def number_format(decimals: int) -> str:
    """The format of a number with so many digits.

    >>> number_format(2), number_format(0)
    ('0.00', '0')
    """
    if decimals:
        return f"0.{'0' * decimals}"
    return "0"
