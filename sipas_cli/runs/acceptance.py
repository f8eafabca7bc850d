"""Whether what was checked may be stored: `check` and `score` both end by this one decision."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from sipas_cli.errors import DataError, RulesError, SipasError
from sipas_cli.findings import Findings
from sipas_cli.runs import folders, judge, messages, pointer_messages, pointers
from sipas_cli.runs.checking import AnyChecked, CheckedPoints
from sipas_cli.runs.forced import forced_names
from sipas_cli.runs.run import SCORED, Run, StoredRun
from sipas_cli.wording import Remark
from sipas_cli.workspace.workspace import Workspace


@dataclass(frozen=True)
class Terms:
    """What somebody decided beforehand.

    strict         a finding is enough to refuse
    allow_copies   ballots that stand in two sheets count in both
    force          ballots of another year count, and those that another year was scored from
    """

    strict: bool = False
    allow_copies: bool = False
    force: bool = False


@dataclass
class Acceptance:
    """What came of the files of one call: `runs` may be stored if there are no `errors`."""

    runs: list[Run] = field(default_factory=list)
    findings: Findings = field(default_factory=Findings)
    remarks: list[Remark] = field(default_factory=list)
    errors: list[SipasError] = field(default_factory=list)


#: From what was checked, and the runs that were scored before it, to a run and what was assumed.
Score = Callable[[AnyChecked, Sequence[Run]], tuple[Run, list[Remark]]]


def accept(
    checked: Iterable[AnyChecked],
    refused: Iterable[SipasError],
    workspace: Workspace,
    terms: Terms,
    score: Score,
) -> Acceptance:
    """Scores what was checked, each index with those before it, and decides whether it may be stored.

    refused   why files were refused as a whole: with any of them nothing is stored
    """
    result = Acceptance(errors=list(refused))
    for one in checked:
        _take(one, result, workspace, terms, score)
    if terms.strict and result.findings and not result.errors:
        result.errors.append(DataError(messages.STRICT))
    return result


def _take(
    checked: AnyChecked,
    result: Acceptance,
    workspace: Workspace,
    terms: Terms,
    score: Score,
) -> None:
    """Takes in one index: its run, or why there is none."""
    result.remarks += _doubts(checked)
    if errors := _faults(checked, terms):
        result.findings += checked.findings
        result.errors += errors
        return
    try:
        run, remarks = score(checked, result.runs)
    except (DataError, RulesError) as error:
        result.findings += checked.findings
        result.errors.append(error)
        return
    titled, doubts = _titled_otherwise(checked, run.year)
    doubts += [
        Remark(messages.DAYS_OUTSIDE, {"place": place, "year": run.year, "first": first, "last": last})
        for place, first, last in judge.partly_outside(checked.days, run.year, checked.settings.period)
    ]
    others = [*titled, *_of_other_year(checked, run, workspace)]
    result.remarks += doubts
    overridden = _copied(checked)
    if terms.force:
        overridden = [*overridden, *others]
    else:
        result.errors += others
    run = replace(run, forced=forced_names(overridden))
    for name in (run.name, pointers.stored_before(workspace, run, result.runs)):
        if why := pointers.withdrawn(workspace, run.year, name):
            result.errors.append(DataError(pointer_messages.RUN_WITHDRAWN, run=name, why=why, year=run.year))
    if empty := judge.nobody_scored(run.scores):
        result.errors.append(empty)
    result.remarks += remarks
    result.findings += run.findings
    result.runs.append(run)


def _faults(checked: AnyChecked, terms: Terms) -> list[DataError]:
    """Why what was checked cannot be scored."""
    if checked.excessive:
        return [checked.excessive]
    return doubtful(checked, terms)


def doubtful(checked: AnyChecked, terms: Terms) -> list[DataError]:
    """Why nobody can tell what the answers of some sheets mean, or whether their ballots count twice."""
    if doubts := judge.unconfirmed(checked.findings):
        return doubts
    if terms.allow_copies:
        return []
    return _copied(checked)


def _copied(checked: AnyChecked) -> list[DataError]:
    """Why ballots that stand in two sheets must not be counted, unless somebody allows it."""
    if isinstance(checked, CheckedPoints):
        return []
    return [*checked.counted.doubled, *judge.copied(checked.counted.copied)]


def _doubts(checked: AnyChecked) -> list[Remark]:
    """Sheets with the same ballots that prove nothing, as nearly all ballots are alike."""
    if isinstance(checked, CheckedPoints):
        return []
    return [
        Remark(messages.BALLOTS_ALIKE, {"place": pair.place, "other": pair.other, "found": pair.found})
        for pair in checked.counted.copied
        if not pair.certain
    ]


def _titled_otherwise(checked: AnyChecked, year: int) -> tuple[list[DataError], list[Remark]]:
    """Sheets of ballots whose title or name says another year than that of the run: an error each, but only
    a word where the ballots have days, which tell better."""
    errors: list[DataError] = []
    remarks: list[Remark] = []
    claims = {} if isinstance(checked, CheckedPoints) else checked.counted.claims
    for sheet, place, named in judge.titled_otherwise(claims, year):
        if checked.days.get(sheet):
            params = {"place": place, "named": named, "year": year}
            remarks.append(Remark(messages.TITLE_OTHER_YEAR_NOTE, params))
        else:
            errors.append(DataError(messages.TITLE_OTHER_YEAR, where=place, named=named, year=year))
    return errors, remarks


def of_other_year(checked: AnyChecked, year: int) -> list[DataError]:
    """The sheets that say of themselves that they are of another year, or whose days are."""
    titled, _ = _titled_otherwise(checked, year)
    return [*titled, *judge.other_year(checked.days, year, checked.settings.period)]


def _of_other_year(checked: AnyChecked, run: Run, workspace: Workspace) -> Sequence[DataError]:
    """Why the files of a run seem to be of another year than it."""
    errors = judge.other_year(checked.days, run.year, checked.settings.period)
    if scored := _scored_in_other_year(workspace, run):
        other, file = scored
        key = messages.YEAR_SAME_FILE if file else messages.YEAR_SAME_BALLOTS
        errors.append(DataError(key, where=file, run=other.name, other=other.year, year=run.year))
    return errors


def _scored_in_other_year(workspace: Workspace, run: Run) -> tuple[StoredRun, str] | None:
    """The run in use of another year that was scored from one of the files of `run`, and that file; or that
    has the very same counts, "" for the file: it was saved anew."""
    for year in pointers.years_of(workspace, run.index):
        if year == run.year:
            continue
        used, _ = pointers.used_run(workspace, year, run.index)
        stored = folders.load(workspace, year, used)
        digests = {source["sha256"] for source in stored.manifest["sources"]}
        file = next((name for name, digest in run.sources.items() if digest in digests), "")
        if stored.origin == SCORED and (file or _same_counts(stored, run)):
            return stored, file
    return None


#: Fewer ballots may well have the same counts by chance.
_LEAST_SAME = 10
_COUNTS = "tally/answers.csv"


def _same_counts(stored: StoredRun, run: Run) -> bool:
    """Whether two runs have the same number of each answer of each question of each unit."""
    counts = run.parts.get(_COUNTS)
    if counts is None or run.counts["ballots_valid"] < _LEAST_SAME:
        return False
    return bool(stored.manifest["files"].get(_COUNTS) == hashlib.sha256(counts).hexdigest())
