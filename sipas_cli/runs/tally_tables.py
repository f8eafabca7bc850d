"""The counts in the folder of a run, written and read: a csv for each table, the pairs of answers packed."""

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from sipas_cli.errors import DataError
from sipas_cli.files import as_typed, csv_of_columns
from sipas_cli.runs import chain_messages
from sipas_cli.runs.tables import json_bytes
from sipas_cli.tally import COLUMNS, NUMBERS, Tally
from sipas_cli.tally.packing import NoPairsError, pack, unpack
from sipas_cli.tally.pairs import Pairs

#: The pairs of answers of a run: only errors need them, so they are packed.
PAIRS = "tally/pairs.bin"
#: The same of persons who judged several units.
PERSONS = "tally/persons.bin"
#: What plan a tally is of, and what was counted.
ABOUT = "tally/tally.json"


def tally_files(tally: Tally) -> dict[str, bytes]:
    """A tally as it is kept with a run."""
    about = {"plan": tally.plan, "sources": sorted(tally.sources)}
    tables = {_table_part(table): _table_csv(tally, table) for table in COLUMNS}
    files = {ABOUT: json_bytes(about), **tables}
    if tally.pairs:
        files[PAIRS] = pack(tally.pairs)
    if tally.persons:
        files[PERSONS] = pack(tally.persons)
    return files


def _table_part(name: str) -> str:
    """The file of a table of a tally."""
    return f"tally/{name}.csv"


def _table_csv(tally: Tally, name: str) -> bytes:
    columns = [tally.tables[name][column].tolist() for column in COLUMNS[name]]
    return csv_of_columns(COLUMNS[name], columns, bom=True)


def read_tally(run: Path) -> Tally | None:
    """The tally that a run was scored from; None where it was not made from ballots. `read_persons` reads the
    pairs of persons, which only comparisons of units need."""
    if not (run / "tally").is_dir():
        return None
    parts = {name: (run / name).read_bytes() for name in (ABOUT, *map(_table_part, COLUMNS))}
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
    tables = {name: _read_table(parts[_table_part(name)], name) for name in COLUMNS}
    return Tally(about["plan"], frozenset(about["sources"]), tables)


def _read_table(content: bytes, name: str) -> dict[str, Any]:
    import numpy as np

    header, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    table: dict[str, Any] = {}
    for column in COLUMNS[name]:
        place = header.index(column)
        texts = [row[place] for row in rows]
        if column in NUMBERS:
            table[column] = np.array(list(map(int, texts)), dtype=np.int64)
        else:
            table[column] = np.array(list(map(as_typed, texts)), dtype=object)
    return table
