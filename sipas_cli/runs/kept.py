"""A stored run judged anew from what it keeps: its criteria, and its tally or its points."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from sipas_cli.errors import RulesError
from sipas_cli.intake.points.cells import BadCellError, points_in
from sipas_cli.model import APPRAISED, XHH, Scores, Standings, Unit
from sipas_cli.rules.criteria import Criteria
from sipas_cli.rules.judging import Judgement
from sipas_cli.rules.library import AnySet, read_set
from sipas_cli.rules.par import ParCriteria
from sipas_cli.rules.policies import OverallOfBallots
from sipas_cli.rules.tree import APPRAISAL
from sipas_cli.runs import messages
from sipas_cli.runs.run import SCORED, StoredRun
from sipas_cli.runs.tables import TypedCells, read_points, read_typed, unit_order
from sipas_cli.runs.tally_tables import read_tally
from sipas_cli.score import par, rank, sipas, xhh
from sipas_cli.score.par import Line
from sipas_cli.tally import Tally, by_unit, judged_counts


@dataclass(frozen=True)
class Kept:
    """A run with what its figures were made from, and the figures that come out of that now.

    tally    the counts of a run of ballots; None for the PAR index
    points   the leaves of a PAR run; none for ballots
    given    unit -> what was known of it in a PAR run; none for ballots
    units    those of the run, in the order of its register; one that is not ranked for a reason of the
             register has that reason
    """

    stored: StoredRun
    criteria: AnySet
    rules: Judgement
    tally: Tally | None
    points: Sequence[Line]
    given: Mapping[str, par.Given]
    scores: Scores
    standings: Standings
    units: Sequence[Unit]

    @property
    def is_weighted(self) -> bool:
        """Whether its ballots stand for more or fewer people each."""
        criteria = self.criteria.criteria
        return isinstance(criteria, Criteria) and bool(criteria.plan.columns.weight)


def read_kept(stored: StoredRun) -> Kept:
    """Reads what a run keeps and judges it anew. Raises RulesError for a published table that was
    imported: it keeps nothing that its figures were made from."""
    if stored.origin != SCORED:
        raise RulesError(messages.AUDIT_IMPORTED, where=stored.name)
    criteria_set = read_set(stored.path / "criteria.yaml")
    rules = rules_of(criteria_set, stored.index)
    units = _units(stored)
    tally = read_tally(stored.path)
    points: Sequence[Line] = []
    givens: Mapping[str, par.Given] = {}
    if tally:
        scores = _of_ballots(criteria_set, tally, units)
    else:
        points = read_points(stored.path)
        givens = given(points, read_typed(stored.path), criteria_set)
        scores = _of_points(criteria_set, givens, units)
    groups = [group.group for group in stored.standings.groups]
    ranking = rank.standings(scores.units, scores.overall.index, rules, groups, units)
    ranking = replace(ranking, overall_kind=_overall_kind(criteria_set, stored.index))
    return Kept(stored, criteria_set, rules, tally, points, givens, scores, ranking, units)


def _units(stored: StoredRun) -> list[Unit]:
    """The units of a run, in the order of its register: that of the scores."""
    order = {unit: number for number, unit in enumerate(unit_order(stored.path))}
    lines = [line for group in stored.standings.groups for line in group.standings]
    lines.sort(key=lambda line: order.get(line.unit.id, len(order)))
    return [_unit(line.unit, line.note, line.reason) for line in lines]


def _overall_kind(criteria_set: AnySet, index: str) -> str:
    """What the figure of the province is made from."""
    if index == XHH:
        return OverallOfBallots.MEAN_OF_UNITS.value
    return criteria_set.criteria.rules.overall.value


def rules_of(criteria_set: AnySet, index: str) -> Judgement:
    """The rules that a set judges an index by."""
    return judgement(criteria_set.criteria, index)


def judgement(criteria: Criteria | ParCriteria, index: str) -> Judgement:
    """The rules that an index is judged by."""
    if isinstance(criteria, ParCriteria) and index == XHH:
        return criteria.rules.survey
    return criteria.rules


def _unit(unit: Unit, note: str, reason: str) -> Unit:
    if note != "not_ranked":
        return unit
    return replace(unit, not_ranked=reason)


def _of_ballots(criteria_set: AnySet, tally: Tally, units: Sequence[Unit]) -> Scores:
    criteria = criteria_set.criteria
    if not isinstance(criteria, ParCriteria):
        return sipas.score(judged_counts(tally, criteria.plan), criteria, units)
    kinds = {kind.id: by_unit(tally, f"kind={kind.id}") for kind in criteria.plan.survey.kinds}
    return xhh.score(by_unit(tally), kinds, criteria, units)


def _of_points(criteria_set: AnySet, givens: Mapping[str, par.Given], units: Sequence[Unit]) -> Scores:
    criteria = criteria_set.criteria
    if not isinstance(criteria, ParCriteria):
        raise TypeError("points are kept with PAR criteria only")
    return par.score(givens, criteria, units)


def given(points: Sequence[Line], typed: TypedCells, criteria_set: AnySet) -> Mapping[str, par.Given]:
    """What was known of each unit, by its kept leaves and the cells that they were typed in."""
    units: dict[str, list[Line]] = {}
    for line in points:
        units.setdefault(line.unit, []).append(line)
    return {unit: _given(lines, typed, criteria_set) for unit, lines in units.items()}


def _given(lines: Sequence[Line], typed: TypedCells, criteria_set: AnySet) -> par.Given:
    """What was known of one unit. Runs of before version 0.4 do not keep what was typed for points that
    another index gave: these are then points like any other."""
    appraised: dict[str, Fraction | None] = {}
    percents: dict[str, dict[str, Fraction]] = {}
    for line in lines:
        if not line.applies:
            appraised[line.part] = None
        elif not typed or line.source in _TYPED_SOURCES:
            if line.points is not None:
                appraised[line.part] = line.points
        else:
            entered = _entered(line, typed, criteria_set)
            if entered is not None:
                appraised[line.part] = entered
            if line.points is not None and line.points != entered:
                leaf = line.part if line.source == XHH else ""
                percents.setdefault(line.source, {})[leaf] = line.points * 100 / line.maximum
    claimed = {line.part: line.claimed for line in lines if line.claimed is not None}
    return par.Given(appraised, claimed, percents, unclear=any(line.part == par.UNCLEAR for line in lines))


#: Sources of points that are typed and nothing else.
_TYPED_SOURCES = (APPRAISAL, par.BONUS, par.PENALTY, par.UNCLEAR)


def _entered(line: Line, typed: TypedCells, criteria_set: AnySet) -> Fraction | None:
    """The points that were typed on a leaf that another index gives the points of; None where there are
    none."""
    cell, criteria = typed.get((line.unit, line.part, APPRAISED)), criteria_set.criteria
    if cell is None or not isinstance(criteria, ParCriteria):
        return None
    leaf = next((leaf for leaf in criteria.plan.leaves if leaf.id == line.part), None)
    if leaf is None:
        return None
    try:
        return points_in(cell.text, leaf, line.maximum, in_points=criteria.plan.steps_hold == "points")
    except BadCellError:
        return None
