"""The stages in order. Read this first.

file --read--> Sheet --gather--> tables of ballots, or grids of points
table --validate--> Ballots --tally--> Tally      grid --appraise--> Appraisal, both with Findings   (check)
Tally x Rules --score--> Scores      Appraisal x Rules, with other indices folded in --score--> Scores
Scores --rank--> Standings --accept--> what may be stored, or why not                        (check, score)
Standings --store--> run folder --render--> tables, decision                              (the command line)
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from sipas_cli.errors import RulesError, SipasError
from sipas_cli.intake import tables
from sipas_cli.intake.ballots.copies import copies
from sipas_cli.intake.ballots.duplicates import downloaded_again, reject_duplicates
from sipas_cli.intake.ballots.labels import missing_labels
from sipas_cli.intake.ballots.quality import look_over
from sipas_cli.intake.ballots.validate import validate
from sipas_cli.intake.gather import gather, registry_of
from sipas_cli.intake.points.appraisal import appraisal_notes, appraise
from sipas_cli.intake.readings import Gathered, Points, Progress, known
from sipas_cli.intake.tables import Note
from sipas_cli.model import SIPAS, place_name
from sipas_cli.runs import acceptance, indices, judge
from sipas_cli.runs.acceptance import Acceptance, Terms
from sipas_cli.runs.indices import Checked, CheckedBallots, CheckedPoints
from sipas_cli.runs.run import Run
from sipas_cli.samples import issued
from sipas_cli.score import rank
from sipas_cli.sheets import Source, Unreadable
from sipas_cli.tally import add, tally
from sipas_cli.workspace import workspace
from sipas_cli.workspace.succession import Succession
from sipas_cli.workspace.units import Registry


def check(
    sources: Iterable[Source | Unreadable],
    folder: Path,
    *,
    criteria: Sequence[str] = (),
    source: str | None = None,
    year: int | None = None,
    quality: bool = False,
    ballots: bool = False,
    allow_copies: bool = False,
    progress: Progress = lambda *_: None,
) -> tuple[list[CheckedBallots | CheckedPoints], list[Note], list[SipasError]]:
    """From files to counts and points, and all that is wrong with them: one Checked for each index that the
    files are about, in the order in which they are to be scored. The notes say what was assumed, the errors
    which files were refused as a whole. With `quality` also how sound the ballots look, which changes no
    result; with `ballots` also the ballots themselves."""
    settings = workspace.read_settings(folder)
    groups, units = workspace.read_units(folder)
    province, of_year = settings.province or "", year or settings.year
    changes = workspace.read_succession(folder)
    succession = Succession(changes, groups, units, province)

    def registered(in_year: int | None) -> Registry | None:
        own = succession.with_former_names(in_year)
        return Registry(groups, own, province) if groups else None

    register = registered(of_year)
    about = known(folder, register, source, allow_copies=allow_copies, year=of_year)
    gathered, notes, refused = gather(sources, folder, criteria or settings.criteria, about, progress)
    checked = []
    for found in gathered:
        if register and changes and of_year is None and (of_year := _dated(found, register)):
            register = registered(of_year)
        registry = register
        if registry is None:
            registry = registry_of(found, settings.province or "")
            notes.append(("note.groups_from_file", {}))
        judge.refuse_unknown_names(found.reading.criteria, registry)
        if register and (strange := judge.strange_groups(found.reading.criteria, registry)):
            names = {"criteria": found.reading.criteria.criteria.id, "groups": ", ".join(strange)}
            notes.append(("note.groups_unknown", {**names, "known": ", ".join(g.id for g in groups)}))
        given: Mapping[str, int] = {}
        if quality and found.reading.index == SIPAS:
            given, more = issued.by_unit(folder, registry)
            notes += more
        own = _checked(found, registry, settings, of_year, given if quality else None, ballots)
        if isinstance(own, CheckedPoints):
            notes += appraisal_notes(own.appraisal, of_year)
        else:
            notes += [*tables.notes(found.understood), *tables.passed_over(own.passed_over, of_year)]
        checked.append(own)
    return checked, notes, refused


def _dated(found: Gathered, registry: Registry) -> int | None:
    """The only year that the dates of ballots name, also of those whose unit is not known: which former names
    there are depends on it."""
    tables = [validate(table, registry)[0] for table in found.tables]
    years = judge.years(tables, but_for=("unknown_unit",))
    return min(years) if len(years) == 1 else None


def _checked(
    found: Gathered,
    registry: Registry,
    settings: workspace.Settings,
    year: int | None,
    given_out: Mapping[str, int] | None,
    keep: bool,
) -> CheckedBallots | CheckedPoints:
    reading = found.reading
    common: dict[str, Any] = {"sources": found.sources, "registry": registry, "settings": settings}
    if isinstance(reading, Points):
        decimals = reading.criteria.criteria.rules.rounding.decimals
        points, wrong = appraise(found.grids, reading.plan, registry, decimals=decimals, year=year)
        return CheckedPoints(
            index=reading.index,
            years=frozenset(),
            findings=wrong,
            excessive=judge.excessive_points(points, reading.plan.maximum_bad_pct),
            criteria=reading.criteria,
            appraisal=points,
            **common,
        )
    read, passed_over = judge.of_year([(own, *validate(own, registry)) for own in found.tables], year)
    ballots, duplicates = reject_duplicates([own for _, own, _ in read], reading.plan)
    if restarted := judge.two_years(duplicates):
        duplicates = [finding for finding in duplicates if not finding.params["years"]]
    counted = add([tally(own, reading.plan) for own in ballots])
    looked = None
    if given_out is not None:
        rules = reading.criteria.criteria.quality
        looked = look_over(ballots, reading.plan, registry.units, rules, given_out)
    return CheckedBallots(
        index=reading.index,
        years=judge.years(ballots),
        days=judge.days(ballots),
        findings=[*(finding for _, _, own in read for finding in own), *duplicates],
        excessive=restarted
        or next(filter(None, (missing_labels(table, own) for table, own, _ in read)), None)
        or judge.excessive_ballots(
            counted,
            reading.plan.ballots.maximum_rejected_pct,
            again=downloaded_again(duplicates, reading.plan),
        ),
        criteria=reading.criteria,
        tally=counted,
        quality=looked,
        ballots=ballots if keep else (),
        copied=copies(ballots, reading.plan, registry.units),
        doubled=found.doubled,
        claims={place_name(own.file, own.sheet): own.claim for own, _, _ in read if own.claim},
        passed_over=passed_over,
        **common,
    )


def accept(
    checked: Iterable[CheckedBallots | CheckedPoints],
    refused: Iterable[SipasError],
    year: int | None,
    folder: Path,
    terms: Terms,
) -> Acceptance:
    """What `check` and `score` end with: the runs that may be stored, or why there are none."""
    return acceptance.accept(
        checked, refused, folder, terms, lambda own, before: score(own, year, folder, before)
    )


def score(
    checked: CheckedBallots | CheckedPoints, year: int | None, folder: Path, before: Sequence[Run] = ()
) -> tuple[Run, list[Note]]:
    """From counts or points to a run that can be stored, and what was assumed. Only for what is not
    excessive. What the PAR index folds in comes from the runs `before`, else from the stored ones."""
    of_year, notes = _year(year, checked, before)
    scored = indices.score(checked, of_year, folder, before)
    notes += [("note.folded", {"index": index, "run": run}) for index, run in scored.folded.items()]
    registry = checked.registry
    ranking = rank.standings(
        scored.scores.units, scored.scores.overall.index, scored.rules, registry.groups, registry.units
    )
    ranking = replace(ranking, overall_kind=scored.overall_kind)
    run = Run(
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


def _year(given: int | None, checked: Checked, before: Sequence[Run]) -> tuple[int, list[Note]]:
    """The year as given, else of `sipas.yaml`, else of the ballots' dates if they are of one. Points have
    no dates: theirs is the year of the ballots beside them."""
    if (wanted := given if given is not None else checked.settings.year) is not None:
        notes: list[Note] = []
        if given is None:
            notes.append(("note.year_from_settings", {"year": wanted}))
        if checked.years and wanted not in checked.years:
            dated = ", ".join(map(str, sorted(checked.years)))
            notes.append(("note.year_other_dates", {"year": wanted, "years": dated}))
        return wanted, notes
    years = sorted(checked.years or {run.year for run in before})
    if len(years) == 1:
        return years[0], [("note.year_from_dates", {"year": years[0]})]
    if years:
        raise RulesError("year_unknown", years=", ".join(map(str, years)))
    raise RulesError("year_missing")
