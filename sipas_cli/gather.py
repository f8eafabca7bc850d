"""Files to tables: opens each file, finds the criteria set that explains its headers, reads the
sheets that hold ballots, and refuses headers that leave a doubt."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sipas_cli import headers
from sipas_cli.errors import DataError, RulesError
from sipas_cli.i18n import say
from sipas_cli.model import Layout, cell_name
from sipas_cli.read import Sheet, Source
from sipas_cli.rules import library
from sipas_cli.rules.criteria import Criteria
from sipas_cli.rules.library import CriteriaSet
from sipas_cli.text import nfc
from sipas_cli.units import Registry, registry_from_names
from sipas_cli.validate import Table

Note = tuple[str, Mapping[str, Any]]
Progress = Callable[[str, int], None]


@dataclass
class Gathered:
    """The tables of a run, the digests of the files they came from, and what was passed over."""

    criteria: CriteriaSet
    tables: list[Table] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)


def gather(sources: Iterable[Source], folder: Path, wanted: str | None, progress: Progress) -> Gathered:
    """Every sheet of ballots in `sources`, read by one criteria set: the `wanted` one, or the only one
    that explains the first file."""
    found: Gathered | None = None
    sets = [] if wanted else list(library.all_sets(folder))  # before waiting for the first file
    if wanted:
        found = Gathered(library.find_set(folder, wanted))
        found.notes.append(("note.criteria_named", {"criteria": found.criteria.criteria.id}))
    for source in sources:
        if found is None:
            found = Gathered(_explaining(source, sets))
            found.notes.append(("note.criteria_found", {"criteria": found.criteria.criteria.id}))
        _refuse_twice(source, found.sources)
        found.sources[source.name] = source.digest
        _take_sheets(source, found, progress)
    if found is None or not any(len(table.block.rows) for table in found.tables):
        raise DataError("no_ballots", where=", ".join(found.sources) if found else "")
    return found


def _refuse_twice(source: Source, sources: Mapping[str, str]) -> None:
    for name, digest in sources.items():
        if digest == source.digest:
            raise DataError("file_twice", where=source.name, first=name)


def _explaining(source: Source, sets: Sequence[CriteriaSet]) -> CriteriaSet:
    """The only set under which some sheet of `source` is complete; local sets go before shipped."""
    for pool in ([s for s in sets if s.local], [s for s in sets if not s.local]):
        explaining = [found for found in pool if _best(source, found.criteria)[1]]
        if len(explaining) > 1:
            names = ", ".join(found.criteria.id for found in explaining)
            raise RulesError("criteria_ambiguous", where=source.name, sets=names)
        if explaining:
            return explaining[0]
    nearest = max(sets, key=lambda found: _best(source, found.criteria)[0])
    if _best(source, nearest.criteria)[0] == 0:
        known = ", ".join(found.criteria.id for found in sets)
        raise DataError("no_question_column", where=source.name, known=known)
    return nearest  # and the sheet will be refused with what is missing


def _best(source: Source, criteria: Criteria) -> tuple[int, bool]:
    """(most questions found in a sheet, whether a sheet is explained)."""
    layouts = [headers.layout(sheet.top, criteria.plan) for sheet in source.sheets if not sheet.hidden]
    found = [layout for layout in layouts if layout]
    most = max((len(layout.questions) for layout in found), default=0)
    return most, any(layout.complete for layout in found)


def _take_sheets(source: Source, found: Gathered, progress: Progress) -> None:
    """Reads the sheets of ballots in `source`: those with half of the questions, or the best."""
    criteria = found.criteria.criteria
    layouts = [
        (sheet, None if sheet.hidden else headers.layout(sheet.top, criteria.plan)) for sheet in source.sheets
    ]
    most = max((len(layout.questions) for _, layout in layouts if layout), default=0)
    if not most:
        raise DataError("no_question_column", where=source.name, known=criteria.id)
    enough = min(most, (len(criteria.plan.codes) + 1) // 2)
    for number, (sheet, layout) in enumerate(layouts):
        if layout is None or len(layout.questions) < enough:
            key = "note.sheet_hidden" if sheet.hidden else "note.sheet_skipped"
            found.notes.append((key, {"place": _place(sheet)}))
            continue
        _refuse_headers(sheet, layout, criteria)
        block = sheet.read(layout.header_row, layout.columns(), lambda rows: progress(source.name, rows))
        digest = f"{source.digest}#{number}"
        found.tables.append(Table(sheet.file, sheet.name, digest, layout, block))


def _place(sheet: Sheet, column: int | None = None, row: int = 1) -> str:
    cell = "" if column is None else cell_name(row, column + 1)
    return " ! ".join(part for part in (sheet.file, sheet.name, cell) if part)


def _refuse_headers(sheet: Sheet, layout: Layout, criteria: Criteria) -> None:
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
            criteria=criteria.id,
            hint="".join(hints[:3]),
        )
    for column, header in layout.unknown:
        raise DataError(
            "header_unknown", where=_place(sheet, column, row), header=header, criteria=criteria.id
        )
    if "unit" not in layout.roles:
        raise DataError("no_unit_column", where=_place(sheet), header=criteria.plan.columns.unit[0])


def registry_of(tables: Sequence[Table], province: str) -> Registry:
    """The units that the data name, where no register was written."""
    names: Counter[tuple[str, str]] = Counter()
    for table in tables:
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
