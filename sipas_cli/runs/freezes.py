"""Who fixed which run, for which document: freezes.csv beside the runs of a year; lines are only ever added.

The note frozen-<index>.txt says what commands use, this file how that came about. Where the two contradict
each other, somebody changed one of them by hand.
"""

import csv
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from sipas_cli.errors import DataError
from sipas_cli.files import as_typed, csv_bytes, write_file
from sipas_cli.messages import Message, Worded
from sipas_cli.runs import pointer_messages

FREEZES = "freezes.csv"
_COLUMNS = ("action", "index", "run", "by", "for")


class Action(Worded):
    """What was done."""

    FROZEN = "frozen", Message(vi="chốt", en="frozen")
    LIFTED = "lifted", Message(vi="bỏ chốt", en="lifted")


#: Word in the file -> what was done.
ACTIONS = {action.value: action for action in Action}


@dataclass(frozen=True)
class Freeze:
    """A line of the file.

    by         the post or office that decided it, never a person's name; "" where it was not given
    document   what the run was fixed for, such as a decision with its number; "" where it was not given
    """

    action: Action
    index: str
    run: str
    by: str = ""
    document: str = ""


def read_freezes(folder: Path) -> list[Freeze]:
    """What was frozen and lifted in a year, the earliest first; other lines are passed over."""
    path = folder / FREEZES
    if not path.is_file():
        return []
    text = path.read_bytes().decode("utf-8-sig", errors="replace").replace("\0", "")
    freezes = []
    for line in text.splitlines():
        for delimiter in ",;":  # Excel saves with the semicolon where the comma is the decimal mark
            row = next(csv.reader([line], delimiter=delimiter), [])
            if len(row) == len(_COLUMNS) and row[0] in ACTIONS:
                freezes.append(Freeze(ACTIONS[row[0]], *map(as_typed, row[1:])))
    return freezes


def last_of(freezes: Sequence[Freeze], index: str) -> Freeze | None:
    """What was done last about an index; None where nothing is on record, as in versions before 0.4."""
    return next((freeze for freeze in reversed(freezes) if freeze.index == index), None)


def record(folder: Path, added: Sequence[Freeze]) -> None:
    """Adds lines, in one move; what stands there stays as it is. One that repeats the last of its index is
    not added: a command that was interrupted may be given again."""
    freezes = read_freezes(folder)
    new = [freeze for freeze in added if freeze != last_of(freezes, freeze.index)]
    if not new:
        return
    path = folder / FREEZES
    before = path.read_bytes() if path.is_file() else csv_bytes(_COLUMNS, [], bom=True)
    if not before.endswith(b"\n"):
        before += b"\n"
    lines = csv_bytes(_COLUMNS, [astuple(freeze) for freeze in new], bom=False)
    write_file(path, before + lines.partition(b"\n")[2], keep=False)


def contradiction(folder: Path, note: Path, index: str, named: str) -> DataError | None:
    """Why the run that a note names as frozen, or "" for no note, is not what was frozen last."""
    last = last_of(read_freezes(folder), index)
    if last is None:
        return None
    frozen = last.run if last.action is Action.FROZEN else ""
    if frozen == named:
        return None
    message = pointer_messages.FREEZE_NOTE_OTHER
    if not named:
        message = pointer_messages.FREEZE_NOTE_GONE
    elif not frozen:
        message = pointer_messages.FREEZE_NOTE_LIFTED
    params = {"index": index, "year": int(folder.name), "run": named or frozen, "frozen": frozen or "–"}
    return DataError(message, where=str(note), **params)
