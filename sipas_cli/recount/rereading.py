"""The ballots behind a stored run: its source files found again, and read as they were when it was scored."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from sipas_cli import pipeline
from sipas_cli.errors import DataError, SipasError, together
from sipas_cli.model import Ballots
from sipas_cli.runs.folders import RESULTS
from sipas_cli.runs.indices import CheckedBallots
from sipas_cli.runs.run import StoredRun
from sipas_cli.runs.tables import tally_files
from sipas_cli.sheets import Source, Unreadable, digest

#: Files of a workspace that are looked at; whoever has more names those that are meant.
_MOST_FILES = 2000


def confirmed(stored: StoredRun, files: Sequence[Path]) -> list[Path]:
    """`files`, if they are those that the run was made from, and all of them. Raises DataError else."""
    wanted = _wanted(stored)
    found: dict[str, Path] = {}
    for path in files:
        own = digest(path)
        if own not in wanted:
            raise DataError("audit_other_file", where=path.name, run=stored.name)
        found[own] = path
    if missing := [name for own, name in wanted.items() if own not in found]:
        raise DataError("audit_file_missing", where=missing[0], run=stored.name)
    return list(found.values())


def found_again(stored: StoredRun, folder: Path) -> list[Path]:
    """The source files of a run, by their digests, where all of them still lie in the workspace; else
    nothing."""
    wanted, found = _wanted(stored), dict[str, Path]()
    names = set(wanted.values())
    for path in sorted(_files(folder), key=lambda path: (path.name not in names, path)):
        if len(found) == len(wanted):
            break
        try:
            own = digest(path)
        except SipasError:  # empty, too large, not to be read: none of the sources
            continue
        if own in wanted:
            found.setdefault(own, path)
    return list(found.values()) if len(found) == len(wanted) else []


def _wanted(stored: StoredRun) -> dict[str, str]:
    """Digest of each source -> its name."""
    return {own["sha256"]: own["name"] for own in stored.manifest["sources"]}


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
    stored: StoredRun, sources: Iterable[Source | Unreadable], folder: Path, *, source: str | None = None
) -> Sequence[Ballots]:
    """The ballots of a run, read again under the criteria that are kept with it; `source` names a form tool.

    Raises DataError where other counts come out than those that the run has: the register, a mapping or
    the program have changed since.
    """
    checked, _, refused = pipeline.check(
        sources,
        folder,
        criteria=[str((stored.path / "criteria.yaml").resolve())],
        source=source,
        year=stored.year,
        ballots=True,
        allow_copies=True,  # whoever scored the run has decided that
    )
    if refused:
        raise together(refused)
    own = next((o for o in checked if isinstance(o, CheckedBallots) and o.index == stored.index), None)
    if own is None or not _same_counts(stored, own):
        raise DataError("audit_counts_differ", run=stored.name)
    return own.ballots


def _same_counts(stored: StoredRun, checked: CheckedBallots) -> bool:
    """Whether a tally is the stored one, byte for byte."""
    return all(
        (stored.path / part).read_bytes() == content for part, content in tally_files(checked.tally).items()
    )
