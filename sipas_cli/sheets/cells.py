"""The cells of an .xlsx sheet, parsed: slow, and taken only where the bytes give reason to.

What calamine calls blank and is not, errors and formulas without a value, is found here; and numbers that
mean something else than they are, as 0.95 in a cell that shows 95%.
"""

import re
from collections.abc import Mapping
from typing import IO, Any

from sipas_cli.model import ERROR_CELL, NO_VALUE
from sipas_cli.sheets import package
from sipas_cli.sheets.aggregates import Formulas
from sipas_cli.sheets.columns import percent_text, rounded_text
from sipas_cli.sheets.extent import Extent, merge_of
from sipas_cli.text.numbers import fifteen_digits
from sipas_cli.text.places import column_number

_PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_RANGE = re.compile(rb"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")
_ROW = re.compile(r"[1-9][0-9]{0,6}")
_TRUE = ("1", "true")
_MOST_SPECIAL = 20_000_000  # formulas and errors: what is noted of each takes room
_MOST_SHOWN_ROWS, _MOST_SHOWN_COLUMNS = 20_000, 400  # twice what a table of results may have
_INSIDE_CELL = ("f", "v", "t")


#: Row -> its cells that are not what calamine hands over: (column from 0, what they are).
Told = dict[int, list[tuple[int, str]]]


#: Row -> the columns from 0 whose formulas add up, average or count their own column.
Aggregates = dict[int, set[int]]


class Cells:
    """Takes in the elements of a sheet. A row or a cell that does not give its place, which the format
    allows, comes right after the one before it.

    percents  the styles that show a number as a percentage
    struck    the styles that draw a line through what a cell holds
    decimals  the styles whose numbers are wanted as they are shown, and how many digits these show
    """

    def __init__(
        self,
        percents: frozenset[int],
        struck: frozenset[int] = frozenset(),
        decimals: Mapping[int, int] | None = None,
    ) -> None:
        self.extent = Extent()
        self.told: Told = {}
        self.aggregates: Aggregates = {}
        self._formulas = Formulas()
        self._special = 0
        self.struck: set[tuple[int, int]] = set()
        self._percents = {str(style) for style in percents}
        self._struck = {str(style) for style in struck}
        self._decimals = {str(style): digits for style, digits in (decimals or {}).items()}
        self._row = self._column = 0
        self._cell: dict[str, Any] | None = None

    def parse(self, content: IO[bytes], until: int | None = None) -> None:
        """Takes in a sheet, or so many bytes of it. Raises DamagedError for a strange place."""
        package.parse(content, self._start, self._end, self._text, until=until)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "c":
            self._start_cell(attributes)
        elif name in _INSIDE_CELL and self._cell is not None:
            self._cell["formula"] |= name == "f"
            self._cell["value"] |= name != "f"
            self._cell["inside"] = name
            if name == "f":
                self._cell["shared"] = attributes.get("si", "")
        elif name == "row":
            self._start_row(attributes.get("r", str(self._row + 1)))
            if attributes.get("hidden") in _TRUE:
                self.extent.hide([self._row])
        elif name == "col" and attributes.get("hidden") in _TRUE:
            self.extent.hide_columns(attributes.get("min", ""), attributes.get("max", ""))
        elif name == "mergeCell" and (match := _RANGE.fullmatch(attributes.get("ref", "").encode())):
            self.extent.merge([merge_of(*match.groups())])

    def _start_row(self, number: str) -> None:
        if not _ROW.fullmatch(number):
            raise package.DamagedError(number)
        self._row, self._column = int(number), 0

    def _start_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        if reference is None:
            self._column += 1
        elif place := _PLACE.fullmatch(reference):
            self._row, self._column = int(place[2]), column_number(place[1])
        else:
            raise package.DamagedError(reference)
        self._cell = {
            "formula": False,
            "value": False,
            "inside": "",
            "text": "",
            "written": "",
            "shared": "",
            **_kind(attributes),
        }

    def _text(self, content: str) -> None:
        if self._cell is not None and self._cell["inside"] in ("v", "t"):
            self._cell["text"] += content
        elif self._cell is not None and self._cell["inside"] == "f":
            self._cell["written"] += content

    def _end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if self._cell is None:
            return
        if name in _INSIDE_CELL:
            self._cell["inside"] = ""
        elif name == "c":
            cell, self._cell = self._cell, None
            if cell["formula"] or cell["value"] or cell["kind"] == "e":
                self.extent.take(self._row, self._column, 1)
            self._special += cell["formula"] or cell["kind"] == "e"
            if self._special > _MOST_SPECIAL:
                raise package.DamagedError(self._special)
            column = self._column - 1
            if cell["formula"] and self._formulas.is_aggregate(cell["written"], cell["shared"], column):
                self.aggregates.setdefault(self._row, set()).add(self._column - 1)
            if cell["style"] in self._struck and cell["value"]:
                self.struck.add((self._row, self._column - 1))
            if text := self._told(cell):
                self.told.setdefault(self._row, []).append((self._column - 1, text))

    def _told(self, cell: dict[str, Any]) -> str:
        """What a cell is that calamine takes for something else; "" for any other."""
        text = cell["text"].strip()
        if cell["kind"] == "e":
            return ERROR_CELL
        # A formula may well come to an empty text: then t="str", and an empty <v> says it was computed.
        if cell["formula"] and not text and not (cell["kind"] == "str" and cell["value"]):
            return NO_VALUE
        if cell["kind"] == "str" and cell["formula"]:
            rounded = fifteen_digits(text)
            if rounded != text:
                return rounded
            return ""
        if cell["kind"] == "n" and text:
            return self._shown(cell, text)
        return ""

    def _shown(self, cell: dict[str, Any], text: str) -> str:
        """What a cell with a number shows, where its format says something else; "" for any other."""
        percent = cell["style"] in self._percents
        near = self._row <= _MOST_SHOWN_ROWS and self._column <= _MOST_SHOWN_COLUMNS
        if cell["style"] in self._decimals and near:
            return rounded_text(text, self._decimals[cell["style"]], percent=percent)
        if percent:
            return percent_text(text)
        return ""


def _kind(attributes: dict[str, str]) -> dict[str, str]:
    return {"kind": attributes.get("t", "n"), "style": attributes.get("s", "0")}
