"""From what was checked of files of ballots to a tally that goes out as a file."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from sipas_cli.errors import DataError, RulesError, SipasError, together
from sipas_cli.runs import tally_messages
from sipas_cli.runs.acceptance import Terms, doubtful, of_other_year
from sipas_cli.runs.checking import AnyChecked, CheckedBallots, CheckedPoints, year_of
from sipas_cli.runs.tally_file import basis_of, tally_bytes
from sipas_cli.wording import Remark
from sipas_cli.workspace.units import UNITS
from sipas_cli.workspace.workspace import Workspace


def count(
    checked: Sequence[AnyChecked],
    remarks: Iterable[Remark],
    year: int | None,
    workspace: Workspace,
    terms: Terms,
) -> tuple[bytes, list[Remark]]:
    """The file of a tally, and what is to be said of it.

    remarks   what was assumed when the files were read
    year      the one that was named; None for that of `sipas.yaml` or of the dates

    Raises SipasError for files of several indices, of points, without a register of units, of a year that
    nothing tells, or whose ballots nobody could count.
    """
    ballots = _only(checked, workspace)
    of_year, assumed = year_of(year, ballots, [])
    if errors := _uncountable(ballots, terms):
        raise together(errors)
    plan = ballots.counted.tally.plan
    basis = basis_of(ballots.index, of_year, ballots.criteria, plan, ballots.registry.units)
    content = tally_bytes(ballots, basis, remarks)
    return content, [*assumed, *_doubts(ballots, of_year), *_to_be_kept(ballots, workspace)]


def _only(checked: Sequence[AnyChecked], workspace: Workspace) -> CheckedBallots:
    """The ballots that were checked. Raises DataError or RulesError where these are not of one index."""
    if len(checked) > 1:
        indices = ", ".join(one.index for one in checked)
        raise DataError(tally_messages.TALLY_SEVERAL, indices=indices)
    if isinstance(checked[0], CheckedPoints):
        raise DataError(tally_messages.TALLY_POINTS, where=", ".join(checked[0].sources))
    if not workspace.groups:
        raise RulesError(tally_messages.TALLY_NEEDS_UNITS, where=UNITS)
    return checked[0]


def _uncountable(checked: CheckedBallots, terms: Terms) -> list[DataError]:
    """Why ballots cannot be counted; how many of them are bad is for whoever adds them up to judge."""
    if checked.counted.unlabelled:
        return [checked.counted.unlabelled]
    return doubtful(checked, terms)


def _doubts(checked: CheckedBallots, year: int) -> Iterator[Remark]:
    """Why these files would be refused if they were all: the others may make up for it."""
    reasons: list[SipasError] = [checked.excessive] if checked.excessive else []
    for reason in (*reasons, *of_other_year(checked, year)):
        yield Remark(tally_messages.TALLY_WOULD_REFUSE, {"why": reason})


def _to_be_kept(checked: CheckedBallots, workspace: Workspace) -> Iterator[Remark]:
    """That the file is as confidential as the ballots, where a unit has few of them."""
    valid = Counter[str]()
    for unit, _, ballots, *_ in checked.tally.rows("moments"):
        valid[unit] += ballots
    minimum = workspace.settings.minimum_cell
    few = sum(ballots < minimum for ballots in valid.values())
    if few:
        yield Remark(tally_messages.TALLY_CONFIDENTIAL, {"minimum": minimum, "count": few})
    if checked.counted.fingerprints is None:
        yield Remark(tally_messages.TALLY_WITHOUT_KEY)
