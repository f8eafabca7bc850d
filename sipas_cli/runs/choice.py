"""Which run, which year and which earlier year a command means, and what is to be said of that.

A choice is a value with its remarks; the command line says them. What is refused is raised.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sipas_cli.errors import DataError, RulesError, SipasError
from sipas_cli.messages import Message
from sipas_cli.model import SHOWN_INDICES, SIPAS, Standings
from sipas_cli.runs import chain_messages, messages, pointer_messages, pointers
from sipas_cli.runs.chain import faults, gone, index_of, ordered, run_folders
from sipas_cli.runs.folders import all_indices, chain_of, load, load_from, manifests, year_folder, years
from sipas_cli.runs.freezes import OF_AN_INDEX, Freeze, read_freezes
from sipas_cli.runs.pointers import all_withdrawn, used_run, withdrawn, withdrawn_parts, years_of
from sipas_cli.runs.run import StoredRun
from sipas_cli.text.names import nearest
from sipas_cli.wording import Remark
from sipas_cli.workspace.workspace import Workspace

# --- one run -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Choice:
    """The run that a command goes on with."""

    run: StoredRun
    remarks: Sequence[Remark]


def chosen(
    workspace: Workspace, *, year: int | None = None, name: str | None = None, index: str | None = None
) -> Choice:
    """The run that is named; else that of the given year, or of the year of `sipas.yaml`, or of the latest.

    index   without one SIPAS, or whatever the named run is of
    """
    settled = None if name else workspace.settings.year
    run, why = choose(workspace, year or settled, name, index or SIPAS)
    refuse_other_index(run, index)
    remarks = [
        *broken_chain(workspace, run.year),
        *withdrawals(workspace, run),
        _used(run, why),
        *contradictions(run, beside(workspace, run)),
    ]
    return Choice(run, remarks)


def choose(workspace: Workspace, year: int | None, name: str | None, index: str) -> tuple[StoredRun, Message]:
    """The run that a command uses, and why: the named one, else the frozen one of
    the year, else the one that was scored last; the year is the given one, else the latest that has runs of
    the index."""
    if not years(workspace):
        raise RulesError(messages.NOTHING_STORED)
    if name is not None:
        return load(workspace, _year_with(workspace, year, name), name), messages.RUN_NAMED
    wanted = year_in_use(workspace, year, index)
    used, why = used_run(workspace, wanted, index)
    return load(workspace, wanted, used), why


def refuse_other_index(run: StoredRun, index: str | None) -> None:
    """Refuses a named run that is of another index than the one that is named beside it."""
    if index not in (None, run.index):
        raise RulesError(messages.RUN_OTHER_INDEX, run=run.name, index=index, own=run.index)


def year_in_use(workspace: Workspace, year: int | None, index: str) -> int:
    """The given year, else the latest that ever had a run of the index. Raises RulesError where it has none
    in use: an earlier year does not take its place."""
    had = [y for y in years(workspace) if index in all_indices(workspace, y)]
    if not had:
        raise no_index(workspace, index)
    wanted = had[-1] if year is None else year
    if refused := all_withdrawn(workspace, wanted, index):
        raise refused
    known = years_of(workspace, index)
    if wanted not in known:
        raise RulesError(messages.NOTHING_STORED_YEAR, year=wanted, years=", ".join(map(str, known or had)))
    return wanted


def _year_with(workspace: Workspace, year: int | None, name: str) -> int:
    """The given year, else the latest that has a run of this name, else the latest."""
    known = years(workspace)
    if year is None:
        holding = [y for y in known if name in run_folders(year_folder(workspace, y))]
        return (holding or known)[-1]
    if year not in known:
        raise RulesError(messages.NOTHING_STORED_YEAR, year=year, years=", ".join(map(str, known)))
    return year


def year_of(workspace: Workspace, year: int | None, name: str) -> int:
    """The given year, else the one that has a run, or had it as its latest. Raises RulesError where there
    is none."""
    if year:
        return year
    for holder in years(workspace):
        last = pointers.noted(year_folder(workspace, holder) / pointers.last_scored_file(index_of(name)))
        if name == last or name in run_folders(year_folder(workspace, holder)):
            return holder
    return choose(workspace, None, name, "")[0].year  # which refuses it, with its neighbour


def no_index(workspace: Workspace, index: str) -> RulesError:
    """That there is no run of an index, with the indices that there are."""
    known = sorted({each for year in years(workspace) for each in all_indices(workspace, year)})
    return RulesError(
        messages.NOTHING_STORED_INDEX, index=index, meant=nearest(index, known), known=", ".join(known)
    )


def named_runs(
    workspace: Workspace, year: int | None, names: Iterable[str], refuse: Callable[[StoredRun], None]
) -> dict[str, StoredRun]:
    """Index -> the run that is named for it; all are of one year, that of the first. `refuse` raises for a
    run that the command has no use for."""
    named: dict[str, StoredRun] = {}
    for name in names:
        run, _ = choose(workspace, year, name, "")
        refuse(run)
        if first := named.get(run.index):
            raise RulesError(messages.RUN_INDEX_TWICE, first=first.name, run=name)
        named[run.index] = run
        year = run.year
    return named


# --- the runs of a year --------------------------------------------------------------------------


@dataclass(frozen=True)
class RunsOfYear:
    """The runs that a document of a year may be made from.

    runs      index -> run
    reasons   index -> why this one
    remarks   which of the wanted indices have no run in use
    """

    year: int
    runs: Mapping[str, StoredRun]
    reasons: Mapping[str, Message]
    remarks: Sequence[Remark]


def runs_of_year(
    workspace: Workspace, year: int | None, names: Sequence[str], wanted: Sequence[str]
) -> RunsOfYear:
    """The runs of the `wanted` indices: those that are named, of the others those in use. The year is that
    of the named ones, else the given one, that of `sipas.yaml`, or the latest that has any."""

    def refuse(run: StoredRun) -> None:
        if run.index not in wanted:
            raise RulesError(messages.RUN_UNPRINTED, run=run.name, index=run.index)

    by_index = named_runs(workspace, year, names, refuse)
    reasons = dict.fromkeys(by_index, messages.RUN_NAMED)
    first = next(iter(by_index.values()), None)
    of_year = first.year if first else _year_with_any(workspace, year or workspace.settings.year, wanted)
    for index in wanted:
        if index in reasons:
            continue
        name, reasons[index] = used_run(workspace, of_year, index)
        if name:
            by_index[index] = load(workspace, of_year, name)
    remarks = [remark for index in wanted for remark in left_withdrawn(workspace, of_year, index)]
    return RunsOfYear(of_year, by_index, reasons, remarks)


def _year_with_any(workspace: Workspace, year: int | None, wanted: Sequence[str]) -> int:
    """The given year, else the latest that has a run of a wanted index. One whose only runs were withdrawn is
    not passed over for an earlier one."""
    known = years(workspace)
    holding = [y for y in known if {*wanted} & {*pointers.indices(workspace, y)}]
    for wanted_year in [year] if year else reversed(known):
        if wanted_year in holding:
            return wanted_year
        for index in wanted:
            if lost := all_withdrawn(workspace, wanted_year, index):
                raise lost
    if holding:
        raise RulesError(messages.NOTHING_STORED_YEAR, year=year, years=", ".join(map(str, holding)))
    raise RulesError(messages.NOTHING_STORED)


def used_of_year(workspace: Workspace, choice: RunsOfYear, used: Mapping[str, StoredRun]) -> list[Remark]:
    """What is to be said of those of the runs that are `used`, index -> run."""
    names = {index: run.name for index, run in used.items()}
    remarks = [*broken_chain(workspace, choice.year)]
    for run in used.values():
        remarks += withdrawals(workspace, run)
        remarks += contradictions(run, beside(workspace, run) | names)
    return remarks + [_used(run, choice.reasons[index]) for index, run in used.items()]


@dataclass(frozen=True)
class IndicesOfYear:
    """A year, and the indices that it has runs of, of those that a document can show."""

    year: int
    indices: Sequence[str]
    remarks: Sequence[Remark]


def indices_of_year(workspace: Workspace, year: int | None) -> IndicesOfYear:
    """The given year, else the latest, and the indices that it has."""
    known = years(workspace)
    if not known:
        raise RulesError(messages.NOTHING_STORED)
    wanted = known[-1] if year is None else year
    present = [index for index in SHOWN_INDICES if wanted in years_of(workspace, index)]
    if present:
        remarks = [remark for index in SHOWN_INDICES for remark in left_withdrawn(workspace, wanted, index)]
        return IndicesOfYear(wanted, present, remarks)
    for index in SHOWN_INDICES:
        if lost := all_withdrawn(workspace, wanted, index):
            raise lost
    raise RulesError(messages.REPORT_INDEX, year=wanted, years=", ".join(map(str, known)))


def loose(workspace: Workspace, printed: Iterable[StoredRun]) -> list[Remark]:
    """Which of the runs that are printed are not the frozen ones of their years: what is made of them is a
    draft. Empty where none is."""
    return [
        Remark(messages.DRAFT, {"run": run.name, "index": run.index, "year": run.year})
        for run in printed
        if pointers.frozen_run(workspace, run.year, run.index) != run.name
    ]


# --- earlier years -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Earlier:
    """The latest earlier year that has runs of an index in use; None where there is none."""

    year: int | None
    remarks: Sequence[Remark]


def earlier_year(workspace: Workspace, run: StoredRun) -> Earlier:
    """The year before that of `run`. Years in between whose runs were all withdrawn are remarked on."""
    before = [year for year in years_of(workspace, run.index) if year < run.year]
    latest = before[-1] if before else None
    between = [year for year in years(workspace) if (latest or 0) < year < run.year]
    remarks = [remark for year in between for remark in left_withdrawn(workspace, year, run.index)]
    return Earlier(latest, remarks)


def run_of_earlier_year(workspace: Workspace, run: StoredRun, year: int) -> Choice:
    """The run of an earlier year that changes up to `run` are told against."""
    before, _ = choose(workspace, year, None, run.index)
    params = {"index": run.index, "year": before.year, "run": before.name}
    return Choice(before, [Remark(messages.COMPARED_WITH, params)])


def results_until(workspace: Workspace, run: StoredRun, *others: StoredRun) -> dict[int, Standings]:
    """Year -> the standings of the index of `run`, for its year and all earlier ones; `others` are used for
    their own years."""
    used = {other.year: other for other in (run, *others)}
    results = {}
    for year in years_of(workspace, run.index):
        if year <= run.year:
            chosen_run = used.get(year) or choose(workspace, year, None, run.index)[0]
            results[year] = chosen_run.standings
    return results


def index_to_compare(workspace: Workspace, year: int | None) -> str:
    """The first index that has results of the year, or of any, and of an earlier one."""
    for index in SHOWN_INDICES:
        until = [y for y in years_of(workspace, index) if year is None or y <= year]
        if len(until) > 1 and year in (None, until[-1]):
            return index
    return SHOWN_INDICES[0]


# --- what is listed ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Listed:
    """A stored run, and how commands use it; `withdrawn` is why they do not, "" for others; `freezes` is what
    was frozen and lifted of it, the earliest first."""

    run: StoredRun
    latest: bool
    frozen: bool
    withdrawn: str
    freezes: Sequence[Freeze]


def listed(workspace: Workspace, year: int) -> tuple[list[Listed], list[SipasError]]:
    """The runs of a year in the order in which they were stored, and why others cannot be listed: listing
    these is still of use."""
    stored, lost = _loaded(workspace, year)
    known = sorted({run.index for run in stored})
    noted = {}
    for pointer in (pointers.latest_run, pointers.frozen_run):
        for index in known:
            try:
                noted[pointer, index] = pointer(workspace, year, index)
            except SipasError as error:
                lost.append(error)
                noted[pointer, index] = ""
    freezes = read_freezes(year_folder(workspace, year))
    lines = [
        Listed(
            run=run,
            latest=run.name == noted[pointers.latest_run, run.index],
            frozen=run.name == noted[pointers.frozen_run, run.index],
            withdrawn=withdrawn(workspace, year, run.name),
            freezes=[one for one in freezes if one.run == run.name and one.action in OF_AN_INDEX],
        )
        for run in stored
    ]
    return lines, lost


def _loaded(workspace: Workspace, year: int) -> tuple[list[StoredRun], list[SipasError]]:
    """The runs of a year that can be read, in their order as far as it is known, and what is wrong with the
    others."""
    chain = chain_of(workspace, year)
    lost: list[SipasError] = [*faults(chain), *gone(chain)]
    try:
        names = ordered(chain)
    except DataError as error:
        lost.append(error)
        names = sorted(chain.links)
    stored = []
    for name in names:
        try:
            stored.append(load_from(chain, workspace, name))
        except SipasError as error:
            lost += [error, *error.more]
    return stored, lost


# --- what is to be said --------------------------------------------------------------------------


def _used(run: StoredRun, why: Message) -> Remark:
    return Remark(messages.RUN_USED, {"run": run.name, "year": run.year, "why": Remark(why)})


def broken_chain(workspace: Workspace, year: int) -> Iterator[Remark]:
    """What does not hold in the chain of a year, and which runs of it are gone. The command goes on where the
    run that it uses is none of these."""
    chain = chain_of(workspace, year)
    for fault in faults(chain):
        yield Remark(chain_messages.CHAIN_REMARK, {"what": fault}, loud=True)
    for fault in gone(chain):
        yield Remark(chain_messages.CHAIN_REMARK, {"what": fault})


def withdrawals(workspace: Workspace, run: StoredRun) -> Iterator[Remark]:
    """That a run was withdrawn, or holds the points of one that was."""
    if reason := withdrawn(workspace, run.year, run.name):
        yield Remark(pointer_messages.RUN_USED_WITHDRAWN, {"run": run.name, "why": reason}, loud=True)
    for index, part, why in withdrawn_parts(workspace, run):
        params = {"run": run.name, "index": index, "part": part, "why": why}
        yield Remark(pointer_messages.RUN_HOLDS_WITHDRAWN, params, loud=True)


def left_withdrawn(workspace: Workspace, year: int, index: str) -> Iterator[Remark]:
    """That a year has no run of an index as each was withdrawn, where the command goes on without."""
    if lost := all_withdrawn(workspace, year, index):
        yield Remark(pointer_messages.LEFT_WITHDRAWN, {"what": lost}, loud=True)


def beside(workspace: Workspace, run: StoredRun) -> dict[str, str]:
    """Index that was folded in -> the run of it that commands use, or would use if it were still there."""
    year = run.year
    return {
        index: pointers.frozen_note(workspace, year, index) or pointers.latest_note(workspace, year, index)
        for index in run.folded
    }


def contradictions(run: StoredRun, names: Mapping[str, str]) -> Iterator[Remark]:
    """Where the points of a run were not taken from the runs that stand beside it, index -> name."""
    others = run.made_from_others(names)
    stored = manifests(run.path.parent) if others else {}
    for index, folded, other in others:
        former = {stored.get(name, {}).get("recounts", name) for name in (folded, other)}
        if len(former) == 1:  # the same figures, stored twice
            continue
        params = {"run": run.name, "index": index, "folded": folded, "beside": other}
        yield Remark(messages.FOLDED_OTHER, params, loud=True)


def after_storing(workspace: Workspace, run: StoredRun) -> Iterator[Remark]:
    """Where commands go on with another run than the one just stored, as that one is frozen; and where it
    contradicts those beside it."""
    frozen = pointers.frozen_note(workspace, run.year, run.index)
    params = {"run": run.name, "frozen": frozen, "index": run.index, "year": run.year}
    if run.recounts:
        yield Remark(pointer_messages.RECOUNTED, {"run": run.name, "former": run.recounts})
    if frozen not in ("", run.name, run.recounts):
        yield Remark(pointer_messages.FROZEN_OTHER_NOTE, params, loud=True)
    yield from contradictions(run, beside(workspace, run))
