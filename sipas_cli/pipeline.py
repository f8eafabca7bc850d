"""The stages in order. Read this first.

file --read--> Sheet --headers--> Table --validate--> Ballots + Findings --tally--> Tally    (check)
Tally x Rules --score--> Scores --rank--> Standings                                          (score)
Standings --store--> run folder --render--> tables, decision                       (the command line)
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sipas_cli import rank, store
from sipas_cli.errors import DataError, RulesError
from sipas_cli.gather import Note, Progress, gather, registry_of
from sipas_cli.model import DECIDED, OUTCOMES, Ballots, Finding
from sipas_cli.read import Source
from sipas_cli.rules import workspace
from sipas_cli.rules.criteria import Criteria
from sipas_cli.rules.library import CriteriaSet
from sipas_cli.score import sipas
from sipas_cli.tally import Tally, add, by_unit, tally
from sipas_cli.units import Registry
from sipas_cli.validate import reject_duplicates, validate


@dataclass(frozen=True)
class Checked:
    """The ballots of a run, validated and counted; nothing is scored yet.

    notes      what was assumed or passed over: (key of the catalogue, what fills it)
    excessive  why the run must be rejected, if it must
    """

    criteria: CriteriaSet
    sources: Mapping[str, str]
    registry: Registry
    settings: workspace.Settings
    ballots: Sequence[Ballots]
    tally: Tally
    findings: Sequence[Finding]
    notes: Sequence[Note]
    excessive: DataError | None


def check(
    sources: Iterable[Source],
    folder: Path,
    *,
    criteria: str | None = None,
    progress: Progress = lambda *_: None,
) -> Checked:
    """From files of ballots to counts, and all that is wrong with them."""
    settings = workspace.read_settings(folder)
    groups, units = workspace.read_units(folder)
    found = gather(sources, folder, criteria or settings.criteria, progress)
    plan, notes, province = found.criteria.criteria.plan, found.notes, settings.province or ""
    if groups:
        registry = Registry(groups, units, province)
    else:
        registry = registry_of(found.tables, province)
        notes.append(("note.groups_from_file", {}))
    _refuse_other_groups(found.criteria, registry)
    validated = [validate(table, plan, registry) for table in found.tables]
    ballots, duplicates = reject_duplicates([own for own, _ in validated], plan)
    counted = add([tally(own, plan) for own in ballots])
    return Checked(
        criteria=found.criteria,
        sources=found.sources,
        registry=registry,
        settings=settings,
        ballots=ballots,
        tally=counted,
        findings=[*(finding for _, own in validated for finding in own), *duplicates],
        notes=notes,
        excessive=_excessive(counted, found.criteria.criteria),
    )


def score(checked: Checked, year: int | None = None) -> tuple[store.Run, list[Note]]:
    """From counts to a run that can be stored, and what was assumed. Only for what is not excessive."""
    criteria, registry = checked.criteria.criteria, checked.registry
    scores = sipas.score(by_unit(checked.tally), criteria, registry.units)
    ranking = rank.standings(
        scores.units, scores.overall.index, criteria.rules, registry.groups, registry.units
    )
    of_year, notes = _year(year, checked)
    run = store.Run(
        year=of_year,
        index="sipas",
        criteria=_about(checked.criteria, criteria),
        sources=checked.sources,
        units=registry.units,
        counts=store.ballot_counts(checked.tally),
        parts=store.tally_files(checked.tally),
        folded={},
        scores=scores,
        rounding=criteria.rules.rounding,
        standings=ranking,
        findings=[
            *checked.findings,
            *sipas.findings(scores, criteria, registry.units),
            *rank.findings(ranking),
        ],
        notice=checked.settings.notice or "",
    )
    return run, notes


def _about(found: CriteriaSet, criteria: Criteria) -> store.About:
    return store.About(
        id=criteria.id,
        title=criteria.title,
        plan=criteria.plan.digest,
        rules=criteria.rules.digest,
        titles={factor.id: factor.title for factor in criteria.rules.factors},
        files={"criteria.yaml": found.document.raw},
    )


# --- judging a run as a whole --------------------------------------------------------------------


def _refuse_other_groups(criteria: CriteriaSet, registry: Registry) -> None:
    """Bands for a group that there is not would be left out without a word."""
    known = [group.id for group in registry.groups]
    for group in criteria.criteria.rules.group_bands:
        if group not in known:
            where = criteria.document.where(("rules", "group_bands", group))
            raise RulesError("group_bands_unknown", where=where, group=group, known=", ".join(known))


def _excessive(counted: Tally, criteria: Criteria) -> DataError | None:
    """Too many rejected ballots, or too many bad answers in the others."""
    limit = criteria.plan.ballots.maximum_rejected_pct
    faulty = sum(n for name, n in counted.outcomes.items() if name in OUTCOMES[1:] and name not in DECIDED)
    if faulty * 100 > limit * counted.read:
        return DataError("too_many_rejected", rejected=faulty, read=counted.read, limit=limit)
    if not counted.valid:
        return DataError("no_valid_ballots", read=counted.read)
    bad, answers = counted.bad_answers
    if bad * 100 > limit * answers:
        return DataError("too_many_bad_answers", bad=bad, answers=answers, limit=limit)
    return None


_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def _year(given: int | None, checked: Checked) -> tuple[int, list[Note]]:
    """The year as given, else of `sipas.yaml`, else of the ballots' dates if they are of one."""
    if given is not None:
        return given, []
    if checked.settings.year is not None:
        return checked.settings.year, [("note.year_from_settings", {"year": checked.settings.year})]
    years = sorted({int(year) for own in checked.ballots for year in _years(own)})
    if len(years) == 1:
        return years[0], [("note.year_from_dates", {"year": years[0]})]
    if years:
        raise RulesError("year_unknown", years=", ".join(map(str, years)))
    raise RulesError("year_missing")


def _years(ballots: Ballots) -> set[str]:
    """The years named by the dates of valid ballots."""
    if ballots.days is None:
        return set()
    used = {ballots.days.texts[code] for code in set(ballots.days.codes[ballots.outcome == 0].tolist())}
    return {found[0] for text in used if (found := _YEAR.search(text))}
