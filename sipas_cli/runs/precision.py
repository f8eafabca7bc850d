"""How precise the figures of a stored run are, and how sure its ranks.

`precision_of` is for whoever shows them. A figure of which nothing can be said has the reason in its place.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Protocol, assert_never

from sipas_cli.model import GroupStandings
from sipas_cli.rules.criteria import Criteria
from sipas_cli.rules.par import ParCriteria
from sipas_cli.rules.policies import IndexOfPoints, OverallOfBallots, OverallOfPoints
from sipas_cli.runs.kept import Kept
from sipas_cli.runs.measured import Measured, leaders, mean_of_units, sipas_units
from sipas_cli.runs.precise_points import points_precisions
from sipas_cli.score.certainty import RankInterval, rank_intervals
from sipas_cli.score.combined import Part, combined
from sipas_cli.score.precision import AnyPrecision, NoPrecision, Precision
from sipas_cli.score.rank import deciding
from sipas_cli.score.terms import INDEX, Figure
from sipas_cli.tally import Tally
from sipas_cli.workspace.workspace import Workspace

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

Precisions = Mapping[Figure, AnyPrecision]
Ranks = Mapping[str, RankInterval | NoPrecision]


class Together(Protocol):
    """How the errors of units go together that the same people judged."""

    @property
    def bounded(self) -> bool:
        """Whether bounds stand for what nobody knows of it."""

    def correlations(self, figure: Figure, units: Sequence[str], *, unknown: float) -> "Floats":
        """Units x units: the correlations of the errors of a figure; `unknown` where nobody knows them."""


@dataclass(frozen=True)
class RunPrecision:
    """How precise the figures of a run are, and how sure its ranks.

    units     unit -> its figures: the index, each factor (or area, leaf of the survey), each criterion
    groups    group -> the means of its units, of the index and of each factor
    overall   the province's figures
    ranks     unit that is ranked -> the ranks that it may have within its group, or why nothing is known
    bounded   whether ranks and means are as wide as they may be, as it is not known which ballots are of one
              person
    simultaneous   whether these hold for all units of a group at once, not for each by itself
    """

    units: Mapping[str, Precisions]
    groups: Mapping[str, Precisions]
    overall: Precisions
    ranks: Ranks
    simultaneous: bool
    bounded: bool = False


def precision_of(
    kept: Kept, workspace: Workspace, *, simultaneous: bool = False, parts: bool = True
) -> RunPrecision:
    """How precise the figures of a run are. The runs of other indices that it took in are opened for theirs.

    simultaneous   the intervals of the ranks hold for all units at once, not for each by itself
    parts          also of factors and criteria; of SIPAS indices alone take a fraction of the time
    """
    criteria = kept.criteria.criteria
    if not isinstance(criteria, ParCriteria):
        return _of_sipas(kept, _tally(kept), criteria, simultaneous=simultaneous, parts=parts)
    if kept.tally is None:
        return _of_points(kept, criteria, workspace, simultaneous=simultaneous)
    return _of_leaders(kept, _tally(kept), criteria, simultaneous=simultaneous)


def _tally(kept: Kept) -> Tally:
    if kept.tally is None:
        raise TypeError("no ballots are kept with points")
    return kept.tally


# --- ballots ---------------------------------------------------------------------------------------


def _of_sipas(
    kept: Kept, tally: Tally, criteria: Criteria, *, simultaneous: bool, parts: bool
) -> RunPrecision:
    units, together = sipas_units(kept, tally, criteria, parts=parts)
    overall = dict(together.precisions)
    match criteria.rules.overall:
        case OverallOfBallots.POOLED:
            pass
        case OverallOfBallots.MEAN_OF_UNITS:
            overall[INDEX] = mean_of_units(list(units.values()), INDEX)
        case _:
            assert_never(criteria.rules.overall)
    precisions = {unit: one.precisions for unit, one in units.items()}
    return RunPrecision(
        units=precisions,
        groups={group.group.id: _means(group, units, parts=parts) for group in kept.standings.groups},
        overall=overall,
        ranks=_ranks(kept, precisions, None, simultaneous=simultaneous),
        simultaneous=simultaneous,
    )


def _means(group: GroupStandings, units: Mapping[str, Measured], *, parts: bool) -> Precisions:
    """The means of the units of a group: of the index, and of each factor where `parts` are wanted."""
    members = [units[line.unit.id] for line in group.standings if line.unit.id in units]
    figures = _figures_of_group(group) if parts else [INDEX]
    return {figure: mean_of_units(members, figure) for figure in figures}


def _figures_of_group(group: GroupStandings) -> list[Figure]:
    return [INDEX, *(Figure("factor", factor) for factor in group.factor_means)]


def _ranks(
    kept: Kept, units: Mapping[str, Precisions], together: Together | None, *, simultaneous: bool
) -> Ranks:
    """The ranks that each ranked unit may have within its group."""
    ranks: dict[str, RankInterval | NoPrecision] = {}
    for group in kept.standings.groups:
        ranked = [line.unit.id for line in group.standings if line.rank is not None]
        values = [float(deciding(kept.scores.units[unit].index, kept.rules) or 0) for unit in ranked]
        errors = [_compared(units[unit][INDEX]) for unit in ranked]
        correlations = together.correlations(INDEX, ranked, unknown=-1.0) if together else None
        intervals = rank_intervals(
            values, errors, simultaneous=simultaneous, correlations=correlations, ties=kept.rules.ties
        )
        ranks.update(zip(ranked, intervals, strict=True))
    return ranks


def _compared(precision: AnyPrecision) -> float | None:
    """The standard error by which a unit is compared; None where nobody knows it."""
    if isinstance(precision, Precision):
        return precision.compared
    if precision == NoPrecision.NO_SURVEY:
        return 0.0
    return None


def _of_leaders(kept: Kept, tally: Tally, criteria: ParCriteria, *, simultaneous: bool) -> RunPrecision:
    """Of the leader survey. One respondent judges many units, whose errors go together: where it is not known
    which ballots are of one person, what compares units, or is a mean of them, is as wide as it may be."""
    survey = leaders(kept, tally, criteria)
    units = {unit: one.precisions for unit, one in survey.units.items()}
    scored = [unit for unit, score in kept.scores.units.items() if score.index is not None]
    equal = dict.fromkeys(scored, Fraction(1, max(1, len(scored))))
    return RunPrecision(
        units=units,
        groups={
            group.group.id: _means_of_parts(kept, group, units, survey) for group in kept.standings.groups
        },
        overall={INDEX: _mean_of_parts(kept, INDEX, equal, units, survey)},
        ranks=_ranks(kept, units, survey, simultaneous=simultaneous),
        bounded=survey.bounded,
        simultaneous=simultaneous,
    )


# --- points ----------------------------------------------------------------------------------------


def _of_points(
    kept: Kept, criteria: ParCriteria, workspace: Workspace, *, simultaneous: bool
) -> RunPrecision:
    points = points_precisions(kept, criteria, workspace)
    units, together = points.units, points.together
    groups = {
        group.group.id: _means_of_parts(kept, group, units, together) for group in kept.standings.groups
    }
    overall: AnyPrecision = _overall_of_points(kept, criteria, units, together)
    surveyed = any(isinstance(of_unit[INDEX], Precision) for of_unit in units.values())
    ranks: Ranks = {unit: _reason(units[unit][INDEX]) for unit in _ranked(kept)}
    if surveyed:
        ranks = _ranks(kept, units, together, simultaneous=simultaneous)
    bounded = together is not None and together.bounded
    return RunPrecision(units, groups, {INDEX: overall}, ranks, simultaneous, bounded)


def _ranked(kept: Kept) -> list[str]:
    lines = (line for group in kept.standings.groups for line in group.standings)
    return [line.unit.id for line in lines if line.rank is not None]


def _reason(precision: AnyPrecision) -> NoPrecision:
    if isinstance(precision, NoPrecision):
        return precision
    return NoPrecision.NO_SURVEY


def _means_of_parts(
    kept: Kept, group: GroupStandings, units: Mapping[str, Precisions], together: Together | None
) -> Precisions:
    members = [line.unit.id for line in group.standings if line.unit.id in units]
    means = {}
    for figure in _figures_of_group(group):
        estimates = {unit: _estimate(kept, unit, figure) for unit in members}
        scored = {unit: value for unit, value in estimates.items() if value is not None}
        equal = dict.fromkeys(scored, Fraction(1, max(1, len(scored))))
        means[figure] = _mean_of_parts(kept, figure, equal, units, together)
    return means


def _overall_of_points(
    kept: Kept, criteria: ParCriteria, units: Mapping[str, Precisions], together: Together | None
) -> AnyPrecision:
    """How precise the province's figure is: the mean of the units, or all points over all maxima."""
    scored = {unit: score for unit, score in kept.scores.units.items() if score.index is not None}
    weights = dict.fromkeys(scored, Fraction(1, max(1, len(scored))))
    match criteria.rules.overall:
        case OverallOfPoints.MEAN_OF_UNITS:
            pass
        case OverallOfPoints.POOLED:
            maxima = {unit: score.achieved.total.maximum for unit, score in scored.items() if score.achieved}
            total = sum(maxima.values(), Fraction(0))
            if criteria.rules.score == IndexOfPoints.PERCENT and total:
                weights = {unit: maximum / total for unit, maximum in maxima.items()}
        case _:
            assert_never(criteria.rules.overall)
    return _mean_of_parts(kept, INDEX, weights, units, together)


def _mean_of_parts(
    kept: Kept,
    figure: Figure,
    weights: Mapping[str, Fraction],
    units: Mapping[str, Precisions],
    together: Together | None,
) -> AnyPrecision:
    """How precise the weighted mean of some units is; those without a survey have no error."""
    parts, estimate = {}, Fraction(0)
    for unit, weight in weights.items():
        value, precision = _estimate(kept, unit, figure) or Fraction(0), units[unit][figure]
        estimate += weight * value
        if isinstance(precision, Precision):
            parts[unit] = Part(weight, value, precision)
        elif precision != NoPrecision.NO_SURVEY:
            return precision
    if not weights:
        return NoPrecision.NO_SCORE
    if not parts:
        return NoPrecision.NO_SURVEY
    correlations = together.correlations(figure, list(parts), unknown=1.0) if together else None
    return combined(estimate, list(parts.values()), correlations)


def _estimate(kept: Kept, unit: str, figure: Figure) -> Fraction | None:
    score = kept.scores.units[unit]
    if figure == INDEX:
        return score.index
    return score.factors.get(figure.id)
