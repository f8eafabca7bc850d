"""The bytes of an .xlsx sheet in pieces of whole rows, and the rows and cells of a piece, many at once.

Known is how programs write them: every row and cell with its place before all else, in order, nothing between
that is no row, cell or part of one. Anything else is handed over.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, IntEnum
from functools import cache
from typing import TYPE_CHECKING

from sipas_cli.sheets.held import MOST_COLUMNS, MOST_ROWS
from sipas_cli.sheets.letters import HandOverError, Letters, masks

if TYPE_CHECKING:
    from sipas_cli.model import Bools, Bytes, Longs

LONGEST_PIECE = 64_000_000  # bytes without the end of a row

_OPEN, _CLOSE, _SLASH, _QUOTE, _A = b'<>/"A'
_ROW_BEGIN, _ROW, _ROW_END, _CELL, _CELL_END = b"<row ", b'<row r="', b"</row>", b'<c r="', b"</c>"
_INSIDE = b"vitf"  # first letters of the tags within a cell: value, inline string, text, formula
_DATA, _DATA_CLOSED, _DATA_END = b"<sheetData>", b"<sheetData/>", b"</sheetData>"
_MOST_ROW_DIGITS, _MOST_LETTERS = 7, 3
_LETTERS = 26
_ROOT = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:<\?xml [^<>]*\?>\s*)?<worksheet\s[^<>]*"
    rb'(?<=\s)xmlns="http://schemas\.openxmlformats\.org/spreadsheetml/2006/main"'
)
_ENCODED = re.compile(rb"""\sencoding=["'](?!utf-8["'])""", re.IGNORECASE)
_ROW_OR_CELL = re.compile(rb"<(?:[^<>:\s]*:)?(?:c|row|sheetData)[\s/>]")
_ROW_LEVEL, _CELL_LEVEL = 2, 1


class Part(Enum):
    """A part of a sheet: what stands before its rows, some of these, what stands behind them."""

    HEAD = 0
    ROWS = 1
    TAIL = 2


def pieces(chunks: Iterable[bytes]) -> Iterator[tuple[Part, bytes]]:
    """A sheet as its head, pieces of whole rows, and its tail."""
    following = iter(chunks)
    head, closed, rest = _head(following)
    yield Part.HEAD, head
    while not closed:
        end = rest.find(_DATA_END)
        closed = end >= 0
        # A row without cells has no end of its own: what is surely whole stands before the last begun one.
        cut = end if closed else max(rest.rfind(_ROW_BEGIN), 0)
        if cut:
            yield Part.ROWS, rest[:cut]
            rest = rest[cut:]
        if not closed:
            rest = _longer(rest, following)
    tail = rest.removeprefix(_DATA_END) + b"".join(following)
    if b"<!" in tail or _ROW_OR_CELL.search(tail):
        raise HandOverError
    yield Part.TAIL, tail


def _head(following: Iterator[bytes]) -> tuple[bytes, bool, bytes]:
    """The bytes before the rows, whether there are no rows at all, and the bytes that follow."""
    rest = b""
    while _DATA not in rest and _DATA_CLOSED not in rest:
        rest = _longer(rest, following)
    closed = _DATA not in rest
    head, _, rest = rest.partition(_DATA_CLOSED if closed else _DATA)
    declaration = head.partition(b"?>")[0] if b"<?xml" in head[:8] else b""
    if not _ROOT.match(head) or b"<!" in head or _ENCODED.search(declaration) or _ROW_OR_CELL.search(head):
        raise HandOverError
    return head, closed, rest


def _longer(rest: bytes, following: Iterator[bytes]) -> bytes:
    """The bytes with those that follow. Hands over a sheet that ends here, or whose rows never do."""
    chunk = next(following, b"")
    if not chunk or len(rest) > LONGEST_PIECE:
        raise HandOverError
    return rest + chunk


def first_rows(chunks: Iterable[bytes], count: int) -> bytes:
    """The first rows of a sheet, at most so many of those that hold cells."""
    some: list[bytes] = []
    left = count
    for part, piece in pieces(chunks):
        if part is Part.ROWS:
            some.append(piece)
            left -= piece.count(_ROW_END)
        if part is Part.TAIL or left <= 0:
            break
    rows = b"".join(some)
    end = 0
    for _ in range(count):
        if (place := rows.find(_ROW_END, end)) < 0:
            return rows
        end = place + len(_ROW_END)
    return rows[:end]


@dataclass(frozen=True)
class Cells:
    """The cells of a piece, as arrays, those of a row from left to right.

    rows        the numbers of the rows, from 1, in order
    owners      of each cell, which of the rows it is in
    columns     of each cell, its column from 0
    attributes  of each cell, where they begin, behind its place
    bodies      of each cell, where what it holds begins: behind the mark that ends its tag
    stops       of each cell, where that ends: before the tag that closes it; of one that is closed at once,
                where its attributes end
    closed      of each cell, whether it is closed at once and holds nothing
    row_marks   of each row, where its other attributes begin and how long they are
    formulas    how many there are, wherever they stand
    """

    letters: Letters
    rows: "Longs"
    owners: "Longs"
    columns: "Longs"
    attributes: "Longs"
    bodies: "Longs"
    stops: "Longs"
    closed: "Bools"
    row_marks: tuple["Longs", "Longs"]
    formulas: int

    @property
    def filled(self) -> "Bools":
        """Which cells hold something, be it empty."""
        mask: Bools = ~self.closed & (self.stops > self.bodies)
        return mask

    @property
    def heads(self) -> tuple["Longs", "Longs"]:
        """Of each cell, where its attributes begin and how long they are."""
        ends = self.bodies - 1 - self.closed
        return self.attributes, ends - self.attributes

    def some(self, chosen: "Longs | Bools") -> "Cells":
        """Some of the cells."""
        return Cells(
            self.letters,
            self.rows,
            self.owners[chosen],
            self.columns[chosen],
            self.attributes[chosen],
            self.bodies[chosen],
            self.stops[chosen],
            self.closed[chosen],
            self.row_marks,
            self.formulas,
        )


def cells_of(piece: bytes, after: int) -> Cells:
    """The cells of some whole rows.

    after   the number of the row above them
    """
    import numpy as np

    letters = Letters(piece)
    tags, ends = _tags(letters)
    kinds = _tag_kinds()[letters.pairs[tags + 1]]
    rows, cells = np.flatnonzero(kinds == _Tag.ROW), np.flatnonzero(kinds == _Tag.CELL)
    row_tags, cell_tags = tags[rows], tags[cells]
    written = letters.begin(row_tags, _ROW).all() and letters.begin(cell_tags, _CELL).all()
    if not written or not (kinds != _Tag.OTHER).all():
        raise HandOverError
    closed = letters.signs[ends[cells] - 1] == _SLASH
    _refuse_nesting(kinds, rows, letters.signs[ends[rows] - 1] == _SLASH, cells[closed])
    numbers, starts, lengths = _row_numbers(letters, row_tags, after)
    begun = np.searchsorted(cells, rows)
    owners = np.repeat(np.arange(len(rows)), np.diff(begun, append=len(cells)))
    columns, attributes = _columns(letters, cell_tags + len(_CELL), owners, starts, lengths)
    bodies = ends[cells] + 1
    stops = bodies - len("/>")
    stops[~closed] = tags[np.flatnonzero(kinds == _Tag.CELL_END)]
    marks = starts + lengths + 1
    row_marks = marks, ends[rows] - marks
    formulas = int((kinds == _Tag.FORMULA).sum())
    return Cells(letters, numbers, owners, columns, attributes, bodies, stops, closed, row_marks, formulas)


class _Tag(IntEnum):
    """What a tag is by its first two letters."""

    OTHER = 0
    ROW = 1
    ROW_END = 2
    CELL = 3
    CELL_END = 4
    FORMULA = 5
    INSIDE = 6


@cache
def _tag_kinds() -> "Bytes":
    """The kind of a tag for each two letters, the first of them in the lower byte."""
    import numpy as np

    kinds = np.full((256, 256), _Tag.OTHER, dtype=np.uint8)
    for letter in _INSIDE:
        kinds[:, letter] = _Tag.INSIDE
        kinds[letter, _SLASH] = _Tag.INSIDE
    kinds[:, ord("f")] = _Tag.FORMULA
    kinds[ord("o"), ord("r")] = _Tag.ROW
    kinds[ord("r"), _SLASH] = _Tag.ROW_END
    kinds[ord(" "), ord("c")] = _Tag.CELL
    kinds[ord("c"), _SLASH] = _Tag.CELL_END
    return kinds.reshape(-1)


def _tags(letters: Letters) -> tuple["Longs", "Longs"]:
    """Where tags begin and end: one mark after the other, or it is no mark of a tag."""
    import numpy as np

    marks = np.flatnonzero((letters.signs | (_OPEN ^ _CLOSE)) == _CLOSE)
    tags, ends = marks[0::2], marks[1::2]
    opened, ended = letters.signs[tags] == _OPEN, letters.signs[ends] == _CLOSE
    if len(tags) != len(ends) or not opened.all() or not ended.all():
        raise HandOverError
    return tags, ends


def _refuse_nesting(kinds: "Bytes", rows: "Longs", empty: "Bools", empty_cells: "Longs") -> None:
    """Hands over cells outside rows, rows in rows, cells in cells: of each tag, what is open behind it.

    empty         which of the rows are closed at once
    empty_cells   the tags of the cells that are
    """
    import numpy as np

    steps = np.zeros(len(_Tag), dtype=np.int8)
    steps[[_Tag.ROW, _Tag.ROW_END]] = _ROW_LEVEL, -_ROW_LEVEL
    steps[[_Tag.CELL, _Tag.CELL_END]] = _CELL_LEVEL, -_CELL_LEVEL
    step = steps[kinds]
    step[rows[empty]] = 0
    step[empty_cells] = 0
    level = np.cumsum(step, dtype=np.int8)
    # What goes wrong is seen before a count of so small a size goes round: each step is at most two.
    sound = (level == 0) | (level == _ROW_LEVEL) | (level == _ROW_LEVEL + _CELL_LEVEL)
    outside = (level[rows[empty]] != 0).any() or (level[empty_cells] != _ROW_LEVEL).any()
    if not sound.all() or outside or level[-1:].any():
        raise HandOverError


def _row_numbers(letters: Letters, tags: "Longs", after: int) -> tuple["Longs", "Longs", "Longs"]:
    """The numbers of rows, which rise, and where and how long their digits are."""
    import numpy as np

    starts = tags + len(_ROW)
    lengths = np.zeros(len(starts), dtype=np.int64)
    inside = np.ones(len(starts), dtype=bool)
    for offset in range(_MOST_ROW_DIGITS + 1):
        inside &= letters.signs[starts + offset] != _QUOTE
        lengths += inside
    numbers, whole = letters.numbers(starts, lengths)
    if (
        not whole.all()
        or (np.diff(numbers, prepend=after) <= 0).any()
        or numbers[-1:].max(initial=0) > MOST_ROWS
    ):
        raise HandOverError
    return numbers, starts, lengths


def _columns(
    letters: Letters, places: "Longs", owners: "Longs", starts: "Longs", lengths: "Longs"
) -> tuple["Longs", "Longs"]:
    """The columns of cells from 0, and where their attributes begin. The digits of each place are its
    row, and the columns of a row rise.

    places          where the places of the cells begin
    starts, lengths where the numbers of the rows begin, and how long they are
    """
    import numpy as np

    columns = letters.signs[places].astype(np.int64) - _A + 1
    capital = (columns >= 1) & (columns <= _LETTERS)
    if not capital.all():
        raise HandOverError
    digits = places + 1
    for _ in range(_MOST_LETTERS - 1):
        letter = letters.signs[digits].astype(np.int64) - _A + 1
        capital &= (letter >= 1) & (letter <= _LETTERS)
        columns = np.where(capital, columns * _LETTERS + letter, columns)
        digits = digits + capital
    length = lengths[owners]
    mask = masks()[length]
    unlike = (letters.words[digits] ^ letters.words[starts][owners]) & mask
    quotes = letters.signs[digits + length]
    ordered = (np.diff(columns) > 0) | (np.diff(owners) > 0)
    if unlike.any() or (quotes != _QUOTE).any() or not ordered.all() or columns.max(initial=0) > MOST_COLUMNS:
        raise HandOverError
    return columns - 1, digits + length + 1
