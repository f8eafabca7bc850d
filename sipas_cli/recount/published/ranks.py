"""Order, ranks, gaps and ties of the tables of a document, units that stand twice, digits and ranges."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import groupby, pairwise

from sipas_cli.messages import decimal_mark
from sipas_cli.model import ERROR_CELL, NO_VALUE
from sipas_cli.recount.published import messages
from sipas_cli.recount.published.columns import Column, Role
from sipas_cli.recount.published.document import Place
from sipas_cli.recount.published.figures import Figure, Reading, figure_of
from sipas_cli.recount.published.tables import Entry, Table, is_padded, usual_decimals
from sipas_cli.recount.published.verdicts import Verdict
from sipas_cli.rules import words
from sipas_cli.runs.lines import patterns
from sipas_cli.runs.published import rank_of
from sipas_cli.text.numbers import exact_text
from sipas_cli.text.spelling import fold, plain

_WHOLE = Fraction(100)
#: A table without ranks is in the order of its figures if nearly all of its rows are.
_FEWEST_IN_ORDER = 4
#: Fewer figures do not tell how many digits their column has; up to so many do where zeros are printed.
_FEWEST_FIGURES, _MANY_FIGURES = 3, 5
#: Where ranks of more than a third of the units are left out, a table has some of its units alone.
_MANY_MISSING = 3


@dataclass(frozen=True, slots=True)
class Ranked:
    """A unit with its rank and its figure, as a table or a sentence has them; either may be missing."""

    unit: str
    rank: int | None
    figure: Figure | None
    place: Place
    tied: bool = False


@dataclass
class Habits:
    """How the document ranks, as far as its tables and sentences have shown.

    shared, parted   where equal figures have one rank, and where they have several
    gaps, no_gaps    where the rank behind a shared one is left out, and where it is not
    """

    shared: list[Place] = field(default_factory=list)
    parted: list[Place] = field(default_factory=list)
    gaps: list[Place] = field(default_factory=list)
    no_gaps: list[Place] = field(default_factory=list)

    def verdicts(self) -> Iterator[Verdict]:
        """What is not done in one way. Figures that are equal as printed may differ unrounded; whether a rank
        is left out is no matter of rounding."""
        if self.shared and self.parted:
            params = {"other": self.shared[0].cell}
            yield Verdict(messages.TIES_TWO_WAYS, self.parted[0], False, params)
        if self.gaps and self.no_gaps:
            yield Verdict(messages.RANK_RULES, self.no_gaps[0], True, {"other": self.gaps[0].cell})


# --- one ranking ---------------------------------------------------------------------------------


def check_ranking(
    lines: Sequence[Ranked], reading: Reading, habits: Habits, *, whole: bool
) -> Iterator[Verdict]:
    """What is wrong with a ranking.

    whole   whether all units of it are there, as in a table; a text tells of some
    """
    ranked = sorted((line for line in lines if line.rank is not None), key=lambda line: line.rank or 0)
    by_rank = [list(group) for _, group in groupby(ranked, key=lambda line: line.rank)]
    yield from _order(by_rank, reading)
    for equal in by_rank:
        yield from _equal(equal, reading)
    _note_ties(ranked, habits)
    if whole:
        yield from _gaps(by_rank, habits)


def _order(by_rank: Iterable[Sequence[Ranked]], reading: Reading) -> Iterator[Verdict]:
    """A better rank needs a figure that may be at least as high."""
    for better, worse in pairwise(by_rank):
        for upper, lower in ((one, other) for one in better for other in worse):
            if upper.figure is None or lower.figure is None:
                continue
            if not upper.figure.interval(reading).may_reach(lower.figure.interval(reading)):
                params = {**_named(upper, "upper"), **_named(lower, "lower")}
                yield Verdict(messages.RANK_ORDER, lower.place, True, params)
                break


def _named(line: Ranked, role: str) -> dict[str, object]:
    figure = line.figure.text if line.figure else ""
    return {role: line.unit, f"{role}_rank": line.rank, f"{role}_figure": figure}


def _equal(lines: Sequence[Ranked], reading: Reading) -> Iterator[Verdict]:
    """One rank needs figures that may be equal."""
    known = [(line, line.figure.interval(reading)) for line in lines if line.figure]
    for (first, interval), (second, other) in pairwise(known):
        if not interval.meets(other):
            params = {**_named(first, "upper"), **_named(second, "lower")}
            yield Verdict(messages.RANK_SHARED, second.place, True, params)


def _note_ties(ranked: Sequence[Ranked], habits: Habits) -> None:
    """Which way equal figures are ranked."""
    by_figure: dict[tuple[Fraction, int], list[Ranked]] = {}
    for line in ranked:
        if line.figure:
            by_figure.setdefault((line.figure.value, line.figure.decimals), []).append(line)
    for equal in by_figure.values():
        ranks = Counter(line.rank for line in equal)
        if max(ranks.values()) > 1:
            habits.shared.append(equal[-1].place)
        if len(ranks) > 1:
            habits.parted.append(equal[-1].place)


def _gaps(by_rank: Sequence[Sequence[Ranked]], habits: Habits) -> Iterator[Verdict]:
    """The ranks are 1, 2, 2, 4 or 1, 2, 2, 3 ..., from 1."""
    units = sum(map(len, by_rank))
    highest = max((equal[0].rank or 0 for equal in by_rank), default=0)
    if (highest - units) * _MANY_MISSING > units:  # a list of some of the units
        return
    with_gaps = without_gaps = 1
    ways = {"gaps", "no_gaps"}
    for number, equal in enumerate(by_rank, start=1):
        rank = equal[0].rank
        without_gaps = number
        if rank != with_gaps:
            ways.discard("gaps")
        if rank != without_gaps:
            ways.discard("no_gaps")
        if not ways:
            expected = sorted({with_gaps, without_gaps})
            params = {
                "unit": equal[0].unit,
                "rank": rank,
                "expected": " / ".join(map(str, expected)),
                "better": with_gaps - 1,
            }
            yield Verdict(messages.RANK_GAP, equal[0].place, True, params)
            return
        with_gaps += len(equal)
    if by_rank and ways == {"gaps"}:
        habits.gaps.append(by_rank[-1][0].place)
    if by_rank and ways == {"no_gaps"}:
        habits.no_gaps.append(by_rank[-1][0].place)


# --- the rankings of a table ---------------------------------------------------------------------


def rankings_of(table: Table) -> Iterator[list[Ranked]]:
    """The rankings: by each of its columns of ranks, part by part, or over all parts where not all
    of them have a first rank."""
    for column in table.of(Role.RANK):
        score = score_of(table, column)
        if score is None and _of_former_year(table, column):
            continue
        figures = table.figures(score) if score else {}
        parts = [table.of_part(part) for part in table.parts]
        firsts = [part for part in parts if any(_rank(entry, column) == 1 for entry in part)]
        if len(firsts) < len(parts):
            parts = [list(table.entries)]
        for part in parts:
            yield [_ranked(table, entry, column, figures) for entry in part]


def _rank(entry: Entry, column: Column) -> int | None:
    return rank_of(entry.cells.get(column.place, ""))


def _ranked(table: Table, entry: Entry, column: Column, figures: Mapping[int, Figure]) -> Ranked:
    text = entry.cells.get(column.place, "")
    return Ranked(
        entry.unit,
        rank_of(text),
        figures.get(entry.row),
        table.place(entry.row, column),
        bool(patterns().tied.search(plain(text))),
    )


def _of_former_year(table: Table, column: Column) -> bool:
    """Whether a column is one of a year before that of the table, as its header says."""
    latest = max((max(other.years) for other in table.columns if other.years), default=None)
    return column.former or (bool(column.years) and max(column.years) < (table.year or latest or 0))


def score_of(table: Table, rank: Column) -> Column | None:
    """The column of figures by which a column ranks: of the index that it names, else the main one of its
    years. None for a rank of a former year whose figures are not there."""
    if rank.index or rank.former:
        same = [
            column
            for column in table.results()
            if (column.index, column.years, column.former) == (rank.index, rank.years, rank.former)
        ]
        return next(iter(same), None)
    main = table.main(rank.years)
    if main is None and rank.years and table.year in rank.years:
        return table.main()
    return main


def check_ranks(table: Table, reading: Reading, habits: Habits) -> Iterator[Verdict]:
    """What is wrong with the ranks and the order of a table."""
    for lines in rankings_of(table):
        yield from check_ranking(lines, reading, habits, whole=True)
    if not table.of(Role.RANK):
        yield from _rows_in_order(table, reading)


def _rows_in_order(table: Table, reading: Reading) -> Iterator[Verdict]:
    """The rows of a table without ranks that is one of ranks all the same: its title says so, or nearly all
    of them are in the order of their figures."""
    scores = table.results()
    if len(scores) != 1:
        return
    ranking = any(_says_ranking(title.text) for title in table.raw.titles)
    figures = table.figures(scores[0])
    for part in table.parts:
        rows = [(entry, figures[entry.row]) for entry in table.of_part(part) if entry.row in figures]
        pairs = list(pairwise(rows))
        falling = [upper[1].value >= lower[1].value for upper, lower in pairs]
        if not ranking and (len(rows) < _FEWEST_IN_ORDER or sum(falling) * 5 < len(pairs) * 4):
            continue
        if sum(falling) * 2 < len(pairs):  # listed in another order, whatever the title says
            continue
        for (upper, figure), (lower, other) in pairs:
            if not figure.interval(reading).may_reach(other.interval(reading)):
                params = {
                    "upper": upper.unit,
                    "upper_figure": figure.text,
                    "lower": lower.unit,
                    "lower_figure": other.text,
                }
                yield Verdict(messages.ROW_ORDER, table.place(lower.row, scores[0]), True, params)


def _says_ranking(title: str) -> bool:
    return any(fold(word) in fold(title) for word in words.published().columns.rank[:1])


# --- cells ---------------------------------------------------------------------------------------


def check_cells(table: Table) -> Iterator[Verdict]:
    """Figures that cannot be: outside the range of their column, with other digits than the rest, no figures
    at all; numbers of rows that are not in order."""
    for column in (*table.of(Role.SCORE), *table.of(Role.YEAR)):
        yield from _digits(table, column)
        yield from _range(table, column)
    for column in (*table.of(Role.RANK), *table.of(Role.SCORE)):
        yield from _unread(table, column)
    for column in table.of(Role.NUMBER):
        yield from _numbers(table, column)


def _digits(table: Table, column: Column) -> Iterator[Verdict]:
    """The figures with more digits than four fifths of their column, or fewer where zeros are printed."""
    texts = {entry.row: entry.cells.get(column.place, "") for entry in table.entries}
    figures = {row: figure for row, text in texts.items() if (figure := figure_of(text))}
    times = Counter(figure.decimals for figure in figures.values())
    usual = usual_decimals(list(figures.values()))
    padded = is_padded(texts.values())
    enough = len(figures) > _MANY_FIGURES or (padded and len(figures) >= _FEWEST_FIGURES)
    if not enough or times[usual] * 5 < (len(figures) - 1) * 4:
        return
    for row, figure in figures.items():
        if figure.decimals > usual or (padded and figure.decimals < usual):
            params = {"figure": figure.text, "decimals": figure.decimals, "usual": usual}
            yield Verdict(messages.DIGITS, table.place(row, column), False, params)


def _range(table: Table, column: Column) -> Iterator[Verdict]:
    """A percentage is at most 100; points are at most the maximum beside them; neither is below 0."""
    maxima = [] if _is_no_share(table, column) else table.of(Role.MAXIMUM)
    percent = "%" in column.text or (table.index == "sipas" and not maxima)
    for entry in table.entries:
        figure = figure_of(entry.cells.get(column.place, ""))
        if figure is None:
            continue
        limit = _WHOLE if percent or figure.percent else None
        if limit is None and len(maxima) == 1:
            maximum = figure_of(entry.cells.get(maxima[0].place, ""))
            limit = maximum.value if maximum else None
        if figure.value < 0 or (limit is not None and figure.value > limit):
            params = {
                "unit": entry.unit,
                "figure": figure.text,
                "limit": exact_text(limit or _WHOLE, mark=decimal_mark()),
            }
            yield Verdict(messages.OUT_OF_RANGE, table.place(entry.row, column), True, params)


def _is_no_share(table: Table, column: Column) -> bool:
    """Whether more than half of a column is above the maximum beside it, which is then that of other points:
    the percentage of another year, in a table of 60 points."""
    maxima = table.of(Role.MAXIMUM)
    if len(maxima) != 1:
        return False
    limits, figures = table.figures(maxima[0]), table.figures(column)
    above = sum(row in limits and figure.value > limits[row].value for row, figure in figures.items())
    return above * 2 > len(figures)


def _unread(table: Table, column: Column) -> Iterator[Verdict]:
    """Cells that hold something else than a figure or a rank. Merged ones are those of no unit. Where that is
    most of a column, it is one of words such as "Nhóm 1", whatever its header says."""
    texts = {entry.row: entry.cells.get(column.place, "") for entry in table.entries}
    unread = [row for row, text in texts.items() if _is_unread(text, column)]
    words = [row for row in unread if texts[row] not in (ERROR_CELL, NO_VALUE)]
    if len(words) > 1 and len(words) * 2 > sum(map(bool, texts.values())):
        yield Verdict(messages.COLUMN_UNREAD, table.place(words[0], column), False, {"column": column.text})
        unread = [row for row in unread if row not in words]
    for row in unread:
        yield Verdict(messages.CELL_UNREAD, table.place(row, column), True)
    for merge in table.raw.merged:
        over = merge.first_column <= column.place <= merge.last_column
        if over and merge.last_row > merge.first_row and _of_entries(table, merge.first_row, merge.last_row):
            yield Verdict(messages.CELL_MERGED, table.place(merge.first_row, column), True)


def _is_unread(text: str, column: Column) -> bool:
    """Whether a cell that should hold a figure or a rank holds something with digits that is none."""
    if text in (ERROR_CELL, NO_VALUE):
        return True
    known = rank_of(text) if column.role is Role.RANK else figure_of(text)
    return known is None and any(letter.isdigit() for letter in text)


def _of_entries(table: Table, first: int, last: int) -> bool:
    return sum(first <= entry.row <= last for entry in table.entries) > 1


def _numbers(table: Table, column: Column) -> Iterator[Verdict]:
    """The running numbers of each part, or of the whole table, go up by one."""
    for part in table.parts:
        numbers = [(entry, rank_of(entry.cells.get(column.place, ""))) for entry in table.of_part(part)]
        for (_, above), (entry, number) in pairwise(numbers):
            if above is not None and number is not None and number not in (above + 1, 1):
                params = {"number": number, "above": above}
                yield Verdict(messages.ROW_NUMBER, table.place(entry.row, column), False, params)


def check_twice(tables: Sequence[Table]) -> Iterator[Verdict]:
    """Units that stand twice in one table, or in several of one index and year: a list of the first may
    stand beside all, with the same figures."""
    first: dict[tuple[object, ...], tuple[int, Place, Fraction | None]] = {}
    for number, table in enumerate(tables):
        unit, main = table.of(Role.UNIT)[0], table.main()
        figures = table.figures(main) if main else {}
        shape = tuple(column.role for column in table.columns)
        known = table.index and table.year
        about = (table.index, table.year, table.raw.sheet, shape) if known else (number,)
        for entry in table.entries:
            figure = figures.get(entry.row)
            place = (number, table.place(entry.row, unit), figure.value if figure else None)
            above = first.setdefault((*about, entry.key), place)
            if above is not place:
                error = above[0] == number or above[2] != place[2]
                params = {"unit": entry.unit, "first": above[1].cell}
                yield Verdict(messages.UNIT_TWICE, place[1], error, params)
