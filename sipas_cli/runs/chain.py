"""The runs of a year as a chain: each manifest holds the digest of the one that was stored before it.

A folder whose manifest does not hold is none of the chain, and why is kept beside it. Drafts, whose names
begin with a dot, and copies that somebody made under another name are no runs.
"""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from sipas_cli.errors import DataError
from sipas_cli.files import entries, is_file, is_folder, read_bytes
from sipas_cli.messages import Message
from sipas_cli.runs import chain_messages
from sipas_cli.runs.manifest import MANIFEST, is_sealed, lacking

#: What the folder of a run is called; drafts begin with a dot.
_RUN = re.compile(r"[a-z][a-z0-9-]*-[0-9a-f]{12}")


def index_of(name: str) -> str:
    """The index that a run of this name is about."""
    return name.rpartition("-")[0]


# --- the folders -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Link:
    """A run whose manifest holds together; `digest` is the SHA-256 of the manifest as it lies there."""

    name: str
    manifest: Mapping[str, Any]
    digest: str

    @property
    def previous(self) -> str:
        """The run that was stored before it, "" for the first of a year."""
        before = self.manifest["previous"]
        return str(before["run"]) if before else ""

    @property
    def previous_digest(self) -> str:
        """The digest that the manifest of that run had, "" for the first of a year."""
        before = self.manifest["previous"]
        return str(before["manifest"]) if before else ""


@dataclass(frozen=True)
class Chain:
    """The runs of a year.

    links    name of each run -> itself
    broken   name of each other folder of a run -> what is wrong with it
    """

    folder: Path
    links: Mapping[str, Link]
    broken: Mapping[str, DataError]

    @cached_property
    def following(self) -> Mapping[str, Sequence[Link]]:
        """Run, or "" -> those that say that they were stored right after it, be it there or not."""
        after: dict[str, list[Link]] = {}
        for link in self.links.values():
            after.setdefault(link.previous, []).append(link)
        return after

    @cached_property
    def between(self) -> Sequence[tuple[Sequence[str], DataError]]:
        """What does not hold between runs that are there: the runs concerned, and what is wrong."""
        return list(_link_faults(self))

    @property
    def missing(self) -> dict[str, str]:
        """Each run that another one names as the one before it and that is not there -> that other one.
        A folder that lies there and is broken is not missing."""
        return {
            name: links[0].name
            for name, links in self.following.items()
            if name and name not in self.links and name not in self.broken
        }


def run_folders(folder: Path) -> list[str]:
    """The names of the folders of a year that are called like runs, whatever is in them."""
    return [path.name for path in entries(folder) if _RUN.fullmatch(path.name) and is_folder(path)]


def read_chain(folder: Path) -> Chain:
    """The runs in the folder of a year; none where there is no such folder."""
    links: dict[str, Link] = {}
    broken: dict[str, DataError] = {}
    for name in run_folders(folder):
        try:
            links[name] = _read_link(folder / name)
        except DataError as error:
            broken[name] = error
    return Chain(folder, links, broken)


def _read_link(path: Path) -> Link:
    """The run in a folder. Raises DataError where its manifest is not there or is not its own."""
    content, manifest = _read_manifest(path)
    if not is_sealed(content):
        raise DataError(chain_messages.MANIFEST_CHANGED, where=str(path))
    if key := lacking(manifest):
        raise DataError(chain_messages.MANIFEST_KEY, where=str(path), key=key)
    if manifest["run"] != path.name:
        raise DataError(_way_of_moving(path, manifest["run"]), where=str(path), run=manifest["run"])
    year = int(path.parent.name)
    if manifest["year"] != year or manifest["index"] != index_of(path.name):
        other = manifest["year"]
        raise DataError(chain_messages.RUN_OTHER_YEAR, where=str(path), year=year, other=other)
    return Link(path.name, manifest, hashlib.sha256(content).hexdigest())


def _read_manifest(path: Path) -> tuple[bytes, dict[str, Any]]:
    """The manifest in a folder, as bytes and read. Raises DataError where there is none,
    SurroundingsError where it cannot be read."""
    if not is_file(path / MANIFEST):
        raise DataError(chain_messages.MANIFEST_MISSING, where=str(path))
    content = read_bytes(path / MANIFEST)
    try:
        manifest = json.loads(content)
    except (ValueError, RecursionError):
        raise DataError(chain_messages.MANIFEST_UNREADABLE, where=str(path)) from None
    if not isinstance(manifest, dict):
        raise DataError(chain_messages.MANIFEST_UNREADABLE, where=str(path))
    return content, manifest


def _way_of_moving(path: Path, run: str) -> Message:
    """What happened to a folder that holds another run: where that one has a folder too, the two may have
    changed places, or one is a copy."""
    other = path.parent / run
    if not other.is_dir():
        return chain_messages.RUN_RENAMED
    if _named_in(other) == run:
        return chain_messages.RUN_COPIED
    return chain_messages.RUN_EXCHANGED


def renamed(chain: Chain) -> dict[str, DataError]:
    """Run that is not where it should be -> the folder that it lies in now, which is not called like a run
    ("RUN - old"). A copy of a run that is in its place is none of these."""
    elsewhere: dict[str, DataError] = {}
    for path in entries(chain.folder):
        if path.name.startswith(".") or _RUN.fullmatch(path.name) or not is_file(path / MANIFEST):
            continue
        run = _named_in(path)
        if run and not (chain.folder / run).exists():
            elsewhere[run] = DataError(chain_messages.RUN_RENAMED, where=str(path), run=run)
    return elsewhere


def _named_in(path: Path) -> str:
    """The run that the manifest in a folder is of, "" where it is of none."""
    try:
        name = str(_read_manifest(path)[1].get("run", ""))
    except DataError:
        return ""
    return name if _RUN.fullmatch(name) else ""


# --- what is wrong with it ------------------------------------------------------------------------


def _link_faults(chain: Chain) -> Iterator[tuple[Sequence[str], DataError]]:
    """What does not hold between runs that are there: the runs concerned, and what is wrong."""
    for before, links in chain.following.items():
        names = [link.name for link in links]
        if len(links) > 1:
            yield names, _forked(chain, before, names)
        for link in links:
            if before in chain.links and chain.links[before].digest != link.previous_digest:
                where = str(chain.folder / before)
                params = {"run": before, "next": link.name}
                yield (
                    [before, link.name],
                    DataError(chain_messages.MANIFEST_REWRITTEN, where=where, **params),
                )


def _forked(chain: Chain, before: str, names: Sequence[str]) -> DataError:
    where, runs = str(chain.folder), ", ".join(names)
    if before:
        return DataError(chain_messages.RUN_FORKED, where=where, runs=runs, before=before)
    return DataError(chain_messages.RUNS_FIRST, where=where, runs=runs)


def faults_of(chain: Chain, name: str) -> list[DataError]:
    """Why a run cannot be believed: its own manifest does not hold, or that of the run beside it in the chain
    says otherwise."""
    if name in chain.broken:
        return [chain.broken[name]]
    return [error for names, error in chain.between if name in names]


def faults(chain: Chain) -> list[DataError]:
    """All that is wrong with a chain but for runs that are gone."""
    between = [error for _, error in chain.between]
    return [*chain.broken.values(), *renamed(chain).values(), *between]


def moved(chain: Chain) -> dict[str, DataError]:
    """Run that is not where it should be -> the folder that it lies in now, under whatever name."""
    folders = renamed(chain)
    for error in chain.broken.values():
        if "run" in error.params:
            folders[error.params["run"]] = error
    return folders


def gone(chain: Chain) -> list[DataError]:
    """The runs that others name as the one before them and that are nowhere, not even under another name."""
    elsewhere, year = moved(chain), int(chain.folder.name)
    return [
        DataError(chain_messages.RUN_MISSING, where=str(chain.folder), run=name, next=after, year=year)
        for name, after in chain.missing.items()
        if name not in elsewhere
    ]


# --- in order -------------------------------------------------------------------------------------


def ordered(chain: Chain) -> list[str]:
    """The runs in the order in which they were stored. Where one of them is missing, what follows it comes
    last; raises DataError if the order can no longer be told."""
    starts = [name for name in chain.following if name not in chain.links]
    names: list[str] = []
    for start in sorted(starts, key=bool):
        names += _from(chain, start)
    gaps = [start for start in starts if start]
    if len(gaps) > 1 or len(names) < len(chain.links):
        missing = ", ".join(gaps) or "?"
        raise DataError(chain_messages.CHAIN_UNCLEAR, where=str(chain.folder), missing=missing)
    return names


def _from(chain: Chain, before: str) -> list[str]:
    """The runs that follow one another after `before`, as far as each is followed by one only."""
    names: list[str] = []
    following = chain.following.get(before, ())
    while len(following) == 1 and following[0].name not in names:
        names.append(following[0].name)
        following = chain.following.get(names[-1], ())
    return names


def loose_ends(chain: Chain) -> list[Link | None]:
    """What a run that fell out of the chain may have followed: nothing, or a run that none follows now."""
    named = Counter(link.previous for link in chain.links.values())
    return [None, *(link for link in chain.links.values() if not named[link.name])]
