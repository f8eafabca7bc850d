"""The counts in the folder of a run, written and read: a csv for each table, the pairs of answers packed.

With thousands of units the tables have millions of rows, so they are gone through column by column, some rows
at a time.
"""

import csv
import io
import json
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sipas_cli.errors import DataError
from sipas_cli.files import as_typed, csv_of_columns
from sipas_cli.runs import chain_messages
from sipas_cli.runs.tables import json_bytes
from sipas_cli.tally import COLUMNS, NUMBERS, Tally
from sipas_cli.tally.packing import NoPairsError, pack, unpack
from sipas_cli.tally.pairs import Pairs

if TYPE_CHECKING:
    import numpy.typing as npt

#: Tables are read so many bytes, or rows, at a time.
_BYTES_AT_ONCE, _ROWS_AT_ONCE = 1 << 20, 20_000
#: The pairs of answers of a run: only errors need them, so they are packed.
PAIRS = "tally/pairs.bin"
#: The same of persons who judged several units.
PERSONS = "tally/persons.bin"
#: The table that only sets with other questions have.
OTHERS = "others"
#: What plan a tally is of, and what was counted.
ABOUT = "tally/tally.json"


def tally_files(tally: Tally) -> Iterator[tuple[str, bytes]]:
    """A tally as it is kept with a run: the name of each file and its content, one after the other, as those
    of thousands of units are large."""
    yield ABOUT, json_bytes({"plan": tally.plan, "sources": sorted(tally.sources)})
    for name in COLUMNS:
        if name != OTHERS or len(tally.tables[name]["ballots"]):
            yield _table_part(name), _table_csv(tally, name)
    if tally.pairs:
        yield PAIRS, pack(tally.pairs)
    if tally.persons:
        yield PERSONS, pack(tally.persons)


def _table_part(name: str) -> str:
    """The file of a table of a tally."""
    return f"tally/{name}.csv"


def _table_csv(tally: Tally, name: str) -> bytes:
    return csv_of_columns(COLUMNS[name], [tally.tables[name][column] for column in COLUMNS[name]], bom=True)


def read_tally(run: Path) -> Tally | None:
    """The tally that a run was scored from; None where it was not made from ballots. `read_persons` reads the
    pairs of persons, which only comparisons of units need."""
    if not (run / "tally").is_dir():
        return None
    names = [ABOUT, *(_table_part(name) for name in COLUMNS if name != OTHERS)]
    if (run / _table_part(OTHERS)).exists():
        names.append(_table_part(OTHERS))
    parts = {name: (run / name).read_bytes() for name in names}
    return replace(_counts_in(parts), pairs=_read_pairs(run, PAIRS))


def read_persons(run: Path) -> Pairs | None:
    """The pairs of persons who judged several units; None where a run has none. Raises DataError for bytes
    that are none."""
    return _read_pairs(run, PERSONS)


def _read_pairs(run: Path, part: str) -> Pairs | None:
    """The pairs in a file of a run; None where it has none. Raises DataError for bytes that are none."""
    if not (run / part).exists():
        return None
    try:
        return unpack((run / part).read_bytes())
    except NoPairsError as fault:
        raise DataError(chain_messages.PART_UNREADABLE, where=str(run), part=part) from fault


def tally_in(parts: Mapping[str, bytes]) -> Tally:
    """The tally that `tally_files` wrote, with the pairs that are among the parts.

    Raises NoPairsError for bytes that are no pairs, KeyError and ValueError for tables that are none.
    """
    pairs = {part: unpack(parts[part]) for part in (PAIRS, PERSONS) if part in parts}
    return replace(_counts_in(parts), pairs=pairs.get(PAIRS), persons=pairs.get(PERSONS))


def _counts_in(parts: Mapping[str, bytes]) -> Tally:
    """A tally without its pairs."""
    about = json.loads(parts[ABOUT])
    nothing = {_table_part(OTHERS): ",".join(COLUMNS[OTHERS]).encode()}
    tables = {name: _read_table((nothing | {**parts})[_table_part(name)], name) for name in COLUMNS}
    return Tally(about["plan"], frozenset(about["sources"]), tables)


def _read_table(content: bytes, name: str) -> "dict[str, npt.NDArray[Any]]":
    """What `_table_csv` wrote. Raises ValueError for bytes that are no such table."""
    import numpy as np

    first, _, rest = content.removeprefix(BOM_UTF8).partition(b"\n")
    header = next(csv.reader([first.decode()]), [])
    columns = {column: _Column(numbers=column in NUMBERS) for column in COLUMNS[name]}
    places = [header.index(column) for column in columns]
    for batch in _batches(rest, len(header)):
        for column, place in zip(columns.values(), places, strict=True):
            column.take(batch[place])
    return {column: np.concatenate(kept.parts) for column, kept in columns.items()}


class _Column:
    """A column being read: a distinct text is looked at once, and stands in memory once."""

    def __init__(self, *, numbers: bool) -> None:
        import numpy as np

        self._known = _Meant(int if numbers else as_typed)
        self._kind = np.dtype(np.int64 if numbers else object)
        self.parts: list[npt.NDArray[Any]] = [np.array([], dtype=self._kind)]

    def take(self, texts: Sequence[str]) -> None:
        """Takes some more cells. Raises ValueError for a text that is no number where there are numbers."""
        import numpy as np

        values = np.fromiter(map(self._known.__getitem__, texts), dtype=self._kind, count=len(texts))
        self.parts.append(values)


class _Meant(dict[str, Any]):
    """Text -> what it means: looked at when it is first asked for."""

    def __init__(self, meaning: Callable[[str], Any]) -> None:
        super().__init__()
        self._meaning = meaning

    def __missing__(self, text: str) -> Any:
        meant = self[text] = self._meaning(text)
        return meant


def _batches(rows: bytes, width: int) -> Iterator[Sequence[Sequence[str]]]:
    """The cells of some rows at a time, column by column. Raises ValueError for rows of different lengths."""
    if b'"' in rows or b"\r" in rows:
        yield from _quoted(rows)
        return
    start = 0
    while start < len(rows):
        end = rows.find(b"\n", start + _BYTES_AT_ONCE)
        end = len(rows.removesuffix(b"\n")) if end < 0 else end
        if not _are_even(rows[start:end], width):
            raise ValueError("rows of different lengths")
        cells = rows[start:end].decode().replace("\n", ",").split(",")
        yield [cells[place::width] for place in range(width)]
        start = end + 1


def _are_even(rows: bytes, width: int) -> bool:
    """Whether each of some rows, the last without the end of its line, has so many cells: of the marks
    behind cells each `width`-th is the end of a line, and no other."""
    import numpy as np

    comma, end = b",\n"
    letters = np.frombuffer(rows + b"\n", dtype=np.uint8)
    marks = letters[(letters == comma) | (letters == end)]
    if len(marks) % width:
        return False
    ends = (marks == end).reshape(-1, width)
    return bool(ends[:, -1].all() and not ends[:, :-1].any())


def _quoted(rows: bytes) -> Iterator[Sequence[Sequence[str]]]:
    """The same of rows in which a cell may hold a comma, or the end of a line."""
    reader = csv.reader(io.StringIO(rows.decode(), newline=""))
    while batch := list(islice(reader, _ROWS_AT_ONCE)):
        yield list(zip(*batch, strict=True))
