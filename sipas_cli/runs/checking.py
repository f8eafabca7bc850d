"""What the files say on one index: validated, counted, looked over. Nothing is scored yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sipas_cli.errors import DataError, RulesError
from sipas_cli.findings import Findings
from sipas_cli.intake import readings, tables
from sipas_cli.intake.ballots.copies import copies
from sipas_cli.intake.ballots.drawn import refuse_unknown_strata
from sipas_cli.intake.ballots.duplicates import downloaded_again, reject_duplicates
from sipas_cli.intake.ballots.fingerprints import Key, fingerprints_of
from sipas_cli.intake.ballots.labels import missing_labels
from sipas_cli.intake.ballots.persons import persons_of
from sipas_cli.intake.ballots.quality import Quality, look_over
from sipas_cli.intake.ballots.validate import validate
from sipas_cli.intake.gather import registry_of
from sipas_cli.intake.points.appraisal import appraisal_remarks, appraise
from sipas_cli.intake.points.entries import Appraisal
from sipas_cli.intake.readings import Gathered, Points
from sipas_cli.model import SIPAS, Ballots
from sipas_cli.rules.criteria import Plan
from sipas_cli.rules.library import AnySet, CriteriaSet
from sipas_cli.rules.par import ParCriteria
from sipas_cli.runs import judge, messages
from sipas_cli.runs.counted import Counted
from sipas_cli.runs.origin import FILES_ALONE, Origin
from sipas_cli.samples import issued
from sipas_cli.samples.population import NOT_KNOWN, Populations, read_populations
from sipas_cli.tally import Tally, tally_of
from sipas_cli.tally.persons import count_persons
from sipas_cli.text.places import place_name
from sipas_cli.wording import Remark
from sipas_cli.workspace.settings import Settings
from sipas_cli.workspace.units import Registry
from sipas_cli.workspace.workspace import Workspace


@dataclass(frozen=True)
class Checked:
    """What the files say on one index, validated; nothing is scored yet.

    years       the years that the dates of the ballots name
    excessive   why the run must be rejected, if it must
    days        sheet -> the days on which its ballots were answered, 2023-11-15, or the years
    """

    index: str
    sources: Mapping[str, str]
    registry: Registry
    settings: Settings
    years: frozenset[int]
    findings: Findings
    excessive: DataError | None
    days: Mapping[str, frozenset[str]] = field(default_factory=dict, kw_only=True)


@dataclass(frozen=True)
class CheckedBallots(Checked):
    """Ballots of SIPAS or of the leader survey, counted; their quality, and the ballots themselves, if
    these were asked for.

    populations   how many people the respondents of each unit were drawn from
    origin        the tallies among what was counted
    """

    criteria: AnySet
    counted: Counted
    populations: Populations = NOT_KNOWN
    quality: Quality | None = None
    ballots: Sequence[Ballots] = ()
    origin: Origin = FILES_ALONE

    @property
    def tally(self) -> Tally:
        """The counts."""
        return self.counted.tally


@dataclass(frozen=True)
class CheckedPoints(Checked):
    """Points on the tree of a PAR set."""

    criteria: CriteriaSet[ParCriteria]
    appraisal: Appraisal


#: What was checked on one index.
AnyChecked = CheckedBallots | CheckedPoints


def dated(gathered: Gathered, workspace: Workspace) -> int | None:
    """The only year that the dates of ballots name, also of those whose unit is not known: which former names
    there are depends on it. None where units had none, or the dates are of several years."""
    registry = workspace.registry_for(None)
    if registry is None or not workspace.changes:
        return None
    read = [validate(table, registry)[0] for table in gathered.tables]
    years = judge.years(read, but_for=("unknown_unit",))
    if len(years) == 1:
        return min(years)
    return None


def register_of(
    gathered: Gathered, workspace: Workspace, year: int | None
) -> tuple[Registry, Sequence[Remark]]:
    """The units that the files may name, and what was assumed about them. Raises RulesError where the
    criteria name a unit or a group that there is not."""
    criteria = gathered.reading.criteria
    register = workspace.registry_for(year)
    if register is None:
        registry = registry_of(gathered, workspace.province)
        judge.refuse_unknown_names(criteria, registry)
        return registry, [Remark(messages.GROUPS_FROM_FILE)]
    return register, strange_names(criteria, register)


def strange_names(criteria: AnySet, register: Registry) -> list[Remark]:
    """That the criteria name groups which the register does not have. Raises RulesError where nothing that
    they name so could count."""
    judge.refuse_unknown_names(criteria, register)
    strange = judge.strange_groups(criteria, register)
    if not strange:
        return []
    params = {
        "criteria": criteria.criteria.id,
        "groups": ", ".join(strange),
        "known": ", ".join(group.id for group in register.groups),
    }
    return [Remark(messages.GROUPS_UNKNOWN, params)]


@dataclass(frozen=True)
class Wanted:
    """What is wanted beside the counts: how sound the ballots look, with how each name was understood; the
    ballots themselves, and their fingerprints by a key."""

    quality: bool = False
    names: bool = False
    ballots: bool = False
    key: Key | None = None


COUNTS_ONLY = Wanted()


def checked(
    gathered: Gathered, registry: Registry, workspace: Workspace, year: int | None, wanted: Wanted
) -> tuple[AnyChecked, list[Remark]]:
    """What was gathered on one index, validated and counted, and what was assumed."""
    if isinstance(gathered.reading, Points):
        points = _points(gathered, gathered.reading, registry, workspace.settings, year)
        return points, appraisal_remarks(points.appraisal, year)
    remarks: list[Remark] = []
    given_out: Mapping[str, int] = {}
    if wanted.quality and gathered.reading.index == SIPAS:
        given_out, passed_over = issued.by_unit(workspace, registry)
        remarks += passed_over
    populations = NOT_KNOWN
    if gathered.reading.index == SIPAS:
        populations, unread = read_populations(workspace, registry)
        remarks += unread
    ballots = _ballots(
        gathered, gathered.reading, registry, workspace.settings, year, wanted, given_out, populations
    )
    if wanted.quality:
        remarks += tables.name_remarks(gathered.understood, each=wanted.names)
    remarks += [*tables.remarks(gathered.understood), *tables.passed_over(ballots.counted.passed_over, year)]
    return ballots, remarks


def _points(
    gathered: Gathered, reading: Points, registry: Registry, settings: Settings, year: int | None
) -> CheckedPoints:
    decimals = reading.criteria.criteria.rules.rounding.decimals
    appraisal, findings = appraise(gathered.grids, reading.plan, registry, decimals=decimals, year=year)
    return CheckedPoints(
        index=reading.index,
        sources=gathered.sources,
        registry=registry,
        settings=settings,
        years=frozenset(),
        findings=Findings(findings),
        excessive=judge.excessive_points(appraisal, reading.plan.maximum_bad_pct),
        criteria=reading.criteria,
        appraisal=appraisal,
    )


def _ballots(
    gathered: Gathered,
    reading: readings.Ballots,
    registry: Registry,
    settings: Settings,
    year: int | None,
    wanted: Wanted,
    given_out: Mapping[str, int],
    populations: Populations,
) -> CheckedBallots:
    plan = reading.plan
    read, passed_over = judge.of_year(
        [(table, *validate(table, registry)) for table in gathered.tables], year
    )
    ballots, duplicates = reject_duplicates([sheet for _, sheet, _ in read], plan)
    counted = counted_of(ballots, plan, populations)
    counted = replace(
        counted,
        sources=gathered.sources,
        findings=Findings(*(findings for _, _, findings in read)),
        duplicates=duplicates,
        claims={place_name(table.file, table.sheet): table.claim for table, _, _ in read if table.claim},
        passed_over=passed_over,
        copied=copies(ballots, plan, registry.units),
        doubled=gathered.doubled,
        unlabelled=next(filter(None, (missing_labels(table, sheet) for table, sheet, _ in read)), None),
    )
    if wanted.key:
        fingerprints = fingerprints_of(ballots, plan, registry.units, gathered.contents, wanted.key)
        counted = replace(counted, fingerprints=fingerprints)
    result = judged(counted, reading, registry, settings, populations)
    if wanted.quality:
        rules = reading.criteria.criteria.quality
        result = replace(result, quality=look_over(ballots, plan, registry.units, rules, given_out))
    if wanted.ballots:
        result = replace(result, ballots=ballots)
    return result


def counted_of(ballots: Sequence[Ballots], plan: Plan, populations: Populations) -> Counted:
    """Sheets of ballots, one or more, counted after duplicates were looked for; what else is known of them
    is for the caller to say. Raises DataError for ballots of a stratum that there is not."""
    for sheet in ballots:
        refuse_unknown_strata(sheet, populations.sizes)
    return Counted(
        sources={},
        tally=_tally(ballots, plan),
        findings=Findings(),
        duplicates=(),
        years=judge.years(ballots),
        days=judge.days(ballots),
        rows=_rows(ballots),
    )


def _rows(ballots: Sequence[Ballots]) -> dict[str, int]:
    """Name of each file -> rows of ballots in it."""
    rows: dict[str, int] = {}
    for sheet in ballots:
        rows[sheet.file] = rows.get(sheet.file, 0) + len(sheet.rows)
    return rows


def _tally(ballots: Sequence[Ballots], plan: Plan) -> Tally:
    """The tally of all sheets, with the pairs of persons where these are known."""
    counted = tally_of(ballots, plan)
    if (persons := persons_of(ballots, plan)) is None:
        return counted
    return replace(counted, persons=count_persons(ballots, persons, plan))


def judged(
    counted: Counted,
    reading: readings.Ballots,
    registry: Registry,
    settings: Settings,
    populations: Populations,
) -> CheckedBallots:
    """What was counted, with whether it must be rejected as a whole."""
    plan, duplicates = reading.plan, counted.duplicates
    restarted = judge.two_years(duplicates)
    if restarted:
        duplicates = [finding for finding in duplicates if not finding.params["years"]]
    again = downloaded_again(duplicates, plan)
    return CheckedBallots(
        index=reading.index,
        sources=counted.sources,
        registry=registry,
        settings=settings,
        years=counted.years,
        days=counted.days,
        findings=Findings(counted.findings, duplicates),
        excessive=restarted
        or counted.unlabelled
        or judge.excessive_ballots(counted.tally, plan.ballots.maximum_rejected_pct, again=again)
        or judge.beyond_population(counted.tally, populations, registry.units),
        criteria=reading.criteria,
        counted=counted,
        populations=populations,
    )


def year_of(year: int | None, checked: Checked, before: Sequence[int]) -> tuple[int, list[Remark]]:
    """The given year, else that of `sipas.yaml`, else that of the ballots' dates if they are of one. Points
    have no dates: theirs is the year of the runs `before`, of the ballots beside them."""
    wanted = checked.settings.year if year is None else year
    if wanted is not None:
        remarks: list[Remark] = []
        if year is None:
            remarks.append(Remark(messages.YEAR_FROM_SETTINGS, {"year": wanted}))
        if checked.years and wanted not in checked.years:
            dates = ", ".join(map(str, sorted(checked.years)))
            remarks.append(Remark(messages.YEAR_OTHER_DATES, {"year": wanted, "years": dates}))
        return wanted, remarks
    years = sorted(checked.years or set(before))
    if len(years) == 1:
        return years[0], [Remark(messages.YEAR_FROM_DATES, {"year": years[0]})]
    if years:
        raise RulesError(messages.YEAR_UNKNOWN, years=", ".join(map(str, years)))
    raise RulesError(messages.YEAR_MISSING)
