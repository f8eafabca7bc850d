"""How far a command is, on a terminal; nothing in a pipe, under cron or with -q."""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sipas_cli.cli import reading_words
from sipas_cli.cli.session import session
from sipas_cli.messages import Message, say
from sipas_cli.text.visible import visible


def _is_seen() -> bool:
    return sys.stderr.isatty() and not session().quiet


class Shares:
    """How much of some files was read, by their bytes.

    sizes   name of a file -> its bytes
    """

    def __init__(self, sizes: Mapping[str, int]) -> None:
        self.whole = sum(sizes.values())
        self._sizes = sizes
        self._read = dict.fromkeys(sizes, 0.0)
        self._last = ""

    def take(self, file: str, share: float) -> float:
        """Takes in how much of a file was read, from 0 to 1; what is read of all of them. The file before it
        is read by then, whatever it has told."""
        if self._last not in ("", file):
            self._read[self._last] = 1
        self._last = file
        self._read[file] = max(self._read.get(file, 0), min(share, 1))
        return sum(self._sizes.get(name, 0) * read for name, read in self._read.items())


@contextmanager
def progress(sizes: Callable[[], Mapping[str, int]]) -> Iterator[Callable[[str, float], None]]:
    """A bar of how much of some files was read, and that they are being counted once they are.

    sizes   gives the name of each file with its bytes; asked for where somebody sees the bar
    """
    if not _is_seen():
        yield lambda *_: None
        return
    from rich.progress import BarColumn, SpinnerColumn, TaskProgressColumn

    shares = Shares(sizes())
    with _bars(SpinnerColumn(), _words(), BarColumn(), TaskProgressColumn()) as bars:
        task = bars.add_task(say(reading_words.READING, file="..."), total=shares.whole)

        def advance(file: str, share: float) -> None:
            read = shares.take(file, share)
            bars.update(task, completed=read, description=visible(say(reading_words.READING, file=file)))
            if read >= shares.whole:
                bars.update(task, total=None, description=say(reading_words.COUNTING))

        yield advance


@contextmanager
def counting(doing: Message) -> Iterator[Callable[[str, int], None]]:
    """A counter of what is made, under the name of what it is made of."""
    if not _is_seen():
        yield lambda *_: None
        return
    from rich.progress import SpinnerColumn, TextColumn

    columns = (SpinnerColumn(), _words(), TextColumn("{task.completed:.0f}"))
    with _bars(*columns) as bars:
        tasks: dict[str, Any] = {}

        def advance(name: str, made: int) -> None:
            if name not in tasks:
                tasks[name] = bars.add_task(visible(f"{say(doing)} {name}"), total=None)
            bars.advance(tasks[name], made)

        bars.add_task(f"{say(doing)} ...", total=None)
        yield advance


@contextmanager
def busy(doing: str) -> Iterator[None]:
    """Says what is being done, of which nobody knows how long it takes."""
    if not _is_seen():
        yield
        return
    from rich.progress import SpinnerColumn

    with _bars(SpinnerColumn(), _words()) as bars:
        bars.add_task(visible(doing), total=None)
        yield


def _words() -> Any:
    """What a bar is of. A name of a file is no markup."""
    from rich.progress import TextColumn

    return TextColumn("{task.description}", markup=False)


def _bars(*columns: Any) -> Any:
    """Bars that are gone once all is done."""
    from rich.console import Console
    from rich.progress import Progress

    return Progress(*columns, console=Console(stderr=True), transient=True)
