"""Which runs are frozen, and what speaks against it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sipas_cli.errors import RulesError
from sipas_cli.model import DECIDED, PAR
from sipas_cli.runs import chain_messages, messages, pointer_messages, pointers
from sipas_cli.runs.chain import faults, gone
from sipas_cli.runs.choice import (
    left_withdrawn,
    named_runs,
    no_index,
    refuse_other_index,
    withdrawals,
    year_in_use,
)
from sipas_cli.runs.folders import all_indices, chain_of, load, years
from sipas_cli.runs.forced import forced_remarks
from sipas_cli.runs.pointers import all_withdrawn, years_of
from sipas_cli.runs.run import SCORED, StoredRun
from sipas_cli.runs.tables import read_points
from sipas_cli.wording import Remark
from sipas_cli.workspace.workspace import Workspace

_SHOWN = 5  # names of units in one remark


@dataclass(frozen=True)
class ToFreeze:
    """The runs that are meant, all of one year."""

    runs: Sequence[StoredRun]
    remarks: Sequence[Remark] = ()


def to_freeze(workspace: Workspace, year: int | None, index: str | None, names: Sequence[str]) -> ToFreeze:
    """The runs that are named; else of each index, or only of `index`, the one of the year that was scored
    last."""
    if names:
        named = named_runs(workspace, year, names, lambda run: refuse_other_index(run, index))
        return ToFreeze(list(named.values()))
    return _latest(workspace, year_to_freeze(workspace, year, index), index)


def year_to_freeze(workspace: Workspace, year: int | None, index: str | None) -> int:
    """The given year, else that of the settings, else the latest that has runs."""
    wanted = year or workspace.settings.year
    if wanted:
        return wanted
    known = years(workspace)
    if not known:
        raise RulesError(messages.NOTHING_STORED)
    if index:
        return year_in_use(workspace, None, index)
    return known[-1]


def _latest(workspace: Workspace, year: int, index: str | None) -> ToFreeze:
    # an index whose last run is noted and gone is not passed over: the note refuses it
    noted = {*pointers.indices(workspace, year), *pointers.noted_indices(workspace, year)}
    in_use = [index] if index else sorted(noted)
    latest = [pointers.latest_run(workspace, year, each) for each in in_use]
    if not any(latest):
        raise _nothing(workspace, year, index)
    wanted = [index] if index else all_indices(workspace, year)
    remarks = [remark for each in wanted for remark in left_withdrawn(workspace, year, each)]
    return ToFreeze([load(workspace, year, name) for name in latest if name], remarks)


def _nothing(workspace: Workspace, year: int, index: str | None) -> RulesError:
    """Why a year has nothing to freeze."""
    if not years(workspace):
        return RulesError(messages.NOTHING_STORED)
    for each in [index] if index else all_indices(workspace, year):
        if lost := all_withdrawn(workspace, year, each):
            return lost
    known = years_of(workspace, index) if index else years(workspace)
    if index and not known:
        return no_index(workspace, index)
    return RulesError(messages.NOTHING_STORED_YEAR, year=year, years=", ".join(map(str, known)))


@dataclass(frozen=True)
class Doubts:
    """What speaks against freezing runs: `remarks` are only said, `errors` refuse it unless somebody
    decided otherwise."""

    remarks: Sequence[Remark]
    errors: Sequence[RulesError]


def doubts(workspace: Workspace, runs: Sequence[StoredRun]) -> Doubts:
    """What speaks against freezing `runs`, all of one year; a run that is frozen already is not refused
    again."""
    chain = chain_of(workspace, runs[0].year)
    remarks = [Remark(chain_messages.CHAIN_REMARK, {"what": fault}) for fault in gone(chain)]
    broken = [Remark(chain_messages.CHAIN_FAULT, {"what": fault}) for fault in faults(chain)]
    errors: list[RulesError] = []
    for run in runs:
        rejected, read = rejected_ballots(run)
        if rejected:
            params = {"run": run.name, "rejected": rejected, "read": read}
            remarks.append(Remark(pointer_messages.FROZEN_REJECTED, params, loud=True))
        if pointers.frozen_note(workspace, run.year, run.index) == run.name:
            remarks += withdrawals(workspace, run)
        elif objections := (*broken, *_objections(workspace, run)):
            errors.append(
                RulesError(pointer_messages.FREEZE_UNFINISHED, run=run.name, index=run.index, what=objections)
            )
    return Doubts(remarks, errors)


def _objections(workspace: Workspace, run: StoredRun) -> Iterator[Remark]:
    """What is not finished in a run, was overridden when it was scored, or was withdrawn since."""
    yield from unfinished(run)
    yield from forced_remarks(run.forced)
    for index, part, why in pointers.withdrawn_parts(workspace, run):
        yield Remark(pointer_messages.HOLDS_WITHDRAWN, {"index": index, "part": part, "why": why})


def unfinished(run: StoredRun) -> list[Remark]:
    """What is not finished in a run: units without an index, leaves without points. A published table is as
    it was published."""
    if run.origin != SCORED:
        return []
    remarks: list[Remark] = []
    lines = [line for group in run.standings.groups for line in group.standings]
    without = [line.unit.name for line in lines if line.score is None and line.note != "nothing_applies"]
    if without:
        shown = "; ".join(without[:_SHOWN]) + ("; …" if len(without) > _SHOWN else "")
        remarks.append(Remark(pointer_messages.UNFINISHED_UNITS, {"count": len(without), "units": shown}))
    leaves = read_points(run.path) if run.index == PAR else []
    missing = sum(line.is_missing for line in leaves)
    if missing:
        remarks.append(Remark(pointer_messages.UNFINISHED_POINTS, {"count": missing}))
    return remarks


def rejected_ballots(run: StoredRun) -> tuple[int, int]:
    """How many ballots were rejected for a fault, of how many that were read. Those that somebody decided to
    leave out are no fault."""
    outcomes: Mapping[str, int] = run.manifest["counts"]["outcomes"]
    rejected = sum(n for name, n in outcomes.items() if name not in ("valid", *DECIDED))
    return rejected, sum(outcomes.values())


def lifted(workspace: Workspace, year: int, index: str | None, reason: pointers.Reason) -> dict[str, str]:
    """Lifts the freeze of an index or of all: index -> the run that was frozen."""
    wanted = [index] if index else pointers.frozen_indices(workspace, year)
    runs = {each: pointers.lift(workspace, year, each, reason) for each in wanted}
    return {each: name for each, name in runs.items() if name}
