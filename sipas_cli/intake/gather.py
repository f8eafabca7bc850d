"""Files to ballots and points: opens each file, finds the criteria set that explains it, reads its sheets."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from sipas_cli.errors import DataError, RulesError, SipasError, together
from sipas_cli.intake import merged, messages
from sipas_cli.intake.ballot_sheets import left_out, take_ballots
from sipas_cli.intake.choice import Choice
from sipas_cli.intake.readings import (
    Gathered,
    Known,
    Points,
    Progress,
    Reading,
    Top,
    of_sheet,
    place_in,
    set_id,
)
from sipas_cli.intake.tables import hidden_rows
from sipas_cli.intake.taken import Taken
from sipas_cli.messages import say
from sipas_cli.model import INDICES, PAR, Column, Grid
from sipas_cli.rules.par import ParCriteria
from sipas_cli.rules.tree import EVERY
from sipas_cli.sheets import Sheet, Source, Unreadable, opened
from sipas_cli.sheets import messages as sheets_messages
from sipas_cli.text.spelling import nfc
from sipas_cli.wording import Remark
from sipas_cli.workspace.units import UNITS, Registry, registry_from_names

_GRID_ROWS, _GRID_COLUMNS = 20_000, 2_000
_ROWS_AT_ONCE = 1 << 15


def gather(
    sources: Iterable[Source | Unreadable | Taken],
    folder: Path,
    wanted: Sequence[str],
    about: Known,
    progress: Progress,
) -> tuple[list[Gathered], list[Remark], list[SipasError]]:
    """All that is in `sources`, by index and in the order of INDICES, each read by one criteria set: a
    `wanted` one, or the only one that explains the first of its files; then what was assumed, and why some
    files were refused as a whole. Raises the first of these errors where no file is left."""
    chosen = Choice(folder, wanted)
    remarks: list[Remark] = []
    by_index: dict[str, Gathered] = {}
    digests: dict[str, str] = {}
    refused: list[SipasError] = []
    for file in sources:
        if isinstance(file, Taken) and _takes_over(by_index, file, chosen, digests, progress):
            remarks += file.remarks
            digests[file.name] = by_index[file.index].sources[file.name] = file.digest
            continue
        source = _here(file)
        if isinstance(source, Unreadable):
            refused.append(source.error)
            continue
        try:
            _refuse_twice(source, digests)
            tops = [Top(sheet, about) for sheet in source.sheets]
            reading = chosen.reading(source, tops)
            gathered = by_index.get(reading.index, Gathered(reading))
            remarks += _take(source, tops, gathered, reading, about, progress)
        except DataError as error:
            refused.append(error)
            continue
        by_index[reading.index] = gathered
        digests[source.name] = gathered.sources[source.name] = source.digest
    if refused and not by_index:
        raise together(refused)
    if (
        not any(len(table.block.rows) for gathered in by_index.values() for table in gathered.tables)
        and PAR not in by_index
    ):
        raise DataError(messages.NO_BALLOTS, where=", ".join(digests))
    key = messages.CRITERIA_NAMED if wanted else messages.CRITERIA_FOUND
    used = dict.fromkeys(set_id(gathered.reading) for gathered in by_index.values())
    remarks[:0] = [Remark(key, {"criteria": name}) for name in used]
    return [by_index[index] for index in INDICES if index in by_index], remarks, refused


def _here(file: Source | Unreadable | Taken) -> Source | Unreadable:
    """A file that is to be read by this process."""
    if isinstance(file, Taken):
        return opened(file.path, file.name)
    return file


def _takes_over(
    by_index: Mapping[str, Gathered],
    file: Taken,
    chosen: Choice,
    digests: Mapping[str, str],
    progress: Progress,
) -> bool:
    """Takes in what another process read, where this one would have read the same; whether it did."""
    if file.digest in digests.values() or not chosen.settles_only(file.index, file.set_id):
        return False
    gathered = by_index.get(file.index)
    if gathered is None or not gathered.contents.keys().isdisjoint(file.contents):
        return False
    gathered.tables += file.tables
    gathered.contents |= file.contents
    gathered.doubled += file.doubled
    gathered.understood += file.understood
    progress(file.name, 1)
    return True


def _take(
    source: Source,
    tops: Sequence[Top],
    gathered: Gathered,
    reading: Reading,
    about: Known,
    progress: Progress,
) -> list[Remark]:
    if isinstance(reading, Points):
        return _take_points(source, tops, gathered, reading, progress)
    return take_ballots(source, tops, gathered, reading, about, progress)


def _refuse_twice(source: Source, sources: Mapping[str, str]) -> None:
    for name, digest in sources.items():
        if digest == source.digest:
            raise DataError(messages.FILE_TWICE, where=source.name, first=name)


# --- sheets of points ----------------------------------------------------------------------------


def _take_points(
    source: Source, tops: Sequence[Top], gathered: Gathered, reading: Points, progress: Progress
) -> list[Remark]:
    """Reads the sheets that hold points; the others are passed over and named."""
    remarks: list[Remark] = []
    for number, top in enumerate(tops):
        sheet = top.sheet
        header, parts = (0, 0) if sheet.hidden else top.points(reading)
        if not parts:
            remarks += left_out(sheet, messages.POINTS_SHEET_SKIPPED)
            continue
        digest = f"{source.digest}#{number}"
        grid = _grid(sheet, header, digest, reading, of_sheet(progress, source.name, number, len(tops)))
        gathered.grids.append(grid)
        remarks += hidden_rows(sheet, grid.rows)
    return remarks


def _grid(sheet: Sheet, header: int, source: str, reading: Points, progress: Callable[[float], None]) -> Grid:
    """A whole sheet, as it is small."""
    width = sheet.width
    if width > _GRID_COLUMNS:
        raise DataError(sheets_messages.TOO_MANY_COLUMNS, where=place_in(sheet), limit=_GRID_COLUMNS)
    block = sheet.read(header, range(width), progress)
    roles = reading.parts.roles(sheet.top[header - 1])
    block = merged.spread(block, sheet.merged, [roles[role] for role in ("unit", "group") if role in roles])
    if len(block.rows) > _GRID_ROWS:
        raise DataError(messages.TOO_MANY_ROWS, where=place_in(sheet), limit=_GRID_ROWS)
    cells = map(_texts, block.columns.values())
    below = zip(block.rows.tolist(), zip(*cells, strict=True), strict=True)
    above = {number: tuple(row) for number, row in enumerate(sheet.top[:header], start=1)}
    return Grid(
        sheet.file,
        sheet.name,
        source,
        {**above, **dict(below)},
        block.overlong,
        tuple(sheet.merged),
        hidden_columns=sheet.hidden_columns,
        struck=sheet.struck,
    )


def _texts(column: Column) -> list[str]:
    """The texts of all rows."""
    return [column.texts[code] for code in column.codes.tolist()]


def registry_of(gathered: Gathered, province: str) -> Registry:
    """The units that the ballots name, where no register was written. Points need one: which leaves are
    for whom depends on the group."""
    criteria = gathered.reading.criteria.criteria
    if isinstance(criteria, ParCriteria) and (
        isinstance(gathered.reading, Points) or EVERY not in criteria.plan.maximum
    ):
        raise RulesError(messages.POINTS_NEED_UNITS, where=UNITS)
    names: Counter[tuple[str, str]] = Counter()
    for table in gathered.tables:
        if table.unit:
            names[nfc(table.unit), ""] += len(table.block.rows)
            continue
        columns, roles = table.block.columns, table.layout.roles
        unit = columns[roles["unit"]]
        group = columns[roles["group"]] if "group" in roles else Column(("",), unit.codes * 0)
        for code, group_code, rows in _pairs(unit, group):
            name = nfc(unit.texts[code])
            if name and not name.startswith("\0"):
                names[name, nfc(group.texts[group_code])] += rows
    registry, torn = registry_from_names(names, province, everything=say(messages.EVERYTHING, lang="vi"))
    if torn:
        raise DataError(messages.UNIT_IN_TWO_GROUPS, units=", ".join(torn))
    return registry


def _pairs(first: Column, second: Column) -> Iterator[tuple[int, int, int]]:
    """The pairs of codes that two columns have in one row, in the order in which they come, each with the
    number of its rows."""
    import numpy as np

    counted: Counter[int] = Counter()
    for start in range(0, len(first.codes), _ROWS_AT_ONCE):
        some = slice(start, start + _ROWS_AT_ONCE)
        pairs = first.codes[some].astype(np.int64) * len(second.texts) + second.codes[some]
        found, begins, rows = np.unique(pairs, return_index=True, return_counts=True)
        order = np.argsort(begins)
        counted.update(dict(zip(found[order].tolist(), rows[order].tolist(), strict=True)))
    for pair, rows_of_pair in counted.items():
        yield *divmod(pair, len(second.texts)), rows_of_pair
