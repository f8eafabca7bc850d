"""Whether what lies beside the runs of a year fits together: the notes of which run is used, and the record
of what was frozen and withdrawn."""

from collections.abc import Iterator, Sequence

from sipas_cli.errors import DataError
from sipas_cli.recount import trace_messages as messages
from sipas_cli.runs import messages as runs_messages
from sipas_cli.runs import pointer_messages
from sipas_cli.runs.chain import Chain, index_of, moved
from sipas_cli.runs.freezes import (
    FREEZES,
    OF_AN_INDEX,
    Action,
    Freeze,
    contradiction,
    last_withdrawal,
    read_freezes,
    read_lines,
)
from sipas_cli.runs.pointers import frozen_file, last_scored_file, note_fault, noted, withdrawn_file

#: The version that did not note yet which run was scored last.
_WITHOUT_NOTES = "0.1."
#: The versions that kept no record of what was frozen: their runs may have been frozen before there was one.
_WITHOUT_RECORD = ("0.1.", "0.2.", "0.3.")


def trace_faults(chain: Chain) -> Iterator[DataError]:
    """What is wrong beside the runs of a year: notes that name none that can be used, or are gone, or are not
    what is on record; lines of the record that are none, or do not follow from those before, or name runs
    that are gone."""
    freezes = read_freezes(chain.folder)
    yield from _note_faults(chain)
    yield from _lost_notes(chain)
    yield from _unrecorded(chain, freezes)
    for index in dict.fromkeys(freeze.index for freeze in freezes):
        note = chain.folder / frozen_file(index)
        if fault := contradiction(chain.folder, note, index, noted(note)):
            yield fault
    for run in dict.fromkeys(freeze.run for freeze in freezes):
        if fault := _withdrawal_fault(chain, run, last_withdrawal(freezes, run)):
            yield fault
    yield from _line_faults(chain)
    yield from _lost_runs(chain, freezes)


def _note_faults(chain: Chain) -> Iterator[DataError]:
    """The notes of the run that was scored last, or frozen, that name none that can be used."""
    kinds = {
        last_scored_file("*"): runs_messages.LAST_MISSING,
        frozen_file("*"): pointer_messages.FROZEN_MISSING,
    }
    for pattern, lost in kinds.items():
        for note in sorted(chain.folder.glob(pattern)):
            index = note.stem.partition("-")[2]
            if fault := note_fault(chain, note, index, lost):
                yield fault


def _lost_notes(chain: Chain) -> Iterator[DataError]:
    """Indices with runs in use of which it is not noted which one was scored last."""
    in_use = [link for link in chain.links.values() if not noted(chain.folder / withdrawn_file(link.name))]
    noting = [link for link in in_use if not str(link.manifest["tool"]["version"]).startswith(_WITHOUT_NOTES)]
    for index in sorted({index_of(link.name) for link in noting}):
        note = chain.folder / last_scored_file(index)
        if not note.is_file():
            params = {"index": index, "year": int(chain.folder.name)}
            yield DataError(messages.LAST_NOTE_GONE, where=str(note), **params)


def _unrecorded(chain: Chain, freezes: Sequence[Freeze]) -> Iterator[DataError]:
    """Frozen runs of this version of which the record has no line."""
    recorded = {freeze.index for freeze in freezes if freeze.action in OF_AN_INDEX}
    for note in sorted(chain.folder.glob(frozen_file("*"))):
        index, link = note.stem.partition("-")[2], chain.links.get(noted(note))
        if index in recorded or link is None:
            continue
        if not str(link.manifest["tool"]["version"]).startswith(_WITHOUT_RECORD):
            yield DataError(messages.FREEZE_NOT_RECORDED, where=str(note), run=link.name)


def _withdrawal_fault(chain: Chain, run: str, last: Freeze | None) -> DataError | None:
    """Why the note of a withdrawn run is not what is on record."""
    if last is None:
        return None
    note = chain.folder / withdrawn_file(run)
    reason = " ".join(noted(note).split())
    params = {"run": run, "where": str(note)}
    if last.action is Action.RESTORED:
        return DataError(messages.WITHDRAWAL_ADDED, **params) if reason else None
    if not reason:
        return DataError(messages.WITHDRAWAL_GONE, **params)
    if reason != last.document:
        return DataError(messages.WITHDRAWAL_OTHER, why=last.document, **params)
    return None


def _line_faults(chain: Chain) -> Iterator[DataError]:
    """Lines of the record that are none, or that cannot follow those before: one was changed or erased."""
    frozen: dict[str, str] = {}
    for number, freeze in read_lines(chain.folder):
        where = f"{chain.folder / FREEZES}:{number}"
        if freeze is None:
            yield DataError(messages.LINE_UNREADABLE, where=where)
            continue
        if freeze.action not in OF_AN_INDEX:
            continue
        before = frozen.get(freeze.index, "")
        if before not in ("", freeze.run):
            yield DataError(messages.LINE_UNFIT, where=where, run=freeze.run, frozen=before)
        frozen[freeze.index] = freeze.run if freeze.action is Action.FROZEN else ""


def _lost_runs(chain: Chain, freezes: Sequence[Freeze]) -> Iterator[DataError]:
    """Runs that are on record and nowhere, of which nobody said that they are gone. Those that are frozen are
    told with their note, and those that another run names with the chain."""
    elsewhere = moved(chain)
    for run in dict.fromkeys(freeze.run for freeze in freezes):
        known = run in chain.links or run in chain.broken or run in elsewhere or run in chain.missing
        pointed = run == noted(chain.folder / frozen_file(index_of(run)))
        if not known and not pointed and not noted(chain.folder / withdrawn_file(run)):
            yield DataError(messages.RUN_ON_RECORD_GONE, where=str(chain.folder / FREEZES), run=run)
