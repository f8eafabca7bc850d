"""One pass over the bytes of an .xlsx sheet: its wanted columns, and what else of it tells how to read them.

Many cells are seen at once, and each spelling of a cell is judged once, and exactly. A sheet that is not
written as programs do is handed over: then the library reads it, and much slower. Nothing is guessed.
"""

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from sipas_cli.model import TOP_ROWS, Block, Column
from sipas_cli.sheets.aggregates import Formulas
from sipas_cli.sheets.columns import shown
from sipas_cli.sheets.extent import Extent
from sipas_cli.sheets.held import MOST_COLUMNS
from sipas_cli.sheets.letters import HandOverError, Spellings
from sipas_cli.sheets.limits import limits
from sipas_cli.sheets.pieces import Cells, Part, cells_of, first_rows, pieces
from sipas_cli.sheets.strings import text_of
from sipas_cli.sheets.values import BLANK, PLAIN_NUMBERS, Kind, Values

if TYPE_CHECKING:
    from sipas_cli.model import Bools, Ints, Longs

MOST_CELLS_AT_ONCE = 20_000_000  # rows of a piece times wanted columns

_SPARSE = 16  # times more values than there are cells in a column
_VALUE, _VALUE_END = b"<v>", b"</v>"
_FORMULA = re.compile(rb"<f((?: [^<>]*)?)(?:/>|>([^<]*)</f>)")
_SHARED = re.compile(rb' si="([0-9]{1,9})"')
_HIDDEN_ROW = re.compile(rb'\shidden="(?:1|true)"')


class Scan:
    """Takes in the pieces of a sheet.

    extent      how far its filled cells reach, what is hidden, what is merged
    aggregates  row -> columns from 0 whose formulas add up, average or count their own column
    struck      (row, column from 0) of wanted cells with a line through what they hold
    """

    def __init__(self, values: Values, wanted: Sequence[int], header_row: int) -> None:
        import numpy as np

        self.extent = Extent()
        self.aggregates: dict[int, set[int]] = {}
        self.struck: set[tuple[int, int]] = set()
        self._values = values
        self._wanted = wanted
        self._header_row = header_row
        self._line_of = np.full(MOST_COLUMNS, -1, dtype=np.int64)
        self._line_of[list(wanted)] = np.arange(len(wanted))
        self._formulas = Formulas()
        self._row_marks = Spellings(lambda marks: int(bool(_HIDDEN_ROW.search(marks))))
        self._row = self._kept = 0
        self._most_cells = limits().held_cells
        self._rows: list[Ints] = []
        self._lines: list[Ints] = []

    def take(self, part: Part, piece: bytes) -> None:
        """Takes in a piece."""
        match part:
            case Part.HEAD:
                self.extent.note_head(piece)
            case Part.TAIL:
                self.extent.note_tail(piece)
            case Part.ROWS:
                self._take_rows(piece)

    def _take_rows(self, piece: bytes) -> None:
        cells = cells_of(piece, self._row)
        if not len(cells.rows):
            return
        self._row = int(cells.rows[-1])
        filled = cells.filled
        self._measure(cells, filled)
        hidden = self._row_marks.numbers(cells.letters, *cells.row_marks)
        self.extent.hide(cells.rows[hidden == 1].tolist())
        self._refuse_errors(cells.some(~filled))
        self._take_formulas(cells)
        self._keep(cells.some((self._line_of[cells.columns] >= 0) & filled))

    def _measure(self, cells: Cells, filled: "Bools") -> None:
        count = int(filled.sum())
        if count:
            row = cells.rows[cells.owners[filled.nonzero()[0][-1]]]
            column = cells.columns.max(where=filled, initial=0) + 1
            self.extent.take(int(row), int(column), count)

    def _refuse_errors(self, unfilled: Cells) -> None:
        """Hands over errors without a value: hardly any program writes one."""
        if (self._values.kinds(unfilled.letters, *unfilled.heads) == Kind.ERROR).any():
            raise HandOverError

    def _take_formulas(self, cells: Cells) -> None:
        """Notes the formulas that come to something of their own column. Each must be the first thing in its
        cell."""
        if not cells.formulas:
            return
        begun = cells.some(cells.letters.begin(cells.bodies, b"<f") & cells.filled)
        if len(begun.columns) != cells.formulas:
            raise HandOverError
        rows = begun.rows[begun.owners].tolist()
        spans = zip(begun.bodies.tolist(), begun.stops.tolist(), strict=True)
        for row, column, (start, stop) in zip(rows, begun.columns.tolist(), spans, strict=True):
            if self._is_aggregate(begun.letters.raw[start:stop], column):
                self.aggregates.setdefault(row, set()).add(column)

    def _is_aggregate(self, cell: bytes, column: int) -> bool:
        match = _FORMULA.match(cell)
        if not match:
            raise HandOverError
        shared = b"".join(_SHARED.findall(match[1])).decode()
        formula = text_of((match[2] or b"").strip(), kept=True)
        return self._formulas.is_aggregate(formula, shared, column)

    def _keep(self, cells: Cells) -> None:
        """Keeps the rows below the header in which a wanted cell is not blank."""
        import numpy as np

        if len(cells.rows) * len(self._wanted) > MOST_CELLS_AT_ONCE:
            raise HandOverError
        grid = np.zeros((len(self._wanted), len(cells.rows)), dtype=np.int32)
        grid[self._line_of[cells.columns], cells.owners] = self._values_of(cells)
        kept = (cells.rows > self._header_row) & (grid != BLANK).any(axis=0)
        self._rows.append(cells.rows[kept].astype(np.int32))
        self._lines.append(grid[:, kept])
        self._kept += int(kept.sum())
        if self._kept * len(self._wanted) > self._most_cells:
            raise HandOverError

    def _values_of(self, cells: Cells) -> "Longs":
        """The value of each cell."""
        import numpy as np

        letters = cells.letters
        kinds = self._values.kinds(letters, *cells.heads)
        self._note_struck(cells.some(kinds == Kind.STRUCK))
        values = np.zeros(len(kinds), dtype=np.int64)
        numbers, plain = _written_numbers(cells)
        strings = plain & (kinds == Kind.STRING)
        values[strings] = self._values.of_strings(numbers[strings])
        counted = plain & (kinds == Kind.NUMBER) & (numbers < PLAIN_NUMBERS)
        values[counted] = self._values.of_numbers(numbers[counted])
        rest = np.flatnonzero(~(strings | counted))
        lengths = cells.stops[rest] - cells.attributes[rest]
        values[rest] = self._values.of_cells(letters, cells.attributes[rest], lengths)
        return values

    def _note_struck(self, cells: Cells) -> None:
        rows = cells.rows[cells.owners].tolist()
        self.struck.update(zip(rows, cells.columns.tolist(), strict=True))

    def block(self) -> Block:
        """The wanted columns below the header, without the rows in which all of them are blank."""
        import numpy as np

        rows = np.concatenate([np.zeros(0, dtype=np.int32), *self._rows])
        columns = {}
        for line, column in enumerate(self._wanted):
            parts = [part[line] for part in self._lines]
            columns[column] = self._column(np.concatenate([np.zeros(0, dtype=np.int32), *parts]))
        return Block(rows, columns)

    def _column(self, values: "Longs") -> Column:
        """A column of values, these numbered anew in the order of their numbers. Sorting many would take
        longer than a table of all values does."""
        import numpy as np

        if len(values) * _SPARSE < len(self._values):
            few, places = np.unique(values, return_inverse=True)
            short: Ints = places.astype(np.int32)
            return Column(self._values.texts(few), short)
        present = np.zeros(len(self._values), dtype=bool)
        present[values] = True
        distinct = np.flatnonzero(present)
        codes = np.zeros(len(self._values), dtype=np.int32)
        codes[distinct] = np.arange(len(distinct))
        return Column(self._values.texts(distinct), codes[values])


def _written_numbers(cells: Cells) -> tuple["Longs", "Bools"]:
    """The whole number that each cell holds, and whether it holds just that."""
    letters = cells.letters
    starts = cells.bodies + len(_VALUE)
    lengths = cells.stops - len(_VALUE_END) - starts
    numbers, whole = letters.numbers(starts, lengths)
    whole &= letters.begin(cells.bodies, _VALUE)
    whole &= letters.begin(cells.stops - len(_VALUE_END), _VALUE_END)
    return numbers, whole


def scanned(
    chunks: Iterable[bytes],
    values: Values,
    wanted: Sequence[int],
    header_row: int,
) -> Scan:
    """A sheet that was scanned. Raises HandOverError for one that is not written as programs do."""
    scan = Scan(values, wanted, header_row)
    for part, piece in pieces(chunks):
        scan.take(part, piece)
    return scan


def top_rows(chunks: Iterable[bytes], values: Values) -> list[list[str]]:
    """The first rows of a sheet as text, from row 1 to the last filled one, at most row TOP_ROWS. Raises
    HandOverError as `scanned`."""
    rows = first_rows(chunks, TOP_ROWS)
    cells = cells_of(rows, 0)
    width = int(cells.columns.max(where=cells.filled, initial=-1)) + 1
    scan = Scan(values, range(width), 0)
    scan.take(Part.ROWS, rows)
    block = scan.block()
    top = [[""] * width for _ in range(min(scan.extent.rows, TOP_ROWS))]
    for column, content in block.columns.items():
        for row, code in zip(block.rows.tolist(), content.codes.tolist(), strict=True):
            if row <= TOP_ROWS:
                top[row - 1][column] = shown(content.texts[code])
    return top
