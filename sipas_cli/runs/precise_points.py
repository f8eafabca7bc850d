"""How precise the points of a PAR run are: only what a survey gave has a sampling error."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, assert_never

from sipas_cli.errors import DataError, RulesError
from sipas_cli.model import XHH, Score
from sipas_cli.rules.par import ParCriteria
from sipas_cli.rules.policies import IndexOfPoints
from sipas_cli.rules.tree import APPRAISAL
from sipas_cli.runs import folders
from sipas_cli.runs.kept import Kept, read_kept
from sipas_cli.runs.measured import Leaders, Measured, leaders, sipas_units
from sipas_cli.runs.run import SCORED
from sipas_cli.score.combined import Part, combined
from sipas_cli.score.contributions import factors_of
from sipas_cli.score.par import BONUS, PENALTY, UNCLEAR, Line
from sipas_cli.score.precision import AnyPrecision, NoPrecision
from sipas_cli.score.terms import INDEX, Figure
from sipas_cli.workspace.workspace import Workspace

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

_NO_SURVEY = (APPRAISAL, BONUS, PENALTY, UNCLEAR)


@dataclass(frozen=True)
class _Sum:
    """A figure of points: the index, an area, or a leaf.

    estimate   as the run has it, None where there is none
    whole      the points that are 100 of it
    surveyed   its leaves whose points come from a survey
    stepped    whether some of these have steps or a formula
    """

    estimate: Fraction | None
    whole: Fraction
    surveyed: Sequence[Line]
    stepped: bool = False


@dataclass(frozen=True)
class PointsPrecision:
    """How precise the figures of a PAR run are.

    units      unit -> the index, each area and each leaf
    together   how the errors of its units go together, where the leader survey went into it
    """

    units: Mapping[str, Mapping[Figure, AnyPrecision]]
    together: "Folded | None"


@dataclass(frozen=True)
class Folded:
    """How the errors of figures go together that took in the leader survey.

    shares   unit -> figure -> which share of its error comes from that survey, from 0 to 1
    """

    leaders: Leaders
    shares: Mapping[str, Mapping[Figure, float]]

    @property
    def bounded(self) -> bool:
        """Whether bounds stand for what nobody knows of how the errors of units go together."""
        return self.leaders.bounded

    def correlations(self, figure: Figure, units: Sequence[str], *, unknown: float) -> "Floats":
        """Units x units: the correlations of the errors of a figure; `unknown` stands for those of the survey
        that nobody knows."""
        import numpy as np

        shares = np.array([self.shares[unit].get(figure, 0.0) for unit in units])
        matrix = np.outer(shares, shares) * self.leaders.correlations(_folded(figure), units, unknown=unknown)
        np.fill_diagonal(matrix, 1.0)
        return matrix


def points_precisions(kept: Kept, criteria: ParCriteria, workspace: Workspace) -> PointsPrecision:
    """How precise the figures of a PAR run are. The runs of the surveys that were taken in are opened."""
    sums = {}
    for unit, score in kept.scores.units.items():
        sums[unit] = _sums(score, _lines(kept, unit, score, criteria), criteria)
    surveys = {}
    for index, run in kept.stored.folded.items():
        surveys[index] = _survey(workspace, kept.stored.year, run, sums)
    precisions: dict[str, dict[Figure, AnyPrecision]] = {}
    shares: dict[str, dict[Figure, float]] = {}
    for unit, of_unit in sums.items():
        precisions[unit], shares[unit] = {}, {}
        for figure, figure_sum in of_unit.items():
            parts = _parts(unit, figure, figure_sum, surveys)
            precisions[unit][figure] = _precision(figure_sum, parts)
            shares[unit][figure] = _share(precisions[unit][figure], parts)
    leaders_survey = surveys.get(XHH)
    if isinstance(leaders_survey, Leaders):
        return PointsPrecision(precisions, Folded(leaders_survey, shares))
    return PointsPrecision(precisions, None)


def _lines(kept: Kept, unit: str, score: Score, criteria: ParCriteria) -> list[Line]:
    """The leaves of a unit that count, with the maximum that they count with."""
    own = [line for line in kept.points if line.unit == unit and line.applies]
    known = [line for line in own if line.points is not None]
    if score.index is None:
        return known
    factors = factors_of(score, own, criteria)
    return [replace(line, maximum=line.maximum * factors.get(line.source, Fraction(1))) for line in known]


def _sums(score: Score, lines: Sequence[Line], criteria: ParCriteria) -> dict[Figure, _Sum]:
    surveyed = [line for line in lines if line.source not in _NO_SURVEY]
    areas = {leaf.id: leaf.area for leaf in criteria.plan.leaves}
    stepped = {leaf.id for leaf in criteria.plan.leaves if leaf.takes_percentage}
    sums = {INDEX: _Sum(score.index, _whole(score, criteria), surveyed, _any_of(surveyed, stepped))}
    for area, value in score.factors.items():
        of_area = [line for line in surveyed if areas[line.part] == area]
        sums[Figure("factor", area)] = _Sum(value, _of_area(score, area), of_area, _any_of(of_area, stepped))
    for leaf, value in score.criteria.items():
        of_leaf = [line for line in surveyed if line.part == leaf]
        whole = of_leaf[0].maximum if of_leaf else Fraction(0)
        sums[Figure("criterion", leaf)] = _Sum(value, whole, of_leaf, _any_of(of_leaf, stepped))
    return sums


def _any_of(lines: Sequence[Line], leaves: Collection[str]) -> bool:
    return any(line.part in leaves for line in lines)


def _of_area(score: Score, area: str) -> Fraction:
    """The maximum of an area for a unit; 0 where it has none."""
    if score.achieved is None or area not in score.achieved.areas:
        return Fraction(0)
    return score.achieved.areas[area].maximum


def _whole(score: Score, criteria: ParCriteria) -> Fraction:
    """The points that are 100 of the index: the unit's own maximum, or 100 where the index is points."""
    match criteria.rules.score:
        case IndexOfPoints.PERCENT:
            return score.achieved.total.maximum if score.achieved else Fraction(0)
        case IndexOfPoints.POINTS:
            return Fraction(100)
        case _:
            assert_never(criteria.rules.score)


# --- the surveys that were taken in ----------------------------------------------------------------

_Survey = Mapping[str, Measured] | Leaders | NoPrecision
#: Index of a survey -> what it gave a figure; or why that is not known.
_Parts = Mapping[str, Part] | NoPrecision


def _survey(workspace: Workspace, year: int, run: str, sums: Mapping[str, Mapping[Figure, _Sum]]) -> _Survey:
    """The units of a run that was taken in; of the leader survey with the sum of the leaves of each
    figure."""
    try:
        stored = folders.load(workspace, year, run)
    except (RulesError, DataError):  # the points are known without it, only their error is not
        return NoPrecision.RUN_LOST
    if stored.origin != SCORED:
        return NoPrecision.IMPORTED
    kept = read_kept(stored)
    criteria = kept.criteria.criteria
    if kept.tally is None:
        return NoPrecision.NO_SURVEY
    if not isinstance(criteria, ParCriteria):
        units, _ = sipas_units(kept, kept.tally, criteria)
        return units
    wanted = {unit: _judged_leaves(of_unit) for unit, of_unit in sums.items()}
    return leaders(kept, kept.tally, criteria, wanted)


def _judged_leaves(sums: Mapping[Figure, _Sum]) -> dict[Figure, dict[str, Fraction]]:
    """Figure -> its leaves of the leader survey with their maximum."""
    leaves = {}
    for figure, figure_sum in sums.items():
        judged = {line.part: line.maximum for line in figure_sum.surveyed if line.source == XHH}
        if judged:
            leaves[_folded(figure)] = judged
    return leaves


def _folded(figure: Figure) -> Figure:
    """The name of what a figure of points takes in of the leader survey, beside the survey's own figures."""
    return Figure(f"folded {figure.level}", figure.id)


def _parts(unit: str, figure: Figure, figure_sum: _Sum, surveys: Mapping[str, _Survey]) -> _Parts:
    """What each survey gave a figure of a unit."""
    if figure_sum.estimate is None:
        return NoPrecision.NO_SCORE
    if not figure_sum.surveyed:
        return NoPrecision.NO_SURVEY
    if figure_sum.stepped:
        return NoPrecision.STEPPED
    parts = {}
    for index in dict.fromkeys(line.source for line in figure_sum.surveyed):
        units = _units(surveys.get(index, NoPrecision.TYPED))
        if isinstance(units, NoPrecision):
            return units
        maximum = sum((line.maximum for line in figure_sum.surveyed if line.source == index), Fraction(0))
        of_survey = _folded(figure) if index == XHH else INDEX
        part = _part(units.get(unit), of_survey, maximum / figure_sum.whole)
        if isinstance(part, NoPrecision):
            return part
        parts[index] = part
    return parts


def _units(survey: _Survey) -> Mapping[str, Measured] | NoPrecision:
    if isinstance(survey, Leaders):
        return survey.units
    return survey


def _precision(figure_sum: _Sum, parts: _Parts) -> AnyPrecision:
    if isinstance(parts, NoPrecision):
        return parts
    if figure_sum.estimate is None:
        return NoPrecision.NO_SCORE
    return combined(figure_sum.estimate, list(parts.values()))


def _share(precision: AnyPrecision, parts: _Parts) -> float:
    """Which share of the error of a figure comes from the leader survey."""
    if isinstance(precision, NoPrecision) or isinstance(parts, NoPrecision) or XHH not in parts:
        return 0.0
    if not precision.compared:
        return 0.0
    return float(parts[XHH].weight) * parts[XHH].precision.compared / precision.compared


def _part(measured: Measured | None, figure: Figure, weight: Fraction) -> Part | NoPrecision:
    """A figure of a survey with its weight; typed where the survey has no such unit, or no score of it."""
    if measured is None:
        return NoPrecision.TYPED
    estimate = measured.estimates.get(figure)
    if estimate is None:
        return NoPrecision.TYPED
    figure_precision = measured.precisions[figure]
    if isinstance(figure_precision, NoPrecision):
        return figure_precision
    return Part(weight, estimate, figure_precision)
