"""Files of ballots read by several processes. What comes of it does not depend on how many there are, nor on
which of them reads which file: what another process cannot tell for sure is read here after all."""

import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context, parent_process
from pathlib import Path

from sipas_cli.errors import SipasError
from sipas_cli.intake.choice import Choice
from sipas_cli.intake.readings import Known, known
from sipas_cli.intake.taken import Taken, taken
from sipas_cli.messages import language, use
from sipas_cli.sheets import Source, Unreadable, named, open_ahead, opened
from sipas_cli.workspace.workspace import Workspace

#: Another process takes about as long to start as to read so many files, or so many bytes.
_FEW_FILES, _FEW_BYTES = 12, 20_000_000
_AHEAD = 3  # files for each process that are under way or wait to be taken in


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
    wanted = os.cpu_count() or 1 if jobs is None else jobs
    sizes = [path.stat().st_size for path in paths if path.is_file()]
    if len(sizes) < 2 or (jobs is None and len(sizes) < _FEW_FILES and sum(sizes) < _FEW_BYTES):
        return 1
    return min(wanted, len(sizes) - 1)


@contextmanager
def read_apart(
    paths: Iterable[Path], task: Task, workers: int
) -> Iterator[Iterator[Source | Unreadable | Taken]]:
    """The files in the order of their names: the first of them opened here, the others as other processes
    took them in, or opened here where these could not tell."""
    first, *others = named(paths)
    context = get_context("spawn")  # the same on every system, and safe beside threads
    pool = ProcessPoolExecutor(workers, context, _begin, (task, language()))
    try:
        with open_ahead([first[0]]) as sources:
            yield _following(next(sources), pool, others, workers)
    finally:
        pool.shutdown(cancel_futures=True)


def _following(
    first: Source | Unreadable, pool: ProcessPoolExecutor, others: Sequence[tuple[Path, str]], workers: int
) -> Iterator[Source | Unreadable | Taken]:
    waiting = iter(others)
    tasks = deque(_asked(pool, *file) for file in islice(waiting, workers * _AHEAD))
    yield first
    while tasks:
        path, name, future = tasks.popleft()
        tasks.extend(_asked(pool, *file) for file in islice(waiting, 1))
        yield _answered(future) or opened(path, name)


_Asked = tuple[Path, str, "Future[Taken | None] | None"]


def _asked(pool: ProcessPoolExecutor, path: Path, name: str) -> _Asked:
    try:
        return path, name, pool.submit(_take, path, name)
    except BrokenProcessPool:
        return path, name, None


def _answered(future: "Future[Taken | None] | None") -> Taken | None:
    """What a process took of a file; None where it could not tell, or was ended by the system."""
    try:
        return future.result() if future else None
    except BrokenProcessPool:
        return None


# --- in the other process ------------------------------------------------------------------------


class _Worker:
    """What a process keeps from file to file."""

    def __init__(self, task: Task) -> None:
        workspace = Workspace(task.folder)
        year = task.year or workspace.settings.year
        registry = workspace.registry_for(year)
        names = task.criteria or workspace.settings.criteria
        self.about: Known = known(
            task.folder, registry, task.source, allow_copies=task.allow_copies, year=year
        )
        self.choice = Choice(task.folder, names)


_WORKERS: list[_Worker] = []
_TASKS: list[Task] = []


def _begin(task: Task, lang: str) -> None:
    """Prepares a process: it ends with the one that started it, which alone hears of Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    use(lang)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _TASKS.append(task)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)


def _take(path: Path, name: str) -> Taken | None:
    """What a file holds; None where the process that asked must read it, to say what is wrong."""
    try:
        if not _WORKERS:
            _WORKERS.append(_Worker(_TASKS[0]))
        worker = _WORKERS[0]
        source = opened(path, name)
        if isinstance(source, Unreadable):
            return None
        return taken(source, path, worker.choice, worker.about)
    except SipasError:
        return None
