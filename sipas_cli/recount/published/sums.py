"""Columns that follow from others: sums and means of parts, percentages, changes; rows of means."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations

from sipas_cli.messages import decimal_mark
from sipas_cli.recount.published import messages
from sipas_cli.recount.published.columns import Column, Role
from sipas_cli.recount.published.document import Place
from sipas_cli.recount.published.figures import (
    Figure,
    Interval,
    Reading,
    mean,
    range_of,
    total,
    weighted,
)
from sipas_cli.recount.published.tables import Summary, Table
from sipas_cli.recount.published.verdicts import Verdict
from sipas_cli.rules import words
from sipas_cli.text.numbers import exact_text
from sipas_cli.text.spelling import plain

_FEWEST_ROWS = 2
_PERCENT = Fraction(100)


@dataclass(frozen=True, slots=True)
class Row:
    """A row that may follow from its parts: what is printed, and the parts of it."""

    unit: str
    place: Place
    printed: Figure
    parts: Sequence[Figure]


@dataclass(frozen=True, slots=True)
class Rule:
    """How a column may follow from others.

    interval   (parts, reading) -> all that unrounded parts may give
    exact      what the printed parts give
    shown      the sum as it is written
    """

    interval: Callable[[Sequence[Interval]], Interval]
    exact: Callable[[Sequence[Fraction]], Fraction]
    shown: Callable[[Sequence[str]], str]


_SUM = Rule(total, lambda parts: sum(parts, Fraction(0)), " + ".join)
_MEAN = Rule(
    mean,
    lambda parts: sum(parts, Fraction(0)) / len(parts),
    lambda texts: f"({' + '.join(texts)}) : {len(texts)}",
)


#: Weights that are not known: it lies between the lowest and the highest.
_BETWEEN = Rule(
    range_of,
    lambda parts: sum(parts, Fraction(0)) / len(parts),
    lambda texts: f"({' + '.join(texts)}) : {len(texts)}",
)


def _intervals(figures: Sequence[Figure], reading: Reading) -> list[Interval]:
    return [figure.interval(reading) for figure in figures]


def _holds(row: Row, rule: Rule, reading: Reading) -> bool:
    """Whether unrounded parts may give what is printed."""
    return rule.interval(_intervals(row.parts, reading)).meets(row.printed.interval(reading))


def check_parts(table: Table, reading: Reading) -> Iterator[Verdict]:
    """Whether a column of scores is the sum of the figures left of it, or their mean, or one with weights:
    where it is so in more than half of the rows it has to be so in all. Else nothing is said. That a figure
    lies between others proves little: one that has more of their kind behind it is one of the parts, as the
    column of the factor "Kết quả"."""
    for whole in table.of(Role.SCORE):
        rows = _rows_of_parts(table, whole)
        alike = all(2 * part.value >= row.printed.value for row in rows for part in row.parts)
        weighted_mean = alike and not _figures_behind(table, whole)  # a mean is of figures of one scale
        for rule in (_SUM, _MEAN, *([_BETWEEN] if weighted_mean else [])):
            holding = [row for row in rows if _holds(row, rule, reading)]
            if len(rows) >= _FEWEST_ROWS and len(holding) * 2 > len(rows):
                yield from _of_rule(rows, rule, reading)
                break


def _figures_behind(table: Table, whole: Column) -> bool:
    """Whether most rows have a figure in another column behind it, as they have in the parts."""
    behind = [column for column in table.of(Role.OTHER) if column.place > whole.place]
    return any(len(table.figures(column)) * 2 > len(table.entries) for column in behind)


def _rows_of_parts(table: Table, whole: Column) -> list[Row]:
    """The rows of a table with what a column may be made from: two columns of figures left of it, or more."""
    others = [
        column
        for column in table.of(Role.OTHER, Role.SCORE)
        if column.place < whole.place and not column.years and not column.former
    ]
    figures = {column.place: table.figures(column) for column in others}
    parts = [column for column in others if len(figures[column.place]) * 2 > len(table.entries)]
    if len(parts) < _FEWEST_ROWS or (whole.years and whole != table.main()):
        return []
    printed = table.figures(whole)
    rows: list[Row] = []
    for entry in table.entries:
        cells = [figures[part.place].get(entry.row) for part in parts]
        known = [figure for figure in cells if figure is not None]
        if entry.row in printed and len(known) == len(cells):
            rows.append(Row(entry.unit, table.place(entry.row, whole), printed[entry.row], known))
    return rows


def _of_rule(rows: Sequence[Row], rule: Rule, reading: Reading) -> Iterator[Verdict]:
    rounded: list[Row] = []
    for row in rows:
        if not _holds(row, rule, reading):
            yield Verdict(messages.SUM, row.place, True, _sum_params(row, rule, reading))
        elif rule is not _BETWEEN and not row.printed.prints(rule.exact([part.value for part in row.parts])):
            rounded.append(row)
    if rounded:
        params = {**_sum_params(rounded[0], rule, reading), "rows": len(rounded)}
        yield Verdict(messages.SUM_ROUNDED, rounded[0].place, False, params)


def _sum_params(row: Row, rule: Rule, reading: Reading) -> dict[str, object]:
    result = rule.exact([part.value for part in row.parts])
    return {
        "unit": row.unit,
        "sum": f"{rule.shown([part.text for part in row.parts])} = {number(result)}",
        "printed": row.printed.text,
        "possible": rule.interval(_intervals(row.parts, reading)).shown(),
    }


def number(value: Fraction) -> str:
    """An exact number as it is shown in a sum."""
    return exact_text(value, mark=decimal_mark())


def check_percent(table: Table, reading: Reading) -> Iterator[Verdict]:
    """Whether a percentage is the points over the maximum, where it is so in more than half of the rows.
    Points and percentage may stand in either order: of all pairs of columns the one that fails in the fewest
    rows counts. Points out of nearly 100 are nearly their percentage: the wrong order nearly holds too."""
    maxima, scores = table.of(Role.MAXIMUM), table.of(Role.SCORE)
    if len(maxima) != 1:
        return
    fewest: Sequence[Row] | None = None
    for achieved, percent in permutations(scores, 2):
        rows = _rows_of_shares(table, achieved, maxima[0], percent)
        failing = [row for row in rows if not _is_share(row, reading)]
        trivial = all(row.parts[0].value == row.printed.value for row in rows)  # of 100 points
        likely = bool(rows) and not trivial and len(failing) * 2 < len(rows)
        if likely and (fewest is None or len(failing) < len(fewest)):
            fewest = failing
    yield from (_share_verdict(row, reading) for row in fewest or ())


def _rows_of_shares(table: Table, achieved: Column, maximum: Column, percent: Column) -> list[Row]:
    figures = [table.figures(column) for column in (achieved, maximum, percent)]
    rows: list[Row] = []
    for entry in table.entries:
        cells = [column.get(entry.row) for column in figures]
        known = [figure for figure in cells if figure is not None]
        if len(known) == len(cells) and known[1].value > 0:
            rows.append(Row(entry.unit, table.place(entry.row, percent), known[2], known[:2]))
    return rows


def _share_verdict(row: Row, reading: Reading) -> Verdict:
    points, maximum = row.parts
    share = _PERCENT * points.value / maximum.value
    shown = f"{points.text} : {maximum.text} × 100 = {number(share)}"
    possible = points.interval(reading).times(_PERCENT / maximum.value).shown()
    params = {"unit": row.unit, "sum": shown, "printed": row.printed.text, "possible": possible}
    return Verdict(messages.SUM, row.place, True, params)


def _is_share(row: Row, reading: Reading) -> bool:
    """A maximum is not rounded."""
    points, maximum = row.parts
    share = points.interval(reading).times(_PERCENT / maximum.value)
    return share.meets(row.printed.interval(reading))


# --- rows of means -------------------------------------------------------------------------------


def check_means(table: Table, reading: Reading) -> Iterator[Verdict]:
    """Whether the rows of means are the means of their units."""
    for summary in table.summaries:
        for column in table.results():
            printed = table.figure(column, summary.cells)
            if printed is None or not _is_mean(summary):
                continue
            yield from _mean_of_units(table, summary, column, printed, reading)


def _is_mean(summary: Summary) -> bool:
    """Whether a row is one of means, by its label; the row that begins a part with a figure is one too."""
    label = plain(summary.label)
    means = [plain(word) for word in (*words.statements().means, "TB", "DTB", "mean", "average")]
    if summary.label == summary.part or _is_overall(summary):
        return True
    return any(word in label.split() or label.startswith(word) for word in means)


def _is_overall(summary: Summary) -> bool:
    """Whether a row is that of all units together, which may count every ballot once."""
    label = plain(summary.label)
    return any(plain(word) in label for word in words.statements().overall)


def _may_be_overall(table: Table, summary: Summary) -> bool:
    """Whether a row of means is, or may be, that of all units: by its label, or behind the last part where
    that has a row of its own, or no other part has one."""
    if _is_overall(summary) or summary.part not in table.parts:
        return True
    if summary.label == summary.part or len(table.parts) == 1 or summary.part != table.parts[-1]:
        return False
    of_part = [row for row in table.summaries if row.part == summary.part]
    others = [row for row in table.summaries if row.part != summary.part]
    return of_part[0] is not summary or not others


def _mean_of_units(
    table: Table, summary: Summary, column: Column, printed: Figure, reading: Reading
) -> Iterator[Verdict]:
    """A mean of the units of its part, or of all; of the groups, or of the ballots together, where it is one
    of all. Outside of the range of its units it is none of any rule."""
    figures = table.figures(column)
    scopes = [table.of_part(summary.part), table.entries]
    lists = [[figures[entry.row] for entry in scope if entry.row in figures] for scope in scopes if scope]
    lists = [units for units in lists if units]
    if not lists:
        return
    wanted = printed.interval(reading)
    if any(mean(_intervals(units, reading)).meets(wanted) for units in lists):
        return
    if any(way.meets(wanted) for way in _other_means(table, column, reading)):
        return
    units = lists[0]
    result = sum((figure.value for figure in units), Fraction(0)) / len(units)
    whole = _may_be_overall(table, summary)
    outside = not range_of(_intervals(units if not whole else lists[-1], reading)).meets(wanted)
    params = {
        "label": summary.label,
        "printed": printed.text,
        "count": len(units),
        "mean": number(result),
        "possible": mean(_intervals(units, reading)).shown(),
    }
    yield Verdict(messages.MEAN, table.place(summary.row, column), outside or not whole, params)


def _other_means(table: Table, column: Column, reading: Reading) -> Iterator[Interval]:
    """The mean of the means of the parts, and that weighted by ballots."""
    figures = table.figures(column)
    parts = [
        [figures[entry.row] for entry in table.of_part(part) if entry.row in figures] for part in table.parts
    ]
    means = [mean(_intervals(units, reading)) for units in parts if units]
    if len(means) > 1:
        yield mean(means)
    for ballots in table.of(Role.BALLOTS):
        counts = table.figures(ballots)
        known = [row for row in figures if row in counts and counts[row].value.denominator == 1]
        if known and sum(counts[row].value for row in known) > 0:
            weights = [int(counts[row].value) for row in known]
            yield weighted(_intervals([figures[row] for row in known], reading), weights)
