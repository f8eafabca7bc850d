"""What a letter says of the results of an index: its figures as printed text, for sentences of a template."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from sipas_cli.documents.analysis import Profile
from sipas_cli.documents.printer import Printer
from sipas_cli.documents.rankings import summary as summary_table
from sipas_cli.figures.printing import counted, figure_text
from sipas_cli.messages import decimal_mark
from sipas_cli.model import Group, GroupStandings, Standing
from sipas_cli.runs.history import Comparison, Mean, Results, compare, means
from sipas_cli.wording import index_name, whole
from sipas_cli.workspace.succession import Succession

#: Earlier years that the figures of a year are told against.
_MOST_YEARS = 2
#: More names than this in a sentence nobody reads: then it says how many there are.
MOST_NAMES = 10
#: How a line says that there is no score, and nothing more.
_NO_SCORE = "no_score"


def summary(printer: Printer, results: Results, succession: Succession) -> dict[str, Any]:
    """The results of an index in figures; texts are empty where there is nothing to be said.

    results   the standings of its year and of all earlier ones that there are results of
    """
    run = printer.run
    earlier = max((year for year in results if year < run.year), default=run.year)
    comparisons = compare(results, run.year, earlier, succession)
    compared = {comparison.group.group.id: comparison for comparison in comparisons}
    present = [group for group in run.standings.groups if group.has_results]
    groups = sorted(present, key=lambda group: (group.mean is None, -(group.mean or 0)))
    return {
        "index": run.index,
        "name": index_name(run.index),
        "unit": printer.unit,
        "overall": printer.known(run.standings.overall),
        "whole": whole(printer.analysis.province),
        "earlier": _earlier(printer, results, None),
        "other_kind": printer.of_other_kind(),
        "units": counted(run.standings.units),
        **_ballots(run.manifest["counts"]),
        "bands": [band for band in _bands(run.standings.in_bands) if band["units"] != "0"],
        "groups": [
            _group(printer, group, compared[group.group.id], _earlier(printer, results, group.group))
            for group in groups
        ],
        **_full(printer),
        "without": _without(printer),
        **_no_result(printer),
        "table": summary_table(printer),
    }


def _ballots(counts: Mapping[str, int]) -> dict[str, Any]:
    """How many ballots were read, counted and rejected, empty where none were read; whether all counted."""
    names = ("ballots_read", "ballots_valid", "ballots_rejected")
    if not counts["ballots_read"]:
        return {**dict.fromkeys(names, ""), "all_valid": False}
    texts = {name: counted(counts[name]) for name in names}
    return {**texts, "all_valid": not counts["ballots_rejected"]}


def _bands(bands: Mapping[str, int]) -> list[dict[str, str]]:
    return [{"name": band, "units": counted(units)} for band, units in bands.items()]


def _earlier(printer: Printer, results: Results, group: Group | None) -> list[dict[str, Any]]:
    """The mean of a group, or the figure of the province, in earlier years, the latest first."""
    year = printer.run.year
    before = [mean for mean in means(results, year, group) if mean.year < year]
    changed = [_changed(printer, mean, mean.change) for mean in before if mean.change is not None]
    return changed[::-1][:_MOST_YEARS]


def _group(
    printer: Printer, group: GroupStandings, compared: Comparison, earlier: list[dict[str, Any]]
) -> dict[str, Any]:
    """One group, and how long its leaders have led it; `led_by` is how many lead it where these are more
    than a sentence names."""
    leaders = compared.leaders
    return {
        "name": group.group.name,
        "units": counted(group.units),
        "mean": printer.known(group.mean),
        "earlier": earlier,
        "leaders": [
            {"name": line.unit.name, "score": printer.figure(line.score), "years": years}
            for line, years in leaders
        ],
        "led_by": _many([line for line, _ in leaders]),
        "bands": _bands(group.bands),
    }


def _changed(printer: Printer, mean: Mean, change: Fraction) -> dict[str, Any]:
    """An earlier figure; `by` is how much the one of the year is above it (`up`) or below it (`down`)."""
    return {
        "year": mean.year,
        "figure": figure_text(mean.score, mean.decimals, decimal_mark()),
        "by": printer.by(change, mean.decimals_of_change),
        "up": change > 0,
        "down": change < 0,
    }


def _many(lines: Sequence[Standing]) -> str:
    """How many units there are, where a sentence cannot name them all."""
    if len(lines) > MOST_NAMES:
        return counted(len(lines))
    return ""


def _full(printer: Printer) -> dict[str, Any]:
    """The units at 100 %: their names, how many they are and in which groups, whether these are too many to
    be named, and whether one is above, by a bonus."""
    standings = printer.run.standings
    full = [] if printer.run.in_points else standings.full
    groups = [{"name": group.group.name, "units": counted(len(group.full))} for group in standings.groups]
    return {
        "full": [line.unit.name for line in full],
        "full_units": counted(len(full)),
        "full_groups": [group for group in groups if full and group["units"] != "0"],
        "many_full": bool(_many(full)),
        "above_full": any(line.score is not None and line.score > 100 for line in full),
    }


def _without(printer: Printer) -> list[dict[str, str]]:
    """The units that have a result and are not ranked, and why."""
    units = []
    for profile in printer.analysis.profiles:
        if profile.line.rank is None and profile.line.score is not None:
            score = printer.known(profile.line.score)
            units.append({"name": profile.line.unit.name, "score": score, "reason": printer.note(profile)})
    return units


def _no_result(printer: Printer) -> dict[str, Any]:
    """How many units have no result, and which these are and why, where they are few enough to be named."""
    units = []
    for profile in printer.analysis.profiles:
        if not profile.has_result:
            units.append({"name": profile.line.unit.name, "reason": _why(printer, profile)})
    if not units:
        return {"no_result": [], "no_result_units": ""}
    number = len(units)
    if number > MOST_NAMES:
        units.clear()
    return {"no_result": units, "no_result_units": counted(number)}


def _why(printer: Printer, profile: Profile) -> str:
    """Why a unit has no result; "" where no more is known than that it has none."""
    if profile.line.note == _NO_SCORE and not profile.line.reason:
        return ""
    return printer.note(profile)
