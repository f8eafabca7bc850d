"""Files of ballots read by several processes. What comes of it does not depend on how many there are, nor on
which of them reads which file: what another process cannot tell for sure is read here after all."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from sipas_cli.intake.choice import Choice
from sipas_cli.intake.readings import Known, known
from sipas_cli.intake.taken import Taken, taken
from sipas_cli.processes import crew, wanted
from sipas_cli.sheets import Source, Unreadable, named, open_ahead, opened
from sipas_cli.workspace.workspace import Workspace

#: Another process takes about as long to start as to read so many files, or so many bytes.
_FEW_FILES, _FEW_BYTES = 12, 20_000_000


@dataclass(frozen=True)
class Task:
    """What a process must know to read files as this one would.

    criteria, source, year, allow_copies   as they were asked for; see pipeline.check
    """

    folder: Path
    criteria: tuple[str, ...] = ()
    source: str | None = None
    year: int | None = None
    allow_copies: bool = False


def processes(jobs: int | None, paths: Sequence[Path]) -> int:
    """How many processes are worth starting for some files: at most `jobs`, or as many as there are cores; 1:
    none but this one."""
    sizes = [path.stat().st_size for path in paths if path.is_file()]
    if len(sizes) < 2 or (jobs is None and len(sizes) < _FEW_FILES and sum(sizes) < _FEW_BYTES):
        return 1
    return min(wanted(jobs), len(sizes) - 1)


@contextmanager
def read_apart(
    paths: Iterable[Path], task: Task, workers: int
) -> Iterator[Iterator[Source | Unreadable | Taken]]:
    """The files in the order of their names: the first of them opened here, the others as other processes
    took them in, or opened here where these could not tell."""
    first, *others = named(paths)
    with crew(workers, Reader, task) as readers:
        answers = readers.answers(others)
        with open_ahead([first[0]]) as sources:
            read = (answer or opened(*file) for file, answer in zip(others, answers, strict=True))
            yield chain(sources, read)


class Reader:
    """Reads files in another process. What decides how they are read is looked up once."""

    def __init__(self, task: Task) -> None:
        workspace = Workspace(task.folder)
        year = task.year or workspace.settings.year
        registry = workspace.registry_for(year)
        names = task.criteria or workspace.settings.criteria
        self._about: Known = known(
            task.folder, registry, task.source, allow_copies=task.allow_copies, year=year
        )
        self._choice = Choice(task.folder, names)

    def __call__(self, file: tuple[Path, str]) -> Taken | None:
        """What a file holds, by its path and its name; None where the process that asked must read it, to say
        what is wrong. Raises SipasError for the same reason."""
        path, name = file
        source = opened(path, name)
        if isinstance(source, Unreadable):
            return None
        return taken(source, path, self._choice, self._about)
