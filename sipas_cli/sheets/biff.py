"""What xlrd does not tell of an .xls without parsing all of its formats: rows and columns that nobody sees,
merged cells, numbers that are shown as percentages, and cells that are struck through.

Source of the records and their fields: Microsoft, [MS-XLS] Excel Binary File Format, 2.4.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from sipas_cli.sheets.held import Merged
from sipas_cli.sheets.styles import BUILT_IN_NUMBERS, BUILT_IN_PERCENTS, decimals_shown, shows_percent

_BOF, _EOF, _BOUND_SHEET, _FORMAT, _XF, _FONT = 0x809, 0x0A, 0x85, 0x41E, 0xE0, 0x31
_COLUMNS, _TEXT = 0x7D, 0xFD
#: There is no font of this number: those from here on are numbered one higher than they stand.
_NO_FONT = 4
_ROW, _MERGED, _NUMBER, _RK, _MANY_RK, _FORMULA = 0x208, 0xE5, 0x203, 0x27E, 0xBD, 0x06
_WORK_SHEET = 0x10
_BIFF8 = 0x600
_HIDDEN, _STYLE, _STRUCK = 0x20, 0x04, 0x08
_MOST_COLUMNS = 256
_WIDE = 0x01  # two bytes a letter


@dataclass
class Told:
    """What the records of one sheet tell; `percents` and `struck` are cells, (row, column) from 0;
    `decimals` has how many digits a cell shows behind the mark, where that is asked for."""

    hidden_rows: set[int] = field(default_factory=set)
    merged: Merged = field(default_factory=Merged)
    percents: set[tuple[int, int]] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    struck: set[tuple[int, int]] = field(default_factory=set)
    decimals: dict[tuple[int, int], int] = field(default_factory=dict)


def told(stream: bytes, *, as_shown: bool = False) -> list[Told]:
    """What the records tell of each work sheet, in the order of the workbook; `as_shown`: also how many
    digits the cells with numbers show."""
    book = _Book(as_shown=as_shown)
    for place, kind, content in _records(stream):
        book.take(place, kind, content)
    return [book.sheets.get(place, Told()) for place in book.listed]


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    place = 0
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        yield place, kind, stream[place + 4 : place + 4 + length]
        place += 4 + length


class _Book:
    """Takes in the records of a workbook. A chart within a sheet has records of its own between a
    beginning and an end."""

    def __init__(self, *, as_shown: bool) -> None:
        self._as_shown = as_shown
        self._decimals: dict[int, int] = {}
        self.listed: list[int] = []
        self.sheets: dict[int, Told] = {}
        self._formats: dict[int, str] = {**BUILT_IN_PERCENTS, **BUILT_IN_NUMBERS}
        self._styles: list[int] = []
        self._percents: set[int] = set()
        self._fonts: list[bool] = []  # whether each strikes through
        self._font_of: list[int] = []
        self._struck: set[int] = set()
        self._wide = True
        self._depth = 0
        self._sheet: Told | None = None

    def take(self, place: int, kind: int, content: bytes) -> None:
        if kind == _BOF:
            self._begin(place, content)
        elif kind == _EOF:
            self._depth -= 1
        elif self._depth == 1 and self._sheet is not None:
            self._take_in_sheet(self._sheet, kind, content)
        elif kind == _BOUND_SHEET and content[5] == 0:
            self.listed.append(struct.unpack_from("<I", content)[0])
        elif kind == _FORMAT:
            self._formats[struct.unpack_from("<H", content)[0]] = self._text(content[2:])
        elif kind == _XF:
            font, number, flags = struct.unpack_from("<HHH", content)
            self._styles.append(-1 if flags & _STYLE else number)
            self._font_of.append(font - (font > _NO_FONT))
        elif kind == _FONT:
            self._fonts.append(bool(struct.unpack_from("<2xH", content)[0] & _STRUCK))

    def _begin(self, place: int, content: bytes) -> None:
        version, kind = struct.unpack_from("<HH", content)
        self._depth += 1
        if self._depth == 1:
            self._wide = version >= _BIFF8
            self._sheet = self.sheets.setdefault(place, Told()) if kind == _WORK_SHEET else None
            codes = [self._formats.get(number, "") for number in self._styles]
            self._percents = {style for style, code in enumerate(codes) if shows_percent(code)}
            if self._as_shown:
                shown = {style: decimals_shown(code) for style, code in enumerate(codes)}
                self._decimals = {style: digits for style, digits in shown.items() if digits is not None}
            struck = {font for font, is_struck in enumerate(self._fonts) if is_struck}
            self._struck = {style for style, font in enumerate(self._font_of) if font in struck}

    def _text(self, content: bytes) -> str:
        """A number format; before Excel 97 its length takes one byte, and no letter takes two."""
        if not self._wide:
            return content[1 : 1 + content[0]].decode("latin-1")
        letters = content[3:]
        if content[2] & _WIDE:
            return letters.decode("utf-16-le", "replace")
        return letters.decode("latin-1")

    def _take_in_sheet(self, sheet: Told, kind: int, content: bytes) -> None:
        if kind == _ROW:
            row, flags = struct.unpack_from("<H10xH", content)
            if flags & _HIDDEN:
                sheet.hidden_rows.add(row + 1)
        elif kind == _MERGED:
            for first, last, left, right in struct.iter_unpack(
                "<4H", content[2 : 2 + (len(content) - 2) // 8 * 8]
            ):
                sheet.merged.add(first + 1, left, last - first + 1, right - left + 1)
        elif kind == _COLUMNS:
            first, last, flags = struct.unpack_from("<2H4xH", content)
            if flags & 1:
                sheet.hidden_columns.update(range(first, min(last + 1, _MOST_COLUMNS)))
        elif not self._percents and not self._struck and not self._decimals:
            return
        elif kind in (_NUMBER, _RK, _FORMULA, _TEXT):
            row, column, style = struct.unpack_from("<3H", content)
            if style in self._percents and kind != _TEXT:
                sheet.percents.add((row, column))
            if style in self._struck:
                sheet.struck.add((row, column))
            if style in self._decimals and kind != _TEXT:
                sheet.decimals[row, column] = self._decimals[style]
        elif kind == _MANY_RK:
            row, first = struct.unpack_from("<2H", content)
            styles = [
                cell[0] for cell in struct.iter_unpack("<HI", content[4 : 4 + (len(content) - 6) // 6 * 6])
            ]
            sheet.percents.update(
                (row, first + n) for n, style in enumerate(styles) if style in self._percents
            )
            sheet.struck.update((row, first + n) for n, style in enumerate(styles) if style in self._struck)
            sheet.decimals.update(
                ((row, first + n), self._decimals[style])
                for n, style in enumerate(styles)
                if style in self._decimals
            )
