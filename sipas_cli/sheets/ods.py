"""OpenDocument spreadsheets (.ods): one pass over the XML of the content.

Source of the elements: OASIS, Open Document Format for Office Applications 1.3, part 3, sections 9, 19.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sipas_cli.errors import DataError
from sipas_cli.model import ERROR_CELL, NO_VALUE
from sipas_cli.sheets import held, messages, package
from sipas_cli.sheets.aggregates import is_aggregate
from sipas_cli.sheets.columns import percent_text, rounded_text
from sipas_cli.sheets.limits import limits
from sipas_cli.sheets.sheet import Sheet
from sipas_cli.text.numbers import fifteen_digits
from sipas_cli.text.places import column_letters

_MAX_COLUMNS = 16_384
_MAX_BLANKS = 1_000  # that one element stands for

_ERRORS = {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"}
_CELLS = {"table:table-cell", "table:covered-table-cell"}
_ROWS_SPANNED, _COLUMNS_SPANNED = "table:number-rows-spanned", "table:number-columns-spanned"
_MERGED = {_ROWS_SPANNED, _COLUMNS_SPANNED}
_VISIBLE = "visible"  # else collapsed, or left out by a filter
_BREAKS = {"text:tab": "\t", "text:line-break": "\n"}
_LAST_MARK = re.compile(r"[.,](\d+)\D*$")
_TIMES = re.compile(r"[0-9]{1,9}|10{9}")
_NO_YEAR = 1900
_DURATION = re.compile(r"PT(\d{1,9})H(\d{1,2})M(\d{1,2})(?:\.(\d{1,9}))?S")


def sheets(path: Path, name: str, *, as_shown: bool = False) -> Iterator[Sheet]:
    """The sheets that hold anything; `as_shown`: numbers rounded as their cells show them.

    Raises DataError for what is encrypted, damaged or reaches too far.
    """
    content = _Content(held.Room(name), as_shown=as_shown)
    with package.opened(path, name) as opened:
        parts = package.Package(opened)
        if parts.tags("META-INF/manifest.xml", "encryption-data"):
            raise DataError(messages.FILE_ENCRYPTED, where=name)
        with parts.open(package.ODS_CONTENT) as file:
            package.parse(file, content.start, content.end, content.text)
    for table, hidden in content.found:
        yield held.sheet(
            name,
            table.name,
            table.rows.found,
            hidden=hidden,
            hidden_rows=table.hidden_rows,
            merged=table.merged.found,
            aggregates=table.aggregates,
            hidden_columns=table.hidden_columns,
            struck=table.struck,
        )


_LINE_THROUGH = "style:text-line-through-style"


class _Content:
    """Takes in the elements of the content. `found` has (table, hidden) of each sheet with content.

    Sheets are the tables right within the spreadsheet: others belong to changes that are tracked or lie
    inside a cell. The text of a cell is that of the paragraphs right within it: notes and drawings that
    are fastened to it have paragraphs too.
    """

    def __init__(self, room: held.Room, *, as_shown: bool) -> None:
        self._as_shown = as_shown
        self.found: list[tuple[_Table, bool]] = []
        self._room = room
        self._path: list[str] = []  # the elements around, down to a row
        self._style = ""
        self._hidden_styles: set[str] = set()
        self._struck_styles: set[str] = set()
        self._table: _Table | None = None
        self._depth = 0  # within a cell: 1 for the cell, 2 for its paragraphs
        self._cell: dict[str, str] = {}
        self._text: list[str] | None = None  # None where the cell has no paragraph
        self._in_paragraph = False
        self._same: dict[str, str] = {}  # a survey says the same few things a million times

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._depth:
            self._depth += 1
            if self._depth == 2:
                self._start_in_cell(tag)
            elif self._in_paragraph:
                self._start_in_paragraph(tag, attributes)
        elif tag in _CELLS and self._table and self._path[-1] == "table:table-row":
            self._depth, self._cell, self._text = 1, attributes, None
        else:
            self._start_outside(tag, attributes)
            self._path.append(tag)

    def _start_outside(self, tag: str, attributes: dict[str, str]) -> None:
        if self._table:
            if tag == "table:table-row":
                hidden = attributes.get("table:visibility", _VISIBLE) != _VISIBLE
                self._table.start_row(_repeated(attributes, "table:number-rows-repeated"), hidden=hidden)
            elif tag == "table:table-column":
                hidden = attributes.get("table:visibility", _VISIBLE) != _VISIBLE
                self._table.take_columns(
                    _repeated(attributes, "table:number-columns-repeated"), hidden=hidden
                )
            elif tag == "table:table-source":
                self._table.linked = True
        elif tag == "style:style":
            self._style = attributes.get("style:name", "")
        elif tag == "style:text-properties" and attributes.get(_LINE_THROUGH, "none") != "none":
            self._struck_styles.add(self._style)
        elif tag == "style:table-properties" and attributes.get("table:display") == "false":
            self._hidden_styles.add(self._style)
        elif tag == "table:table" and self._path and self._path[-1] == "office:spreadsheet":
            self._table = _Table(attributes, self._room, len(self._path))

    def _start_in_cell(self, tag: str) -> None:
        self._in_paragraph = tag == "text:p"
        if self._in_paragraph and self._text is None:
            self._text = []
        elif self._in_paragraph:
            self.text("\n")

    def _start_in_paragraph(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "text:s":
            self.text(" " * min(_repeated(attributes, "text:c"), _MAX_BLANKS))
        elif tag in _BREAKS:
            self.text(_BREAKS[tag])

    def text(self, content: str) -> None:
        if self._in_paragraph and self._text is not None:
            self._text.append(content)

    def end(self, tag: str) -> None:
        if self._depth:
            self._depth -= 1
            if self._depth < 2:
                self._in_paragraph = False
            if not self._depth and self._table:
                text = None
                if self._text is not None:
                    text = "".join(self._text)
                    text = self._same.setdefault(text, text)
                times = _repeated(self._cell, "table:number-columns-repeated")
                value = _value(self._cell, text)
                if self._as_shown and text and isinstance(value, float | str):
                    value = _shown(self._cell, text) or value
                if value != "" and _MERGED & self._cell.keys():
                    self._table.merge(
                        *(_repeated(self._cell, name) for name in (_ROWS_SPANNED, _COLUMNS_SPANNED))
                    )
                if formula := self._cell.get("table:formula"):
                    self._table.compute(formula)
                if value != "" and self._cell.get("table:style-name", "") in self._struck_styles:
                    self._table.strike()
                self._table.take(value, times)
            return
        self._path.pop()
        if self._table and tag == "table:table-row":
            self._table.end_row()
        elif self._table and len(self._path) == self._table.depth:
            self._close(self._table)
            self._table = None

    def _close(self, table: "_Table") -> None:
        table.rows.close()
        if table.rows.found and not table.linked:
            self.found.append((table, table.style in self._hidden_styles))


class _Table:
    """One sheet: rows and cells may be repeated; what is repeated behind the last filled one is not there.

    linked        whether it is a copy of another file's sheet, kept for formulas
    depth         how many elements are around it
    hidden_rows   rows with content that nobody sees
    merged        cells that were merged into one
    aggregates    row -> the columns whose formulas add up, average or count their own column
    hidden_columns   columns from 0 that nobody sees
    struck        (row, column from 0) of cells with a line through what they hold
    """

    def __init__(self, attributes: Mapping[str, str], room: held.Room, depth: int) -> None:
        self.name = attributes.get("table:name", "")
        self.style = attributes.get("table:style-name", "")
        self.linked = False
        self.depth = depth
        self.rows = held.Rows(room, self.name)
        self.hidden_rows: set[int] = set()
        self.merged = held.Merged()
        self.aggregates: dict[int, set[int]] = {}
        self.hidden_columns: set[int] = set()
        self.struck: set[tuple[int, int]] = set()
        self._columns = 0
        self._row, self._times = 0, 1
        self._rows_written, self._most_rows = 0, limits().sheet_rows
        self._hidden = False
        self._cells: list[Any] = []
        self._blanks = self._filled = 0

    def start_row(self, times: int, *, hidden: bool) -> None:
        self._rows_written += 1
        if self._rows_written > self._most_rows:
            self.rows.refuse(self._rows_written, self._columns)
        self._times, self._hidden = times, hidden
        self._cells, self._blanks, self._filled = [], 0, 0

    def take_columns(self, times: int, *, hidden: bool) -> None:
        """The next columns, so many alike."""
        if hidden:
            self.hidden_columns.update(range(self._columns, min(self._columns + times, _MAX_COLUMNS)))
        self._columns += times

    def strike(self) -> None:
        """The next cell has a line through it."""
        self.struck.add((self._row + 1, len(self._cells) + self._blanks))

    def merge(self, rows: int, columns: int) -> None:
        """The next cell stands for so many rows and columns."""
        self.merged.add(self._row + 1, len(self._cells) + self._blanks, rows, columns)

    def compute(self, formula: str) -> None:
        """The next cell has this formula."""
        column = len(self._cells) + self._blanks
        if is_aggregate(formula, column_letters(column + 1)):
            self.aggregates.setdefault(self._row + 1, set()).add(column)

    def take(self, value: Any, times: int) -> None:
        """The next cell of the row, or several alike."""
        if value == "":
            self._blanks += times
            return
        columns = len(self._cells) + self._blanks + times
        if columns > _MAX_COLUMNS:
            self.rows.refuse(self._row + 1, columns)
        if self._blanks:
            self._cells += [""] * self._blanks
            self._blanks = 0
        self._cells += [value] * times
        self._filled += 1

    def end_row(self) -> None:
        if self._cells:
            self.rows.add(self._row, self._cells, times=self._times, written=self._filled)
            if self._hidden:
                self.hidden_rows.update(range(self._row + 1, self._row + self._times + 1))
        self._row += self._times


def _value(cell: Mapping[str, str], text: str | None) -> Any:
    """What a person sees as the content of a cell, numbers and dates in their full length.

    cell   its attributes
    text   what it shows; None where it shows nothing, not even an empty text
    """
    kind = cell.get("office:value-type")
    formula = "table:formula" in cell
    if kind is None:
        if formula and text is None:
            return NO_VALUE
        return text or ""
    if cell.get("calcext:value-type") == "error" or (formula and text in _ERRORS):
        return ERROR_CELL
    name, typed = _TYPES.get(kind, _NUMBER)
    content = cell.get(name)
    if content is None or text in ("TRUE", "FALSE"):  # LibreOffice calls what formulas come to a number
        if formula and text:
            return fifteen_digits(text)
        return text or ""
    return typed(content)


def _shown(cell: Mapping[str, str], text: str) -> str:
    """The number of a cell with the digits that its text shows; "" where that shows something else.

    >>> _shown({"office:value-type": "float", "office:value": "98.7333"}, "98,73")
    '98.73'
    >>> _shown({"office:value-type": "float", "office:value": "1234"}, "1.234")
    '1234'
    """
    if cell.get("office:value-type") not in ("float", "percentage", "currency"):
        return ""
    percent = cell["office:value-type"] == "percentage"
    digits = re.sub(r"\D", "", text)
    mark = _LAST_MARK.search(text)
    for decimals in (len(mark[1]) if mark else 0, 0):
        number = rounded_text(cell.get("office:value", ""), decimals, percent=percent)
        if digits and re.sub(r"\D", "", number) == digits:
            return number
    return ""


def _repeated(attributes: Mapping[str, str], name: str) -> int:
    """How often something stands there. Raises DamagedError for what is no such number."""
    times = attributes.get(name, "1")
    if not _TIMES.fullmatch(times) or int(times) == 0:
        raise package.DamagedError(times)
    return int(times)


def _number(content: str) -> float | str:
    try:
        return float(content)
    except ValueError:
        return content


def _date(content: str) -> Any:
    """
    >>> _date("2023-11-15"), _date("2023-11-15T10:30:00.000000000")
    (datetime.date(2023, 11, 15), datetime.datetime(2023, 11, 15, 10, 30))
    """
    try:
        moment = datetime.fromisoformat(content)
    except ValueError:
        return content
    # Which number a day of 1900 was depends on the program that wrote it: it must not be taken for one.
    if moment.year <= _NO_YEAR:
        return moment
    return held.day(moment)


def _time(content: str) -> Any:
    """A time of day; a duration of a day and more as Python writes it, as for the other formats.

    >>> _time("PT10H30M00S"), _time("PT36H00M00S")
    (datetime.time(10, 30), '1 day, 12:00:00')
    """
    parts = _DURATION.fullmatch(content)
    if parts is None:
        return content
    hours, minutes, seconds, fraction = parts.groups(default="0")
    micro = int(fraction[:6].ljust(6, "0"))
    length = timedelta(hours=int(hours), minutes=int(minutes), seconds=int(seconds), microseconds=micro)
    if length.days:
        return str(length)
    return (datetime.min + length).time()


_Typed = tuple[str, Callable[[str], Any]]
#: Type of a value -> the attribute that holds it, and what to make of that.
_NUMBER: _Typed = ("office:value", _number)
_TYPES: Mapping[str, _Typed] = {
    "date": ("office:date-value", _date),
    "time": ("office:time-value", _time),
    "percentage": ("office:value", percent_text),
    "boolean": ("office:boolean-value", lambda content: content == "true"),
    "string": ("office:string-value", str),
}
