"""Whose the ballots of a sheet are, of how many people, of which year: what contradicts itself is refused."""

from collections.abc import Callable, Sequence, Set

from sipas_cli.errors import DataError
from sipas_cli.intake import messages
from sipas_cli.intake.ballots.table import Table
from sipas_cli.intake.readings import View, place_in
from sipas_cli.intake.stated_unit import (
    JUDGED_LABELS,
    UNIT_LABELS,
    is_of_judged,
    named_otherwise,
    stated_unit,
    stated_units,
    unit_in_name,
    unit_in_title,
)
from sipas_cli.intake.stated_year import Claim, is_label
from sipas_cli.intake.tables import year_of_cells
from sipas_cli.model import Block, Unit
from sipas_cli.rules import words
from sipas_cli.rules.criteria import Plan
from sipas_cli.rules.sources import header_key
from sipas_cli.sheets import Sheet
from sipas_cli.text.names import stem_of
from sipas_cli.text.numbers import typed_number
from sipas_cli.text.places import cell_name, place_name
from sipas_cli.text.spelling import fold, nfc
from sipas_cli.workspace.units import Registry


def is_registered(registry: Registry | None) -> Callable[[str], bool]:
    """Whether a text names a unit of the register."""
    return lambda text: registry is not None and registry.unit(text) is not None


def unit_names(table: Table) -> list[str]:
    """What stands for units in a sheet of ballots."""
    column = table.layout.roles.get("unit")
    texts = [table.unit] if column is None else table.block.columns[column].used()
    return list(dict.fromkeys(filter(None, map(nfc, texts))))


def refuse_second_unit(sheet: Sheet, table: Table, registry: Registry | None) -> None:
    """Refuses a sheet that states its unit above the table and another one further down, be it by its bare
    name: all its ballots would go to the first."""
    if not table.unit:
        return
    is_label = _unit_labels(table.plan)
    unit = registry.unit(table.unit) if registry else None
    for place, column in table.block.columns.items():
        for number, text in enumerate(column.texts):
            bare = registry.unit(text) if registry and nfc(text) and not text.isdecimal() else None
            stated = stated_unit([(0, (text,))], is_label)
            if (bare and bare != unit) or (stated and fold(stated[0]) != fold(table.unit)):
                row = int(table.block.rows[column.codes.tolist().index(number)])
                header = table.plan.columns.unit[0]
                raise DataError(messages.UNIT_STATED_AGAIN, where=place_in(sheet, place, row), header=header)


def _unread(sheet: Sheet, view: View) -> dict[int, str]:
    """Column -> its header, of those that nothing is read from."""
    ignored = {header_key(text) for text in view.plan.columns.ignored}
    row = sheet.top[view.layout.name_row - 1]
    read = set(view.layout.columns()) - {view.layout.roles.get("number")}  # any column beside the answers
    return {
        column: header
        for column, header in enumerate(row)
        if column not in read and header_key(header) not in ignored
    }


def year_of_column(sheet: Sheet, view: View, year: int | None) -> Claim | None:
    """The year that a column of years says of the ballots."""
    column = next((place for place, header in _unread(sheet, view).items() if is_label(header)), None)
    if column is None:
        return None
    block = sheet.read(view.layout.header_row, (column,), lambda _: None)
    texts, codes = block.columns[column].texts, block.columns[column].codes.tolist()
    cells = zip(block.rows.tolist(), (texts[code] for code in codes), strict=True)
    return year_of_cells(cells, column, year)


def refuse_counts(sheet: Sheet, view: View) -> None:
    """Refuses rows that stand for several people each: every row would count as one ballot."""
    ids = {header_key(text) for text in view.plan.columns.ballot_id}
    wanted = {header_key(text) for text in words.headers().counts} - ids
    for column, header in _unread(sheet, view).items():
        if header_key(header) not in wanted:
            continue
        block = sheet.read(view.layout.header_row, (column,), lambda _: None)
        texts = block.columns[column].used()
        if any(text.strip() not in ("", "0", "1") for text in texts) and not _numbers_rows(texts, block):
            place = place_in(sheet, column, view.layout.name_row)
            raise DataError(messages.COLUMN_OF_COUNTS, where=place, header=header)


#: Of fewer rows nobody can tell whether they are numbered or counted.
_LEAST_NUMBERED = 5


def _numbers_rows(texts: Sequence[str], block: Block) -> bool:
    """Whether a column of these texts numbers the rows: each has a whole number of its own, without gaps."""
    typed = filter(None, map(typed_number, texts))
    numbers = [number.value for number in typed if not number.percent]
    whole = len(numbers) == len(texts) == len(block.rows) >= _LEAST_NUMBERED
    return whole and set(numbers) == set(range(int(min(numbers)), int(min(numbers)) + len(numbers)))


def refuse_judged_elsewhere(sheet: Sheet, view: View, registry: Registry | None) -> None:
    """Refuses another column of units beside the one from which the unit is taken where it says otherwise:
    the answers would go to the unit of the respondent. Where people live or work is no such column."""
    unit = view.layout.roles.get("unit")
    if unit is None or (view.confirmed and view.confirmed.columns.unit is not None):
        return
    if is_of_judged(view.layout.headers.get(unit, "")):
        return
    registered = is_registered(registry)
    judged_labels = {header_key(text) for text in JUDGED_LABELS}
    first_rows = sheet.top[view.layout.header_row :]
    for column, header in _unread(sheet, view).items():
        sample = {row[column] for row in first_rows if column < len(row)}
        of_units = is_of_judged(header) and any(map(registered, sample))
        if header_key(header) not in judged_labels and not of_units:
            continue
        block = sheet.read(view.layout.header_row, (unit, column), lambda _: None)
        taken, judged = block.columns[unit], block.columns[column]
        for row, one_code, other_code in zip(block.rows, taken.codes, judged.codes, strict=True):
            one, other = taken.texts[one_code], judged.texts[other_code]
            if fold(one) != fold(other) and registered(one) and registered(other):
                raise DataError(
                    messages.UNIT_JUDGED_ELSEWHERE,
                    where=place_in(sheet, column, int(row)),
                    other=cell_name(int(row), unit + 1),
                    header=view.plan.columns.unit[0],
                )


def whole_unit(sheet: Sheet, view: View, registry: Registry | None) -> tuple[str, str]:
    """(unit, cell) of all ballots of a sheet that has no column for it: said above the header, else by the
    name of the sheet, else by that of the file; two blanks where there is a column."""
    if "unit" in view.layout.roles:
        return "", ""
    if stated := _stated_units(sheet, view):
        return stated[0][0], cell_name(stated[0][1], stated[0][2] + 1)
    names = (*named_in_titles(sheet, view, registry), sheet.name, stem_of(sheet.file))
    if registry and (unit := unit_in_name(names, registry)):
        return unit, ""
    raise DataError(messages.NO_UNIT_COLUMN, where=place_in(sheet), header=view.plan.columns.unit[0])


def _stated_units(sheet: Sheet, view: View) -> list[tuple[str, int, int]]:
    """(unit, row, column) wherever a sheet says above its ballots whose they are."""
    above = list(enumerate(sheet.top[: view.layout.header_row], start=1))
    return [*stated_units(above, _unit_labels(view.plan))]


def named_in_titles(sheet: Sheet, view: View, registry: Registry | None) -> list[str]:
    """The units that a sheet states above its ballots, and the one that its title holds."""
    if registry is None:
        return []
    titles = [cell for row in sheet.top[: view.layout.name_row - 1] for cell in row]
    names = [name for name, _, _ in _stated_units(sheet, view)]
    if name_in_title := unit_in_title(titles, registry):
        names.append(name_in_title)
    return names


def refuse_other_units(read: Sequence[Table], registry: Registry | None) -> None:
    """Refuses a sheet or a file all of whose ballots are of one unit while its title or name holds another
    one. Where a column has the unit, a name is that of who collected the ballots."""
    if registry is None:
        return
    units = [_units_of(table, registry) for table in read]
    for table, table_units in zip(read, units, strict=True):
        names = table.named if "unit" in table.layout.roles else (*table.named, table.sheet)
        for name in names:
            _refuse_named_otherwise(table, table_units, name, registry)
    if read and not any("unit" in table.layout.roles for table in read):
        _refuse_named_otherwise(read[0], set().union(*units), stem_of(read[0].file), registry)


def _units_of(table: Table, registry: Registry) -> set[Unit | None]:
    return {registry.unit(name) for name in unit_names(table)}


def _refuse_named_otherwise(table: Table, units: Set[Unit | None], name: str, registry: Registry) -> None:
    unit = next(iter(units)) if len(units) == 1 else None
    if unit and (other := named_otherwise(unit, name, registry)):
        column = table.layout.roles.get("unit")
        cell = table.unit_cell if column is None else cell_name(table.layout.name_row, column + 1)
        place = place_name(table.file, table.sheet, cell)
        raise DataError(messages.UNIT_STATED_OTHERWISE, where=place, stated=unit.name, other=other)


def _unit_labels(plan: Plan) -> Callable[[str], bool]:
    """Whether a text is what stands before the name of a unit."""
    labels = {header_key(text) for text in (*plan.columns.unit, *UNIT_LABELS)}
    return lambda label: header_key(label) in labels
