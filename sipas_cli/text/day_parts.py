"""Times of many rows by what their days are told from: nearly each row has a time of its own, and all of them
together a handful of days."""

import re
from typing import TYPE_CHECKING

from sipas_cli.text.packed import Packed

if TYPE_CHECKING:
    from sipas_cli.text.packed import Bools, Bytes, Longs

#: Times as programs write them, their digits as 0. The day of one with a zone depends on the hour, as long as
#: zones are of whole hours.
_YEAR_FIRST = re.compile(rb"(0000-00-00[T ]00):00(?::00)?(?:[.,]0+)?(Z|[+-]00:?00)?")
_DAY_FIRST = re.compile(rb"(00?[/.-]00?[/.-]0000) 00?:00(?::00)?(?: ?(?:SA|CH|AM|PM))?")
_DAY, _HOUR = len("2023-11-15"), len("2023-11-15T09")
_LONGEST, _MOST_SHAPES = 40, 8
_ZERO, _NINE, _SIXTY = b"096"
#: A year in which no zone leads to another century.
_FIRST_YEAR, _LAST_YEAR = 1901, 2098


def day_parts(texts: Packed) -> tuple[list[str], "Longs"]:
    """Short texts that name the days which times name, and for each time the place of its own: the day alone,
    or with the hour and the zone; and what is written in no known shape, as it is.

    What `days.day_of` says of a time, or the search for its year, it says of its part.
    """
    import numpy as np

    known: dict[str, int] = {}
    places = np.empty(len(texts), dtype=np.int64)
    first = 0
    for signs, ends in texts.parts():
        some = places[first : first + len(ends)]
        left = np.arange(len(ends))
        lengths = np.minimum(np.diff(ends, prepend=0), _LONGEST + 1)
        for length in np.flatnonzero(np.bincount(lengths)).tolist():
            of_length = left[lengths == length]
            if 0 < length <= _LONGEST:
                block = signs[(ends[of_length] - length)[:, None] + np.arange(length)]
                of_length = of_length[_place_shaped(block, of_length, some, known)]
            for place in of_length.tolist():
                some[place] = known.setdefault(texts[first + place], len(known))
        first += len(ends)
    return list(known), places


def _place_shaped(block: "Bytes", rows: "Longs", places: "Longs", known: dict[str, int]) -> "Bools":
    """Gives their places to the times of a known shape; which ones are of none.

    block   the times, all of one length, a row each
    rows    the places that they have in `places`
    """
    import numpy as np

    shapes = np.where((block >= _ZERO) & (block <= _NINE), np.uint8(_ZERO), block)
    left, placed = np.ones(len(block), dtype=bool), np.zeros(len(block), dtype=bool)
    for _ in range(_MOST_SHAPES):
        if not left.any():
            break
        shape = shapes[left.argmax()]
        alike = left & (shapes == shape).all(axis=1)
        left &= ~alike
        parts = _Parts(shape.tobytes())
        if not parts.keys:
            continue
        alike[alike] = parts.are_certain(block[alike])
        _, first, group = np.unique(parts.numbers(block[alike]), return_index=True, return_inverse=True)
        texts = [parts.text(row.tobytes()) for row in block[alike][first]]
        numbers = [known.setdefault(text, len(known)) for text in texts]
        places[rows[alike]] = np.array(numbers, dtype=np.int64)[group]
        placed |= alike
    return ~placed


class _Parts:
    """Where the part stands that the day is told from, in times of one shape.

    keys   the places of the digits of that part; none in an unknown shape
    """

    def __init__(self, shape: bytes) -> None:
        self._zone = slice(0)
        self._end, self._year, self._sixties = 0, slice(0, 0), list[int]()
        if match := _YEAR_FIRST.fullmatch(shape):
            self._year = slice(0, 4)
            self._end = _DAY
            if match[2]:
                self._end, self._zone = _HOUR, slice(*match.span(2))
                self._sixties = [colon.end() for colon in re.finditer(rb":", shape[: match.start(2)])]
        elif match := _DAY_FIRST.fullmatch(shape):
            self._end = match.end(1)
            self._year = slice(self._end - 4, self._end)
        part = [*range(self._end), *range(len(shape))[self._zone]]
        self.keys = [place for place in part if shape[place] == _ZERO]

    def are_certain(self, block: "Bytes") -> "Bools":
        """Of which of these times the part tells all: minutes that there are, zones of whole hours."""
        year = sum(
            (block[:, place].astype(int) - _ZERO) * 10 ** (3 - number)
            for number, place in enumerate(range(self._year.start, self._year.stop))
        )
        certain: Bools = (year >= _FIRST_YEAR) & (year <= _LAST_YEAR)
        for place in self._sixties:
            certain &= block[:, place] < _SIXTY
        if self._zone.stop and self._zone.stop - self._zone.start > 1:
            certain &= (block[:, -2:] == _ZERO).all(axis=1)
        return certain

    def numbers(self, block: "Bytes") -> "Longs":
        """A number for each time, the same for those of one part."""
        import numpy as np

        numbers = np.zeros(len(block), dtype=np.int64)
        for place in self.keys:
            numbers = numbers * 10 + (block[:, place] - _ZERO)
        return numbers

    def text(self, time: bytes) -> str:
        """The part of a time."""
        minutes = b":00" if self._zone.stop else b""
        return (time[: self._end] + minutes + time[self._zone]).decode()
