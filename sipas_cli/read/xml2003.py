"""XML Spreadsheet 2003, mostly named .xls: one pass over the XML.

Source of the elements: Microsoft, XML Spreadsheet Reference (Office 2003), namespace
urn:schemas-microsoft-com:office:spreadsheet.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.parsers import expat

from sipas_cli.errors import DataError, SurroundingsError, reason
from sipas_cli.model import ERROR_CELL, NO_VALUE
from sipas_cli.read import held, package
from sipas_cli.read.package import DamagedError, attribute
from sipas_cli.read.source import Sheet

_MAX_ROWS, _MAX_COLUMNS = 1_048_576, 16_384
_NUMBER = re.compile(r"[+-]?\d{1,40}(?:\.\d{1,40})?(?:[eE][+-]?\d{1,3})?")
_QUOTED = re.compile(r'"[^"]*"|\\.')


def sheets(path: Path, name: str) -> Iterator[Sheet]:
    """The work sheets that hold anything. Raises DataError for what is damaged or reaches too far."""
    book = _Book(held.Room(name))
    try:
        with path.open("rb") as file:
            package.parse(file, book.start, book.end, book.text)
    except OSError as error:
        raise SurroundingsError("file_unreadable", where=name, reason=reason(error)) from None
    except (expat.ExpatError, DamagedError) as error:
        raise DataError("file_damaged", where=name) from error
    for found in book.found:
        yield held.sheet(
            name,
            found.name,
            found.rows.found,
            hidden=found.hidden,
            hidden_rows=found.hidden_rows,
            merged=found.merged.found,
        )


@dataclass
class _Found:
    """What is taken in of one sheet."""

    name: str
    rows: held.Rows
    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    merged: held.Merged = field(default_factory=held.Merged)


class _Book:
    """Takes in the elements. `found` has each sheet with content."""

    def __init__(self, room: held.Room) -> None:
        self.found: list[_Found] = []
        self._room = room
        self._path: list[str] = []  # the names of the elements around, without prefixes
        self._style = ""
        self._percent: set[str] = set()  # the styles that show a percentage
        self._sheet: _Found | None = None
        self._hidden_row = False
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
            self._sheet, self._row = _Found(title, held.Rows(self._room, title)), 0
        elif name == "Row" and around == ["Table"]:
            self._row = _place(attributes, self._row)
            self._cells, self._column, self._filled = [], 0, 0
            self._hidden_row = attribute(attributes, "Hidden") == "1"
        elif name == "Cell" and around == ["Row"]:
            self._column = _place(attributes, self._column)
            self._cell, self._type, self._text = attributes, "", []
        elif name == "Data" and around == ["Cell"]:
            self._type = attribute(attributes, "Type") or "String"
            self._reading = True
        elif name == "Visible" and around == ["WorksheetOptions"]:
            self._text, self._reading = [], True

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
        elif name == "Visible" and around == ["WorksheetOptions"] and self._sheet:
            self._reading = False
            self._sheet.hidden = "".join(self._text).strip() in ("SheetHidden", "SheetVeryHidden")
        elif name == "Worksheet":
            self._end_sheet()

    def _end_cell(self) -> None:
        width = 1 + _count(self._cell, "MergeAcross")
        if self._column + width > _MAX_COLUMNS:
            raise DamagedError(width)
        value = self._value("".join(self._text))
        if value != "" and self._sheet:
            self._sheet.merged.add(self._row + 1, self._column, 1 + _count(self._cell, "MergeDown"), width)
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
        if self._row >= _MAX_ROWS or self._sheet is None:
            raise DamagedError(self._row)
        if self._cells:
            self._sheet.rows.add(self._row, self._cells, written=self._filled)
        if self._cells and self._hidden_row:
            self._sheet.hidden_rows.add(self._row + 1)
        self._row += 1

    def _end_sheet(self) -> None:
        if self._sheet is None:
            raise DamagedError("Worksheet")
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
        return f"{(Decimal(text) * 100).normalize():f}%"
    return int(text) if re.fullmatch(r"[+-]?\d{1,15}", text) else float(text)


def _moment(text: str) -> Any:
    """A day or a time; those without a day are of the last one of 1899."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise DamagedError("moment") from None
    return found.time() if found.year == 1899 else held.day(found)


def _is_percent(pattern: str) -> bool:
    return pattern == "Percent" or "%" in _QUOTED.sub("", pattern)
