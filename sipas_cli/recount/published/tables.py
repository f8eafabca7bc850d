"""A published table as it is understood: its units by part, its rows of means, the figures of its columns."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sipas_cli.intake.merged import Merges
from sipas_cli.intake.stated_year import of_title
from sipas_cli.intake.totals import is_total
from sipas_cli.recount.published.columns import Column, Role, columns_of, index_of
from sipas_cli.recount.published.document import Document, Place, RawTable
from sipas_cli.recount.published.figures import Figure, figure_of
from sipas_cli.runs.headers import value_at
from sipas_cli.text.spelling import nfc
from sipas_cli.workspace.units import rule_key

_COLUMN_NUMBER = re.compile(r"\(?\d{1,2}\)?")
_ROMAN = re.compile(r"(?:[IVX]{1,5}|[A-H])[.):]?")
#: What ends so is a sentence above a table, and no title of it.
_SENTENCE_ENDS = (".", ";")
_PADDED = re.compile(r"[.,]\d*0$")


@dataclass(frozen=True, slots=True)
class Entry:
    """The row of a unit: its cells as typed, column -> text."""

    row: int
    unit: str
    part: str
    cells: Mapping[int, str]

    @property
    def key(self) -> str:
        """The unit, however its name is spelled."""
        return rule_key(self.unit)


@dataclass(frozen=True, slots=True)
class Summary:
    """A row of means or sums; `part` is where it stands, "" above or below all parts."""

    row: int
    label: str
    part: str
    cells: Mapping[int, str]


@dataclass
class Table:
    """A table as it is understood.

    index, year   what its titles say it is of; "" and None where they say nothing
    """

    raw: RawTable
    columns: Sequence[Column]
    index: str
    year: int | None
    entries: list[Entry] = field(default_factory=list)
    summaries: list[Summary] = field(default_factory=list)

    def of(self, *roles: Role) -> list[Column]:
        """The columns of some roles."""
        return [column for column in self.columns if column.role in roles]

    def main(self, years: frozenset[int] = frozenset()) -> Column | None:
        """The column of results of some years: of the index of the table or of none; of several the one whose
        header says the most of a result, then the last."""
        columns = [column for column in self.results() if not column.former] or self.results()
        of_years = [column for column in columns if column.years == years]
        if not of_years and not years:  # whose headers name the year of the table, or the latest
            latest = max((max(column.years) for column in columns if column.years), default=None)
            of_years = [column for column in columns if latest in column.years]
        own_index = [column for column in of_years if column.index in ("", self.index)]
        return min(own_index or of_years, key=lambda column: (column.order, -column.place), default=None)

    def results(self) -> list[Column]:
        """The columns of results: of scores, and those headed by a year whose figures have decimals."""
        years = [
            column for column in self.of(Role.YEAR) if any(f.decimals for f in self.figures(column).values())
        ]
        return sorted([*self.of(Role.SCORE), *years], key=lambda column: column.place)

    @property
    def parts(self) -> list[str]:
        """Its parts in their order."""
        return list(dict.fromkeys(entry.part for entry in self.entries))

    def of_part(self, part: str) -> list[Entry]:
        """The entries of a part."""
        return [entry for entry in self.entries if entry.part == part]

    def place(self, row: int, column: Column) -> Place:
        """Where a cell stands."""
        return self.raw.place(row, column.place)

    def figures(self, column: Column) -> dict[int, Figure]:
        """Row -> the figure in a column, of entries; zeros that were dropped at its end are put back."""
        texts = {entry.row: entry.cells.get(column.place, "") for entry in self.entries}
        figures = {row: figure for row, text in texts.items() if (figure := figure_of(text))}
        wanted = usual_decimals(list(figures.values()))
        if wanted == 0 or is_padded(texts.values()):
            return figures
        return {row: _padded(figure, wanted) for row, figure in figures.items()}

    def figure(self, column: Column, cells: Mapping[int, str]) -> Figure | None:
        """The figure of a row of means, with the digits of its column; with its own ones where the column has
        now more and now fewer, as a workbook without a number format keeps them."""
        printed = figure_of(cells.get(column.place, ""))
        texts = [entry.cells.get(column.place, "") for entry in self.entries]
        figures = [figure for text in texts if (figure := figure_of(text))]
        if printed is None or is_padded(texts) or not has_usual_decimals(figures):
            return printed
        return _padded(printed, usual_decimals(figures))


def is_padded(texts: Iterable[str]) -> bool:
    """Whether zeros at the end were printed: then a figure with fewer digits is one of fewer digits."""
    return any(_PADDED.search(text.rstrip(" %")) for text in texts)


def usual_decimals(figures: Sequence[Figure]) -> int:
    """How many digits four fifths of the figures have; else as many as the longest, as in a workbook that
    keeps what it does not show."""
    times = Counter(figure.decimals for figure in figures)
    if not times:
        return 0
    if has_usual_decimals(figures):
        return times.most_common(1)[0][0]
    return max(times)


def has_usual_decimals(figures: Sequence[Figure]) -> bool:
    """Whether four fifths of the figures, or all but one of them, have equally many digits."""
    times = Counter(figure.decimals for figure in figures)
    return bool(times) and max(times.values()) * 5 >= (len(figures) - 1) * 4


def _padded(figure: Figure, decimals: int) -> Figure:
    return Figure(figure.value, max(figure.decimals, decimals), figure.percent)


def tables_of(document: Document) -> list[Table]:
    """The tables of results of a document."""
    tables: list[Table] = []
    index, year = "", None
    for raw in document.tables:
        columns = columns_of(raw.layers, raw.merged)
        if columns and not is_broken(raw, columns) and holds_units(raw, columns):
            index, year = _said(raw, columns, index, year)
            tables.append(_table(raw, columns, index, year))
    return tables


def is_broken(raw: RawTable, columns: Sequence[Column]) -> bool:
    """Whether nobody can say which figures are whose: the grid is broken, or one name is that of several
    rows."""
    if raw.broken:
        return True
    unit = next(column for column in columns if column.role is Role.UNIT)
    numbers = [row for row, cells in raw.rows if any(map(nfc, cells))]
    for merge in raw.merged:
        rows = [row for row in numbers if merge.first_row <= row <= merge.last_row]
        if merge.first_column <= unit.place <= merge.last_column and len(rows) > 1:
            return True
    return False


def holds_units(raw: RawTable, columns: Sequence[Column]) -> bool:
    """Whether half of the rows have a name where the unit stands: a table that counts units has numbers."""
    unit = next(column for column in columns if column.role is Role.UNIT)
    texts = [text for _, cells in raw.rows if (text := value_at(cells, unit.place))]
    names = [text for text in texts if figure_of(text) is None]
    return len(names) * 2 >= len(texts)


def _table(raw: RawTable, columns: Sequence[Column], index: str, year: int | None) -> Table:
    table = Table(raw, columns, index, year)
    unit = table.of(Role.UNIT)[0]
    part = _title_part(raw)
    for row, cells in _body(raw, columns):
        texts = {place: text for place, text in cells.items() if text}
        name = cells.get(unit.place, "")
        label = name or next(iter(texts.values()), "")
        numbered = any(_ROMAN.fullmatch(text) for place, text in texts.items() if place < unit.place)
        if _is_column_numbers(texts):
            continue
        if len(texts) == 1 or (numbered and not _has_figures(texts, unit)):
            part = part if is_total(label) else label
        elif numbered:
            part = name
            table.summaries.append(Summary(row, name, part, cells))
        elif is_total(label):
            table.summaries.append(Summary(row, label, part, cells))
        elif name:
            table.entries.append(Entry(row, name, _group(table, cells) or part, cells))
    return table


def _said(raw: RawTable, columns: Sequence[Column], index: str, year: int | None) -> tuple[str, int | None]:
    """The index and the year that the nearest titles name, else those of the columns, if all say one, else
    those of the table above, whose next part this is."""
    titles = [title.text for title in raw.titles if not title.text.endswith(_SENTENCE_ENDS)]
    indices = [name for title in titles if (name := index_of(title))]
    years = [named for title in titles if (named := of_title(title))]
    results = [column for column in columns if column.role in (Role.SCORE, Role.YEAR, Role.RANK)]
    of_columns = {column.index for column in results if column.role is Role.SCORE}
    if len(of_columns) == 1:
        indices += of_columns
    elif "par" in of_columns:  # which is made from the others, and not the other way round
        indices.append("par")
    of_years = [max(column.years) for column in results if column.years]
    if of_years and len(of_years) == len(results):
        years.append(max(of_years))
    return [*indices, index][0], [*years, year][0]


def _title_part(raw: RawTable) -> str:
    """The part that the nearest title names: "1. Các sở, ban, ngành"."""
    if raw.titles:
        return raw.titles[0].text
    return ""


def _body(raw: RawTable, columns: Sequence[Column]) -> Iterator[tuple[int, dict[int, str]]]:
    """The rows that say something: the cells as typed, those of several rows in each of them where they may
    be, as the group of several units."""
    merges, above = Merges(raw.merged), dict(raw.rows)
    shared = {column.place for column in columns if column.role in (Role.UNIT, Role.GROUP, Role.BAND)}
    for row, cells in raw.rows:
        texts = {place: value_at(cells, place) for place in range(len(cells))}
        for place in shared:
            first = merges.first_row(row, place)
            if first in above and not texts.get(place):
                texts[place] = value_at(above[first], place)
        if any(texts.values()):
            yield row, texts


def _is_column_numbers(texts: Mapping[int, str]) -> bool:
    """(1) (2) (3) under a header."""
    return len(texts) > 1 and all(_COLUMN_NUMBER.fullmatch(text) for text in texts.values())


def _has_figures(texts: Mapping[int, str], unit: Column) -> bool:
    return any(figure_of(text) for place, text in texts.items() if place > unit.place)


def _group(table: Table, cells: Mapping[int, str]) -> str:
    """What a column of groups says."""
    return next((cells.get(column.place, "") for column in table.of(Role.GROUP)), "")
