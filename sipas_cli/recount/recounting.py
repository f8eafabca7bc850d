"""A stored run counted anew from its sources, where these still lie in the workspace."""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from sipas_cli.errors import DataError, SipasError
from sipas_cli.intake.points.messages import GROUP_NOT_MEASURED
from sipas_cli.model import XHH
from sipas_cli.recount import messages, rereading
from sipas_cli.recount.comparing import Compared, compare_tables
from sipas_cli.recount.recomputing import SCORING, Outcome, same_version
from sipas_cli.recount.rereading import Reading
from sipas_cli.runs.chain import Chain
from sipas_cli.runs.checking import AnyChecked, CheckedPoints
from sipas_cli.runs.folders import changed_parts
from sipas_cli.runs.indices import Percents, given_of, percents_in
from sipas_cli.runs.kept import Kept
from sipas_cli.runs.tables import points_csv, read_findings
from sipas_cli.score import par
from sipas_cli.wording import Remark
from sipas_cli.workspace.workspace import Workspace

#: Columns of points.csv that hold the names of files, which anybody may rename.
_FILES = ("file", "self_file")


def recount(
    kept: Kept,
    chain: Chain,
    workspace: Workspace,
    reading: Reading,
    digest_of: Callable[[Path], str],
    *,
    source: str | None,
) -> tuple[bool, Outcome]:
    """Whether the sources were there and could be read, and how what they give now differs from what the run
    keeps. `source` names a form tool."""
    outcome = Outcome()
    paths = rereading.found_again(kept.stored, workspace, digest_of)
    if not paths:
        outcome.remarks.append(Remark(messages.SOURCES_GONE))
        return False, outcome
    try:
        with reading(paths) as sources:
            again = rereading.checked_again(kept.stored, sources, workspace, source=source)
    except SipasError as problem:
        outcome.remarks.append(Remark(messages.SOURCES_UNREADABLE, {"what": problem}, loud=True))
        return False, outcome
    outcome.faults += _differences(kept, chain, again)
    return True, outcome


def _differences(kept: Kept, chain: Chain, again: AnyChecked | None) -> Sequence[DataError]:
    where = str(kept.stored.path)
    if again is None:
        return [DataError(messages.RECOUNT_NOTHING, where=where)]
    if isinstance(again, CheckedPoints):
        faults = _points(kept, chain, again).faults
    elif rereading.same_counts(kept.stored, again):
        faults = []
    else:
        faults = [DataError(messages.RECOUNT_DIFFERS, where=f"{where}/tally")]
    return faults or _findings(kept, again)


def _points(kept: Kept, chain: Chain, again: CheckedPoints) -> Compared:
    """points.csv, from the workbooks and from the runs whose points were taken in."""
    stored, criteria = kept.stored, again.criteria.criteria
    folded = {index: _folded(kept, chain, index, run) for index, run in stored.folded.items()}
    lines = kept_lines(kept, par.lines(given_of(again, folded), criteria, kept.units))
    computed = points_csv(lines, again.appraisal.typed)
    place = stored.path / "points.csv"
    return compare_tables(
        str(place), place.read_bytes(), computed, same_version=same_version(stored), but=_FILES
    )


def kept_lines(kept: Kept, lines: Sequence[par.Line]) -> Sequence[par.Line]:
    """The lines that the version of the run keeps: before 0.4 no bonus or penalty that came to nothing."""
    if same_version(kept.stored):
        return lines
    places = {(line.unit, line.part) for line in kept.points}
    return [line for line in lines if not line.is_extra or line.points or (line.unit, line.part) in places]


def _folded(kept: Kept, chain: Chain, index: str, run: str) -> Percents:
    """What was taken from a run: as it is there, else as it is kept with the points."""
    if run in chain.links and not changed_parts(chain, run):
        return percents_in(chain.folder / run)
    return {unit: points.percents.get(index, {}) for unit, points in kept.given.items()}


def _findings(kept: Kept, again: AnyChecked) -> list[DataError]:
    """The findings of reading: which there are, and in which cells. Names of files do not matter, and another
    version may find more."""
    if not same_version(kept.stored):
        return []
    of_scoring = {*SCORING}
    if kept.stored.index == XHH:
        of_scoring.add(GROUP_NOT_MEASURED.code)  # of the leader survey this is told when it is scored
    of_reading = [row for row in read_findings(kept.stored.path) if row["code"] not in of_scoring]
    stored = Counter((row["code"], row["sheet"], row["cell"]) for row in of_reading)
    now = Counter((finding.code, finding.sheet, finding.cell) for finding in again.findings)
    if stored == now:
        return []
    code, sheet, cell = next(iter((stored - now) + (now - stored)))
    where = str(kept.stored.path / "findings.csv")
    return [DataError(messages.RECOUNT_FINDING, where=where, code=code, sheet=sheet, cell=cell or "–")]
