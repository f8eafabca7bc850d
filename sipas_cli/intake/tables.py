"""The tables of a sheet: where each begins, what stands above it, and what it says of itself.

A sheet holds one table or several: forms below each other, a header that is there again on each page. What a
header is each reader knows; the rest is the same for all of them.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from sipas_cli.errors import DataError
from sipas_cli.intake import messages
from sipas_cli.intake.stated_year import Claim, are_of_survey, is_label, of_cell, of_name, of_title, rounds
from sipas_cli.messages import Message, say
from sipas_cli.sheets import Sheet
from sipas_cli.sheets import messages as sheets_messages
from sipas_cli.text.names import OWN_SHEETS, first_of, stem_of
from sipas_cli.text.numbers import typed_number
from sipas_cli.text.places import cell_name, column_letters, place_name
from sipas_cli.text.spelling import fold
from sipas_cli.wording import Remark
from sipas_cli.workspace.units import Manner

_MOST_COLUMNS, _MOST_ROWS = 200, 10_000
#: Number of a row -> its cells as typed, the first for column A. Row 0 is a paragraph above the sheet, which
#: has no address.
Rows = Mapping[int, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a sheet.

    header   the numbers of the rows of its header, from top to bottom
    titles   what stands above it: its own title, then that of the table above it, up to the top of the sheet
    rows     what stands below its header, but for the same header again
    """

    header: Sequence[int]
    titles: tuple[Rows, ...]
    rows: Rows


def rows_of(sheet: Sheet) -> Iterator[tuple[int, Sequence[str]]]:
    """Every row that holds anything, of a table that is typed by hand: its number and its cells. Raises
    DataError for more rows than such a table has."""
    width = min(max((len(row) for row in sheet.top), default=0), _MOST_COLUMNS)
    if not width:
        return
    yield 1, sheet.top[0]
    block = sheet.read(1, range(width), lambda _: None)
    if len(block.rows) > _MOST_ROWS:
        raise DataError(messages.TABLE_LONG, where=f"{sheet.file} ! {sheet.name}", limit=_MOST_ROWS)
    columns = [(column.texts, column.codes.tolist()) for column in block.columns.values()]
    for place, row in enumerate(block.rows.tolist()):
        yield row, [texts[codes[place]] for texts, codes in columns]


def split(
    rows: Rows, headers: Iterable[Sequence[int]], begins: Callable[[Rows], bool] = lambda _: True
) -> list[Table]:
    """The tables of a sheet with these headers, each given by the numbers of its rows, from top to bottom.

    begins   whether the rows right above a header that is the same again, which hold no figures, say that
             another table begins there; else it goes on with the one above
    """
    blocks = [list(block) for block in headers]
    if not blocks:
        return []
    titles: tuple[Rows, ...] = ({n: row for n, row in rows.items() if n < blocks[0][0]},)
    heads = [(blocks[0], titles)]
    again: set[int] = set()
    for above, block in pairwise(blocks):
        title = _title(rows, block[0], above[-1])
        if _texts(rows, block) == _texts(rows, heads[-1][0]) and not begins(title):
            again |= {*block}
            continue
        titles = (title, *titles)
        heads.append((block, titles))
    ends = [*(block[0] for block, _ in heads[1:]), max(rows) + 1]
    tables = []
    for (block, over), end in zip(heads, ends, strict=True):
        below = {n: row for n, row in rows.items() if block[-1] < n < end and n not in again}
        tables.append(Table(block, over, below))
    return tables


def _texts(rows: Rows, block: Sequence[int]) -> list[list[str]]:
    return [list(map(fold, rows[number])) for number in block]


def _title(rows: Rows, header: int, after: int) -> Rows:
    """The rows right above a header that hold no number, below the row `after`."""
    title: dict[int, Sequence[str]] = {}
    for number in sorted((n for n in rows if after < n < header), reverse=True):
        if _has_figures(rows[number]):
            break
        title[number] = rows[number]
    return title


def texts(rows: Rows) -> list[tuple[str, str]]:
    """What the cells of some rows say, with their addresses."""
    cells = ((n, column, text) for n, row in sorted(rows.items()) for column, text in enumerate(row))
    return [(text, _address(number, column)) for number, column, text in cells if text.strip()]


def _address(row: int, column: int) -> str:
    """Where a cell stands, or that it is a paragraph above the table."""
    return cell_name(row, column + 1) if row else say(messages.TABLE_ABOVE)


def _has_figures(row: Sequence[str]) -> bool:
    """Whether a row holds numbers: then it is no title, unless it says "Năm" beside 2023."""
    return any(typed_number(cell) for cell in row) and labelled_year(row) is None


def labelled_year(row: Sequence[str]) -> tuple[int, int] | None:
    """(year, its column) of a row with a label and a year in two cells, and nothing else."""
    filled = [(column, text) for column, text in enumerate(row) if text.strip()]
    if len(filled) != len(("label", "year")) or not is_label(filled[0][1]):
        return None
    year = of_cell(filled[1][1])
    if year is None:
        return None
    return (year, filled[1][0])


def _years_said(number: int, row: Sequence[str]) -> list[Claim]:
    """The years that a row above a table says, each with its cell."""
    if labelled := labelled_year(row):
        return [Claim(labelled[0], _address(number, labelled[1]))]
    if _has_figures(row):
        return []
    years = ((of_title(text), column) for column, text in enumerate(row))
    return [Claim(year, _address(number, column)) for year, column in years if year]


def year_of_rows(header: Sequence[str], rows: Rows, year: int | None) -> Claim | None:
    """What a column of years says of the rows below it; None where there is no such column."""
    column = next((place for place, text in enumerate(header) if is_label(text)), None)
    if column is None:
        return None
    cells = ((number, row[column]) for number, row in sorted(rows.items()) if column < len(row))
    return year_of_cells(cells, column, year)


def year_of_cells(cells: Iterable[tuple[int, str]], column: int, year: int | None) -> Claim | None:
    """What the cells of a column of years say, as (row, text): the first that is not `year`, else `year`."""
    years = ((number, of_cell(text)) for number, text in cells)
    claims = [Claim(named, cell_name(number, column + 1)) for number, named in years if named]
    if not claims or not are_of_survey({claim.year for claim in claims}):
        return None
    return next((claim for claim in claims if claim.year != year), claims[0])


def year_claimed(titles: Iterable[Rows], year: int | None, *, sheet: str, file: str) -> Claim | None:
    """The year of which a table says that it is; the nearest that says one decides: its title, those of the
    tables above it, the name of its sheet, of its file. None where nothing says one.

    year   the one that is asked for: one of several cells of a title is enough to name it
    """
    for rows in titles:
        named = [claim for number, row in sorted(rows.items()) for claim in _years_said(number, row)]
        if named:
            return next((claim for claim in named if claim.year == year), named[0])
    if name_year := of_name(sheet):
        return Claim(name_year)
    name_year = of_name(stem_of(file))
    if name_year and not (year and name_year > year):  # a report on a year is made in the next one
        return Claim(name_year, of_file=True)
    return None


# --- one line about a table ----------------------------------------------------------------------


@dataclass(frozen=True)
class Named:
    """A name as it stands in a column of units, and the registered unit that it means."""

    typed: str
    unit: str
    manner: Manner


@dataclass(frozen=True, slots=True)
class Understood:
    """A table as it was understood, for the line that somebody reads over.

    header   the row that names the columns
    units    the names of those whose table it is, in its order; "" for one that is not registered
    columns  what its columns hold, in words -> these columns, from 0
    year     the year that it says of itself
    days     the column of days of answering, from 0, which tell the year of ballots; None for none
    title    what stands right above it
    rows     what it has and how many, in words
    names    how many ballots have each name of a registered unit
    """

    file: str
    sheet: str
    header: int
    units: Sequence[str]
    columns: Mapping[str, Sequence[int]]
    year: Claim | None
    rows: str
    title: Rows = field(default_factory=dict)
    days: int | None = None
    names: Mapping[Named, int] = field(default_factory=dict)

    @property
    def shape(self) -> tuple[object, ...]:
        """What tables that are laid out alike have in common."""
        columns = tuple((what, *details) for what, details in self.columns.items())
        return self.file, self.header, columns, self.year, self.days

    def remark(self) -> Remark:
        """The line."""
        columns = [f"{what} {_ranges(numbers)}".strip() for what, numbers in self.columns.items()]
        params = {
            "place": place_name(self.file, self.sheet),
            "header": self.header,
            "unit": self._unit(),
            "columns": ", ".join(columns) or say(messages.TABLE_NOTHING),
            "year": "; ".join([self._year(), *self._rounds()]),
            "rows": self.rows,
        }
        return Remark(messages.TABLE_READ, params)

    def _rounds(self) -> Iterator[str]:
        """Which of several rounds a table is of, as its title or the name of its sheet says: a draft may be
        the only one that is at hand."""
        titles = [self.sheet, *(text for text, _ in texts(self.title))]
        folded = list(map(fold, titles))
        for round_, pattern in rounds().items():
            if match := next(filter(None, map(pattern.search, folded)), None):
                yield say(round_, **match.groupdict())

    def _unit(self) -> str:
        if len(self.units) == 1 and self.units[0]:
            return self.units[0]
        if self.units:
            return say(messages.TABLE_UNITS, count=len(self.units))
        return say(messages.TABLE_NO_UNIT)

    def _year(self) -> str:
        """The year that the table says of itself, and where a name says another one."""
        if self.year is None and self.days is not None:
            return say(messages.TABLE_DAYS, column=_letters(self.days))
        if self.year is None:
            return say(messages.TABLE_NO_YEAR)
        where = []
        if self.year.cell:
            where.append(self.year.cell)
        names = {
            messages.TABLE_IN_SHEET: of_name(self.sheet),
            messages.TABLE_IN_FILE: of_name(stem_of(self.file)),
        }
        for key, named in names.items():
            if named == self.year.year and not where:
                where.append(say(key))
            elif named and named != self.year.year:
                where.append(say(messages.TABLE_NAMED_OTHERWISE, where=say(key), year=named))
        return say(messages.TABLE_YEAR, year=self.year.year, where="; ".join(where))


#: Tables that are laid out alike are told one by one up to so many; of more, so many.
_ALIKE, _SHOWN = 12, 3


def remarks(tables: Iterable[Understood]) -> list[Remark]:
    """A line for each table; of many that are laid out alike the first ones, and how many there are more."""
    alike: dict[tuple[object, ...], list[Understood]] = {}
    for table in tables:
        alike.setdefault(table.shape, []).append(table)
    lines: list[Remark] = []
    for same in alike.values():
        shown = same if len(same) <= _ALIKE else same[:_SHOWN]
        lines += [table.remark() for table in shown]
        if more := len(same) - len(shown):
            lines.append(Remark(messages.TABLES_ALIKE, {"file": same[0].file, "count": more}))
    return lines


def name_remarks(tables: Iterable[Understood], *, each: bool) -> list[Remark]:
    """How the names of units were understood: how many as registered, how many otherwise, and `each` of
    these."""
    ballots: Counter[Named] = Counter()
    for table in tables:
        ballots.update(table.names)
    others = {name: count for name, count in ballots.items() if name.manner != Manner.EXACT}
    if not others:
        return []
    counts = {"exact": len(ballots) - len(others), "others": len(others)}
    if not each:
        return [Remark(messages.NAMES_READ, counts)]
    lines = [Remark(messages.NAMES_LISTED, counts)]
    for name, count in sorted(others.items(), key=lambda one: (one[0].unit, one[0].typed)):
        manner = say(name.manner.sentence)
        params = {"typed": name.typed, "unit": name.unit, "manner": manner, "count": count}
        lines.append(Remark(messages.NAME_READ_AS, params))
    return lines


def _letters(column: int) -> str:
    return column_letters(column + 1)


def _ranges(columns: Sequence[int]) -> str:
    """The letters of some columns: D, or D–F, H."""
    runs: list[list[int]] = []
    for column in sorted(columns):
        if runs and column == runs[-1][-1] + 1:
            runs[-1].append(column)
        else:
            runs.append([column])
    texts = ["–".join(map(_letters, sorted({run[0], run[-1]}))) for run in runs]
    if len(texts) > _RANGES:
        texts = [*texts[: _RANGES - 2], "…", texts[-1]]
    return ", ".join(texts)


_RANGES = 6


def only_columns(roles: Mapping[str, Sequence[int]], place: str, row: int) -> dict[str, int]:
    """Role -> its column, in the header row `row` of a sheet at `place`. Raises DataError where two columns
    claim to be the same."""
    for role, columns in roles.items():
        if len(columns) > 1:
            where = f"{place} ! {cell_name(row, columns[1] + 1)}"
            other = cell_name(row, columns[0] + 1)
            raise DataError(sheets_messages.HEADER_DOUBLED, where=where, name=role, other=other)
    return {role: columns[0] for role, columns in roles.items()}


def remark_of_sheet(sheet: Sheet, reason: Message) -> list[Remark]:
    """Why a sheet is not read; nothing of those that our own workbooks have beside their data."""
    if sheet.name in OWN_SHEETS:
        return []
    return [Remark(reason, {"place": place_name(sheet.file, sheet.name)})]


def hidden_rows(sheet: Sheet, rows: Iterable[int]) -> list[Remark]:
    """How many of the rows that count nobody sees in a sheet."""
    count = sheet.hidden_among(rows)
    if not count:
        return []
    return [Remark(messages.ROWS_HIDDEN, {"place": place_name(sheet.file, sheet.name), "count": count})]


def not_plain(place: str, hidden: Iterable[int], struck: Iterable[tuple[int, int]]) -> list[Remark]:
    """That columns count which nobody sees, and cells, as (row, column), that are struck through."""
    columns = ", ".join(column_letters(column + 1) for column in sorted(hidden))
    cells = [cell_name(row, column + 1) for row, column in sorted(struck)]
    remarks = []
    if columns:
        remarks.append(Remark(messages.COLUMNS_HIDDEN, {"place": place, "columns": columns}))
    if cells:
        params = {"place": place, "cells": first_of(cells), "count": len(cells)}
        remarks.append(Remark(messages.CELLS_STRUCK, params))
    return remarks


def passed_over(places: Iterable[tuple[str, int]], year: int | None) -> list[Remark]:
    """That tables of other years were left out: (place, year that it says)."""
    remarks = []
    for place, named in places:
        params = {"place": place, "named": named, "year": year}
        remarks.append(Remark(messages.TABLE_OTHER_YEAR, params))
    return remarks
