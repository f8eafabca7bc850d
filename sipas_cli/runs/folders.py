"""Run folders: `results/<year>/<run>/`, written once in one move, chained by their manifests.

Every run folder holds manifest.json, standings.csv, scores.csv, findings.csv; one of ballots also tally/
and criteria.yaml, one of the PAR index points.csv and criteria.yaml (with its tree). Whether the runs of a
year hold together is for `chain` to say, which of them is used for `pointers`.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sipas_cli.errors import DataError, RulesError, SurroundingsError, together
from sipas_cli.files import cannot_write, entries, is_file, read_bytes, remove_leftovers
from sipas_cli.runs import chain_messages, messages
from sipas_cli.runs.chain import Chain, faults_of, index_of, ordered, read_chain, run_folders
from sipas_cli.runs.run import PERCENT, SCORED, StoredRun
from sipas_cli.runs.tables import read_standings
from sipas_cli.text.names import nearest
from sipas_cli.workspace import messages as workspace_messages
from sipas_cli.workspace.workspace import Workspace

RESULTS = "results"
_YEAR = re.compile("[0-9]{4}")
_LOCK_SECONDS = 30


def year_folder(workspace: Workspace, year: int) -> Path:
    """Where the runs of a year lie."""
    return workspace.folder / RESULTS / str(year)


def of_index(names: Iterable[str], index: str) -> list[str]:
    """Those of the runs that are about an index."""
    return [name for name in names if index_of(name) == index]


def years(workspace: Workspace) -> list[int]:
    """The years that have runs, the earliest first; also those whose runs are damaged."""
    if not workspace.folder.is_dir():
        raise RulesError(workspace_messages.FOLDER_MISSING, where=str(workspace.folder))
    folders = [folder for folder in entries(workspace.folder / RESULTS) if _YEAR.fullmatch(folder.name)]
    return [int(folder.name) for folder in folders if run_folders(folder)]


def all_indices(workspace: Workspace, year: int) -> list[str]:
    """The indices that a year has runs of, be they withdrawn or damaged."""
    return sorted({index_of(name) for name in run_folders(year_folder(workspace, year))})


def chain_of(workspace: Workspace, year: int) -> Chain:
    """The runs of a year as a chain."""
    return read_chain(year_folder(workspace, year))


def manifests(folder: Path) -> dict[str, Mapping[str, Any]]:
    """Name of each run in the folder of a year -> its manifest, of those whose manifest holds."""
    return {name: link.manifest for name, link in read_chain(folder).links.items()}


def runs(workspace: Workspace, year: int) -> list[str]:
    """The runs of a year in the order in which they were stored. Where a run of the chain is missing,
    what follows it comes last; raises DataError if the order can no longer be told, or a folder does not
    say which run it is: the latest might be that one."""
    chain = chain_of(workspace, year)
    if chain.broken:
        raise together([*chain.broken.values()])
    return ordered(chain)


def last_link(chain: Chain) -> dict[str, str] | None:
    """The run that the next one of a year follows, with the digest of its manifest. Raises DataError where
    that run does not hold: the next one would make it look sound."""
    if chain.broken:
        raise together([*chain.broken.values()])
    names = ordered(chain)
    if not names:
        return None
    if faults := faults_of(chain, names[-1]):
        raise together(faults)
    return {"run": names[-1], "manifest": chain.links[names[-1]].digest}


# --- one run ----------------------------------------------------------------------------------------


def load(workspace: Workspace, year: int, name: str) -> StoredRun:
    """A stored run. Raises RulesError if there is none of that name; DataError if it was changed, or if the
    run beside it in the chain says so."""
    return load_from(chain_of(workspace, year), workspace, name)


def load_from(chain: Chain, workspace: Workspace, name: str) -> StoredRun:
    """`load`, where the chain of its year has been read already."""
    if faults := faults_of(chain, name):
        raise together(faults)
    if name not in chain.links:
        known = [run for year in years(workspace) for run in run_folders(year_folder(workspace, year))]
        year = int(chain.folder.name)
        raise RulesError(messages.RUN_UNKNOWN, run=name, year=year, meant=nearest(name, known))
    if damaged := changed_parts(chain, name):
        raise together(damaged)
    path = chain.folder / name
    stored = chain.links[name].manifest
    manifest = {**_ADDED, **stored, "criteria": {"titles": {}, **stored["criteria"]}}
    try:
        return StoredRun(name, path, manifest, read_standings(path, manifest))
    except (
        KeyError,
        ValueError,
        TypeError,
        ArithmeticError,
    ):  # somebody made the digests fit
        part = "standings.csv"
        raise DataError(chain_messages.PART_UNREADABLE, where=str(path), part=part) from None


def changed_parts(chain: Chain, name: str) -> list[DataError]:
    """The files of a run that are not there or do not have the digest that its manifest has of them."""
    path, damaged = chain.folder / name, []
    for part, digest in chain.links[name].manifest["files"].items():
        if not is_file(path / part):
            damaged.append(DataError(chain_messages.PART_MISSING, where=str(path), part=part))
        elif hashlib.sha256(read_bytes(path / part)).hexdigest() != digest:
            damaged.append(DataError(chain_messages.PART_CHANGED, where=str(path), part=part))
    return damaged


#: What manifests of earlier versions do not have.
_ADDED: Mapping[str, Any] = {
    "origin": SCORED,
    "unit_of_score": PERCENT,
    "folded": {},
    "forced": [],
    "recounts": "",
    "factor_means": {},
    "bands": [],
    "overall_kind": "",
}


# --- one writer -------------------------------------------------------------------------------------


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """One writer of runs at a time, who removes what writers that were killed left behind."""
    with locked(folder):
        remove_leftovers(folder)
        yield


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """One at a time; faults of the disk become SurroundingsErrors."""
    from filelock import FileLock, Timeout

    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / ".lock", timeout=_LOCK_SECONDS):
            yield
    except Timeout:
        raise SurroundingsError(messages.LOCKED, where=str(folder)) from None
    except OSError as error:
        raise cannot_write(folder, error) from error


def keeps_others_out(folder: Path) -> bool:
    """Whether the lock under which runs are stored lets nobody else in: on some network drives all
    get it. Leaves the lock in `folder`."""
    from filelock import FileLock, Timeout

    with writing(folder):
        try:
            FileLock(folder / ".lock", timeout=0).acquire()
        except Timeout:
            return True
    return False
