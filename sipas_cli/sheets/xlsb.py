"""Binary workbooks (.xlsb): parts of records, each a number of its kind, a length and that many bytes.

Source of the records and their fields: Microsoft, [MS-XLSB] Excel (.xlsb) Binary File Format.
"""

import io
import struct
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from sipas_cli.errors import DataError
from sipas_cli.model import ERROR_CELL
from sipas_cli.sheets import held, package
from sipas_cli.sheets.columns import percent_text
from sipas_cli.sheets.sheet import Sheet
from sipas_cli.sheets.styles import shows_percent

_MAX_ROWS, _MAX_COLUMNS = 1_048_576, 16_384
_MAX_RECORD = 64_000_000

_SHEET, _BOOK_PROPERTIES = 0x9C, 0x99
_TEXT_ITEM = 0x13
_FORMAT, _STYLES_BEGIN, _STYLES_END, _STYLE = 0x2C, 0x269, 0x26A, 0x2F
_ROW, _DATA_BEGIN, _DATA_END = 0x00, 0x91, 0x92
_BLANK, _RK, _ERROR, _BOOL, _REAL, _INLINE, _SHARED, _RICH = 1, 2, 3, 4, 5, 6, 7, 62
#: Formulas hold their value like a cell without one.
_FORMULAS = {8: _INLINE, 9: _REAL, 10: _BOOL, 11: _ERROR}
#: Cells that do not give their column stand right after the cell before them.
_SHORT = {12: _BLANK, 13: _RK, 14: _ERROR, 15: _BOOL, 16: _REAL, 17: _INLINE, 18: _SHARED, 61: _RICH}


@dataclass(frozen=True)
class _Book:
    """What the cells refer to: shared texts by number, whether a style shows dates, and from when, and
    whether it shows percentages."""

    texts: Sequence[str]
    dates: Sequence[bool]
    percents: Sequence[bool]
    since_1904: bool


def sheets(path: Path, name: str) -> Iterator[Sheet]:
    """The work sheets that hold anything. Raises DataError for what is damaged or reaches too far."""
    room = held.Room(name)
    try:
        with package.opened(path, name) as opened:
            parts = package.Package(opened)
            main = parts.book()
            relations = parts.relations(main)
            listed, since_1904 = _listed(parts, main)
            book = _book(parts, relations, since_1904)
            for title, part, hidden in package.work_sheets(listed, relations, name):
                if rows := _rows(parts, part, book, held.Rows(room, title)):
                    yield held.sheet(name, title, rows, hidden=hidden)
    except (struct.error, IndexError) as error:
        raise DataError("file_damaged", where=name) from error


def _records(parts: package.Package, part: str) -> Iterator[tuple[int, bytes]]:
    """The records of a part; kind and length have 7 bits a byte, the lowest first. [MS-XLSB] 2.1.4"""
    with parts.open(part) as packed:
        read = io.BufferedReader(cast(io.RawIOBase, packed), 1 << 16).read
        while first := read(1):
            kind = first[0]
            if kind > 0x7F:
                kind = (kind & 0x7F) | (read(1)[0] & 0x7F) << 7
            length = shift = 0
            more = 0x80
            while more & 0x80:
                more = read(1)[0]
                length |= (more & 0x7F) << shift
                shift += 7
            if length > _MAX_RECORD or len(content := read(length)) < length:
                raise package.DamagedError(length)
            yield kind, content


def _text(content: bytes, place: int) -> tuple[str, int]:
    """A text, its length before it in units of UTF-16, and the place after it. [MS-XLSB] 2.5.168"""
    (length,) = struct.unpack_from("<I", content, place)
    end = place + 4 + 2 * length
    if end > len(content):
        raise package.DamagedError(length)
    return content[place + 4 : end].decode("utf-16-le", "replace").replace("\0", ""), end


def _listed(parts: package.Package, main: str) -> tuple[list[tuple[str, str, bool]], bool]:
    """(name, relationship, hidden) of each sheet, and whether days are counted from 1904."""
    found, since_1904 = [], False
    for kind, content in _records(parts, main):
        if kind == _SHEET:
            relation, end = _text(content, 8)
            found.append((_text(content, end)[0], relation, content[0] != 0))
        elif kind == _BOOK_PROPERTIES:
            since_1904 = bool(content[0] & 1)
    return found, since_1904


def _texts(parts: package.Package, relations: Sequence[package.Relation]) -> list[str]:
    part = package.member_of(relations, "sharedStrings")
    records = _records(parts, part) if part else ()
    return [_text(content, 1)[0] for kind, content in records if kind == _TEXT_ITEM]


def _book(parts: package.Package, relations: Sequence[package.Relation], since_1904: bool) -> _Book:
    from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

    texts, formats = _texts(parts, relations), _formats(parts, relations, BUILTIN_FORMATS)
    percents = [shows_percent(code or "") for code in formats]
    return _Book(texts, list(map(is_date_format, formats)), percents, since_1904)


def _formats(
    parts: package.Package, relations: Sequence[package.Relation], built_in: Mapping[int, str]
) -> list[str | None]:
    """The number format of each style of cells."""
    part = package.member_of(relations, "styles")
    formats = dict(built_in)
    found: list[str | None] = []
    inside = False
    for kind, content in _records(parts, part) if part else ():
        if kind == _FORMAT:
            formats[struct.unpack_from("<H", content)[0]] = _text(content, 2)[0]
        elif kind in (_STYLES_BEGIN, _STYLES_END):
            inside = kind == _STYLES_BEGIN
        elif kind == _STYLE and inside:
            found.append(formats.get(struct.unpack_from("<H", content, 2)[0]))
    return found


def _rows(parts: package.Package, part: str, book: _Book, rows: held.Rows) -> list[list[Any]]:
    row, cells = 0, _Row(book)
    for kind, content in _data(parts, part):
        if kind != _ROW:
            cells.take(kind, content)
            continue
        if cells.filled:
            rows.add(row, cells.values, written=cells.filled)
        (row,), cells = struct.unpack_from("<I", content), _Row(book)
        if row >= _MAX_ROWS:
            raise package.DamagedError(row)
    if cells.filled:
        rows.add(row, cells.values, written=cells.filled)
    rows.close()
    return rows.found


def _data(parts: package.Package, part: str) -> Iterator[tuple[int, bytes]]:
    """The records of rows and cells. Raises DamagedError for a sheet that ends before they do."""
    inside = False
    for kind, content in _records(parts, part):
        if kind == _DATA_END:
            return
        if inside:
            yield kind, content
        inside = inside or kind == _DATA_BEGIN
    raise package.DamagedError(part)


class _Row:
    """The cells of one row, the last of them filled; `filled` is how many are."""

    def __init__(self, book: _Book) -> None:
        self.values: list[Any] = []
        self.filled = 0
        self._book = book
        self._column = -1

    def take(self, kind: int, content: bytes) -> None:
        """Takes in a record: a cell, or something else."""
        if kind in _SHORT:
            kind, self._column, place = _SHORT[kind], self._column + 1, 4
        elif kind in _VALUES or kind in _FORMULAS:
            kind, (self._column,), place = _FORMULAS.get(kind, kind), struct.unpack_from("<I", content), 8
        else:
            return
        if not len(self.values) <= self._column < _MAX_COLUMNS:
            raise package.DamagedError(self._column)
        value = _VALUES[kind](content, place, self._book)
        if value != "":
            self.values.extend([""] * (self._column - len(self.values)))
            self.values.append(value)
            self.filled += 1


def _number(value: float, content: bytes, place: int, book: _Book) -> Any:
    """A number, or the date that its style makes of it; the style stands before the value."""
    style = int.from_bytes(content[place - 4 : place - 1], "little")
    if style < len(book.dates) and book.dates[style]:
        return held.moment(value, since_1904=book.since_1904)
    return percent_text(value) if style < len(book.percents) and book.percents[style] else value


def _compressed(content: bytes, place: int, book: _Book) -> Any:
    """A number in four bytes: an integer, or the upper half of a double; either may be of hundredths.
    [MS-XLSB] 2.5.123"""
    (packed,) = struct.unpack_from("<i", content, place)
    if packed & 2:
        value: float = packed >> 2
    else:
        (value,) = struct.unpack("<d", struct.pack("<Ii", 0, packed & ~3))
    return _number(value / 100 if packed & 1 else value, content, place, book)


def _real(content: bytes, place: int, book: _Book) -> Any:
    (value,) = struct.unpack_from("<d", content, place)
    return _number(value, content, place, book)


def _shared(content: bytes, place: int, book: _Book) -> str:
    number: int = struct.unpack_from("<I", content, place)[0]
    return book.texts[number]


_VALUES: Mapping[int, Callable[[bytes, int, _Book], Any]] = {
    _BLANK: lambda *_: "",
    _RK: _compressed,
    _ERROR: lambda *_: ERROR_CELL,
    _BOOL: lambda content, place, _: content[place] != 0,
    _REAL: _real,
    _INLINE: lambda content, place, _: _text(content, place)[0],
    _SHARED: _shared,
    _RICH: lambda content, place, _: _text(content, place + 1)[0],
}
