"""What a letter says of the results of an index: its figures as printed text, for sentences of a template."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from sipas_cli.documents.analysis import Analysis
from sipas_cli.documents.report import Sections, thousands
from sipas_cli.messages import decimal_mark
from sipas_cli.model import Group, GroupStandings, Standing
from sipas_cli.runs.history import Comparison, Mean, Results, compare, means
from sipas_cli.text import decimal_text
from sipas_cli.wording import index_name
from sipas_cli.workspace.succession import Succession

#: Earlier years that the figures of a year are told against.
_MOST_YEARS = 2


def summary(
    analysis: Analysis, sections: Sections, results: Results, succession: Succession
) -> dict[str, Any]:
    """The results of an index in figures.

    results   the standings of its year and of all earlier ones that there are results of
    """
    run = analysis.run
    earlier = max((year for year in results if year < run.year), default=run.year)
    compared = {own.group.group.id: own for own in compare(results, run.year, earlier, succession)}
    counts = run.manifest["counts"]
    said = _Said(sections, results, run.year)
    by_mean = sorted(run.standings.groups, key=lambda own: (own.mean is None, -(own.mean or 0)))
    return {
        "index": run.index,
        "name": index_name(run.index),
        "unit": sections.unit,
        "overall": sections.figure(run.standings.overall),
        "earlier": said.earlier(None),
        "other_kind": sections.of_other_kind(),
        "units": str(run.standings.units),
        **{
            name: thousands(counts[name]) if counts["ballots_read"] else ""
            for name in ("ballots_read", "ballots_valid", "ballots_rejected")
        },
        "bands": [
            {"name": band, "units": str(units)} for band, units in run.standings.in_bands.items() if units
        ],
        "groups": [said.group(own, compared[own.group.id]) for own in by_mean],
        "full": [line.unit.name for line in run.standings.full] if sections.unit == "%" else [],
        "table": sections.summary(),
    }


class _Said:
    """The figures of an index with those of earlier years."""

    def __init__(self, sections: Sections, results: Results, year: int) -> None:
        self.sections, self.results, self.year = sections, results, year

    def earlier(self, group: Group | None) -> list[dict[str, Any]]:
        """The mean of a group, or the figure of the province, in earlier years, the latest first."""
        found = [own for own in means(self.results, self.year, group) if own.year < self.year]
        changes = [(own, own.change) for own in found if own.change is not None]
        return [_changed(own, change) for own, change in changes[::-1][:_MOST_YEARS]]

    def group(self, own: GroupStandings, compared: Comparison) -> dict[str, Any]:
        """One group, and how long its leaders have led it."""
        return {
            "name": own.group.name,
            "units": str(own.units),
            "mean": self.sections.figure(own.mean),
            "earlier": self.earlier(own.group),
            "leaders": self.leaders(compared.leaders),
            "bands": [{"name": band, "units": str(units)} for band, units in own.bands.items()],
        }

    def leaders(self, leaders: Sequence[tuple[Standing, int]]) -> list[dict[str, Any]]:
        return [
            {"name": line.unit.name, "score": self.sections.figure(line.score), "years": years}
            for line, years in leaders
        ]


def _changed(own: Mean, change: Fraction) -> dict[str, Any]:
    """An earlier figure; `by` is how much the one of the year is above it (`up`) or below it (`down`)."""
    return {
        "year": own.year,
        "figure": decimal_text(own.score, own.decimals, mark=decimal_mark()),
        "by": decimal_text(abs(change), own.decimals_of_change, mark=decimal_mark()),
        "up": change > 0,
        "down": change < 0,
    }
