"""The small files beside the runs of a year, which say what commands use.

last-<index>.txt names the run that was scored last, which commands use unless frozen-<index>.txt names one:
that is what the decision is made from; freezes.csv tells how it came about. withdrawn-<run>.txt takes a run
out of use and says why.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sipas_cli.errors import DataError, RulesError, SurroundingsError
from sipas_cli.files import write_file
from sipas_cli.messages import Message
from sipas_cli.runs import messages, pointer_messages
from sipas_cli.runs.chain import Chain, index_of, moved, read_chain, run_folders
from sipas_cli.runs.folders import load, locked, manifests, of_index, runs, writing, year_folder, years
from sipas_cli.runs.freezes import Action, Freeze, contradiction, last_of, read_freezes, record
from sipas_cli.runs.run import Run, StoredRun
from sipas_cli.workspace.workspace import Workspace


def last_scored_file(index: str) -> str:
    """The small file that names the run that was scored last: it need not be the one stored last."""
    return f"last-{index}.txt"


def frozen_file(index: str) -> str:
    """The small file that names the run that the decision is made from, whatever is scored later."""
    return f"frozen-{index}.txt"


def withdrawn_file(name: str) -> str:
    """The small file that takes a run out of use; it holds the reason."""
    return f"withdrawn-{name}.txt"


def noted(note: Path) -> str:
    """The run that a small file names, "" where there is no such file."""
    if not note.is_file():
        return ""
    return note.read_text(encoding="utf-8-sig", errors="replace").strip()


def _noted_run(folder: Path, note: Path, index: str, lost: Message) -> str:
    """The run that a small file names, "" where there is no such file. Raises DataError where the file names
    a run of another index, or none that is there (`lost`), or one that is damaged."""
    if not note.is_file():
        return ""
    if error := note_fault(read_chain(folder), note, index, lost):
        raise error
    return noted(note)


def note_fault(chain: Chain, note: Path, index: str, lost: Message) -> DataError | None:
    """Why the run that a small file names cannot be used."""
    name, where, year = noted(note), str(note), int(chain.folder.name)
    if not name:
        return DataError(messages.NOTE_BLANK, where=where, index=index, year=year)
    if index_of(name) != index:
        return DataError(pointer_messages.NOTE_OTHER_INDEX, where=where, run=name, index=index, year=year)
    if name in chain.broken:
        return chain.broken[name]
    if name not in chain.links and name in (elsewhere := moved(chain)):
        return elsewhere[name]
    if name not in chain.links:
        return DataError(lost, where=where, run=name, index=index, year=year)
    return None


# --- what is used -----------------------------------------------------------------------------------


def used_run(workspace: Workspace, year: int, index: str) -> tuple[str, Message]:
    """The run that is used where none is named, "" if there is none, and why it is."""
    if frozen := frozen_run(workspace, year, index):
        return frozen, pointer_messages.RUN_FROZEN
    return latest_run(workspace, year, index), messages.RUN_LATEST


def frozen_run(workspace: Workspace, year: int, index: str) -> str:
    """The run that the decision of a year is made from, "" if none is frozen.

    Raises DataError where that run is no longer there, or the note of it is empty or is not what was frozen
    last: another one must not silently take its place.
    """
    folder = year_folder(workspace, year)
    try:
        return _frozen(folder, index)
    except DataError:
        # who freezes right now may have written one of the two files
        with suppress(SurroundingsError), locked(folder):
            return _frozen(folder, index)
        raise


def _frozen(folder: Path, index: str) -> str:
    note = folder / frozen_file(index)
    name = _noted_run(folder, note, index, pointer_messages.FROZEN_MISSING)
    if error := contradiction(folder, note, index, name):
        raise error
    return name


def frozen_note(workspace: Workspace, year: int, index: str) -> str:
    """What is noted as frozen, "" if nothing is; the run itself may be gone."""
    return noted(year_folder(workspace, year) / frozen_file(index))


def noted_indices(workspace: Workspace, year: int) -> list[str]:
    """The indices of a year of which a run is noted as scored last; it may be gone."""
    notes = sorted(year_folder(workspace, year).glob(last_scored_file("*")))
    return [note.stem.partition("-")[2] for note in notes]


def frozen_indices(workspace: Workspace, year: int) -> list[str]:
    """The indices of a year of which a run is noted or on record as frozen."""
    folder = year_folder(workspace, year)
    noted_ones = {note.stem.partition("-")[2] for note in folder.glob(frozen_file("*"))}
    freezes = read_freezes(folder)
    recorded = {freeze.index for freeze in freezes if _is_frozen(freezes, freeze.index)}
    return sorted(noted_ones | recorded)


def _is_frozen(freezes: Sequence[Freeze], index: str) -> bool:
    return bool(_frozen_on_record(freezes, index))


def _frozen_on_record(freezes: Sequence[Freeze], index: str) -> str:
    """The run of an index that is frozen by the record, "" if none is."""
    last = last_of(freezes, index)
    if last is None or last.action is not Action.FROZEN:
        return ""
    return last.run


def latest_run(workspace: Workspace, year: int, index: str) -> str:
    """The run of a year that was scored last and not withdrawn, "" if there is none. Where that was not
    noted, as in version 0.1, the one stored last.

    Raises DataError where the run that was noted is no longer there, or it, or one that might be the latest,
    is damaged.
    """
    folder = year_folder(workspace, year)
    last = _noted_run(folder, folder / last_scored_file(index), index, messages.LAST_MISSING)
    if last and not withdrawn(workspace, year, last):
        return last
    in_use = usable(workspace, year, index)
    if in_use:
        return in_use[-1]
    return ""


def latest_note(workspace: Workspace, year: int, index: str) -> str:
    """What is noted as scored last, else the latest run there is; the noted one may be gone."""
    return noted(year_folder(workspace, year) / last_scored_file(index)) or latest_run(workspace, year, index)


def indices(workspace: Workspace, year: int) -> list[str]:
    """The indices that a year has runs of in use, be they damaged."""
    names = run_folders(year_folder(workspace, year))
    return sorted({index_of(name) for name in names if not withdrawn(workspace, year, name)})


def years_of(workspace: Workspace, index: str) -> list[int]:
    """The years that have runs of `index` in use, the earliest first."""
    return [year for year in years(workspace) if index in indices(workspace, year)]


# --- freezing ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Reason:
    """Who freezes or lifts, and for which document; see Freeze."""

    by: str = ""
    document: str = ""


def freeze(
    workspace: Workspace, year: int, wanted: Sequence[str], reason: Reason, *, replace: bool
) -> list[str]:
    """Fixes the runs `wanted`, each for its own index: all of them, or none where one is refused.

    replace   whether a frozen run gives way to another one

    Returns for each of them the run that was frozen before, or "". Raises RulesError for a run that is not
    there, and without `replace` where another one is frozen; DataError for a run that was changed.
    """
    folder = year_folder(workspace, year)
    with writing(folder):
        notes = [folder / frozen_file(load(workspace, year, name).index) for name in wanted]
        for name in wanted:
            if why := withdrawn(workspace, year, name):
                raise RulesError(pointer_messages.FREEZE_WITHDRAWN, run=name, why=why, year=year)
        former = [noted(note) for note in notes]
        for name, before in zip(wanted, former, strict=True):
            if before not in ("", name) and not replace:
                raise RulesError(
                    pointer_messages.FROZEN_OTHER,
                    where=str(folder),
                    index=index_of(name),
                    frozen=before,
                    run=name,
                )
        # the record first: where the power fails between the two, the note is told not to fit
        record(folder, _frozen_anew(folder, wanted, former, reason))
        for name, note in zip(wanted, notes, strict=True):
            write_file(note, f"{name}\n".encode(), keep=False)
    return former


def _frozen_anew(folder: Path, wanted: Sequence[str], former: Sequence[str], reason: Reason) -> list[Freeze]:
    """What is to be recorded of freezing runs: a run that gives way is lifted first; one that is frozen
    already is recorded again only where somebody says more of it."""
    freezes, new = read_freezes(folder), []
    for name, before in zip(wanted, former, strict=True):
        index = index_of(name)
        gives_way = _frozen_on_record(freezes, index) or before
        if gives_way not in ("", name):
            new.append(Freeze(Action.LIFTED, index, gives_way, reason.by, reason.document))
        if before != name or not _is_frozen(freezes, index) or reason != Reason():
            new.append(Freeze(Action.FROZEN, index, name, reason.by, reason.document))
    return new


def lift(workspace: Workspace, year: int, index: str, reason: Reason) -> str:
    """Lifts the freeze of an index; returns the run that was frozen, "" if none was."""
    folder = year_folder(workspace, year)
    if index not in frozen_indices(workspace, year):
        return ""
    with writing(folder):
        note = folder / frozen_file(index)
        freezes = read_freezes(folder)
        last = last_of(freezes, index)
        name = _frozen_on_record(freezes, index) or noted(note) or (last.run if last else "")
        record(folder, [Freeze(Action.LIFTED, index, name, reason.by, reason.document)])
        note.unlink(missing_ok=True)
    return name


# --- withdrawing ------------------------------------------------------------------------------------


def withdraw(workspace: Workspace, year: int, name: str, why: str) -> str:
    """Takes a run out of use: it stays where it is, and no command goes on with it unless it is named.
    Returns the run that is used instead, "" if there is none.

    A run that is gone may be withdrawn too: then an older one may take its place.

    Raises RulesError for a run that the year never had, and for a frozen one.
    """
    folder = year_folder(workspace, year)
    with writing(folder):
        index = index_of(name)
        if name != noted(folder / last_scored_file(index)):
            load(workspace, year, name)
        if name == frozen_note(workspace, year, index):
            raise RulesError(pointer_messages.WITHDRAW_FROZEN, run=name, index=index, year=year)
        record(folder, [Freeze(Action.WITHDRAWN, index, name, document=" ".join(why.split()))])
        write_file(folder / withdrawn_file(name), f"{why}\n".encode(), keep=False)
        left = usable(workspace, year, index)
        note = folder / last_scored_file(index)
        if left:
            write_file(note, f"{left[-1]}\n".encode(), keep=False)
        else:
            note.unlink(missing_ok=True)
    if left:
        return left[-1]
    return ""


def restore(workspace: Workspace, year: int, name: str) -> bool:
    """Takes a withdrawal back; returns whether the run was withdrawn. Raises RulesError for a run that is
    not there."""
    folder = year_folder(workspace, year)
    with writing(folder):
        index = load(workspace, year, name).index
        if not withdrawn(workspace, year, name):
            return False
        record(folder, [Freeze(Action.RESTORED, index, name)])
        (folder / withdrawn_file(name)).unlink()
        write_file(folder / last_scored_file(index), f"{name}\n".encode(), keep=False)
    return True


def withdrawn(workspace: Workspace, year: int, name: str) -> str:
    """Why a run was taken out of use; "" if it was not."""
    return noted(year_folder(workspace, year) / withdrawn_file(name))


def stored_before(workspace: Workspace, run: Run, beside: Iterable[Run] = ()) -> str:
    """The run of the same inputs and figures that an earlier version stored under its own name; "" where
    there is none. `beside` are runs that `run` may be made from and that are not stored yet."""
    stored = manifests(year_folder(workspace, run.year))
    former_names = {name: manifest["recounts"] for name, manifest in stored.items() if "recounts" in manifest}
    former_names |= {other.name: stored_before(workspace, other) for other in beside}
    folded = {index: former_names.get(name) or name for index, name in run.folded.items()}
    former = run.name_before(folded)
    if former in stored:
        return former
    return ""


def withdrawn_parts(workspace: Workspace, stored: StoredRun) -> list[tuple[str, str, str]]:
    """The withdrawn runs whose points a run holds: index, run, why it was withdrawn."""
    parts = [(index, run, withdrawn(workspace, stored.year, run)) for index, run in stored.folded.items()]
    return [part for part in parts if part[2]]


def made_from(workspace: Workspace, year: int, name: str) -> list[str]:
    """The runs in use of a year that hold the points of the run `name`."""
    stored = manifests(year_folder(workspace, year))
    takers = [taker for taker, manifest in stored.items() if name in manifest.get("folded", {}).values()]
    return [taker for taker in takers if not withdrawn(workspace, year, taker)]


def all_withdrawn(workspace: Workspace, year: int, index: str) -> RulesError | None:
    """Why a year has no run of an index in use, where it had some and each of them was withdrawn."""
    names = of_index(run_folders(year_folder(workspace, year)), index)
    if not names or not all(withdrawn(workspace, year, name) for name in names):
        return None
    last = of_index(runs(workspace, year), index)[-1]
    why = withdrawn(workspace, year, last)
    key = pointer_messages.ONLY_WITHDRAWN if len(names) == 1 else pointer_messages.ALL_WITHDRAWN
    return RulesError(key, index=index, year=year, run=last, why=why, count=len(names))


def usable(workspace: Workspace, year: int, index: str) -> list[str]:
    """The runs of an index that were not withdrawn, in the order in which they were stored."""
    names = of_index(runs(workspace, year), index)
    return [name for name in names if not withdrawn(workspace, year, name)]
