"""The runs that commands go on with: chosen by `runs/choice.py`, said here."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sipas_cli.cli import choosing_messages, messages
from sipas_cli.cli.session import UsageFaultError, session, tell
from sipas_cli.errors import RulesError
from sipas_cli.model import Unit
from sipas_cli.runs import choice
from sipas_cli.runs import messages as runs_messages
from sipas_cli.runs.run import StoredRun
from sipas_cli.text.names import nearest
from sipas_cli.text.spelling import fold

if TYPE_CHECKING:  # a run is shown without what a decision is checked by
    from sipas_cli.workspace.decision import Decision


def used_run(year: int | None, name: str | None, index: str | None) -> StoredRun:
    """The run that a command goes on with; which one is said on standard error."""
    chosen = choice.chosen(session().workspace, year=year, name=name, index=index)
    tell(chosen.remarks)
    return chosen.run


def earlier_run(run: StoredRun) -> StoredRun | None:
    """The run that changes are told against, which is said on standard error; None where there is none."""
    earlier = choice.earlier_year(session().workspace, run)
    tell(earlier.remarks)
    if earlier.year is None:
        return None
    before = choice.run_of_earlier_year(session().workspace, run, earlier.year)
    tell(before.remarks)
    return before.run


def decision_runs(year: int | None, names: Sequence[str], wording: "Decision") -> dict[str, StoredRun]:
    """Index -> the run that its appendix is made from; said on standard error, as is what is left out."""
    from sipas_cli.documents.printed import printed_runs
    from sipas_cli.workspace.decision import DECISION

    workspace = session().workspace
    of_year = choice.runs_of_year(workspace, year, names, wording.indices)
    tell(of_year.remarks)
    printed = printed_runs(wording, of_year)
    tell(printed.remarks)
    if not printed.runs:
        raise RulesError(messages.DECISION_EMPTY, where=DECISION, year=of_year.year)
    tell(choice.used_of_year(workspace, of_year, printed.runs))
    return dict(printed.runs)


def indices_of(year: int | None) -> tuple[int, Sequence[str]]:
    """The given year, else the latest, and the indices that it has; those left out are said."""
    of_year = choice.indices_of_year(session().workspace, year)
    tell(of_year.remarks)
    return of_year.year, of_year.indices


def is_draft(runs: Iterable[StoredRun]) -> bool:
    """Whether a run that is printed is not the frozen one of its year; said on standard error."""
    loose = choice.loose(session().workspace, runs)
    tell(loose)
    return bool(loose)


def group_id(run: StoredRun, wanted: str | None) -> str | None:
    """The id of the group that is named by its id or its name."""
    if wanted is None:
        return None
    groups = [ranked.group for ranked in run.standings.groups]
    for group in groups:
        if fold(wanted) in (fold(group.id), fold(group.name)):
            return group.id
    known = [group.id for group in groups]
    for group in session().workspace.groups:
        if fold(wanted) in (fold(group.id), fold(group.name)):
            raise UsageFaultError(
                choosing_messages.GROUP_OF_OTHER_YEARS, group=wanted, year=run.year, known=", ".join(known)
            )
    raise UsageFaultError(
        runs_messages.GROUP_UNKNOWN, group=wanted, meant=nearest(wanted, known), known=", ".join(known)
    )


def unit_named(units: Iterable[Unit], name: str) -> Unit:
    """The one of `units` that is meant by its id, its name or another name in units.yaml. A name is never
    guessed. Raises UsageFaultError for any other, also for a unit of the register that is not among them."""
    from sipas_cli.workspace.units import Registry

    workspace = session().workspace
    register = {unit.id: unit for unit in workspace.units}
    known = [replace(unit, aliases=_names(register.get(unit.id))) for unit in units]
    ids = {unit.id for unit in known}
    others = [unit for unit in register.values() if unit.id not in ids]
    match = Registry((), [*known, *others], workspace.province).find(name)
    if match.unit is None:
        near = ", ".join(match.suggestions)
        message = choosing_messages.UNIT_UNKNOWN_NEAR if near else choosing_messages.UNIT_UNKNOWN
        raise UsageFaultError(message, name=name, near=near)
    if match.unit.id not in ids:
        raise _without_results(match.unit)
    return match.unit


def _names(unit: Unit | None) -> tuple[str, ...]:
    """What the register calls a unit; nothing for one that it does not have."""
    if unit is None:
        return ()
    return (unit.name, *unit.aliases)


def _without_results(unit: Unit) -> UsageFaultError:
    """Why a unit of the register is not among the results."""
    if unit.excluded:
        return UsageFaultError(choosing_messages.UNIT_EXCLUDED, unit=unit.name, why=unit.excluded)
    groups = {group.id: group.name for group in session().workspace.groups}
    group = groups.get(unit.group, unit.group)
    return UsageFaultError(choosing_messages.UNIT_NOT_MEASURED, unit=unit.name, group=group)
