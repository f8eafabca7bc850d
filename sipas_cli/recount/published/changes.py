"""Columns of changes: this year's figures less those of the year before, former ranks less new ones."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from sipas_cli.recount.published import messages
from sipas_cli.recount.published.columns import Column, Role, without_year_words
from sipas_cli.recount.published.figures import Figure, Reading, change_of
from sipas_cli.recount.published.sums import number
from sipas_cli.recount.published.tables import Entry, Table
from sipas_cli.recount.published.verdicts import Verdict
from sipas_cli.rules import words
from sipas_cli.runs.published import rank_of
from sipas_cli.text.spelling import fold


def check_changes(table: Table, reading: Reading) -> Iterator[Verdict]:
    """Whether columns of changes are what two others give: whichever two give them in more than half of the
    rows have to do so in all."""
    for columns in _change_columns(table):
        best: list[Verdict] | None = None
        for change in (*_score_changes(table, columns, reading), *_rank_changes(table, columns)):
            wrong = [verdict for holds, verdict in change if not holds]
            if len(wrong) * 2 < len(change) and (best is None or len(wrong) < len(best)):
                best = wrong
        yield from best or ()


def _change_columns(table: Table) -> Iterator[Sequence[Column]]:
    """Each column of changes, with the one beside it where one is of rises and the other of falls."""
    columns = table.of(Role.CHANGE)
    while columns:
        first, *rest = columns
        both = bool(rest) and first.sign * rest[0].sign < 0
        taken = 2 if both else 1
        yield columns[:taken]
        columns = columns[taken:]


_Changes = list[tuple[bool, Verdict]]


def _score_changes(table: Table, columns: Sequence[Column], reading: Reading) -> Iterator[_Changes]:
    """For each two columns of scores of different years: whether the change of each row may be theirs."""
    for before, now in _of_two_years(table.results(), table.main()):
        changes: _Changes = []
        for column in columns:
            changes += _of_scores(table, column, before, now, reading)
        if changes:
            yield changes


def _of_scores(
    table: Table, column: Column, before: Column, now: Column, reading: Reading
) -> Iterator[tuple[bool, Verdict]]:
    former, latter = table.figures(before), table.figures(now)
    for entry in table.entries:
        change = _change_in(entry, column)
        old, new = former.get(entry.row), latter.get(entry.row)
        if change and old and new:
            possible = new.interval(reading).minus(old.interval(reading))
            params = {
                "unit": entry.unit,
                "sum": f"{new.text} − {old.text} = {number(new.value - old.value)}",
                "printed": change.text,
                "possible": possible.shown(),
            }
            holds = possible.meets(change.change_interval(reading))
            yield holds, _change(table, entry, column, params)


def _change_in(entry: Entry, column: Column, *, blank: str = "") -> Figure | None:
    """The change of a row; in a column of falls alone it has no sign. `blank` is what an empty cell means."""
    text = entry.cells.get(column.place, "")
    change = told_change(text or ("" if column.sign else blank))
    if change and column.sign < 0 and change.value > 0:
        return Figure(-change.value, change.decimals, change.percent)
    return change


def _rank_changes(table: Table, columns: Sequence[Column]) -> Iterator[_Changes]:
    """The same of ranks: places gained, or, as some write it, the new rank less the old one."""
    ranks = table.of(Role.RANK)
    now_rank = next((rank for rank in ranks if not rank.years and not rank.former), None)
    for before, now in _of_two_years(ranks, now_rank):
        for gained in (True, False):
            changes: _Changes = []
            for column in columns:
                changes += _of_ranks(table, column, before, now, gained=gained)
            if changes:
                yield changes


def _of_ranks(
    table: Table, column: Column, before: Column, now: Column, *, gained: bool
) -> Iterator[tuple[bool, Verdict]]:
    for entry in table.entries:
        change = _change_in(entry, column, blank="0")
        first, second = (rank_of(entry.cells.get(rank.place, "")) for rank in (before, now))
        if not gained:
            first, second = second, first
        if change and first and second:
            params = {
                "unit": entry.unit,
                "sum": f"{first} − {second} = {first - second}",
                "printed": change.text,
                "possible": str(first - second),
            }
            yield change.value == first - second, _change(table, entry, column, params)


def told_change(text: str) -> Figure | None:
    """The change that a cell holds, its sign in words or not: "tăng 1,2", "giảm 0,5", "+1,2"."""
    known = words.statements()
    folded = fold(text)
    for sign, beginnings in (("", known.rises), ("-", known.falls)):
        for word in map(fold, beginnings):
            if folded.startswith(f"{word} "):
                return change_of(f"{sign}{folded.removeprefix(word).strip()}")
    return change_of(text)


def _change(table: Table, entry: Entry, column: Column, params: Mapping[str, object]) -> Verdict:
    return Verdict(messages.CHANGE, table.place(entry.row, column), True, params)


def _of_two_years(columns: Sequence[Column], main: Column | None) -> Iterator[tuple[Column, Column]]:
    """(earlier, later): columns of one year each that follow one another and differ in their years alone, or
    one of a former year and the main one, or that which is headed alike."""
    of_one = sorted(
        (column for column in columns if len(column.years) == 1), key=lambda column: min(column.years)
    )
    for before, now in pairwise(of_one):
        if before.years != now.years and _without_years(before) == _without_years(now):
            yield before, now
    if main and not main.years:
        for before in of_one:
            yield before, main
    for before in columns:
        if before.former and not before.years:
            alike = [
                now for now in columns if not now.former and _without_years(now) == _without_years(before)
            ]
            for now in alike or filter(None, [main]):
                yield before, now


def _without_years(column: Column) -> str:
    text = without_year_words(column.text)
    for year in column.years:
        text = text.replace(str(year), "")
    return " ".join(text.split())
