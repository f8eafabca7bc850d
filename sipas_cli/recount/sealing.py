"""The seal of a year: one digest over its runs in their order and over the record of what was frozen and
withdrawn.

The seal is the SHA-256 of what `sha256sum` prints for the manifests, in the order in which the runs were
stored, for freezes.csv where there is one, and for the notes of what was frozen before there was a record.
Anybody can take it in the folder of the year:

    sha256sum RUN1/manifest.json RUN2/manifest.json freezes.csv | sha256sum

A manifest holds the digests of the files of its run. Runs and lines of the record are only ever added: a seal
of earlier still holds, and what was added since is told. The list of what was sealed is kept beside the runs;
it is what has the seal for its digest, so who changes the list makes another seal of it.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sipas_cli.errors import DataError
from sipas_cli.files import write_file
from sipas_cli.recount import messages
from sipas_cli.recount import trace_messages as traces
from sipas_cli.runs.chain import Chain, ordered
from sipas_cli.runs.freezes import FREEZES, OF_AN_INDEX, Action, Freeze, lines_of
from sipas_cli.runs.manifest import MANIFEST
from sipas_cli.runs.pointers import frozen_file
from sipas_cli.wording import Remark


@dataclass(frozen=True)
class Seal:
    """A seal, and what it is about: the runs in their order, and of each file its digest, in the order of the
    seal.

    since   what was put on record after the seal was taken
    """

    runs: Sequence[str]
    files: Mapping[str, str]
    since: Sequence[Freeze] = field(default=())

    @property
    def lines(self) -> bytes:
        """What `sha256sum` prints for the files."""
        return "".join(f"{digest}  {name}\n" for name, digest in self.files.items()).encode()

    @property
    def digest(self) -> str:
        """The seal itself."""
        return _digest(self.lines)


def seal_of(chain: Chain) -> Seal:
    """The seal of a year as it is. Raises DataError where the order of its runs cannot be told."""
    runs = ordered(chain)
    return _seal(chain, runs, _states(chain.folder)[0])


def sealed_until(chain: Chain, digest: str) -> Seal | None:
    """The seal that is meant by a digest: of all runs of a year or of the first so many of them, of all lines
    of the record or of the first so many; None where it is none of these."""
    runs, states = ordered(chain), _states(chain.folder)
    for count in range(len(runs), 0, -1):
        for state in states:
            seal = _seal(chain, runs[:count], state)
            if seal.digest == digest:
                return seal
    return None


def keep_list(chain: Chain, seal: Seal) -> None:
    """Keeps the list of what was sealed beside the runs. Raises SipasError where it cannot be written."""
    write_file(chain.folder / list_file(seal.digest), seal.lines, keep=False)


def list_file(digest: str) -> str:
    """The small file with the list of what has this seal."""
    return f"seal-{digest[:12]}.txt"


def checked_against(chain: Chain, digest: str) -> tuple[list[Remark], list[DataError]]:
    """What is to be said of a year whose seal is to be `digest`, and what is wrong with it."""
    digest = digest.strip().lower()
    try:
        seal, now = sealed_until(chain, digest), seal_of(chain)
    except DataError:
        return [], []  # which is told with the chain
    year = int(chain.folder.name)
    if seal is not None:
        return list(_held(seal, now, year)), []
    if differences := list(_differences(chain.folder, _listed(chain.folder, digest))):
        return [], differences
    params = {"digest": digest, "year": year, "seal": now.digest}
    return [], [DataError(messages.SEAL_DIFFERS, where=str(chain.folder), **params)]


def _held(seal: Seal, now: Seal, year: int) -> Iterator[Remark]:
    """What is to be said of a seal that holds: up to which run, and what came since."""
    stored = now.runs[len(seal.runs) :]
    params = {"year": year, "run": seal.runs[-1]}
    if stored:
        yield Remark(messages.SEAL_OF_EARLIER, {**params, "since": ", ".join(stored)}, loud=True)
    else:
        yield Remark(messages.SEAL_HOLDS, params)
    if seal.since:
        yield Remark(traces.RECORDED_SINCE, {"what": tuple(map(_done, seal.since))}, loud=True)


def _done(freeze: Freeze) -> Remark:
    return Remark(traces.DONE, {"what": Remark(freeze.action.sentence), "run": freeze.run})


# --- what was sealed ------------------------------------------------------------------------------


@dataclass(frozen=True)
class _State:
    """The record as it is or as it was: the digests of the record and of the notes that it does not tell of,
    and what was added since."""

    files: Mapping[str, str]
    since: Sequence[Freeze] = ()


def _states(folder: Path) -> list[_State]:
    """The record as it is, and as it was when it had fewer lines, down to none."""
    path = folder / FREEZES
    content = path.read_bytes() if path.is_file() else None
    freezes = _freezes(content or b"")
    states = []
    for part in _parts(content):
        before = _freezes(part or b"")
        files = {} if part is None else {FREEZES: _digest(part)}
        since = freezes[len(before) :]
        states.append(_State({**files, **_unrecorded(folder, before, since)}, since))
    return states


def _freezes(content: bytes) -> list[Freeze]:
    return [freeze for _, freeze in lines_of(content) if freeze is not None]


def _parts(content: bytes | None) -> Iterator[bytes | None]:
    """The record with all of its lines, with fewer and fewer, and not there; its last line may have had no
    end."""
    lines = (content or b"").splitlines(keepends=True)
    for count in range(len(lines), 0, -1):
        part = b"".join(lines[:count])
        yield part
        if count < len(lines):
            yield part.rstrip(b"\r\n")
    yield None


def _unrecorded(folder: Path, before: Sequence[Freeze], since: Sequence[Freeze]) -> dict[str, str]:
    """The digests of the notes of frozen runs that the record did not tell of when it had the lines
    `before`."""
    recorded = {freeze.index for freeze in before if freeze.action in OF_AN_INDEX}
    notes = {}
    for note in folder.glob(frozen_file("*")):
        notes[note.stem.partition("-")[2]] = note.read_bytes()
    for freeze in reversed(since):  # the first line of an index tells whether there was a note before it
        if freeze.action is Action.LIFTED:
            notes[freeze.index] = f"{freeze.run}\n".encode()
        elif freeze.action is Action.FROZEN:
            notes.pop(freeze.index, None)
    return {frozen_file(index): _digest(notes[index]) for index in sorted(notes) if index not in recorded}


def _seal(chain: Chain, runs: Sequence[str], state: _State) -> Seal:
    manifests = {f"{run}/{MANIFEST}": chain.links[run].digest for run in runs}
    return Seal(runs, {**manifests, **state.files}, state.since)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


# --- what differs ---------------------------------------------------------------------------------


def _listed(folder: Path, digest: str) -> dict[str, str]:
    """What has this seal, by the list that was kept: file -> digest; nothing where there is none."""
    path = folder / list_file(digest)
    if not path.is_file() or _digest(content := path.read_bytes()) != digest:
        return {}
    lines = (line.partition("  ") for line in content.decode("utf-8", errors="replace").splitlines())
    return {name: of_file for of_file, _, name in lines}


def _differences(folder: Path, listed: Mapping[str, str]) -> Iterator[DataError]:
    """What is not as it was sealed, each file by itself."""
    for name, digest in listed.items():
        if not (folder / name).is_file():
            yield DataError(traces.SEALED_GONE, where=str(folder / name))
        elif not _is_as_sealed(folder, name, digest):
            yield DataError(traces.SEALED_CHANGED, where=str(folder / name))


def _is_as_sealed(folder: Path, name: str, digest: str) -> bool:
    if "/" not in name:  # the record, or a note: it may have become longer, or been recorded, since
        return any(state.files.get(name) == digest for state in _states(folder))
    return _digest((folder / name).read_bytes()) == digest
