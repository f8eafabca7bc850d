"""How far the cells of an .xlsx sheet reach, from its bytes: several times faster than parsing them.

calamine allocates the whole rectangle of a sheet, so one cell at XFD1048576 would cost gigabytes: what it
is given must have been measured. Only cells that hold something count, as calamine passes the others over:
programs write formats down to row 1048576.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import IO, TYPE_CHECKING, Any

from sipas_cli.model import Merge
from sipas_cli.sheets.held import LARGE, MAX_MERGED, MOST_COLUMNS, MOST_ROWS, SPARSE
from sipas_cli.sheets.package import DamagedError
from sipas_cli.sheets.sheet import Marks
from sipas_cli.text.places import column_number

if TYPE_CHECKING:
    from sipas_cli.model import Bools, Bytes

_CHUNK = 1_000_000
_LONGEST_TEXT = 64_000_000  # between two tags
_PADDING = bytes(16)  # no tag that is looked at reaches beyond
_OPEN, _CLOSE, _SLASH, _QUOTE = b'<>/"'
_BEGUN = len("</")  # of the tag that follows
_DIGITS = 8  # one more than a row can have

_PREFIXED = re.compile(rb":(?:c|row|f)[\s/>]")
_HIDDEN = re.compile(rb'<row r="([0-9]{1,7})"[^<>]*?\shidden="(?:1|true)"')
_MERGED = re.compile(
    rb"""<(?:\w+:)?mergeCell\s[^<>]*?ref\s*=\s*["']([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})["']"""
)
_COLUMN = re.compile(rb"<(?:\w+:)?col\s([^<>]*)>")
_OF_COLUMN = re.compile(rb"""\b(min|max|hidden)\s*=\s*["']([0-9a-z]{1,7})["']""")
_DATA_END = re.compile(rb"</(?:\w+:)?sheetData\s*>")
_CELL_OR_ROW = re.compile(rb"<(?:[^<>:\s]*:)?(?:c|row)[\s/>]")


@dataclass
class Extent:
    """How far the filled cells of a sheet reach, and what else its bytes tell.

    cells         how many are filled
    end           how many bytes of the sheet hold them; None where nobody knows
    hidden_rows   rows that nobody sees, by a filter or by hand
    hidden_columns   columns from 0 that nobody sees
    """

    rows: int = 0
    columns: int = 0
    cells: int = 0
    end: int | None = field(default=None, compare=False)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[Merge] = field(default_factory=list)

    @property
    def is_empty_space(self) -> bool:
        """Whether hardly any cell of so large a sheet is filled."""
        rectangle = self.rows * self.columns
        return rectangle > LARGE and self.cells * SPARSE < rectangle

    def take(self, rows: int, columns: int, cells: int) -> None:
        """Takes in some filled cells, the farthest of them at this row and column, counted from 1."""
        self.rows = max(self.rows, rows)
        self.columns = max(self.columns, columns)
        self.cells += cells

    def hide(self, rows: Iterable[int]) -> None:
        """Takes in rows that nobody sees."""
        self.hidden_rows.update(row for row in rows if row <= MOST_ROWS)

    def hide_columns(self, first: str, last: str) -> None:
        """Takes in columns that nobody sees, numbered from 1 as a sheet does."""
        if first.isdecimal() and last.isdecimal():
            self.hidden_columns.update(range(int(first) - 1, min(int(last), MOST_COLUMNS)))

    def note_head(self, piece: bytes) -> None:
        """Takes in the columns that nobody sees, of which the bytes before the rows tell."""
        for column in _COLUMN.findall(piece):
            attributes = dict(_OF_COLUMN.findall(column))
            if attributes.get(b"hidden") in (b"1", b"true"):
                first, last = (attributes.get(name, b"").decode() for name in (b"min", b"max"))
                self.hide_columns(first, last)

    def note_rows(self, piece: bytes) -> None:
        """Takes in the rows that nobody sees."""
        if b'hidden="' in piece:
            self.hide(map(int, _HIDDEN.findall(piece)))

    def note_tail(self, piece: bytes) -> None:
        """Takes in the merged cells, of which the bytes behind the rows tell."""
        if b"mergeCell" in piece:
            self.merge(merge_of(*corners) for corners in _MERGED.findall(piece))

    def merge(self, merges: Iterable[Merge]) -> None:
        """Takes in merged cells. Raises DamagedError for more than a table has."""
        self.merged += islice(merges, MAX_MERGED + 1)
        if len(self.merged) > MAX_MERGED:
            raise DamagedError(len(self.merged))


def marks_of(
    extent: Extent, aggregates: Mapping[int, Collection[int]], struck: Collection[tuple[int, int]]
) -> Marks:
    """What a sheet says besides its texts."""
    return Marks(
        extent.columns,
        frozenset(extent.hidden_rows),
        tuple(extent.merged),
        aggregates,
        frozenset(extent.hidden_columns),
        frozenset(struck),
    )


class UnsureError(Exception):
    """The bytes are not written as programs do: only parsing them tells."""


def quick_look(content: IO[bytes], styles: frozenset[int]) -> tuple[Extent, bool]:
    """How far the cells reach, and whether some of them may be other than calamine says: errors,
    formulas, or in one of these styles. Raises UnsureError where a parser must tell."""
    look = _QuickLook(styles)
    for piece in _pieces(content):
        look.take(piece)
    return look.extent, look.suspect


def _pieces(content: IO[bytes]) -> Iterator[bytes]:
    """The bytes in pieces that begin with a tag and end with the first two bytes of the one that follows."""
    rest = b""
    while chunk := content.read(_CHUNK):
        rest += chunk
        last = rest.rfind(b"<", 0, -1)
        if last > 0:
            yield rest[: last + _BEGUN]
            rest = rest[last:]
        elif len(rest) > _LONGEST_TEXT:
            raise DamagedError(len(rest))
    yield rest + b"< "


class _QuickLook:
    """Sees every tag of a piece at once, as an array of bytes."""

    def __init__(self, styles: frozenset[int]) -> None:
        self.extent = Extent()
        self.suspect = False
        self._styles = [b' s="%d"' % style for style in styles]
        self._ended = self._filled = False
        self._place = 0

    def take(self, piece: bytes) -> None:
        """Takes in a piece, up to the end of the data and beyond. There lie lists, rules and drawings, whose
        formulas are those of no cell."""
        if b"\0" in piece[:8]:  # UTF-16, in which calamine finds nothing at all and does not say so
            raise DamagedError("UTF-16")
        if b"hidden=" in piece and not self.extent.cells:
            self.extent.note_head(piece)
        end = None if self._ended or b"sheetData" not in piece else _DATA_END.search(piece)
        if not self._ended:
            before = self.extent.cells
            self._take_data(piece[: end.start() + _BEGUN] if end else piece)
            self._note_end(len(piece) - _BEGUN, filled=self.extent.cells > before)
        self._ended = self._ended or end is not None
        if self._ended and _CELL_OR_ROW.search(piece, end.start() if end else 0):
            raise UnsureError
        self.extent.note_tail(piece)

    def _note_end(self, length: int, *, filled: bool) -> None:
        """The last cell of a piece may end in the one that follows."""
        self._place += length
        if filled or self._filled:
            self.extent.end = self._place
        self._filled = filled

    def _take_data(self, piece: bytes) -> None:
        import numpy as np

        letters = np.frombuffer(piece + _PADDING, dtype=np.uint8)
        tags = np.flatnonzero(letters == _OPEN)
        tags, following = tags[:-1], tags[1:]
        first, second = letters[tags + 1], letters[tags + 2]
        cells = (first == ord("c")) & ~_is_letter(second)
        rows = (first == ord("r")) & (second == ord("o")) & ~_is_letter(letters[tags + 4])
        if int(cells.sum() + rows.sum()) != piece.count(b'<c r="') + piece.count(b'<row r="'):
            raise UnsureError  # one without a place, or with something before it
        if b":" in piece and _PREFIXED.search(piece):
            raise UnsureError
        next_tag = following[cells]
        closed = (letters[next_tag - 1] == _CLOSE) & (letters[next_tag - 2] == _SLASH)
        self._measure(letters, tags[cells][~closed & (letters[next_tag + 1] != _SLASH)])
        formulas = (first == ord("f")) & ~_is_letter(second)
        self.suspect = self.suspect or bool(formulas.any()) or self._may_differ(piece)
        self.extent.note_rows(piece)

    def _measure(self, letters: Any, cells: Any) -> None:
        """Takes in filled cells by the places that they give."""
        import numpy as np

        if not len(cells):
            return
        place = cells + len('<c r="')
        column = letters[place].astype(np.int32) - 64
        plain: Bools = _is_capital(letters[place])
        for _ in range(2):
            place = place + 1
            more = _is_capital(letters[place])
            column = np.where(more, column * 26 + letters[place] - 64, column)
            place = place - ~more
        place = place + 1
        row = np.zeros(len(cells), dtype=np.int32)
        inside = np.ones(len(cells), dtype=bool)
        for _ in range(_DIGITS):
            digit: Bytes = letters[place] - 48
            inside &= digit < 10
            if not inside.any():
                break
            row = np.where(inside, row * 10 + digit, row)
            place = place + inside
        if not plain.all() or (letters[place] != _QUOTE).any() or (row == 0).any():
            raise UnsureError
        self.extent.take(int(row.max()), int(column.max()), len(cells))

    def _may_differ(self, piece: bytes) -> bool:
        """Whether there may be an error cell, or one of the styles that change what a number means."""
        return b'"e"' in piece or b"'e'" in piece or any(style in piece for style in self._styles)


def _is_letter(letters: "Bytes") -> "Bools":
    mask: Bools = (letters | 32) - 97 < 26
    return mask


def _is_capital(letters: "Bytes") -> "Bools":
    mask: Bools = letters - 65 < 26
    return mask


def merge_of(first_letters: bytes, first_row: bytes, last_letters: bytes, last_row: bytes) -> Merge:
    """The cells from one corner to the other, whichever of them a file names first."""
    columns = sorted((column_number(first_letters.decode()), column_number(last_letters.decode())))
    rows = sorted((int(first_row), int(last_row)))
    return Merge(rows[0], rows[1], columns[0] - 1, columns[1] - 1)
