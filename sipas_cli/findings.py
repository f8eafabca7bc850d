"""Findings by the million: those of cells are kept in columns, and become values of their own where they are
looked at."""

from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, overload

from sipas_cli.messages import FindingKind
from sipas_cli.model import Finding
from sipas_cli.text.places import cell_name, column_letters

if TYPE_CHECKING:
    from sipas_cli.model import Ints

_NO_PARAMS: Mapping[str, Any] = {}


class CellFindings:
    """What is wrong with cells of one sheet; a finding takes twelve bytes.

    sayings   the kinds of finding, each with what fills its sentence, that any of them has
    """

    def __init__(self, file: str, sheet: str) -> None:
        self.file = file
        self.sheet = sheet
        self.sayings: list[tuple[FindingKind, Mapping[str, Any]]] = []
        self._numbers: dict[tuple[object, ...], int] = {}
        self._rows, self._columns, self._which = array("i"), array("i"), array("i")

    def saying(self, kind: FindingKind, params: Mapping[str, Any] = _NO_PARAMS) -> int:
        """The number of what is said: a kind of finding with what fills its sentence."""
        key = (kind.code, id(kind), *params.items())
        number = self._numbers.setdefault(key, len(self.sayings))
        if number == len(self.sayings):
            self.sayings.append((kind, params))
        return number

    def add(self, row: int, column: int, saying: int) -> None:
        """Takes in what is said of a cell; its row and column count from 1."""
        self._rows.append(row)
        self._columns.append(column)
        self._which.append(saying)

    def extend(self, rows: "Ints", columns: "Ints", sayings: "Ints") -> None:
        """Takes in many at once."""
        self._rows.frombytes(rows.tobytes())
        self._columns.frombytes(columns.tobytes())
        self._which.frombytes(sayings.tobytes())

    def cells(self) -> Iterator[tuple[str, int]]:
        """The cell and the saying of each finding."""
        letters = {column: column_letters(column) for column in set(self._columns)}
        for row, column, saying in zip(self._rows, self._columns, self._which, strict=True):
            yield f"{letters[column]}{row}", saying

    def by_code(self) -> Counter[str]:
        """How many there are of each code."""
        counts: Counter[str] = Counter()
        for saying, many in Counter(self._which).items():
            counts[self.sayings[saying][0].code] += many
        return counts

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, place: int) -> Finding:
        kind, params = self.sayings[self._which[place]]
        cell = cell_name(self._rows[place], self._columns[place])
        return Finding(kind, self.file, self.sheet, cell, params)

    def __iter__(self) -> Iterator[Finding]:
        return map(self.__getitem__, range(len(self)))


Part = CellFindings | Sequence[Finding]


class Findings(Sequence[Finding]):
    """Findings one after the other; none is copied where these are put together."""

    def __init__(self, *parts: "Part | Findings") -> None:
        self.parts: list[CellFindings | Sequence[Finding]] = []
        for part in parts:
            self.parts += part.parts if isinstance(part, Findings) else [part]

    def __add__(self, others: "Part | Findings") -> "Findings":
        return Findings(self, others)

    def __len__(self) -> int:
        return sum(map(len, self.parts))

    @overload
    def __getitem__(self, place: int) -> Finding: ...

    @overload
    def __getitem__(self, place: slice) -> list[Finding]: ...

    def __getitem__(self, place: int | slice) -> Finding | list[Finding]:
        if isinstance(place, slice):
            return [self[number] for number in range(*place.indices(len(self)))]
        number = range(len(self))[place]
        for part in self.parts:
            if number < len(part):
                return part[number]
            number -= len(part)
        raise IndexError(place)

    def __iter__(self) -> Iterator[Finding]:
        for part in self.parts:
            yield from part

    def by_code(self) -> Counter[str]:
        """How many there are of each code."""
        counts: Counter[str] = Counter()
        for part in self.parts:
            if isinstance(part, CellFindings):
                counts += part.by_code()
            else:
                counts.update(finding.code for finding in part)
        return counts

    def by_file(self) -> dict[str, Counter[str]]:
        """The same of each file; "" for those that are of none."""
        counts: dict[str, Counter[str]] = {}
        for part in self.parts:
            if isinstance(part, CellFindings):
                counts.setdefault(part.file, Counter()).update(part.by_code())
                continue
            for finding in part:
                counts.setdefault(finding.file, Counter())[finding.code] += 1
        return counts

    def of_kind(self, kind: FindingKind) -> Iterator[Finding]:
        """Those of one kind."""
        for part in self.parts:
            if not isinstance(part, CellFindings) or any(saying[0] == kind for saying in part.sayings):
                yield from (finding for finding in part if finding.kind == kind)
