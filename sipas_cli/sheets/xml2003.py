"""XML Spreadsheet 2003, mostly named .xls: one pass over the XML.

Source of the elements: Microsoft, XML Spreadsheet Reference (Office 2003), namespace
urn:schemas-microsoft-com:office:spreadsheet.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.parsers import expat

from sipas_cli.errors import DataError, SurroundingsError, reason
from sipas_cli.files import FILE_UNREADABLE
from sipas_cli.model import ERROR_CELL, NO_VALUE
from sipas_cli.sheets import held, messages, package
from sipas_cli.sheets.aggregates import is_aggregate
from sipas_cli.sheets.columns import percent_text
from sipas_cli.sheets.package import DamagedError, attribute
from sipas_cli.sheets.sheet import Sheet
from sipas_cli.sheets.styles import shows_percent
from sipas_cli.text.places import column_letters

_MAX_ROWS, _MAX_COLUMNS = 1_048_576, 16_384
_NUMBER = re.compile(r"[+-]?\d{1,40}(?:\.\d{1,40})?(?:[eE][+-]?\d{1,3})?")
_PLACE = re.compile(r"(?<![\w!.])R(\[-?\d{1,6}\]|\d{1,6})?C(\d{1,5})?(?![\w\[])")
_SOME_ROW, _LONGEST = 500_000, 8_192


def sheets(path: Path, name: str) -> Iterator[Sheet]:
    """The work sheets that hold anything. Raises DataError for what is damaged or reaches too far."""
    book = _Book(held.Room(name))
    try:
        with path.open("rb") as file:
            package.parse(file, book.start, book.end, book.text)
    except OSError as error:
        raise SurroundingsError(FILE_UNREADABLE, where=name, reason=reason(error)) from None
    except (
        expat.ExpatError,
        DamagedError,
        LookupError,
    ) as error:  # LookupError: an encoding that nobody knows
        raise DataError(messages.FILE_DAMAGED, where=name) from error
    for sheet in book.found:
        yield held.sheet(
            name,
            sheet.name,
            sheet.rows.found,
            hidden=sheet.hidden,
            hidden_rows=sheet.hidden_rows,
            merged=sheet.merged.found,
            aggregates=sheet.aggregates,
        )


@dataclass
class _Sheet:
    """A work sheet.

    hidden_rows   rows that nobody sees
    merged        cells that were merged into one
    aggregates    row -> the columns whose formulas add up, average or count their own column
    """

    name: str
    rows: held.Rows
    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    merged: held.Merged = field(default_factory=held.Merged)
    aggregates: dict[int, set[int]] = field(default_factory=dict)


class _Book:
    """Takes in the elements. `found` has each sheet with content."""

    def __init__(self, room: held.Room) -> None:
        self.found: list[_Sheet] = []
        self._room = room
        self._path: list[str] = []  # the names of the elements around, without prefixes
        self._style = ""
        self._percent: set[str] = set()  # the styles that show a percentage
        self._sheet: _Sheet | None = None
        self._row = 0  # of the next row, from 0
        self._cells: list[Any] = []
        self._filled = 0
        self._column = 0  # of the next cell, from 0
        self._cell: dict[str, str] = {}
        self._type = ""
        self._reading = False  # the text of the cell
        self._text: list[str] = []
        self._same: dict[str, str] = {}  # a survey says the same few things a million times

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name, around = tag.rpartition(":")[2], self._path[-1:]
        self._path.append(name)
        if name == "Style":
            self._style = attribute(attributes, "ID")
        elif name == "NumberFormat" and _is_percent(attribute(attributes, "Format")):
            self._percent.add(self._style)
        elif name == "Worksheet":
            title = attribute(attributes, "Name")
            self._sheet, self._row = _Sheet(title, held.Rows(self._room, title)), 0
        elif name == "Row" and around == ["Table"]:
            self._start_row(attributes)
        elif name == "Cell" and around == ["Row"]:
            self._column = _place(attributes, self._column)
            self._cell, self._type, self._text = attributes, "", []
        elif name == "Data" and around == ["Cell"]:
            self._type = attribute(attributes, "Type") or "String"
            self._reading = True
        elif name == "Visible" and around == ["WorksheetOptions"]:
            self._text, self._reading = [], True

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._row = _place(attributes, self._row)
        self._cells, self._column, self._filled = [], 0, 0
        if self._sheet is None or self._row >= _MAX_ROWS:
            raise DamagedError(self._row)
        if attribute(attributes, "Hidden") == "1":
            self._sheet.hidden_rows.add(self._row + 1)

    def text(self, content: str) -> None:
        """Texts with letters of several kinds have further elements in them."""
        if self._reading:
            self._text.append(content)

    def end(self, _: str) -> None:
        name = self._path.pop()
        around = self._path[-1:]
        if name == "Data" and around == ["Cell"]:
            self._reading = False
        elif name == "Cell" and around == ["Row"]:
            self._end_cell()
        elif name == "Row" and around == ["Table"]:
            self._end_row()
        elif name == "Visible" and around == ["WorksheetOptions"]:
            self._reading = False
            self._end_visible()
        elif name == "Worksheet":
            self._end_sheet()

    def _end_visible(self) -> None:
        if self._sheet:
            self._sheet.hidden = "".join(self._text).strip() in ("SheetHidden", "SheetVeryHidden")

    def _end_cell(self) -> None:
        width, height = 1 + _count(self._cell, "MergeAcross"), 1 + _count(self._cell, "MergeDown")
        if self._column + width > _MAX_COLUMNS or self._sheet is None:
            raise DamagedError(width)
        first, last = self._row + 1, min(self._row + height, _MAX_ROWS)
        self._sheet.merged.add(first, self._column, last - first + 1, width)
        if is_aggregate(_in_letters(attribute(self._cell, "Formula"), self._column), _letters(self._column)):
            self._sheet.aggregates.setdefault(first, set()).add(self._column)
        value = self._value("".join(self._text))
        if value != "":
            self._cells += [""] * (self._column - len(self._cells))
            self._cells.append(value)
            self._filled += 1
        self._column += width

    def _value(self, text: str) -> Any:
        """What is in the cell, as a person would have typed it."""
        if not self._type:
            return NO_VALUE if attribute(self._cell, "Formula") else ""
        if self._type == "String":
            return self._same.setdefault(text, text)
        if self._type == "Error":
            return ERROR_CELL
        if self._type == "Boolean":
            return text.strip() == "1"
        if self._type == "DateTime":
            return _moment(text.strip())
        if self._type != "Number":
            raise DamagedError(self._type)
        return _number(text.strip(), percent=attribute(self._cell, "StyleID") in self._percent)

    def _end_row(self) -> None:
        if self._sheet and self._cells:
            self._sheet.rows.add(self._row, self._cells, written=self._filled)
        self._row += 1

    def _end_sheet(self) -> None:
        if self._sheet:
            self._sheet.rows.close()
            if self._sheet.rows.found:
                self.found.append(self._sheet)
        self._sheet = None


def _count(attributes: dict[str, str], name: str) -> int:
    text = attribute(attributes, name) or "0"
    if not re.fullmatch(r"[0-9]{1,7}", text):
        raise DamagedError(text)
    return int(text)


def _place(attributes: dict[str, str], following: int) -> int:
    """The place from 0 of a row or a cell, which may say that some before it are blank; never one above."""
    place = _count(attributes, "Index") - 1
    if place == -1:
        return following
    if place < following:
        raise DamagedError(place)
    return place


def _number(text: str, *, percent: bool) -> Any:
    """A number as other workbooks give it; with its % where the style shows it as a percentage."""
    if not _NUMBER.fullmatch(text):
        raise DamagedError("number")
    if percent:
        return percent_text(text)
    if re.fullmatch(r"[+-]?\d{1,15}", text):
        return int(text)
    return float(text)


def _moment(text: str) -> Any:
    """A day or a time; those without a day are of the last one of 1899."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise DamagedError("moment") from None
    if moment.year == 1899:
        return moment.time()
    return held.day(moment)


def _is_percent(code: str) -> bool:
    return code == "Percent" or shows_percent(code)


def _letters(column: int) -> str:
    return column_letters(column + 1)


def _in_letters(formula: str, column: int) -> str:
    """A formula in this column, from 0, with places as A1 in place of R1C1: those in its own column, and
    those in a column that is named outright. Only whether rows differ counts.

    >>> _in_letters("=SUM(R[-12]C:R[-1]C)", 3), _in_letters("=RC[-1]+R2C5", 3)
    ('=SUM(D499988:D499999)', '=RC[-1]+E2')
    """

    def place(match: re.Match[str]) -> str:
        row, letters = match[1] or "[0]", _letters(column)
        if match[2]:
            letters = _letters(int(match[2]) - 1)
        number = _SOME_ROW + int(row[1:-1]) if row.startswith("[") else int(row)
        return f"{letters}{number}"

    if len(formula) <= _LONGEST:
        return _PLACE.sub(place, formula)
    return ""
