"""Judging a run as a whole: whether too much of it is wrong, and which year it is of."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sipas_cli.errors import DataError, RulesError
from sipas_cli.findings import Findings
from sipas_cli.intake.ballots import messages as messages_of_ballots
from sipas_cli.intake.ballots.copies import Copies
from sipas_cli.intake.ballots.table import Table, by_day
from sipas_cli.intake.points.entries import Appraisal
from sipas_cli.intake.stated_year import Claim
from sipas_cli.messages import Message
from sipas_cli.model import DECIDED, OUTCOMES, Ballots, Finding, Scores, Unit
from sipas_cli.rules.judging import Judgement
from sipas_cli.rules.library import AnySet
from sipas_cli.rules.par import ParCriteria
from sipas_cli.rules.tree import EVERY
from sipas_cli.rules.yaml_loader import Keys
from sipas_cli.runs import messages
from sipas_cli.samples.population import Populations
from sipas_cli.score.linearized import design_of
from sipas_cli.tally import Tally
from sipas_cli.text.days import day_of
from sipas_cli.text.names import nearest
from sipas_cli.text.places import file_of, place_name
from sipas_cli.workspace.settings import Period
from sipas_cli.workspace.units import Registry
from sipas_cli.workspace.workspace import POPULATION

_YEAR = re.compile(r"(?<!\d)(?<!\d{5}\.)(?:19|20)\d\d(?!\d)")  # not in 45245.2023, a day and its time


def refuse_unknown_names(criteria_set: AnySet, registry: Registry) -> None:
    """Bands for a group that there is not, or a criterion for a unit that there is not, would be left out
    without a word. Raises RulesError with the line."""
    groups = [group.id for group in registry.groups]
    for group in criteria_set.criteria.rules.group_bands:
        if group not in groups:
            where = criteria_set.document.where(("rules", "group_bands", group))
            raise RulesError(
                messages.GROUP_BANDS_UNKNOWN,
                where=where,
                group=group,
                meant=nearest(group, groups),
                known=", ".join(groups),
            )
    if isinstance(criteria_set.criteria, ParCriteria):
        units = {unit.id for unit in registry.units}
        plan = criteria_set.criteria.plan
        nodes = [*(node for leaf in plan.leaves for node in leaf.nodes), *plan.bonus, *plan.penalty]
        for node in nodes:
            for key in ("units", "except_units", "max_of_units"):
                if strange := sorted(set(getattr(node, key, ())) - units):
                    where = criteria_set.document.where(_way_to(criteria_set, node.id, key))
                    raise RulesError(messages.PAR_UNIT_UNKNOWN, where=where, part=node.id, unit=strange[0])


def strange_groups(criteria_set: AnySet, registry: Registry) -> list[str]:
    """The groups that a set names and the register does not have. They are no fault by themselves: a
    shared tree and a set of another province may name groups that this one has not."""
    rules, named = criteria_set.criteria.rules, set[str]()
    if isinstance(criteria_set.criteria, ParCriteria):
        plan, survey = criteria_set.criteria.plan, criteria_set.criteria.rules.xhh
        nodes = [*(node for leaf in plan.leaves for node in leaf.nodes), *plan.bonus, *plan.penalty]
        named |= {group for node in nodes for group in node.groups}
        named |= {group for leaf in plan.leaves for group in leaf.maximum}
        named |= {*plan.maximum, *survey.group_bands, *_groups_of_heads(survey)}
    return sorted((named | _groups_of_heads(rules)) - {EVERY} - {group.id for group in registry.groups})


def _groups_of_heads(rules: Judgement) -> set[str]:
    return {group for head in rules.heads for group in head.groups}


def _way_to(criteria_set: AnySet, part: str, key: str) -> Keys:
    """The way to what a file says of a part of the tree: in `changes`, else in the tree."""
    plan = criteria_set.document.value["plan"]
    if key in plan.get("changes", {}).get(part, {}):
        return "plan", "changes", part, key
    return next((("plan", *way, key) for way in _ways(plan) if _id_at(plan, way) == part), ("plan",))


def _ways(value: Any, way: Keys = ()) -> Iterator[Keys]:
    """The way to every mapping below `value`."""
    items: Iterable[tuple[Any, Any]] = enumerate(value)
    if isinstance(value, Mapping):
        yield way
        items = value.items()
    for key, inner in items:
        if isinstance(inner, Mapping | tuple):
            yield from _ways(inner, (*way, key))


def _id_at(value: Any, way: Keys) -> str:
    for key in way:
        value = value[key]
    return str(value.get("id", ""))


def excessive_ballots(counted: Tally, limit: Decimal, *, again: int) -> DataError | None:
    """Too many rejected ballots, or too many bad answers in the others; `again` rows are ballots that were
    exported twice and count once, which is no fault."""
    faulty = sum(n for name, n in counted.outcomes.items() if name in OUTCOMES[1:] and name not in DECIDED)
    rejected, read = faulty - again, counted.read - again
    if rejected * 100 > limit * read:
        return DataError(messages.TOO_MANY_REJECTED, rejected=rejected, read=read, limit=limit)
    if not counted.valid:
        return DataError(messages.NO_VALID_BALLOTS, read=counted.read)
    bad, answers = counted.bad_answers
    if bad * 100 > limit * answers:
        return DataError(messages.TOO_MANY_BAD_ANSWERS, bad=bad, answers=answers, limit=limit)
    return None


def beyond_population(counted: Tally, populations: Populations, units: Iterable[Unit]) -> DataError | None:
    """More ballots, or clusters, than there are people, or clusters, that they were drawn from."""
    if counted.pairs is None:
        return None
    names = {unit.id: unit.name for unit in units}
    errors = []
    for unit, sizes in populations.sizes.items():
        blocks = counted.pairs.by_unit.get(unit, {})
        for stratum in design_of(blocks, sizes):
            size = stratum.population
            if size is not None and stratum.drawn > size:
                where = populations.places.get((unit, stratum.name), POPULATION)
                params = {"unit": names[unit], "drawn": stratum.drawn, "size": size}
                errors.append(DataError(messages.BEYOND_POPULATION, where=where, **params))
    if not errors:
        return None
    first: DataError = errors[0]
    first.more = errors[1:]
    return first


def excessive_points(appraisal: Appraisal, limit: Decimal) -> DataError | None:
    """Too many leaves without valid points, or no unit at all."""
    if not appraisal.cells:
        return DataError(messages.NO_POINTS)
    if appraisal.bad * 100 > limit * appraisal.cells:
        return DataError(messages.TOO_MANY_BAD_POINTS, bad=appraisal.bad, cells=appraisal.cells, limit=limit)
    return None


def nobody_scored(scores: Scores) -> DataError | None:
    """A run in which no unit gets an index is no result."""
    if any(score.index is not None for score in scores.units.values()):
        return None
    return DataError(messages.NOBODY_SCORED)


def days(tables: Sequence[Ballots]) -> dict[str, frozenset[str]]:
    """Sheet -> the days of its valid ballots, 2023-11-15; of a time that tells none, its year."""
    days_of_sheets: dict[str, set[str]] = {}
    for ballots in tables:
        place = place_name(ballots.file, ballots.sheet)
        days_of_sheets.setdefault(place, set()).update(filter(None, map(_day_or_year, _times(ballots, [0]))))
    return {place: frozenset(sheet_days) for place, sheet_days in days_of_sheets.items()}


def _day_or_year(text: str) -> str:
    if day := day_of(text):
        return day
    year = _YEAR.search(text)
    if year:
        return year[0]
    return ""


def years(tables: Sequence[Ballots], *, but_for: Sequence[str] = ()) -> frozenset[int]:
    """The years named by the dates of valid ballots, and of those that are rejected as one of `but_for`."""
    outcomes = [0, *(OUTCOMES.index(reason) for reason in but_for)]
    return frozenset(int(year) for ballots in tables for year in _years(ballots, outcomes))


def _years(ballots: Ballots, outcomes: Sequence[int]) -> set[str]:
    texts = _times(ballots, outcomes)
    years = (_YEAR.search(day_of(text)) or _YEAR.search(text) for text in texts)
    return {year[0] for year in years if year}


def _times(ballots: Ballots, outcomes: Sequence[int]) -> list[str]:
    """What the days of the ballots with these outcomes are told from, each once."""
    import numpy as np

    if ballots.days is None:
        return []
    times = by_day(ballots.days)
    used = np.unique(times.codes[np.isin(ballots.outcome, outcomes)])
    return [times.texts[code] for code in used.tolist()]


@dataclass(frozen=True, slots=True)
class Claimed:
    """The year that a sheet of ballots says of itself, None for none, and whether its ballots have days."""

    place: str
    year: int | None
    dated: bool


def claimed(table: Table, ballots: Ballots, year: int | None) -> Claimed:
    """What a sheet says of its year; days are looked for only where it is not the year that is asked for."""
    place = place_name(table.file, table.sheet)
    if table.claim is None:
        return Claimed(place, None, dated=True)
    said = table.claim.year
    return Claimed(place, said, dated=year in (None, said) or bool(years([ballots])))


def of_other_years(sheets: Sequence[Claimed], year: int | None) -> dict[str, int]:
    """The sheets that say that they are of another year and have no days, where some sheet says that it is
    of the year that is asked for: place -> the year that it says."""
    if year is None or all(sheet.year != year for sheet in sheets):
        return {}
    return {sheet.place: sheet.year for sheet in sheets if sheet.year is not None and not sheet.dated}


Validated = tuple[Table, Ballots, Findings]


def of_year(
    validated: Sequence[Validated], year: int | None
) -> tuple[Sequence[Validated], list[tuple[str, int]]]:
    """The sheets of ballots without those that say that they are of another year and have no days, where
    another one says that it is of the year that is asked for; and the places and years of the former."""
    others = of_other_years([claimed(table, ballots, year) for table, ballots, _ in validated], year)
    sheets = [sheet for sheet in validated if place_name(sheet[0].file, sheet[0].sheet) not in others]
    return sheets, [*others.items()]


def copied(copies: Sequence[Copies]) -> list[DataError]:
    """Why ballots that stand in two sheets must not be counted."""
    return [
        DataError(
            _reason(pair),
            where=pair.place,
            other=pair.other,
            unit=pair.unit,
            found=pair.found,
            ballots=pair.ballots,
        )
        for pair in copies
        if pair.certain
    ]


def _reason(pair: Copies) -> Message:
    if pair.place == pair.other:
        return messages.BALLOTS_PASTED_TWICE
    if pair.unit == "":
        return messages.BALLOTS_COPIED
    return messages.BALLOTS_COPIED_UNIT


def unconfirmed(findings: Findings) -> list[DataError]:
    """Sheets with codes of answers of which nobody said which end of the scale is the best."""
    return [
        DataError(
            messages.ANSWERS_UNCONFIRMED,
            where=place_name(finding.file, finding.sheet),
            meaning=finding.params["meaning"],
            file=finding.file,
        )
        for finding in findings.of_kind(messages_of_ballots.ANSWERS_BY_POSITION)
    ]


def other_year(days: Mapping[str, frozenset[str]], year: int, period: Period) -> list[DataError]:
    """The sheets that have days of which none lies in the period of the year."""
    first, last = period.of(year)
    errors = []
    for place, sheet_days in days.items():
        if sheet_days and not any(_is_within(day, first, last) for day in sheet_days):
            params = {
                "year": year,
                "first": first,
                "last": last,
                "from_day": min(sheet_days),
                "to_day": max(sheet_days),
            }
            errors.append(DataError(messages.YEAR_NO_DAY, where=place, **params))
    return errors


def partly_outside(
    days: Mapping[str, frozenset[str]], year: int, period: Period
) -> list[tuple[str, str, str]]:
    """The sheets some of whose days lie in the period of the year and some do not: (sheet, first of the
    latter, last)."""
    first, last = period.of(year)
    sheets = []
    for place, sheet_days in days.items():
        outside = [day for day in sheet_days if not _is_within(day, first, last)]
        if outside and len(outside) < len(sheet_days):
            sheets.append((place, min(outside), max(outside)))
    return sheets


def titled_otherwise(claims: Mapping[str, Claim], year: int) -> list[tuple[str, str, int]]:
    """The sheets that say of themselves that they are of another year: (sheet, where it says so, year)."""
    return [
        (sheet, _claimed_place(sheet, claim), claim.year)
        for sheet, claim in claims.items()
        if claim.year != year
    ]


def _claimed_place(sheet: str, claim: Claim) -> str:
    """Where the year of a sheet is said."""
    if claim.of_file:
        return file_of(sheet)
    return place_name(sheet, claim.cell)


def _is_within(day: str, first: str, last: str) -> bool:
    """Whether a day, or some day of a year, lies in a period."""
    length = len(day)
    return first[:length] <= day <= last[:length]


#: So many ids that stand in files of two years are no slips.
_LEAST_OF_TWO_YEARS = 5


def two_years(duplicates: Sequence[Finding]) -> DataError | None:
    """Whether files of two years were put together: ids that begin anew each year are then no duplicates."""
    apart = [finding for finding in duplicates if finding.params["years"]]
    if len(apart) < _LEAST_OF_TWO_YEARS or 2 * len(apart) < len(duplicates):
        return None
    first = apart[0]
    return DataError(
        messages.TWO_YEARS_TOGETHER,
        where=place_name(first.file, first.sheet),
        years=first.params["years"],
        other=first.params["first"],
        count=len(apart),
    )
