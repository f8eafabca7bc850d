"""Whether stored runs are what was stored, and come out the same when they are made again."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from sipas_cli.errors import DataError, RulesError, SipasError
from sipas_cli.messages import Message, Worded
from sipas_cli.recount import messages
from sipas_cli.recount.recomputing import recompute, version_of
from sipas_cli.recount.recounting import recount
from sipas_cli.recount.rereading import Reading
from sipas_cli.recount.traces import trace_faults
from sipas_cli.runs.chain import Chain, faults, faults_of, gone, index_of, ordered
from sipas_cli.runs.folders import chain_of, changed_parts, load_from
from sipas_cli.runs.kept import read_kept
from sipas_cli.runs.manifest import MANIFEST
from sipas_cli.runs.run import IMPORTED, StoredRun
from sipas_cli.sheets import digest
from sipas_cli.wording import Remark, error_text
from sipas_cli.workspace.workspace import Workspace

#: The files that every run has.
_ALWAYS = ("standings.csv", "scores.csv", "findings.csv")
#: What programs for folders leave behind.
_LITTER = ("Thumbs.db", "desktop.ini", ".DS_Store")


class Compared(Worded):
    """What of a run was compared with what."""

    DIGESTS = "digests", Message(vi="mã băm", en="digests")
    FIGURES = "figures", Message(vi="tính lại", en="recomputed")
    SOURCES = "sources", Message(vi="đọc lại tệp gốc", en="sources read again")


@dataclass
class Verified:
    """A run, what of it was compared, and what came of that.

    origin, version   "" where the manifest does not say them
    """

    run: str
    year: int
    origin: str = ""
    version: str = ""
    compared: list[Compared] = field(default_factory=list)
    faults: list[SipasError] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    @property
    def index(self) -> str:
        """The index that the run is of, by its name."""
        return index_of(self.run)


@dataclass(frozen=True)
class VerifiedYear:
    """The runs of a year, and what is wrong with their chain and with the notes of which of them is used."""

    year: int
    chain: Chain
    runs: Sequence[Verified]
    faults: Sequence[SipasError]

    @property
    def last(self) -> str:
        """The run that was stored last, as far as that can be told."""
        return _in_order(self.chain)[-1]

    @property
    def all_faults(self) -> list[DataError]:
        """All that is wrong, each once, as errors that end with the status of data."""
        errors = [*self.faults, *(fault for run in self.runs for fault in run.faults)]
        once = {error_text(error): error for error in errors}
        return [DataError(error.message, where=error.where, **error.params) for error in once.values()]


@dataclass(frozen=True)
class Sources:
    """How the sources of runs are opened; `source` names a form tool."""

    reading: Reading
    source: str | None = None


def verify_year(
    workspace: Workspace,
    year: int,
    wanted: Callable[[str], bool],
    sources: Sources | None,
    begun: Callable[[str], None] = lambda _: None,
) -> VerifiedYear:
    """Verifies the chain of a year, and those of its runs that are `wanted` by name. Without `sources` none
    is read again. `begun` is told each run before it is looked at."""
    chain = chain_of(workspace, year)
    runs = []
    digest_of = cache(digest)
    for name in _in_order(chain):
        if wanted(name):
            begun(name)
            runs.append(_verified(chain, workspace, name, sources, digest_of))
    return VerifiedYear(year, chain, runs, [*faults(chain), *gone(chain), *trace_faults(chain)])


def _in_order(chain: Chain) -> list[str]:
    """The runs of a year in their order, as far as it can be told, and the folders that are broken."""
    try:
        names = ordered(chain)
    except DataError:
        names = sorted(chain.links)
    return [*names, *chain.broken]


# --- one run --------------------------------------------------------------------------------------


def _verified(
    chain: Chain,
    workspace: Workspace,
    name: str,
    sources: Sources | None,
    digest_of: Callable[[object], str],
) -> Verified:
    result = Verified(name, int(chain.folder.name), faults=[*faults_of(chain, name)])
    if name not in chain.links:
        return result
    files = [*changed_parts(chain, name), *_strange(chain, name)]
    result.compared.append(Compared.DIGESTS)
    result.faults += files
    if result.faults:
        return result
    try:
        stored = load_from(chain, workspace, name)
    except DataError as error:
        result.faults.append(error)
        return result
    result.origin, result.version = stored.origin, version_of(stored)
    if stored.origin == IMPORTED:
        result.remarks.append(Remark(messages.IMPORTED_ONLY_DIGESTS))
    else:
        _made_again(stored, chain, workspace, sources, digest_of, result)
    return result


def _strange(chain: Chain, name: str) -> Iterator[DataError]:
    """Files in the folder of a run that its manifest does not name, and such that it must name."""
    folder, named = chain.folder / name, chain.links[name].manifest["files"]
    for path in sorted(folder.rglob("*")):
        part = path.relative_to(folder).as_posix()
        if path.is_file() and part not in (*named, MANIFEST) and path.name not in _LITTER:
            yield DataError(messages.PART_STRANGE, where=str(folder), part=part)
    for part in _ALWAYS:
        if part not in named:
            yield DataError(messages.PART_ABSENT, where=str(folder), part=part)


#: What goes wrong where files are read that this program did not write, though their digests fit.
_NOT_OURS = (
    RulesError,
    DataError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
    OSError,
)


def _made_again(
    stored: StoredRun,
    chain: Chain,
    workspace: Workspace,
    sources: Sources | None,
    digest_of: Callable[[object], str],
    result: Verified,
) -> None:
    """Computes a run anew from what it keeps, and counts it anew from its sources."""
    try:
        kept = read_kept(stored)
        figures = recompute(kept, chain)
    except _NOT_OURS as error:
        what: object = error if isinstance(error, SipasError) else type(error).__name__
        result.faults.append(DataError(messages.KEPT_UNREADABLE, where=str(stored.path), what=what))
        return
    result.compared.append(Compared.FIGURES)
    result.faults += figures.faults
    result.remarks += figures.remarks
    if sources is None or figures.faults:
        return
    compared, counts = recount(kept, chain, workspace, sources.reading, digest_of, source=sources.source)
    if compared:
        result.compared.append(Compared.SOURCES)
    result.faults += counts.faults
    result.remarks += counts.remarks
