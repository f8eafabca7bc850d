"""Which documents of a workspace were written by this program and lie there unchanged: only what a person may
have changed need be kept when a document is made anew."""

import hashlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from sipas_cli.errors import SurroundingsError
from sipas_cli.files import write_file
from sipas_cli.runs.folders import RESULTS, locked
from sipas_cli.workspace.workspace import Workspace

#: Lines as those of sha256sum: digest, two blanks, the path in the workspace.
WRITTEN = "documents.sha256"


def unchanged(workspace: Workspace, paths: Iterable[Path]) -> set[Path]:
    """Those files that are byte for byte what was written to them the last time. A note that cannot be read
    says nothing."""
    noted = _read(workspace)
    return {path for path in paths if _is_of_digest(path, noted.get(_name(workspace, path)))}


def _is_of_digest(path: Path, digest: str | None) -> bool:
    if digest is None:
        return False
    try:
        return _digest(path.read_bytes()) == digest
    except OSError:
        return False


def note(workspace: Workspace, files: Mapping[Path, bytes]) -> None:
    """Notes what was written to some files. Where that cannot be noted, they are kept as if somebody had
    changed them."""
    results = workspace.folder / RESULTS
    if not results.is_dir():
        return
    with suppress(SurroundingsError), locked(results):  # what others note meanwhile would be lost
        lines = _read(workspace)
        for path, content in files.items():
            if path.is_file():  # and no device
                lines[_name(workspace, path)] = _digest(content)
        text = "".join(f"{digest}  {name}\n" for name, digest in sorted(lines.items()))
        write_file(results / WRITTEN, text.encode(), keep=False)


def _name(workspace: Workspace, path: Path) -> str:
    """A path as it is noted: within the workspace where it lies there."""
    place, folder = path.resolve(), workspace.folder.resolve()
    if place.is_relative_to(folder):
        return place.relative_to(folder).as_posix()
    return place.as_posix()


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _read(workspace: Workspace) -> dict[str, str]:
    """Path -> digest."""
    try:
        text = (workspace.folder / RESULTS / WRITTEN).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return {}
    pairs = (line.partition("  ") for line in text.splitlines())
    return {name: digest for digest, _, name in pairs if name}
