"""Who fixed which run, for which document, and which run was withdrawn: freezes.csv beside the runs of a
year; lines are only ever added.

The notes frozen-<index>.txt and withdrawn-<run>.txt say what commands use, this file how that came about.
Where they contradict each other, somebody changed one of them by hand.
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
#: Excel saves with the semicolon where the comma is the decimal mark.
_DELIMITERS = ",;"


class Action(Worded):
    """What was done."""

    FROZEN = "frozen", Message(vi="chốt", en="frozen")
    LIFTED = "lifted", Message(vi="bỏ chốt", en="lifted")
    WITHDRAWN = "withdrawn", Message(vi="rút", en="withdrawn")
    RESTORED = "restored", Message(vi="bỏ việc rút", en="restored")


#: What is done to the index of a run, for which one run is frozen; the others are done to a run by itself.
OF_AN_INDEX = (Action.FROZEN, Action.LIFTED)
#: Word in the file -> what was done.
ACTIONS = {action.value: action for action in Action}


@dataclass(frozen=True)
class Freeze:
    """A line of the file.

    by         the post or office that decided it, never a person's name; "" where it was not given
    document   what the run was fixed for, such as a decision with its number; or why it was withdrawn; ""
               where that was not given
    """

    action: Action
    index: str
    run: str
    by: str = ""
    document: str = ""


def read_freezes(folder: Path) -> list[Freeze]:
    """What was done in a year, the earliest first; other lines are passed over."""
    return [freeze for _, freeze in read_lines(folder) if freeze is not None]


def read_lines(folder: Path) -> list[tuple[int, Freeze | None]]:
    """The lines of the record below its header with their numbers; None for one that this program did not
    write. Nothing where there is no record."""
    path = folder / FREEZES
    if not path.is_file():
        return []
    return lines_of(path.read_bytes())


def lines_of(content: bytes) -> list[tuple[int, Freeze | None]]:
    """The same of the bytes of a record."""
    text = content.decode("utf-8-sig", errors="replace").replace("\0", "")
    numbered = enumerate(text.splitlines(), start=1)
    return [(number, _read(line)) for number, line in numbered if line.strip() and not _is_header(line)]


def _is_header(line: str) -> bool:
    return any(line.strip() == delimiter.join(_COLUMNS) for delimiter in _DELIMITERS)


def _read(line: str) -> Freeze | None:
    for delimiter in _DELIMITERS:
        row = next(csv.reader([line], delimiter=delimiter), [])
        if len(row) == len(_COLUMNS) and row[0] in ACTIONS:
            return Freeze(ACTIONS[row[0]], *map(as_typed, row[1:]))
    return None


def last_of(freezes: Sequence[Freeze], index: str) -> Freeze | None:
    """What was frozen or lifted last of an index; None where nothing is on record, as before version 0.4."""
    of_index = (one for one in reversed(freezes) if one.index == index and one.action in OF_AN_INDEX)
    return next(of_index, None)


def last_withdrawal(freezes: Sequence[Freeze], run: str) -> Freeze | None:
    """Whether a run was withdrawn or restored last; None where nothing is on record."""
    of_run = (one for one in reversed(freezes) if one.run == run and one.action not in OF_AN_INDEX)
    return next(of_run, None)


def record(folder: Path, added: Sequence[Freeze]) -> None:
    """Adds lines, in one move; what stands there stays as it is. One that repeats the last of its index, or
    of its run, is not added: a command that was interrupted may be given again."""
    freezes = read_freezes(folder)
    new = [freeze for freeze in added if not _repeats(freeze, freezes)]
    if not new:
        return
    path = folder / FREEZES
    before = path.read_bytes() if path.is_file() else csv_bytes(_COLUMNS, [], bom=True)
    if not before.endswith(b"\n"):
        before += b"\n"
    lines = csv_bytes(_COLUMNS, [astuple(freeze) for freeze in new], bom=False)
    write_file(path, before + lines.partition(b"\n")[2], keep=False)


def _repeats(freeze: Freeze, freezes: Sequence[Freeze]) -> bool:
    if freeze.action in OF_AN_INDEX:
        return freeze == last_of(freezes, freeze.index)
    return freeze == last_withdrawal(freezes, freeze.run)


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
