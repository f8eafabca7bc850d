"""Columns that pyarrow reads some rows at a time: no cell becomes a value of Python.

A column whose texts come again and again is read as dictionaries of them; one whose rows have a text each,
such as ids, as the bytes of these. pyarrow's own ways to numpy are not gone: they import pandas.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from sipas_cli.model import Block, Column
from sipas_cli.text.packed import Packed, packed_if_many

if TYPE_CHECKING:
    import numpy as np

    from sipas_cli.model import Bools, Bytes, Ints, Longs

_FEW_ROWS = 1_000
_NOTHING = -1


def is_mostly_own(array: Any) -> bool:
    """Whether most rows of a DictionaryArray have a text of their own. Of a few rows that says nothing."""
    return len(array) >= _FEW_ROWS and len(array.dictionary) * 2 > len(array)


def longest_of(array: Any) -> int:
    """How many bytes the longest text of a DictionaryArray has, be it in a row or not."""
    return int(_spans(array.dictionary)[1].max(initial=0))


class ArrowColumns:
    """The wanted columns of a sheet as they come, without the rows in which all of them are blank.

    wanted      index of each column in the sheet, 0 for A
    first_row   number of the first row that comes
    """

    def __init__(self, wanted: Iterable[int], *, first_row: int) -> None:
        import numpy as np

        self._columns: dict[int, _Coded | _Own | None] = dict.fromkeys(wanted)
        self._row = first_row
        self._rows = _Growing(np.int32)

    def take(self, batch: Sequence[Any], rows: int) -> None:
        """Takes in the next rows: of each wanted column a DictionaryArray of texts, its indices of 32 bits,
        or always an array of texts without nulls. Nothing is a blank, as an empty text is. Raises
        pyarrow.ArrowException."""
        import numpy as np

        if not rows:
            return
        filled = np.zeros(rows, dtype=bool)
        for array in batch:
            filled |= _filled(array)
            if filled.all():
                break
        numbers = np.arange(self._row, self._row + rows, dtype=np.int32)
        self._rows.extend(numbers if filled.all() else numbers[filled])
        for (place, column), array in zip(self._columns.items(), batch, strict=True):
            ready = column or _of_kind(array)
            ready.take(array, filled)
            self._columns[place] = ready
        self._row += rows

    def block(self) -> Block:
        """All that came."""
        columns = {place: (column or _Coded()).column() for place, column in self._columns.items()}
        return Block(self._rows.values(), columns)


class _Coded:
    """A column that comes as dictionaries: distinct texts are numbered in the order in which they come."""

    def __init__(self) -> None:
        import numpy as np

        self._numbers: dict[str, int] = {}
        self._codes = _Growing(np.uint8)

    def take(self, array: Any, filled: "Bools") -> None:
        """Takes in the rows that are filled."""
        import numpy as np

        dictionary, places = _packed(array.dictionary), _places(array)
        blank = len(dictionary)
        if not filled.all():
            places = places[filled]
        places = np.where(places == _NOTHING, blank, places)
        used = np.bincount(places, minlength=blank + 1) > 0
        texts = dict(dictionary.chosen(used[:blank]))  # of many there may be few that these rows have
        if used[blank]:
            texts[blank] = ""
        if any(text not in self._numbers for text in texts.values()):
            for place in _in_order(places, blank + 1):
                self._numbers.setdefault(texts[place], len(self._numbers))
        numbers = np.zeros(blank + 1, dtype=_narrowest(len(self._numbers)))
        numbers[[*texts]] = [self._numbers[text] for text in texts.values()]
        self._codes.extend(numbers[places])

    def column(self) -> Column:
        """All that came."""
        return Column(packed_if_many(self._numbers), self._codes.values())


class _Own:
    """A column in which most rows have a text of their own."""

    def __init__(self) -> None:
        import numpy as np

        self._signs = _Growing(np.uint8)
        self._lengths = _Growing(np.int64)

    def take(self, array: Any, filled: "Bools") -> None:
        """Takes in the rows that are filled; a blank among the others has no bytes."""
        signs, lengths = _spans(array)
        self._signs.extend(signs)
        self._lengths.extend(lengths[filled])

    def column(self) -> Column:
        """All that came; each text once after all, where its rows turned out to have many in common."""
        import numpy as np
        import pyarrow

        texts = Packed(self._signs.values(), np.cumsum(self._lengths.values()))
        if texts.mostly_differ():
            return Column(texts, np.arange(len(texts), dtype=np.int32))
        offsets = pyarrow.py_buffer(np.concatenate([np.zeros(1, dtype=np.int64), texts.ends]))
        array = pyarrow.LargeStringArray.from_buffers(len(texts), offsets, pyarrow.py_buffer(texts.signs))
        coded = _Coded()
        coded.take(array.dictionary_encode(), np.ones(len(texts), dtype=bool))
        return coded.column()


def _of_kind(array: Any) -> _Coded | _Own:
    """What takes in a column that comes so."""
    from pyarrow import types

    if types.is_dictionary(array.type):
        return _Coded()
    return _Own()


def _filled(array: Any) -> "Bools":
    """In which rows a column holds something."""
    import numpy as np
    from pyarrow import types

    if not types.is_dictionary(array.type):
        filled: Bools = _spans(array)[1] > 0
        return filled
    lengths = np.append(_spans(array.dictionary)[1], 0)  # nothing is the last
    return np.asarray(lengths[_places(array)] > 0)


def _places(array: Any) -> "Ints":
    """The place of the text of each row in the dictionary; -1 for nothing."""
    import numpy as np

    indices = array.indices
    places = np.frombuffer(indices.buffers()[1], dtype=np.int32)[indices.offset :][: len(indices)]
    if not indices.null_count:
        return places
    return np.where(known(indices), places, _NOTHING).astype(np.int32)


def _spans(array: Any) -> "tuple[Bytes, Longs]":
    """The bytes of an array of texts, and how many of them each row has."""
    import numpy as np

    if not len(array):  # then there may be no places either
        return np.zeros(0, dtype=np.uint8), np.zeros(0, dtype=np.int64)
    wide = np.dtype(np.int64 if str(array.type) == "large_string" else np.int32)
    _, offsets, signs = array.buffers()
    spans = np.frombuffer(offsets, dtype=wide)[array.offset :][: len(array) + 1]
    letters = np.zeros(0, dtype=np.uint8)
    if spans[-1] > spans[0]:  # else there may be no bytes at all
        letters = np.frombuffer(signs, dtype=np.uint8)[spans[0] : spans[-1]]
    return letters, np.diff(spans).astype(np.int64)


def _packed(array: Any) -> Packed:
    """The texts of an array without nulls."""
    import numpy as np

    signs, lengths = _spans(array)
    return Packed(signs, np.cumsum(lengths))


def known(array: Any) -> "Bools":
    """Where an array is not null."""
    import numpy as np

    if not array.null_count:
        return np.ones(len(array), dtype=bool)
    bits = np.unpackbits(np.frombuffer(array.buffers()[0], dtype=np.uint8), bitorder="little")
    there: Bools = bits[array.offset :][: len(array)].astype(bool)
    return there


def _in_order(places: "Ints", many: int) -> list[int]:
    """The places, of so `many`, that some row has, in the order in which they come first."""
    import numpy as np

    first = np.full(many, len(places), dtype=np.int64)
    first[places[::-1]] = np.arange(len(places))[::-1]
    used = np.flatnonzero(first < len(places))
    order: list[int] = used[np.argsort(first[used])].tolist()
    return order


def _narrowest(numbers: int) -> "type[np.integer[Any]]":
    """What holds so many numbers from 0."""
    import numpy as np

    return next((kind for kind in (np.uint8, np.uint16) if numbers - 1 <= np.iinfo(kind).max), np.int32)


class _Growing:
    """An array that grows at its end: made anew when it is full, twice as long, and with wider numbers where
    these come. Many small pieces to be joined at the end would leave holes as large as all of them."""

    def __init__(self, kind: Any) -> None:
        import numpy as np

        self._values: Any = np.empty(0, dtype=kind)
        self.filled = 0

    def extend(self, values: Any) -> None:
        """Takes in what follows."""
        import numpy as np

        end = self.filled + len(values)
        kind = np.promote_types(self._values.dtype, values.dtype)
        if end > len(self._values) or kind != self._values.dtype:
            grown = np.empty(max(end, 2 * self.filled), dtype=kind)
            grown[: self.filled] = self._values[: self.filled]
            self._values = grown
        self._values[self.filled : end] = values
        self.filled = end

    def values(self) -> Any:
        """All that came."""
        return self._values[: self.filled]
