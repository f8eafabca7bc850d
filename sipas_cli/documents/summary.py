"""What a letter says of the results of an index: its figures as printed text, for sentences of a template."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from sipas_cli.documents.cells import thousands
from sipas_cli.documents.printer import Printer
from sipas_cli.documents.rankings import summary as summary_table
from sipas_cli.messages import decimal_mark
from sipas_cli.model import Group, GroupStandings
from sipas_cli.runs.history import Comparison, Mean, Results, compare, means
from sipas_cli.text.numbers import decimal_text
from sipas_cli.wording import index_name
from sipas_cli.workspace.succession import Succession

#: Earlier years that the figures of a year are told against.
_MOST_YEARS = 2


def summary(printer: Printer, results: Results, succession: Succession) -> dict[str, Any]:
    """The results of an index in figures.

    results   the standings of its year and of all earlier ones that there are results of
    """
    run = printer.run
    earlier = max((year for year in results if year < run.year), default=run.year)
    comparisons = compare(results, run.year, earlier, succession)
    compared = {comparison.group.group.id: comparison for comparison in comparisons}
    groups = sorted(run.standings.groups, key=lambda group: (group.mean is None, -(group.mean or 0)))
    return {
        "index": run.index,
        "name": index_name(run.index),
        "unit": printer.unit,
        "overall": printer.figure(run.standings.overall),
        "earlier": _earlier(results, run.year, None),
        "other_kind": printer.of_other_kind(),
        "units": str(run.standings.units),
        **_ballots(run.manifest["counts"]),
        "bands": [band for band in _bands(run.standings.in_bands) if band["units"] != "0"],
        "groups": [
            _group(printer, group, compared[group.group.id], _earlier(results, run.year, group.group))
            for group in groups
        ],
        "full": [line.unit.name for line in run.standings.full] if printer.unit == "%" else [],
        "table": summary_table(printer),
    }


def _ballots(counts: Mapping[str, int]) -> dict[str, str]:
    """How many ballots were read, counted and rejected; empty where none were read."""
    names = ("ballots_read", "ballots_valid", "ballots_rejected")
    if not counts["ballots_read"]:
        return dict.fromkeys(names, "")
    return {name: thousands(counts[name]) for name in names}


def _bands(bands: Mapping[str, int]) -> list[dict[str, str]]:
    return [{"name": band, "units": str(units)} for band, units in bands.items()]


def _earlier(results: Results, year: int, group: Group | None) -> list[dict[str, Any]]:
    """The mean of a group, or the figure of the province, in earlier years, the latest first."""
    before = [mean for mean in means(results, year, group) if mean.year < year]
    changed = [_changed(mean, mean.change) for mean in before if mean.change is not None]
    return changed[::-1][:_MOST_YEARS]


def _group(
    printer: Printer, group: GroupStandings, compared: Comparison, earlier: list[dict[str, Any]]
) -> dict[str, Any]:
    """One group, and how long its leaders have led it."""
    return {
        "name": group.group.name,
        "units": str(group.units),
        "mean": printer.figure(group.mean),
        "earlier": earlier,
        "leaders": [
            {"name": line.unit.name, "score": printer.figure(line.score), "years": years}
            for line, years in compared.leaders
        ],
        "bands": _bands(group.bands),
    }


def _changed(mean: Mean, change: Fraction) -> dict[str, Any]:
    """An earlier figure; `by` is how much the one of the year is above it (`up`) or below it (`down`)."""
    return {
        "year": mean.year,
        "figure": decimal_text(mean.score, mean.decimals, mark=decimal_mark()),
        "by": decimal_text(abs(change), mean.decimals_of_change, mark=decimal_mark()),
        "up": change > 0,
        "down": change < 0,
    }
