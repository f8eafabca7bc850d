"""Two years side by side, as JSON and csv."""

from collections.abc import Sequence
from typing import Any

from sipas_cli.figures import outputs
from sipas_cli.figures.lines import Line, lines_of
from sipas_cli.figures.printing import json_number, json_value
from sipas_cli.files import csv_bytes
from sipas_cli.model import Group, GroupStandings, Standing
from sipas_cli.runs import history
from sipas_cli.runs.history import Comparison, Mean, Results, leaders, means
from sipas_cli.runs.run import StoredRun
from sipas_cli.runs.tables import csv_rows


def comparison_data(
    now: StoredRun, before: StoredRun, groups: Sequence[Comparison], results: Results, *, overall: bool
) -> dict[str, Any]:
    """The JSON of `compare`. All figures are the printed ones, all changes the differences of these; null
    stands for what is not known.

    year, with, index        what is compared
    run, with_run            the runs that were used
    notice, with_notice      what is to be said about their data
    groups                   id, name; units: see outputs.COMPARISON_JSON; leaders: unit, id, years_led (in a
                             row); gone: units of the earlier year that nobody continues
    ended                    groups of the earlier year alone: id, name, units (how many), mean
    means                    group, name (null, "" for the province); years: year, mean, change (from
                             that year to the one compared; null where the two are of two kinds), kind
                             (of the province's figure: pooled, mean_of_units, "" where it is not known)
    leaders                  group, name; years: year, units: unit, id
    """
    shown = [comparison.group.group for comparison in groups]
    averaged = [*shown, None] if overall else shown
    ended = history.ended(results, now.year, before.year) if overall else []
    return {
        "year": now.year,
        "with": before.year,
        "index": now.index,
        "run": now.name,
        "with_run": before.name,
        "notice": now.notice,
        "with_notice": before.notice,
        "groups": [_group(now, comparison) for comparison in groups],
        "ended": [_ended(standings) for standings in ended],
        "means": [_means(results, now.year, group) for group in averaged],
        "leaders": [_leaders(results, now.year, group) for group in [*shown, *(one.group for one in ended)]],
    }


def _ended(standings: GroupStandings) -> dict[str, Any]:
    """A group that is there no more."""
    group = standings.group
    return {
        "id": group.id,
        "name": group.name,
        "units": standings.units,
        "mean": json_number(standings.mean),
    }


def _means(results: Results, year: int, group: Group | None) -> dict[str, Any]:
    """The means of a group in all years, or the figures of the province."""
    return {
        "group": group.id if group else None,
        "name": group.name if group else "",
        "years": [_mean(mean) for mean in means(results, year, group)],
    }


def _leaders(results: Results, year: int, group: Group) -> dict[str, Any]:
    """Who led a group in all years."""
    years = []
    for led, lines in leaders(results, year, group).items():
        years.append({"year": led, "units": [_named(line) for line in lines]})
    return {"group": group.id, "name": group.name, "years": years}


def _group(now: StoredRun, comparison: Comparison) -> dict[str, Any]:
    return {
        "id": comparison.group.group.id,
        "name": comparison.group.group.name,
        "units": [_unit(line) for line in lines_of(now.standings, comparison.group, comparison.by_unit)],
        "leaders": [{**_named(line), "years_led": years} for line, years in comparison.leaders],
        "gone": [_named(line) for line in comparison.gone],
    }


def _unit(line: Line) -> dict[str, Any]:
    return {name: json_value(figure, line) for name, figure in outputs.COMPARISON_JSON.items()}


def _named(line: Standing) -> dict[str, str]:
    return {"unit": line.unit.name, "id": line.unit.id}


def _mean(mean: Mean) -> dict[str, Any]:
    return {
        "year": mean.year,
        "mean": json_number(mean.score),
        "change": json_number(mean.change),
        "kind": mean.kind,
    }


def comparison_csv(now: StoredRun, groups: Sequence[Comparison]) -> bytes:
    """One line for each unit, in the order of the tables, with the names that the JSON has."""
    columns = outputs.COMPARISON_CSV
    lines: list[Line] = []
    for comparison in groups:
        lines += lines_of(now.standings, comparison.group, comparison.by_unit)
    return csv_bytes(list(columns), csv_rows(columns.values(), lines), bom=False)
