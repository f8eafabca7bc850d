"""The ballots behind a stored run: its source files found again, and read as they were when it was scored."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from sipas_cli import pipeline
from sipas_cli.errors import DataError, SipasError, together
from sipas_cli.model import Ballots
from sipas_cli.recount import messages
from sipas_cli.runs.checking import AnyChecked, CheckedBallots, Wanted
from sipas_cli.runs.folders import RESULTS
from sipas_cli.runs.run import StoredRun
from sipas_cli.runs.tally_tables import tally_files
from sipas_cli.sheets import Source, Unreadable, digest
from sipas_cli.workspace.workspace import Workspace

#: Files of a workspace that are looked at; whoever has more names those that are meant.
_MOST_FILES = 2000


#: Opens files, each as a source or as why it cannot be read.
Reading = Callable[[Sequence[Path]], AbstractContextManager[Iterator[Source | Unreadable]]]


@dataclass(frozen=True)
class Reread:
    """The ballots of a run, read again: none where its files are gone, nor where they give other counts by
    now or cannot be read, which is the `problem`."""

    ballots: Sequence[Ballots] = ()
    problem: SipasError | None = None

    @property
    def differences(self) -> Sequence[SipasError]:
        """The problem where it is that other counts came out."""
        if self.problem and self.problem.message is messages.AUDIT_COUNTS_DIFFER:
            return [self.problem]
        return []


def reread(
    stored: StoredRun, files: Sequence[Path], workspace: Workspace, reading: Reading, *, source: str | None
) -> Reread:
    """The ballots from the named `files`, else from those that still lie in the workspace; `source` names a
    form tool. Raises DataError where files are named and are not those of the run."""
    if files:
        with reading(confirmed(stored, files)) as sources:
            return Reread(ballots_of(stored, sources, workspace, source=source))
    try:
        paths = found_again(stored, workspace)
        if not paths:
            return Reread()
        with reading(paths) as sources:
            return Reread(ballots_of(stored, sources, workspace, source=source))
    except SipasError as problem:
        return Reread(problem=problem)


def confirmed(stored: StoredRun, files: Sequence[Path]) -> list[Path]:
    """`files`, if they are those that the run was made from, and all of them. Raises DataError else."""
    wanted = _wanted(stored)
    paths: dict[str, Path] = {}
    for path in files:
        sha256 = digest(path)
        if sha256 not in wanted:
            raise DataError(messages.AUDIT_OTHER_FILE, where=path.name, run=stored.name)
        paths[sha256] = path
    if missing := [name for sha256, name in wanted.items() if sha256 not in paths]:
        raise DataError(messages.AUDIT_FILE_MISSING, where=missing[0], run=stored.name)
    return list(paths.values())


def found_again(
    stored: StoredRun, workspace: Workspace, digest_of: Callable[[Path], str] = digest
) -> list[Path]:
    """The source files of a run, by their digests, where all of them still lie in the workspace; else
    nothing. Who looks for those of many runs hands in a `digest_of` that remembers."""
    wanted, paths = _wanted(stored), dict[str, Path]()
    names = set(wanted.values())
    for path in sorted(_files(workspace.folder), key=lambda path: (path.name not in names, path)):
        if len(paths) == len(wanted):
            break
        try:
            sha256 = digest_of(path)
        except SipasError:  # empty, too large, not to be read: none of the sources
            continue
        if sha256 in wanted:
            paths.setdefault(sha256, path)
    if len(paths) < len(wanted):
        return []
    return list(paths.values())


def _wanted(stored: StoredRun) -> dict[str, str]:
    """Digest of each source -> its name."""
    return {source["sha256"]: source["name"] for source in stored.manifest["sources"]}


def _files(folder: Path) -> Iterator[Path]:
    """The files of a workspace that may be sources, those of stored runs and hidden ones left out."""
    looked = 0
    for path in folder.rglob("*"):
        parts = path.relative_to(folder).parts
        if parts[0] == RESULTS or any(part.startswith(".") for part in parts) or not path.is_file():
            continue
        looked += 1
        if looked > _MOST_FILES:
            return
        yield path


def ballots_of(
    stored: StoredRun,
    sources: Iterable[Source | Unreadable],
    workspace: Workspace,
    *,
    source: str | None = None,
) -> Sequence[Ballots]:
    """The ballots of a run, read again under the criteria that are kept with it; `source` names a form tool.

    Raises DataError where other counts come out than those that the run has: the register, a mapping or
    the program have changed since.
    """
    again = checked_again(stored, sources, workspace, source=source)
    if not isinstance(again, CheckedBallots) or not same_counts(stored, again):
        raise DataError(messages.AUDIT_COUNTS_DIFFER, run=stored.name)
    return again.ballots


def checked_again(
    stored: StoredRun,
    sources: Iterable[Source | Unreadable],
    workspace: Workspace,
    *,
    source: str | None = None,
) -> AnyChecked | None:
    """What is read now from the sources of a run, under the criteria that are kept with it; None where they
    hold nothing of its index. Raises SipasError where a source is refused."""
    checked, _, refused = pipeline.check(
        sources,
        workspace,
        criteria=[str((stored.path / "criteria.yaml").resolve())],
        source=source,
        year=stored.year,
        wanted=Wanted(ballots=True),
        allow_copies=True,  # whoever scored the run has decided that
    )
    if refused:
        raise together(refused)
    return next((one for one in checked if one.index == stored.index), None)


def same_counts(stored: StoredRun, checked: CheckedBallots) -> bool:
    """Whether a tally is the stored one, byte for byte, in all that the run keeps of one: by the digests of
    its files, which were compared with these when the run was loaded."""
    digests = stored.manifest["files"]
    for part, content in tally_files(checked.tally):
        if part in digests and hashlib.sha256(content).hexdigest() != digests[part]:
            return False
    return True
