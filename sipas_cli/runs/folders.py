"""Run folders: `results/<year>/<run>/`, written once in one move, chained by their manifests.

Every run folder holds manifest.json, standings.csv, scores.csv, findings.csv; one of ballots also tally/
and criteria.yaml, one of the PAR index points.csv and criteria.yaml (with its tree). Drafts, and copies that
somebody made under another name, are no runs. Which of the runs is used is for `pointers` to say.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sipas_cli.errors import DataError, RulesError, SurroundingsError
from sipas_cli.files import cannot_write
from sipas_cli.runs import messages
from sipas_cli.runs.run import PERCENT, SCORED, StoredRun
from sipas_cli.runs.tables import json_bytes, read_standings
from sipas_cli.text.names import nearest
from sipas_cli.workspace import messages as workspace_messages
from sipas_cli.workspace.workspace import Workspace

RESULTS = "results"
_LOCK_SECONDS = 30
#: What the folder of a run is called; drafts begin with a dot.
_RUN = re.compile(r"[a-z][a-z0-9-]*-[0-9a-f]{12}")


def year_folder(workspace: Workspace, year: int) -> Path:
    """Where the runs of a year lie."""
    return workspace.folder / RESULTS / str(year)


def index_of(name: str) -> str:
    """The index that a run of this name is about."""
    return name.rpartition("-")[0]


def of_index(names: Iterable[str], index: str) -> list[str]:
    """Those of the runs that are about an index."""
    return [name for name in names if index_of(name) == index]


def years(workspace: Workspace) -> list[int]:
    """The years that have runs, the earliest first."""
    if not workspace.folder.is_dir():
        raise RulesError(workspace_messages.FOLDER_MISSING, where=str(workspace.folder))
    folders = (workspace.folder / RESULTS).glob("[0-9][0-9][0-9][0-9]")
    return sorted(int(folder.name) for folder in folders if manifests(folder))


def all_indices(workspace: Workspace, year: int) -> list[str]:
    """The indices that a year has runs of, be they withdrawn."""
    return sorted({index_of(name) for name in manifests(year_folder(workspace, year))})


def manifests(folder: Path) -> dict[str, Mapping[str, Any]]:
    """Name of each run in the folder of a year -> its manifest. Drafts, and copies that somebody made under
    another name, are no runs."""
    stored: dict[str, Mapping[str, Any]] = {}
    if not folder.is_dir():
        return stored
    for path in sorted(folder.iterdir()):
        if _RUN.fullmatch(path.name) and path.is_dir():
            manifest = _manifest_in(path)
            if manifest.get("run") == path.name:
                stored[path.name] = manifest
    return stored


def _manifest_in(path: Path) -> Mapping[str, Any]:
    """The manifest of a run folder. Raises DataError where it is not there or is none."""
    try:
        manifest = json.loads((path / "manifest.json").read_bytes())
    except (OSError, ValueError):
        manifest = None
    if not isinstance(manifest, dict):
        raise DataError(messages.RUN_DAMAGED, where=str(path), part="manifest.json")
    return manifest


# --- in order ---------------------------------------------------------------------------------------


def runs(workspace: Workspace, year: int) -> list[str]:
    """The runs of a year in the order in which they were stored. Where a run of the chain is missing,
    what follows it comes last; raises DataError if the order can no longer be told."""
    stored = manifests(year_folder(workspace, year))
    previous = {name: _previous(manifest) for name, manifest in stored.items()}
    starts = {name: before for name, before in previous.items() if before not in stored}
    ordered: list[str] = []
    for start in sorted(starts, key=lambda name: bool(starts[name])):
        ordered += _chain_from(start, previous)
    if len(starts) > 2 or list(starts.values()).count("") > 1 or len(ordered) < len(stored):
        raise DataError(messages.RUN_CHAIN, where=str(year_folder(workspace, year)))
    return ordered


def missing_link(workspace: Workspace, year: int) -> str:
    """The run that is named as the predecessor of another and is not there; "" if none is."""
    stored = manifests(year_folder(workspace, year))
    named = (_previous(manifest) for manifest in stored.values())
    return next((name for name in named if name and name not in stored), "")


def _chain_from(start: str, previous: Mapping[str, str]) -> list[str]:
    """The runs from `start` on, each with the one that follows it; `previous` is run -> the one before it."""
    after: dict[str, list[str]] = {}
    for name, before in previous.items():
        after.setdefault(before, []).append(name)
    chain = [start]
    following = after.get(start, [])
    while len(following) == 1 and following[0] not in chain:
        chain += following
        following = after.get(chain[-1], [])
    return chain


def _previous(manifest: Mapping[str, Any]) -> str:
    previous = manifest.get("previous")
    if not isinstance(previous, dict):
        return ""
    return str(previous.get("run", ""))


def last_link(workspace: Workspace, year: int) -> dict[str, str] | None:
    """The run that the next one of a year follows, with the digest of its manifest."""
    names = runs(workspace, year)
    if not names:
        return None
    name = names[-1]
    content = (year_folder(workspace, year) / name / "manifest.json").read_bytes()
    return {"run": name, "manifest": hashlib.sha256(content).hexdigest()}


# --- one run ----------------------------------------------------------------------------------------


def load(workspace: Workspace, year: int, name: str) -> StoredRun:
    """A stored run. Raises RulesError if there is none of that name, DataError if it was changed."""
    path = year_folder(workspace, year) / name
    if name not in manifests(path.parent):
        known = [run for each in years(workspace) for run in manifests(year_folder(workspace, each))]
        raise RulesError(messages.RUN_UNKNOWN, run=name, year=year, meant=nearest(name, known))
    manifest = json.loads((path / "manifest.json").read_bytes())
    if sealed(manifest) != manifest:
        raise DataError(messages.RUN_DAMAGED, where=str(path), part="manifest.json")
    for part, digest in manifest["files"].items():
        file = path / part
        if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != digest:
            raise DataError(messages.RUN_DAMAGED, where=str(path), part=part)
    manifest = {**_ADDED, **manifest, "criteria": {"titles": {}, **manifest["criteria"]}}
    return StoredRun(name, path, manifest, read_standings(path, manifest))


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


def sealed(manifest: Mapping[str, Any]) -> dict[str, Any]:
    """`manifest` with the digest of its own content, by which a change made by hand is noticed."""
    content = {key: value for key, value in manifest.items() if key != "seal"}
    return {**content, "seal": hashlib.sha256(json_bytes(content)).hexdigest()}


# --- one writer -------------------------------------------------------------------------------------


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """One writer at a time; faults of the disk become SurroundingsErrors."""
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
