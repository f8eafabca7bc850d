"""Two years side by side, as JSON and csv."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sipas_cli.files import csv_bytes
from sipas_cli.model import Standing
from sipas_cli.runs.history import Comparison, Mean, Movement, Results, leaders, means
from sipas_cli.runs.run import StoredRun
from sipas_cli.text import decimal_text


def comparison_data(
    now: StoredRun, before: StoredRun, groups: Sequence[Comparison], results: Results, *, overall: bool
) -> dict[str, Any]:
    """The JSON of `compare`. All figures are the printed ones, all changes the differences of these; null
    stands for what is not known.

    year, with, index        what is compared
    run, with_run            the runs that were used
    notice, with_notice      what is to be said about their data
    groups                   id, name; units: rank, tied, unit, id, score, previous_unit, previous_rank,
                             previous_score, rank_change (places won), score_change; leaders: unit, id,
                             years_led (in a row); gone: units of the earlier year that nobody continues
    means                    group, name (null, "" for the province); years: year, mean, change (from
                             that year to the one compared; null where the two are of two kinds), kind
                             (of the province's figure: pooled, mean_of_units, "" where it is not known)
    leaders                  group, name; years: year, units: unit, id
    """
    shown = [own.group.group for own in groups]
    named = [*shown, *([None] if overall else [])]
    return {
        "year": now.year,
        "with": before.year,
        "index": now.index,
        "run": now.name,
        "with_run": before.name,
        "notice": now.notice,
        "with_notice": before.notice,
        "groups": [_group(own) for own in groups],
        "means": [
            {
                "group": group.id if group else None,
                "name": group.name if group else "",
                "years": [_mean(own) for own in means(results, now.year, group)],
            }
            for group in named
        ],
        "leaders": [
            {
                "group": group.id,
                "name": group.name,
                "years": [
                    {"year": year, "units": [_named(line) for line in lines]}
                    for year, lines in leaders(results, now.year, group).items()
                ],
            }
            for group in shown
        ],
    }


def _group(own: Comparison) -> dict[str, Any]:
    return {
        "id": own.group.group.id,
        "name": own.group.group.name,
        "units": [_unit(movement) for movement in own.movements],
        "leaders": [{**_named(line), "years_led": years} for line, years in own.leaders],
        "gone": [_named(line) for line in own.gone],
    }


def _unit(own: Movement) -> dict[str, Any]:
    line, before = own.line, own.before
    return {
        "rank": line.rank,
        "tied": line.tied,
        **_named(line),
        "score": _number(line.score),
        "previous_unit": before.unit.name if before else None,
        "previous_rank": before.rank if before else None,
        "previous_score": _number(before.score) if before else None,
        "ranked": own.ranked or None,
        "previous_ranked": own.ranked_before or None,
        "rank_change": own.rank_change,
        "score_change": _number(own.score_change),
    }


def _named(line: Standing) -> dict[str, str]:
    return {"unit": line.unit.name, "id": line.unit.id}


def _mean(own: Mean) -> dict[str, Any]:
    return {"year": own.year, "mean": _number(own.score), "change": _number(own.change), "kind": own.kind}


def _number(figure: Fraction | None) -> float | None:
    """A printed figure as a JSON number: the nearest float prints the same digits again."""
    return None if figure is None else float(figure)


_COLUMNS = ("rank", "tied", "unit", "id", "score", "previous_unit", "previous_rank", "previous_score")
_CHANGES = ("rank_change", "score_change")


def comparison_csv(groups: Sequence[Comparison], *, bom: bool) -> bytes:
    """One line for each unit, in the order of the tables, with the names that the JSON has."""
    rows = []
    for own in groups:
        for movement in own.movements:
            unit = {**_unit(movement), **_printed(movement), "tied": int(movement.line.tied)}
            values = [unit[name] for name in (*_COLUMNS, *_CHANGES)]
            rows.append([own.group.group.id, own.group.group.name, *values])
    return csv_bytes(["group", "group_name", *_COLUMNS, *_CHANGES], rows, bom=bom)


def _printed(own: Movement) -> dict[str, Decimal | None]:
    """The figures with all of their digits, as numbers: -1.90 as a text would be taken for a formula."""
    figures = {
        "score": (own.line.score, own.decimals),
        "previous_score": (own.before.score if own.before else None, own.decimals_before),
        "score_change": (own.score_change, own.decimals_of_change),
    }
    return {
        name: None if value is None else Decimal(decimal_text(value, decimals))
        for name, (value, decimals) in figures.items()
    }
