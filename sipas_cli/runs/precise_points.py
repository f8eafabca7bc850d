"""How precise the points of a PAR run are: only what a survey gave has a sampling error."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import assert_never

from sipas_cli.errors import DataError, RulesError
from sipas_cli.model import XHH, Score
from sipas_cli.rules.par import ParCriteria
from sipas_cli.rules.policies import IndexOfPoints
from sipas_cli.rules.tree import APPRAISAL
from sipas_cli.runs import folders
from sipas_cli.runs.kept import Kept, read_kept
from sipas_cli.runs.measured import Measured, leaders, sipas_units
from sipas_cli.runs.run import SCORED
from sipas_cli.score.combined import Part, combined
from sipas_cli.score.par import BONUS, PENALTY, UNCLEAR, Line
from sipas_cli.score.precision import AnyPrecision, NoPrecision
from sipas_cli.score.terms import INDEX, Figure
from sipas_cli.workspace.workspace import Workspace

_NO_SURVEY = (APPRAISAL, BONUS, PENALTY, UNCLEAR)


@dataclass(frozen=True)
class _Sum:
    """A figure of points: the index, an area, or a leaf.

    estimate   as the run has it, None where there is none
    whole      the points that are 100 of it
    surveyed   its leaves whose points come from a survey
    """

    estimate: Fraction | None
    whole: Fraction
    surveyed: Sequence[Line]


def points_precisions(
    kept: Kept, criteria: ParCriteria, workspace: Workspace
) -> Mapping[str, Mapping[Figure, AnyPrecision]]:
    """Unit -> the index, each area and each leaf. The runs of the surveys that were taken in are opened."""
    sums = {unit: _sums(score, _lines(kept, unit), criteria) for unit, score in kept.scores.units.items()}
    surveys = {}
    for index, run in kept.stored.folded.items():
        surveys[index] = _survey(workspace, kept.stored.year, run, sums)
    precisions = {}
    for unit, of_unit in sums.items():
        precisions[unit] = {
            figure: _precision(unit, figure, sum_, surveys) for figure, sum_ in of_unit.items()
        }
    return precisions


def share_judges(kept: Kept) -> bool:
    """Whether the same people judged several units of a run: in the leader survey, and where its points went
    into the PAR index."""
    return kept.stored.index == XHH or any(line.source == XHH and line.applies for line in kept.points)


def _lines(kept: Kept, unit: str) -> list[Line]:
    """The leaves of a unit that count."""
    return [line for line in kept.points if line.unit == unit and line.applies and line.points is not None]


def _sums(score: Score, lines: Sequence[Line], criteria: ParCriteria) -> dict[Figure, _Sum]:
    surveyed = [line for line in lines if line.source not in _NO_SURVEY]
    areas = {leaf.id: leaf.area for leaf in criteria.plan.leaves}
    sums = {INDEX: _Sum(score.index, _whole(score, criteria), surveyed)}
    for area, value in score.factors.items():
        of_area = [line for line in surveyed if areas[line.part] == area]
        sums[Figure("factor", area)] = _Sum(value, _of_area(score, area), of_area)
    for leaf, value in score.criteria.items():
        of_leaf = [line for line in surveyed if line.part == leaf]
        whole = of_leaf[0].maximum if of_leaf else Fraction(0)
        sums[Figure("criterion", leaf)] = _Sum(value, whole, of_leaf)
    return sums


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

_Survey = Mapping[str, Measured] | NoPrecision


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


def _precision(unit: str, figure: Figure, figure_sum: _Sum, surveys: Mapping[str, _Survey]) -> AnyPrecision:
    if figure_sum.estimate is None:
        return NoPrecision.NO_SCORE
    if not figure_sum.surveyed:
        return NoPrecision.NO_SURVEY
    parts = []
    for index in dict.fromkeys(line.source for line in figure_sum.surveyed):
        if index not in surveys:
            return NoPrecision.TYPED
        survey = surveys[index]
        if isinstance(survey, NoPrecision):
            return survey
        maximum = sum((line.maximum for line in figure_sum.surveyed if line.source == index), Fraction(0))
        of_survey = _folded(figure) if index == XHH else INDEX
        part = _part(survey.get(unit), of_survey, maximum / figure_sum.whole)
        if isinstance(part, NoPrecision):
            return part
        parts.append(part)
    return combined(figure_sum.estimate, parts)


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
