"""The stages in order. Read this first.

file --read--> Sheet --gather--> tables of ballots, or grids of points
table --validate--> Ballots --tally--> Tally      grid --appraise--> Appraisal, both with Findings   (check)
Tally x Rules --score--> Scores      Appraisal x Rules, with other indices folded in --score--> Scores
Scores --rank--> Standings                                                                           (score)
Standings --store--> run folder --render--> tables, decision                              (the command line)
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sipas_cli import judge, rank, store
from sipas_cli.appraisal import Appraisal, appraise
from sipas_cli.errors import DataError, RulesError
from sipas_cli.gather import XHH, Gathered, Note, Points, Progress, gather, registry_of
from sipas_cli.model import Finding, Scores
from sipas_cli.read import Source
from sipas_cli.rules import workspace
from sipas_cli.rules.criteria import Criteria
from sipas_cli.rules.judging import Judgement
from sipas_cli.rules.library import AnySet, CriteriaSet
from sipas_cli.rules.par import ParCriteria
from sipas_cli.score import par, sipas, xhh
from sipas_cli.tally import UNKNOWN, Tally, add, by_unit, tally
from sipas_cli.units import Registry
from sipas_cli.validate import reject_duplicates, validate


@dataclass(frozen=True)
class Checked:
    """What the files say on one index, validated; nothing is scored yet.

    years       the years that the dates of the ballots name
    excessive   why the run must be rejected, if it must
    """

    index: str
    sources: Mapping[str, str]
    registry: Registry
    settings: workspace.Settings
    years: frozenset[int]
    findings: Sequence[Finding]
    excessive: DataError | None


@dataclass(frozen=True)
class CheckedBallots(Checked):
    """Ballots of SIPAS or of the leader survey, counted."""

    criteria: AnySet
    tally: Tally


@dataclass(frozen=True)
class CheckedPoints(Checked):
    """Points on the tree of a PAR set."""

    criteria: CriteriaSet[ParCriteria]
    appraisal: Appraisal


def check(
    sources: Iterable[Source],
    folder: Path,
    *,
    criteria: Sequence[str] = (),
    progress: Progress = lambda *_: None,
) -> tuple[list[CheckedBallots | CheckedPoints], list[Note]]:
    """From files to counts and points, and all that is wrong with them: one Checked for each index that the
    files are about, in the order in which they are to be scored. The notes say what was assumed."""
    settings = workspace.read_settings(folder)
    groups, units = workspace.read_units(folder)
    gathered, notes = gather(sources, folder, criteria or settings.criteria, progress)
    checked = []
    for found in gathered:
        registry = Registry(groups, units, settings.province or "")
        if not groups:
            registry = registry_of(found, settings.province or "")
            notes.append(("note.groups_from_file", {}))
        judge.refuse_unknown_names(found.reading.criteria, registry)
        checked.append(_checked(found, registry, settings))
    return checked, notes


def _checked(
    found: Gathered, registry: Registry, settings: workspace.Settings
) -> CheckedBallots | CheckedPoints:
    reading = found.reading
    common: dict[str, Any] = {"sources": found.sources, "registry": registry, "settings": settings}
    if isinstance(reading, Points):
        points, wrong = appraise(found.grids, reading.plan, registry)
        return CheckedPoints(
            index=reading.index,
            years=frozenset(),
            findings=wrong,
            excessive=judge.excessive_points(points, reading.plan.maximum_bad_pct),
            criteria=reading.criteria,
            appraisal=points,
            **common,
        )
    validated = [validate(table, reading.plan, registry) for table in found.tables]
    ballots, duplicates = reject_duplicates([own for own, _ in validated], reading.plan)
    counted = add([tally(own, reading.plan) for own in ballots])
    return CheckedBallots(
        index=reading.index,
        years=judge.years(ballots),
        findings=[*(finding for _, own in validated for finding in own), *duplicates],
        excessive=judge.excessive_ballots(counted, reading.plan.ballots.maximum_rejected_pct),
        criteria=reading.criteria,
        tally=counted,
        **common,
    )


def score(
    checked: CheckedBallots | CheckedPoints, year: int | None, folder: Path, before: Sequence[store.Run] = ()
) -> tuple[store.Run, list[Note]]:
    """From counts or points to a run that can be stored, and what was assumed. Only for what is not
    excessive. What the PAR index folds in comes from the runs `before`, else from the stored ones."""
    of_year, notes = _year(year, checked, before)
    if isinstance(checked, CheckedPoints):
        folded = _folded(checked, of_year, folder, before)
        notes += [("note.folded", {"index": index, "run": run}) for index, run in folded.runs.items()]
        scored = _par(checked, folded)
    elif isinstance(checked.criteria.criteria, ParCriteria):
        scored = _xhh(checked, checked.criteria.criteria)
    else:
        scored = _sipas(checked, checked.criteria.criteria)
    registry = checked.registry
    ranking = rank.standings(
        scored.scores.units, scored.scores.overall.index, scored.rules, registry.groups, registry.units
    )
    run = store.Run(
        year=of_year,
        index=checked.index,
        criteria=scored.about,
        sources=checked.sources,
        units=registry.units,
        scores=scored.scores,
        rounding=scored.rules.rounding,
        standings=ranking,
        findings=[*checked.findings, *scored.findings, *rank.findings(ranking)],
        counts=scored.counts,
        parts=scored.parts,
        folded=scored.folded,
        notice=checked.settings.notice or "",
        unit_of_score=scored.unit_of_score,
    )
    return run, notes


# --- the three indices ---------------------------------------------------------------------------


@dataclass(frozen=True)
class _Scored:
    """What is different from one index to the other."""

    scores: Scores
    rules: Judgement
    about: store.About
    findings: Sequence[Finding]
    counts: Mapping[str, Any]
    parts: Mapping[str, bytes]
    folded: Mapping[str, str] = field(default_factory=dict)
    unit_of_score: str = store.PERCENT


def _sipas(checked: CheckedBallots, criteria: Criteria) -> _Scored:
    units, rules = checked.registry.units, criteria.rules
    scores = sipas.score(by_unit(checked.tally), criteria, units)
    titles = {factor.id: factor.title for factor in rules.factors}
    return _Scored(
        scores=scores,
        rules=rules,
        about=_about(checked.criteria, criteria.plan.digest, rules.digest, titles),
        findings=sipas.findings(scores, criteria, units),
        counts=store.ballot_counts(checked.tally),
        parts=store.tally_files(checked.tally),
    )


def _xhh(checked: CheckedBallots, criteria: ParCriteria) -> _Scored:
    """The leader survey as a ranking of its own; its digests are those of its parts of the set."""
    units, rules, survey = checked.registry.units, criteria.rules.xhh, criteria.plan.survey
    kinds = {kind.id: by_unit(checked.tally, f"kind={kind.id}") for kind in survey.kinds}
    scores = xhh.score(by_unit(checked.tally), kinds, criteria, units)
    unknown = by_unit(checked.tally, f"kind={UNKNOWN}") if survey.kinds else {}
    titles = {leaf.id: leaf.title for leaf in criteria.plan.leaves if leaf.points_from == XHH}
    titles |= {kind.id: kind.title for kind in survey.kinds}
    return _Scored(
        scores=scores,
        rules=rules,
        about=_about(checked.criteria, criteria.plan.digest, rules.digest, titles),
        findings=xhh.findings(scores, by_unit(checked.tally), unknown, units),
        counts=store.ballot_counts(checked.tally),
        parts=store.tally_files(checked.tally),
    )


def _par(checked: CheckedPoints, folded: "_Folded") -> _Scored:
    criteria, appraisal, units = checked.criteria.criteria, checked.appraisal, checked.registry.units
    given = {
        unit.id: par.Given(
            appraisal.appraised.get(unit.id, {}),
            appraisal.claimed.get(unit.id, {}),
            {index: percents.get(unit.id, {}) for index, percents in folded.percents.items()},
        )
        for unit in units
    }
    scores = par.score(given, criteria, units)
    titles = {area.id: area.title for area in criteria.plan.areas}
    return _Scored(
        scores=scores,
        rules=criteria.rules,
        about=_about(checked.criteria, criteria.plan.digest, criteria.rules.digest, titles),
        findings=par.findings(scores, given, criteria, units),
        counts=store.NO_BALLOTS,
        parts={"points.csv": store.points_csv(par.lines(given, criteria, units))},
        folded=folded.runs,
        unit_of_score=store.POINTS if criteria.rules.score == "points" else store.PERCENT,
    )


def _about(found: AnySet, plan: str, rules: str, titles: Mapping[str, str]) -> store.About:
    return store.About(found.criteria.id, found.criteria.title, plan, rules, titles, found.files)


@dataclass(frozen=True)
class _Folded:
    """Other indices: index -> unit -> leaf, or "" for the whole -> exact percent; index -> run."""

    percents: Mapping[str, store.Percents]
    runs: Mapping[str, str]


def _folded(checked: CheckedPoints, year: int, folder: Path, before: Sequence[store.Run]) -> _Folded:
    """The indices that the tree asks for. Raises DataError where there is neither a run of the year nor
    any points that somebody typed."""
    plan = checked.criteria.criteria.plan
    percents: dict[str, store.Percents] = {}
    runs: dict[str, str] = {}
    for index in plan.folded:
        run = next((run for run in before if run.index == index and run.year == year), None)
        found = (
            (run.name, store.percents(run.scores.units))
            if run
            else store.stored_percents(folder, year, index)
        )
        if found:
            runs[index], percents[index] = found
            continue
        leaves = [leaf for leaf in plan.leaves if leaf.points_from == index]
        appraised = checked.appraisal.appraised
        measured = [unit for unit in checked.registry.units if unit.id in appraised]
        due = any(leaf.maximum_of(unit) is not None for unit in measured for leaf in leaves)
        if due and not any({leaf.id for leaf in leaves} & set(own) for own in appraised.values()):
            raise DataError("index_not_scored", index=index, year=year)
    return _Folded(percents, runs)


def _year(given: int | None, checked: Checked, before: Sequence[store.Run]) -> tuple[int, list[Note]]:
    """The year as given, else of `sipas.yaml`, else of the ballots' dates if they are of one. Points have
    no dates: theirs is the year of the ballots beside them."""
    if given is not None:
        return given, []
    if checked.settings.year is not None:
        return checked.settings.year, [("note.year_from_settings", {"year": checked.settings.year})]
    years = sorted(checked.years or {run.year for run in before})
    if len(years) == 1:
        return years[0], [("note.year_from_dates", {"year": years[0]})]
    if years:
        raise RulesError("year_unknown", years=", ".join(map(str, years)))
    raise RulesError("year_missing")
