"""All rules on a published document: under both readings of its figures, and what follows of the two."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from sipas_cli.errors import DataError
from sipas_cli.model import Finding
from sipas_cli.recount.published import bands, changes, messages, ranks, reckonings, slips, sums, told
from sipas_cli.recount.published.columns import Column, Role, columns_of
from sipas_cli.recount.published.document import Document, RawTable, open_document
from sipas_cli.recount.published.facts import Statements
from sipas_cli.recount.published.figures import Reading
from sipas_cli.recount.published.ranks import Habits
from sipas_cli.recount.published.statements import statements_of
from sipas_cli.recount.published.tables import Table, holds_units, is_broken, tables_of
from sipas_cli.recount.published.verdicts import Verdict
from sipas_cli.sheets.papers import is_paper
from sipas_cli.wording import Remark

#: Figures with more decimals were stored so, and are shown with fewer.
_MOST_PRINTED = 4


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of a document.

    errors    what no unrounded figures give
    remarks   what some of them give
    notes     what is to be said of the document as a whole
    tables, figures, statements   how many of them were checked; figures are those of tables
    sentences   how many sentences with figures were understood
    unread      where those stand that were not
    unread_tables   how many tables were not checked
    """

    name: str
    errors: Sequence[Finding]
    remarks: Sequence[Finding]
    notes: Sequence[Remark]
    tables: int
    figures: int
    statements: int
    sentences: int
    unread: Sequence[str]
    unread_tables: int


def check_file(path: Path) -> Checked:
    """Checks a document in itself. Raises SipasError for a file that cannot be read, DataError for a workbook
    without a table of results."""
    document = open_document(path)
    tables, statements = tables_of(document), statements_of(document)
    broken, unread = list(_broken(document)), list(_unread(document))
    if not tables and not broken and not is_paper(path):
        if document.tables:
            _refuse_numbers(document.tables[0], document.name)
        raise DataError(messages.NOTHING_FOUND, where=document.name)
    reading, verdicts, more = _best_reading(document, tables, statements)
    notes = []
    if not tables and not statements.number and not broken:
        notes.append(Remark(messages.NO_FIGURES, {"file": document.name}, loud=True))
    if reading is Reading.CUT:
        notes.append(Remark(messages.CUT_OFF, {"file": document.name}))
    if stored := list(_stored(tables)):
        notes.append(Remark(messages.STORED_DIGITS, {"file": document.name, "columns": ", ".join(stored)}))
    errors = [*broken, *(verdict for verdict in verdicts if verdict.error)]
    remarks = [*(verdict for verdict in verdicts if not verdict.error), *more, *unread]
    return Checked(
        document.name,
        [verdict.finding(document.name) for verdict in errors],
        [verdict.finding(document.name) for verdict in remarks],
        notes,
        len(tables),
        sum(_figures_in(table) for table in tables),
        statements.number,
        statements.understood,
        list(dict.fromkeys(place.cell for place in statements.unread)),
        len(broken) + len(unread),
    )


def _figures_in(table: Table) -> int:
    """How many scores, ranks and changes of a table are checked."""
    columns = [*table.results(), *table.of(Role.RANK, Role.CHANGE, Role.MAXIMUM)]
    return sum(bool(entry.cells.get(column.place)) for column in columns for entry in table.entries)


def _stored(tables: Sequence[Table]) -> Iterator[str]:
    """The columns of sheets whose figures have so many digits that nobody printed them."""
    for table in tables:
        for column in table.results() if table.raw.in_sheet else ():
            if max((figure.decimals for figure in table.figures(column).values()), default=0) > _MOST_PRINTED:
                yield column.text


def _unread(document: Document) -> Iterator[Verdict]:
    """Tables that were not checked: without a known header, or with numbers where the units should stand."""
    for place in document.unread:
        yield Verdict(messages.TABLE_NOT_READ, place, False)
    for raw in document.tables:
        columns = columns_of(raw.layers, raw.merged)
        if columns and not holds_units(raw, columns):
            params = {"column": _unit_column(columns).text}
            yield Verdict(messages.TABLE_OF_NUMBERS, raw.whole, False, params)


def _unit_column(columns: Sequence[Column]) -> Column:
    return next(column for column in columns if column.role is Role.UNIT)


def _refuse_numbers(raw: RawTable, file: str) -> NoReturn:
    column = _unit_column(columns_of(raw.layers, raw.merged))
    place = raw.place(raw.layers[0][0], column.place)
    where = " ! ".join(filter(None, (file, place.sheet, place.cell)))
    raise DataError(messages.TABLE_OF_NUMBERS.problem, where=where, column=column.text)


def _broken(document: Document) -> Iterator[Verdict]:
    """Tables of results that cannot be read as such."""
    for raw in document.tables:
        columns = columns_of(raw.layers, raw.merged)
        if columns and is_broken(raw, columns) and holds_units(raw, columns):
            yield Verdict(messages.TABLE_UNREADABLE, raw.whole, True)


def _best_reading(
    document: Document, tables: Sequence[Table], statements: Statements
) -> tuple[Reading, list[Verdict], list[Verdict]]:
    """The reading under which fewer statements fail, rounded if equally many do; its verdicts; and what fails
    where figures are rounded, as remarks, if it is the other one."""
    rounded = _verdicts(document, tables, statements, Reading.ROUNDED)
    cut = _verdicts(document, tables, statements, Reading.CUT)
    if sum(verdict.error for verdict in rounded) <= sum(verdict.error for verdict in cut):
        return Reading.ROUNDED, rounded, []
    known = {verdict.key for verdict in cut}
    more = [
        Verdict(verdict.kind, verdict.place, False, verdict.params)
        for verdict in rounded
        if verdict.error and verdict.key not in known
    ]
    return Reading.CUT, cut, more


def _verdicts(
    document: Document, tables: Sequence[Table], statements: Statements, reading: Reading
) -> list[Verdict]:
    """What does not hold under a reading, each once, in the order of the rules."""
    verdicts: dict[tuple[object, ...], Verdict] = {}
    for verdict in _all_rules(document, tables, statements, reading):
        verdicts.setdefault((verdict.key, *sorted(map(str, verdict.params.items()))), verdict)
    return list(verdicts.values())


def _all_rules(
    document: Document, tables: Sequence[Table], statements: Statements, reading: Reading
) -> Iterator[Verdict]:
    habits = Habits()
    yield from ranks.check_twice(tables)
    for table in tables:
        yield from ranks.check_cells(table)
        yield from ranks.check_ranks(table, reading, habits)
        yield from sums.check_parts(table, reading)
        yield from sums.check_percent(table, reading)
        yield from sums.check_means(table, reading)
        yield from changes.check_changes(table, reading)
    year = slips.year_of(document, tables)
    groups = told.groups_of(tables, year)
    yield from told.check_counts(statements, groups, year, reading)
    yield from told.check_sizes(statements, groups)
    yield from bands.check_band_counts(statements, groups)
    yield from bands.check_ranges(statements)
    yield from bands.check_band_order(statements, groups, reading)
    yield from bands.check_bands(statements, groups, reading)
    yield from told.check_listings(statements)
    yield from told.check_told_means(statements, groups, year, reading)
    yield from told.check_units(statements, groups, year, reading, habits)
    yield from told.check_told_changes(statements, reading)
    yield from reckonings.check_reckonings(statements, reading)
    yield from habits.verdicts()
    yield from slips.check_years(document)
    yield from slips.check_slips(document)
