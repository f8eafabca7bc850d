"""A stored run judged anew from what it keeps: its criteria, and its tally or its points."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sipas_cli.errors import RulesError
from sipas_cli.model import XHH, Scores, Standings, Unit
from sipas_cli.rules.judging import Judgement
from sipas_cli.rules.library import AnySet, read_set
from sipas_cli.rules.par import ParCriteria
from sipas_cli.runs import messages
from sipas_cli.runs.run import SCORED, StoredRun
from sipas_cli.runs.tables import read_points, read_tally
from sipas_cli.score import par, rank, sipas, xhh
from sipas_cli.score.par import Line
from sipas_cli.tally import Tally, by_unit, judged_counts


@dataclass(frozen=True)
class Kept:
    """A run with what its figures were made from, and the figures that come out of that now.

    tally    the counts of a run of ballots; None for the PAR index
    points   the leaves of a PAR run; none for ballots
    units    those of the run; one that is not ranked for a reason of the register has that reason
    """

    stored: StoredRun
    criteria: AnySet
    rules: Judgement
    tally: Tally | None
    points: Sequence[Line]
    scores: Scores
    standings: Standings
    units: Sequence[Unit]


def read_kept(stored: StoredRun) -> Kept:
    """Reads what a run keeps and judges it anew. Raises RulesError for a published table that was
    imported: it keeps nothing that its figures were made from."""
    if stored.origin != SCORED:
        raise RulesError(messages.AUDIT_IMPORTED, where=stored.name)
    found = read_set(stored.path / "criteria.yaml")
    rules = _rules(found, stored.index)
    units = []
    for g in stored.standings.groups:
        for line in g.standings:
            units.append(_unit(line.unit, line.note, line.reason))
    tally = read_tally(stored.path)
    points: Sequence[Line] = []
    if tally:
        scores = _of_ballots(found, tally, units)
    else:
        points = read_points(stored.path)
        scores = _of_points(found, points, units)
    groups = [group.group for group in stored.standings.groups]
    ranking = rank.standings(scores.units, scores.overall.index, rules, groups, units)
    return Kept(stored, found, rules, tally, points, scores, ranking, units)


def _rules(found: AnySet, index: str) -> Judgement:
    criteria = found.criteria
    if isinstance(criteria, ParCriteria) and index == XHH:
        return criteria.rules.survey
    return criteria.rules


def _unit(unit: Unit, note: str, reason: str) -> Unit:
    if note != "not_ranked":
        return unit
    return replace(unit, not_ranked=reason)


def _of_ballots(found: AnySet, tally: Tally, units: Sequence[Unit]) -> Scores:
    criteria = found.criteria
    if not isinstance(criteria, ParCriteria):
        return sipas.score(judged_counts(tally, criteria.plan), criteria, units)
    kinds = {kind.id: by_unit(tally, f"kind={kind.id}") for kind in criteria.plan.survey.kinds}
    return xhh.score(by_unit(tally), kinds, criteria, units)


def _of_points(found: AnySet, points: Sequence[Line], units: Sequence[Unit]) -> Scores:
    criteria = found.criteria
    if not isinstance(criteria, ParCriteria):
        raise TypeError("points are kept with PAR criteria only")
    return par.score(given(points), criteria, units)


def given(points: Sequence[Line]) -> Mapping[str, par.Given]:
    """What was known of each unit, by its kept leaves: what was folded in is points like any other."""
    units: dict[str, dict[str, Line]] = {}
    for line in points:
        units.setdefault(line.unit, {})[line.part] = line
    known = {}
    for unit, lines in units.items():
        settled = [line for line in lines.values() if line.points is not None or not line.applies]
        known[unit] = par.Given({line.part: line.points for line in settled}, unclear=par.UNCLEAR in lines)
    return known
