"""Columns that pyarrow reads some rows at a time, each as a dictionary of its distinct texts: no cell becomes
a value of Python."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from sipas_cli.model import Block, Column

if TYPE_CHECKING:
    from sipas_cli.model import Bools, Ints, Longs

_FEW_ROWS, _MOST_PENDING_BYTES = 100_000, 32_000_000
_NOTHING = -1


class ArrowColumns:
    """The wanted columns of a sheet as they come, without the rows in which all of them are blank.

    wanted      index of each column in the sheet, 0 for A
    first_row   number of the first row that comes
    """

    def __init__(self, wanted: Iterable[int], *, first_row: int) -> None:
        self._columns = {column: _Coded() for column in wanted}
        self._row = first_row
        self._rows: list[Ints] = []

    def take(self, batch: Sequence[Any], rows: int) -> None:
        """Takes in the next rows: of each wanted column a DictionaryArray of texts, its indices of 32 bits.
        Nothing is a blank, as an empty text is. Raises pyarrow.ArrowException."""
        import numpy as np
        import pyarrow

        filled = _filled(batch, rows)
        numbers = np.arange(self._row, self._row + rows, dtype=np.int32)
        whole = bool(filled.all())
        self._rows.append(numbers if whole else numbers[filled])
        mask = pyarrow.array(filled)
        for column, array in zip(self._columns.values(), batch, strict=True):
            column.take(array if whole else array.filter(mask))
        self._row += rows

    def block(self) -> Block:
        """All that came."""
        columns = {place: column.column() for place, column in self._columns.items()}
        return Block(_joined(self._rows), columns)


class _Coded:
    """One column as it comes. The dictionaries of what is pending are made one from time to time: seldom
    enough to cost little, and before they take much."""

    def __init__(self) -> None:
        self._pending: list[Any] = []
        self._pending_rows = self._pending_bytes = 0
        self._known: Any = None  # no rows, and the dictionary of those before
        self._parts: list[Ints] = []
        self._rows = 0

    def take(self, array: Any) -> None:
        self._pending.append(array)
        self._pending_rows += len(array)
        self._pending_bytes += array.dictionary.nbytes
        if self._pending_rows > max(self._rows, _FEW_ROWS) or self._pending_bytes > _MOST_PENDING_BYTES:
            self._unify()

    def _unify(self) -> None:
        import pyarrow

        chunks = self._pending
        if self._known is not None:
            chunks = [self._known, *chunks]
        chunks = pyarrow.chunked_array(chunks).unify_dictionaries().chunks
        self._parts += map(_codes_of, chunks)
        self._known = chunks[0].slice(0, 0)
        self._rows += self._pending_rows
        self._pending, self._pending_rows, self._pending_bytes = [], 0, 0

    def column(self) -> Column:
        """The column, its texts in the order in which they come first."""
        import numpy as np

        if self._pending:
            self._unify()
        if self._known is None:
            return Column((), _joined(self._parts))
        dictionary, codes = self._known.dictionary, _joined(self._parts)
        if (nothing := codes == _NOTHING).any():
            dictionary, codes[nothing] = _with_blank(dictionary)
        used = _in_order(codes, len(dictionary))
        code_of = np.zeros(len(dictionary), dtype=np.int32)
        code_of[used] = np.arange(len(used))
        return Column(tuple(dictionary.take(used).to_numpy(zero_copy_only=False)), code_of[codes])


def _in_order(codes: "Ints", many: int) -> "Longs":
    """The codes, of so `many`, that some row has, in the order in which they come first."""
    import numpy as np

    first = np.full(many, len(codes), dtype=np.int64)
    first[codes[::-1]] = np.arange(len(codes))[::-1]
    used = np.flatnonzero(first < len(codes))
    order: Longs = used[np.argsort(first[used])]
    return order


def _with_blank(texts: Any) -> tuple[Any, int]:
    """Texts with an empty one among them, and its place."""
    import pyarrow

    place: int = texts.index("").as_py()
    if place != _NOTHING:
        return texts, place
    return pyarrow.concat_arrays([texts, pyarrow.array([""], texts.type)]), len(texts)


def _filled(batch: Sequence[Any], rows: int) -> "Bools":
    """The rows in which a column holds something."""
    import numpy as np

    filled = np.zeros(rows, dtype=bool)
    for array in batch:
        codes = _codes_of(array)
        filled |= (codes != _NOTHING) & (codes != array.dictionary.index("").as_py())
        if filled.all():
            break
    return filled


def _codes_of(array: Any) -> "Ints":
    """The place of the text of each row in the dictionary; -1 for nothing."""
    indices = array.indices
    if indices.null_count:
        indices = indices.fill_null(_NOTHING)
    codes: Ints = indices.to_numpy(zero_copy_only=False)
    return codes


def _joined(parts: list["Ints"]) -> "Ints":
    import numpy as np

    joined: Ints = np.concatenate([np.zeros(0, dtype=np.int32), *parts])
    parts.clear()
    return joined
