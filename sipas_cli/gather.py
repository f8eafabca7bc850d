"""Files to sheets of ballots and sheets of points: opens each file, tells what it holds, finds the criteria
set that explains it, reads it, and refuses headers that leave a doubt."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from sipas_cli import headers
from sipas_cli.appraisal import Parts, header_of
from sipas_cli.errors import DataError, RulesError
from sipas_cli.i18n import say
from sipas_cli.model import INDICES, PAR, SIPAS, XHH, Grid, Layout, cell_name
from sipas_cli.read import Sheet, Source
from sipas_cli.rules import library
from sipas_cli.rules.criteria import Plan
from sipas_cli.rules.library import AnySet, CriteriaSet
from sipas_cli.rules.par import EVERY, ParCriteria, ParPlan
from sipas_cli.text import nfc
from sipas_cli.units import Registry, registry_from_names
from sipas_cli.validate import Table

Note = tuple[str, Mapping[str, Any]]
Progress = Callable[[str, int], None]

_GRID_ROWS, _GRID_COLUMNS = 20_000, 2_000


@dataclass(frozen=True)
class Ballots:
    """A file is read as ballots that are counted by `plan`."""

    index: str
    criteria: AnySet
    plan: Plan


@dataclass(frozen=True)
class Points:
    """A file is read as points on the tree of a PAR set."""

    index: str
    criteria: CriteriaSet[ParCriteria]

    @property
    def plan(self) -> ParPlan:
        return self.criteria.criteria.plan

    @cached_property
    def parts(self) -> Parts:
        return Parts(self.plan)


Reading = Ballots | Points


@dataclass
class Gathered:
    """What the files hold for one index: tables of ballots or grids of points, and their digests."""

    reading: Reading
    tables: list[Table] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)


def readings(found: AnySet) -> Iterator[Reading]:
    """What a criteria set can read: ballots of SIPAS; or points, and ballots of the leader survey."""
    criteria = found.criteria
    if isinstance(criteria, ParCriteria):
        yield Points(PAR, CriteriaSet(criteria, found.document, found.path, found.local, found.tree))
        if criteria.plan.xhh:
            yield Ballots(XHH, found, criteria.plan.xhh.plan)
    else:
        yield Ballots(SIPAS, found, criteria.plan)


def gather(
    sources: Iterable[Source], folder: Path, wanted: Sequence[str], progress: Progress
) -> tuple[list[Gathered], list[Note]]:
    """All that is in `sources`, by index and in the order of INDICES, each read by one criteria set: a
    `wanted` one, or the only one that explains the first of its files."""
    chosen = _Chosen(folder, wanted)
    notes: list[Note] = []
    found: dict[str, Gathered] = {}
    digests: dict[str, str] = {}
    for source in sources:
        reading = chosen.reading(source)
        own = found.setdefault(reading.index, Gathered(reading))
        _refuse_twice(source, digests)
        digests[source.name] = own.sources[source.name] = source.digest
        if isinstance(reading, Points):
            notes += _take_points(source, own, reading, progress)
        else:
            notes += _take_ballots(source, own, reading, progress)
    if not any(len(table.block.rows) for own in found.values() for table in own.tables) and PAR not in found:
        raise DataError("no_ballots", where=", ".join(digests))
    key = "note.criteria_named" if wanted else "note.criteria_found"
    used = dict.fromkeys(_id(own.reading) for own in found.values())
    notes[:0] = [(key, {"criteria": name}) for name in used]
    return [found[index] for index in INDICES if index in found], notes


class _Chosen:
    """Which reading each file gets; the first file of an index settles the set for the others."""

    def __init__(self, folder: Path, wanted: Sequence[str]) -> None:
        self._folder = folder
        self._named = tuple(wanted)
        self._sets: Sequence[AnySet] = (
            [library.find_set(folder, name) for name in wanted] if wanted else list(library.all_sets(folder))
        )
        self._settled: dict[str, Reading] = {}
        indices = Counter(found.criteria.index for found in self._sets)
        if wanted and (twice := [index for index, times in indices.items() if times > 1]):
            raise RulesError("criteria_two_of_index", index=twice[0], sets=", ".join(wanted))

    def reading(self, source: Source) -> Reading:
        free = [r for found in self._sets for r in readings(found) if r.index not in self._settled]
        reading = self._explaining(source, [*self._settled.values(), *free], last=not self._named)
        self._settled[reading.index] = reading
        return reading

    def _explaining(self, source: Source, candidates: Sequence[Reading], *, last: bool) -> Reading:
        """The only reading under which some sheet of `source` is complete; of one index, local sets go
        before shipped ones. Unless these candidates are the `last`, sets that were not named are tried
        too."""
        hits = [(reading, *_hits(source, reading)) for reading in candidates]
        complete = [(reading, n) for reading, n, whole in hits if whole]
        if complete:
            best, _ = max(complete, key=lambda pair: pair[1])
            same = [reading for reading, _ in complete if reading.index == best.index]
            local = [reading for reading in same if reading.criteria.local] or same
            if len(local) > 1:
                names = ", ".join(map(_id, local))
                raise RulesError("criteria_ambiguous", where=source.name, sets=names)
            return local[0]
        nearest, found, _ = max(hits, key=lambda hit: hit[1])
        if not found:
            return self._unnamed(source, candidates, last=last)
        return nearest  # and the sheet will be refused with what is missing

    def _unnamed(self, source: Source, candidates: Sequence[Reading], *, last: bool) -> Reading:
        """No candidate knows anything of this file: perhaps a set of an index that none was named for."""
        known = ", ".join(dict.fromkeys(map(_id, candidates)))
        indices = {reading.index for reading in candidates}
        others = () if last else library.all_sets(self._folder)
        free = [r for found in others for r in readings(found) if r.index not in indices]
        if not free:
            raise DataError("no_question_column", where=source.name, known=known)
        return self._explaining(source, free, last=True)


def _refuse_twice(source: Source, sources: Mapping[str, str]) -> None:
    for name, digest in sources.items():
        if digest == source.digest:
            raise DataError("file_twice", where=source.name, first=name)


def _hits(source: Source, reading: Reading) -> tuple[int, bool]:
    """(most questions or parts of the tree found in a sheet, whether a sheet is explained)."""
    sheets = [sheet for sheet in source.sheets if not sheet.hidden]
    if isinstance(reading, Points):
        most = max((_parts_in(sheet, reading) for sheet in sheets), default=0)
        return most, most > 1
    found = [layout for sheet in sheets if (layout := headers.layout(sheet.top, reading.plan))]
    most = max((len(layout.questions) for layout in found), default=0)
    return most, any(layout.complete for layout in found)


def _parts_in(sheet: Sheet, reading: Points) -> int:
    return header_of(dict(enumerate(sheet.top, start=1)), reading.parts)[1]


def _id(reading: Reading) -> str:
    return reading.criteria.criteria.id


# --- sheets of points ----------------------------------------------------------------------------


def _take_points(source: Source, found: Gathered, reading: Points, progress: Progress) -> list[Note]:
    """Reads the sheets that hold points; the others are passed over and named."""
    notes: list[Note] = []
    for number, sheet in enumerate(source.sheets):
        if sheet.hidden or not _parts_in(sheet, reading):
            key = "note.sheet_hidden" if sheet.hidden else "note.points_sheet_skipped"
            notes.append((key, {"place": _place(sheet)}))
            continue
        found.grids.append(
            _grid(sheet, f"{source.digest}#{number}", reading, lambda rows: progress(source.name, rows))
        )
    return notes


def _grid(sheet: Sheet, source: str, reading: Points, progress: Callable[[int], None]) -> Grid:
    """A whole sheet, as it is small."""
    header = header_of(dict(enumerate(sheet.top, start=1)), reading.parts)[0]
    width = max(len(row) for row in sheet.top)
    if width > _GRID_COLUMNS:
        raise DataError("too_many_columns", where=_place(sheet), limit=_GRID_COLUMNS)
    block = sheet.read(header, range(width), progress)
    if len(block.rows) > _GRID_ROWS:
        raise DataError("too_many_rows", where=_place(sheet), limit=_GRID_ROWS)
    cells = [[column.texts[code] for code in column.codes.tolist()] for column in block.columns.values()]
    below = zip(block.rows.tolist(), zip(*cells, strict=True), strict=True)
    above = {number: tuple(row) for number, row in enumerate(sheet.top[:header], start=1)}
    return Grid(sheet.file, sheet.name, source, {**above, **dict(below)}, block.overlong)


# --- sheets of ballots ---------------------------------------------------------------------------


def _take_ballots(source: Source, found: Gathered, reading: Ballots, progress: Progress) -> list[Note]:
    """Reads the sheets of ballots in `source`: those with half of the questions, or the best."""
    plan, criteria = reading.plan, _id(reading)
    notes: list[Note] = []
    layouts = [(sheet, None if sheet.hidden else headers.layout(sheet.top, plan)) for sheet in source.sheets]
    most = max((len(layout.questions) for _, layout in layouts if layout), default=0)
    if not most:
        raise DataError("no_question_column", where=source.name, known=criteria)
    enough = min(most, (len(plan.codes) + 1) // 2)
    for number, (sheet, layout) in enumerate(layouts):
        if layout is None or len(layout.questions) < enough:
            key = "note.sheet_hidden" if sheet.hidden else "note.sheet_skipped"
            notes.append((key, {"place": _place(sheet)}))
            continue
        _refuse_headers(sheet, layout, plan, criteria)
        block = sheet.read(layout.header_row, layout.columns(), lambda rows: progress(source.name, rows))
        digest = f"{source.digest}#{number}"
        found.tables.append(Table(sheet.file, sheet.name, digest, layout, block))
    return notes


def _place(sheet: Sheet, column: int | None = None, row: int = 1) -> str:
    cell = "" if column is None else cell_name(row, column + 1)
    return " ! ".join(part for part in (sheet.file, sheet.name, cell) if part)


def _refuse_headers(sheet: Sheet, layout: Layout, plan: Plan, criteria: str) -> None:
    """Refuses a header row that the plan does not explain, or explains twice."""
    row = layout.header_row
    for name, first, second in layout.doubled:
        raise DataError(
            "header_doubled", where=_place(sheet, second, row), name=name, other=cell_name(row, first + 1)
        )
    if layout.missing:
        hints = [
            say("error.header_missing_hint", cell=cell_name(row, column + 1), code=code)
            for code, (column, _) in layout.similar.items()
        ]
        raise DataError(
            "header_missing",
            where=_place(sheet),
            codes=", ".join(layout.missing),
            criteria=criteria,
            hint="".join(hints[:3]),
        )
    for column, header in layout.unknown:
        raise DataError("header_unknown", where=_place(sheet, column, row), header=header, criteria=criteria)
    if "unit" not in layout.roles:
        raise DataError("no_unit_column", where=_place(sheet), header=plan.columns.unit[0])


def registry_of(found: Gathered, province: str) -> Registry:
    """The units that the ballots name, where no register was written. Points need one: which leaves are
    for whom depends on the group."""
    criteria = found.reading.criteria.criteria
    if isinstance(criteria, ParCriteria) and (
        isinstance(found.reading, Points) or EVERY not in criteria.plan.maximum
    ):
        raise RulesError("points_need_units", where="units.yaml")
    names: Counter[tuple[str, str]] = Counter()
    for table in found.tables:
        columns, roles = table.block.columns, table.layout.roles
        unit = columns[roles["unit"]]
        group = columns[roles["group"]] if "group" in roles else None
        groups = group.codes.tolist() if group else [0] * len(unit.codes)
        for (code, group_code), rows in Counter(zip(unit.codes.tolist(), groups, strict=True)).items():
            name = nfc(unit.texts[code])
            if name and not name.startswith("\0"):
                names[name, nfc(group.texts[group_code]) if group else ""] += rows
    registry, torn = registry_from_names(names, province, everything=say("table.everything", lang="vi"))
    if torn:
        raise DataError("unit_in_two_groups", units=", ".join(torn))
    return registry
