"""The seal of a year: one digest over its runs in their order and over what is frozen of it.

The seal is the SHA-256 of what `sha256sum` prints for the manifests, in the order in which the runs were
stored, and for the notes of what is frozen, in the order of their names. Anybody can take it in the folder of
the year:

    sha256sum RUN1/manifest.json RUN2/manifest.json frozen-sipas.txt | sha256sum

A manifest holds the digests of the files of its run. A seal of earlier, when fewer runs were stored, still
holds, as runs are only ever added.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sipas_cli.errors import DataError
from sipas_cli.recount import messages
from sipas_cli.runs.chain import Chain, ordered
from sipas_cli.runs.manifest import MANIFEST
from sipas_cli.runs.pointers import frozen_file
from sipas_cli.wording import Remark


@dataclass(frozen=True)
class Seal:
    """A seal, and what it is about: the runs in their order, and all files in the order of the seal."""

    digest: str
    runs: Sequence[str]
    files: Sequence[str]


def seal_of(chain: Chain) -> Seal:
    """The seal of the runs of a year. Raises DataError where their order cannot be told."""
    return _seal(chain.folder, ordered(chain))


def sealed_until(chain: Chain, digest: str) -> Seal | None:
    """The seal that is meant by a digest: that of all runs of a year, or of the first so many of them; None
    where it is none of these."""
    runs = ordered(chain)
    for count in range(len(runs), 0, -1):
        seal = _seal(chain.folder, runs[:count])
        if seal.digest == digest.strip().lower():
            return seal
    return None


def checked_against(chain: Chain, digest: str) -> tuple[list[Remark], list[DataError]]:
    """What is to be said of a year whose seal is to be `digest`, and what is wrong with it."""
    try:
        seal, now = sealed_until(chain, digest), seal_of(chain)
    except DataError:
        return [], []  # which is told with the chain
    year = int(chain.folder.name)
    if seal is None:
        params = {"digest": digest.strip().lower(), "year": year, "seal": now.digest}
        return [], [DataError(messages.SEAL_DIFFERS, where=str(chain.folder), **params)]
    since = now.runs[len(seal.runs) :]
    params = {"year": year, "run": seal.runs[-1]}
    if since:
        return [Remark(messages.SEAL_OF_EARLIER, {**params, "since": ", ".join(since)}, loud=True)], []
    return [Remark(messages.SEAL_HOLDS, params)], []


def _seal(folder: Path, runs: Sequence[str]) -> Seal:
    frozen = sorted(path.name for path in folder.glob(frozen_file("*")))
    files = [*(f"{run}/{MANIFEST}" for run in runs), *frozen]
    lines = "".join(f"{_digest(folder / name)}  {name}\n" for name in files)
    return Seal(hashlib.sha256(lines.encode()).hexdigest(), runs, files)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
