"""The three indices: what they are scored from, and what of it is kept. Everything that is the same for all
of them stands in `pipeline`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path
from typing import Any, assert_never

from sipas_cli.errors import DataError
from sipas_cli.findings import Findings
from sipas_cli.model import XHH, Finding, Score, Scores, Standings
from sipas_cli.rules.criteria import Criteria
from sipas_cli.rules.judging import Judgement
from sipas_cli.rules.library import AnySet
from sipas_cli.rules.par import ParCriteria
from sipas_cli.rules.policies import IndexOfPoints, OverallOfBallots
from sipas_cli.runs import folders, messages, pointers
from sipas_cli.runs.checking import AnyChecked, CheckedBallots, CheckedPoints
from sipas_cli.runs.origin import FILES_ALONE
from sipas_cli.runs.run import PERCENT, POINTS, About, Run
from sipas_cli.runs.storing import NO_BALLOTS, ballot_counts
from sipas_cli.runs.tables import exact_scores, points_csv, population_files
from sipas_cli.runs.tally_tables import tally_files
from sipas_cli.score import par, rank, sipas, xhh
from sipas_cli.tally import UNKNOWN, by_unit, judged_counts
from sipas_cli.workspace.workspace import Workspace

#: Unit -> leaf of the leader survey, or "" for the whole index -> exact percent.
Percents = Mapping[str, Mapping[str, Fraction]]


@dataclass(frozen=True)
class Scored:
    """What is different from one index to the other.

    overall_kind   see Standings
    """

    scores: Scores
    rules: Judgement
    about: About
    findings: Sequence[Finding]
    counts: Mapping[str, Any]
    parts: Mapping[str, bytes]
    folded: Mapping[str, str] = field(default_factory=dict)
    unit_of_score: str = PERCENT
    overall_kind: str = ""


def score(checked: AnyChecked, year: int, workspace: Workspace, before: Sequence[Run]) -> Scored:
    """The scores of what was checked. What the PAR index folds in comes from the runs `before`, else from
    the stored ones of the year."""
    if isinstance(checked, CheckedPoints):
        return _par(checked, _folded(checked, year, workspace, before))
    if isinstance(checked.criteria.criteria, ParCriteria):
        return _xhh(checked, checked.criteria.criteria)
    return _sipas(checked, checked.criteria.criteria)


def run_of(checked: AnyChecked, scored: Scored, ranking: Standings, year: int) -> Run:
    """All that a scoring came to, as it can be stored."""
    return Run(
        year=year,
        index=checked.index,
        criteria=scored.about,
        sources=checked.sources,
        units=checked.registry.units,
        scores=scored.scores,
        rounding=scored.rules.rounding,
        standings=replace(ranking, overall_kind=scored.overall_kind),
        findings=Findings(checked.findings, scored.findings, rank.findings(ranking)),
        counts=scored.counts,
        parts=scored.parts,
        folded=scored.folded,
        notice=checked.settings.notice or "",
        unit_of_score=scored.unit_of_score,
        tallies=checked.origin if isinstance(checked, CheckedBallots) else FILES_ALONE,
    )


def _sipas(checked: CheckedBallots, criteria: Criteria) -> Scored:
    units, rules = checked.registry.units, criteria.rules
    scores = sipas.score(judged_counts(checked.tally, criteria.plan), criteria, units)
    return Scored(
        scores=scores,
        rules=rules,
        overall_kind=rules.overall.value,
        about=_about(checked.criteria, criteria.plan.digest, rules.digest, rules.titles),
        findings=sipas.findings(scores, criteria, units),
        counts=ballot_counts(checked.tally),
        parts={**dict(tally_files(checked.tally)), **population_files(checked.populations.sizes)},
    )


def _xhh(checked: CheckedBallots, criteria: ParCriteria) -> Scored:
    """The leader survey as a ranking of its own; its digests are those of its parts of the set."""
    units, rules, survey = checked.registry.units, criteria.rules.survey, criteria.plan.survey
    kinds = {kind.id: by_unit(checked.tally, f"kind={kind.id}") for kind in survey.kinds}
    scores = xhh.score(by_unit(checked.tally), kinds, criteria, units)
    unknown = by_unit(checked.tally, f"kind={UNKNOWN}") if survey.kinds else {}
    titles = {leaf.id: leaf.title for leaf in criteria.plan.leaves if leaf.points_from == XHH}
    titles |= {kind.id: kind.title for kind in survey.kinds}
    return Scored(
        scores=scores,
        rules=rules,
        overall_kind=OverallOfBallots.MEAN_OF_UNITS.value,
        about=_about(checked.criteria, criteria.plan.digest, rules.digest, titles),
        findings=xhh.findings(scores, by_unit(checked.tally), unknown, units),
        counts=ballot_counts(checked.tally),
        parts=dict(tally_files(checked.tally)),
    )


def _par(checked: CheckedPoints, folded: "_Folded") -> Scored:
    criteria, appraisal, units = checked.criteria.criteria, checked.appraisal, checked.registry.units
    givens = given_of(checked, folded.percents)
    scores = par.score(givens, criteria, units)
    titles = {area.id: area.title for area in criteria.plan.areas}
    return Scored(
        scores=scores,
        rules=criteria.rules,
        overall_kind=criteria.rules.overall.value,
        about=_about(checked.criteria, criteria.plan.digest, criteria.rules.digest, titles),
        findings=par.findings(scores, givens, criteria, units),
        counts=NO_BALLOTS,
        parts={"points.csv": points_csv(par.lines(givens, criteria, units), appraisal.typed)},
        folded=folded.runs,
        unit_of_score=_unit_of_score(criteria),
    )


def given_of(checked: CheckedPoints, folded: Mapping[str, Percents]) -> dict[str, par.Given]:
    """What is known of each unit; `folded` is what other indices give: index -> percents."""
    appraisal, givens = checked.appraisal, {}
    for unit in checked.registry.units:
        percents = {index: percents_of_units.get(unit.id, {}) for index, percents_of_units in folded.items()}
        appraised, claimed = appraisal.appraised.get(unit.id, {}), appraisal.claimed.get(unit.id, {})
        givens[unit.id] = par.Given(appraised, claimed, percents, unit.id in appraisal.unclear)
    return givens


def _unit_of_score(criteria: ParCriteria) -> str:
    match criteria.rules.score:
        case IndexOfPoints.PERCENT:
            return PERCENT
        case IndexOfPoints.POINTS:
            return POINTS
        case _:
            assert_never(criteria.rules.score)


def _about(criteria_set: AnySet, plan: str, rules: str, titles: Mapping[str, str]) -> About:
    criteria = criteria_set.criteria
    return About(criteria.id, criteria.title, plan, rules, titles, criteria_set.files)


def percents_of(scores: Mapping[str, Score]) -> Percents:
    """What another index can take in of the scores of a run that is at hand."""
    percents: dict[str, dict[str, Fraction]] = {}
    for unit, score in scores.items():
        values = {"": score.index, **score.factors}
        percents[unit] = {name: value for name, value in values.items() if value is not None}
    return percents


def stored_percents(workspace: Workspace, year: int, index: str) -> tuple[str, Percents] | None:
    """(run, what another index can take in of it) of the run of a year that is frozen, else of the one that
    was scored last; None where there is none. Of a published table that was imported, the printed scores."""
    name, _ = pointers.used_run(workspace, year, index)
    if not name:
        return None
    stored = folders.load(workspace, year, name)
    return name, percents_in(stored.path)


def percents_in(run: Path) -> Percents:
    """What another index can take in of the run in a folder."""
    percents: dict[str, dict[str, Fraction]] = {}
    levels = exact_scores(run)
    for level in ("index", "factor"):
        for (unit, part), value in levels[level].items():
            percents.setdefault(unit, {})[part] = value
    return percents


@dataclass(frozen=True)
class _Folded:
    """Other indices: index -> unit -> leaf, or "" for the whole -> exact percent; index -> run."""

    percents: Mapping[str, Percents]
    runs: Mapping[str, str]


def _folded(checked: CheckedPoints, year: int, workspace: Workspace, before: Sequence[Run]) -> _Folded:
    """The indices that the tree asks for. Raises DataError where there is neither a run of the year with
    scores nor any points that somebody typed."""
    plan = checked.criteria.criteria.plan
    percents: dict[str, Percents] = {}
    runs: dict[str, str] = {}
    for index in plan.folded:
        run = next((run for run in before if run.index == index and run.year == year), None)
        entry = (run.name, percents_of(run.scores.units)) if run else stored_percents(workspace, year, index)
        if entry and entry[1]:
            runs[index], percents[index] = entry
            continue
        leaves = [leaf for leaf in plan.leaves if leaf.points_from == index]
        appraised = checked.appraisal.appraised
        measured = [unit for unit in checked.registry.units if unit.id in appraised]
        due = any(leaf.maximum_of(unit) is not None for unit in measured for leaf in leaves)
        ids = {leaf.id for leaf in leaves}
        if due and not any(ids & set(points) for points in appraised.values()):
            if lost := pointers.all_withdrawn(workspace, year, index):
                raise DataError(lost.message, **lost.params)
            key = messages.INDEX_ONLY_RANKS if entry else messages.INDEX_NOT_SCORED
            raise DataError(key, index=index, year=year)
    return _Folded(percents, runs)
