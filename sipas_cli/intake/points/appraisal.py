"""Appraisal workbooks: points of units on the leaves of a PAR tree, whatever way the sheet is laid out.

Three layouts are read, each into the same entries (unit, part of the tree, role, cell):

    form     a sheet for each unit: STT, tiêu chí, điểm tối đa, tự đánh giá, thẩm định, ghi chú
    across   the same rows, with a column or a pair of columns for each unit
    down     a row for each unit, a column for each leaf

Self-assessed and appraised points are both kept; only the second count.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from sipas_cli.intake import tables
from sipas_cli.intake.points import messages
from sipas_cli.intake.points.claims import Claims, Reader
from sipas_cli.intake.points.entries import Appraisal, Entry
from sipas_cli.intake.points.grids import tables_of
from sipas_cli.intake.points.layout import Sheet
from sipas_cli.intake.points.parts import Parts
from sipas_cli.intake.stated_unit import named_otherwise
from sipas_cli.intake.stated_year import Claim
from sipas_cli.messages import say
from sipas_cli.model import APPRAISED, CLAIMED, Finding, Grid, Unit
from sipas_cli.rules import words
from sipas_cli.rules.par import ParPlan
from sipas_cli.rules.tree import APPRAISAL
from sipas_cli.rules.words import one_of
from sipas_cli.text.names import first_of, stem_of
from sipas_cli.text.places import column_letters, place_name
from sipas_cli.text.spelling import plain
from sipas_cli.wording import Remark
from sipas_cli.workspace.units import Registry


def appraise(
    grids: Iterable[Grid], plan: ParPlan, registry: Registry, *, decimals: int = 2, year: int | None = None
) -> tuple[Appraisal, list[Finding]]:
    """The points in all sheets, and what is wrong with them, cell by cell. A typed sum may be rounded to
    `decimals`. Nothing is taken from a sheet that says that it is of another year than `year`."""
    taken, parts = Appraisal(), Parts(plan)
    findings: list[Finding] = []
    claims = Claims()
    readers: list[tuple[Reader, list[Entry]]] = []
    sheets: dict[str, tuple[str, str, str]] = {}
    found_tables = [table for grid in grids for table in tables_of(grid, parts, registry)]
    read: list[tuple[Sheet, list[Entry], Claim | None]] = []
    for table, claim in _of_year(found_tables, year, taken, findings):
        sheet = Sheet(table, parts, registry, year)
        read.append((sheet, sheet.entries(), claim))
    others = _files_of_others(((sheet.grid.file, entries) for sheet, entries, _ in read), registry)
    findings += others.values()
    for sheet, entries, claim in read:
        table = sheet.grid
        included = [entry for entry in entries if not entry.unit.excluded and table.file not in others]
        reader = Reader(sheet, plan, decimals)
        taken.understood.append(_understood(reader, sheet, included, claim))
        _keep_notes(sheet, reader, included, taken)
        taken.unclear |= sheet.unclear
        findings += [*sheet.findings, *reader.unmeasured(included)]
        measured = [entry for entry in included if plan.measures(entry.unit.group)]
        reader.claim(measured, claims)
        for entry in measured:
            if entry.role == APPRAISED and reader.text(entry):
                sheets.setdefault(entry.unit.id, (table.file, table.sheet, ""))
        readers.append((reader, measured))
    claims.settle()
    taken.repeated = claims.repeated()
    for (unit, part, role), value, typed in claims.agreed():
        taken.of(role).setdefault(unit, {})[part] = None if isinstance(value, str) else value
        taken.typed[unit, part, role] = typed
    bad_cells: set[tuple[str, str]] = set()
    for reader, measured in readers:
        findings += [*reader.findings, *reader.sums(measured, taken)]
        bad_cells |= reader.said
        taken.unclear |= reader.unclear
        for key, cell in reader.places.items():
            taken.places.setdefault(key, cell)
    findings += _missing(taken, bad_cells, sheets, plan, registry)
    return taken, findings


def _keep_notes(sheet: Sheet, reader: Reader, entries: Sequence[Entry], taken: Appraisal) -> None:
    """Takes in what was assumed about a table, and what of it counts that nobody may see."""
    table, place = sheet.grid, reader.sheet_place
    if sheet.other_years:
        taken.other_years.append((place, [column_letters(column + 1) for column in sheet.other_years]))
    if sheet.self_assessed:
        taken.self_assessed.append(place)
    if sheet.unsaid and table.file not in taken.unsaid:
        taken.unsaid.append(table.file)
    if sheet.sender:
        taken.senders.setdefault((table.file, sheet.sender), place)
    if sheet.totals:
        taken.totals.append((place, sheet.totals))
    filled = {(entry.row, entry.column) for entry in entries if reader.text(entry)}
    hidden = {column for _, column in filled} & table.hidden_columns
    taken.not_plain += tables.not_plain(place, hidden, filled & table.struck)


def _of_year(
    grids: Iterable[Grid], year: int | None, taken: Appraisal, findings: list[Finding]
) -> list[tuple[Grid, Claim | None]]:
    """The tables that do not say that they are of another year than `year`, with the year that they say. The
    others are a finding each, or only passed over where some table says that it is of the year."""
    claims = [(grid, _claim_of(grid, year)) for grid in grids]
    named = any(claim and claim.year == year for _, claim in claims)
    grids_of_year: list[tuple[Grid, Claim | None]] = []
    for table, claim in claims:
        if not (year and claim and claim.year != year):
            grids_of_year.append((table, claim))
            continue
        place = (table.file, "" if claim.of_file else table.sheet, claim.cell)
        if named:
            taken.passed_over.append((place_name(*place), claim.year))
        else:
            findings.append(Finding(messages.POINTS_YEAR, *place, {"named": claim.year, "year": year}))
    return grids_of_year


def _claim_of(table: Grid, year: int | None) -> Claim | None:
    """The year that a table says of itself, in a column of years or else above it."""
    header = table.rows[min(table.rows)]
    of_rows = tables.year_of_rows(header, table.rows, year)
    return of_rows or tables.year_claimed(table.titles, year, sheet=table.sheet, file=table.file)


def _files_of_others(read: Iterable[tuple[str, Sequence[Entry]]], registry: Registry) -> dict[str, Finding]:
    """The files all of whose points are of one unit while they are named after another one, each with its
    finding. `read` has the file and the entries of each table."""
    units: dict[str, set[Unit]] = {}
    for file, entries in read:
        units.setdefault(file, set()).update(entry.unit for entry in entries)
    alone = {file: next(iter(file_units)) for file, file_units in units.items() if len(file_units) == 1}
    sent = re.compile(rf"{one_of(words.points().sent, plain)}\b")  # such a file is named after who sends it
    named = {
        file: named_otherwise(unit, stem_of(file), registry)
        for file, unit in alone.items()
        if not sent.match(plain(stem_of(file)))
    }
    return {
        file: Finding(messages.FORM_OF_TWO_UNITS, file, params={"stated": alone[file].name, "other": other})
        for file, other in named.items()
        if other
    }


def _understood(
    reader: Reader, sheet: Sheet, entries: Sequence[Entry], claim: Claim | None
) -> tables.Understood:
    """What the line about a table says."""
    columns = {role: _columns_of(role, entries) for role in _ROLE_WORDS}
    by_rows = columns[CLAIMED] == columns[APPRAISED]
    return tables.Understood(
        file=reader.grid.file,
        sheet=reader.grid.sheet,
        header=sheet.header,
        units=list(dict.fromkeys(entry.unit.name for entry in entries)),
        columns={say(_ROLE_WORDS[role][by_rows]): of_role for role, of_role in columns.items() if of_role},
        year=sheet.of_columns or claim,
        title=reader.grid.titles[0] if reader.grid.titles else {},
        rows=say(messages.TABLE_ROWS, count=len({entry.row for entry in entries if reader.text(entry)})),
    )


def _columns_of(role: str, entries: Iterable[Entry]) -> list[int]:
    return sorted({entry.column for entry in entries if entry.role == role})


#: What the line about a table calls its columns: of one role each, or of both by rows.
_ROLE_WORDS = {
    CLAIMED: (messages.TABLE_CLAIMED, messages.TABLE_CLAIMED_ROWS),
    APPRAISED: (messages.TABLE_APPRAISED, messages.TABLE_APPRAISED_ROWS),
}


def _repeated(units_of: Mapping[tuple[str, ...], Sequence[str]]) -> list[Remark]:
    """That units stand in several tables that agree: a line for each set of sheets; of many, one for all."""
    if len(units_of) > _FEW:
        everywhere = tuple(dict.fromkeys(chain.from_iterable(units_of)))
        units_of = {everywhere: list(chain.from_iterable(units_of.values()))}
    remarks = []
    for places, units in units_of.items():
        params = {"places": first_of(places, 4), "units": first_of(units), "count": len(units)}
        remarks.append(Remark(messages.UNITS_IN_TABLES, params))
    return remarks


#: So many lines of one kind are read over.
_FEW = 3


def appraisal_remarks(appraisal: Appraisal, year: int | None) -> list[Remark]:
    """How the tables of points were understood, and what was assumed about them."""
    columns = [
        Remark(messages.COLUMNS_OTHER_YEAR, {"place": place, "columns": ", ".join(letters)})
        for place, letters in appraisal.other_years
    ]
    senders = [
        Remark(messages.TITLE_OF_SENDER, {"place": place, "unit": unit})
        for (_, unit), place in appraisal.senders.items()
    ]
    repeated = _repeated(appraisal.repeated)
    assumed = [Remark(messages.SHEET_SELF_ASSESSED, {"place": place}) for place in appraisal.self_assessed]
    totals = [
        Remark(messages.ROWS_TOTALS_POINTS, {"place": place, "rows": first_of(rows), "count": len(rows)})
        for place, rows in appraisal.totals
    ]
    unsaid = [Remark(messages.POINTS_UNSAID, {"place": place}) for place in appraisal.unsaid]
    read = tables.remarks(appraisal.understood)
    others = tables.passed_over(appraisal.passed_over, year)
    return [*read, *others, *columns, *appraisal.not_plain, *senders, *repeated, *assumed, *unsaid, *totals]


def _missing(
    taken: Appraisal,
    bad_cells: set[tuple[str, str]],
    sheets: Mapping[str, tuple[str, str, str]],
    plan: ParPlan,
    registry: Registry,
) -> Iterator[Finding]:
    """One finding for each leaf of an appraised unit that has no points, unless it is one of the
    `bad_cells`, at its cell or else in the first of the unit's `sheets`; counts the cells that were due."""
    wrong = {unit for unit, _ in bad_cells}
    for unit in registry.units:
        points = taken.appraised.get(unit.id, {})
        if unit.excluded or not plan.measures(unit.group):
            continue
        taken.due += 1
        if not points and unit.id not in wrong:
            continue
        for leaf in plan.leaves:
            if leaf.points_from != APPRAISAL or leaf.maximum_of(unit) is None:
                continue
            taken.cells += 1
            if leaf.id not in points:
                taken.bad += 1
                if (unit.id, leaf.id) in bad_cells:
                    continue
                place = taken.places.get((unit.id, leaf.id), sheets.get(unit.id, ("", "", "")))
                yield Finding(messages.LEAF_MISSING, *place, {"unit": unit.name, "part": leaf.id})
